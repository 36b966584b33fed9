"""Closure of a petition that is linked to no problem: applying, deciding, starting again. One that is linked follows it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Office, Petition, PetitionPoint, PetitionStep
from dczg_desktop.domain.petitions import CLOSED, IN_REVIEW, closure_objections, closure_word, truth_word
from dczg_desktop.domain.points import truth_objection
from dczg_desktop.domain.words import Verdict
from dczg_desktop.services.petitions.items import opened
from dczg_desktop.store.ledger import Ledger, require_user


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as shown: what, who, when."""

    verdict: str
    office: str
    who: str
    at: str
    decided_on: date | None
    document: str
    opinion: str


def closure_steps(ledger: Ledger, uid: str) -> list[StepRow]:
    """The steps of a petition's own closure, the first first."""
    with ledger.reading() as session:
        names = dict(session.execute(select(Office.uid, Office.name)).all())
        return [
            StepRow(one.verdict.value, names.get(one.office_uid, ""), one.made_by, one.made_at, one.decided_on, one.document,
                    one.opinion)
            for one in _steps(session, uid)
        ]  # fmt: skip


def _steps(session: Session, uid: str) -> list[PetitionStep]:
    query = select(PetitionStep).where(PetitionStep.petition_uid == uid, ~PetitionStep.hidden)
    return list(session.scalars(query.order_by(PetitionStep.made_at, PetitionStep.id)))


def _objections(session: Session, petition: Petition) -> list[str]:
    query = select(PetitionPoint.substantiated).where(
        PetitionPoint.petition_uid == petition.uid, ~PetitionPoint.hidden, PetitionPoint.voided == ""
    )
    points = list(session.scalars(query))
    unjudged = sum(1 for one in points if truth_word(one) == "未写明")
    return closure_objections(
        petition.completion,
        petition.substantiated,
        petition.findings,
        unjudged,
        truth_objection(petition.substantiated, points),
    )


def petition_objections(ledger: Ledger, uid: str) -> list[str]:
    """Why the petition may not be put up for closure, one sentence each."""
    with ledger.reading() as session:
        petition = opened(session, uid)
        if petition.problem_uid and not _steps(session, uid):
            return ["已关联台账里的问题，随该问题验收销号"]
        return _objections(session, petition)


def apply_petition(ledger: Ledger, uid: str, opinion: str = "") -> None:
    """Put a petition up for closure. Raises GateClosed with every objection, UserError when it is up or closed already."""
    with ledger.transaction("申请信访销号") as (session, act):
        require_user(session, ledger.user_uid)
        petition = opened(session, uid)
        act.title = petition.number or petition.sequence
        steps = _steps(session, uid)
        if petition.problem_uid and not steps:
            raise UserError(
                f"信访件 {act.title} 已关联台账里的问题，随该问题验收销号，不单独申请。要单独销号，请先取消关联。"
            )
        now = closure_word([one.verdict for one in steps], None)
        if now in {IN_REVIEW, CLOSED}:
            raise UserError(f"信访件 {act.title} 现在是“{now}”，没有重复申请。")
        if reasons := _objections(session, petition):
            raise GateClosed(f"信访件 {act.title} 申请验收销号", reasons)
        _add(session, ledger, uid, Verdict.APPLIED, opinion)


def decide_petition(
    ledger: Ledger, uid: str, *, agree: bool, opinion: str, document: str = "", on: date | None = None
) -> str:
    """Agree to or return the application; returns where the closure then stands.

    Raises GateClosed: no opinion, the applicant himself, no longer fit; UserError: nothing applied for, another office issued it.
    """
    with ledger.transaction("信访件销号" if agree else "退回信访销号") as (session, act):
        require_user(session, ledger.user_uid)
        petition = opened(session, uid)
        act.title = petition.number or petition.sequence
        _refuse_foreign(session, petition, act.office_uid)
        steps = _steps(session, uid)
        if not steps or steps[-1].verdict is not Verdict.APPLIED:
            raise UserError(f"信访件 {act.title} 没有待审核的销号申请。请先由责任单位申请。")
        reasons = [] if clean(opinion) else ["没有填写意见"]
        if steps[-1].actor_uid == ledger.user_uid:
            reasons.append("申请人不能审批本人事项，请由第二人办理")
        if on and on > ledger.today():
            reasons.append(f"验收日期 {on} 晚于今天")
        if reasons := [*reasons, *(_objections(session, petition) if agree else [])]:
            raise GateClosed(f"信访件 {act.title} 验收销号", reasons)
        verdict = Verdict.AGREED if agree else Verdict.RETURNED
        _add(session, ledger, uid, verdict, opinion, document, on or ledger.today())
        return closure_word([*(one.verdict for one in steps), verdict], None)


def reopen_petition(ledger: Ledger, uid: str, reason: str) -> None:
    """Start a closed petition again; the closure stays on record. Raises UserError: no reason, not closed, not ours."""
    if not clean(reason):
        raise UserError("请写明重新启动的理由（回头看发现反弹、群众再次举报等），没有改动。")
    with ledger.transaction("重启信访件") as (session, act):
        require_user(session, ledger.user_uid)
        petition = opened(session, uid)
        act.title = petition.number or petition.sequence
        _refuse_foreign(session, petition, act.office_uid)
        if closure_word([one.verdict for one in _steps(session, uid)], None) != CLOSED:
            raise UserError(f"信访件 {act.title} 没有单独销号，不需要重新启动。")
        _add(session, ledger, uid, Verdict.REOPENED, reason, on=ledger.today())


def _refuse_foreign(session: Session, petition: Petition, office_uid: str) -> None:
    if petition.issuer_uid in {"", office_uid}:
        return
    issuer = session.scalar(select(Office.name).where(Office.uid == petition.issuer_uid)) or "交办单位"
    raise UserError(
        f"信访件 {petition.number} 的验收销号由{issuer}办理，本单位不能审核。"
        "请在“数据交换”里把申请报上去，审核结果随回包下发。"
    )


def _add(
    session: Session,
    ledger: Ledger,
    uid: str,
    verdict: Verdict,
    opinion: str,
    document: str = "",
    on: date | None = None,
) -> None:
    session.add(
        PetitionStep(petition_uid=uid, verdict=verdict, opinion=clean(opinion), document=clean(document), decided_on=on,
                     actor_uid=ledger.user_uid)
    )  # fmt: skip
    session.flush()

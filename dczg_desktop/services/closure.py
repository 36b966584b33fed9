"""Closure: applying, deciding, reopening; notices and objections. The gate itself is `domain.closure`."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.base.text import clean
from dczg_desktop.domain.closure import (
    closure_status,
    content_digest,
    decision_objections,
    last_case,
    next_step,
    objections,
)
from dczg_desktop.domain.entities import (
    Board,
    ClosureCase,
    ClosureStep,
    Duty,
    Meta,
    Objection,
    Office,
    Problem,
    PublicNotice,
)
from dczg_desktop.domain.facts import ProblemFacts, StepFacts
from dczg_desktop.domain.procedures import Procedure, Step
from dczg_desktop.domain.words import ClosureStatus, Verdict
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.problems import opened
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger, require_user
from dczg_desktop.store.procedures import procedures


def list_procedures() -> list[Procedure]:
    """All closure procedures, for choosing."""
    return list(procedures().values())


def procedure_of(ledger: Ledger, steps: tuple[StepFacts, ...] = ()) -> Procedure:
    """The procedure of a case, or the one this office uses for new ones."""
    known = procedures()
    return known.get(steps[0].procedure if steps else ledger.meta("procedure", "通用"), known["通用"])


def choose_procedure(ledger: Ledger, key: str) -> None:
    """Use this procedure for new applications. Raises UserError for an unknown key."""
    if key not in procedures():
        raise UserError(f"没有名为“{key}”的销号流程。可选：{'、'.join(procedures())}。")
    with ledger.transaction("选择销号流程", procedures()[key].name) as (session, _act):
        require_user(session, ledger.user_uid)
        session.execute(update(Meta).where(Meta.key == "procedure").values(value=key))


def _facts(session: Session, uid: str) -> ProblemFacts:
    found = load_facts(session, [uid]).get(uid)
    if found is None:
        raise UserError("找不到这个问题，请刷新后重试。")
    return found


def closure_objections(ledger: Ledger, uid: str) -> list[str]:
    """What stands between the problem and an application, one sentence each; empty means it may be applied for."""
    procedure = procedure_of(ledger)
    with ledger.reading() as session:
        return objections(_facts(session, uid), procedure)


def apply_for_closure(ledger: Ledger, uid: str, opinion: str = "") -> str:
    """Apply for closure through the gate; returns the uid of the case.

    Raises GateClosed with every objection, UserError when a case is already open or the problem closed.
    """
    procedure = procedure_of(ledger)
    with ledger.transaction("申请销号") as (session, act):
        require_user(session, ledger.user_uid)
        problem = opened(session, uid)
        facts = _facts(session, uid)
        act.title = problem.code
        if (
            closure_status(last_case(facts), procedure_of(ledger, last_case(facts)))
            is ClosureStatus.IN_REVIEW
        ):
            raise UserError(f"问题 {problem.code} 已经在申请销号，正等待审核，没有重复申请。")
        if reasons := objections(facts, procedure):
            raise GateClosed(f"问题 {problem.code} 申请销号", reasons)
        case = ClosureCase(problem_uid=uid, procedure=procedure.key)
        session.add(case)
        session.flush()
        session.add(
            ClosureStep(case_uid=case.uid, problem_uid=uid, step="申请", verdict=Verdict.APPLIED, opinion=clean(opinion),
                        actor_uid=ledger.user_uid, digest=content_digest(facts))
        )  # fmt: skip
        return case.uid


def decide(ledger: Ledger, uid: str, *, agree: bool, opinion: str) -> ClosureStatus:
    """Agree to or return the step that is open; returns where the case then stands.

    Returning needs an opinion and a second person; agreeing needs the whole gate again (see
    `domain.closure.decision_objections`). Raises GateClosed or UserError.
    """
    with ledger.transaction("审核同意" if agree else "退回销号") as (session, act):
        require_user(session, ledger.user_uid)
        problem = opened(session, uid)
        facts = _facts(session, uid)
        case = last_case(facts)
        procedure = procedure_of(ledger, case)
        step = next_step(case, procedure)
        if step is None:
            raise UserError(f"问题 {problem.code} 没有待审核的销号申请。请先由责任单位申请。")
        act.title = f"{problem.code}：{step.name}"
        _refuse_wrong_office(session, problem, act.office_uid, step)
        if agree:
            reasons = decision_objections(
                facts, procedure, ledger.user_uid, opinion, ledger.today(), working_days
            )
        else:
            reasons = [] if clean(opinion) else ["没有填写退回理由：请逐条写明需要补正什么"]
            if case[0].actor_uid == ledger.user_uid:
                reasons.append("申请人不能审批本人事项，请由第二人办理")
        if reasons:
            raise GateClosed(f"问题 {problem.code} {step.name}", reasons)
        verdict = Verdict.AGREED if agree else Verdict.RETURNED
        session.add(
            ClosureStep(case_uid=case[0].case_uid, problem_uid=uid, step=step.name, verdict=verdict, opinion=clean(opinion),
                        actor_uid=ledger.user_uid, digest=content_digest(facts))
        )  # fmt: skip
        session.flush()
        return closure_status(last_case(_facts(session, uid)), procedure)


def _refuse_wrong_office(session: Session, problem: Problem, office_uid: str, step: Step) -> None:
    """A step belongs to whom the procedure names: the issuing office, or an office with that duty where one is known."""
    if problem.issuer_uid in {"", office_uid}:
        return
    if step.actor != "交办单位":
        duty = select(Duty.office_uid).where(
            Duty.problem_uid == problem.uid, Duty.role == step.actor, Duty.voided == "", ~Duty.hidden
        )
        known = set(session.scalars(duty)) - {""}
        if not known or office_uid in known:
            return
    issuer = session.scalar(select(Office.name).where(Office.uid == problem.issuer_uid)) or "交办单位"
    raise UserError(
        f"问题 {problem.code} 的“{step.name}”由{issuer if step.actor == '交办单位' else step.actor}办理，本单位不能审核。"
        "请在“数据交换”里把申请报上去，审核结果随回包下发。"
    )


def reopen(ledger: Ledger, uid: str, reason: str) -> None:
    """Open a closed problem again (rebound, found on re-inspection); the closure stays on record.

    Raises UserError without a reason, when the problem is not closed, or when another office issued it.
    """
    if not clean(reason):
        raise UserError("重新启动必须写明理由（反弹、回头看发现等），没有启动。")
    with ledger.transaction("重新启动") as (session, act):
        require_user(session, ledger.user_uid)
        facts = _facts(session, uid)
        case = last_case(facts)
        if closure_status(case, procedure_of(ledger, case)) is not ClosureStatus.CLOSED:
            raise UserError(f"问题 {facts.code} 没有销号，不需要重新启动。")
        if facts.issuer_uid not in {"", act.office_uid}:
            raise UserError(
                f"问题 {facts.code} 由上级交办，重新启动由交办单位办理，没有改动。请在进展中说明情况并报交办单位。"
            )
        act.title = f"{facts.code}：{clean(reason)}"
        session.add(
            ClosureStep(case_uid=case[0].case_uid, problem_uid=uid, step="重新启动", verdict=Verdict.REOPENED,
                        opinion=clean(reason), actor_uid=ledger.user_uid, digest=content_digest(facts))
        )  # fmt: skip


def publish_notice(ledger: Ledger, uid: str, starts: date, ends: date, place: str) -> int:
    """Register a public notice; returns its working days, both ends counted. Raises UserError for reversed days."""
    if ends < starts:
        raise UserError(f"公示止日 {ends} 早于起日 {starts}，没有登记。")
    if not clean(place):
        raise UserError("请写明公示在哪里（网站、公示栏等），没有登记。")
    with ledger.transaction("登记公示") as (session, act):
        require_user(session, ledger.user_uid)
        act.title = f"{opened(session, uid).code}：{starts} 至 {ends}"
        session.add(PublicNotice(problem_uid=uid, starts=starts, ends=ends, place=clean(place)))
    return working_days(starts, ends)


def raise_objection(ledger: Ledger, uid: str, text: str) -> str:
    """Register an objection; closure stops until it is answered. Returns its uid."""
    if not clean(text):
        raise UserError("请写明异议内容，没有登记。")
    with ledger.transaction("登记异议") as (session, act):
        require_user(session, ledger.user_uid)
        act.title = opened(session, uid).code
        objection = Objection(problem_uid=uid, text=clean(text), raised_on=ledger.today())
        session.add(objection)
        session.flush()
        return objection.uid


def answer_objection(ledger: Ledger, objection_uid: str, answer: str) -> None:
    """Answer an objection with what was found and done. Raises UserError for an empty answer."""
    if not clean(answer):
        raise UserError("请写明异议的核查处理结果，没有保存。")
    with ledger.transaction("处理异议") as (session, act):
        require_user(session, ledger.user_uid)
        objection = session.scalar(select(Objection).where(Objection.uid == objection_uid))
        if objection is None:
            raise UserError("找不到这条异议，请刷新后重试。")
        act.title = opened(session, objection.problem_uid).code
        objection.answer, objection.answered_on = clean(answer), ledger.today()


@dataclass(frozen=True, slots=True)
class ClosureRow:
    """A problem in or near closure, for the queue."""

    uid: str
    code: str
    unit: str
    summary: str
    status: ClosureStatus
    step: str
    applicant: str
    applied_at: str
    opinion: str


def closure_queue(ledger: Ledger, status: ClosureStatus | None = None) -> list[ClosureRow]:
    """Problems whose closure stands at `status`, newest application first; None for every problem ever applied for."""
    with ledger.reading() as session:
        applied = select(ClosureCase.problem_uid).where(~ClosureCase.hidden)
        query = select(Board.uid, Board.unit, Board.summary, Board.closure_status).where(
            Board.uid.in_(applied), ~Board.voided
        )
        if status is not None:
            query = query.where(Board.closure_status == status)
        found = {row.uid: row for row in session.execute(query)}
        facts = load_facts(session, list(found))
    rows = []
    for uid, problem in facts.items():
        case = last_case(problem)
        step = next_step(case, procedure_of(ledger, case))
        last = case[-1]
        rows.append(
            ClosureRow(uid, problem.code, found[uid].unit, found[uid].summary, found[uid].closure_status, step.name if step else "",
                       case[0].made_by, case[0].made_at, last.opinion)
        )  # fmt: skip
    return sorted(rows, key=lambda row: row.applied_at, reverse=True)


def ready_to_apply(ledger: Ledger) -> list[ClosureRow]:
    """Problems that pass the gate today but were not applied for: the next things to do."""
    procedure = procedure_of(ledger)
    with ledger.reading() as session:
        waiting = (ClosureStatus.NOT_APPLIED, ClosureStatus.RETURNED)
        query = select(Board.uid, Board.unit, Board.summary, Board.closure_status).where(
            Board.closure_status.in_(waiting), ~Board.voided, Board.gaps == 0, Board.measures > 0,
            Board.measures == Board.measures_done, Board.evidence > 0,
        )  # fmt: skip
        found = {row.uid: row for row in session.execute(query)}
        facts = load_facts(session, list(found))
    return [
        ClosureRow(
            uid, problem.code, found[uid].unit, found[uid].summary, found[uid].closure_status, "", "", "", ""
        )
        for uid, problem in facts.items()
        if not objections(problem, procedure)
    ]

"""Sending back what an office below filled in on a petition, proposing changes to what its issuer owns, answering both."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean
from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.domain.entities import (
    Petition,
    PetitionAmendment,
    PetitionAmendmentAnswer,
    new_uid,
)
from dczg_desktop.domain.petition_amendments import PROPOSABLE, PetitionFacts, returnable_of, standing_of
from dczg_desktop.domain.words import AmendmentVerdict, AmendmentWay
from dczg_desktop.services.amendments import (
    Wish,
    answer_amendment,
    receiver_below,
    require_reasons,
    unchanged,
    withdraw_amendment,
)
from dczg_desktop.services.asked import Asked
from dczg_desktop.services.petitions.items import due_of, opened, put, typed_content
from dczg_desktop.services.petitions.requests import petition_facts
from dczg_desktop.services.tree import office_name
from dczg_desktop.store.ledger import Ledger, require_user


def return_petition(ledger: Ledger, uid: str, wishes: Sequence[Wish], to_office_uid: str) -> tuple[str, ...]:
    """Send fields of a petition back to the office below that fills them in, each with its reason; returns the requests' uids.

    Raises UserError: nothing chosen, no reason, an office that is not below this one, content that has changed meanwhile.
    """
    require_reasons(wishes)
    with ledger.transaction("退回修改") as (session, act):
        require_user(session, ledger.user_uid)
        petition = opened(session, uid)
        receiver = receiver_below(session, to_office_uid, act.office_uid)
        batch, made = new_uid(), []
        for wish, item in unchanged(wishes, returnable_of(_facts(session, uid))):
            asked = PetitionAmendment(
                petition_uid=uid, way=AmendmentWay.RETURN, batch=batch, target_kind=item.kind, target_uid=item.uid, field=item.field,
                place=item.place, said=item.said, reason=clean(wish.reason), to_office_uid=to_office_uid,
            )  # fmt: skip
            made.append(_added(session, asked))
        act.title = f"信访件 {petition.number or petition.sequence}：退回 {receiver} 修改 {len(made)} 处"
        return tuple(made)


def propose_petition(ledger: Ledger, uid: str, values: Mapping[str, str], reason: str) -> tuple[str, ...]:
    """Ask the issuing office to change fields that it owns; nothing changes here. Returns the requests' uids.

    Raises UserError: nothing new, no reason, a petition of our own, a field that is not the issuer's.
    """
    if not clean(reason):
        raise UserError("请写明为什么建议修改，没有提出。")
    with ledger.transaction("建议修改") as (session, act):
        require_user(session, ledger.user_uid)
        petition = opened(session, uid)
        number = petition.number or petition.sequence
        if petition.issuer_uid in {"", act.office_uid}:
            raise UserError(f"信访件 {number} 由本单位交办，直接修改即可，不用提建议。")
        said = _facts(session, uid).fields
        batch, made = new_uid(), []
        for field, wanted in values.items():
            if field not in PROPOSABLE:
                label = label_of("petition", field)
                raise UserError(f"信访件的“{label}”不是由交办单位独自掌握的内容，不用提建议。")
            if clean(wanted) == said[field]:
                continue
            typed_content(field, clean(wanted), ledger.today())
            if field == "deadline":
                due_of(clean(wanted), ledger.today(), ledger.today())
            asked = PetitionAmendment(
                petition_uid=uid, way=AmendmentWay.PROPOSAL, batch=batch, target_kind="petition", target_uid=uid, field=field,
                place="整件", said=said[field], wanted=clean(wanted), reason=clean(reason), to_office_uid=petition.issuer_uid,
            )  # fmt: skip
            made.append(_added(session, asked))
        if not made:
            raise UserError("建议的内容和现在的一样，没有提出。")
        act.title = f"信访件 {number}：建议修改 {len(made)} 处"
        return tuple(made)


def answer_request(ledger: Ledger, asked: Asked, verdict: AmendmentVerdict, text: str = "") -> None:
    """Settle a request put to this office, about a problem or about a petition. Raises UserError as `answer_amendment`."""
    if asked.petition_uid:
        _answer(ledger, asked, verdict, text)
    else:
        answer_amendment(ledger, asked.uid, verdict, text)


def withdraw_request(ledger: Ledger, asked: Asked, reason: str) -> None:
    """Take a request of our own back, with the reason; it stays on record. Raises UserError for another office's."""
    if not asked.petition_uid:
        withdraw_amendment(ledger, asked.uid, reason)
        return
    if not clean(reason):
        raise UserError("撤回要写明理由，没有撤回。")
    with ledger.transaction("撤回修改意见") as (session, act):
        require_user(session, ledger.user_uid)
        one = _asked(session, asked.uid)
        if one.office_uid != act.office_uid:
            raise UserError("这条意见不是本单位提出的，不能撤回。")
        act.title = f"信访件 {asked.code}：{one.place}"
        _say(session, one, AmendmentVerdict.WITHDRAWN, reason)


def _answer(ledger: Ledger, asked: Asked, verdict: AmendmentVerdict, text: str) -> None:
    if verdict is not AmendmentVerdict.ACCEPTED and not clean(text):
        raise UserError(f"“{verdict}”要写明理由，对方会看到。没有保存。")
    with ledger.transaction("答复修改意见") as (session, act):
        require_user(session, ledger.user_uid)
        one = _asked(session, asked.uid)
        petition = opened(session, one.petition_uid)
        if one.to_office_uid != act.office_uid:
            raise UserError(f"这条意见由{office_name(session, one.to_office_uid)}答复，本单位不能代答。")
        facts = _facts(session, one.petition_uid)
        told = next((known for known in facts.amendments if known.uid == one.uid), None)
        if told is None or standing_of(facts, told) is not Standing.OPEN:
            raise UserError("这条意见已经办结，没有重复答复。请刷新。")
        if (one.way is AmendmentWay.RETURN) is not (verdict is AmendmentVerdict.EXPLAINED):
            raise UserError("退回的内容请改正或说明；建议请采纳或不采纳。没有保存。")
        if verdict is AmendmentVerdict.ACCEPTED:
            _take_over(session, ledger, petition, one)
        _say(session, one, verdict, text)
        act.title = f"信访件 {asked.code}：{one.place} {label_of(one.target_kind, one.field)} {verdict}"


def _take_over(session: Session, ledger: Ledger, petition: Petition, asked: PetitionAmendment) -> None:
    if asked.field not in PROPOSABLE:
        label = label_of("petition", asked.field)
        raise UserError(f"“{label}”不接受别的单位的建议，没有采纳。请写明理由，不采纳。")
    content = typed_content(asked.field, asked.wanted, ledger.today())
    put(session, petition, asked.field, content, ledger.today())


def _say(session: Session, asked: PetitionAmendment, verdict: AmendmentVerdict, text: str) -> None:
    answer = PetitionAmendmentAnswer(
        petition_uid=asked.petition_uid, amendment_uid=asked.uid, verdict=verdict, text=clean(text)
    )
    session.add(answer)


def _added(session: Session, asked: PetitionAmendment) -> str:
    session.add(asked)
    session.flush()
    return asked.uid


def _asked(session: Session, uid: str) -> PetitionAmendment:
    a = PetitionAmendment
    asked = session.scalar(select(a).where(a.uid == uid, ~a.hidden))
    if asked is None:
        raise UserError("找不到这条意见，请刷新后重试。")
    return asked


def _facts(session: Session, uid: str) -> PetitionFacts:
    return petition_facts(session, [uid])[uid]

"""Returning what an office below filled in, proposing changes to what another office owns, and answering both."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean
from dczg_desktop.domain.amendments import Item, Standing, returnable, standing
from dczg_desktop.domain.dictionary import KINDS, Owner, label_of
from dczg_desktop.domain.entities import (
    Amendment,
    AmendmentAnswer,
    Problem,
    Withdrawal,
    new_uid,
)
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.words import AmendmentVerdict, AmendmentWay
from dczg_desktop.services.problems import EDITABLE, checked_content, decide_deadline, opened
from dczg_desktop.services.requests import label_for
from dczg_desktop.services.tree import below, office_name, office_tree
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import Ledger, require_user

PROPOSABLE = tuple(
    name for name in EDITABLE
    if KINDS["problem"].owner_of(name) is Owner.ISSUER and name not in {"internal_note", "confidential", "source_uid", "stated_status"}
)  # fmt: skip
"""Fields of a problem that only its issuer writes and others may ask it to change; besides, the deadline."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One returned field with its reason."""

    item: Item
    reason: str


def require_reasons(wishes: Sequence[Wish]) -> None:
    """Raise UserError when nothing is to be returned, or something without its reason."""
    if not wishes:
        raise UserError("没有选择要退回的内容，没有退回。请勾选要修改的栏目并写明理由。")
    if silent := next((wish for wish in wishes if not clean(wish.reason)), None):
        raise UserError(f"“{silent.item.place} {silent.item.label}”没有写明退回理由，没有退回。")


def receiver_below(session: Session, office_uid: str, our_uid: str) -> str:
    """The name of the office that something is returned to. Raises UserError when it is not below ours."""
    name = office_name(session, office_uid)
    if office_uid not in below(office_tree(session), our_uid) - {our_uid}:
        raise UserError(f"“{name}”不是本单位的下级，不能退回给它，没有退回。")
    return name


def unchanged(wishes: Sequence[Wish], present: Iterable[Item]) -> list[tuple[Wish, Item]]:
    """Each wish with its field as it is now. Raises UserError when that is no longer what the person saw."""
    known = {(one.kind, one.uid, one.field): one for one in present}
    found = []
    for wish in wishes:
        item = known.get((wish.item.kind, wish.item.uid, wish.item.field))
        if item is None or item.said != wish.item.said:
            raise UserError(
                f"“{wish.item.place} {wish.item.label}”的内容刚刚变了，没有退回。请重新打开再看一遍。"
            )
        found.append((wish, item))
    return found


def return_fields(
    ledger: Ledger, problem_uid: str, wishes: Sequence[Wish], to_office_uid: str
) -> tuple[str, ...]:
    """Send fields back to the office below that filled them in, each with its reason; returns the requests' uids.

    Raises UserError: nothing chosen, no reason, an office that is not below this one, content that has changed meanwhile.
    """
    require_reasons(wishes)
    with ledger.transaction("退回修改") as (session, act):
        require_user(session, ledger.user_uid)
        problem = opened(session, problem_uid)
        receiver = receiver_below(session, to_office_uid, act.office_uid)
        batch, made = new_uid(), []
        for wish, item in unchanged(wishes, returnable(_facts(session, problem_uid))):
            asked = Amendment(
                problem_uid=problem_uid, way=AmendmentWay.RETURN, batch=batch, target_kind=item.kind, target_uid=item.uid,
                field=item.field, period=item.period, place=item.place, said=item.said, reason=clean(wish.reason),
                to_office_uid=to_office_uid,
            )  # fmt: skip
            session.add(asked)
            session.flush()
            made.append(asked.uid)
        act.title = f"{problem.code}：退回 {receiver} 修改 {len(made)} 处"
        return tuple(made)


def propose(ledger: Ledger, problem_uid: str, values: Mapping[str, str], reason: str) -> tuple[str, ...]:
    """Ask the issuing office to change fields that it owns; nothing changes here. Returns the requests' uids.

    Raises UserError: nothing new, no reason, a problem of our own, a field that is not the issuer's.
    """
    if not clean(reason):
        raise UserError("请写明为什么建议修改，没有提出。")
    with ledger.transaction("建议修改") as (session, act):
        require_user(session, ledger.user_uid)
        problem = opened(session, problem_uid)
        if problem.issuer_uid in {"", act.office_uid}:
            raise UserError(f"问题 {problem.code} 由本单位交办，直接修改即可，不用提建议。")
        batch, made = new_uid(), []
        for field, wanted in values.items():
            said = _said(session, problem, field)
            if clean(wanted) == said:
                continue
            if field != "deadline":
                checked_content(field, clean(wanted))
            asked = Amendment(
                problem_uid=problem_uid, way=AmendmentWay.PROPOSAL, batch=batch, target_kind="problem", target_uid=problem_uid,
                field=field, place="基本情况", said=said, wanted=clean(wanted), reason=clean(reason),
                to_office_uid=problem.issuer_uid,
            )  # fmt: skip
            session.add(asked)
            session.flush()
            made.append(asked.uid)
        if not made:
            raise UserError("建议的内容和现在的一样，没有提出。")
        act.title = f"{problem.code}：建议修改 {len(made)} 处"
        return tuple(made)


def _said(session: Session, problem: Problem, field: str) -> str:
    if field == "deadline":
        last = _facts(session, problem.uid).deadline()
        return last.raw if last else ""
    if field not in PROPOSABLE:
        raise UserError(f"“{label_of('problem', field)}”不是由交办单位独自掌握的内容，不用提建议。")
    content = getattr(problem, field)
    return "" if content is None else str(content)


def answer_amendment(ledger: Ledger, amendment_uid: str, verdict: AmendmentVerdict, text: str = "") -> None:
    """Settle a request put to this office: accept a proposal (its value is written), decline it, or explain a return.

    Raises UserError: not put to us, already settled, no reason for declining or explaining.
    """
    if verdict is not AmendmentVerdict.ACCEPTED and not clean(text):
        raise UserError(f"“{verdict}”要写明理由，对方会看到。没有保存。")
    with ledger.transaction("答复修改意见") as (session, act):
        require_user(session, ledger.user_uid)
        asked = _asked(session, amendment_uid)
        problem = opened(session, asked.problem_uid)
        if asked.to_office_uid != act.office_uid:
            raise UserError(f"这条意见由{office_name(session, asked.to_office_uid)}答复，本单位不能代答。")
        facts = _facts(session, asked.problem_uid)
        standing_one = next((one for one in facts.amendments if one.uid == amendment_uid), None)
        if standing_one is None or standing(facts, standing_one) is not Standing.OPEN:
            raise UserError("这条意见已经办结，没有重复答复。请刷新。")
        if (asked.way is AmendmentWay.RETURN) is not (verdict is AmendmentVerdict.EXPLAINED):
            raise UserError("退回的内容请改正或说明；建议请采纳或不采纳。没有保存。")
        if verdict is AmendmentVerdict.ACCEPTED:
            _take_over(session, ledger, act, problem, asked)
        session.add(
            AmendmentAnswer(
                problem_uid=asked.problem_uid, amendment_uid=amendment_uid, verdict=verdict, text=clean(text)
            )
        )
        act.title = f"{problem.code}：{asked.place} {label_for(standing_one)} {verdict}"


def _take_over(session: Session, ledger: Ledger, act: Act, problem: Problem, asked: Amendment) -> None:
    if asked.field == "deadline":
        decide_deadline(session, act, problem, asked.wanted, f"采纳建议：{asked.reason}", ledger.today())
        return
    if asked.field not in PROPOSABLE:
        raise UserError(
            f"“{label_of('problem', asked.field)}”不接受别的单位的建议，没有采纳。请写明理由，不采纳。"
        )
    setattr(problem, asked.field, checked_content(asked.field, asked.wanted))


def withdraw_amendment(ledger: Ledger, amendment_uid: str, reason: str) -> None:
    """Take a request of our own back, with the reason; it stays on record. Raises UserError for another office's."""
    if not clean(reason):
        raise UserError("撤回要写明理由，没有撤回。")
    with ledger.transaction("撤回修改意见") as (session, act):
        require_user(session, ledger.user_uid)
        asked = _asked(session, amendment_uid)
        if asked.office_uid != act.office_uid:
            raise UserError("这条意见不是本单位提出的，不能撤回。")
        act.title = f"{opened(session, asked.problem_uid).code}：{asked.place}"
        session.add(
            Withdrawal(
                problem_uid=asked.problem_uid,
                target_kind="amendment",
                target_uid=asked.uid,
                reason=clean(reason),
            )
        )


def _asked(session: Session, uid: str) -> Amendment:
    asked = session.scalar(select(Amendment).where(Amendment.uid == uid, ~Amendment.hidden))
    if asked is None:
        raise UserError("找不到这条意见，请刷新后重试。")
    return asked


def _facts(session: Session, uid: str) -> ProblemFacts:
    return load_facts(session, [uid])[uid]

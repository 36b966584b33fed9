"""Repeated petitions (重复件): the earlier ones a petition cites or was confirmed to repeat, both ways, and the whole chain."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Petition, PetitionCite, PetitionLine, PetitionLink
from dczg_desktop.domain.likeness import ALIKE, likeness, plain
from dczg_desktop.domain.numbering import number_key
from dczg_desktop.domain.petitions import CLOSED
from dczg_desktop.services.petitions.items import opened
from dczg_desktop.store.ledger import Ledger, require_user

REPEATS, APART = "重复", "无关"
_TOLD_EVERY = 50
OFTEN, VERY_OFTEN = 3, 5
"""Sizes of a chain that are marked."""


@dataclass(frozen=True, slots=True)
class Related:
    """One petition beside another: `how` it is related, `note` what is wrong with the number when it is not known."""

    number: str
    how: str
    uid: str = ""
    id: int = 0
    batch: str = ""
    day: date | None = None
    completion: str = ""
    closure: str = ""
    note: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Repeats:
    """`earlier` are what this one repeats, `later` what repeats it, `chain` all of the group by day, itself included."""

    earlier: list[Related]
    later: list[Related]
    chain: list[Related]

    @property
    def count(self) -> int:
        """How often this was reported; 1 when it is alone."""
        return max(1, len(self.chain))


def repeats_of(ledger: Ledger, uid: str) -> Repeats:
    """Everything known of the repetitions of a petition."""
    with ledger.reading() as session:
        own = session.scalar(select(PetitionLine).where(PetitionLine.uid == uid))
        if own is None:
            return Repeats([], [], [])
        said = _said(session, uid)
        chain: list[Related] = []
        if own.chain:
            rows = session.scalars(select(PetitionLine).where(PetitionLine.chain == own.chain)).all()
            chain = [_related(row, "本件" if row.uid == uid else "同链") for row in _by_day(rows)]
        return Repeats(_earlier(session, own, said), _later(session, own, said), chain)


def _by_day(rows: object) -> list[PetitionLine]:
    return sorted(rows, key=lambda row: (row.day or date.max, row.id))  # type: ignore[call-overload, no-any-return]


def _said(session: Session, uid: str) -> dict[str, str]:
    """What people said about this petition and others: {other uid: 重复 or 无关}."""
    link = PetitionLink
    query = select(link).where(
        or_(link.petition_uid == uid, link.target_uid == uid), ~link.hidden, link.voided == ""
    )
    return {
        one.target_uid if one.petition_uid == uid else one.petition_uid: one.relation
        for one in session.scalars(query.order_by(link.id))
    }


def _earlier(session: Session, own: PetitionLine, said: dict[str, str]) -> list[Related]:
    found: list[Related] = []
    for cite in session.scalars(
        select(PetitionCite).where(PetitionCite.petition_uid == own.uid).order_by(PetitionCite.id)
    ):
        query = select(PetitionLine).where(PetitionLine.key == cite.key, PetitionLine.uid != own.uid)
        rows = session.scalars(query).all()
        if not rows:
            note = cite.fault or "台账里没有这个编号，请核对原件"
            found.append(Related(cite.number, "引用", note=note))
        found += [_related(row, _how("引用", said.get(row.uid))) for row in rows]
    return [*found, *_confirmed(session, own, said, found, earlier=True)]


def _how(base: str, relation: str | None) -> str:
    return "已确认无关" if relation == APART else base


def _later(session: Session, own: PetitionLine, said: dict[str, str]) -> list[Related]:
    citing = select(PetitionCite.petition_uid).where(PetitionCite.key == own.key, PetitionCite.key != "")
    query = select(PetitionLine).where(PetitionLine.uid.in_(citing), PetitionLine.uid != own.uid)
    found = [_related(row, _how("被引用", said.get(row.uid))) for row in _by_day(session.scalars(query))]
    return [*found, *_confirmed(session, own, said, found, earlier=False)]


def _confirmed(
    session: Session, own: PetitionLine, said: dict[str, str], found: list[Related], *, earlier: bool
) -> list[Related]:
    link = PetitionLink
    mine, other = (link.petition_uid, link.target_uid) if earlier else (link.target_uid, link.petition_uid)
    query = select(other).where(mine == own.uid, ~link.hidden, link.voided == "", link.relation == REPEATS)
    uids = {uid for uid in session.scalars(query) if said.get(uid) == REPEATS} - {one.uid for one in found}
    rows = session.scalars(select(PetitionLine).where(PetitionLine.uid.in_(uids)))
    return [_related(row, "已确认重复") for row in _by_day(rows)]


def _related(row: PetitionLine, how: str) -> Related:
    return Related(
        row.number, how, row.uid, row.id, row.batch, row.day, row.completion, row.closure,
        "前件已销号，建议回头看" if how in {"引用", "已确认重复"} and row.closure == CLOSED else "", row.summary,
    )  # fmt: skip


def confirm_repeat(ledger: Ledger, uid: str, target_uid: str, basis: str = "人工确认") -> None:
    """Say that a petition repeats an earlier one. Raises UserError: either gone, the same, said already."""
    _say(ledger, uid, target_uid, REPEATS, basis)


def deny_repeat(ledger: Ledger, uid: str, target_uid: str, basis: str = "人工确认") -> None:
    """Say that two petitions have nothing to do with each other, whatever the text cites or resembles."""
    _say(ledger, uid, target_uid, APART, basis)


def _say(ledger: Ledger, uid: str, target_uid: str, relation: str, basis: str) -> None:
    if uid == target_uid:
        raise UserError("不能把一件信访件当作自己的重复件。")
    with ledger.transaction("确认重复件" if relation == REPEATS else "不是重复件") as (session, act):
        require_user(session, ledger.user_uid)
        petition, target = opened(session, uid), opened(session, target_uid)
        act.title = f"{petition.number} — {target.number}"
        link = PetitionLink
        pair = ((link.petition_uid == uid) & (link.target_uid == target_uid)) | (
            (link.petition_uid == target_uid) & (link.target_uid == uid)
        )
        known = session.scalar(select(link).where(pair, ~link.hidden, link.voided == ""))
        if known is not None and known.relation == relation:
            raise UserError(f"{petition.number} 与 {target.number} 已经登记为“{relation}”，没有重复登记。")
        if known is not None:
            known.relation, known.basis = relation, clean(basis)
            return
        session.add(
            link(petition_uid=uid, target_uid=target_uid, relation=relation, number=target.number, basis=clean(basis))
        )  # fmt: skip


def similar_petitions(ledger: Ledger, uid: str, most: int = 8, tick: Tick = no_tick) -> list[Related]:
    """Other petitions whose complaint reads alike, the most alike first; a proposal for a person, nothing is written."""
    with ledger.reading() as session:
        own = session.scalar(select(Petition.description).where(Petition.uid == uid)) or ""
        wanted, said = plain(own), _said(session, uid)
        rows = session.execute(
            select(PetitionLine.uid, Petition.description)
            .join(Petition, Petition.id == PetitionLine.id)
            .where(PetitionLine.uid != uid)
        )
        alike: list[tuple[float, str]] = []
        for done, (other, text) in enumerate(rows):
            if not done % _TOLD_EVERY:
                tick(done, 0)
            if other not in said:
                alike.append((likeness(wanted, plain(text), ALIKE), other))
        best = sorted((pair for pair in alike if pair[0] > 0), reverse=True)[:most]
        lines = {
            line.uid: line
            for line in session.scalars(
                select(PetitionLine).where(PetitionLine.uid.in_([one for _, one in best]))
            )
        }
        return [_related(lines[other], f"文字相近 {score:.0%}") for score, other in best]


def find_petition(ledger: Ledger, number: str) -> str:
    """The uid of the petition with this number. Raises UserError: none, several."""
    key = number_key(clean(number))
    with ledger.reading() as session:
        found = session.scalars(select(PetitionLine.uid).where(PetitionLine.key == key)).all() if key else []
    if len(found) == 1:
        return found[0]
    if found:
        raise UserError(f"编号“{number}”对应 {len(found)} 件信访件，请先更正重复登记的编号。")
    raise UserError(f"台账里没有受理编号为“{number}”的信访件。请核对编号，或先导入。")

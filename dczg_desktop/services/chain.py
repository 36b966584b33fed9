"""责任链: how far down a problem is assigned and staffed, and which of the offices have confirmed that they have it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.duties import EMPTY_NAMES
from dczg_desktop.domain.entities import Counterpart, Duty, Evidence, Measure, Office, Problem, Progress
from dczg_desktop.domain.records import ActNote
from dczg_desktop.domain.words import PERSON_ROLES, UNIT_ROLES, DutyRole, Level
from dczg_desktop.services.detail import act_notes
from dczg_desktop.services.outgoing.reach import confirmed, reached, sent
from dczg_desktop.services.tree import above, below, office_tree
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.ledger import Ledger

LEADERS = (DutyRole.RESPONSIBLE_LEADER, DutyRole.LEAD_LEADER)
DOERS = (DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT)


class Receipt(StrEnum):
    """Whether an office of the chain is known to have the problem."""

    OURS = "本单位"
    ABOVE = "上级单位"
    CONFIRMED = "已收到"
    WAITING = "已发出，未回执"
    UNSENT = "尚未发出"
    UNTOLD = "下级未报告"
    STRANGER = "机构表中没有"


@dataclass(frozen=True, slots=True)
class ChainLink:
    """One unit that answers for the problem: who named it, since when, whom it has named, whether it has the problem.

    `level` is None for a unit that the directory does not know. `received_at` is an ISO civil time, '' when unknown.
    """

    office_uid: str
    level: Level | None
    unit: str
    role: DutyRole
    assigned_by: str
    since: date | None
    leaders: tuple[str, ...]
    people: tuple[str, ...]
    receipt: Receipt
    received_at: str = ""

    @property
    def staffed(self) -> bool:
        """Whether somebody by name answers for it here."""
        return bool(self.people)


@dataclass(frozen=True, slots=True)
class ProblemChain:
    """The units of one problem from the top of the tree down; `words` say in one line how far it has come."""

    uid: str
    code: str
    issuer: str
    links: tuple[ChainLink, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What one reading of the ledger knows for all problems."""

    ours: str
    offices: Mapping[str, tuple[str, Level]]
    tree: Mapping[str, str]
    partners: frozenset[str]
    confirmed: Mapping[str, str]
    reached: Mapping[str, str]
    sent: Mapping[str, str]


def chain(ledger: Ledger, uid: str) -> ProblemChain:
    """The chain of one problem; empty when it has no unit or is gone."""
    return chains(ledger, [uid]).get(uid, ProblemChain(uid, "", "", (), "没有明确责任单位"))


def chains(ledger: Ledger, uids: Sequence[str]) -> dict[str, ProblemChain]:
    """The chains of these problems; those that do not exist are left out."""
    with ledger.reading() as session:
        known = _known(session, ledger.identity.office_uid)
        found: dict[str, ProblemChain] = {}
        for part in chunks(uids):
            found |= _chains(session, known, part)
        return found


def _known(session: Session, ours: str) -> _Known:
    rows = session.execute(select(Office.uid, Office.name, Office.level).where(~Office.hidden)).all()
    tree = office_tree(session)
    partners = set(session.scalars(select(Counterpart.office_uid)))
    partners |= {uid for uid, parent in tree.items() if parent == ours}
    names = {row.uid: (row.name, row.level) for row in rows}
    return _Known(ours, names, tree, frozenset(partners), confirmed(session), reached(session), sent(session))


def _chains(session: Session, known: _Known, uids: Sequence[str]) -> dict[str, ProblemChain]:
    problems = session.execute(
        select(Problem.uid, Problem.code, Problem.issuer_uid).where(Problem.uid.in_(uids), ~Problem.hidden)
    ).all()
    duties: dict[str, list[Duty]] = {}
    held = select(Duty).where(Duty.problem_uid.in_(uids), Duty.voided == "", ~Duty.hidden)
    for duty in session.scalars(held.order_by(Duty.id)):
        duties.setdefault(duty.problem_uid, []).append(duty)
    acts = act_notes(session, sorted({duty.origin for group in duties.values() for duty in group}))
    worked = _worked(session, uids)
    return {
        uid: _chain(known, (uid, code, issuer), duties.get(uid, []), acts, worked.get(uid, {}))
        for uid, code, issuer in problems
    }


def _worked(session: Session, uids: Sequence[str]) -> dict[str, dict[str, str]]:
    """For every problem the offices that did something on it, with the moment of their first act."""
    origins: list[tuple[str, str]] = []
    for table in (Duty, Measure, Progress, Evidence):
        query = select(table.problem_uid, table.origin).where(table.problem_uid.in_(uids), ~table.hidden)
        origins += [(row[0], row[1]) for row in session.execute(query)]
    acts = act_notes(session, sorted({origin for _, origin in origins}))
    found: dict[str, dict[str, str]] = {}
    for uid, origin in origins:
        if note := acts.get(origin):
            first = found.setdefault(uid, {})
            first[note.office_uid] = min(note.at, first.get(note.office_uid, note.at))
    by_hand = select(Progress.problem_uid, Progress.office_uid, Progress.made_at).where(
        Progress.problem_uid.in_(uids), ~Progress.hidden
    )
    for uid, office, at in session.execute(by_hand):
        found.setdefault(uid, {}).setdefault(office, at)
    return found


def _chain(
    known: _Known,
    problem: tuple[str, str, str],
    duties: Sequence[Duty],
    acts: Mapping[str, ActNote],
    worked: Mapping[str, str],
) -> ProblemChain:
    uid, code, issuer = problem
    units = [one for one in duties if one.role in UNIT_ROLES and one.name.strip() not in EMPTY_NAMES]
    units.sort(key=lambda one: (_depth(known, one.office_uid), list(DutyRole).index(one.role)))
    people = _people(duties, units, acts)
    links = tuple(_link(known, one, acts, worked, people.get(one.uid, [])) for one in units)
    name = known.offices.get(issuer, ("", None))[0]
    return ProblemChain(uid, code, name, links, _words(links))


def _depth(known: _Known, office_uid: str) -> int:
    return len(above(dict(known.tree), office_uid)) if office_uid in known.tree else 99


def _people(
    duties: Sequence[Duty], units: Sequence[Duty], acts: Mapping[str, ActNote]
) -> dict[str, list[Duty]]:
    """People by the duty of the unit that named them; whom another office named stands for the responsible unit."""
    of_office: dict[str, str] = {}
    for unit in units:
        of_office.setdefault(unit.office_uid, unit.uid)
    doing = next((unit.uid for unit in units if unit.role in DOERS), units[0].uid if units else "")
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        if duty.role in PERSON_ROLES and duty.name.strip() not in EMPTY_NAMES:
            note = acts.get(duty.origin)
            office = duty.office_uid or (note.office_uid if note else "")
            found.setdefault(of_office.get(office, doing) if office else doing, []).append(duty)
    return found


def _link(
    known: _Known, unit: Duty, acts: Mapping[str, ActNote], worked: Mapping[str, str], people: Iterable[Duty]
) -> ChainLink:
    note = acts.get(unit.origin)
    name, level = known.offices.get(unit.office_uid, (unit.name, None))
    receipt, at = _receipt(known, unit.office_uid, note.at if note else "", worked)
    people = list(people)
    return ChainLink(
        office_uid=unit.office_uid,
        level=level,
        unit=name or unit.name,
        role=unit.role,
        assigned_by=known.offices.get(note.office_uid, ("", None))[0] if note else "",
        since=unit.since or (date.fromisoformat(note.at[:10]) if note and note.at else None),
        leaders=tuple(_named(one) for one in people if one.role in LEADERS),
        people=tuple(_named(one) for one in people if one.role is DutyRole.RESPONSIBLE_PERSON),
        receipt=receipt,
        received_at=at,
    )


def _named(duty: Duty) -> str:
    return f"{duty.name}（{duty.post}）" if duty.post else duty.name


def _receipt(
    known: _Known, office_uid: str, assigned_at: str, worked: Mapping[str, str]
) -> tuple[Receipt, str]:
    if office_uid not in known.offices:
        return Receipt.STRANGER, ""
    if office_uid == known.ours:
        return Receipt.OURS, ""
    if office_uid in worked:
        return Receipt.CONFIRMED, worked[office_uid]
    if office_uid not in below(dict(known.tree), known.ours) and office_uid not in known.partners:
        return Receipt.ABOVE, ""
    for moments in (known.confirmed, known.reached):
        if moments.get(office_uid, "") >= assigned_at > "":
            return Receipt.CONFIRMED, moments[office_uid]
    if office_uid in known.partners:
        last = known.sent.get(office_uid, "")
        return (Receipt.WAITING, last) if last >= assigned_at > "" else (Receipt.UNSENT, "")
    return Receipt.UNTOLD, ""


def _words(links: Sequence[ChainLink]) -> str:
    doing = [link for link in links if link.role not in {DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT}]
    if not doing:
        return "没有明确责任单位"
    last = doing[-1]
    place = f"{last.level.value if last.level else '单位'}：{last.unit}"
    staff = f"责任人员 {'、'.join(last.people)}" if last.staffed else "尚未明确责任人员"
    return f"已落实到{place}，{staff}，{last.receipt.value}"

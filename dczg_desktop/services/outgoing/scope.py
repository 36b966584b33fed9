"""What leaves this office for another: the problems it answers for, supervises or issued, with all that hangs on them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.dictionary import CONFIDENTIAL, KINDS
from dczg_desktop.domain.entities import (
    Change,
    ChangeSet,
    Counterpart,
    Duty,
    ForeignAct,
    Office,
    Petition,
    Problem,
    Shipment,
)
from dczg_desktop.domain.records import Record
from dczg_desktop.domain.versions import withhold
from dczg_desktop.domain.words import UNIT_ROLES, Direction
from dczg_desktop.services.outgoing.moved import moved_petitions
from dczg_desktop.services.tree import above, below, office_tree
from dczg_desktop.store.among import among, listed
from dczg_desktop.store.bulk import load_children, load_records
from dczg_desktop.store.foreign import foreign_of, homeless

CHILDREN = ("problem_source", "duty", "measure", "milestone", "objection", "deadline", "progress", "evidence",
            "material", "closure_case", "closure_step", "public_notice", "withdrawal", "amendment",
            "amendment_answer")  # fmt: skip
PETITION_CHILDREN = ("petition_point", "petition_link", "petition_step", "publication", "petition_amendment",
                     "petition_amendment_answer")  # fmt: skip
"""What goes with a petition. The batches of an office (how many it should have) stay there."""
RELEASED = ("problem_source", "duty", "deadline")
"""What an office still gets of a problem that was taken from it: enough to see that and why it was released.

Of a petition it gets nothing that hangs on it.
"""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A record, or a part of one, that does not leave: which and why; `problem_uid` is where to find it, '' when nowhere."""

    kind: str
    uid: str
    problem_uid: str
    label: str
    reason: str

    def __str__(self) -> str:
        return f"{self.label}：{self.reason}"


@dataclass(frozen=True, slots=True)
class Scope:
    """The records for one receiver, parents before children, and what was held back.

    `released` problems and `moved` petitions were the receiver's once: it is told that they are no longer.
    """

    records: tuple[Record, ...]
    problems: tuple[str, ...]
    released: tuple[str, ...]
    withheld: tuple[Withheld, ...] = field(default_factory=tuple)
    moved: tuple[str, ...] = ()

    def petitions(self) -> list[str]:
        """The petitions that leave, in their order, without those that are the receiver's no longer."""
        gone = set(self.moved)
        return [record.uid for record in self.records if record.kind == "petition" and record.uid not in gone]


_office = Office.__table__.c


def filling(session: Session, receiver_uid: str, our_uid: str) -> set[str]:
    """The offices whose petitions the receiver of a package fills in: its own, below us those below it too."""
    tree = office_tree(session)
    return {receiver_uid} if receiver_uid in above(tree, our_uid) else below(tree, receiver_uid)


_duty, _problem, _petition = Duty.__table__.c, Problem.__table__.c, Petition.__table__.c
_foreign, _shipment, _known = ForeignAct.__table__.c, Shipment.__table__.c, Counterpart.__table__.c


def _standing(held: Select[Any]) -> Select[Any]:
    """Of the problems `held`, those still with the receiver: what it passed on to its own goes when its duty ended."""
    to_receiver = _duty.office_uid == bindparam("receiver")
    own = select(_duty.problem_uid).where(to_receiver, _duty.role.in_(UNIT_ROLES), ~_duty.hidden)
    theirs = select(_foreign.uid).where(among(_foreign.office_uid, "offices"))
    granted = or_(to_receiver, _duty.origin.not_in(theirs), _duty.problem_uid.not_in(own))
    return held.where(_duty.voided == "", granted)


_HELD = select(_duty.problem_uid).where(
    _duty.role.in_(UNIT_ROLES),  # a person carries the office that named it, which is no assignment
    among(_duty.office_uid, "offices"),
    ~_duty.hidden,
)
_PROBLEMS = (
    select(_problem.uid, _problem.code, _problem.confidential).where(~_problem.hidden).order_by(_problem.id)
)
_WANTED = _PROBLEMS.where(or_(among(_problem.issuer_uid, "issuers"), _problem.uid.in_(_standing(_HELD))))
_ONCE = _PROBLEMS.where(_problem.uid.in_(_HELD))
_PETITIONS = (
    select(_petition.uid)
    .where(
        ~_petition.hidden,
        or_(among(_petition.office_uid, "offices"), among(_petition.issuer_uid, "issuers")),
    )
    .order_by(_petition.id)
)
_DIRECTORY = select(_office.uid).where(~_office.hidden).order_by(_office.id)
_FILES = select(_shipment.attachments, _shipment.direction, _shipment.acknowledged_at).where(
    _shipment.office_uid == bindparam("office")
)
_WISHES = select(_known.wanted).where(_known.office_uid == bindparam("office"))


def scope_for(session: Session, receiver_uid: str, our_uid: str, *, returning: bool = False) -> Scope:
    """Everything that `receiver_uid` may and should have of this ledger (docs/package-format.md §范围).

    `returning` adds what it sent us itself and does not get otherwise: after a restored backup it wants that back.
    """
    tree = office_tree(session)
    upward = receiver_uid in above(tree, our_uid)
    offices = {receiver_uid} if upward else below(tree, receiver_uid)
    issuers = above(tree, receiver_uid) if upward else offices
    asked = {"offices": listed(offices), "issuers": listed(issuers), "receiver": receiver_uid}
    wanted = session.execute(_WANTED, asked).all()
    problems = [row.uid for row in wanted if not row.confidential]
    withheld = [
        Withheld("problem", row.uid, row.uid, f"问题 {row.code}", "标为内部掌握，不发出")
        for row in wanted
        if row.confidential
    ]
    given = set(problems)
    once = session.execute(_ONCE, asked).all()
    released = [] if upward else [row.uid for row in once if row.uid not in given and not row.confidential]
    records = [*_problem_records(session, problems, CHILDREN), *_problem_records(session, released, RELEASED)]
    records = records if upward else _theirs_alone(records, offices)
    given_back = _given_back(session, receiver_uid, given) if returning else []
    problems += [record.uid for record in given_back if record.kind == "problem"]
    records += given_back
    petitions = _petitions(session, offices, issuers)
    moved: list[Record] = []
    if not upward:
        petitions = _theirs_alone(petitions, offices)
        moved = moved_petitions(session, receiver_uid, offices, {record.uid for record in petitions})
    records = [
        *petitions,
        *moved,
        *records,
        *foreign_of(session, {*problems, *(record.uid for record in petitions)}),
    ]
    withheld += [
        Withheld(kind, "", "", f"新版程序的记录（{kind}）", "不挂在问题上，本版本判断不了该给谁看，留在本机")
        for kind in homeless(session)
    ]
    released = [uid for uid in released if uid not in set(problems)]
    records = _once([*_context(session, records), *records])
    return Scope(
        tuple(records), tuple(problems), tuple(released), tuple(withheld), tuple(one.uid for one in moved)
    )


def _given_back(session: Session, office_uid: str, given: set[str]) -> list[Record]:
    """Problems outside the usual scope that came from this office, with those of their records that came from it."""
    packages = select(Shipment.uid).where(
        Shipment.office_uid == office_uid, Shipment.direction == Direction.RECEIVED, ~Shipment.undone
    )
    acts = select(ChangeSet.uid).where(ChangeSet.package_uid.in_(packages), ChangeSet.act == "接收数据包")
    rows = session.execute(select(Change.kind, Change.record_uid).where(Change.set_uid.in_(acts)).distinct())
    came = {(kind, uid) for kind, uid in rows if kind in {"problem", *CHILDREN}}
    query = select(Problem.uid).where(~Problem.hidden, ~Problem.confidential).order_by(Problem.id)
    mine = [uid for uid in session.scalars(query) if ("problem", uid) in came and uid not in given]
    records = _problem_records(session, mine, CHILDREN)
    return [record for record in records if (record.kind, record.uid) in came]


def _once(records: list[Record]) -> list[Record]:
    """Each record once, where it stands first."""
    return list({(record.kind, record.uid): record for record in reversed(records)}.values())[::-1]


def _theirs_alone(records: list[Record], offices: set[str]) -> list[Record]:
    """Without the requests between others: an office below is not told what its superior was asked to put right."""
    others = {
        record.uid
        for record in records
        if record.kind in {"amendment", "petition_amendment"}
        and not {record.fields.get("office_uid"), record.fields.get("to_office_uid")} & offices
    }
    return [record for record in records if not others & {record.uid, record.fields.get("amendment_uid")}]


def _problem_records(session: Session, uids: list[str], children: Iterable[str]) -> list[Record]:
    loaded = load_records(session, KINDS["problem"], uids)
    found = [withhold(loaded[uid], CONFIDENTIAL["problem"]) for uid in uids]
    for name in children:
        found.extend(load_children(session, KINDS[name], uids))
    return found


def _petitions(session: Session, offices: set[str], issuers: set[str]) -> list[Record]:
    asked = {"offices": listed(offices), "issuers": listed(issuers)}
    uids = list(session.scalars(_PETITIONS, asked))
    loaded = load_records(session, KINDS["petition"], uids)
    found = [withhold(loaded[uid], CONFIDENTIAL["petition"]) for uid in uids]
    for name in PETITION_CHILDREN:
        found.extend(load_children(session, KINDS[name], uids, "petition_uid"))
    return found


def _context(session: Session, records: list[Record]) -> list[Record]:
    """The directory of offices, and the sources and sites that the records speak of."""
    offices = list(session.scalars(_DIRECTORY))
    directory = load_records(session, KINDS["office"], offices)
    found = [directory[uid] for uid in offices]
    for kind, name in (("source", "source_uid"), ("site", "site_uid")):
        uids = {str(record.fields[name]) for record in records if record.fields.get(name)}
        found.extend(load_records(session, KINDS[kind], sorted(uids)).values())
    return found


def files_already_there(session: Session, receiver_uid: str) -> set[str]:
    """Hashes of evidence that the receiver sent us or has confirmed to have received, and did not name as missing."""
    there: set[str] = set()
    for attachments, direction, acknowledged in session.execute(_FILES, {"office": receiver_uid}):
        if direction is Direction.RECEIVED or acknowledged:
            there |= set(attachments)
    wanted = session.scalars(_WISHES, {"office": receiver_uid})
    return there.difference(*wanted)

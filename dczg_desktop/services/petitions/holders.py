"""Who answered for a petition before: read from the journal, which knows when it was given and taken, not from clocks."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Change, ChangeSet, Meta, Office, Petition, Shipment
from dczg_desktop.domain.words import Direction
from dczg_desktop.store.among import UIDS, Question, among, listed

_change = Change.__table__.c
_HELD = Question(
    select(Change.record_uid, Change.field, Change.old, ChangeSet.counter)
    .join(ChangeSet, ChangeSet.uid == Change.set_uid)
    .where(
        among(_change.record_uid),
        or_(Change.field == "", Change.field == "office_uid"),
        Change.kind == "petition",
    )
    .order_by(ChangeSet.counter, Change.id)
)
_MOVED = Question(
    select(Change.record_uid).where(
        among(_change.record_uid), Change.field == "office_uid", Change.kind == "petition"
    )
)
_CAME = (
    select(Change.record_uid)
    .join(Shipment, Shipment.act_uid == Change.set_uid)
    .where(
        among(_change.record_uid), Change.kind == "petition", Shipment.direction == Direction.RECEIVED,
        Shipment.office_uid == bindparam("office"), ~Shipment.undone,
    )
)  # fmt: skip
_SENT = (
    select(ChangeSet.counter)
    .join(Shipment, Shipment.act_uid == ChangeSet.uid)
    .where(Shipment.office_uid == bindparam("office"), Shipment.direction == Direction.SENT, ~Shipment.undone)
)


@dataclass(frozen=True, slots=True)
class Held:
    """An office that answered for a petition from one act of the journal until another."""

    office_uid: str
    since: int
    until: int


def past_holders(session: Session, uids: Iterable[str]) -> dict[str, list[Held]]:
    """Of each of these petitions the offices that answered for it before, in their order; those never given on are left out."""
    moved = {uid for (uid,) in _MOVED.rows(session, listed(uids))}
    found: dict[str, list[Held]] = defaultdict(list)
    began: dict[str, int] = {}
    for uid, field, old, counter in _HELD.rows(session, listed(moved)) if moved else ():
        if field:
            found[uid].append(Held(str(old or ""), began.get(uid, 0), counter))
        began[uid] = counter
    return dict(found)


def told_while_held(
    session: Session, receiver_uid: str, offices: Collection[str], uids: Iterable[str]
) -> set[str]:
    """Those of these petitions that the receiver has had while one of its `offices` answered for them.

    They left for it then; or they came from it, whatever a restored ledger remembers of its sendings.
    """
    past = past_holders(session, uids)
    if not past:
        return set()
    asked = {"office": receiver_uid}
    sent = list(session.scalars(_SENT, asked))
    came = set(session.scalars(_CAME, {**asked, UIDS: listed(past)}))
    return {
        uid
        for uid, holders in past.items()
        for held in holders
        if held.office_uid in offices
        and (uid in came or any(held.since <= one <= held.until for one in sent))
    }


Seats = dict[str, tuple[str, str]]
"""Name and superior of every office by its uid."""


def seats_of(session: Session) -> Seats:
    """The offices of the directory."""
    one = Office
    query = select(one.uid, one.name, one.parent_uid).where(~one.hidden)
    return {uid: (name, parent) for uid, name, parent in session.execute(query)}


def given_away(seats: Seats, issuer_uid: str, office_uid: str, our_uid: str) -> str:
    """The office that has a petition which another issued and took from us; '' while it is ours, below us, or nobody's."""
    if issuer_uid in {"", our_uid} or office_uid in {"", our_uid}:
        return ""
    uid, met = office_uid, set[str]()
    while uid and uid not in met:
        met.add(uid)
        uid = seats.get(uid, ("", ""))[1]
        if uid == our_uid:
            return ""
    return seats.get(office_uid, ("", ""))[0] or "其他单位"


def moved_from_us(session: Session, petition: Petition) -> str:
    """`given_away` of a petition of this ledger."""
    ours = session.scalar(select(Meta.value).where(Meta.key == "office_uid")) or ""
    if petition.issuer_uid in {"", ours} or petition.office_uid in {"", ours}:
        return ""
    return given_away(seats_of(session), petition.issuer_uid, petition.office_uid, ours)

"""Who answered for a petition before: read from the journal, which knows when it was given and taken, not from clocks."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Change, ChangeSet, ForeignAct, Office, Petition, Shipment
from dczg_desktop.domain.words import Direction
from dczg_desktop.services.tree import above
from dczg_desktop.store.among import UIDS, Question, among, listed
from dczg_desktop.store.ledger import meta_value

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
_petition, _act = Petition.__table__.c, ForeignAct.__table__.c
_OWNERSHIP = select(_petition.uid, _petition.origin, _petition.living).where(among(_petition.uid))
_AUTHORS = select(_act.uid, _act.office_uid).where(among(_act.uid))
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


Named = tuple[str, str, str]
"""Uid of a petition, who issued it, who answers for it."""


def moved_away(session: Session, our_uid: str, petitions: Iterable[Named]) -> dict[str, str]:
    """Those of these petitions that a superior gave to an office outside our branch, with the name of that office.

    What we, or an office below us, gave to somebody beside us is not moved away: we still have it in hand.
    """
    others = {
        uid: office
        for uid, issuer, office in petitions
        if issuer not in {"", our_uid} and office not in {"", our_uid}
    }
    if not others:
        return {}
    one = Office
    rows = session.execute(select(one.uid, one.name, one.parent_uid).where(~one.hidden)).all()
    names, parents = {uid: name for uid, name, _ in rows}, {uid: parent for uid, _, parent in rows}
    away = {uid: office for uid, office in others.items() if our_uid not in above(parents, office)}
    superiors = above(parents, our_uid) - {our_uid}
    givers = _givers(session, away) if away and superiors else {}
    given = [uid for uid in away if not superiors.isdisjoint(givers.get(uid, ()))]
    return {uid: names.get(away[uid]) or "其他单位" for uid in given}


def _givers(session: Session, uids: Iterable[str]) -> dict[str, set[str]]:
    """Of each of these petitions the offices of other ledgers that wrote who answers for it; ours are left out."""
    rows = session.execute(_OWNERSHIP, {UIDS: listed(uids)}).all()
    acts = {row.uid: set((row.living or {}).get("office_uid", {row.origin: None})) for row in rows}
    every = {act for some in acts.values() for act in some}
    offices: dict[str, str] = dict(session.execute(_AUTHORS, {UIDS: listed(every)}).all())
    return {uid: {offices[act] for act in some if act in offices} for uid, some in acts.items()}


def moved_from_us(session: Session, petition: Petition) -> str:
    """The office that a superior gave this petition to, away from us; '' while it is ours."""
    ours = meta_value(session, "office_uid")
    found = moved_away(session, ours, [(petition.uid, petition.issuer_uid, petition.office_uid)])
    return found.get(petition.uid, "")

"""Whose word counts about an entry of the directory of offices: who stands over whom decides who gets what."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Office
from dczg_desktop.domain.records import Record
from dczg_desktop.domain.versions import living, without
from dczg_desktop.services.offices import link_names
from dczg_desktop.services.tree import above, below
from dczg_desktop.store.journal import Act

PARENT = "parent_uid"
_office = Office.__table__.c
_PLACES = select(_office.uid, _office.parent_uid).where(~_office.hidden)


def vouched_for(
    session: Session, arriving: Mapping[str, Record], sender_uid: str, our_uid: str
) -> dict[str, Record]:
    """Of the entries that came those that the sender may speak of; entries not known here yet come in as they are.

    An office above us speaks of everybody. Any other one speaks of itself and of those below it, and moves nobody to a
    place outside its own: else it could put itself over its superior, or its neighbours under itself, and be sent all
    that is theirs.
    """
    tree = dict(session.execute(_PLACES).all())
    if sender_uid in above(tree, our_uid) - {our_uid}:
        return dict(arriving)
    own = below(tree, sender_uid)
    return {
        uid: _kept_in_place(record, own) if uid in tree and uid != sender_uid else record
        for uid, record in arriving.items()
        if uid not in tree or uid in own
    }


def _kept_in_place(record: Record, own: set[str]) -> Record:
    """The entry without a move to a place outside `own`."""
    if set(map(str, living(record, PARENT).values())) <= own:
        return record
    return without(record, record, {PARENT})


def link_directory(session: Session, act: Act, arrived: Iterable[Record]) -> None:
    """Offices that came with a package: what is assigned to them by name alone is theirs from now on."""
    if any(record.kind == "office" for record in arrived):
        session.flush()
        link_names(session, act)

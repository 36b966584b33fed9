"""The offices as a tree: who stands over whom, and what each is called."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Office
from dczg_desktop.store.among import Question

_office = Office.__table__.c
_PARENTS = Question(select(_office.uid, _office.parent_uid).where(_office.voided == "", ~_office.hidden))


def office_tree(session: Session) -> dict[str, str]:
    """Parent uid of every office."""
    return dict(_PARENTS.rows(session))


def below(tree: Mapping[str, str], uid: str) -> set[str]:
    """The office and everything under it."""
    found = {uid}
    while more := {child for child, parent in tree.items() if parent in found} - found:
        found |= more
    return found


def above(tree: Mapping[str, str], uid: str) -> set[str]:
    """The office and everything over it."""
    found: set[str] = set()
    while uid and uid not in found:
        found.add(uid)
        uid = tree.get(uid, "")
    return found


def office_name(session: Session, uid: str) -> str:
    """What an office is called in words, one that is not in the directory included."""
    return session.scalar(select(Office.name).where(Office.uid == uid)) or "未登记的单位"

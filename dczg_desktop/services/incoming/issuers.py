"""Which office issued the problem or petition that a record belongs to: its word counts in a merge."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Petition, Problem
from dczg_desktop.domain.records import Record
from dczg_desktop.store.among import Question, among, listed

_ISSUERS = [
    Question(select(table.c.uid, table.c.issuer_uid).where(among(table.c.uid)))
    for table in (Problem.__table__, Petition.__table__)
]


def issuers_of(session: Session, arriving: dict[str, dict[str, Record]]) -> dict[str, str]:
    """Issuing office of every problem and petition concerned."""
    concerned = {
        uid for records in arriving.values() for record in records.values() for uid in _named(record)
    }
    found: dict[str, str] = {}
    these = listed(concerned)
    for question in _ISSUERS:
        found |= dict(question.rows(session, these))
    for uid, record in [*arriving.get("problem", {}).items(), *arriving.get("petition", {}).items()]:
        found.setdefault(uid, str(record.fields.get("issuer_uid", "")))
    return found


def _named(record: Record) -> set[str]:
    """The problem and the petition that a record is or names."""
    own = record.uid if record.kind in {"problem", "petition"} else ""
    said = (own, record.fields.get("problem_uid"), record.fields.get("petition_uid"))
    return {str(uid) for uid in said if uid}


def about(record: Record) -> str:
    """The problem or petition whose issuer decides about a record."""
    if record.kind == "petition":
        return record.uid
    return str(record.fields.get("petition_uid") or record.fields.get("problem_uid") or record.uid)

"""Which office issued the problem or petition that a record belongs to: its word counts in a merge."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Petition, Problem
from dczg_desktop.domain.records import Record
from dczg_desktop.store.facts import chunks


def issuers_of(session: Session, arriving: dict[str, dict[str, Record]]) -> dict[str, str]:
    """Issuing office of every problem and petition concerned."""
    concerned = {
        uid for records in arriving.values() for record in records.values() for uid in _named(record)
    }
    found: dict[str, str] = {}
    for part in chunks(sorted(concerned)):
        for entity in (Problem, Petition):
            query = select(entity.uid, entity.issuer_uid).where(entity.uid.in_(part))
            found |= dict(session.execute(query).all())
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

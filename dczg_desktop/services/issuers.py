"""Which office issued the problem or petition that a record belongs to: its word counts in a merge."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Petition, Problem
from dczg_desktop.domain.records import Record


def issuers_of(session: Session, arriving: dict[str, dict[str, Record]]) -> dict[str, str]:
    """Issuing office of every problem and petition concerned."""
    found = dict(session.execute(select(Problem.uid, Problem.issuer_uid)).all())
    found |= dict(session.execute(select(Petition.uid, Petition.issuer_uid)).all())
    for uid, record in [*arriving.get("problem", {}).items(), *arriving.get("petition", {}).items()]:
        found.setdefault(uid, str(record.fields.get("issuer_uid", "")))
    return found


def about(record: Record) -> str:
    """The problem or petition whose issuer decides about a record."""
    if record.kind == "petition":
        return record.uid
    return str(record.fields.get("petition_uid") or record.fields.get("problem_uid") or record.uid)

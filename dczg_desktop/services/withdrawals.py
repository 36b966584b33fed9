"""Whose withdrawals need a person's yes: nobody takes back what another office proved without being looked at."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Evidence, Office
from dczg_desktop.domain.records import Record
from dczg_desktop.services.tree import above, office_tree
from dczg_desktop.store.facts import chunks

Arriving = Mapping[str, Mapping[str, Record]]


def doubtful(session: Session, arriving: Arriving, sender_uid: str, our_uid: str) -> dict[str, str]:
    """Arriving withdrawals of evidence that neither its office nor one above it made, or that the sender may not vouch
    for: {uid: what they would take back, in words}.
    """
    withdrawn = [
        record
        for record in arriving.get("withdrawal", {}).values()
        if record.fields.get("target_kind") == "evidence"
    ]
    if not withdrawn:
        return {}
    files = _files(session, arriving, {str(record.fields.get("target_uid")) for record in withdrawn})
    tree = office_tree(session)
    names = dict(session.execute(select(Office.uid, Office.name)).all())
    found = {}
    for record in withdrawn:
        owner, name = files.get(str(record.fields.get("target_uid")), ("", ""))
        maker = str(record.fields.get("office_uid") or "")
        credible = sender_uid in above(tree, maker) or sender_uid in above(tree, our_uid) - {our_uid}
        if owner and not (credible and maker in above(tree, owner)):
            found[record.uid] = (
                f"“{names.get(maker, '来文单位')}”要撤回“{names.get(owner, '别的单位')}”附的佐证“{name}”"
                f"（{record.fields.get('reason') or '没有写理由'}）"
            )
    return found


def _files(session: Session, arriving: Arriving, wanted: set[str]) -> dict[str, tuple[str, str]]:
    """Office and name of these pieces of evidence, as they stand here, else as they arrive."""
    found = {
        uid: (str(record.fields.get("office_uid") or ""), str(record.fields.get("name") or ""))
        for uid, record in arriving.get("evidence", {}).items()
        if uid in wanted
    }
    for part in chunks(sorted(wanted)):
        query = select(Evidence.uid, Evidence.office_uid, Evidence.name).where(Evidence.uid.in_(part))
        found |= {row.uid: (row.office_uid, row.name) for row in session.execute(query)}
    return found

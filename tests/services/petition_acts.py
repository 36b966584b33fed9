"""Petitions as an import leaves them, for the tests of the petition register."""

from sqlalchemy import select

from dczg_desktop.domain.entities import Petition, PetitionLine
from dczg_desktop.services.petitions.listing import PetitionQuery, petition_ids, petition_rows
from dczg_desktop.store.ledger import Ledger


def put(ledger: Ledger, number: str, **values) -> str:
    """One petition issued by this office; returns its uid."""
    filled = {
        "description": f"{number} 反映洗砂场噪声扰民",
        "issuer_uid": ledger.identity.office_uid,
    } | values
    with ledger.transaction("导入表格") as (session, _act):
        petition = Petition(number=number, **filled)
        session.add(petition)
        session.flush()
        return petition.uid


def field(ledger: Ledger, uid: str, name: str):
    """One field of a petition as the ledger has it."""
    with ledger.reading() as session:
        return session.scalar(select(getattr(Petition, name)).where(Petition.uid == uid))


def numbers(ledger: Ledger, **parts) -> list[str]:
    """What the grid shows under a query."""
    rows = petition_rows(ledger, petition_ids(ledger, PetitionQuery(**parts)))
    return [row.number for row in rows]


def shown(ledger: Ledger, uid: str):
    """The row of one petition as the grid shows it."""
    with ledger.reading() as session:
        row_id = session.scalar(select(PetitionLine.id).where(PetitionLine.uid == uid))
    return petition_rows(ledger, [row_id])[0]

"""Two counties of one city: what each of them has of a petition, and the packages of the second."""

from sqlalchemy import select

from dczg_desktop.domain.entities import Office
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.outgoing.shipments import send
from tests.offices import CITY, OTHER

NUMBER = "D3XJ202611200017"


def office_uid(ledger, name):
    with ledger.reading() as session:
        return session.scalar(select(Office.uid).where(Office.name == name))


def to_other(offices, other):
    return receive(other, send(offices.city, OTHER, offices.post / "发平江").path)


def from_other(offices, other):
    return receive(offices.city, send(other, CITY, offices.post / "平江发").path)

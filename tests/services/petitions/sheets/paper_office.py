"""An office without the program: petitions it answers for, the workbook sent to it, and taking in what it filled in."""

from dataclasses import replace

from sqlalchemy import select

from dczg_desktop.domain.entities import Office
from dczg_desktop.domain.words import Job, Sealing
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from tests.services.petition_acts import put
from tests.services.workbooks import Filled

OPEN = SendOrder(reason="经核对当面交接", sealing=Sealing.PLAIN)
FORM = replace(OPEN, jobs=(Job.PETITIONS,))
PAPER = "清源县整改办"
NUMBER = "D3XJ202611200017"


def given_item(offices, number=NUMBER, unit=PAPER, **values):
    """One more petition for this office, on the daily batch."""
    with offices.city.reading() as session:
        uid = session.scalar(select(Office.uid).where(Office.name == unit))
    return put(
        offices.city, number, **({"office_uid": uid, "responsible_unit": unit, "batch": "第17批"} | values)
    )


def sent(offices):
    return send(offices.city, PAPER, offices.post, OPEN).path


def package(offices):
    return Filled(sent(offices))


def taken(ledger, filled, name="回填.xlsx"):
    return receive(ledger, filled.save(name), accept_hand_edits=True)

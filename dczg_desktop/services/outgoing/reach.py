"""How far down packages have come: what the offices below have confirmed, to us and to those who send to them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Counterpart, Shipment
from dczg_desktop.domain.words import Direction, Relation


def reached(session: Session) -> dict[str, str]:
    """For every office below that confirmed anything: up to which moment it has what it was sent.

    Our own register speaks for the offices that we send to, their last packages for the offices below them.
    """
    told = select(Counterpart.reached).where(Counterpart.relation != Relation.SUPERIOR)
    found: dict[str, str] = {}
    for moments in session.scalars(told):
        for office_uid, moment in moments.items():
            found[office_uid] = max(str(moment), found.get(office_uid, ""))
    return found | confirmed(session)


def confirmed(session: Session) -> dict[str, str]:
    """For every office that we send to: when the newest package that it confirmed was made."""
    query = select(Shipment.office_uid, func.max(Shipment.at)).where(
        Shipment.direction == Direction.SENT, Shipment.acknowledged_at != ""
    )
    return dict(session.execute(query.group_by(Shipment.office_uid)).all())


def sent(session: Session) -> dict[str, str]:
    """For every office that we send to: when the newest package was made, confirmed or not."""
    query = select(Shipment.office_uid, func.max(Shipment.at)).where(Shipment.direction == Direction.SENT)
    return dict(session.execute(query.group_by(Shipment.office_uid)).all())

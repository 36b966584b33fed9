"""往来单位 as they stand: keys in force or stopped, silence, histories that do not continue."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from dczg_desktop.domain.entities import Counterpart, Revocation, Shipment
from dczg_desktop.domain.words import Direction
from dczg_desktop.services.offices import Enrolled, counterparts
from dczg_desktop.services.trust.keys import short
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Partner:
    """An enrolled installation as it stands: `state` in plain words, `sound` unless somebody should look.

    `silent_days` since the last package of its office, None when none came yet.
    """

    enrolled: Enrolled
    state: str
    sound: bool
    sealing: bool
    serial: int
    last_received: str
    silent_days: int | None
    stopped: bool
    history: str


SILENT = 31
"""Days without a package after which silence is shown: the provinces ask for monthly reports."""


def partners(ledger: Ledger) -> list[Partner]:
    """Everyone enrolled with the state of its key, its silence and its history, superiors first."""
    enrolled = counterparts(ledger)
    with ledger.reading() as session:
        stopped = {row.replica: row for row in session.scalars(select(Revocation))}
        rows = {row.replica: row for row in session.scalars(select(Counterpart))}
        last: dict[str, Shipment] = {}
        query = select(Shipment).where(Shipment.direction == Direction.RECEIVED, ~Shipment.undone)
        for shipment in session.scalars(query.order_by(Shipment.id)):
            last[shipment.office_uid] = last[shipment.replica] = shipment
        return [
            _partner(one, rows[one.replica], stopped.get(one.replica), (last.get(one.office_uid), last.get(one.replica)), ledger.today())
            for one in enrolled
        ]  # fmt: skip


def _partner(
    one: Enrolled,
    row: Counterpart,
    gone: Revocation | None,
    last: tuple[Shipment | None, Shipment | None],
    today: date,
) -> Partner:
    of_office, of_replica = last
    received = of_office.at if of_office else ""
    days = (today - date.fromisoformat(received[:10])).days if received else None
    history = next(
        (
            said
            for said in (of_replica.receipt.get("warnings") or [] if of_replica else [])
            if "历史记录" in said
        ),
        "",
    )
    words, sound = "正常", True
    if gone is not None:
        heir = f"，由电脑 {short(gone.successor)} 取代" if gone.successor else ""
        words, sound = f"已{gone.cause}：自第 {gone.since} 条起不再有效{heir}", bool(gone.successor)
    elif history:
        words, sound = "历史记录与上次报送不一致，请核实", False
    elif days is not None and days >= SILENT:
        words, sound = f"已 {days} 天未收到来文", False
    elif days is None:
        words = "已登记，还没有来文"
    return Partner(
        one, words, sound, bool(row.sealing_key), row.serial, received, days, gone is not None, history
    )

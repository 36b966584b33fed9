"""登记簿: what went where on which medium, what came, what was confirmed; filtered, completed, printed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean
from dczg_desktop.domain.acknowledgement import Outcome
from dczg_desktop.domain.entities import Office, Shipment
from dczg_desktop.domain.words import Acknowledged, Direction, Medium, ShipmentKind
from dczg_desktop.reports.tables import Align, Column, LedgerReport
from dczg_desktop.services.confirming import entered_by_person
from dczg_desktop.services.printed import Printed, print_code, write_report
from dczg_desktop.services.tree import office_name
from dczg_desktop.store.ledger import Ledger, require_user


@dataclass(frozen=True, slots=True)
class ShipmentRow:
    """One line of the register of packages."""

    uid: str
    direction: Direction
    office: str
    sequence: int
    file_name: str
    at: str
    who: str
    counts: Mapping[str, int]
    acknowledged_at: str
    undone: bool
    act_uid: str
    kind: ShipmentKind = ShipmentKind.PACKAGE
    volume: int = 1
    volumes: int = 1
    missing_volumes: tuple[int, ...] = ()
    size: int = 0
    attachments: int = 0
    digest: str = ""
    jobs: tuple[str, ...] = ()
    medium: Medium | None = None
    medium_number: str = ""
    handler: str = ""
    handed_at: str = ""
    superseded_by: int = 0
    acknowledged_by: str = ""
    answer: Mapping[str, Any] = field(default_factory=dict)
    sealing: str = ""

    @property
    def is_entered(self) -> bool:
        """Whether somebody here entered the receipt of a sent package, so that it can be taken back."""
        sent = self.direction is Direction.SENT
        return sent and entered_by_person(self.acknowledged_by, self.acknowledged_at, dict(self.answer))

    @property
    def receipt(self) -> str:
        """How it stands, in words."""
        if self.answer.get("outcome") == Outcome.REFUSED.value:
            why = "；".join(map(str, self.answer.get("refused") or []))
            who = "已拒收" if self.direction is Direction.RECEIVED else "对方拒收"
            return f"{who}：{why}" if why else who
        if self.undone:
            return "拒收后撤销" if "withdrawn" in self.answer else "已撤销"
        if self.direction is Direction.RECEIVED:
            return (
                f"缺第 {'、'.join(map(str, self.missing_volumes))} 卷" if self.missing_volumes else "已接收"
            )
        if self.acknowledged_at:
            word = "已交回" if self.kind is ShipmentKind.FORM else "对方已收"
            how = "（电话）" if self.acknowledged_by == Acknowledged.TELEPHONE.value else ""
            return f"{word} {self.acknowledged_at[5:10]}{how}"
        if self.superseded_by:
            return f"由第 {self.superseded_by} 号代替"
        return "等待交回" if self.kind is ShipmentKind.FORM else "等待回执"

    @property
    def number(self) -> str:
        """The number with its volume."""
        return (
            f"{self.sequence}（{self.volume}/{self.volumes} 卷）" if self.volumes > 1 else str(self.sequence)
        )

    @property
    def content(self) -> str:
        """What it held, in words."""
        counts = "、".join(f"{kind} {count}" for kind, count in self.counts.items() if count)
        jobs = f"填报：{'、'.join(self.jobs)}；" if self.jobs else ""
        return f"{jobs}{counts or '没有新内容'}"


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Entries of one office and direction ('' for all), made on days from `since` to `until`."""

    office: str = ""
    direction: str = ""
    since: date | None = None
    until: date | None = None

    def takes(self, row: ShipmentRow) -> bool:
        """Whether the entry is wanted."""
        day = row.at[:10]
        return (
            self.office in {"", row.office}
            and self.direction in {"", row.direction.value}
            and (self.since is None or day >= self.since.isoformat())
            and (self.until is None or day <= self.until.isoformat())
        )


def shipments(
    ledger: Ledger, office_uid: str = "", wanted: RegisterFilter | None = None
) -> list[ShipmentRow]:
    """All packages sent and received, newest first."""
    with ledger.reading() as session:
        query = select(Shipment, Office.name).join(Office, Office.uid == Shipment.office_uid, isouter=True)
        if office_uid:
            query = query.where(Shipment.office_uid == office_uid)
        rows = [(one, name or "") for one, name in session.execute(query.order_by(Shipment.id.desc()))]
        newest = _newest([one for one, _ in rows])
        arrived = _arrived([one for one, _ in rows])
        found = [_row(one, name, newest, arrived) for one, name in rows]
    return [row for row in found if wanted is None or wanted.takes(row)]


def _newest(rows: Sequence[Shipment]) -> dict[tuple[str, ShipmentKind], int]:
    """The last number sent to each office, by kind."""
    newest: dict[tuple[str, ShipmentKind], int] = {}
    for one in rows:
        if one.direction is Direction.SENT:
            key = (one.office_uid, one.kind)
            newest[key] = max(one.sequence, newest.get(key, 0))
    return newest


def _arrived(rows: Sequence[Shipment]) -> dict[str, set[int]]:
    """The volumes of each series that were received and not taken back."""
    arrived: dict[str, set[int]] = {}
    for one in rows:
        if one.direction is Direction.RECEIVED and one.series and not one.undone:
            arrived.setdefault(one.series, set()).add(one.volume)
    return arrived


def _row(
    one: Shipment,
    name: str,
    newest: Mapping[tuple[str, ShipmentKind], int],
    arrived: Mapping[str, set[int]],
) -> ShipmentRow:
    last = newest.get((one.office_uid, one.kind), 0)
    later = last if one.direction is Direction.SENT and last > one.sequence else 0
    missing: tuple[int, ...] = ()
    if one.direction is Direction.RECEIVED and one.volumes > 1:
        missing = tuple(n for n in range(1, one.volumes + 1) if n not in arrived.get(one.series, set()))
    return ShipmentRow(
        one.uid, one.direction, name, one.sequence, one.file_name, one.at, one.who, one.counts, one.acknowledged_at, one.undone,
        one.act_uid, one.kind, one.volume, one.volumes, missing, one.size, len(one.attachments), one.digest, tuple(one.jobs),
        one.medium, one.medium_number, one.handler, one.handed_at, later, one.acknowledged_by,
        one.receipt, one.sealing,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Handover:
    """On what an entry travelled, and who carried it or took it over when (an ISO civil time, '' for unknown)."""

    medium: Medium | None = None
    medium_number: str = ""
    handler: str = ""
    handed_at: str = ""


def complete_entry(ledger: Ledger, uid: str, direction: Direction, handover: Handover) -> None:
    """Write medium, number, handler and time into the register, for one entry and the volumes sent with it.

    Raises UserError when the entry is gone.
    """
    with ledger.transaction("补登登记簿") as (session, act):
        require_user(session, ledger.user_uid)
        entry = session.scalar(select(Shipment).where(Shipment.uid == uid, Shipment.direction == direction))
        if entry is None:
            raise UserError("登记簿里没有这一条，请刷新后重试。")
        for one in [entry, *_brothers(session, entry)]:
            one.medium, one.medium_number = handover.medium, clean(handover.medium_number)
            one.handler, one.handed_at = clean(handover.handler), handover.handed_at
        how = "，".join(
            filter(None, (handover.medium, clean(handover.medium_number), clean(handover.handler), handover.handed_at.replace("T", " ")))
        )  # fmt: skip
        act.title = f"{entry.direction} {entry.file_name}：{how or '清空'}"


def _brothers(session: Session, entry: Shipment) -> list[Shipment]:
    if not entry.series:
        return []
    query = select(Shipment).where(
        Shipment.series == entry.series, Shipment.direction == entry.direction, Shipment.id != entry.id
    )
    return list(session.scalars(query))


_CENTER = Align.CENTER
COLUMNS = (
    Column("序号", 2, _CENTER), Column("收发", 2.4, _CENTER), Column("单位", 6), Column("编号", 3.4, _CENTER), Column("种类", 3, _CENTER),
    Column("文件名", 11), Column("内容", 11), Column("附件（件）", 2.6, _CENTER), Column("介质及编号", 5), Column("经手人", 3.6, _CENTER),
    Column("时间", 5, _CENTER), Column("校验值（前16位）", 6, _CENTER), Column("回执", 4.4, _CENTER),
)  # fmt: skip


def print_register(
    ledger: Ledger,
    target: Path,
    wanted: RegisterFilter | None = None,
    paper: str = "A3",
    tick: Tick = no_tick,
) -> Printed:
    """The register as PDF, or as a workbook when `target` ends in .xlsx, oldest first. Raises UserError: other suffix, disk."""
    rows = list(reversed(shipments(ledger, wanted=wanted)))
    with ledger.reading() as session:
        office = office_name(session, ledger.identity.office_uid)
        code = print_code(session)
    report = LedgerReport(
        "数据包收发登记簿", office, ledger.today(), COLUMNS, [_cells(n, row) for n, row in enumerate(rows, 1)],
        "A4" if paper == "A4" else "A3", code,
    )  # fmt: skip
    return write_report(report, target, tick)


def _cells(number: int, row: ShipmentRow) -> tuple[str, ...]:
    mark = row.digest[:16].upper()
    digits = " ".join(mark[start : start + 4] for start in range(0, len(mark), 4))
    medium = " ".join(filter(None, (row.medium, row.medium_number)))
    when = (row.handed_at or row.at)[:16].replace("T", " ")
    return (
        str(number), row.direction.value, row.office, row.number, row.kind.value, row.file_name, row.content, str(row.attachments),
        medium, row.handler or row.who, when, digits, row.receipt,
    )  # fmt: skip


_shipment = Shipment.__table__.c
_UNCONFIRMED = (
    select(_shipment.sequence, _shipment.at)
    .where(
        _shipment.office_uid == bindparam("office"), _shipment.direction == Direction.SENT,
        _shipment.acknowledged_at == "", _shipment.kind == bindparam("form"),
    )
    .order_by(_shipment.sequence)
)  # fmt: skip


def unconfirmed(session: Session, office_uid: str, kind: ShipmentKind) -> tuple[str, ...]:
    """The earlier sendings of the same kind that nobody confirmed: the one under way carries all they held."""
    asked = {"office": office_uid, "form": kind}
    rows = {row.sequence: row.at for row in session.execute(_UNCONFIRMED, asked)}
    return tuple(f"第 {sequence} 号（{at[:10]}）" for sequence, at in rows.items())

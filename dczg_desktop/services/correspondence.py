"""往来台账: per office what went, what came, what was confirmed, which numbers are missing, and who is silent for how long."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.correspondence import (
    MONTH_DAY,
    Period,
    missing_numbers,
    periods,
    silent_periods,
)
from dczg_desktop.domain.entities import Counterpart, Office, Shipment
from dczg_desktop.domain.words import Direction, Relation
from dczg_desktop.reports.tables import Align, Column, LedgerReport
from dczg_desktop.services.petitions.loads import loads
from dczg_desktop.services.printed import Printed, print_code, write_report
from dczg_desktop.services.tree import office_name
from dczg_desktop.store.ledger import Ledger, require_user

MONTHS = 6
DAY_KEY = "month_day"


@dataclass(frozen=True, slots=True)
class Counterparty:
    """One office that we exchange with. Days are None while nothing went or came; `since` is the day of enrolment.

    `petitions` counts those it answers for (a superior: those we answer to it). `missing_here` are numbers of theirs that never came, `missing_there` numbers of ours that they passed over.
    """

    office_uid: str
    office: str
    relation: str
    since: date
    sent: int
    sent_number: int
    sent_on: date | None
    unconfirmed: int
    confirmed_on: date | None
    received: int
    received_number: int
    received_on: date | None
    days_silent: int
    missing_here: tuple[int, ...]
    missing_there: tuple[int, ...]
    silent: int
    periods: tuple[Period, ...]
    standing: str
    words: str
    reports: bool
    petitions: str = ""


def month_day(ledger: Ledger) -> int:
    """The day of the monthly report."""
    stored = ledger.meta(DAY_KEY)
    return int(stored) if stored.isdigit() else MONTH_DAY


def choose_month_day(ledger: Ledger, day: int) -> None:
    """Set the day of the monthly report for this ledger. Raises UserError for a day that no month has."""
    if not 1 <= day <= 31:
        raise UserError(f"每月调度日“{day}”不对，没有改动。请填 1 到 31；没有这一天的月份算到月底。")
    with ledger.transaction("设定调度日", f"每月 {day} 日") as (session, _act):
        require_user(session, ledger.user_uid)
    ledger.set_meta(DAY_KEY, str(day))


def correspondence(ledger: Ledger, months: int = MONTHS) -> list[Counterparty]:
    """One line an office: enrolled ones and those a package or sheet went to or came from; the silent ones first."""
    today, day = ledger.today(), month_day(ledger)
    with ledger.reading() as session:
        offices = dict(session.execute(select(Office.uid, Office.name)).all())
        partners = _partners(session, ledger.identity.office_uid)
        moves: dict[str, list[Shipment]] = defaultdict(list)
        for one in session.scalars(select(Shipment).where(~Shipment.undone).order_by(Shipment.id)):
            moves[one.office_uid].append(one)
        for uid, found in moves.items():
            partners.setdefault(uid, ("", date.fromisoformat(found[0].at[:10])))
        held = loads(session, ledger.identity.office_uid, today, partners)
        rows = [
            _row(
                uid,
                offices.get(uid, "未登记的单位"),
                partners[uid],
                moves[uid],
                today,
                (day, months),
                held[uid].words,
            )
            for uid in partners
        ]
    return sorted(rows, key=lambda row: (-row.silent, -row.days_silent if row.reports else 0, row.office))


def _partners(session: Session, our_uid: str) -> dict[str, tuple[str, date]]:
    """Relation and first day of every enrolled office, and of those below us that have no program."""
    found: dict[str, tuple[str, date]] = {}
    query = select(Counterpart.office_uid, Counterpart.relation, Counterpart.enrolled_at)
    for uid, relation, at in session.execute(query.order_by(Counterpart.id)):
        if uid != our_uid:
            found.setdefault(uid, (relation.value, date.fromisoformat(at[:10])))
    return found


def _row(
    uid: str,
    office: str,
    partner: tuple[str, date],
    moves: Sequence[Shipment],
    today: date,
    rhythm: tuple[int, int],
    petitions: str,
) -> Counterparty:
    relation, since = partner
    sent = [one for one in moves if one.direction is Direction.SENT]
    received = [one for one in moves if one.direction is Direction.RECEIVED]
    came = [date.fromisoformat(one.at[:10]) for one in received]
    confirmed = [one for one in sent if one.acknowledged_at]
    reports = relation != Relation.SUPERIOR.value
    shown = periods(came, today, *rhythm)
    counted = [one for one in shown if one.due >= since] if reports else []
    silent = silent_periods(counted)
    last = max(came, default=None)
    days = (today - (last or since)).days
    standing, words = _judged(last, days, silent, counted, reports=reports)
    return Counterparty(
        uid, office, relation or "无程序", since, len(sent), max((one.sequence for one in sent), default=0),
        _day(max((one.at for one in sent), default="")), len(sent) - len(confirmed),
        _day(max((one.acknowledged_at for one in confirmed), default="")), len(received),
        max((one.sequence for one in received if one.replica), default=0), last, days, _gaps(received),
        _passed_over(sent), silent, tuple(shown), standing, words, reports, petitions,
    )  # fmt: skip


def _judged(
    last: date | None, days: int, silent: int, counted: Sequence[Period], *, reports: bool
) -> tuple[str, str]:
    """How the office stands in one word, and in a sentence that says for how long nothing came."""
    heard = f"已 {days} 天未收到" if days else "今天收到"
    if last is None:
        heard = f"从未收到，登记已 {days} 天"
    if not reports:
        return "上级", heard
    if silent:
        return "逾期", f"连续 {silent} 期未报，{heard}"
    if counted and counted[-1].is_open and counted[-1].received_on is None:
        return "待报", f"本期未报，{counted[-1].due:%m-%d} 到期；{heard}"
    return "正常", f"本期已报；{heard}" if last else heard


def _day(at: str) -> date | None:
    return date.fromisoformat(at[:10]) if at else None


def _gaps(received: Sequence[Shipment]) -> tuple[int, ...]:
    """Numbers that never came, installation by installation: each counts for itself."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for one in received:
        if one.replica:
            numbers[one.replica].append(one.sequence)
    return tuple(sorted(number for found in numbers.values() for number in missing_numbers(found)))


def _passed_over(sent: Sequence[Shipment]) -> tuple[int, ...]:
    """Numbers of ours that were not confirmed although a later one was."""
    last = max((one.sequence for one in sent if one.acknowledged_at), default=0)
    confirmed = {one.sequence for one in sent if one.acknowledged_at}
    return tuple(sorted({one.sequence for one in sent if one.sequence < last} - confirmed))


_MIDDLE = Align.CENTER
COLUMNS = (
    Column("序号", 2, _MIDDLE), Column("单位", 7), Column("关系", 3, _MIDDLE), Column("末次发出", 5, _MIDDLE), Column("未确认", 3, _MIDDLE),
    Column("末次确认", 5, _MIDDLE), Column("末次收到", 5, _MIDDLE), Column("缺号", 5), Column("信访件", 4), Column("情况", 9),
)  # fmt: skip


def print_correspondence(ledger: Ledger, target: Path, paper: str = "A4", tick: Tick = no_tick) -> Printed:
    """The grid as PDF, or as a workbook when `target` ends in .xlsx. Raises UserError: other suffix, the disk refuses."""
    rows, day = correspondence(ledger), month_day(ledger)
    with ledger.reading() as session:
        ours = office_name(session, ledger.identity.office_uid)
        code = print_code(session)
    months = [one.month for one in rows[0].periods] if rows else []
    columns = (*COLUMNS, *(Column(f"{int(month[5:])}月", 3.6, _MIDDLE, "各期报送") for month in months))
    report = LedgerReport(
        "往来台账", ours, ledger.today(), columns, [_cells(n, row) for n, row in enumerate(rows, 1)],
        "A3" if paper == "A3" else "A4", code, (f"每月 {day} 日为调度日：上一个调度日之后、本调度日以前收到的算按期。",), "家",
    )  # fmt: skip
    return write_report(report, target, tick)


def numbers_words(row: Counterparty) -> str:
    """The missing numbers of both sides, in words."""
    parts = [f"我方缺 {_listed(row.missing_here)}"] if row.missing_here else []
    parts += [f"对方缺 {_listed(row.missing_there)}"] if row.missing_there else []
    return "；".join(parts)


def _listed(numbers: Sequence[int]) -> str:
    shown = "、".join(map(str, numbers[:8]))
    return f"第 {shown} 号" + (f"等 {len(numbers)} 包" if len(numbers) > 8 else "")


def _cells(number: int, row: Counterparty) -> tuple[str, ...]:
    return (
        str(number), row.office, row.relation, _moved(row.sent_number, row.sent_on), str(row.unconfirmed or ""),
        str(row.confirmed_on or ""), _moved(row.received_number, row.received_on), numbers_words(row), row.petitions, row.words,
        *(_period_words(row, one) for one in row.periods),
    )  # fmt: skip


def _period_words(row: Counterparty, one: Period) -> str:
    return one.words if row.reports and one.due >= row.since else "—"


def _moved(number: int, day: date | None) -> str:
    if day is None:
        return ""
    return f"第 {number} 号\n{day}" if number else str(day)

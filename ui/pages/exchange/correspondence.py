"""往来台账: per office what went and came, which numbers are missing, and who is silent; every number opens its packages."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSpinBox, QWidget

from dczg_desktop.domain.words import Direction
from dczg_desktop.services.correspondence import (
    Counterparty,
    choose_month_day,
    correspondence,
    month_day,
    numbers_words,
    print_correspondence,
)
from dczg_desktop.services.register import ShipmentRow, shipments
from ui.context import Context
from ui.models.grid import GridModel
from ui.pages.listed import Listed, mentions
from ui.pages.notice import Notice
from ui.pages.work_page import BUSY, WorkPage, unticked
from ui.reading import Reading, reading
from ui.theme.status import look_of
from ui.widgets.cards import SectionCard
from ui.widgets.columns import GridColumn
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.list_detail import ListDetail
from ui.widgets.stat_card import StatCard, StatRow
from ui.widgets.words import allow, button, label

COLUMNS = (
    GridColumn("standing", "报送", 82, "chip"),
    GridColumn("office", "单位", 140),
    GridColumn("received_on", "末次收到", 96, "date"),
    GridColumn("days_silent", "未收到天数", 104, "number"),
    GridColumn("sent_on", "末次发出", 96, "date", secondary=True),
    GridColumn("unconfirmed", "未确认", 64, "number"),
    GridColumn("numbers", "缺号", 110, secondary=True),
    GridColumn("petitions", "信访件", 120, secondary=True),
    GridColumn("words", "情况", 150, "long"),
)
PACKAGES = (
    GridColumn("direction", "方向", 54),
    GridColumn("number", "编号", 60),
    GridColumn("at", "时间", 120),
    GridColumn("receipt", "回执", 96),
    GridColumn("file_name", "文件", 120, "long"),
)
CARDS = ("收到", "发出", "未确认", "缺号")


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """One office in words; `party` is what the services know of it."""

    id: int
    standing: str
    office: str
    received_on: object
    days_silent: int
    sent_on: object
    unconfirmed: int
    numbers: str
    petitions: str
    words: str
    party: Counterparty


@dataclass(frozen=True, slots=True)
class PackageRow:
    """One package of the chosen office."""

    id: int
    direction: str
    number: str
    at: str
    receipt: str
    file_name: str
    confirmed: bool


class OfficePackages(SectionCard):
    """The chosen office: its periods, its numbers, and the packages behind the number that was pressed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._rows = Listed[PackageRow](_is_wanted)
        self.silence = Notice("trouble")
        self.periods = label("", "secondary")
        self.periods.setWordWrap(True)
        self.missing = Notice("warning")
        self.cards = {name: StatCard(name, look_of("注意") if name == "缺号" else None) for name in CARDS}
        self.grid = Grid("exchange-office-packages", context, "没有这样的数据包")
        self.model = GridModel(PACKAGES, self._rows.ids, self._rows.rows, self)
        self.grid.show_model(self.model)
        for widget in (self.silence, self.periods, StatRow(*self.cards.values()), self.missing):
            self.body.addWidget(widget)
        self.body.addWidget(self.grid, 1)
        for name, card in self.cards.items():
            card.clicked.connect(lambda _checked=False, name=name: self.model.show(name))

    def show_office(self, row: OfficeRow | None, packages: list[ShipmentRow]) -> None:
        """Show one office, or nothing."""
        party = row.party if row else None
        self.set_heading(row.office if row else "明细")
        self.silence.say(party.words if party and party.silent else "", "trouble")
        held = f"\n信访件：{party.petitions}" if party and party.petitions else ""
        self.periods.setText(f"{_months(party)}{held}" if party else "在左边选一个单位，这里列出它的每一包。")
        self._rows.put(_package(number, one) for number, one in enumerate(packages))
        missing = len(party.missing_here) + len(party.missing_there) if party else 0
        counts = (party.received, party.sent, party.unconfirmed, missing) if party else (0, 0, 0, 0)
        for card, count in zip(self.cards.values(), counts, strict=True):
            card.show_number(count)
            card.setEnabled(count > 0)
        words = numbers_words(party) if party else ""
        more = "。每一包都带全部现状，收到下一包就补齐；要查原件请对方重发。" if words else ""
        self.missing.say(f"{words}{more}", "warning")
        self.model.show("")


class CorrespondencePanel(WorkPage):
    """`ask_target(parent)` asks where the print goes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_target: Callable[[QWidget], Path | None] = ask_target
        self._rows = Listed[OfficeRow](_fits)
        self._words = ""
        self._reading, self._packages_reading = Reading(self, context), Reading(self, context)
        self.filters = FilterBar()
        self.filters.add_choice("standing", "全部单位", ("逾期", "待报", "正常", "上级"))
        self.day, self._day = _day_field(), 0
        self.print_button = button("打印(&P)…")
        self.grid = Grid("exchange-correspondence", context, "还没有登记往来单位，也没有收发过数据包")
        self.model = GridModel(COLUMNS, self._rows.ids, self._rows.rows, self)
        self.grid.show_model(self.model)
        self.packages = OfficePackages(context)
        top = QHBoxLayout()
        top.addWidget(self.filters, 1)
        top.addWidget(self.day)
        top.addWidget(self.print_button)
        self.body.addLayout(top)
        self.body.addWidget(ListDetail(context, self.grid, self.packages, (58, 42)), 1)
        self.filters.changed.connect(self._narrow)
        self.model.counted.connect(lambda count: self.filters.show_count(count, "家"))
        self.grid.chosen.connect(self._show)
        self.day.editingFinished.connect(self._choose_day)
        self.print_button.clicked.connect(self.print_grid)
        self.enable()

    def reload(self) -> None:
        ledger = self.context.ledger
        self._reading.ask(
            reading(partial(month_day, ledger), partial(correspondence, ledger)), self._show_found
        )

    def _show_found(self, answer: tuple[int, list[Counterparty]]) -> None:
        day, found = answer
        self._day = day
        self.day.setValue(day)
        self._rows.put(_row(one) for one in found)
        self._narrow({})

    def search(self, text: str) -> None:
        self._words = text
        self._narrow({})

    def print_grid(self) -> None:
        """Write the grid as PDF or workbook."""
        if target := self.ask_target(self):
            work = partial(print_correspondence, self.context.ledger, target)
            said = f"往来台账已写到 {target}。"
            self.run(work, "正在打印往来台账", lambda _done: self.context.say(said))

    def enable(self) -> None:
        self.day.setEnabled(not self.is_busy)
        allow(self.print_button, BUSY if self.is_busy else "", "A4 横向；另存为 .xlsx 得到可打印的表格")

    def _choose_day(self) -> None:
        day = self.day.value()
        if self.is_busy or day == self._day:
            return
        work = partial(choose_month_day, self.context.ledger, day)
        self.run(unticked(work), "正在改调度日", lambda _done: self._chose_day(day))

    def _chose_day(self, day: int) -> None:
        self._day = day
        self.context.say(f"调度日改为每月 {day} 日。")
        self.context.ledger_changed.emit()

    def _narrow(self, _values: object) -> None:
        self.model.show((self.filters.values()["standing"], self._words))
        if self.grid.current_id() is None and self.model.rowCount():
            self.grid.selectRow(0)
        self._show(self.grid.current_id())

    def _show(self, row_id: int | None) -> None:
        row = self._rows.get(row_id)
        if row is None:
            self.packages.show_office(None, [])
            return
        work = partial(shipments, self.context.ledger, row.party.office_uid)
        self._packages_reading.ask(work, partial(self.packages.show_office, row))


def _day_field() -> QSpinBox:
    day = QSpinBox()
    day.setRange(1, 31)
    day.setPrefix("每月 ")
    day.setSuffix(" 日调度")
    day.setToolTip("上一个调度日之后、本调度日以前收到的算按期；没有这一天的月份算到月底")
    day.setAccessibleName("每月调度日")
    return day


def _row(one: Counterparty) -> OfficeRow:
    number = int(one.office_uid[:12], 16)
    return OfficeRow(
        number, one.standing, one.office, one.received_on, one.days_silent, one.sent_on, one.unconfirmed, numbers_words(one),
        one.petitions, one.words, one,
    )  # fmt: skip


def _months(party: Counterparty) -> str:
    if not party.reports:
        return f"上级单位，不计报送期。{party.words}。"
    shown = [f"{int(one.month[5:])} 月{one.words}" for one in party.periods if one.due >= party.since]
    return "各期报送：" + ("　".join(shown) or "登记不久，还没有到期的")


def _package(number: int, one: ShipmentRow) -> PackageRow:
    at = one.at[:16].replace("T", " ")
    return PackageRow(
        number, one.direction.value, one.number, at, one.receipt, one.file_name, bool(one.acknowledged_at)
    )


def _is_wanted(row: PackageRow, query: object) -> bool:
    if query == "收到":
        return row.direction == Direction.RECEIVED.value
    if query in {"发出", "未确认", "缺号"}:
        return row.direction == Direction.SENT.value and (query == "发出" or not row.confirmed)
    return True


def _fits(row: OfficeRow, query: object) -> bool:
    standing, words = query if isinstance(query, tuple) else ("", "")
    return standing in {"", row.standing} and mentions(words, row.office, row.words, row.numbers)


def ask_target(parent: QWidget) -> Path | None:
    """Where the grid is to be written."""
    kinds = "PDF (*.pdf);;Excel 工作簿 (*.xlsx)"
    chosen, _ = QFileDialog.getSaveFileName(parent, "打印往来台账", "往来台账.pdf", kinds)
    return Path(chosen) if chosen else None

"""The page 工作总览: what is to be done today, where everything stands; every number opens its rows."""

from datetime import date
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from dczg_desktop.domain.words import ClosureStatus, ProgressStatus
from dczg_desktop.services.grid import GridQuery, Summary
from dczg_desktop.services.overview import Overview, RecentAct, Task, overview
from dczg_desktop.services.unclosed import unclosed_query
from ui.context import Context
from ui.pages.overview.today import TodayList
from ui.pages.start.first_steps import FirstSteps
from ui.reading import Reading
from ui.theme.status import look_of
from ui.widgets.bars import Bar, BarChart, plain_bar
from ui.widgets.cards import SectionCard
from ui.widgets.charts import Part
from ui.widgets.donut import Donut
from ui.widgets.legend import Legend
from ui.widgets.page import Page
from ui.widgets.stat_card import StatCard, StatRow
from ui.widgets.timeline import Happening, Timeline

LEDGER = "整改台账"
IN_TIME, LATE = "未到期", "已逾期"
WIDE_FROM = 68
"""Ems of width from which today's list stands beside the charts; side by side they need a little less than this."""

CARDS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("问题总数", "", {}),
    ("已逾期", "已逾期", {"due": "已逾期", "sort": "due"}),
    ("即将到期", "即将到期", {"due": "即将到期", "sort": "due"}),
    ("未达序时进度", ProgressStatus.BEHIND.value, {"progress": ProgressStatus.BEHIND.value}),
    ("验收中", ClosureStatus.IN_REVIEW.value, {"closure": ClosureStatus.IN_REVIEW.value}),
    ("已销号", ClosureStatus.CLOSED.value, {"closure": ClosureStatus.CLOSED.value}),
)
"""Title, word whose look it has, and what it opens in the ledger."""

WAYS: dict[str, tuple[str, str | None]] = {
    "导入表格": ("导入表格", "工作总览"),
    "新增问题": (LEDGER, None),
    "登记上级卡片": ("数据交换", "往来单位"),
}
"""Where each first step is done: the page, and what it is to show."""

PLACES = {
    "待解决的冲突": "冲突",
    "退回修改": "退回与建议",
    "建议修改待答复": "退回与建议",
    "收件箱待接收": "接收",
    "待审核的销号申请": "待审核",
    "未获确认的数据包": "登记簿",
    "待收附件": "登记簿",
}
"""Which tab of another page does a task that has no query."""


class Whole(QWidget):
    """Takes the height there is: what is wrapped inside must not make the page scroll."""

    def hasHeightForWidth(self) -> bool:
        return False


class OverviewPage(Page):
    """Cards, today's list, two rings of status, open problems by unit, closure by source, recent acts."""

    help_text = (
        "本页汇总全部未作废的问题。每个数字、圆环的每一段、每一根横条都可以点开，看到对应的问题。\n"
        "“今日待办”列出今天该办的事和原因：逾期、即将到期、待审核、责任缺项、待收附件、未回执的数据包。\n"
        "圆环和横条也可以用 Tab 选中，方向键移动，回车打开。"
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.cards = {
            title: StatCard(title, look_of(word) if word else None) for title, word, _query in CARDS
        }
        self.today, self.recent = TodayList(), Timeline("最近动态")
        self.progress, self.closure = Donut("进度状态"), Donut("销号状态")
        self.units, self.sources = BarChart("各单位未销号问题"), BarChart("按来源完成率")
        self.first_steps = FirstSteps()
        self._reading = Reading(self, context)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._lay_out()
        for title, _word, parts in CARDS:
            self.cards[title].clicked.connect(lambda _=False, chosen=dict(parts): self._open(chosen))
        self.today.chosen.connect(self._open_task)
        self.progress.clicked.connect(lambda key: self._open({"progress": key}))
        self.closure.clicked.connect(lambda key: self._open({"closure": key}))
        self.units.clicked.connect(self._open_unit)
        self.sources.clicked.connect(lambda key: self._open({"source": key}))
        self.first_steps.chosen.connect(lambda way: self.context.navigate(*WAYS[way]))

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        for column, rows in (
            (self._words, ((_card("今日待办", self.today), 0), (_card("最近动态", self.recent), 1))),
            (right, ((self._pair(self._rings()), 45), (self._pair(self._bars()), 55))),
        ):
            column.setSpacing(10)
            for widget, stretch in rows:
                column.addWidget(widget, stretch)
        self.recent.setMinimumHeight(130)
        self._columns.setSpacing(10)
        self._columns.addLayout(self._words, 32)
        self._columns.addLayout(right, 68)
        whole = Whole()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(StatRow(*self.cards.values()))
        layout.addLayout(self._columns, 1)
        self._stack = QStackedLayout()
        self._stack.addWidget(whole)
        self._stack.addWidget(self.first_steps)
        self.body.addLayout(self._stack, 1)

    def _rings(self) -> tuple[SectionCard, SectionCard]:
        return _card("进度状态", self.progress), _card("销号状态", self.closure)

    def _bars(self) -> tuple[SectionCard, SectionCard]:
        units = _card("各单位未销号", self.units)
        units.add_action(Legend((LATE, IN_TIME)))
        return units, _card("按来源销号率", self.sources)

    def _pair(self, cards: tuple[SectionCard, SectionCard]) -> QWidget:
        pair = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for card in cards:
            row.addWidget(card, 1)
        return pair

    def reload(self) -> None:
        work = partial(overview, self.context.ledger, self.context.settings.due_soon_days)
        self._reading.ask(work, self._show_found)

    def _show_found(self, found: Overview) -> None:
        empty = not found.summary.total and not found.tasks
        self._stack.setCurrentIndex(1 if empty else 0)
        self._show_cards(found.summary)
        self.today.show_tasks(found.tasks)
        self.progress.show_parts([Part(one.value, one.value, n) for one, n in found.by_progress.items()])
        self.closure.show_parts([Part(one.value, one.value, n) for one, n in found.by_closure.items()])
        self._show_bars(found)
        today = self.context.ledger.today()
        self.recent.show_happenings([_happening(act, today) for act in found.recent])

    def _show_cards(self, counted: Summary) -> None:
        share = f"销号率 {counted.closed / counted.total:.0%}" if counted.total else ""
        shown = (
            (counted.total, f"未销号 {counted.total - counted.closed}"),
            (counted.overdue, "今日督办" if counted.overdue else ""),
            (counted.due_soon, f"{self.context.settings.due_soon_days} 天内"),
            (counted.behind, f"未启动 {counted.not_started}"),
            (counted.in_review, "等待审核" if counted.in_review else ""),
            (counted.closed, share),
        )
        for card, (number, note) in zip(self.cards.values(), shown, strict=True):
            card.show_number(number, note)

    def _show_bars(self, found: Overview) -> None:
        self.units.show_bars(
            [
                Bar(
                    one.unit,
                    "〔未明确〕" if one.unit == "〔空〕" else one.unit,
                    (Part(LATE, LATE, one.overdue), Part("", IN_TIME, one.open - one.overdue)),
                    f"{one.open}（逾期 {one.overdue}）" if one.overdue else str(one.open),
                )
                for one in found.units
            ]
        )
        self.sources.show_bars(
            [
                plain_bar(name, name, 100 * closed / total, f"{closed}/{total}　{closed / total:.0%}", 100)
                for name, total, closed in found.sources
            ]
        )

    def _open(self, parts: dict[str, str]) -> None:
        query = GridQuery(due_soon_days=self.context.settings.due_soon_days)
        self.context.navigate(LEDGER, query.narrowed(**parts))

    def _open_task(self, task: Task) -> None:
        self.context.navigate(task.page, task.query or PLACES.get(task.title))

    def _open_unit(self, key: str) -> None:
        unit, _, part = key.rpartition("/") if key.endswith(f"/{LATE}") else (key, "", "")
        if part:
            self._open({"unit": unit, "due": LATE, "sort": "due"})
        else:
            self.context.navigate(LEDGER, unclosed_query(self.context.ledger, unit))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ems = self.width() / (self.context.settings.point_size * 96 / 72)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wanted = across if ems >= WIDE_FROM else down
        if wanted != self._columns.direction():
            self._columns.setDirection(wanted)
            self._words.setDirection(down if wanted == across else across)


def _card(heading: str, content: QWidget) -> SectionCard:
    card = SectionCard(heading)
    card.body.addWidget(content, 1)
    return card


def _happening(act: RecentAct, today: date) -> Happening:
    day, _, clock = act.at.partition("T")
    moment = f"今天 {clock[:5]}" if day == today.isoformat() else f"{day[5:]} {clock[:5]}"
    who = f"{act.who}（{act.office}）" if act.office and act.who else act.who or act.office
    return Happening(moment, who, f"{act.act}　{act.title}" if act.title else act.act)

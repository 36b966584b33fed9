"""Tab 通报要素: what the petitions say was done, added up where stated, listed where a person must read it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout

from dczg_desktop.services.petitions.counts import Bulletin, ElementCount, bulletin
from dczg_desktop.services.petitions.listing import PetitionChoices, PetitionQuery, petition_choices
from ui.context import Context
from ui.models.grid import GridModel
from ui.models.lines import Lines
from ui.pages.work_page import BUSY, WorkPage
from ui.reading import Reading
from ui.widgets.columns import GridColumn
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.words import allow, button, label, passage

COLUMNS = (
    GridColumn("name", "要素", 120),
    GridColumn("sum", "合计", 130, align="right"),
    GridColumn("unit", "单位", 60),
    GridColumn("stated", "写明数目的件", 120, "number"),
    GridColumn("unread", "没有读出的件", 120, "number"),
    GridColumn("why", "没有读出的原因", 240, "long", sortable=False),
)


@dataclass(frozen=True, slots=True)
class ElementLine:
    """One element for the grid."""

    id: int
    name: str
    sum: str
    unit: str
    stated: int
    unread: int
    why: str
    element: ElementCount


class BulletinPanel(WorkPage):
    """`rows_asked` carries the petitions that an element was read from."""

    rows_asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._reading, self.filters = Reading(self, context), FilterBar()
        self.source = self.filters.add_choice("source", "全部来源", [])
        self.filters.add_choice("batch", "全部批次", [])
        self.unread_button, self.copy_button = button("打开没有读出的(&U)"), button("复制通报文字(&Y)")
        self.filters.add_widget(self.unread_button)
        self.filters.add_widget(self.copy_button)
        self.lines: Lines[ElementLine] = Lines()
        self.model = GridModel(COLUMNS, self.lines.ids, self.lines.rows, self)
        self.grid = Grid("信访件-通报要素", context, "还没有读")
        self.grid.show_model(self.model)
        self.draft = passage()
        head = QHBoxLayout()
        head.addWidget(
            passage(
                "从处理类别、处理和整改情况、问责情况里读：写明数目的相加，提到而没有数目、只有约数、拟处罚、分项又合计的不猜，列出来由人核定。双击一行打开写明数目的件。",
                "secondary",
            )
        )
        self.body.setContentsMargins(10, 10, 10, 10)
        self.body.addLayout(head)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(label("通报文字（草稿）", "strong"))
        self.body.addWidget(self.draft)
        self.filters.changed.connect(lambda _values: self._read())
        self.grid.opened.connect(self._open)
        self.grid.chosen.connect(lambda _row: self.enable())
        self.unread_button.clicked.connect(self._open_unread)
        self.copy_button.clicked.connect(self._copy)

    def reload(self) -> None:
        self._reading.ask(partial(petition_choices, self.context.ledger), self._offer)

    def _offer(self, choices: PetitionChoices) -> None:
        self.filters.set_options("source", choices.sources)
        self.source.setVisible(len(choices.sources) > 1)
        self.filters.set_options("batch", choices.batches)
        self._read()

    def enable(self) -> None:
        line = self.lines.get(self.grid.current_id())
        why_not = BUSY if self.is_busy else "" if line and line.unread else "请先选一个有没读出的件的要素"
        allow(self.unread_button, why_not, "打开提到了而没有读出数目的信访件")
        allow(self.copy_button, "" if self.draft.text() else "还没有内容")

    def _read(self) -> None:
        if not self.is_busy:
            chosen = self.filters.values()
            query = PetitionQuery(source=chosen["source"], batch=chosen["batch"])
            self.run(partial(bulletin, self.context.ledger, query), "正在读取处理情况", self.show_bulletin)

    def show_bulletin(self, found: Bulletin) -> None:
        """Show what was read."""
        self.lines.put(_line(number, one) for number, one in enumerate(found.elements, start=1))
        self.model.reload()
        self.draft.setText(found.text)
        self.enable()

    def _open(self, row_id: int) -> None:
        """The petitions a number was read from; from the column of the unread ones those."""
        line = self.lines.get(row_id)
        if line is None:
            return
        unread = self.model.columns[max(0, self.grid.currentIndex().column())].key in {"unread", "why"}
        mentions = line.element.unread if unread else line.element.stated
        if mentions:
            self.rows_asked.emit(PetitionQuery(uids=tuple(one.uid for one in mentions)))

    def _open_unread(self) -> None:
        line = self.lines.get(self.grid.current_id())
        if line is not None:
            self.rows_asked.emit(PetitionQuery(uids=tuple(one.uid for one in line.element.unread)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.draft.text())
        self.context.say("已复制通报文字。")


def _line(number: int, one: ElementCount) -> ElementLine:
    reasons: dict[str, int] = {}
    for mention in one.unread:
        reasons[mention.why] = reasons.get(mention.why, 0) + 1
    why = "；".join(f"{words}（{count} 件）" for words, count in reasons.items())
    shown = one.words if one.stated else "—"
    return ElementLine(number, one.name, shown, one.unit, len(one.stated), len(one.unread), why, one)

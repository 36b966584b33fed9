"""Tab 公开记录: every public list that went out, and what waits to go out again."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from dczg_desktop.services.petitions.cards import PetitionCounts, petition_counts
from dczg_desktop.services.petitions.listing import AGAIN, PetitionQuery
from dczg_desktop.services.petitions.publications import Edition, editions, petitions_of_edition
from ui.context import Context
from ui.models.grid import GridModel
from ui.models.lines import Lines
from ui.reading import Reading, reading
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid
from ui.widgets.page import Page
from ui.widgets.words import allow, button, passage

COLUMNS = (
    GridColumn("published_on", "公开日期", 110, "date"),
    GridColumn("form", "栏目", 200),
    GridColumn("place", "公开媒体", 160, "long"),
    GridColumn("items", "件数", 70, "number"),
    GridColumn("unfinished", "其中未全部办结", 130, "number"),
    GridColumn("who", "经办人", 90),
)


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One public list for the grid."""

    id: int
    published_on: object
    form: str
    place: str
    items: int
    unfinished: int
    who: str
    edition: Edition


class PublishingPanel(Page):
    """`rows_asked` carries the petitions of a list; `publish_asked` wants the next one."""

    rows_asked = Signal(object)
    publish_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.waiting_words = passage("", "strong")
        self.waiting_button, self.publish_button = (
            button("打开待再次公开的(&W)"),
            button("公开(&G)", "primary"),
        )
        self._reading, self._opening = Reading(self, context), Reading(self, context)
        self.lines: Lines[EditionLine] = Lines()
        self.model = GridModel(COLUMNS, self.lines.ids, self.lines.rows, self)
        self.grid = Grid(
            "信访件-公开", context, "还没有登记过公开。导出公开版时勾选“登记公开”，这里逐次列出。"
        )
        self.grid.show_model(self.model)
        head = QHBoxLayout()
        head.addWidget(self.waiting_words, 1)
        head.addWidget(self.waiting_button)
        head.addWidget(self.publish_button)
        self.body.setContentsMargins(10, 10, 10, 10)
        self.body.addLayout(head)
        self.body.addWidget(self.grid, 1)
        self.grid.opened.connect(self._open)
        self.waiting_button.clicked.connect(lambda: self.rows_asked.emit(PetitionQuery(published=AGAIN)))
        self.publish_button.clicked.connect(self.publish_asked)

    def reload(self) -> None:
        ledger = self.context.ledger
        work = reading(partial(editions, ledger), partial(petition_counts, ledger))
        self._reading.ask(work, lambda found: self._show_found(*found))

    def _show_found(self, found: Sequence[Edition], counts: PetitionCounts) -> None:
        self.lines.put(
            EditionLine(
                number, one.published_on, one.form, one.place, one.items, one.unfinished, one.who, one
            )
            for number, one in enumerate(found, start=1)
        )
        self.model.reload()
        words = (
            f"有 {counts.waiting} 件公开时未办结、现已办结，待再次公开。"
            if counts.waiting
            else "没有待再次公开的信访件。"
        )
        self.waiting_words.setText(words)
        allow(self.waiting_button, "" if counts.waiting else "没有待再次公开的信访件")
        allow(self.publish_button, "" if counts.total else "还没有信访件", "导出公开版并登记公开日期")

    def _open(self, row_id: int) -> None:
        """The petitions of the list; from the number of unfinished ones only those."""
        if line := self.lines.get(row_id):
            unfinished = self.model.columns[max(0, self.grid.currentIndex().column())].key == "unfinished"
            work = partial(petitions_of_edition, self.context.ledger, line.edition.uid, unfinished=unfinished)
            self._opening.ask(work, lambda uids: self.rows_asked.emit(PetitionQuery(uids=uids)))

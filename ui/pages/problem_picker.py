"""One problem out of the ledger, found by the words of the page's search field."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from dczg_desktop.services import grid
from dczg_desktop.services.grid import GridQuery, GridRow
from ui.context import Context
from ui.models.grid import GridModel, Order
from ui.widgets.cards import SectionCard
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid
from ui.widgets.words import passage

COLUMNS = (GridColumn("code", "编号", 112), GridColumn("summary", "问题", 120, "long"))


class ProblemPicker(SectionCard):
    """`chosen` says that another row is current, `opened` that one was double clicked."""

    chosen = Signal()
    opened = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("选一个问题")
        self._context = context
        self.grid = Grid("print-problem", context, "没有找到，换几个字再搜")
        self.model = GridModel(COLUMNS, self._ids, self._rows, self)
        self.grid.show_model(self.model)
        self.body.addWidget(passage("可先在上方的搜索框输入编号、内容或单位。", "secondary"))
        self.body.addWidget(self.grid)
        self.grid.setMinimumHeight(self.grid.minimumSizeHint().height() + 40)
        self.grid.chosen.connect(lambda _row: self.chosen.emit())
        self.grid.opened.connect(lambda _row: self.opened.emit())

    def show_words(self, words: str) -> None:
        """Only problems that mention the words."""
        self.model.show(words)

    def row(self) -> GridRow | None:
        """The chosen problem."""
        row_id = self.grid.current_id()
        if row_id is None:
            return None
        return next(iter(grid.problem_rows(self._context.ledger, [row_id])), None)

    def _ids(self, words: object, order: Order | None) -> Sequence[int]:
        query = GridQuery(words=str(words or ""))
        if order is not None:
            query = query.narrowed(sort=order.key, descending=order.descending)
        return grid.problem_ids(self._context.ledger, query)

    def _rows(self, ids: Sequence[int]) -> Sequence[GridRow]:
        return grid.problem_rows(self._context.ledger, ids)

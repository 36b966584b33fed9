"""A table model whose rows are read beside the window and put in."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from ui.models.grid import GridModel, Row
from ui.widgets.columns import GridColumn


class FedModel(GridModel):
    """Never asks for ids itself: `wanted()` is called where another order is wanted, the page then gives rows by `put`."""

    def __init__(
        self,
        columns: Sequence[GridColumn],
        rows: Callable[[Sequence[int]], Sequence[Row]],
        wanted: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, lambda _query, _order: (), rows, parent)
        self._wanted = wanted

    def reload(self) -> None:
        """Another order is wanted."""
        self._wanted()

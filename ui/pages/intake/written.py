"""导入后这样记: what taking a row in as a new record will write, as the program understands it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dczg_desktop.services.importing.foreseen import Foreseen
from ui.pages.ledger.table import SmallTable, TableRow
from ui.widgets.words import label

LEAD = "导入后这样记（改格子、改列对应，这里跟着变）："
CLIPPED = 600


class WrittenTable(QWidget):
    """Not to be seen while there is nothing to show."""

    def __init__(self) -> None:
        super().__init__()
        self.table = SmallTable("导入后这样记", ("项目", "内容", "出处"), (6, 0, 3.5), 1)
        self._shown: Sequence[Foreseen] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(label(LEAD, "secondary"))
        layout.addWidget(self.table)
        self.hide()

    def show_foreseen(self, found: Sequence[Foreseen]) -> None:
        """Show these, unless they are what is shown."""
        if found != self._shown:
            self._shown = found
            self.table.show_rows([_row(number, one) for number, one in enumerate(found)])
        self.setVisible(bool(found))


def _row(number: int, one: Foreseen) -> TableRow:
    words = clipped(one.text) + (f"\n读作：{one.reading}" if one.reading else "")
    return TableRow(str(number), (one.name, words, one.cell))


def clipped(text: str) -> str:
    """A long text as far as it is shown beside another one."""
    return text if len(text) <= CLIPPED else text[:CLIPPED] + "…"

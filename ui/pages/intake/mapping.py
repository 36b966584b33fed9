"""列对应: which column of the file is taken for which field, how sure that is, and the choice of another field."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.pages.intake.words import DOUBTED, FIELD_NAMES, KEPT, LEFT, certainty
from ui.theme.status import look_of
from ui.widgets.chip import ChipLabel
from ui.widgets.scroll import scrolled
from ui.widgets.words import label, passage, tip_of

if TYPE_CHECKING:
    from dczg_desktop.imports.reading import Column, Table

LOOKS = {
    "确定": "正常",
    "较可靠": "未到期",
    "请核对": "注意",
    "手工指定": "可信",
    "保留": "无变动",
    "不导入": "已作废",
}
"""Words of this panel and the status word whose look they borrow."""


class FieldChoice(QComboBox):
    """Turning the wheel over it scrolls the panel and changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class MappingPanel(QWidget):
    """`changed` carries the whole assignment {field: heading}; fields without a column have an empty heading."""

    changed = Signal(dict)
    column_asked = Signal(str, bool)
    """Letter of a column, and whether it is to be left out."""

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, FieldChoice] = {}
        self.marks: dict[str, ChipLabel] = {}
        self._columns: tuple[Column, ...] = ()
        self._left_out: frozenset[str] = frozenset()
        self._table = 0
        self._first: dict[tuple[int, str], tuple[str | None, float]] = {}
        self._area: QScrollArea | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 8, 4, 8)
        self._layout.addWidget(
            passage(
                "左边是原表的列名，右边是它在台账里的含义；改过的会记住，下次同样的表不用再改。", "secondary"
            )
        )

    def forget(self) -> None:
        """A new file comes: what was certain of the former one no longer counts."""
        self._first.clear()

    def show_table(self, table: "Table", number: int, left_out: frozenset[str] = frozenset()) -> None:
        """Show the columns of the n-th table; how sure each was at first is kept until `forget`."""
        self._table, self._left_out = number, left_out
        for column in table.columns:
            self._first.setdefault((number, column.letter), (column.field, column.confidence))
        self._columns = table.columns
        self.choices, self.marks = {}, {}
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(8)
        grid.setColumnStretch(0, 1)
        for row, column in enumerate(table.columns):
            self._add(grid, row, column)
        grid.setRowStretch(len(table.columns), 1)
        if self._area is not None:
            self._layout.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self._area = scrolled(inner)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._layout.addWidget(self._area, 1)

    def set_open(self, *, is_open: bool) -> None:
        """Whether the assignment may be changed now."""
        for choice in self.choices.values():
            choice.setEnabled(is_open)

    def doubtful(self) -> int:
        """How many columns the user should look at."""
        return sum(1 for mark in self.marks.values() if mark.word == DOUBTED)

    def look(self) -> None:
        """Go to the first column that nobody can be sure of, else to the first that is kept as it is."""
        for words in ({DOUBTED}, {"保留"}):
            for letter, mark in self.marks.items():
                if mark.word in words:
                    self.choices[letter].setFocus()
                    return

    def _add(self, grid: QGridLayout, row: int, column: "Column") -> None:
        heading = label(f"{column.letter}　{' '.join(column.header.split())}")
        heading.setWordWrap(True)
        heading.setToolTip(tip_of(column.header))
        choice = FieldChoice()
        choice.setAccessibleName(f"{column.header} 对应的字段")
        choice.addItem(KEPT, "")
        for field, name in FIELD_NAMES.items():
            choice.addItem(name, field)
        choice.addItem(LEFT, LEFT)
        here = LEFT if column.letter in self._left_out else column.field or ""
        choice.setCurrentIndex(choice.findData(here))
        choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        word = self._certainty(column)
        mark = ChipLabel(word, look_of(LOOKS[word]))
        heading.setBuddy(choice)
        self.choices[column.letter], self.marks[column.letter] = choice, mark
        for place, widget in enumerate((heading, choice, mark)):
            grid.addWidget(widget, row, place)
        choice.currentIndexChanged.connect(partial(self._choose, column.letter))

    def _certainty(self, column: "Column") -> str:
        if column.letter in self._left_out:
            return "不导入"
        field, confidence = self._first[self._table, column.letter]
        if field != column.field:
            return "手工指定"
        return certainty(confidence) if column.field else "保留"

    def _choose(self, letter: str, _index: int) -> None:
        wanted = str(self.choices[letter].currentData())
        if wanted == LEFT or letter in self._left_out:
            self.column_asked.emit(letter, wanted == LEFT)
        if wanted == LEFT:
            return
        wishes = dict.fromkeys(FIELD_NAMES, "")
        for column in self._columns:
            if column.field and column.field != wanted and column.letter != letter:
                wishes[column.field] = column.header
        if wanted:
            wishes[wanted] = next(column.header for column in self._columns if column.letter == letter)
        self.changed.emit(wishes)

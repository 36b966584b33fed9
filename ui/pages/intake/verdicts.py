"""The counts above the rows: each is a button that shows only its rows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from dczg_desktop.domain.comparison import Verdict
from ui.pages.intake.rows import DOUBTS, OPEN, ImportRows
from ui.widgets.words import button

SHOWN = (*(verdict.value for verdict in Verdict), OPEN, DOUBTS)
TIPS = {
    Verdict.NEW.value: "台账里没有的",
    Verdict.CHANGED.value: "台账里已有，来表有不同的内容",
    Verdict.SAME.value: "台账里已有，内容相同",
    Verdict.UNCLEAR.value: "与台账里的记录相似，要由人选定",
    Verdict.SKIPPED.value: "不是问题或信访件的行",
    Verdict.WAITING.value: "编号对不上，正在台账里找内容相似的记录",
    OPEN: "还没有选定怎样处理的",
    DOUBTS: "有格子要核对的",
}


class VerdictBar(QWidget):
    """`chosen` carries the word of the button that was pressed, '' for all rows."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self.only = ""
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for word in ("", *SHOWN):
            made = button("", "filter", TIPS.get(word, "全部行"))
            made.setCheckable(True)
            made.setProperty("word", word)
            self._group.addButton(made)
            self.buttons[word] = made
            layout.addWidget(made)
        layout.addStretch(1)
        self.buttons[""].setChecked(True)
        self._group.buttonClicked.connect(self._press)

    def show_rows(self, rows: ImportRows) -> None:
        """Count again; a filter that has no rows left shows all of them."""
        total = len(rows.table.records)
        self.buttons[""].setText(f"全部 {total}")
        counts = rows.counts()
        for word in SHOWN:
            count = counts.get(word, 0)
            self.buttons[word].setText(f"{word} {count}")
            self.buttons[word].setVisible(bool(count) or word == self.only)

    def choose(self, word: str) -> None:
        """Press a button."""
        self.buttons[word].setChecked(True)
        self.only = word
        self.chosen.emit(word)

    def _press(self, pressed: QPushButton) -> None:
        self.choose(str(pressed.property("word")))

"""Rows of a form: name at the left with its key, field at the right, what is wrong below it."""

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from dczg_desktop.base.text import with_unseen_shown
from ui.widgets.date_field import DateField
from ui.widgets.words import UnseenNote, label, passage, restyle

MNEMONICS = "DRLPEGHJKMNQTUVXYZABCFIOSW"
"""Letters given to the rows in this order, as `责任单位(&D)`."""


class TextArea(QPlainTextEdit):
    """A text field of so many lines in any size of type; Tab leaves it."""

    def __init__(self, text: str = "", lines: int = 3) -> None:
        super().__init__(text)
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().lineSpacing() * self._lines + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())


class Form(QWidget):
    """Adds rows in reading order and returns their fields; a `*` marks what must be filled in.

    `fault(field, words)` writes under a field what is wrong with it; `clear_faults` removes it all.
    """

    def __init__(self) -> None:
        super().__init__()
        self._layout = QFormLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(10)
        self._layout.setVerticalSpacing(8)
        self._layout.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._faults: dict[QWidget, QLabel] = {}
        self._letters = iter(MNEMONICS)

    def line(self, name: str, text: str = "", *, required: bool = False, hint: str = "") -> QLineEdit:
        """A line of text."""
        field = QLineEdit(text)
        field.setPlaceholderText(hint)
        self.add(name, field, required=required)
        return field

    def area(self, name: str, text: str = "", *, required: bool = False, lines: int = 3) -> TextArea:
        """Several lines of text."""
        field = TextArea(text, lines)
        self.add(name, field, required=required)
        return field

    def choice(
        self,
        name: str,
        options: Iterable[tuple[str, object] | str],
        chosen: object = None,
        *,
        required: bool = False,
    ) -> QComboBox:
        """One of several: words, or (shown, value) pairs; read it with `currentData()`."""
        field = QComboBox()
        for option in options:
            shown, value = (option, option) if isinstance(option, str) else option
            field.addItem(with_unseen_shown(shown), value)
        if chosen is not None:
            field.setCurrentIndex(field.findData(chosen))
        self.add(name, field, required=required)
        return field

    def day(self, name: str, value: date | None = None, *, required: bool = False) -> DateField:
        """A date that may be empty."""
        field = DateField(value)
        self.add(name, field, required=required)
        return field

    def tick(self, words: str, *, checked: bool = False) -> QCheckBox:
        """A yes or no, without a name at the left."""
        field = QCheckBox(words)
        field.setChecked(checked)
        self._layout.addRow("", field)
        return field

    def shown(self, name: str, text: str, role: str = "") -> QLabel:
        """A fact that cannot be changed here, but selected and copied."""
        field = passage(text, role)
        self._layout.addRow(label(name, "secondary"), field)
        return field

    def add(self, name: str, field: QWidget, *, required: bool = False) -> None:
        """Any other field, with a key of its own."""
        title = label(f"{name}{'*' if required else ''}({'&'}{next(self._letters, '')})")
        title.setBuddy(field.focusProxy() or field)  # a field of several parts takes no focus itself
        field.setAccessibleName(name)
        fault = passage("", "fault")
        fault.hide()
        self._faults[field] = fault
        if isinstance(field, QLineEdit | QPlainTextEdit):
            field.textChanged.connect(lambda *_: self._clear_fault(field))
        cell = QVBoxLayout()
        cell.setSpacing(2)
        cell.addWidget(field)
        if isinstance(field, QLineEdit | QPlainTextEdit):
            cell.addWidget(_watched(field))
        cell.addWidget(fault)
        self._layout.addRow(title, cell)

    def fault(self, field: QWidget, words: str) -> None:
        """Write under `field` what is wrong with it and put the cursor there if it is the first."""
        first = all(mark.isHidden() for mark in self._faults.values())
        self._faults[field].setText(words)
        self._faults[field].show()
        self._mark(field, faulty=True)
        if first:
            field.setFocus()

    def clear_faults(self) -> None:
        """Remove what `fault` wrote."""
        for field in self._faults:
            self._clear_fault(field)

    def has_faults(self) -> bool:
        """Whether any field carries a fault."""
        return any(not words.isHidden() for words in self._faults.values())

    def _clear_fault(self, field: QWidget) -> None:
        if not self._faults[field].isHidden():
            self._faults[field].hide()
            self._mark(field, faulty=False)

    def _mark(self, field: QWidget, *, faulty: bool) -> None:
        field.setProperty("faulty", faulty)
        restyle(field)


def _watched(field: QLineEdit | QPlainTextEdit) -> UnseenNote:
    """What stands unseen in the field, below it, for as long as it does."""
    note = UnseenNote()

    def look(*_text: object) -> None:
        note.look_at(field.text() if isinstance(field, QLineEdit) else field.toPlainText())

    field.textChanged.connect(look)
    look()
    return note

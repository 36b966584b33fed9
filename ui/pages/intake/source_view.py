"""The text of a document with its passages marked: what the chosen record took, the chosen field, what nobody took."""

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from dczg_desktop.services.importing.source_text import Passage, SourceLine
from ui.theme import colours

Record = tuple[int, int]
"""Table and row."""


class SourceView(QTextEdit):
    """`pointed` carries the passage under the caret, or None on words that nobody took."""

    pointed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName("原文")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._lines: Sequence[SourceLine] = ()
        self._starts: list[int] = []
        self._record: Record | None = None
        self._field = ""
        self._left: list[tuple[int, int]] = []
        self.cursorPositionChanged.connect(self._point)

    def show_lines(self, lines: Sequence[SourceLine]) -> None:
        """Show a document; every line begins with its place."""
        self._lines, self._record, self._field = lines, None, ""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.clear()
        cursor = self.textCursor()
        faint = QTextCharFormat()
        faint.setForeground(QColor(colours.FAINT))
        plain = QTextCharFormat()
        plain.setForeground(QColor(colours.TEXT))
        self._starts = []
        for number, line in enumerate(lines):
            if number:
                cursor.insertBlock()
            cursor.insertText(f"{_short(line.place)}　", faint)
            self._starts.append(cursor.position())
            cursor.insertText(line.text, plain)
        self._left = [
            (start + first, start + last)
            for start, line in zip(self._starts, lines, strict=True)
            for first, last in line.left
        ]
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature
        self._mark()

    @property
    def left(self) -> int:
        """How many parts nobody took."""
        return len(self._left)

    def show_record(self, record: Record | None, name: str = "", *, scroll: bool = True) -> None:
        """Mark what a record took and, more strongly, one of its fields; the passage comes into sight."""
        self._record, self._field = record, name
        self._mark()
        spans = self._spans(record, name) or self._spans(record, "")
        if scroll and spans:
            self._go_to(spans[0])

    def next_left(self) -> str:
        """Put the caret on the next part that nobody took, from the beginning again after the last; returns its text."""
        if not self._left:
            return ""
        here = self.textCursor().position()
        start, end = next((one for one in self._left if one[0] > here), self._left[0])
        self._go_to((start, end))
        return self.toPlainText()[start:end]

    def marked(self) -> list[tuple[str, str]]:
        """What is marked how, in order: (`left`, `record` or `field`, text); for tests and for reading aloud."""
        text = self.toPlainText()
        found = [(start, "left", text[start:end]) for start, end in self._left]
        for kind, name in (("record", ""), ("field", self._field)):
            if self._record and (kind == "record" or name):
                found += [(start, kind, text[start:end]) for start, end in self._spans(self._record, name)]
        return [(kind, words) for _start, kind, words in sorted(found)]

    def _spans(self, record: Record | None, name: str) -> list[tuple[int, int]]:
        return [
            (start + one.start, start + one.end)
            for start, line in zip(self._starts, self._lines, strict=True)
            for one in line.taken
            if (one.table, one.row) == record and name in {"", one.name}
        ]

    def _mark(self) -> None:
        selections = [self._selection(span, _LEFT) for span in self._left]
        if self._record:
            selections += [self._selection(span, _RECORD) for span in self._spans(self._record, "")]
            if self._field:
                selections += [
                    self._selection(span, _FIELD) for span in self._spans(self._record, self._field)
                ]
        self.setExtraSelections(selections)

    def _selection(self, span: tuple[int, int], look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, look  # type: ignore[attr-defined]
        return made

    def _go_to(self, span: tuple[int, int]) -> None:
        self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        cursor = self.textCursor()
        cursor.setPosition(span[1])
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        cursor.setPosition(span[0])
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _point(self) -> None:
        if not self._starts:
            return
        position = self.textCursor().position()
        number = max(0, bisect_right(self._starts, position) - 1)
        at = position - self._starts[number]
        line = self._lines[number]
        here = [one for one in line.taken if one.start <= at <= one.end]
        if not here and not any(start <= at <= end for start, end in line.left):
            here = [one for one in line.taken if one.start >= at][:1]  # the caret is on the label before it
        own = [one for one in here if (one.table, one.row) == self._record]
        self.pointed.emit(next(iter(own or here), None))


def _short(place: str) -> str:
    """`第12行` as 12, a cell as its place."""
    return place[1:-1] if place[:1] == "第" and place[1:-1].isdigit() else place


def _look(ground: str, line: QTextCharFormat.UnderlineStyle | None, colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(QColor(ground))
    if line is not None:
        made.setUnderlineStyle(line)
        made.setUnderlineColor(QColor(colour))
    return made


_LEFT = _look(colours.AMBER_TINT, QTextCharFormat.UnderlineStyle.WaveUnderline, colours.AMBER)
_RECORD = _look(colours.BLUE_TINT, None, colours.BLUE)
_FIELD = _look(colours.GREEN_TINT, QTextCharFormat.UnderlineStyle.SingleUnderline, colours.GREEN)

__all__ = ["Passage", "Record", "SourceView"]

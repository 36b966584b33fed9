"""What has to be answered or should be known before a file is taken in, one line each with its answers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dczg_desktop.services.importing.lights import WAYS, lights_question
from ui.pages.intake.draft import Draft
from ui.pages.intake.words import DOUBTED, IMPORTABLE, certainty, reason_not_taken
from ui.widgets.words import button, ground, passage

MOST_NAMED = 8


Answer = tuple[str, str, Callable[[], object]]
"""Key of the button, its words, what it does."""


@dataclass(frozen=True, slots=True)
class Question:
    """One line: its words, its tone, its answers."""

    words: str
    tone: str = ""
    answers: tuple[Answer, ...] = ()


class Questions(QWidget):
    """One question at a time, so that the rows keep their room; `answered` carries its kind and whether things are taken."""

    answered = Signal(str, bool)
    settled = Signal()
    """The last line was answered by its button: nothing more has the focus here."""
    forget_asked, mapping_asked, batch_asked = Signal(), Signal(), Signal()
    lights_told = Signal(str)
    """In which way the lights of the table are to be read."""
    changed = Signal()
    """Other buttons stand here now."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self.words = ""
        self._seen: set[tuple[int, str]] = set()
        self._shown: tuple[Draft, int] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def begin(self) -> None:
        """A new file: nothing of the former one was read."""
        self._seen.clear()

    def show_table(self, draft: Draft, table: int) -> None:
        """Show the first thing to answer or to know about one table."""
        self._shown = draft, table
        had_focus = (
            self.window().focusWidget() in self.buttons.values()
        )  # also under a dialog that just closed
        self._clear()
        waiting = list(self._questions(draft, table))
        if waiting:
            more = f"（还有 {len(waiting) - 1} 条）" if len(waiting) > 1 else ""
            self._add(waiting[0], more)
        self.setVisible(bool(waiting))
        self.changed.emit()
        if had_focus and self.buttons:
            next(iter(self.buttons.values())).setFocus()
        elif had_focus:
            self.settled.emit()

    def _questions(self, draft: Draft, table: int) -> Iterator[Question]:
        shown = draft.preview.shown.tables[table]
        if reason := reason_not_taken(shown.kind):
            yield Question(reason, "warning")
        if shown.kind not in IMPORTABLE:
            return
        rows, columns = draft.preview.hidden(table)
        names = [" ".join(one.header.split()) for one in shown.columns if one.letter in columns]
        hidden = (
            ("rows", rows, f"第 {listed([str(row) for row in rows])} 行"),
            ("columns", columns, f"“{listed(names)}”列"),
        )
        for what, found, named in hidden:
            if found and (table, what) not in draft.answered:
                yield Question(f"{named}在原表里是隐藏的，要读入吗？", "warning", self._take_or_leave(what))
        yield from self._told(draft, table)

    def _told(self, draft: Draft, table: int) -> Iterator[Question]:
        shown = draft.preview.shown.tables[table]
        if draft.lacks_batch(table) and (table, "batch") not in self._seen:
            name = draft.preview.handing.in_title(shown)
            ask = ("batch-name", "登记为一批…", self.batch_asked.emit)
            words = "这张表的信访件没有写批次，" + (
                f"照这样导入记在表名里写的{name}，这一批的交办日期和件数不登记。"
                if name
                else "照这样导入批次是空的。"
            )
            yield Question(words, "warning", (ask, self._seen_button("batch")))
        yield from self._batch(draft, table)
        if words := lights_question(shown):
            ways = (
                (f"lights-{way}", told, partial(self.lights_told.emit, way)) for way, told in WAYS.items()
            )
            yield Question(words, "warning", (*ways,))
        found = draft.preview.remembered[table]
        if found is not None and (table, "memory") not in self._seen:
            who = f"“{found.sender}”" if found.sender else "没有写明单位的同样版式"
            day = f"（{found.at[:10]}）" if found.at else ""
            forget = ("forget", "忘记它，重新认列", self.forget_asked.emit)
            yield Question(
                f"列对应用的是为{who}记住的那一次{day}。", "", (forget, self._seen_button("memory"))
            )
        doubted = [
            " ".join(one.header.split())
            for one in draft.preview.reading.tables[table].columns
            if one.field and certainty(one.confidence) == DOUBTED
        ]
        look = ("mapping", "去核对列", self.mapping_asked.emit)
        if doubted and (table, "doubted") not in self._seen:
            words = f"{len(doubted)} 列不能肯定是什么，请核对：{listed(doubted)}。"
            yield Question(words, "warning", (look, self._seen_button("doubted")))
        kept = [" ".join(name.split()) for name in draft.preview.reading.tables[table].unmapped]
        if kept and (table, "kept") not in self._seen:
            words = f"{len(kept)} 列没有对应的字段，内容会原样保留为“其他字段”：{listed(kept)}。"
            yield Question(words, "", (look, self._seen_button("kept")))

    def _batch(self, draft: Draft, table: int) -> Iterator[Question]:
        """The batch that was named for the file, and whether it has as many as it should."""
        batch, count = draft.preview.handing.batch, draft.in_batch(table)
        if batch is None or not count or (table, seen := f"named {batch}") in self._seen:
            return
        day = f"，{batch.handed_on} 交办" if batch.handed_on else ""
        should = f"，应有 {batch.expected} 件" if batch.expected is not None else ""
        differs = batch.expected is not None and batch.expected != count
        words = f"登记为{batch.name}{day}{should}，表里 {count} 件。{'件数不同，请核对是不是缺了、多了。' if differs else ''}"
        again = ("batch-again", "改批次…", self.batch_asked.emit)
        yield Question(words, "warning" if differs else "", (again, self._seen_button(seen)))

    def _take_or_leave(self, what: str) -> tuple[Answer, ...]:
        return (
            (f"{what}-take", "读入", partial(self.answered.emit, what, True)),  # noqa: FBT003 - the signal's value
            (f"{what}-leave", "不读入", partial(self.answered.emit, what, False)),  # noqa: FBT003 - the signal's value
        )

    def _seen_button(self, what: str) -> Answer:
        return what, "知道了", partial(self._see, what)

    def _see(self, what: str) -> None:
        if self._shown is not None:
            draft, table = self._shown
            self._seen.add((table, what))
            self.show_table(draft, table)

    def _add(self, question: Question, more: str) -> None:
        line = ground("notice")
        if question.tone:
            line.setProperty("tone", question.tone)
        inside = QHBoxLayout(line)
        inside.setContentsMargins(12, 4, 8, 4)
        inside.setSpacing(8)
        self.words = question.words
        inside.addWidget(passage(question.words + more), 1)
        for key, title, act in question.answers:
            made = button(title, "" if question.tone else "link")
            made.clicked.connect(partial(_do, act))
            self.buttons[key] = made
            inside.addWidget(made)
        self._layout.addWidget(line)

    def _clear(self) -> None:
        self.buttons, self.words = {}, ""
        while self._layout.count():
            widget = self._layout.takeAt(0).widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _do(act: Callable[[], object], _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own signal
    act()


def listed(names: list[str]) -> str:
    """The first names of a long list."""
    more = f" 等 {len(names)} 项" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more

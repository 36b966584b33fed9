"""登记销号公示: the notices in the file that is looked at, each registered once at a problem that is there already."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from dczg_desktop.services.importing.closure_notices import (
    NoticeReading,
    Registered,
    notice_at,
    notice_findings,
    register_notice,
)
from dczg_desktop.services.importing.imports import Preview
from dczg_desktop.services.importing.notice_matching import found_by_number
from dczg_desktop.services.importing.notice_rows import Line, notice_lines
from dczg_desktop.services.undo import is_taken_back
from ui.dialogs.closure_notice import Answer, ClosureNoticeDialog
from ui.pages.acting import attempt
from ui.pages.intake.preview import PreviewPanel
from ui.pages.work_page import WorkPage
from ui.reading import Reading
from ui.widgets.words import allow, button, ground, passage

if TYPE_CHECKING:
    from dczg_desktop.store.ledger import Ledger

ADVICE = (
    "这是一份销号公示。公示说的是台账里已有的问题：请点“登记销号公示”，选定是哪个问题，登记公示日期、整改完成情况和公示件；"
    "台账里确实没有这个问题的，在右边选“作为新的问题”再导入，那样不登记公示。"
)
TIP = "这是一份销号公示：登记到台账里已有的问题上，不新增问题，也不销号"
UNDO = "登记错了的，先撤销登记（Ctrl+Z）。"


class Notices(QObject):
    """`button` registers the notice under the cursor, else the first that is left; `hint` says what is done and what is left."""

    def __init__(self, page: WorkPage, view: PreviewPanel) -> None:
        super().__init__(page)
        self._page, self._view = page, view
        self._lines: tuple[Line, ...] = ()
        self._made: dict[Line, Registered] = {}
        self._reading = Reading(page, page.context)
        self.ask = ClosureNoticeDialog.ask
        self.button = button("登记销号公示(&G)", "primary")
        self.hint, self.advice = ground("notice"), passage(ADVICE)
        self._lay_out()
        self.button.clicked.connect(self._read)
        view.rows.chosen.connect(self.enable)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.hint)
        inside.setContentsMargins(12, 6, 12, 6)
        inside.addWidget(self.advice)
        self.hint.setProperty("tone", "warning")
        layout = self._view.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.indexOf(self._view.middle), self.hint)
        self.hint.hide()

    def show_preview(self, preview: Preview, *, is_new: bool) -> None:
        """Show what the file has; of a file corrected or compared again, which registrations still stand."""
        self._lines = notice_lines(preview.reading)
        self.button.setVisible(bool(self._lines))
        self.hint.setVisible(bool(self._lines))
        if is_new:
            self._made = {}
        elif self._made:  # Ctrl+Z may have taken one back, Ctrl+Y brought it back
            work = partial(_standing, self._page.context.ledger, dict(self._made))
            self._reading.ask(work, self._show_registered)

    def enable(self) -> None:
        """Say what rests and why."""
        busy = "正在办理上一件事，请等它做完" if self._page.is_busy else ""
        allow(self.button, busy or ("" if self._line() else self._why_not()), TIP)
        self.advice.setText(self._advice())

    def _registered(self) -> frozenset[Line]:
        return self._view.draft.registered if self._view.draft else frozenset()

    def _current(self) -> Line | None:
        """The row under the cursor, when it is a notice."""
        number = self._view.rows.current()
        key = self._view.tables[self._view.index].key(number) if number and self._view.tables else None
        return key if key in self._lines else None

    def _line(self) -> Line | None:
        """The notice that the button is for; none is registered twice."""
        current = self._current()
        notices = (current,) if current else self._lines
        return next((one for one in notices if one not in self._registered()), None)

    def _why_not(self) -> str:
        done = self._made.get(self._current() or self._lines[0]) if self._lines else None
        if done is None or len(self._registered()) == len(self._lines):
            return f"公示已经登记。{UNDO}"
        return f"这一行的公示已登记到 {done.code}。别的公示请先选那一行；{UNDO}"

    def _advice(self) -> str:
        draft, registered = self._view.draft, sorted(self._registered())
        if draft is None or not registered:
            return ADVICE
        made = (self._made[line] for line in registered)
        told = "；".join(f"{one.code}（{'、'.join(one.parts)}）" for one in made)
        left, acts = len(set(self._lines) - set(registered)), draft.counts().acts
        rest = f"另有 {acts} 行可以导入。" if acts else "没有别的要导入。"
        if left:
            rest = f"还有 {left} 件公示没有登记，请选那一行再点“登记销号公示”。"
        return f"公示已登记到 {told}，没有销号，请按流程申请。{rest}{UNDO}"

    def _show_registered(self, lines: frozenset[Line]) -> None:
        if self._view.draft is not None:
            self._view.draft.register(lines & self._made.keys() & set(self._lines))
            self._view.show_choices()
            self.enable()

    def _read(self) -> None:
        preview, line = self._view.preview, self._line()
        if preview is None or self._page.is_busy or line is None:
            return
        ledger = self._page.context.ledger
        work = partial(notice_at, ledger, preview.path, preview.reading, line)
        self._page.run(work, "正在台账里找这份公示的问题", partial(self._ask, line))

    def _ask(self, line: Line, reading: NoticeReading) -> None:
        ledger = self._page.context.ledger

        def register(answer: Answer) -> Registered:
            done = register_notice(
                ledger, reading, answer.candidate, answer.starts, answer.ends, answer.place
            )
            self._made[line] = done
            self._show_registered(self._registered() | {line})
            return done

        def save(answer: Answer) -> str:
            return attempt(self._page.context, partial(register, answer), _told)

        self.ask(
            self._page, reading, partial(notice_findings, ledger), partial(found_by_number, ledger), save
        )


def _standing(ledger: "Ledger", made: dict[Line, Registered]) -> frozenset[Line]:
    return frozenset(line for line, done in made.items() if not is_taken_back(ledger, done.act_uid))


def _told(done: Registered) -> str:
    return f"已登记到 {done.code}：{'、'.join(done.parts)}。没有销号，请按流程申请。"

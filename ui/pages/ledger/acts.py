"""What the buttons, keys and menu of the page do with one or many problems."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.documents import Printed, print_list
from dczg_desktop.services.duties import assign, known_names
from dczg_desktop.services.grid import GridQuery, filter_choices, uids_of
from dczg_desktop.services.problems import ProblemDraft, add_problem, void_problems
from ui.context import Context, ErrorShower
from ui.dialogs.assign import AssignDialog, Assignment
from ui.dialogs.problem import ProblemDialog
from ui.dialogs.reason import ReasonDialog
from ui.pages.acting import attempt, saving
from ui.task import Task
from ui.widgets.progress_strip import ProgressStrip

AT_ONCE = 50
"""So many problems are written directly; more go to the worker."""
ASKED_AT_ONCE = 5000
NAMED_AT_MOST = 30000
"""More problems than this cannot be named one by one in a query."""


class LedgerActs(QObject):
    """Dialogs are attributes; `open_print(query)` shows the print centre with these problems."""

    def __init__(self, context: Context, page: QWidget, strip: ProgressStrip) -> None:
        super().__init__(page)
        self._context, self._page, self._strip = context, page, strip
        self.ask_problem, self.ask_assignment = ProblemDialog.ask, AssignDialog.ask
        self.ask_reason, self.ask_target = ReasonDialog.ask, ask_target
        self.open_print: Callable[[GridQuery], None] = partial(context.navigate, "打印中心")

    def add(self) -> str:
        """Ask for a new problem and add it; returns its uid, '' when nothing was added."""
        ledger = self._context.ledger
        made: list[str] = []

        def write(draft: ProblemDraft) -> None:
            made.append(add_problem(ledger, draft))

        save = saving(self._context, write, "已新增问题，请接着交办责任单位。")
        self.ask_problem(self._page, filter_choices(ledger), ledger.today(), save)
        return made[0] if made else ""

    def assign(self, ids: Sequence[int]) -> None:
        """Ask who is to answer for these problems and write it down."""
        if not ids:
            return
        ledger = self._context.ledger

        def save(answer: Assignment) -> str | Task:
            words = f"已将 {len(ids):,} 个问题的{answer.role}定为：{answer.name}"
            return self._write(
                ids, lambda: assign(ledger, self._uids(ids), answer.name, answer.role, answer.post), words
            )

        subject, role = f"{len(ids):,} 个问题", DutyRole.RESPONSIBLE_UNIT
        self.ask_assignment(self._page, subject, known_names(ledger), role, save)

    def void(self, ids: Sequence[int]) -> None:
        """Ask for the reason and void these problems; they stay on record."""
        if not ids:
            return
        lead = f"将作废 {len(ids):,} 个问题。作废的问题不再统计，记录保留，可用“全部标记—已作废”查看。"
        words = f"已作废 {len(ids):,} 个问题"

        def save(reason: str) -> str | Task:
            return self._write(ids, partial(self._void, ids, reason), words)

        self.ask_reason(self._page, "作废问题", "作废", lead, "作废理由", save)

    def _void(self, ids: Sequence[int], reason: str) -> None:
        void_problems(self._context.ledger, self._uids(ids), reason)

    def export(self, form: str, query: GridQuery | None) -> None:
        """Ask for a file and write the list `form` of the matching problems into it; nothing for no query."""
        ledger = self._context.ledger
        target = self.ask_target(self._page, f"{form} {ledger.today()}.xlsx") if query else None
        if target is None:
            return
        task = Task(self, partial(print_list, ledger, form, target, query), f"正在导出{form}")
        task.succeeded.connect(self._exported)
        self._follow(task, self._context.show_error)

    def print(self, query: GridQuery | None) -> None:
        """Show the print centre with the matching problems; nothing for no query."""
        if query is not None:
            self.open_print(query)

    def named(self, ids: Sequence[int], query: GridQuery, total: int) -> GridQuery | None:
        """A query for exactly these rows; None, with the reason shown, when they are too many to be named."""
        if len(ids) == total:
            return query
        if len(ids) > NAMED_AT_MOST:
            words = f"一次最多选 {NAMED_AT_MOST:,} 个问题。请用筛选缩小范围，再打印或导出全部。"
            self._context.show_error(self._page, UserError(words))
            return None
        return GridQuery(uids=tuple(self._uids(ids)), voided=query.voided)

    def _uids(self, ids: Sequence[int]) -> list[str]:
        parts = [ids[start : start + ASKED_AT_ONCE] for start in range(0, len(ids), ASKED_AT_ONCE)]
        return [uid for part in parts for uid in uids_of(self._context.ledger, part)]

    def _write(self, ids: Sequence[int], act: Callable[[], object], words: str) -> str | Task:
        """For a dialog that stays open with what was typed until it is written."""
        if len(ids) <= AT_ONCE:
            return attempt(self._context, act, words)

        def work(tick: Tick = no_tick) -> None:
            tick(0, 1)
            act()

        task = Task(self, work, f"正在写入 {len(ids):,} 个问题")
        task.succeeded.connect(lambda _: self._written(words))
        self._follow(task, self._context.show_unforeseen)
        self._strip.cancel_button.setEnabled(False)  # one act, written whole or not at all
        return task

    def _follow(self, task: Task, failed: ErrorShower) -> None:
        task.failed.connect(partial(failed, self._page))
        self._strip.follow(task)
        task.start(self._context.pool)

    def _written(self, words: str) -> None:
        self._context.say(words, undoable=True)
        self._context.ledger_changed.emit()

    def _exported(self, printed: Printed) -> None:
        self._context.say(f"已导出 {printed.rows:,} 个问题：{printed.path}")


def ask_target(parent: QWidget, suggested: str) -> Path | None:
    """Where to write; None when cancelled."""
    name, kind = QFileDialog.getSaveFileName(parent, "导出", suggested, "表格 (*.xlsx);;PDF (*.pdf)")
    if not name:
        return None
    path = Path(name)
    return path if path.suffix else path.with_name(path.name + (".pdf" if "pdf" in kind else ".xlsx"))

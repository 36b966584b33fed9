"""Ctrl+Z and Ctrl+Y: takes back the last act of the ledger, or brings it back, on the worker."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.services.undo import last_redoable, last_undoable, redo, undo
from ui.context import Context
from ui.task import Task

if TYPE_CHECKING:
    from dczg_desktop.store.ledger import Ledger


class Undoing(QObject):
    """Answers the requests of one context; ask for it with `undoing_of`, so that there is only one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self._task: Task | None = None
        context.undo_requested.connect(self._undo)
        context.redo_requested.connect(self._redo)

    def _undo(self) -> None:
        self._start(take_back, "正在撤销", "已撤销 {}（Ctrl+Y 可恢复）")

    def _redo(self) -> None:
        self._start(bring_back, "正在恢复", "已恢复 {}")

    def _start(self, work: Callable[..., str], title: str, words: str) -> None:
        if self._task is not None or not self._context.has_ledger:
            return
        self._task = Task(self, partial(work, self._context.ledger), title)
        self._task.succeeded.connect(lambda done: self._tell(words.format(done)))
        self._task.failed.connect(partial(self._context.show_error, None))
        self._task.finished.connect(self._end)
        self._context.busy_changed.emit(title)
        self._task.start(self._context.pool)

    def _tell(self, words: str) -> None:
        self._context.say(words)
        self._context.ledger_changed.emit()

    def _end(self) -> None:
        self._task = None
        self._context.busy_changed.emit("")


def undoing_of(context: Context) -> Undoing:
    """The one that answers for this context, made at the first call."""
    found = context.findChild(Undoing)
    return found if found is not None else Undoing(context)


def take_back(ledger: "Ledger", tick: Tick = no_tick) -> str:
    """Undo the last act; returns what it was. Raises UserError when there is nothing to undo."""
    last = last_undoable(ledger)
    if last is None:
        raise UserError("没有可以撤销的操作。销号审核请用“退回”或“重新启动”，并写明理由。")
    tick(0, 1)
    return undo(ledger, last.uid)


def bring_back(ledger: "Ledger", tick: Tick = no_tick) -> str:
    """Redo the last undone act; returns what it was. Raises UserError when there is nothing to redo."""
    last = last_redoable(ledger)
    if last is None:
        raise UserError("没有可以恢复的操作：撤销之后又有新的改动，或还没有撤销过。")
    tick(0, 1)
    return redo(ledger, last.uid)

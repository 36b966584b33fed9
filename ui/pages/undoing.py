"""Ctrl+Z and Ctrl+Y: take back the last named act, or bring it back, and say which one it was."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from dczg_desktop.base.errors import UserError
from dczg_desktop.services import undo
from ui.context import Context
from ui.dialogs.waiting import WaitingDialog

AT_ONCE = 1000
"""Acts of more changes are taken back beside the window, with progress and a way to stop."""


class Undoing(QObject):
    """Answers the shell's undo and redo for the open ledger; owned by the context."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        self.waiting: WaitingDialog | None = None
        context.undo_requested.connect(self._undo)
        context.redo_requested.connect(self._redo)

    def _undo(self) -> None:
        last = undo.last_undoable(self._context.ledger) if self._context.has_ledger else None
        if last is None:
            self._context.say("没有可以撤销的操作")
            return
        self._carry_out("撤销", last, partial(undo.undo, self._context.ledger, last.uid))

    def _redo(self) -> None:
        last = undo.last_redoable(self._context.ledger) if self._context.has_ledger else None
        if last is None:
            self._context.say("没有可以重做的操作")
            return
        self._carry_out("重做", last, partial(undo.redo, self._context.ledger, last.uid))

    def _carry_out(self, verb: str, last: undo.Undoable, act: Callable[..., str]) -> None:
        if undo.extent(self._context.ledger, last.uid) > AT_ONCE:
            self.waiting = WaitingDialog(self._context, f"正在{verb}“{last.act}”")
            self.waiting.run(act, partial(self._done, verb), self._refused)
            return
        try:
            done = act()
        except UserError as error:
            self._refused(error)
            return
        self._done(verb, done)

    def _done(self, verb: str, done: str) -> None:
        self._context.say(f"已{verb}：{done}")
        self._context.ledger_changed.emit()

    def _refused(self, error: Exception) -> None:
        self._context.show_error(None, error)

"""Ctrl+Z and Ctrl+Y: take back the last named act, or bring it back, and say which one it was."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from dczg_desktop.base.errors import UserError
from dczg_desktop.services import undo
from ui.context import Context


class Undoing(QObject):
    """Answers the shell's undo and redo for the open ledger; owned by the context."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._context = context
        context.undo_requested.connect(self._undo)
        context.redo_requested.connect(self._redo)

    def _undo(self) -> None:
        last = undo.last_undoable(self._context.ledger) if self._context.has_ledger else None
        if last is None:
            self._context.say("没有可以撤销的操作")
            return
        self._carry_out("已撤销", lambda: undo.undo(self._context.ledger, last.uid))

    def _redo(self) -> None:
        last = undo.last_redoable(self._context.ledger) if self._context.has_ledger else None
        if last is None:
            self._context.say("没有可以重做的操作")
            return
        self._carry_out("已重做", lambda: undo.redo(self._context.ledger, last.uid))

    def _carry_out(self, words: str, act: Callable[[], str]) -> None:
        try:
            done = act()
        except UserError as error:
            self._context.show_error(None, error)
            return
        self._context.say(f"{words}：{done}")
        self._context.ledger_changed.emit()

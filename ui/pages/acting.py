"""One act of the user: call the service, tell what was done, or show the refusal."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from dczg_desktop.base.errors import UserError
from ui.context import Context

Answer = TypeVar("Answer")
Typed = TypeVar("Typed")
NOWHERE = "没有选定存放的位置，还没有写出。"
"""For a dialog that stays open because the file dialog behind it was cancelled."""


def perform(
    context: Context,
    parent: QWidget,
    act: Callable[[], Answer],
    words: str | Callable[[Answer], str],
    *,
    undoable: bool = True,
) -> bool:
    """Do it and let every page read again; False when it was refused and the refusal shown."""
    try:
        answer = act()
    except UserError as error:
        context.show_error(parent, error)
        return False
    _tell(context, words if isinstance(words, str) else words(answer), undoable=undoable)
    return True


def attempt(
    context: Context,
    act: Callable[[], Answer],
    words: str | Callable[[Answer], str],
    *,
    undoable: bool = True,
) -> str:
    """The same for a dialog that stays open with what was typed: '', or why it was refused."""
    try:
        answer = act()
    except UserError as error:
        return str(error)
    _tell(context, words if isinstance(words, str) else words(answer), undoable=undoable)
    return ""


def saving(
    context: Context,
    act: Callable[[Typed], Answer],
    words: str | Callable[[Answer], str],
    *,
    undoable: bool = True,
) -> Callable[[Typed], str]:
    """`act` with what was typed in a dialog, which keeps it when it is refused."""
    return lambda typed: attempt(context, partial(act, typed), words, undoable=undoable)


def after_dialog(owner: QObject, show: Callable[[Answer], object]) -> Callable[[Answer], None]:
    """`show` when the dialog that asked is closed: a window that opens sooner stands before it."""
    return lambda answer: QTimer.singleShot(0, owner, partial(show, answer))


def _tell(context: Context, words: str, *, undoable: bool) -> None:
    context.say(words, undoable=undoable)
    context.ledger_changed.emit()

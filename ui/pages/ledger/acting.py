"""One act of the user: call the service, tell what was done, or show the refusal."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from dczg_desktop.base.errors import UserError
from ui.context import Context

Answer = TypeVar("Answer")


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
    context.say(words if isinstance(words, str) else words(answer), undoable=undoable)
    context.ledger_changed.emit()
    return True

"""Which pages the window has, in the order of the navigation."""

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.widgets.page import PageSpec


def pages(context: Context) -> list[PageSpec]:
    """The pages of an open ledger."""
    return []


def welcome(context: Context) -> QWidget:
    """The page before a ledger is open."""
    return QWidget()

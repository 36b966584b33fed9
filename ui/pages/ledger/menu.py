"""The menus of the page: what can be done with a row, and which lists can be exported."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from dczg_desktop.services.documents import FORMS

Entry = tuple[str, Callable[[], object]] | None
"""Words with their key after a tab, and what it does; None is a line between entries."""


def export_menu(parent: QWidget, export: Callable[[str], object]) -> QMenu:
    """One entry for each list that can be exported."""
    return menu_of(parent, [(f"{form}…", partial(export, form)) for form in FORMS])


def menu_of(parent: QWidget, entries: Sequence[Entry]) -> QMenu:
    """A menu of these entries."""
    menu = QMenu(parent)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        words, act = entry
        menu.addAction(words).triggered.connect(lambda _=False, act=act: act())
    return menu

"""What a grid shows in a column, and the roles by which model and view of a grid understand each other."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Literal

from PySide6.QtCore import Qt

from dczg_desktop.base.text import with_unseen_shown

Kind = Literal["text", "long", "chip", "date", "percent", "number"]
Align = Literal["left", "centre", "right", ""]

CUT = 120
"""Characters of a cell that are drawn; the tool tip and the clipboard get all of them."""


class Role(IntEnum):
    """Roles beyond Qt's own: of cells the row's id and the uncut text, of headers the column itself."""

    ROW_ID = Qt.ItemDataRole.UserRole + 1
    FULL_TEXT = Qt.ItemDataRole.UserRole + 2
    NUMBER = Qt.ItemDataRole.UserRole + 3
    COLUMN = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column; `key` names the attribute of the row and the sort order asked of the source.

    `width` is in pixels at 11 points. The `long` columns share the width that is left. A
    `secondary` column disappears where the window is too narrow for all (large type on 1366 px).
    """

    key: str
    title: str
    width: int = 110
    kind: Kind = "text"
    align: Align = ""
    sortable: bool = True
    secondary: bool = False

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Qt's flag for `align`, or what suits the kind."""
        usual: dict[str, Align] = {"date": "centre", "percent": "centre", "number": "right"}
        sides = {
            "left": Qt.AlignmentFlag.AlignLeft,
            "centre": Qt.AlignmentFlag.AlignHCenter,
            "right": Qt.AlignmentFlag.AlignRight,
        }
        return sides[self.align or usual.get(self.kind, "left")] | Qt.AlignmentFlag.AlignVCenter


def text_of(value: object, kind: Kind) -> str:
    """A cell's value as the user reads it: dates as 2026-11-05, numbers grouped, percent with its sign."""
    if value is None:
        return ""
    if kind == "date":
        return value.strftime("%Y-%m-%d") if isinstance(value, date | datetime) else str(value)
    if kind == "percent" and isinstance(value, int | float):
        return f"{value:.0f}%"
    if kind == "number" and isinstance(value, int | float):
        return f"{value:,}"
    return str(value)


def shown_text(value: object, kind: Kind) -> str:
    """The same with what is not seen in it as marks; for looking and copying, never for editing."""
    return with_unseen_shown(text_of(value, kind))

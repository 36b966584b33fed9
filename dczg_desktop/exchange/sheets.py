"""Visible sheets of a package as the sender describes them, and the cell texts they are shown with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dczg_desktop.exchange.digest import plain_text, sheet_digest

CELL_LENGTH = 16_000  # a cell holds 32,767 UTF-16 units, two for a rare character
CUT = "……（内容过长，全文请在程序中查看）"
CLEAR = "〔清空〕"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: `id` names the field, `width` is in characters, `note` is shown when a cell is entered.

    `choices` fill a drop-down list; other words may still be typed.
    """

    id: str
    heading: str
    width: int = 12
    editable: bool = False
    choices: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One record shown in a sheet: `cells` maps column ids to texts; a missing one is blank, `marked` ones stand out.

    `locked` are those cells of editable columns that this record does not have open.
    """

    uid: str
    cells: Mapping[str, str]
    marked: frozenset[str] = frozenset()
    locked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A visible sheet. `name` is its tab (at most 31 characters) and identifies it when it comes back.

    `spare_rows` blank rows with the editable columns unlocked follow the last row, for new records.
    """

    name: str
    title: str
    help: str
    columns: Sequence[SheetColumn]
    rows: Sequence[SheetRow]
    spare_rows: int = 0


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """What a sheet showed when it was sent: texts of each row in the order of `columns`."""

    name: str
    columns: tuple[str, ...]
    headings: tuple[str, ...]
    editable: tuple[bool, ...]
    rows: list[tuple[str, list[str]]] = field(default_factory=list)

    def digest(self) -> str:
        """The canonical digest of what was shown (docs/package-format.md §摘要)."""
        return sheet_digest(self.columns, self.rows)


def shown(sheet: Sheet) -> ShownSheet:
    """The texts of `sheet` as they will stand in the cells: cleaned, cut where a cell cannot hold them.

    Raises ValueError when two columns or two rows have the same id: they could not be told apart on return.
    """
    names = [column.id for column in sheet.columns]
    uids = {row.uid for row in sheet.rows}
    if len(set(names)) != len(names) or len(uids) != len(sheet.rows) or "" in uids:
        raise ValueError(f"{sheet.name}: rows and columns need ids of their own")
    return ShownSheet(
        sheet.name,
        tuple(names),
        tuple(column.heading for column in sheet.columns),
        tuple(column.editable for column in sheet.columns),
        [(row.uid, [_cell(row.cells.get(name, "")) for name in names]) for row in sheet.rows],
    )


def _cell(text: str) -> str:
    text = plain_text(text)
    return text if len(text) <= CELL_LENGTH else text[:CELL_LENGTH] + CUT

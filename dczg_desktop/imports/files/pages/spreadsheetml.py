"""Reading XML spreadsheets of 2003, which many systems hand out as "Excel": one walk through the text, every place in it doubted.

The elements are those of the XML Spreadsheet Reference of Microsoft (Workbook, Worksheet, Table, Row, Cell, Data, Comment).
"""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.parsers import expat

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.elements import whole_number
from dczg_desktop.imports.files.encodings import decoded
from dczg_desktop.imports.files.gate import harmful
from dczg_desktop.imports.files.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, check_extent, too_large
from dczg_desktop.imports.files.pages.spreadsheetml_styles import Looks, value_of_data
from dczg_desktop.imports.files.remarks import COMMENT
from dczg_desktop.imports.files.shown import Codes, as_shown
from dczg_desktop.imports.files.values import LOST_DIGITS, place_text, texts_of_rows
from dczg_desktop.imports.reading import Aside, Grid, Oddity, Sheets

_STEP = 1 << 22
_FARTHEST = 1 << 20


def read_spreadsheetml(path: Path, sheet: str | None, tick: Tick = no_tick) -> Sheets:
    """All sheets (or the named one) of an XML spreadsheet. Raises UserError naming the file when it is not whole or too large."""
    text, encoding = decoded(path)
    walk = _Walk(path)
    try:
        for start in range(0, len(text), _STEP):
            walk.feed(text[start : start + _STEP])
            tick(min(start + _STEP, len(text)), len(text))
        walk.feed("", is_end=True)
    except expat.ExpatError as error:
        raise UserError(
            f"“{path.name}”（XML 电子表格 2003）已损坏或没有复制完整，读不出来。"
            "请用 WPS 或 Excel 打开检查，另存为 .xlsx 后再导入。"
        ) from error
    sheets = Sheets("xml", [], encoding)
    for one in walk.sheets:
        if sheet in {None, one.name}:
            if one.is_hidden:
                sheets.notes.append(f"工作表“{one.name}”是隐藏的，也已读取，请确认是否需要。")
            sheets.grids.append(replace(one.grid(), is_1904=walk.is_1904))
    return sheets


@dataclass(slots=True)
class _Sheet:
    """One sheet while it is read: its rows as far as they are filled, and what else it says."""

    name: str
    is_hidden: bool = False
    rows: dict[int, list[Any]] = field(default_factory=dict)
    height: int = 0
    width: int = 0
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    odd: dict[tuple[int, int], Oddity] = field(default_factory=dict)
    codes: Codes = field(default_factory=dict)
    colours: dict[tuple[int, int], str] = field(default_factory=dict)
    asides: list[Aside] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)

    def grid(self) -> Grid:
        """The sheet as texts."""
        values = (self.rows.pop(row, []) for row in range(self.height))
        rows = texts_of_rows(as_shown(values, self.codes), total=self.height).rows
        for (row, column), oddity in self.odd.items():
            if oddity.value:
                place_text(rows, row, column, oddity.value)
        return Grid(
            self.name, rows, self.merges, frozenset(self.hidden_rows), frozenset(self.hidden_columns), self.odd,
            colours=self.colours, asides=self.asides, struck=self.struck,
        )  # fmt: skip


class _Walk:
    """Walks through the elements; names are taken without what stands before the colon."""

    def __init__(self, path: Path) -> None:
        self.sheets: list[_Sheet] = []
        self._path, self._looks = path, Looks()
        self._row = self._next_row = self._column = self._next_column = self._cells = 0
        self._columns = 0
        self._given: dict[str, str] = {}
        self._usual = ""
        self._kind = ""
        self._is_comment = False
        self._pieces: list[str] | None = None
        self._begins = {
            "Worksheet": self._worksheet, "Column": self._take_column, "Row": self._begin_row, "Cell": self._begin_cell,
            "Data": self._begin_data, "Comment": self._begin_comment, "Visible": self._begin_text,
        }  # fmt: skip
        self._ends = {
            "Cell": self._end_cell,
            "Data": self._end_data,
            "Comment": self._end_comment,
            "Visible": self._end_visible,
        }
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, text: str, *, is_end: bool = False) -> None:
        """Raises ExpatError where the text is no whole XML, UserError where it could harm or is too large."""
        self._parser.Parse(text, is_end)

    @property
    def is_1904(self) -> bool:
        """Whether the days of the workbook count from 1904."""
        return self._looks.is_1904

    def _refuse(self, *_declared: Any) -> None:
        raise harmful(self._path)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        given = {key.rpartition(":")[2]: value for key, value in attributes.items()} if attributes else {}
        if begin := self._begins.get(kind):
            begin(given)
        elif not self.sheets:
            self._looks.take(kind, given)

    def _end(self, name: str) -> None:
        if end := self._ends.get(name.rpartition(":")[2]):
            end()

    def _text(self, text: str) -> None:
        if self._pieces is not None:
            self._pieces.append(text)

    def _worksheet(self, given: dict[str, str]) -> None:
        self.sheets.append(_Sheet(given.get("Name", f"表{len(self.sheets) + 1}")))
        self._next_row = self._columns = 0

    def _take_column(self, given: dict[str, str]) -> None:
        first = _place(given, self._columns)
        last = first + whole_number(given.get("Span", ""), 0)
        if given.get("Hidden") == "1" and self.sheets:
            self.sheets[-1].hidden_columns.update(range(first, min(last + 1, MOST_COLUMNS)))
        self._columns = min(last + 1, _FARTHEST)

    def _begin_row(self, given: dict[str, str]) -> None:
        self._row, self._next_column = _place(given, self._next_row), 0
        last = self._row + whole_number(given.get("Span", ""), 0)
        self._usual = given.get("StyleID", "")
        if given.get("Hidden") == "1" and self.sheets:
            self.sheets[-1].hidden_rows.update(range(self._row, min(last + 1, MOST_ROWS)))
        self._next_row = min(last + 1, _FARTHEST)

    def _begin_cell(self, given: dict[str, str]) -> None:
        self._given, self._column = given, _place(given, self._next_column)
        across, down = (whole_number(given.get(name, ""), 0) for name in ("MergeAcross", "MergeDown"))
        self._next_column = min(self._column + across + 1, _FARTHEST)
        if self.sheets and (across or down) and self._row < MOST_ROWS and self._column < MOST_COLUMNS:
            bottom, right = min(self._row + down, MOST_ROWS), min(self._column + across, MOST_COLUMNS)
            self.sheets[-1].merges.append((self._row, self._column, bottom, right))
        if self.sheets and (colour := self._looks.colour(given.get("StyleID", ""))) and self._row < MOST_ROWS:
            self.sheets[-1].colours[self._row, 0] = colour
        self._kind = ""

    def _begin_data(self, given: dict[str, str]) -> None:
        if not self._is_comment:
            self._kind = given.get("Type", "String")
            self._pieces = []

    def _begin_text(self, _given: dict[str, str]) -> None:
        self._pieces = []

    def _begin_comment(self, _given: dict[str, str]) -> None:
        self._is_comment, self._pieces = True, []

    def _end_data(self) -> None:
        if self._is_comment or self._pieces is None or not self.sheets:
            return
        text, self._pieces = "".join(self._pieces), None
        code, is_date = self._looks.of(self._given.get("StyleID") or self._usual)
        if self._kind == "Error":
            self.sheets[-1].odd[self._row, self._column] = Oddity("error", clean(text) or "#错误")
        value = value_of_data(self._kind, text, is_date=is_date, is_1904=self._looks.is_1904)
        if value != "":
            self._fill(value, code)
            if self._looks.is_struck(self._given.get("StyleID", "")):
                self.sheets[-1].struck.add((self._row, self._column))

    def _fill(self, value: object, code: str) -> None:
        """Put a value in its place, as long as there is one for it."""
        sheet, row, column = self.sheets[-1], self._row, self._column
        self._cells += 1
        sheet.height, sheet.width = max(sheet.height, row + 1), max(sheet.width, column + 1)
        check_extent(self._path, sheet.height, sheet.width)
        if self._cells > MOST_CELLS:
            raise too_large(self._path)
        cells = sheet.rows.setdefault(row, [])
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = value
        if code:
            sheet.codes.setdefault(row, []).append((column, code))
        if isinstance(value, float) and abs(value) >= LOST_DIGITS:
            sheet.odd[row, column] = Oddity("digits", "")

    def _end_cell(self) -> None:
        formula = self._given.get("Formula", "")
        if (
            formula
            and not self._kind
            and self.sheets
            and self._row < MOST_ROWS
            and self._column < MOST_COLUMNS
        ):
            kind = "picture" if "DISPIMG" in formula.upper() else "formula"
            self.sheets[-1].odd[self._row, self._column] = Oddity(kind, formula)
            self._fill(formula, "")

    def _end_comment(self) -> None:
        text = clean("".join(self._pieces or []))
        self._is_comment, self._pieces = False, None
        if text and self.sheets:
            self.sheets[-1].asides.append(Aside(self._row, self._column, COMMENT, text))

    def _end_visible(self) -> None:
        if self.sheets and "Hidden" in "".join(self._pieces or []):
            self.sheets[-1].is_hidden = True
        self._pieces = None


def _place(given: dict[str, str], usual: int) -> int:
    """Where a row, column or cell stands, from 0: on from the last one unless it says."""
    told = whole_number(given.get("Index", ""), 0)
    return min(told - 1, _FARTHEST) if told else usual

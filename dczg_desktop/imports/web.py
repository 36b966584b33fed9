"""Tables of web pages, which some systems hand out under the name .xls, and the words of a page that has none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import takewhile
from pathlib import Path

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.elements import whole_number
from dczg_desktop.imports.files.gate import check_extent, too_large
from dczg_desktop.imports.files.values import grid_of
from dczg_desktop.imports.furniture import TITLE_LINES, is_title_line, parted
from dczg_desktop.imports.header import score
from dczg_desktop.imports.outside import OUTSIDE, public
from dczg_desktop.imports.reading import Grid, LeftOut, Sheets, Table, letters

_SILENT = frozenset({"script", "style", "head", "title", "xml"})
_LINES = frozenset({"br", "p", "div", "li"})
_PARTS = _LINES | {"tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "section", "article", "ul", "ol"}
_DECLARED = re.compile(r"<(?:!--|!\[CDATA\[|[!?])")
_CLOSINGS = {"<!--": "-->", "<![CDATA[": "]]>"}
_DEEPEST = 12
"""So many tables in one another are told apart; what lies deeper is words of the cell."""
_MOST_COVERED = 1_500_000
_BUTTONS = frozenset({"a", "button", "option"})
_BUTTON, _LONGEST_BUTTON = "\0", 7
"""Links of no more signs are the way around the page (首页, 政务公开, 关闭窗口), and so are lines of less than _SHORTEST."""
_SHORTEST = 3
_NOTE = "文件其实是网页格式，不是真正的表格文件；已按网页中的表格读取，请对照原件检查。"
_PICTURES = "网页里的 {} 张图片没有取；是整改照片的，请用 WPS 或 Excel 打开，另存为 .xlsx 再导入，或另存后挂到佐证材料中。"
WORDS_OF_PAGE = "读取的是网页里的正文，行号按正文各段数。"


def read_web(path: Path, text: str, encoding: str, pictures: int = 0) -> Sheets:
    """Every table of a web page as a sheet. Raises UserError naming the file when it is too large.

    `pictures` are how many came along with the page.
    """
    parser = _Tables()
    parser.feed(_marked_up(text))
    parser.close()
    outside = parser.outside
    notes = [_NOTE, *([_PICTURES.format(pictures)] if pictures else [])]
    sheets = Sheets("html", [], encoding, notes, words=parser.words, outside=outside)
    for number, table in enumerate(parser.tables, start=1):
        covered = sum(across * min(down, len(table)) for row in table for _text, across, down in row)
        widest = max((sum(across for _text, across, _down in row) for row in table), default=0)
        check_extent(path, len(table), widest)
        if covered > _MOST_COVERED:
            raise too_large(path)
        above, _around = parted([(0, line) for place, line in outside if place == number - 1])
        lines = [line for _number, line in above[-TITLE_LINES:]]
        titles = list(takewhile(is_title_line, reversed(lines)))[::-1]
        sheets.grids.append(under_titles(_grid(f"表{number}", table), titles))
    return sheets


def with_words_around(tables: Sequence[Table], sheets: Sheets) -> list[Table]:
    """The tables with what the page says above and between them, and below the last one; buttons and the way to the page are not listed.

    A line goes to the first table below it, those after the last to that.
    """
    names = [grid.name for grid in sheets.grids]
    last = len(tables) - 1
    first = {name: next((n for n, one in enumerate(tables) if one.sheet == name), last) for name in names}
    shown = {row[0] for grid in sheets.grids for row in grid.rows[:TITLE_LINES] if row}
    lists: dict[int, list[LeftOut]] = {}
    for place, line in sheets.outside:
        if line not in shown:
            owner = first[names[place]] if place < len(names) else last
            lists.setdefault(owner, []).append(LeftOut(0, line, OUTSIDE, "正文"))
    return [
        replace(one, left_out=(*one.left_out, *(public(line, one.kind) for line in lists.get(number, ()))))
        for number, one in enumerate(tables)
    ]


Cell = tuple[str, int, int]
"""Text, columns and rows it covers."""


@dataclass(slots=True)
class _Open:
    """A table that is being read: its rows, and the pieces of the cell that is open."""

    rows: list[list[Cell]] = field(default_factory=list)
    pieces: list[str] | None = None
    covers: tuple[int, int] = (1, 1)

    def end_cell(self) -> None:
        if self.pieces is None:
            return
        lines = (line.strip() for line in "".join(self.pieces).split("\n"))
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append((clean("\n".join(filter(None, lines))), *self.covers))
        self.pieces = None


class _Tables(HTMLParser):
    """The tables of a page. One inside a cell is a table of its own where it has a heading, else words of that cell; one that
    follows a table nobody closed is no part of it.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Cell]]] = []
        self._open: list[_Open] = []
        self._deeper = self._silent = 0
        self._words: list[str] = []
        self._outside: list[tuple[int, str]] = []
        self._is_link = False

    @property
    def outside(self) -> list[tuple[int, str]]:
        """The lines that stand in no table, each with how many tables come before it."""
        texts: dict[int, list[str]] = {}
        for place, words in self._outside:
            texts.setdefault(place, []).append(words)
        found = [
            (place, line.strip()) for place, words in texts.items() for line in "".join(words).split("\n")
        ]
        return [(place, line.replace(_BUTTON, "")) for place, line in found if not _is_button(line)]

    @property
    def words(self) -> str:
        """All words of the page, a line for every paragraph."""
        return "\n".join(line for line in map(str.strip, "".join(self._words).split("\n")) if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += tag not in {"head"}
        elif tag == "table":
            self._begin_table()
        elif self._open and not self._deeper and tag in {"tr", "td", "th"}:
            table = self._open[-1]
            table.end_cell()
            if tag == "tr":
                table.rows.append([])
            else:
                given = {name: value or "" for name, value in attrs}
                table.pieces, table.covers = [], (_count(given, "colspan"), _count(given, "rowspan"))
        elif tag in _PARTS:
            self._add_to_cell("\n" if tag in _LINES else " ")
        self._is_link = self._is_link or tag in _BUTTONS
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in _PARTS:
            self._words.append("\n")
            self._outside += [] if self._open else [(len(self.tables), "\n")]

    def _keep_outside(self, text: str) -> None:
        if text and not self._open:
            self._outside.append((len(self.tables), f"{_BUTTON}{text}" if self._is_link else text))

    def handle_endtag(self, tag: str) -> None:
        self._break(tag)
        self._is_link = self._is_link and tag not in _BUTTONS
        if tag in _SILENT:
            self._silent = max(self._silent - (tag not in {"head"}), 0)
        elif tag == "table" and self._open:
            self._end_table()
        elif tag in {"td", "th", "tr"} and self._open and not self._deeper:
            self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            words = " ".join(data.split())
            self._words.append(words)
            self._add_to_cell(words)
            self._keep_outside(words)

    def close(self) -> None:
        """Read what is left; tables that were not closed end here."""
        super().close()
        self._deeper = 0
        while self._open:
            self._end_table()

    def _add_to_cell(self, words: str) -> None:
        if self._open and self._open[-1].pieces is not None:
            self._open[-1].pieces.append(words)

    def _begin_table(self) -> None:
        if len(self._open) < _DEEPEST:
            self._open.append(_Open())
        else:
            self._deeper += 1

    def _end_table(self) -> None:
        if self._deeper:
            self._deeper -= 1
            return
        table = self._open.pop()
        table.end_cell()
        in_cell = bool(self._open) and self._open[-1].pieces is not None
        if not in_cell or any(score([text for text, *_covers in row]) for row in table.rows):
            self.tables.append(table.rows)
        else:
            lines = (" ".join(text for text, *_covers in row if text) for row in table.rows)
            self._add_to_cell("\n" + "\n".join(lines) + "\n")


def _marked_up(text: str) -> str:
    """A page without comments and declarations, and with every < that nothing closes as a letter: half a tag at the end of a
    page, or a thousand of them, would be looked for again and again, and some declarations end the parser.
    """
    kept: list[str] = []
    place = 0
    missing: set[str] = set()
    for found in _DECLARED.finditer(text):
        if found.start() < place:
            continue
        closing = _CLOSINGS.get(found[0], ">")
        end = -1 if closing in missing else text.find(closing, found.end())
        kept.append(text[place : found.start()])
        if end < 0:
            missing.add(closing)
            kept.append("&lt;")
        place = end + len(closing) if end >= 0 else found.start() + 1
    whole = "".join(kept) + text[place:]
    end = whole.rfind(">") + 1
    return whole[:end] + whole[end:].replace("<", "&lt;")


def _is_button(line: str) -> bool:
    words = [word.strip() for word in line.split(_BUTTON)]
    return len("".join(words)) < _SHORTEST or (not words[0] and max(map(len, words)) <= _LONGEST_BUTTON)


def under_titles(grid: Grid, titles: Sequence[str]) -> Grid:
    """The table with the title lines right above it as its first rows; its cells keep their names."""
    if not titles or not grid.rows:
        return grid
    width, shift = len(grid.rows[0]), len(titles)
    rows = [[text, *[""] * (width - 1)] for text in titles] + grid.rows
    merges = [(top + shift, left, bottom + shift, right) for top, left, bottom, right in grid.merges]
    under = Grid(grid.name, rows, merges)
    for row in range(len(rows)):
        for column in range(width):
            under.places[row, column] = f"{letters(column)}{row - shift + 1}" if row >= shift else "正文"
    return under


def _count(given: dict[str, str], name: str) -> int:
    text = given.get(name, "1").strip()
    return min(max(whole_number(text, 1), 1), 1000)


def _grid(name: str, table: list[list[Cell]]) -> Grid:
    """Cells laid out as a browser does: a cell goes to the next place that none from above covers."""
    taken: dict[tuple[int, int], str] = {}
    grid = Grid(name, [])
    for row, cells in enumerate(table):
        column = 0
        for text, across, down in cells:
            while (row, column) in taken:
                column += 1
            bottom = min(row + down, len(table)) - 1
            for covered in range(row, bottom + 1):
                taken.update({(covered, place): "" for place in range(column, column + across)})
            taken[row, column] = text
            if across > 1 or bottom > row:
                grid.merges.append((row, column, bottom, column + across - 1))
            column += across
    width = max((column for _row, column in taken), default=-1) + 1
    values: list[list[object]] = [
        [taken.get((row, column), "") for column in range(width)] for row in range(len(table))
    ]
    grid.rows = grid_of(values)
    return grid

"""Tables of web pages, which some systems hand out under the name .xls, and the words of a page that has none."""

from html.parser import HTMLParser
from pathlib import Path

from dczg_desktop.base.text import clean
from dczg_desktop.imports.elements import whole_number
from dczg_desktop.imports.gate import check_extent, too_large
from dczg_desktop.imports.reading import Grid, Sheets
from dczg_desktop.imports.values import grid_of

_SILENT = frozenset({"script", "style", "head", "title", "xml"})
_LINES = frozenset({"br", "p", "div", "li"})
_PARTS = _LINES | {"tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "section", "article", "ul", "ol"}
_MOST_COVERED = 1_500_000
_NOTE = "文件其实是网页格式，不是真正的表格文件；已按网页中的表格读取，请对照原件检查。"
WORDS_OF_PAGE = "读取的是网页里的正文，行号按正文各段数。"


def read_web(path: Path, text: str, encoding: str) -> Sheets:
    """Every table of a web page as a sheet. Raises UserError naming the file when it is too large."""
    parser = _Tables()
    parser.feed(text)
    parser.close()
    sheets = Sheets("html", [], encoding, [_NOTE], words=parser.words)
    for number, table in enumerate(parser.tables, start=1):
        covered = sum(across * min(down, len(table)) for row in table for _text, across, down in row)
        widest = max((sum(across for _text, across, _down in row) for row in table), default=0)
        check_extent(path, len(table), widest)
        if covered > _MOST_COVERED:
            raise too_large(path)
        sheets.grids.append(_grid(f"表{number}", table))
    return sheets


Cell = tuple[str, int, int]
"""Text, columns and rows it covers."""


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Cell]]] = []
        self._depth = self._silent = 0
        self._text: list[str] | None = None
        self._covers = (1, 1)
        self._words: list[str] = []

    @property
    def words(self) -> str:
        """All words of the page, a line for every paragraph."""
        return "\n".join(line for line in map(str.strip, "".join(self._words).split("\n")) if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += tag not in {"head"}
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append([])
        elif self._depth == 1 and tag == "tr":
            self._end_cell()
            self.tables[-1].append([])
        elif self._depth == 1 and tag in {"td", "th"}:
            self._end_cell()
            self._text, self._covers = [], (_count(given, "colspan"), _count(given, "rowspan"))
        elif tag in _LINES and self._text is not None:
            self._text.append("\n")
        if tag in _PARTS:
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARTS:
            self._words.append("\n")
        if tag in _SILENT:
            self._silent = max(self._silent - (tag not in {"head"}), 0)
        elif tag in {"td", "th", "tr"} and self._depth == 1:
            self._end_cell()
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(" ".join(data.split()) if data.strip() else "")
        if self._text is not None and not self._silent:
            self._text.append(" ".join(data.split()) if data.strip() else "")

    def _end_cell(self) -> None:
        if self._text is None:
            return
        lines = (line.strip() for line in "".join(self._text).split("\n"))
        if not self.tables[-1]:
            self.tables[-1].append([])
        self.tables[-1][-1].append((clean("\n".join(filter(None, lines))), *self._covers))
        self._text = None


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

"""Tables of web pages, which some systems hand out under the name .xls, and the words of a page that has none."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dczg_desktop.imports.files.album import Album, Found
from dczg_desktop.imports.files.limits import check_extent, too_large
from dczg_desktop.imports.files.pages.web_pictures import Packed, is_of_office, take_shown
from dczg_desktop.imports.files.pages.web_tables import Cell, TablesOfPage, WebTable, marked_up
from dczg_desktop.imports.files.remarks import COMMENT
from dczg_desktop.imports.files.values import texts_of_rows
from dczg_desktop.imports.furniture import TITLE_LINES, parted, quoted_title, title_above
from dczg_desktop.imports.header import score
from dczg_desktop.imports.outside import OUTSIDE, public
from dczg_desktop.imports.reading import Aside, Grid, LeftOut, Sheets, Table, letters

_MOST_COVERED = 1_500_000
_NOTE = "文件其实是网页格式，不是真正的表格文件；已按网页中的表格读取，请对照原件检查。"
_BESIDE = "随网页保存的图片里有 {} 张不在表格的格子里，没有取；是整改照片的，请用 WPS 或 Excel 打开，另存为 .xlsx 再导入。"
WORDS_OF_PAGE = "读取的是网页里的正文，行号按正文各段数。"

Shown = list[tuple[Found, str]]
"""Pictures in cells: where, and what the page names as their source."""


def read_web(path: Path, text: str, encoding: str, beside: Mapping[str, Packed] | None = None) -> Sheets:
    """Every table of a web page as a sheet. Raises UserError naming the file when it is too large.

    `beside` are the pictures that lie in one file with the page, by every name they may be called.
    """
    parser = TablesOfPage()
    parser.feed(marked_up(text))
    parser.close()
    outside = parser.outside
    sheets = Sheets("html", [], encoding, [_NOTE], words=parser.words, outside=outside)
    album, used = Album(), set[int]()
    for number, table in enumerate(parser.tables, start=1):
        covered = sum(one.across * min(one.down, len(table.rows)) for row in table.rows for one in row)
        widest = max((sum(one.across for one in row) for row in table.rows), default=0)
        check_extent(path, len(table.rows), widest)
        if covered > _MOST_COVERED:
            raise too_large(path)
        above, around = parted([(0, line) for place, line in outside if place == number - 1])
        titles = [line for _number, line in title_above(above)]
        titles = titles or list(filter(None, [quoted_title(line for _number, line in around)]))
        shown: Shown = []
        grid = under_titles(_grid(f"表{number}", table, shown), titles)
        if shown and any(score([one.text for one in row]) for row in table.rows):
            shift = len(titles) if grid.places else 0
            used |= take_shown(album, grid.name, shown, shift, beside or {})
        sheets.grids.append(grid)
    sheets.pictures, sheets.untaken = album.taken, album.untaken
    if (left := len({id(one) for one in (beside or {}).values()} - used)) and is_of_office(text):
        sheets.notes.append(_BESIDE.format(left))
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


def under_titles(grid: Grid, titles: Sequence[str]) -> Grid:
    """The table with the title lines right above it as its first rows; its cells keep their names."""
    if not titles or not grid.rows:
        return grid
    width, shift = len(grid.rows[0]), len(titles)
    under = Grid(
        grid.name,
        [[text, *[""] * (width - 1)] for text in titles] + grid.rows,
        [(top + shift, left, bottom + shift, right) for top, left, bottom, right in grid.merges],
        frozenset(row + shift for row in grid.hidden_rows),
        grid.hidden_columns,
        colours={(row + shift, column): name for (row, column), name in grid.colours.items()},
        asides=[one._replace(row=one.row + shift) for one in grid.asides],
        struck={(row + shift, column) for row, column in grid.struck},
    )
    for row in range(len(under.rows)):
        for column in range(width):
            under.places[row, column] = f"{letters(column)}{row - shift + 1}" if row >= shift else "正文"
    return under


def _grid(name: str, table: WebTable, shown: Shown) -> Grid:
    """Cells laid out as a browser does: a cell goes to the next place that none from above covers. `shown` takes the pictures."""
    taken: dict[tuple[int, int], str] = {}
    grid = Grid(name, [])
    grid.hidden_rows, grid.hidden_columns = frozenset(table.hidden_rows), frozenset(table.hidden_columns)
    for row, cells in enumerate(table.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            bottom = min(row + cell.down, len(table.rows)) - 1
            for covered in range(row, bottom + 1):
                taken.update({(covered, place): "" for place in range(column, column + cell.across)})
            taken[row, column] = cell.text
            if cell.across > 1 or bottom > row:
                grid.merges.append((row, column, bottom, column + cell.across - 1))
            if cell.is_struck and cell.text:
                grid.struck.add((row, column))
            if cell.ground or cell.pictures or cell.comments:
                _tell(grid, row, column, cell, shown)
            column += cell.across
    width = max((column for _row, column in taken), default=-1) + 1
    values: list[list[object]] = [
        [taken.get((row, column), "") for column in range(width)] for row in range(len(table.rows))
    ]
    grid.rows = texts_of_rows(values).rows
    return grid


def _tell(grid: Grid, row: int, column: int, cell: Cell, shown: Shown) -> None:
    if cell.ground:
        grid.colours[row, 0] = cell.ground
    grid.asides += [Aside(row, column, COMMENT, text) for text in cell.comments]
    place = f"{letters(column)}{row + 1}"
    shown += [(Found(row, column, "", place), source) for source in cell.pictures]

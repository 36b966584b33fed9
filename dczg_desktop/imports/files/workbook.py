"""Opening a workbook with calamine, with every way that fails turned into a refusal; .xls, .et and .ods are read here."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.album import UNKNOWN, Album, Found, named
from dczg_desktop.imports.files.calamine import SheetValues, guarded, sheet_values
from dczg_desktop.imports.files.conditions import condition_words
from dczg_desktop.imports.files.gate import Parts, opened_parts, stream_of_parts
from dczg_desktop.imports.files.limits import MOST_COLUMNS, MOST_ROWS, check_placed
from dczg_desktop.imports.files.old.biff import BookMarks, SheetMarks, marks_of
from dczg_desktop.imports.files.old.drawings import take_drawing
from dczg_desktop.imports.files.open.opendocument import SheetShape, shapes_of
from dczg_desktop.imports.files.shown import Codes, as_shown
from dczg_desktop.imports.files.values import place_text, texts_of_rows
from dczg_desktop.imports.reading import Grid, Oddity, Sheets, letters

_COUNTED_FROM_1904 = re.compile(rb"<table:null-date\s[^>]*1904-01-01")


def open_workbook(path: Path, stream: BytesIO) -> Any:
    """The calamine workbook. Raises UserError naming the file when it is damaged or has a password."""
    from python_calamine import load_workbook

    with guarded(path):
        return load_workbook(stream)


def visible_name(metadata: Any, name: str = "") -> str:
    """A sentence when the sheet is hidden, else an empty string; `name` is its name where calamine does not know it."""
    return (
        ""
        if str(metadata.visible).endswith("Visible") and "Hidden" not in str(metadata.visible)
        else (f"工作表“{name or metadata.name}”是隐藏的，也已读取，请确认是否需要。")
    )


def read_legacy(path: Path, container: str, sheet: str | None, tick: Tick = no_tick) -> Sheets:
    """All sheets (or the named one) of an .xls, .et or .ods file. Raises UserError naming the file."""
    data = path.read_bytes()
    parts = opened_parts(path) if container == "ods" else Parts(are_the_file=True)
    marks = marks_of(path, data) if container == "xls" else BookMarks([], b"", has_cell_pictures=False)
    shapes = (
        shapes_of(path, parts) if parts else {}
    )  # that the content is whole is seen before the reader behind gets it
    is_1904 = _COUNTED_FROM_1904.search(parts.get("content.xml", b"")) is not None if parts else False
    album = Album()
    book = open_workbook(path, stream_of_parts(path, parts, parts) if parts else BytesIO(data))
    sheets = Sheets(container, [])
    names = _names(path, book, marks.names)
    for number, metadata in enumerate(book.sheets_metadata):
        if sheet is not None and names[number] != sheet:
            continue
        tick(number, len(names))
        mark = marks.sheets[number] if number < len(marks.sheets) else None
        told = mark or shapes.get(metadata.name)
        grid = _told(path, book, metadata.name, told)
        grid.name, grid.is_1904 = names[number], marks.is_1904 or is_1904
        if mark:
            take_drawing(album, grid.name, marks.drawings, mark.drawing)
            _take_old(album, grid.name, mark)
        if shape := shapes.get(metadata.name):
            album.add_parts(path, grid.name, shape.pictures)
        if hidden := visible_name(metadata, names[number]):
            sheets.notes.append(hidden)
        sheets.notes += condition_words(grid.name, _conditions(told))
        sheets.grids.append(grid)
    sheets.notes += _unseen(sheets.grids, marks, names)
    sheets.pictures, sheets.untaken = album.taken, album.untaken
    return sheets


def _names(path: Path, book: Any, old: list[str]) -> list[str]:
    """The names of the sheets; calamine keeps those of Excel 95 apart only where they differ after it read them."""
    names = [metadata.name for metadata in book.sheets_metadata]
    if not old:
        return names
    if len(set(names)) < len(names) or len(old) != len(names):
        raise UserError(
            f"“{path.name}”是 Excel 95 格式，几张工作表的名字分不开，没有读取。请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入。"
        )
    return old


def _told(path: Path, book: Any, name: str, told: SheetMarks | SheetShape | None) -> Grid:
    """One sheet with what calamine drops of it put back."""
    grid = _grid(path, book, name, told.codes if told else {})
    if told:
        grid.hidden_rows, grid.hidden_columns = frozenset(told.hidden_rows), frozenset(told.hidden_columns)
        grid.colours, grid.asides, grid.struck = told.colours, told.asides, told.struck
        _correct(grid, told.texts)
        check_placed(path, grid.rows, told.odd)
        _put(grid, told.odd)
        grid.links = told.ranges.links if isinstance(told, SheetMarks) else told.links
    if isinstance(told, SheetShape):
        grid.merges = told.merges
    return grid


def _conditions(told: SheetMarks | SheetShape | None) -> list[str]:
    """The ranges in which colours depend on a condition."""
    if told is None:
        return []
    return told.ranges.conditions if isinstance(told, SheetMarks) else told.conditions


def _unseen(grids: list[Grid], marks: BookMarks, names: list[str]) -> Iterator[str]:
    """What an old workbook keeps to itself, with the cells it is about."""
    read = {grid.name for grid in grids}
    formulas = [
        f"{name}!{letters(column)}{row + 1}"
        for name, one in zip(names, marks.sheets, strict=False)
        for row, column in one.formulas
        if name in read
    ]
    if formulas:
        yield (
            f"这种旧格式里看不出公式有没有算出结果（{named(formulas)}），读的是文件里存着的数；"
            "不放心的，请在 WPS 或 Excel 中打开，另存为 .xlsx 再导入。"
        )
    if marks.has_cell_pictures:
        cells = [
            f"{grid.name}!{grid.place(*place)}"
            for grid in grids
            for place, oddity in grid.odd.items()
            if oddity.kind == "picture"
        ]
        where = f"（{named(cells)}）" if cells else ""
        yield (
            f"表里有 WPS 嵌在单元格里的图片{where}，从这种旧格式里取不出来；"
            "请在 WPS 中打开，另存为 .xlsx 再导入，图片就会随所在的行存为佐证。"
        )


def _take_old(album: Album, sheet: str, marks: SheetMarks) -> None:
    """Take the pictures that were kept as Excel 95 did."""
    for number, image in enumerate(marks.images, start=1):
        where = Found(image.row, image.column, f"图片{number}.bmp")
        if image.is_bitmap:
            album.add(sheet, where, image.size, image.content)
        else:
            album.lose(sheet, where.cell, UNKNOWN)


def _grid(path: Path, book: Any, name: str, codes: Codes) -> Grid:
    values = sheet_values(path, book, name) or SheetValues(iter(()), 0, 0, [])
    if values.height > MOST_ROWS or values.width > MOST_COLUMNS:
        raise UserError(
            f"“{path.name}”的工作表“{name}”超出允许范围（10 万行、702 列），请删去远处的内容再导入。"
        )
    texts = texts_of_rows(as_shown(values.rows, codes), total=values.height)
    return Grid(name, texts.rows, values.merges, signs=texts.signs)


def _correct(grid: Grid, texts: dict[tuple[int, int], str]) -> None:
    """Put the own texts of cells into their places, where calamine mixed them with what lies over the cell."""
    for (row, column), text in texts.items():
        grid.signs.pop(column, None)  # what is put there was not looked through
        if row < len(grid.rows) and column < len(grid.rows[row]):
            grid.rows[row][column] = clean(text)


def _put(grid: Grid, odd: dict[tuple[int, int], Oddity]) -> None:
    grid.odd = odd
    for (row, column), oddity in odd.items():
        grid.signs.pop(column, None)  # what is put there was not looked through
        place_text(grid.rows, row, column, oddity.value)
        if oddity.kind in {"picture", "error"}:
            grid.rows[row][column] = oddity.value

"""Opening a workbook with calamine, with every way that fails turned into a refusal; .xls, .et and .ods are read here."""

from io import BytesIO
from pathlib import Path
from typing import Any

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.imports.files.album import UNKNOWN, Album
from dczg_desktop.imports.files.biff import BookMarks, SheetMarks, marks_of
from dczg_desktop.imports.files.calamine import SheetValues, guarded, sheet_values
from dczg_desktop.imports.files.drawings import take_drawing
from dczg_desktop.imports.files.gate import MOST_COLUMNS, MOST_ROWS, opened_parts
from dczg_desktop.imports.files.opendocument import shapes_of
from dczg_desktop.imports.files.values import grid_of, place_text
from dczg_desktop.imports.reading import Grid, Oddity, Sheets


def open_workbook(path: Path, stream: BytesIO) -> Any:
    """The calamine workbook. Raises UserError naming the file when it is damaged or has a password."""
    from python_calamine import load_workbook

    with guarded(path):
        return load_workbook(stream)


def visible_name(metadata: Any) -> str:
    """A sentence when the sheet is hidden, else an empty string."""
    return (
        ""
        if str(metadata.visible).endswith("Visible") and "Hidden" not in str(metadata.visible)
        else (f"工作表“{metadata.name}”是隐藏的，也已读取，请确认是否需要。")
    )


def read_legacy(path: Path, container: str, sheet: str | None, tick: Tick = no_tick) -> Sheets:
    """All sheets (or the named one) of an .xls, .et or .ods file. Raises UserError naming the file."""
    data = path.read_bytes()
    parts = opened_parts(path) if container == "ods" else {}
    shapes = shapes_of(path, parts["content.xml"]) if parts else {}
    marks = marks_of(path, data) if container == "xls" else BookMarks([], b"", has_cell_pictures=False)
    album = Album()
    book = open_workbook(path, BytesIO(data))
    sheets = Sheets(container, [])
    for number, metadata in enumerate(book.sheets_metadata):
        if sheet is not None and metadata.name != sheet:
            continue
        tick(number, len(book.sheets_metadata))
        grid = _grid(path, book, metadata.name)
        if number < len(marks.sheets):
            _mark(grid, marks.sheets[number])
            take_drawing(album, grid.name, marks.drawings, marks.sheets[number].drawing)
            for _old in range(marks.sheets[number].old_images):
                album.lose(grid.name, "", UNKNOWN)
        if shape := shapes.get(metadata.name):
            grid.merges = shape.merges
            grid.hidden_rows = frozenset(shape.hidden_rows)
            grid.hidden_columns = frozenset(shape.hidden_columns)
            _put(grid, shape.odd)
            album.add_parts(path, grid.name, shape.pictures)
        if hidden := visible_name(metadata):
            sheets.notes.append(hidden)
        sheets.grids.append(grid)
    sheets.notes.append(_UNSEEN[container])
    if marks.has_cell_pictures:
        sheets.notes.append(_IN_CELLS)
    sheets.pictures, sheets.untaken = album.taken, album.untaken
    return sheets


_UNSEEN = {
    "xls": "这种旧格式里看不出没有算出结果的公式；如表中有公式，请另存为 .xlsx 再导入。",
    "ods": "这种格式里看不出错误值和没有算出结果的公式；如表中有公式，请另存为 .xlsx 再导入。",
}

_IN_CELLS = (
    "表里有 WPS 嵌在单元格里的图片（DISPIMG），从这种旧格式里取不出来；请在 WPS 中打开，另存为 .xlsx 再导入。"
)


def _grid(path: Path, book: Any, name: str) -> Grid:
    values = sheet_values(path, book, name) or SheetValues(iter(()), 0, 0, [])
    if values.height > MOST_ROWS or values.width > MOST_COLUMNS:
        raise UserError(
            f"“{path.name}”的工作表“{name}”超出允许范围（10 万行、702 列），请删去远处的内容再导入。"
        )
    return Grid(name, grid_of(values.rows, total=values.height), values.merges)


def _mark(grid: Grid, marks: SheetMarks) -> None:
    """Put what calamine drops back into the grid."""
    grid.hidden_rows, grid.hidden_columns = frozenset(marks.hidden_rows), frozenset(marks.hidden_columns)
    _put(grid, marks.odd)


def _put(grid: Grid, odd: dict[tuple[int, int], Oddity]) -> None:
    grid.odd = odd
    for (row, column), oddity in odd.items():
        place_text(grid.rows, row, column, oddity.value)
        if oddity.kind == "picture":
            grid.rows[row][column] = oddity.value

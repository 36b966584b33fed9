"""Tables of other styles are read right: kind, meaning of every column, every record, every cell."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.cell import range_boundaries

from dczg_desktop.domain.areas import healed
from dczg_desktop.domain.telephones import without_telephones
from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.reading import RecordReading, Table, letters
from dczg_desktop.imports.tables.values.unit_doubts import PERSON_FIELDS
from tests.imports.samples.stranger_offices import OFFICES
from tests.imports.samples.stranger_petitions import PETITIONS
from tests.imports.samples.stranger_tables import STRANGERS
from tests.imports.samples.stranger_tables_more import MORE
from tests.imports.samples.strangers import Part, Stranger

ALL = (*STRANGERS, *PETITIONS, *MORE, *OFFICES)
FEWEST, FEWEST_CELLS = 80, 1000


def written(path: Path, stranger: Stranger) -> Path:
    book = Workbook()
    for row in stranger.rows:
        book.active.append([cell or None for cell in row])
    for merge in stranger.merges:
        book.active.merge_cells(merge)
    book.save(path)
    return path


def carried(stranger: Stranger) -> list[list[str]]:
    """The rows with cells merged downwards filled in."""
    rows = [list(row) for row in stranger.rows]
    for merge in stranger.merges:
        left, top, right, bottom = range_boundaries(merge)
        if bottom > top and left == right:
            for row in range(top, bottom):
                rows[row][left - 1] = rows[top - 1][left - 1]
    return rows


def wrong_of(stranger: Stranger, path: Path) -> tuple[int, list[str]]:
    """How many cells are expected, and a line for everything that was read otherwise."""
    tables = read_tables(written(path, stranger)).tables
    if len(tables) != len(stranger.parts):
        return 1, [f"{stranger.name}: {len(tables)} 张表"]
    cells, wrong = 0, []
    rows = carried(stranger)
    for table, part in zip(tables, stranger.parts, strict=True):
        count, lines = wrong_of_part(table, part, rows)
        cells += count
        wrong += [f"{stranger.name}: {line}" for line in lines]
    return cells, wrong


def wrong_of_part(table: Table, part: Part, rows: list[list[str]]) -> tuple[int, list[str]]:
    wrong = [] if table.kind == part.kind else [f"{table.kind} 应为 {part.kind}"]
    if tuple(record.row for record in table.records) != part.rows:
        wrong.append(f"记录行 {[record.row for record in table.records]} 应为 {list(part.rows)}")
    field_of = {column.letter: column.field or "-" for column in table.columns}
    places = [(place, field) for place, field in enumerate(part.fields, start=part.first) if field != "."]
    for place, field in places:
        if field not in {"?", field_of.get(letters(place), "~")}:
            wrong.append(f"{letters(place)} 列 {field_of.get(letters(place))} 应为 {field}")
    for record in table.records:
        for place, field in places:
            text = rows[record.row - 1][place]
            if not is_kept(record, field, text):
                wrong.append(f"第 {record.row} 行 {letters(place)} “{text}”")
    return len(table.records) * len(places), wrong


def is_kept(record: RecordReading, field: str, text: str) -> bool:
    """Whether a cell stands where it belongs."""
    everywhere = {*record.fields.values(), *record.extra.values()}
    if field in {"-", "?"}:
        return not text or text in (record.extra.values() if field == "-" else everywhere)
    if field == "~":
        return text not in everywhere
    if field in PERSON_FIELDS and text in record.extra.values():  # the telephone stands apart
        text = without_telephones(text)[0]
    return record.fields.get(field) == (healed(text) if field == "area" else text)


@pytest.mark.parametrize("stranger", ALL, ids=lambda one: one.name)
def test_a_table_of_another_style_is_read_right(tmp_path, stranger: Stranger):
    _cells, wrong = wrong_of(stranger, tmp_path / "来件.xlsx")

    assert wrong == []


def test_of_many_tables_of_other_styles_every_cell_is_read_right(tmp_path, capsys):
    counted = [wrong_of(one, tmp_path / "来件.xlsx") for one in ALL]
    cells, wrong = (
        sum(count for count, _lines in counted),
        [line for _count, lines in counted for line in lines],
    )

    with capsys.disabled():
        print(f"\n其他样式的表 {len(ALL)} 件，{cells} 格，读对 {cells - len(wrong)} 格")

    assert wrong == []
    assert len({one.name for one in ALL}) == len(ALL) >= FEWEST
    assert cells >= FEWEST_CELLS

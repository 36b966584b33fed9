"""The corpus saved again by LibreOffice as .xls and .ods gives the same records as the .xlsx.

Every table of the corpus is one sheet of a few large workbooks, so that two starts of the program save them all.
"""

from copy import copy
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.reading import ImportReading
from tests.imports.corpus import CASES
from tests.imports.test_strangers import ALL, written
from tests.re_saving import needs_libreoffice, resaved

SHEETS = 40
FEWEST_TABLES = 100
Seen = list[tuple[str, str, tuple[int, ...], list[tuple[int, dict[str, str], dict[str, str]]]]]


def sheets_of(folder: Path) -> list[Worksheet]:
    """Every sheet of the corpus that stands in a workbook, and every table of another style."""
    paths = [
        case.write(folder / f"c{number}.xlsx")
        for number, case in enumerate(CASES)
        if case.name.endswith(".xlsx")
    ]
    paths += [written(folder / f"s{number}.xlsx", one) for number, one in enumerate(ALL)]
    return [sheet for path in paths for sheet in load_workbook(path).worksheets]


def gathered(folder: Path) -> list[Path]:
    """All those sheets in as few workbooks as may be."""
    sheets = sheets_of(folder)
    paths = []
    for start in range(0, len(sheets), SHEETS):
        book = Workbook()
        book.remove(book.active)
        for number, sheet in enumerate(sheets[start : start + SHEETS]):
            copied(sheet, book.create_sheet(f"表{number}"))
        paths.append(folder / f"合{start}.xlsx")
        book.save(paths[-1])
    return paths


def copied(sheet: Worksheet, target: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                made = target.cell(cell.row, cell.column, cell.value)
                made.number_format = cell.number_format
    for merge in sheet.merged_cells.ranges:
        target.merge_cells(str(merge))
    for number, shape in sheet.row_dimensions.items():
        target.row_dimensions[number].hidden = shape.hidden
    for letter, width in sheet.column_dimensions.items():
        target.column_dimensions[letter] = copy(width)
        target.column_dimensions[letter].worksheet = target


def seen(reading: ImportReading) -> Seen:
    """What a user sees of the tables: sheet, kind, header rows, every record with its fields and other columns."""
    return [
        (
            table.sheet,
            table.kind,
            table.header_rows,
            [(one.row, dict(one.fields), dict(one.extra)) for one in table.records],
        )
        for table in reading.tables
    ]


@needs_libreoffice
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_saved_by_another_program_the_same_records_are_read(tmp_path, kind):
    (tmp_path / "来").mkdir()
    sources = gathered(tmp_path / "来")

    readings = [read_tables(path) for path in resaved(sources, kind, tmp_path / "改")]

    assert {reading.container for reading in readings} == {kind}
    tables = 0
    for source, reading in zip(sources, readings, strict=True):
        for ours, theirs in zip(seen(read_tables(source)), seen(reading), strict=True):
            tables += 1
            assert theirs == ours
    assert tables >= FEWEST_TABLES

"""Long files: how far the reading has come is told in small steps that only rise, and it stops when told to."""

from pathlib import Path

import pytest
import xlsxwriter

from dczg_desktop.base.errors import Cancelled
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.odd_files import open_document

ROWS = 3000


def rows() -> list[list[str]]:
    return [["序号", "问题", "责任单位"], *[[str(n), f"第{n}处河道有垃圾", "县水利局"] for n in range(ROWS)]]


def long_workbook(path: Path) -> Path:
    book = xlsxwriter.Workbook(path)
    for name in ("甲", "乙"):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows()):
            sheet.write_row(number, 0, row)
    book.close()
    return path


def long_text(path: Path) -> Path:
    path.write_text("\n".join(",".join(row) for row in rows()), "utf-8")
    return path


WRITERS = {
    "a.xlsx": long_workbook,
    "a.csv": long_text,
    "a.ods": lambda path: open_document(path, rows()),
}


@pytest.mark.parametrize("name", WRITERS)
def test_progress_rises_in_many_steps_to_the_whole(tmp_path, name):
    told: list[float] = []

    read_tables(WRITERS[name](tmp_path / name), tick=lambda done, total: told.append(done / total))

    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(set(told)) >= 10
    assert max(after - before for before, after in zip([0.0, *told], told, strict=False)) <= 0.75


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("step", [1, 2, 9])
def test_a_reading_stops_where_it_is_told_to(tmp_path, name, step):
    path = WRITERS[name](tmp_path / name)
    before = path.read_bytes()
    told: list[int] = []

    def stop(done: int, total: int) -> None:
        told.append(done)
        if len(told) == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_tables(path, tick=stop)

    assert len(told) == step
    assert path.read_bytes() == before

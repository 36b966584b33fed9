"""A thousand edits by hand in workbooks that another program has saved again and again: all found, none invented."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import openpyxl
import pytest

from dczg_desktop.exchange.package import write_package
from dczg_desktop.exchange.received import open_package
from dczg_desktop.exchange.sheets import Sheet, SheetColumn, SheetRow
from tests.exchange.builders import KEY, an_outgoing, known
from tests.re_saving import needs_libreoffice, resaved

BOOKS, ROWS, COLUMNS, EDITS = 8, 40, 8, 125
HEAD = 4
TEXTS = ("南河黑臭水体，\n雨天溢流", "=SUM(1,2) 是文字", "2026-06-30", "30", "85%", "_x000D_ 与 _x0041_", '引号"与\'撇号', "-1 起头",
         "+86 起头", "@起头", "０全角１", "007", "1e5", "TRUE", "否", "2026年12月底前", "〈〉&<b>", "𠮷家村", "尾部空格", "3/4", "12:30")  # fmt: skip


def sent(number: int) -> Sheet:
    """A sheet whose cells hold everything that spreadsheet programs like to change."""
    columns = [SheetColumn(f"c{index}", f"列{index}", editable=True) for index in range(COLUMNS)]
    rows = [
        SheetRow(f"r{row}", {f"c{index}": text_of(number, row, index) for index in range(COLUMNS)})
        for row in range(ROWS)
    ]
    return Sheet("表", "标题", "说明", columns, rows, spare_rows=2)


def text_of(number: int, row: int, column: int) -> str:
    return TEXTS[(number * 7 + row * COLUMNS + column * 5) % len(TEXTS)] if (row + column) % 3 else ""


class Person:
    """Somebody who sorts, inserts and moves in a workbook and writes into it; `expected` is what must be found."""

    def __init__(self, path: Path, number: int, dice: Random) -> None:
        self.path, self.number, self.dice = path, number, dice
        self.book = openpyxl.load_workbook(path)
        self.page = self.book["表"]
        for merged in list(self.page.merged_cells.ranges):
            self.page.unmerge_cells(str(merged))
        self.expected: dict[tuple[str, str], str] = {}

    def rows(self) -> dict[str, int]:
        return {cell.value: cell.row for cell in self.page["A"] if str(cell.value).startswith("r")}

    def column(self, index: int) -> int:
        return next(c.column for row in self.page.iter_rows() for c in row if c.value == f"#c{index}")

    def write(self) -> None:
        """All edits of this book, each into a cell of its own."""
        rows, columns = self.rows(), [self.column(index) for index in range(COLUMNS)]
        for place in self.dice.sample(range(ROWS * COLUMNS), EDITS):
            row, column = divmod(place, COLUMNS)
            value, shown = self.something(text_of(self.number, row, column))
            cell = self.page.cell(rows[f"r{row}"], columns[column])
            cell.value = value
            cell.number_format = (
                "yyyy-mm-dd" if isinstance(value, date) else "@" if isinstance(value, str) else "General"
            )
            self.expected[f"r{row}", f"c{column}"] = shown

    def something(self, before: str) -> tuple[object, str]:
        """What is typed into a cell, and how it must be read."""
        day = date(2027, 1, 1) + timedelta(days=self.dice.randrange(300))
        number = self.dice.randrange(1000, 9999)
        choices: list[tuple[object, str]] = [
            (day, day.isoformat()), (number, str(number)), (number / 8, f"{number / 8:.15g}"), (f"新写的{number}", f"新写的{number}"),
        ]  # fmt: skip
        if before:
            kept = before.replace("_x000D_", "").replace("_x0041_", "").strip()
            choices += [
                ("〔清空〕", ""),
                (f"{kept}{number}".replace("\n", "；"), f"{kept}{number}".replace("\n", "；")),
            ]
        return self.dice.choice(choices)

    def sort(self) -> None:
        """Rows into another order, whole."""
        first = min(self.rows().values())
        last = max(self.rows().values())
        block = [
            [(cell.value, cell.number_format) for cell in row]
            for row in self.page.iter_rows(min_row=first, max_row=last)
        ]
        self.dice.shuffle(block)
        for row, values in enumerate(block, start=first):
            for column, (value, form) in enumerate(values, start=1):
                self.page.cell(row, column).value, self.page.cell(row, column).number_format = value, form

    def move_column(self) -> None:
        """A column to the right end, identity, heading and all."""
        source, target = self.column(self.dice.randrange(COLUMNS)), self.page.max_column + 1
        for row in range(1, self.page.max_row + 1):
            old, new = self.page.cell(row, source), self.page.cell(row, target)
            new.value, new.number_format, old.value = old.value, old.number_format, None

    def save(self) -> Path:
        dice = self.dice
        self.write()
        for change in (
            self.sort, self.move_column, lambda: self.page.insert_cols(dice.randint(2, 5)),
            lambda: self.page.insert_rows(dice.randint(1, 3)), lambda: self.page.insert_rows(dice.randint(8, 20)),
        ):  # fmt: skip
            if dice.random() < 0.7:
                change()
        self.book.save(self.path)
        return self.path


@pytest.fixture(scope="module")
def edited(tmp_path_factory) -> list[tuple[Path, dict[tuple[str, str], str]]]:
    """Half of the books saved three times, half by way of .xls; then edited and saved once more."""
    folder = tmp_path_factory.mktemp("另存")
    written = [
        write_package(folder / f"包{number}.xlsx", an_outgoing(sheets=[sent(number)]), KEY.sign).path
        for number in range(BOOKS)
    ]
    direct, old = written[: BOOKS // 2], written[BOOKS // 2 :]
    once = resaved(direct, "xlsx", folder / "一")
    passed = resaved([*once, *resaved(old, "xls", folder / "旧")], "xlsx", folder / "二")
    saved = [*resaved(passed[: BOOKS // 2], "xlsx", folder / "三"), *passed[BOOKS // 2 :]]
    people = [Person(path, number, Random(number)) for number, path in enumerate(saved)]
    last = resaved([person.save() for person in people], "xlsx", folder / "末")
    return [(path, person.expected) for path, person in zip(last, people, strict=True)]


@needs_libreoffice
@pytest.mark.parametrize("number", range(BOOKS))
def test_every_edit_is_found_and_none_is_invented(edited, tmp_path, number):
    path, expected = edited[number]

    opened = open_package(path, known, tmp_path / "开")

    assert {(edit.uid, edit.column): edit.after for edit in opened.hand_edits} == expected
    assert len(opened.hand_edits) == EDITS
    assert (opened.new_rows, opened.missing_rows, opened.problems) == ([], [], [])

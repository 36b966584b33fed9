"""Lists of petitions as workbooks, for the tests of taking them in."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook


def a_list_of(folder: Path, head: Sequence[str], *rows: Sequence[object], name: str = "一览表.xlsx") -> Path:
    """A workbook with a heading in its first row."""
    book = Workbook()
    for row in (head, *rows):
        book.active.append(list(row))
    book.save(folder / name)
    return folder / name

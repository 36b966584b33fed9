"""The smallest workbook that is a table: two problems with a deadline and a unit."""

from pathlib import Path

from openpyxl import Workbook

HEAD = ["序号", "问题", "整改时限", "责任单位"]
ROWS = [HEAD, ["1", "河道有垃圾", "2025年底前", "县水利局"], ["2", "料场未覆盖", "立行立改", "县住建局"]]


def workbook(path: Path, rows: list[list[object]] = ROWS) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path

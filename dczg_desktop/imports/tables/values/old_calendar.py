"""Numbers that are days, in a workbook that counts its days from 1904 as old Mac programs did: four years later than elsewhere."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dczg_desktop.domain.deadlines import SERIALS
from dczg_desktop.domain.finishing import FINISHED, STAGED_ON
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, Oddity, column_number

COUNTED_ANEW = "1904"
"""The oddity of a cell whose number was read as a day counted from 1904; its value is the number."""
_BEGINNING = date(1904, 1, 1)
_LATER = (_BEGINNING - date(1899, 12, 30)).days
_NUMBER = re.compile(r"(\d{5})(?:\.0+)?")
_DAYS = frozenset({"deadline", FINISHED, STAGED_ON})
_OF_DAYS = re.compile(r"(?:日期|时间|时限|期限)$")


def with_days_counted(grid: Grid, columns: Sequence[Column], rows: Sequence[int], merged: MergedDown) -> None:
    """Write the day in place of such a number where a column holds days; what it said stays as an oddity to be told."""
    for column in columns if grid.is_1904 else ():
        if column.field not in _DAYS and (column.field or not _OF_DAYS.search(folded_header(column.header))):
            continue
        place = column_number(column.letter)
        for row in rows:
            text = grid.rows[row][place]
            found = _NUMBER.fullmatch(text)
            if found is None or int(found[1]) + _LATER not in SERIALS:
                continue
            grid.rows[row][place] = (_BEGINNING + timedelta(days=int(found[1]))).isoformat()
            if merged.top(row, place) == row:
                grid.odd[row, place] = Oddity(COUNTED_ANEW, text)

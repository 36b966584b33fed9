"""The day that stands above a table: when it was handed over, from which “之日起10个工作日” counts."""

import re
from datetime import date

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.imports.reading import Table

_STATED = re.compile(
    r"(?:日期|时间)[:：]\s*(\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})|^[（(]?(\d{4}年\d{1,2}月\d{1,2}日)[)）]?$"
)


def stated_day(table: Table, today: date | None = None) -> date | None:
    """The day the sender wrote above the table; None when there is none, or it is to come."""
    for row in table.left_out:
        if row.row < table.first_data_row and (match := _STATED.search(row.text.strip())):
            day = read_deadline(match[1] or match[2]).due
            return day if day and (today is None or day <= today) else None
    return None

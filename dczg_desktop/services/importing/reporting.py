"""Under which period a report of progress that a table brings is registered."""

from datetime import date

from dczg_desktop.domain.reported import Month, month_of_text
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.reports import report_month


class Periods:
    """The periods of the reports of one file; what a table says of them is looked up once."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._months: dict[int, Month | None] = {}

    def of(self, index: int, table: Table, text: str) -> str:
        """The period (`2026-05`) of a report in a table: the month that the table or the text itself names, else that of the import."""
        if index not in self._months:
            self._months[index] = report_month(table)
        month = self._months[index] or month_of_text(text)
        return month.period(self._today) if month else f"{self._today:%Y-%m}"

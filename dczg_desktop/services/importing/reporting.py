"""Under which period a report of progress that a table brings is registered."""

from collections.abc import Iterator, Mapping
from datetime import date

from dczg_desktop.domain.reported import Month, month_of_text
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.reports import earlier_months, is_told, report_month


class Periods:
    """The periods of the reports of one file; what a table says of them is looked up once."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._months: dict[int, Month | None] = {}
        self._earlier: dict[int, list[tuple[str, str]]] = {}

    def of(self, index: int, table: Table, text: str) -> str:
        """The period (`2026-05`) of a report in a table: the month that the table or the text itself names, else that of the import."""
        if index not in self._months:
            self._months[index] = report_month(table)
        month = self._months[index] or month_of_text(text)
        return month.period(self._today) if month else f"{self._today:%Y-%m}"

    def earlier(self, index: int, table: Table, said: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
        """Period, heading and text of what a row says of earlier months under headings of their own (7月, 8月 before 9月)."""
        if index not in self._earlier:
            self._earlier[index] = self._before(index, table)
        for period, heading in self._earlier[index]:
            if is_told(text := said.get(heading, "")):
                yield period, heading, text

    def _before(self, index: int, table: Table) -> list[tuple[str, str]]:
        """The earlier periods of a table with their headings, backwards from the one that its reports are of; a month without a year is the last such."""
        found = earlier_months(table)
        if not found or not self.of(index, table, "") or (last := self._months[index]) is None:
            return []
        year = last.year or int(last.period(self._today)[:4])
        month, kept = last.month, []
        for heading, one in reversed(found):
            own = one.year or (year if one.month <= month else year - 1)
            if (own, one.month) < (year, month):
                year, month = own, one.month
                kept.append((f"{year}-{month:02}", heading))
        return kept

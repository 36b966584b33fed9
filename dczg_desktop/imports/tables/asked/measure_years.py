"""Months without a year inside measures (3月底前完成清运): what they are read as where one year fits, and the question where none or several do."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.plan_years import (
    PlanYears,
    days_read,
    may_lack_year,
    plan_years,
    spots_without_year,
    without_year,
    years_named,
)
from dczg_desktop.domain.vocabulary import ENDS, status_of
from dczg_desktop.imports.reading import RecordReading, Table

_MOST = 300
"""So many measures of one table are looked at one by one."""
_OTHERS = "往下还有别的措施只写了月份，没有逐条看，请核对是哪一年。"
_READ = "措施里的“{}”没有写年份，按整改时限“{}”读作 {}，请核对；不是这一年的，请在措施里写明年份。"
_SEVERAL = "措施里的“{}”没有写年份，可能是 {} 年，没有读出日期。请在措施里写明年份。"
_NONE = "措施里的“{}”没有写年份，与整改时限“{}”也对不上，没有读出日期。请在措施里写明年份。"
_UNSAID = "措施里的“{}”没有写年份，题名、时限里也没有。请在措施里写明年份；不写明就导入的，导入当天以后的月份按当年读，以前的没有日期。"
_UNSURE = "措施里的“{}”没有写年份，看不出是哪一年，没有读出日期。请在措施里写明年份。"
_NOTE = "“{}”的措施里没写年份的月份按{}写的 {} 年读，如“{}”读作 {}。不是这一年的，请在措施里写明年份。"


def measure_year_doubts(
    table: Table, records: Sequence[RecordReading], columns: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    """The questions about measures of problems that are not done with."""
    looked, seen = 0, set[str]()
    is_asked = False
    years_of_paper: frozenset[int] | None = None
    for one in _bare(records, columns["measures"]) if _may_ask(table) else ():
        plan = one.fields.get("measures", "")
        if not may_lack_year(plan) or _is_over(one) or one.cells["measures"] in seen:
            continue
        seen.add(one.cells["measures"])
        place = f"{table.sheet}!{one.cells['measures']}"
        if looked >= _MOST:
            yield from [Fault(place, "", _OTHERS)] if is_asked else []
            return
        if years_of_paper is None:
            years_of_paper = _of_paper(table, records)
        years = _years(table, one)
        for measure, words in without_year(plan):
            looked += 1
            if message := _message(years, measure, words, one.fields.get("deadline", ""), years_of_paper):
                is_asked = True
                yield Fault(place, excerpt(measure, 40), message)


def _bare(records: Sequence[RecordReading], texts: Sequence[str]) -> list[RecordReading]:
    """The records whose measures may hold a month without a year: of long tables most are passed over as a whole."""
    spots = spots_without_year("\n".join(["", *texts]))
    if not spots:
        return []
    ends = list(accumulate(len(text) + 1 for text in texts))
    return [records[line] for line in sorted({bisect_left(ends, spot) for spot in spots})]


def _may_ask(table: Table) -> bool:
    return table.kind == "problem" and "measures" in table.mapping


def _is_over(record: RecordReading) -> bool:
    return status_of(record.fields.get("status", "")) in ENDS


def _years(table: Table, record: RecordReading) -> PlanYears:
    deadline, measures, goal = (record.fields.get(one, "") for one in ("deadline", "measures", "goal"))
    return plan_years(table.year, deadline, measures, goal)


def _of_paper(table: Table, records: Sequence[RecordReading]) -> frozenset[int]:
    """Every year that the paper names for its problems."""
    texts = "\n".join(
        text for one in records for name in ("deadline", "measures", "goal") if (text := one.fields.get(name, ""))
    )  # fmt: skip
    return years_named(texts) | frozenset({table.year.year} if table.year else ())


def _message(years: PlanYears, measure: str, words: str, deadline: str, of_paper: frozenset[int]) -> str:
    base = years.base(measure)
    days = days_read(measure, base)
    due = excerpt(deadline, 20)
    if not days and years.due is None:
        return (_UNSURE if years.named or years.stated else _UNSAID).format(words)
    if not days:
        fitting = years.fitting(measure)
        several = "、".join(map(str, fitting))
        return _SEVERAL.format(words, several) if fitting else _NONE.format(words, due)
    is_certain = years.stated is not None and years.stated.year == days[0].year
    is_only = of_paper <= {days[0].year}
    return "" if is_certain or is_only else _READ.format(words, due, "、".join(map(str, days)))


def measure_year_note(table: Table) -> str:
    """What to say where months of measures were read by the year of the title or, being the only one of the paper, of the deadlines."""
    for one in table.records[:_MOST] if _may_ask(table) else ():
        plan = one.fields.get("measures", "")
        years = _years(table, one) if may_lack_year(plan) else None
        for measure, words in without_year(plan) if years else ():
            days = days_read(measure, years.base(measure)) if years else []
            if days and years:
                where = "表上" if years.stated and years.stated.year == days[0].year else "整改时限"
                read = "、".join(map(str, days))
                return _NOTE.format(table.sheet, where, days[0].year, excerpt(words, 40), read)
    return ""

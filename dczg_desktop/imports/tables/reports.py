"""Of which month the reports of a table are, and that a person is told so; those of earlier periods where the last says nothing."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.reported import Month, month_of, report_field
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.rows import HOW_TO_FILL

_SIGNED = frozenset({"签名行", "落款日期"})
_PERIOD = re.compile(
    r"(?:20\d\d年?)?(?:\d{1,2}月|[一二三四五六七八九十]{1,2}月|第?[一二三四1-4]季度|[上下]半年|[上中下]旬|第?\d+周)"
)
_EARLIER = "有 {} 行“{}”空着，前面的“{}”写着（如第 {} 行“{}”），没有记为进展，原样作为其他栏目留着。要登记的，请写进“{}”一栏。"


def report_month(table: Table) -> Month | None:
    """The month that the table says its reports are of; None where it says none."""
    heading = table.mapping.get("progress") or table.mapping.get("result")
    if table.kind != "problem" or not heading:
        return None
    around = [
        one.text
        for one in table.left_out
        if one.why in _SIGNED or (one.row < table.first_data_row and one.why != HOW_TO_FILL)
    ]
    year = table.year.year if table.year else None
    return month_of(heading, [*table.title.split("\n"), *around], table.sheet, year)


def month_note(table: Table) -> str:
    """What to say of the month that the reports are registered under; '' where the table names none or reports nothing."""
    month = report_month(table)
    if month is None or not any(report_field(one.fields) for one in table.records):
        return ""
    when = f"{month.year}年{month.month}月" if month.year else f"最近的{month.month}月（没有写年份）"
    return f"“{table.sheet}”的进展按表上写的“{month.words}”记为{when}的进展；还没有到的月份，记为导入的月份。"


def earlier_reports(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """That rows say nothing under the last period, whose column was taken, and something under one before it: told once."""
    heading = table.mapping.get("progress")
    if table.kind != "problem" or not heading or not _PERIOD.search(rest := folded_header(heading)):
        return
    rest = _PERIOD.sub("", rest)
    place = next(number for number, one in enumerate(table.columns) if one.field == "progress")
    before = [
        one.header
        for one in table.columns[:place]
        if not one.field and _PERIOD.search(folded_header(one.header))
        if _PERIOD.sub("", folded_header(one.header)) == rest
    ]
    silent = [one for one in records if not one.fields["progress"] and any(map(one.extra.get, before))]
    if silent:
        first = silent[0]
        last = next(one for one in reversed(before) if first.extra.get(one))
        said = excerpt(first.extra[last], 20)
        words = _EARLIER.format(len(silent), heading, last, first.row, said, heading)
        yield Fault(f"{table.sheet}!{first.cells['progress']}", "", words)

"""Of which month the reports of a table are, and that a person is told so; those of earlier periods where the last says nothing."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.reported import Month, month_of, report_field
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.records.rows import HOW_TO_FILL

_SIGNED = frozenset({"签名行", "落款日期"})
_PERIOD = re.compile(
    r"(?:20\d\d年?)?(?:\d{1,2}月|[一二三四五六七八九十]{1,2}月|第?[一二三四1-4]季度|[上下]半年|[上中下]旬|第?(?:\d+|[一二三四五])周)"
)
_EARLIER = "有 {} 行“{}”空着，前面的“{}”写着（如第 {} 行“{}”）。{}。要作为最近一期的，请写进“{}”一栏。"
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_NOTHING = re.compile(r"同(?:上|前|左)(?:月|期)?|(?:暂|尚)无(?:进展)?|没有(?:进展)?")
_BY_PERIOD, _NOT_TAKEN = "各记为那一期的进展", "没有记为进展，原样作为其他栏目留着"
_OTHERS = "{}也各记为那一期的进展，台账里已有那一期的不再记。"


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
    told = [one for one, _month in earlier_months(table) if any(map(is_told, _texts(table, one)))]
    others = _OTHERS.format("".join(f"“{one}”" for one in told)) if told else ""
    return f"“{table.sheet}”的进展按表上写的“{month.words}”记为{when}的进展；还没有到的月份，记为导入的月份。{others}"


def is_told(text: str) -> bool:
    """Whether a cell under an earlier month tells anything in words: 60%, / and 同上 are no report."""
    return _WORDS.search(text) is not None and not _NOTHING.fullmatch(text.strip())


def _texts(table: Table, heading: str) -> Iterator[str]:
    return (one.extra.get(heading, "") for one in table.records)


def earlier_months(table: Table) -> list[tuple[str, Month]]:
    """The columns before that of the progress which tell the same of earlier months or quarters, with what they say of the time."""
    found = ((one, month_of(one, (), "", None)) for one in _earlier(table))
    return [(one, month) for one, month in found if month is not None]


def _earlier(table: Table) -> list[str]:
    """The headings of the columns before that of the progress which differ from it only in the period."""
    heading = table.mapping.get("progress")
    if table.kind != "problem" or not heading or not _PERIOD.search(rest := folded_header(heading)):
        return []
    rest = _PERIOD.sub("", rest)
    place = next(number for number, one in enumerate(table.columns) if one.field == "progress")
    return [
        one.header
        for one in table.columns[:place]
        if not one.field and _PERIOD.search(folded_header(one.header))
        if _PERIOD.sub("", folded_header(one.header)) == rest
    ]


def earlier_reports(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """That rows say nothing under the last period, whose column was taken, and something under one before it: told once."""
    heading, before = table.mapping.get("progress", ""), _earlier(table)
    if not before:
        return
    silent = [one for one in records if not one.fields["progress"] and any(map(one.extra.get, before))]
    if silent:
        first = silent[0]
        last = next(one for one in reversed(before) if first.extra.get(one))
        said = excerpt(first.extra[last], 20)
        taken = _BY_PERIOD if last in dict(earlier_months(table)) else _NOT_TAKEN
        words = _EARLIER.format(len(silent), heading, last, first.row, said, taken, heading)
        yield Fault(f"{table.sheet}!{first.cells['progress']}", "", words)

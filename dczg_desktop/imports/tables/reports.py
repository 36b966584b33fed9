"""Of which month the reports of a table are, and that a person is told so."""

from dczg_desktop.domain.reported import Month, month_of, report_field
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.rows import HOW_TO_FILL

_SIGNED = frozenset({"签名行", "落款日期"})


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

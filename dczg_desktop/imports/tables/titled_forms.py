"""The number of the problem that only the title of a form names (…整改任务（序号16）整改完成情况公示表, …交办件（编号D3…）办理情况公示)."""

import re

from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.numbering import is_petition_number, titled_number
from dczg_desktop.imports.reading import Grid, Table
from dczg_desktop.imports.tables.upright import Pair, form_table

_LABEL = "编号"
_OF_PROBLEM = re.compile(
    r"第[\d一二三四五六七八九十百]+[项条件](?!意见|规定|要求)|序号\s*[:：]?\s*[\d一二三四五六七八九十百]+"
)
"""Words for the number of a problem: another one may be that of the paper itself (督〔2026〕3号)."""


def titled_forms(
    grid: Grid, pairs: list[Pair], groups: list[list[Pair]], loose: list[tuple[int, str]]
) -> Table:
    """The forms of a sheet; the only one takes the one number that the lines above it name, where it has none of its own."""
    fields = {header_field(label)[0] for _row, _column, label, _text in pairs}
    first = min((row for row, _column, _label, _text in pairs), default=0)
    named = {number: row for row, text in loose if row < first and (number := _named(text))}
    if len(groups) == 1 and len(named) == 1 and not fields & {"number", "sequence"}:
        told = [(row, 0, _LABEL, number) for number, row in named.items()]
        pairs, groups = [*pairs, *told], [[*groups[0], *told]]
    return form_table(grid.name, pairs, loose, grid, records=groups)


def _named(line: str) -> str:
    number = titled_number(line)
    return number if is_petition_number(number) or _OF_PROBLEM.search(line) else ""

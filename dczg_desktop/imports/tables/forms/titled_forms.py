"""The number of the problem that only the title of a form names (…整改任务（序号16）整改完成情况公示表, …交办件（编号D3…）办理情况公示),
or the label over the problem (反馈问题（整改任务第八项））.
"""

import re

from dczg_desktop.base.text import without_blanks
from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.domain.titled_numbers import titled_number
from dczg_desktop.imports.reading import Grid, Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table

_LABEL = "编号"
_OF_PROBLEM = re.compile(
    r"第[\d一二三四五六七八九十百]+[项条件](?!意见|规定|要求)|序号\s*[:：]?\s*[\d一二三四五六七八九十百]+"
)
"""Words for the number of a problem: another one may be that of the paper itself (督〔2026〕3号)."""
_COUNT = r"(?:[一二三四五六七八九十百]{1,5}|\d{1,3})"
_NUMBERED_LABEL = re.compile(
    rf"(?P<name>[\u4e00-\u9fff]{{2,8}})[（(][\u4e00-\u9fff]{{0,8}}?(?P<number>第{_COUNT}[项条]|序号{_COUNT}|{_COUNT}号)[)）][:：]?"
)
_ALONE = re.compile(rf"[#*\s]*(?:反馈)?(?:问题|整改任务|任务|事项)\s*[（(]?({_COUNT})[)）]?[:：*\s]*")
"""问题1 alone above a form."""
_LAW = re.compile(r"[》法例定则]第[\d一二三四五六七八九十百]+条|^(?:依据|根据|按照)")
_NUMBERS = frozenset({"number", "sequence"})


def with_numbers_of_labels(pairs: list[Pair]) -> list[Pair]:
    """The contents, the number in the label of a problem being one of its own: the label is the same in every form, and the number is not."""
    if any(header_field(label)[0] in _NUMBERS for _row, _column, label, _text in pairs):
        return pairs
    return [part for pair in pairs for part in _number_and_problem(pair)]


def _number_and_problem(pair: Pair) -> list[Pair]:
    row, column, label, text = pair
    found = _NUMBERED_LABEL.fullmatch(without_blanks(label))
    if found is None or not text or header_field(found["name"])[0] != "description":
        return [pair]
    return [(row, max(column - 1, 0), _LABEL, found["number"]), (row, column, found["name"], text)]


def titled_forms(
    grid: Grid, pairs: list[Pair], groups: list[list[Pair]], loose: list[tuple[int, str]]
) -> Table:
    """The forms of a sheet, each with the one number that the lines right above it name, where none has one of its own and no other is named so."""
    fields = {header_field(label)[0] for _row, _column, label, _text in pairs}
    told = [] if fields & _NUMBERS else _numbers_above(groups, loose)
    if told:
        pairs = [*pairs, *told]
        groups = [[*group, one] for group, one in zip(groups, told, strict=True)]
    return form_table(grid.name, pairs, loose, grid, records=groups)


def _numbers_above(groups: list[list[Pair]], loose: list[tuple[int, str]]) -> list[Pair]:
    """The number above every form, all of them different; empty when one has none, or several."""
    found: list[Pair] = []
    end = -1
    for group in groups:
        rows = [row for row, *_rest in group]
        named = {number: row for row, text in loose if end < row < min(rows) and (number := _named(text))}
        if len(named) != 1:
            return []
        found += [(row, 0, _LABEL, number) for number, row in named.items()]
        end = max(rows)
    return found if len({number for *_place, number in found}) == len(found) else []


def _named(line: str) -> str:
    if alone := _ALONE.fullmatch(line):
        return alone[1]
    number = "" if _LAW.search(line) else titled_number(line)
    return number if is_petition_number(number) or _OF_PROBLEM.search(line) else ""

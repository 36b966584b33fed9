"""Tables that lie on their side: labels down the left, one problem a column, its number perhaps in the row above (项目 | 问题一 | 问题二)."""

import re
from collections import Counter
from collections.abc import Callable

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.headings import folded_header, header_field
from dczg_desktop.domain.units import is_office
from dczg_desktop.imports.reading import Grid
from dczg_desktop.imports.tables.forms.upright import FEWEST_PAIRS, Pair, is_label

NUMBER = "编号（列头）"
_ORDINAL = r"(?:[一二三四五六七八九十百]{1,4}|\d{1,3})"
_NUMBER = re.compile(
    rf"(?:(?:反馈|整改|存在)?(?:问题|任务|事项))?[（(]?({_ORDINAL})[)）]?|(第{_ORDINAL}[项个条件])(?:问题|任务)?"
)
_BARE = re.compile(rf"[（(]?{_ORDINAL}[)）]?")
_CORNER = re.compile(r"(?:(?:问题|任务|填报|整改)?(?:项目|事项|内容|栏目|要素|名称|类别|指标)|问题|任务)?")
"""What stands left of the numbers where they are bare (项目 | 1 | 2); 批次 | 3 | 4 and 资金 | 300 | 400 are no numbers of problems."""
_TOLD_ALIKE: dict[str, Callable[[str], bool]] = {
    "deadline": lambda text: read_deadline(text).understood,
    "responsible_unit": is_office,
    "lead_unit": is_office,
}
"""Rows that tell by what they hold that every column is another thing, where no row is of problems: a time or an office in each."""
_LABEL = re.compile(r"(?=.*[\u4e00-\u9fff])[^。；;：:\d]{2,16}[：:]?", re.S)
_COUNTS = frozenset({"number", "sequence"})


def sides_of(grid: Grid, others: set[int]) -> list[int]:
    """The columns of a table lying on its side, one problem a column, most rows filling the same ones; empty for a form."""
    counted: Counter[int] = Counter()
    problems: list[int] = []
    alike: list[int] = []
    rows = 0
    for row, cells in enumerate(grid.rows):
        filled = [column for column, cell in enumerate(cells) if cell]
        if row in others or not filled or any(is_label(cells[column]) for column in filled[1:]):
            continue
        rows += 1
        counted.update(filled[1:])
        field = header_field(cells[filled[0]])[0]
        if field == "description":
            problems = filled[1:]
        elif (told := _TOLD_ALIKE.get(field or "")) and all(told(cells[column]) for column in filled[1:]):
            alike = alike or filled[1:]
    is_headed = any(
        column < len(cells) and is_label(cells[column]) for cells in grid.rows for column in alike
    )
    found = problems or ([] if is_headed else alike)
    columns = [column for column in found if counted[column] * 2 > rows]
    return columns if rows >= FEWEST_PAIRS and len(columns) > 1 else []


def rows_of_sides(grid: Grid, others: set[int], sides: list[int]) -> set[int]:
    """The rows of such a table whose label nobody lists (水体名称 | 城南河 | 北门沟): a label, and contents in the columns of the problems alone."""
    if not sides:
        return set()
    last = max(row for row, cells in enumerate(grid.rows) if row not in others and any(cells))
    found = set()
    for row in range(min(others, default=last), last + 1):
        filled = [column for column, cell in enumerate(grid.rows[row]) if cell] if row in others else []
        inside = [column for column in filled[1:] if column in sides]
        is_row = bool(inside) and len(inside) == len(filled) - 1 and len(inside) * 2 > len(sides)
        if is_row and filled[0] < sides[0] and _LABEL.fullmatch(grid.rows[row][filled[0]]):
            found.add(row)
    return found - numbered_rows(grid, others, sides)


def beside(grid: Grid, others: set[int], sides: list[int]) -> list[list[Pair]]:
    """The contents of every column of such a table; one merged over several columns belongs to each of them."""
    numbered, told = _numbers_above(grid, others, sides)
    groups: list[list[Pair]] = [told[column : column + 1] for column in range(len(sides))]
    left_of = {
        (row, column): left
        for top, left, bottom, right in reversed(grid.merges)
        if left < right
        for row in range(top, min(bottom + 1, len(grid.rows)))
        for column in range(left, right + 1)
    }
    for row, cells in enumerate(grid.rows):
        if row in others or row == numbered or not any(cells):
            continue
        label = next(filter(None, cells))
        for group, column in zip(groups, sides, strict=True):
            place = column if cells[column] else left_of.get((row, column), column)
            group.append((row, place, label, cells[place]))
    return groups


def numbered_rows(grid: Grid, others: set[int], sides: list[int]) -> set[int]:
    """The row of numbers above such a table, if there is one."""
    return {_numbers_above(grid, others, sides)[0]} if sides else set()


def _numbers_above(grid: Grid, others: set[int], sides: list[int]) -> tuple[int, list[Pair]]:
    """The row that says nothing but the number of every problem, with what it says; none where a label asks for the numbers."""
    labels = [next(filter(None, cells), "") for row, cells in enumerate(grid.rows) if row not in others]
    if any(header_field(label)[0] in _COUNTS for label in labels):
        return -1, []
    first = next(row for row, cells in enumerate(grid.rows) if row not in others and any(cells))
    for row in (first, first - 1):
        cells = grid.rows[row] if row >= 0 else []
        found = [_NUMBER.fullmatch(cells[column].strip()) for column in sides if cells]
        texts = [one[1] or one[2] for one in found if one]
        if any(one and _BARE.fullmatch(one[0]) for one in found) and not _CORNER.fullmatch(
            folded_header("".join(cells[: sides[0]]))
        ):
            continue
        if len(texts) == len(sides) == len(set(texts)):
            return row, [(row, column, NUMBER, text) for column, text in zip(sides, texts, strict=True)]
    return -1, []

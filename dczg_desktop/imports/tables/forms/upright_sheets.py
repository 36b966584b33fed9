"""Upright forms: a label on the left, its content on the right, one record a form (销号公示表 and the like)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from dczg_desktop.base.text import without_blanks
from dczg_desktop.domain.headings import (
    OF_LETTERS,
    folded_header,
    header_field,
    is_header,
    may_be_header,
)
from dczg_desktop.imports.header import LONGEST_HEADER, score
from dczg_desktop.imports.reading import Grid, LeftOut, Table
from dczg_desktop.imports.tables.forms.form_lines import lines_above
from dczg_desktop.imports.tables.forms.form_rows import with_rows_below
from dczg_desktop.imports.tables.forms.inner_tables import with_inner_tables
from dczg_desktop.imports.tables.forms.numbered_lines import labels_alone, without_line_numbers
from dczg_desktop.imports.tables.forms.rows_between import UNKNOWN_LABEL, first_filled, with_rows_between
from dczg_desktop.imports.tables.forms.sideways import beside, numbered_rows, rows_of_sides, sides_of
from dczg_desktop.imports.tables.forms.spellings import one_label_a_field
from dczg_desktop.imports.tables.forms.titled_forms import titled_forms, with_numbers_of_labels
from dczg_desktop.imports.tables.forms.upright import (
    COUNTED,
    FEWEST_PAIRS,
    Pair,
    grouped,
    is_label,
)
from dczg_desktop.imports.tables.records.rows import shown
from dczg_desktop.imports.tables.values.rivals import ASKED
from dczg_desktop.imports.tables.values.unit_doubts import UNIT_FIELDS

_FOUR, _TWO = 4, 2
_BEGINS = 300
"""Rows within which forms begin: a long table is not searched to its end for labels."""
_LONGEST_BUILT = 12
_KNOWN = 0.76
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、])\s*(.{2,20})$",
    re.S,
)
_LONGEST_NUMBERED = 30
_OPENING = re.compile(r"(?:反馈)?(?:问题|整改任务|任务|事项)[（(]?[一二三四五六七八九十百\d]+[)）]?$")
"""问题（一） alone: the heading of the next form, and no label with nothing after it."""
_COUNTED_OPENING = re.compile(
    r"(?:反馈)?(?:问题|整改任务|任务|事项)[（(]?([一二三四五六七八九十百]{1,4}|\d{1,3})[)）]?$"
)
_PROBLEM = "问题"
_OFFICES_OF_TOWNS = ("办事处", "街道办")


def _is_row_label(text: str) -> bool:
    """Whether the first cell of a row is a label: a known one, that of a letter, or words with a colon."""
    return (
        is_label(text)
        or _is_of_letter(text)
        or (text[-1:] in {":", "："} and bool(UNKNOWN_LABEL.fullmatch(text)))
    )


def _is_of_letter(text: str) -> bool:
    return OF_LETTERS.match(folded_header(text)) is not None


def upright_table(grid: Grid) -> Table | None:
    """The sheet read as upright forms; None when it is rather an ordinary table or none at all."""
    grid, counted = without_line_numbers(grid)
    is_pairs = len(grid.rows[0]) == _TWO or bool(counted)
    pairs, others = _pairs_of_rows(grid, counted, is_pairs=is_pairs)
    if not pairs:
        return None
    if any(
        grid.rows[row][0].isdigit() for row, *_pair in pairs
    ):  # a list of forms has a header: 序号 | 项目 | 内容
        pairs = [pair for pair in pairs if folded_header(pair[2]) != "序号" or pair[3].isdigit()]
    pairs = with_numbers_of_labels(_with_numbers_of_openings(grid, pairs))
    pairs = with_rows_between(grid, pairs, others)
    pairs, listed = with_rows_below(grid, pairs, others)
    known = {
        folded_header(label)
        for _row, _column, label, text in pairs
        if text and (is_header(label) or _is_of_letter(label) or (is_pairs and _is_built(label)))
    }
    known |= labels_alone(grid)
    rows = {row for row, _column, _label, text in pairs if text}
    if len(known) < FEWEST_PAIRS or len(rows) < FEWEST_PAIRS or max(map(score, grid.rows)) > len(known):
        return None
    pairs, inner = with_inner_tables(grid, pairs, others - listed)
    listed |= {one.row - 1 for one in inner}
    sides = sides_of(grid, others)
    others -= rows_of_sides(grid, others, sides)
    above = [] if sides else lines_above(grid, pairs, others - listed)
    groups = (
        beside(grid, others, sides) if sides else grouped(sorted([*above, *pairs], key=lambda one: one[0]))
    )
    groups, written = one_label_a_field(groups, _surely), groups
    whole = [pair for group in groups for pair in group]
    rest = (
        (row, text)
        for row in others - listed - numbered_rows(grid, others, sides)
        if (text := _rest_of(grid, row, above))
    )
    loose = sorted([*rest, *_left_over(grid, others | listed, [*whole, *chain(*written)])])
    return _with_inner_told(titled_forms(grid, whole, groups, loose), inner)


def _pairs_of_rows(grid: Grid, counted: frozenset[int], *, is_pairs: bool) -> tuple[list[Pair], set[int]]:
    """The labels with contents of all rows, and the rows that have none; nothing for a long table that does not begin with them."""
    pairs: list[Pair] = []
    others: set[int] = set()
    is_narrow = len(grid.rows[0]) < _FOUR
    for row, cells in enumerate(grid.rows):
        if row == _BEGINS and not pairs:
            return [], set()
        found: list[Pair] = []
        if not (first := cells[0]) or not first.isascii():
            is_built = is_pairs and (row in counted or not counted)
            found = _row_pairs(row, cells) or (_built_pair(row, cells) if is_built else [])
        elif (is_narrow or "" in cells[:_FOUR]) and first.isdigit() and len(cells) - cells.count("") == 3:
            found = _numbered_pairs(row, cells)
        if found:
            pairs += found
        else:
            others.add(row)
    return pairs, others


def _with_numbers_of_openings(grid: Grid, pairs: list[Pair]) -> list[Pair]:
    """The contents with the number that 问题1 | … says of every problem, where no label asks for numbers."""
    openings = {
        row: found[1]
        for row, _column, label, _text in pairs
        for first in (next(filter(None, grid.rows[row]), ""),)
        if label == _PROBLEM and (found := _COUNTED_OPENING.match(without_blanks(first)))
    }
    of_labels = {header_field(label)[0] for _row, _column, label, _text in pairs}
    if len(set(openings.values())) < max(len(openings), _TWO) or of_labels & {"number", "sequence"}:
        return pairs
    numbers = [(row, max(first_filled(grid.rows[row]), 0), "编号", text) for row, text in openings.items()]
    return sorted([*numbers, *pairs], key=lambda pair: pair[0])


def _surely(label: str) -> str:
    """The field that a label surely names, or the label itself folded."""
    field, sure = header_field(label)
    return field if field and sure >= _KNOWN else folded_header(label)


def _with_inner_told(table: Table, inner: list[LeftOut]) -> Table:
    """The table with the rows that were read as measures in sight, and its measures asked about."""
    columns = tuple(
        replace(one, confidence=min(one.confidence, ASKED)) if inner and one.field == "measures" else one
        for one in table.columns
    )
    told = tuple(sorted((*table.left_out, *inner), key=lambda one: one.row))
    return replace(table, columns=columns, left_out=told)


def _rest_of(grid: Grid, row: int, above: list[Pair]) -> str:
    """What a row says beside the contents read from it."""
    read = {column for line, column, *_rest in above if line == row}
    return shown([cell for column, cell in enumerate(grid.rows[row]) if column not in read])


def _is_built(text: str) -> bool:
    return len(text) <= _LONGEST_BUILT and header_field(text)[1] >= _KNOWN


def _built_pair(row: int, cells: list[str]) -> list[Pair]:
    """A row of a form of two columns whose label is a header by its build (承办股站, 阶段进展), and no listed one."""
    label, content = [*filter(None, cells), "", ""][:_TWO]
    is_row = (
        bool(label and content) and _is_built(label) and not _is_row_label(content) and not _is_built(content)
    )
    return [(row, cells.index(content), label, content)] if is_row else []


def _numbered_pairs(row: int, cells: list[str]) -> list[Pair]:
    """The first row of a form inside a list, of three filled cells: its serial number, a label and its content (1 | 存在问题 | …)."""
    found = _row_pairs(row, ["", *cells[1:]])
    return [(row, 0, "序号", cells[0]), *found] if found and found[0][3] else []


def _left_over(grid: Grid, others: set[int], pairs: list[Pair]) -> Iterator[tuple[int, str]]:
    """What stands in a row of labels and is neither a label nor a content: shown as left out."""
    taken: dict[int, set[int]] = {}
    names: dict[int, set[str]] = {}
    for row, column, label, _text in pairs:
        taken.setdefault(row, set()).add(column)
        names.setdefault(row, set()).update((label, COUNTED.sub("", label)))
    for row, cells in enumerate(grid.rows):
        rest = [
            cell
            for column, cell in enumerate(cells)
            if cell
            and column not in taken.get(row, ())
            and _NUMBERED.sub(r"\1", cell) not in names.get(row, ())
            and not is_label(cell)
        ]
        if rest and row not in others:
            yield row, shown(rest)


def _row_pairs(row: int, cells: list[str]) -> list[Pair]:
    """Label and content of a row that begins with a label; a row of nothing but labels is a header and gives none."""
    first = next(filter(None, cells), "")
    if len(first) > LONGEST_HEADER or (len(first) > _LONGEST_NUMBERED and not may_be_header(first)):
        return []
    cells = _without_numbers(cells)
    first = next(filter(None, cells), "")
    if first.isascii() or not may_be_header(first):  # no label is written in Latin letters or digits alone
        return []
    if _OPENING.match(first) or not _is_row_label(first):
        return []
    filled_columns = [column for column, cell in enumerate(cells) if cell]
    pairs: list[Pair] = []
    for column, following in zip(filled_columns, [*filled_columns[1:], None], strict=True):
        if _is_row_label(cells[column]) and not (pairs and pairs[-1][1] == column and pairs[-1][3]):
            content = following is not None and (
                not _is_row_label(cells[following]) or _names_unit(cells[column], cells[following])
            )
            place = following if content and following is not None else min(column + 1, len(cells) - 1)
            pairs.append((row, place, cells[column], cells[place] if content else ""))
    pairs += _unknown_pairs(row, cells, filled_columns, {place for _row, place, *_rest in pairs})
    return pairs if len(pairs) == 1 or any(text for *_rest, text in pairs) else []


def _names_unit(label: str, text: str) -> bool:
    """Whether a text behind the label of a unit only looks like a label of places: 责任单位 | 街道办事处; 责任单位 | | 行政区域 | … is empty."""
    return header_field(label)[0] in UNIT_FIELDS and text.strip().endswith(_OFFICES_OF_TOWNS)


def _without_numbers(cells: list[str]) -> list[str]:
    """The row with labels that carry a number (一、整改任务) bare."""
    first = next((column for column, cell in enumerate(cells) if cell), 0)
    if cells and _OPENING.match(without_blanks(cells[first])) and sum(map(bool, cells)) > 1:
        return [*cells[:first], _PROBLEM, *cells[first + 1 :]]  # 问题一 | 污泥处置不规范
    if not cells or not (found := _NUMBERED.match(cells[first])) or not is_label(found[1]):
        return cells
    return [*cells[:first], found[1], *cells[first + 1 :]]


def _unknown_pairs(row: int, cells: list[str], filled_columns: list[int], taken: set[int]) -> list[Pair]:
    """A label nobody lists with its content beside one we know (编号 … 交办日期 2024.6.3): kept under its own heading."""
    rest = [column for column in filled_columns if column not in taken and not is_label(cells[column])]
    pairs: list[Pair] = []
    for column, following in zip(rest[::2], rest[1::2], strict=False):
        between = any(column < other < following for other in filled_columns)
        if not between and UNKNOWN_LABEL.fullmatch(cells[column]):
            pairs.append((row, following, cells[column], cells[following]))
    return pairs

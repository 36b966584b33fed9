"""Upright forms: a label on the left, its content on the right, one record a form (销号公示表 and the like)."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import takewhile

from dczg_desktop.domain.headings import LABELS, folded_header, header_field, is_header, may_be_header
from dczg_desktop.imports.header import LONGEST_HEADER, score
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Grid, LeftOut, Table
from dczg_desktop.imports.tables.form_rows import with_rows_below
from dczg_desktop.imports.tables.mapping import columns_of, kind_of, kind_with_numbers
from dczg_desktop.imports.tables.private import PRIVATE, is_petitioners, petitioner_columns
from dczg_desktop.imports.tables.rows import is_form_line, shown
from dczg_desktop.imports.tables.sheets import filled

FEWEST_PAIRS = 3
_FOUR = 4
_LONGEST_TITLE = 80
_UNKNOWN_LABEL = re.compile(r"[\u4e00-\u9fff（）()、/\s]{2,12}[:：]?")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、])\s*(.{2,20})$",
    re.S,
)
_LONGEST_NUMBERED = 30
_COUNTED = re.compile(r"（\d{1,9}）$")
"""Behind a label that comes again within one record."""
_OPENING = re.compile(r"(?:反馈)?(?:问题|整改任务|任务|事项)[（(]?[一二三四五六七八九十百\d]+[)）]?$")
"""问题（一） alone: the heading of the next form, and no label with nothing after it."""


Pair = tuple[int, int, str, str]
"""Row and column of a content (from 0), its label, its text; in a document the column counts the lines that follow."""


def is_label(text: str) -> bool:
    """Whether a text is the label of a field or of a known line of notices."""
    return len(text) <= LONGEST_HEADER and (is_header(text) or folded_header(text) in LABELS)


def _is_row_label(text: str) -> bool:
    """Whether the first cell of a row is a label: a known one, or words with a colon."""
    return is_label(text) or (text[-1:] in {":", "："} and bool(_UNKNOWN_LABEL.fullmatch(text)))


def upright_table(grid: Grid) -> Table | None:
    """The sheet read as upright forms; None when it is rather an ordinary table or none at all."""
    pairs: list[Pair] = []
    others: set[int] = set()
    is_narrow = len(grid.rows[0]) < _FOUR
    for row, cells in enumerate(grid.rows):
        found: list[Pair] = []
        if not (first := cells[0]) or not first.isascii():
            found = _row_pairs(row, cells)
        elif (is_narrow or "" in cells[:_FOUR]) and first.isdigit() and len(cells) - cells.count("") == 3:
            found = _numbered_pairs(row, cells)
        if found:
            pairs += found
        else:
            others.add(row)
    if any(
        grid.rows[row][0].isdigit() for row, *_pair in pairs
    ):  # a list of forms has a header: 序号 | 项目 | 内容
        pairs = [pair for pair in pairs if folded_header(pair[2]) != "序号" or pair[3].isdigit()]
    pairs, listed = with_rows_below(grid, pairs, others)
    known = {folded_header(label) for _row, _column, label, text in pairs if text and is_header(label)}
    rows = {row for row, _column, _label, text in pairs if text}
    if len(known) < FEWEST_PAIRS or len(rows) < FEWEST_PAIRS or max(map(score, grid.rows)) > len(known):
        return None
    sides = _sides(grid, others)
    groups = _beside(grid, others, sides) if sides else _grouped(pairs)
    whole = [pair for group in groups for pair in group]
    loose = [(row, shown(grid.rows[row])) for row in others - listed if any(grid.rows[row])]
    loose = sorted([*loose, *_left_over(grid, others | listed, whole)])
    return form_table(grid.name, whole, loose, grid, records=groups)


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
        names.setdefault(row, set()).update((label, _COUNTED.sub("", label)))
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


def _sides(grid: Grid, others: set[int]) -> list[int]:
    """The columns of a table lying on its side, one problem a column, most rows filling the same ones; empty for a form."""
    counted: Counter[int] = Counter()
    problems: list[int] = []
    rows = 0
    for row, cells in enumerate(grid.rows):
        filled = [column for column, cell in enumerate(cells) if cell]
        if row in others or not filled or any(is_label(cells[column]) for column in filled[1:]):
            continue
        rows += 1
        counted.update(filled[1:])
        if header_field(cells[filled[0]])[0] == "description":
            problems = filled[1:]
    columns = [column for column in problems if counted[column] * 2 > rows]
    return columns if rows >= FEWEST_PAIRS and len(columns) > 1 else []


def _beside(grid: Grid, others: set[int], sides: list[int]) -> list[list[Pair]]:
    """The contents of every column of such a table; one merged over several columns belongs to each of them."""
    groups: list[list[Pair]] = [[] for _column in sides]
    left_of = {
        (row, column): left
        for top, left, bottom, right in reversed(grid.merges)
        if left < right
        for row in range(top, min(bottom + 1, len(grid.rows)))
        for column in range(left, right + 1)
    }
    for row, cells in enumerate(grid.rows):
        if row in others or not any(cells):
            continue
        label = next(filter(None, cells))
        for group, column in zip(groups, sides, strict=True):
            place = column if cells[column] else left_of.get((row, column), column)
            group.append((row, place, label, cells[place]))
    return groups


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
        if _is_row_label(cells[column]):
            content = following is not None and not _is_row_label(cells[following])
            place = following if content and following is not None else min(column + 1, len(cells) - 1)
            pairs.append((row, place, cells[column], cells[place] if content else ""))
    pairs += _unknown_pairs(row, cells, filled_columns, {place for _row, place, *_rest in pairs})
    return pairs if len(pairs) == 1 or any(text for *_rest, text in pairs) else []


def _without_numbers(cells: list[str]) -> list[str]:
    """The row with labels that carry a number (一、整改任务) bare."""
    first = next((column for column, cell in enumerate(cells) if cell), 0)
    if cells and _OPENING.match(cells[first]) and sum(map(bool, cells)) > 1:
        return [*cells[:first], "问题", *cells[first + 1 :]]  # 问题一 | 污泥处置不规范
    if not cells or not (found := _NUMBERED.match(cells[first])) or not is_label(found[1]):
        return cells
    return [*cells[:first], found[1], *cells[first + 1 :]]


def _unknown_pairs(row: int, cells: list[str], filled_columns: list[int], taken: set[int]) -> list[Pair]:
    """A label nobody lists with its content beside one we know (编号 … 交办日期 2024.6.3): kept under its own heading."""
    rest = [column for column in filled_columns if column not in taken and not is_label(cells[column])]
    pairs: list[Pair] = []
    for column, following in zip(rest[::2], rest[1::2], strict=False):
        between = any(column < other < following for other in filled_columns)
        if not between and _UNKNOWN_LABEL.fullmatch(cells[column]):
            pairs.append((row, following, cells[column], cells[following]))
    return pairs


def form_table(
    name: str,
    pairs: list[Pair],
    loose: list[tuple[int, str]],
    source: Grid | None = None,
    unit: str = "行",
    records: list[list[Pair]] | None = None,
) -> Table:
    """One table out of labelled contents: a label met again begins the next record, unless `records` says which belong together.

    Without a `source` grid a place is counted in `unit` and spans the lines of the content (`第8行`, `第8–10段`).
    """
    groups = _grouped(pairs) if records is None else records
    counted = (one for group in groups for one in group)
    labels = list(dict.fromkeys(label for _row, _column, label, _text in (*pairs, *counted)))
    columns_by_label = {label: column for column, label in enumerate(labels)}
    rows = _tops(groups)
    grid = Grid(name, [[""] * len(labels) for _row in range(max(rows) + 1)])
    for top, group in zip(rows, groups, strict=True):
        first = source.place(top, group[0][1]) if source else f"第{group[0][0] + 1}{unit}"
        grid.places.update({(top, index): first for index in range(len(labels))})
        for row, column, label, text in group:
            index = columns_by_label[label]
            grid.rows[top][index] = text
            if source and (row, column) in source.odd:
                grid.odd[top, index] = source.odd[row, column]
            grid.places[top, index] = source.place(row, column) if source else _lines(row, column, unit)
    cells = [grid.rows[row] for row in rows]
    labels, unread = _without_petitioners(labels, cells)
    columns = columns_of(tuple(labels), cells)
    fields = {column.field for column in columns if column.field}
    kind = kind_with_numbers(kind_of(tuple(labels), fields, cells), columns, cells)
    above = [
        text
        for row, text in loose
        if row < rows[0] and not is_form_line(text) and not _is_private(text, kind)
    ]
    title = list(
        takewhile(
            lambda text: (
                len(text) <= _LONGEST_TITLE
                and not text.endswith(("。", "：", ":"))
                and not text.startswith(("附件", "附表"))
            ),
            above,
        )
    )
    listed = [left_out(row, text, kind) for row, text in loose if row >= rows[0] or text not in title] + [
        LeftOut(rows[0] + 1, f"“{label}”", PRIVATE) for label in unread
    ]
    draft = Table(name, "\n".join(title), (), rows[0] + 1, kind, {}, (), (), (), (), tuple(listed), grid)
    return filled(draft, columns, rows, MergedDown())


def _without_petitioners(labels: list[str], cells: list[list[str]]) -> tuple[list[str], list[str]]:
    """The labels without those of who complained, whose contents are emptied; and what they were."""
    private = petitioner_columns(tuple(labels), cells)
    for row in cells:
        for column in private:
            row[column] = ""
    kept = ["" if column in private else label for column, label in enumerate(labels)]
    return kept, [labels[column] for column in sorted(private)]


def _label(text: str) -> str:
    return re.split(r"[\s:：]", text, maxsplit=1)[0]


def _is_private(text: str, kind: str) -> bool:
    return kind == "petition" and is_petitioners(_label(text))


def left_out(row: int, text: str, kind: str) -> LeftOut:
    """A line that is no record; what it says of who complained is not shown."""
    is_private = _is_private(text, kind)
    return LeftOut(row + 1, f"“{_label(text)}”" if is_private else text, PRIVATE if is_private else "说明")


def _tops(groups: list[list[Pair]]) -> list[int]:
    """The row each record stands in: that of its first content, or the next free one where two begin on one line."""
    tops: list[int] = []
    for group in groups:
        tops.append(max(group[0][0], tops[-1] + 1 if tops else 0))
    return tops


def _lines(row: int, more: int, unit: str) -> str:
    """The place of a content in a document; `more` is how many lines it goes on after its first."""
    return f"第{row + 1}–{row + 1 + more}{unit}" if more else f"第{row + 1}{unit}"


def _grouped(pairs: list[Pair]) -> list[list[Pair]]:
    """A known label that comes again begins the next record; another one (日期 … 日期) is counted within its record."""
    groups: list[list[Pair]] = [[]]
    times: Counter[str] = Counter()
    for row, column, label, text in pairs:
        before = times[label]
        if before and is_label(label):
            groups.append([])
            times.clear()
        name = f"{label}（{before + 1}）" if before and not is_label(label) else label
        times[_COUNTED.sub("", name)] += 1
        groups[-1].append((row, column, name, text))
    return groups

"""Upright forms: labelled contents put together to records, one a form, each content with its place."""

import re
from collections import Counter
from dataclasses import replace
from itertools import dropwhile, pairwise, takewhile

from dczg_desktop.domain.headings import LABELS, folded_header, header_field, is_header
from dczg_desktop.imports.furniture import is_furniture
from dczg_desktop.imports.header import LONGEST_HEADER
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, LeftOut, Table
from dczg_desktop.imports.tables.columns.labelled import with_labels_read, with_turns_read
from dczg_desktop.imports.tables.columns.mapping import columns_of, kind_of, kind_with_numbers
from dczg_desktop.imports.tables.columns.private import NAME, PRIVATE, is_petitioners, petitioner_columns
from dczg_desktop.imports.tables.columns.telephones import with_telephones_apart
from dczg_desktop.imports.tables.records.rows import is_form_line
from dczg_desktop.imports.tables.sheets import filled

FEWEST_PAIRS = 3
_LONGEST_TITLE = 80
_APPENDIX = re.compile(r"附[件表]\s*[一二三四五六七八九十\d]{0,3}(?:[-—]\d{1,2})?[：:]?")
COUNTED = re.compile(r"（\d{1,9}）$")
"""Behind a label that comes again within one record."""

Pair = tuple[int, int, str, str]
"""Row and column of a content (from 0), its label, its text; in a document the column counts the lines that follow."""


def is_label(text: str) -> bool:
    """Whether a text is the label of a field or of a known line of notices."""
    return len(text) <= LONGEST_HEADER and (is_header(text) or folded_header(text) in LABELS)


def begins_record(label: str) -> bool:
    """Whether a label that comes again belongs to the next record: a known one, and a number by the build of its name (督办编号)."""
    return is_label(label) or (len(label) <= LONGEST_HEADER and header_field(label)[0] == "number")


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
    groups = grouped(pairs) if records is None else records
    counted = (one for group in groups for one in group)
    labels = list(dict.fromkeys(label for _row, _column, label, _text in (*pairs, *counted)))
    columns_by_label = {label: column for column, label in enumerate(labels)}
    rows = _tops(groups)
    grid = Grid(name, [[""] * len(labels) for _row in range(max(rows) + 1)])
    grid.is_1904 = source is not None and source.is_1904
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
    # the labels inside a running text are parted already
    columns = with_labels_read(grid, columns, rows) if source else with_turns_read(grid, columns, rows)
    columns = with_telephones_apart(grid, columns, rows, MergedDown())
    fields = {column.field for column in columns if column.field}
    kind = kind_with_numbers(kind_of(tuple(labels), fields, cells), columns, cells)
    columns = _of_petition(columns) if kind == "petition" else columns
    above = [
        text
        for row, text in loose
        if row < rows[0] and not (is_form_line(text) or is_furniture(text) or _is_private(text, kind))
    ]
    title = list(
        takewhile(
            lambda text: (
                len(text) <= _LONGEST_TITLE
                and not text.endswith(("。", "：", ":"))
                and not text.startswith(("附件", "附表"))
            ),
            dropwhile(_APPENDIX.fullmatch, above),
        )
    )
    listed = [left_out(row, text, kind) for row, text in loose if row >= rows[0] or text not in title] + [
        LeftOut(rows[0] + 1, f"“{label}”", PRIVATE) for label in unread
    ]
    draft = Table(
        name,
        "\n".join(title),
        (),
        rows[0] + 1,
        kind,
        {},
        (),
        (),
        (),
        (),
        tuple(listed),
        grid,
    )
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


def _of_petition(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of what only its number tells to be a petition: 处理结果, 办结状态 are what they are called, and no progress or state of a problem."""
    taken = {column.field for column in columns}
    own = {"progress": "result", "status": "completion"}
    return tuple(
        replace(one, field=field)
        if (field := own.get(one.field or "")) and field not in taken and header_field(one.header)[0] == field
        else one
        for one in columns
    )


def _is_private(text: str, kind: str) -> bool:
    return kind == "petition" and (is_petitioners(_label(text)) or _label(text) == NAME)


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


def grouped(pairs: list[Pair]) -> list[list[Pair]]:
    """A known label that comes again begins the next record; another one (日期 … 日期) is counted within its record.

    The first label of all does so where it begins records alike, known or not (总序号, 分序号, 问题 …).
    """
    groups: list[list[Pair]] = [[]]
    times: Counter[str] = Counter()
    starts = _starts(pairs)
    for place, (row, column, label, text) in enumerate(pairs):
        before = times[label]
        is_next = place in starts if starts else before and begins_record(label)
        if is_next and groups[-1]:
            groups.append([])
            times.clear()
            before = 0
        name = f"{label}（{before + 1}）" if before else label
        times[COUNTED.sub("", name)] += 1
        groups[-1].append((row, column, name, text))
    return groups


def _starts(pairs: list[Pair]) -> set[int]:
    """Where the label that stands first comes again, when every record from one to the next has the same labels in the same order."""
    labels = [label for _row, _column, label, _text in pairs]
    starts = [place for place, label in enumerate(labels) if label == labels[0]]
    parts = {tuple(labels[start:end]) for start, end in pairwise([*starts, len(labels)])}
    return set(starts) if len(starts) > 1 and len(parts) == 1 else set()

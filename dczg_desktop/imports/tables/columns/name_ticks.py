"""A matrix with a column for every place, office or type (青石县 | 河湾县 | 云溪区, a √ where the problem is theirs): read as one column of names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dczg_desktop.domain.areas import is_place
from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.units import is_office
from dczg_desktop.domain.vocabulary import title_categories
from dczg_desktop.imports.header import Header
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Grid, LeftOut, letters
from dczg_desktop.imports.tables.columns.tick_columns import TICKS

_FEWEST, _LONGEST = 2, 16
_OTHER_MARKS = frozenset({"○", "★", "☆", "*", "是", "有", "Y", "y", "涉及"})
"""Ticks too where no other sign stands in the columns."""
_ROLES = frozenset({"牵头", "主责", "责任", "主办", "配合", "协办", "参与", "协助", "督导", "验收"})
_NAMES = frozenset(
    {
        "area",
        "category",
        "responsible_unit",
        "lead_unit",
        "supporting_unit",
        "supervising_unit",
        "accepting_unit",
    }
)
_OF_PROBLEM = frozenset({"area", "category"})
_HEADINGS = {"place": "行政区域", "office": "责任单位", "category": "类型"}


def with_names_read(
    grid: Grid, header: Header, rows: Sequence[int], merged: MergedDown
) -> tuple[Header, list[LeftOut], frozenset[str]]:
    """The header with every such matrix as one column, what to say of it, and the letters of the columns to ask about."""
    labels = list(header.labels)
    told: list[LeftOut] = []
    asked: set[str] = set()
    for first, last, heading in _runs(header.labels):
        columns = range(first, last + 1)
        names = [labels[column].rpartition("/")[2] for column in columns]
        cells = [[grid.rows[row][column].strip() for column in columns] for row in rows]
        if not _are_marks({cell for line in cells for cell in line if cell}):
            continue
        for row, line in zip(rows, cells, strict=True):
            marked = [
                f"{name}（{cell}）" if cell in _ROLES else name
                for name, cell in zip(names, line, strict=True)
                if cell
            ]
            for column in columns:
                grid.rows[row][column] = ""
            grid.rows[row][first] = "、".join(marked)
        if header_field(heading)[0] in _OF_PROBLEM:
            _gather(grid, rows, first, merged)
        labels[first] = heading
        labels[first + 1 : last + 1] = [""] * (last - first)
        asked.add(letters(first))
        text = f"{letters(first)}–{letters(last)} 列：{'、'.join(names)}"
        told.append(LeftOut(header.bottom + 1, text, f"勾选栏，已读作“{heading}”一栏，请核对"))
    return replace(header, labels=tuple(labels)), told, frozenset(asked)


def _gather(grid: Grid, rows: Sequence[int], place: int, merged: MergedDown) -> None:
    """A problem is where any of its measures is: names of rows merged under it are its names too."""
    for row in rows:
        if (covered := merged.of_row(row)) and grid.rows[row][place]:
            top = grid.rows[min(covered.values())]
            both = f"{top[place]}、{grid.rows[row][place]}".strip("、")
            top[place] = "、".join(dict.fromkeys(both.split("、")))


def _are_marks(signs: set[str]) -> bool:
    return bool(signs) and (signs <= TICKS | _ROLES or (len(signs) == 1 and signs <= _OTHER_MARKS))


def _runs(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First and last column of every run of different names of one sort side by side, and the heading they have or should have."""
    start = 0
    while start < len(labels):
        sort = _sort(labels[start])
        end = start
        while sort and end + 1 < len(labels) and (following := _sort(labels[end + 1])):
            if following != sort and {following, sort} != {"place", "office"}:
                break
            sort = "office" if following != sort else sort
            end += 1
        if sort and end + 1 - start >= _FEWEST and len(set(labels[start : end + 1])) == end + 1 - start:
            yield start, end, _HEADINGS.get(sort, sort)
        start = end + 1


def _sort(label: str) -> str:
    """What a label is the name of: the heading over it where that says so, else place, office or category; '' for any other."""
    upper, _, name = label.rpartition("/")
    if not name or len(name) > _LONGEST:
        return ""
    if upper and header_field(upper)[0] in _NAMES:
        return upper
    if is_place(name):
        return "place"
    if is_office(name):
        return "office"
    return "category" if title_categories(name) else ""

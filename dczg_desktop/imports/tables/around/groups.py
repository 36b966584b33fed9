"""Titles of groups inside a table (大气｜2个, 一、水环境问题（3个）, 云溪镇（2件）): no records, and what they name is said of the rows below."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from dczg_desktop.domain.areas import is_place
from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.traditional import simplified
from dczg_desktop.domain.units import is_office
from dczg_desktop.domain.vocabulary import title_categories
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, LeftOut, Oddity, column_number, letters
from dczg_desktop.imports.tables.around.against_state import AGAINST, is_against
from dczg_desktop.imports.tables.around.named_state import state_field, state_in
from dczg_desktop.imports.tables.records.continued import GROUP
from dczg_desktop.imports.tables.records.rows import TITLE_OR_NOTE, shown

SUM = "分组小计"
OF_TITLE = "title"
"""The oddity of an empty cell of states that was read as the title of its group says."""
_TITLES = frozenset({TITLE_OR_NOTE, GROUP, SUM})
_MOST_CELLS, _LONGEST, _UNSURE, _SURE = 3, 30, 0.74, 0.75
_UNIT = r"[个件项条处起家宗]"
_HANDED = r"(?:20\d\d年)?\d{1,2}月\d{1,2}日[\u4e00-\u9fff]{0,4}"
"""第一批（5月12日交办，共3件）."""
_COUNT = re.compile(
    rf"(?:[小合共总]?计|共有?)?[:：]?\s*\d{{1,4}}\s*{_UNIT}(?:问题|信访件|任务|事项)?|[小合共总]计[:：]?\s*\d{{0,4}}"
)
_MAY_COUNT = re.compile(r"^(?:.{1,6}\n)?.{1,40}(?:\n.{0,12}[\d计].{0,12}){0,2}$")
"""A quick look at the many rows that only lack some cells."""
_ORDINAL = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]?[、.．]?")
_LEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|\d{1,2}[、.．])\s*"
)
_TRAILING = re.compile(
    rf"\s*[（(]\s*(?:{_HANDED}[，,、；;]\s*)?(?:[小合共总]?计|共有?)?[:：]?\s*\d{{1,4}}\s*{_UNIT}?(?:问题|信访件|任务|事项)?\s*[)）]$"
    rf"|[:：，,]?\s*(?:[小合共总]计|共有?)[:：]?\s*\d{{1,4}}\s*{_UNIT}(?:问题|信访件|任务|事项)?$|\s*[小合]计$"
)
_SENTENCE = re.compile(r"[。；;，,：:！!？?]")
_CHAPTER = re.compile(r"(?:方面|领域|类|问题|任务)$")
_BATCH = re.compile(r"第[\d一二三四五六七八九十百]+批次?")
_SOURCE = re.compile(r"[\u4e00-\u9fff\d年“”\"]*(?:督察|督查|暗访|警示片|巡视|巡察|审计)[\u4e00-\u9fff]*")
_LABEL = re.compile(r"([\u4e00-\u9fff]{2,8})[:：](.+)")
_SEVERAL = 2
_STATES = frozenset({"status", "completion"})
_FIELDS = {
    "batch": "批次",
    "area": "行政区域",
    "responsible_unit": "责任单位",
    "category": "类型",
    "source": "来源",
    "status": "完成情况",
    "completion": "是否办结",
    "responsible_leader": "责任领导",
    "lead_leader": "牵头领导",
    "responsible_person": "责任人",
    "lead_unit": "牵头单位",
    "supervising_unit": "督导单位",
}


@dataclass(frozen=True, slots=True)
class _Group:
    """One such row (from 0): what it names, as what field of the records ('' where nobody knows), how many it counts."""

    row: int
    column: int
    field: str
    value: str
    count: int | None
    is_sum: bool
    style: str
    is_labelled: bool


def without_group_rows(
    grid: Grid, columns: Sequence[Column], rows: list[int], left_out: list[LeftOut], wide: Container[int]
) -> tuple[list[int], list[LeftOut]]:
    """The records without rows that only name a group and how many it has; where the names tell nothing, most numbers have to be right."""
    problem = next((column_number(one.letter) for one in columns if one.field == "description"), None)
    number = next((column_number(one.letter) for one in columns if one.field in {"number", "sequence"}), None)
    if problem is None:
        return rows, left_out
    most = min(_MOST_CELLS, len(columns) - 1)
    few = [row for row in rows if row not in wide and len(grid.rows[row]) - grid.rows[row].count("") <= most]
    short = [row for row in few if _MAY_COUNT.search("\n".join(filter(None, grid.rows[row])))]
    found = {row: group for row in short if (group := _group(grid.rows[row], row, number, alone=False))}
    counted = (
        {_style(grid.rows[row][number]) for row in rows if row not in found}
        if found and number is not None
        else set()
    )
    found = {row: one for row, one in found.items() if not one.style or one.style not in counted}
    rest = [row for row in rows if row not in found]
    if not found or not rest or len(found) > len(rest):
        return rows, left_out
    in_turn = sorted(found)
    right = [_is_right(one, in_turn, rest) for one in found.values() if not one.field and not one.is_sum]
    groups = [one for one in found.values() if one.field or one.is_sum or sum(right) * 2 >= len(right)]
    taken = {one.row for one in groups if _is_poorer(grid, one.row, rest)}
    others = [
        LeftOut(row + 1, shown(grid.rows[row]), SUM if found[row].is_sum else GROUP) for row in sorted(taken)
    ]
    return [row for row in rows if row not in taken], sorted([*left_out, *others], key=lambda one: one.row)


def with_groups_said(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], left_out: list[LeftOut], merged: MergedDown
) -> tuple[tuple[Column, ...], list[LeftOut]]:
    """The columns with one more for everything that titles of groups name and no column has; a person is asked about each.

    A title that nobody knows how to take is kept under a heading of its own.
    """
    problem = next((column_number(one.letter) for one in columns if one.field == "description"), None)
    if problem is None or not rows or not (groups := _of_titles(grid, left_out, rows)):
        return columns, left_out
    known = frozenset(column.field for column in columns)
    groups = [replace(one, field=state_field(known)[0]) if one.field == "status" else one for one in groups]
    fields = list(dict.fromkeys(one.field for one in groups))
    under = _under(groups, rows)
    filled = _with_states_filled(grid, columns, [(one, under[one.row]) for one in groups], merged)
    used = {one.field for one in groups if under[one.row]} - {field for field in known if field}
    new = [field for field in fields if field in used]
    place = {field: len(grid.rows[0]) + number for number, field in enumerate(new)}
    for cells in grid.rows if new else ():
        cells.extend([""] * len(new))
    for group in groups:
        for row in under[group.row] if group.field in place else ():
            grid.rows[row][place[group.field]] = group.value
            grid.places[row, place[group.field]] = grid.place(group.row, group.column)
    told = {
        one.row: _told(
            one, [row for row in under[one.row] if problem not in merged.of_row(row)], {*place, *filled}
        )
        for one in groups
    }
    made = [
        Column(letters(place[field]), f"{_FIELDS[field]}（分组标题）", field, _UNSURE)
        if field
        else Column(letters(place[field]), GROUP, None, 0.0)
        for field in new
    ]
    return (*columns, *made), [replace(one, why=told.get(one.row - 1, one.why)) for one in left_out]


def _with_states_filled(
    grid: Grid,
    columns: Sequence[Column],
    under: Sequence[tuple[_Group, Sequence[int]]],
    merged: MergedDown,
) -> set[str]:
    """The fields of states whose empty cells now say what the title of their group does; each is asked about, and what says otherwise."""
    places = {one.field: column_number(one.letter) for one in columns if one.field in _STATES}
    filled: set[str] = set()
    for group, rows in under:
        place = places.get(group.field, -1)
        for row in rows if place >= 0 else ():
            own = grid.rows[row][place]
            if not own and not merged.of_row(row):
                grid.rows[row][place] = group.value
                grid.odd[row, place] = Oddity(OF_TITLE, "")
                filled.add(group.field)
            elif is_against(group.value, own):
                grid.odd.setdefault((row, place), Oddity(AGAINST, own))
    return filled


def _told(group: _Group, rows: Sequence[int], read: Container[str]) -> str:
    """The word for a title that was taken, and that it counts otherwise than what was read under it."""
    words = f"{SUM if group.is_sum else GROUP}"
    if group.field in read and rows:
        words += f"，已读作“{_FIELDS[group.field]}”" if group.field else "，已记在下面各行的“其他栏目”"
    if group.count is not None and rows and group.count != len(rows):
        words += f"；写着 {group.count} 个，读出 {len(rows)} 个，请核对"
    return words


def _of_titles(grid: Grid, left_out: Sequence[LeftOut], records: Sequence[int]) -> list[_Group]:
    """The groups that rows left out name; one in the style of those before it, which nobody knows, is of their kind.

    What is said under a label, or behind the last record too, is of the rows below only where it is so above the first of
    the `records`: else it may be of the record above.
    """
    rows = [one.row - 1 for one in left_out if one.why in _TITLES]
    found = [group for row in rows if (group := _group(grid.rows[row], row, None, alone=True))]
    said_of_others = [one for one in found if not one.is_sum]
    if said_of_others and said_of_others[0].row > records[0]:
        is_below = said_of_others[-1].row > records[-1]
        found = [one for one in found if one.is_sum or not (is_below or one.is_labelled)]
    styles: dict[str, list[str]] = {}
    for one in found:
        styles.setdefault(one.style, []).append(one.field)
    groups = []
    for one in found:
        named = [field for field in styles[one.style] if field]
        is_like = len(set(named)) == 1 and len(named) * 2 >= len(styles[one.style]) and bool(one.style)
        field = one.field or (named[0] if is_like else "")
        is_told = _CHAPTER.search(one.value) or len(styles[one.style]) >= _SEVERAL
        is_chapter = bool(one.style and is_told)  # 一、思想认识方面; 一、马关电厂 and 二、普者黑电站
        if field or one.count is not None or one.is_sum or is_chapter:
            groups.append(replace(one, field=field))
    return groups


def _under(groups: Sequence[_Group], rows: Sequence[int]) -> dict[int, Sequence[int]]:
    """The rows that each group is of: to the next of its kind or of one that holds it; a sum below its rows is of those above it."""
    order = {field: place for place, field in enumerate(dict.fromkeys(one.field for one in groups))}
    ends = [[one.row for one in groups if order[one.field] <= level] for level in range(len(order))]
    are_below = groups[0].row > rows[0]
    found: dict[int, Sequence[int]] = {}
    for group in groups:
        others = ends[order[group.field]]
        place = bisect_left(others, group.row)
        if group.is_sum and are_below:
            first = others[place - 1] if place else -1
            found[group.row] = rows[bisect_right(rows, first) : bisect_left(rows, group.row)]
        else:
            last = others[place + 1] if place + 1 < len(others) else rows[-1] + 1
            found[group.row] = rows[bisect_right(rows, group.row) : bisect_left(rows, last)]
    return found


def _is_right(group: _Group, groups: Sequence[int], rows: Sequence[int]) -> bool:
    """Whether as many rows stand between a group and the next one as it counts."""
    place = bisect_right(groups, group.row)
    last = groups[place] if place < len(groups) else rows[-1] + 1
    return group.count == bisect_left(rows, last) - bisect_right(rows, group.row)


def _is_poorer(grid: Grid, row: int, rows: Sequence[int]) -> bool:
    """Whether the record next to it fills more columns."""
    place = min(bisect_left(rows, row), len(rows) - 1)
    return sum(map(bool, grid.rows[rows[place]])) > sum(map(bool, grid.rows[row]))


def _group(cells: list[str], row: int, number: int | None, *, alone: bool) -> _Group | None:
    """What a row says when it is nothing but one title, a number before it and a count behind it; without a count only when `alone`."""
    filled = [(column, simplified(text.strip())) for column, text in enumerate(cells) if text]
    style = ""
    if len(filled) > 1 and _ORDINAL.fullmatch(filled[0][1]):
        style = _style(filled.pop(0)[1])
    if not filled or len(filled[0][1]) > 2 * _LONGEST:
        return None
    column, text = filled[0]
    leading, behind = _LEADING.match(text), _TRAILING.search(text)
    title = text[leading.end() if leading else 0 : behind.start() if behind else len(text)]
    labelled = _labelled(title)
    field, value = labelled or _named(title)
    if not value or len(title) > _LONGEST or _SENTENCE.search(value) or title.isdigit():
        return None
    counts = ["".join(text.split()) for place, text in filled[1:] if place != number]
    are_counts = len(counts) == len(filled) - 1 and all(
        _COUNT.fullmatch(one) or (field and one.isdigit()) for one in counts
    )
    if not are_counts or not (alone or counts or (behind and field)):
        return None
    said = "".join(counts) + (behind[0] if behind else "")
    count = re.search(rf"\d+(?=\s*{_UNIT})", said) or re.search(r"\d+", said)
    style = style or (_style(leading[0]) if leading else "")
    number_said = int(count[0]) if count else None
    return _Group(row, column, field, value, number_said, "计" in said, style, labelled is not None)


def _style(ordinal: str) -> str:
    """一、 and 二、 are of one style, （一） and 1. of others."""
    return re.sub(r"[一二三四五六七八九十]+", "一", re.sub(r"\d+", "1", ordinal.strip()))


def _labelled(title: str) -> tuple[str, str] | None:
    """What a title says under a label (责任单位：县水利局)."""
    found = _LABEL.fullmatch(title)
    field, sure = header_field(found[1]) if found else (None, 0.0)
    return (field, found[2].strip()) if found and field in _FIELDS and sure >= _SURE else None


def _named(title: str) -> tuple[str, str]:
    """The field that a title is about and what it says there; ('', title) where nobody knows."""
    if found := _BATCH.match(title):
        return "batch", title if len(_BATCH.findall(title)) > 1 else found[0]
    if state := state_in(title):
        return "status", state
    if is_place(title):
        return "area", title
    if is_office(title):
        return "responsible_unit", title
    if title_categories(title):
        return "category", re.sub(r"(?:突出|存在的?)?(?:问题|方面|类)+$", "", title) or title
    return ("source", title) if _SOURCE.fullmatch(title) else ("", title)

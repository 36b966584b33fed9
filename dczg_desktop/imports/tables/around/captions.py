"""Problems written across the table with their measures below (`问题一：…` over 序号 | 整改措施 | 责任单位): each is the problem of its rows."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, LeftOut, letters
from dczg_desktop.imports.tables.records.rows import shown

HEADER, READ, JOINED = "问题（通栏）", "问题，已读入下面各行", "已并入上一行"
_CAPTION = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.．、])?\s*"
    r"(?:督察|反馈|整改|具体|存在|交办)*(?:问题|任务|事项)"
    r"(?:\s*(?:[（(][一二三四五六七八九十\d]{0,4}[)）]?|[一二三四五六七八九十\d]{1,4}[)）]?|[)）]))?"
    r"(?:\s*(?:[:：、.．]|——)\s*|(?=[^\S 　]*[ 　])\s+)\S"
)
_LABELLED = re.compile(r"^([\u4e00-\u9fff]{2,12})[:：]\s*(.+)$", re.S)
_BELOW = frozenset(
    {"progress", "result", "measures", "goal", "status", "findings", "completion", "accountability", "remark"}
)
_LONG = 15
_UNSURE = 0.74


def with_captions(
    grid: Grid,
    columns: tuple[Column, ...],
    rows: Sequence[int],
    left_out: list[LeftOut],
    above: range,
    merged: MergedDown,
) -> tuple[tuple[Column, ...], list[LeftOut]]:
    """The columns with one more for the problems, and the rows left out that say so; the first may stand `above` the header.

    Unchanged unless the table tells measures and no problem, and every row stands below such a caption. The numbers of the
    measures are no numbers of problems: they stay under their own heading.
    """
    fields = {column.field for column in columns}
    if "description" in fields or "measures" not in fields or not rows:
        return columns, left_out
    captions = [one.row - 1 for one in left_out if one.why.startswith("分组标题") and one.row - 1 < rows[-1]]
    titles = [
        row
        for row in above
        if _CAPTION.match(shown(grid.rows[row])) and len(set(filter(None, grid.rows[row]))) == 1
    ]
    texts = {row: next(filter(None, grid.rows[row])) for row in [*titles, *captions] if any(grid.rows[row])}
    places = sorted(texts)
    below: dict[int, list[int]] = {}
    for row in rows:
        above_it = bisect_left(places, row) - 1
        below.setdefault(places[above_it] if above_it >= 0 else -1, []).append(row)
    used = below.keys()
    if -1 in used or not all(_may_be_problem(texts[one]) for one in used):
        return columns, left_out
    place = len(grid.rows[0])
    for line in grid.rows:
        line.append("")
    for caption in sorted(used):
        _write(grid, caption, below[caption], place, merged)
    bare = tuple(
        replace(column, field=None, confidence=0.0) if column.field in {"number", "sequence"} else column
        for column in columns
    )
    told = [LeftOut(row + 1, texts[row], READ) for row in titles if row in used]
    told += [replace(one, why=READ) if one.row - 1 in used else one for one in left_out]
    return (*bare, Column(letters(place), HEADER, "description", _UNSURE)), told


_OF_LIST = re.compile(
    r"^(?:以[下上]|[上前下]述|截[至止]|本[表月期]|按照?|根据|各|请|其中)|共计?\s*\d+\s*[项个件条]|完成\s*\d+\s*[项个件条]"
    r"|[要须应请](?:切实|抓紧|加[强快]|按|于|在|认真|进一步|严格)"
)


def _may_be_problem(text: str) -> bool:
    """Whether a line across the table is a problem, and no title of a group (一、大气环境方面): it is called so, is long, or ends a sentence
    that tells nothing of the list and asks nobody for anything.
    """
    is_told = text.rstrip().endswith("。") and not _OF_LIST.search(text)
    return _CAPTION.match(text) is not None or len(text) >= _LONG or is_told


def with_lines_below(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], left_out: list[LeftOut]
) -> tuple[tuple[Column, ...], list[LeftOut]]:
    """The columns with one more for what stands in a line of its own below each record (`整改进展：…` across the table).

    Only one kind of line, below most of the records, of a field that no column has.
    """
    found = {
        one.row - 1: label
        for one in left_out
        if one.why.startswith("分组标题") and (label := _LABELLED.match(one.text))
    }
    owners = {line: bisect_right(rows, line) - 1 for line in found}
    fields = {header_field(label[1])[0] for label in found.values()}
    field = next(iter(fields)) if len(fields) == 1 else None
    owned = {place for place in owners.values() if place >= 0}
    if (
        field not in _BELOW - {column.field for column in columns}
        or len(owned) * 2 <= len(rows)
        or len(owned) < len(found)
    ):
        return columns, left_out
    place = len(grid.rows[0])
    for cells in grid.rows:
        cells.append("")
    for line, label in found.items():
        row = rows[owners[line]]
        column = next(number for number, cell in enumerate(grid.rows[line]) if cell)
        grid.rows[row][place] = label[2].strip()
        grid.places[row, place] = grid.place(line, column)
    told = [replace(one, why=JOINED) if one.row - 1 in found else one for one in left_out]
    name = next(iter(found.values()))[1]
    return (*columns, Column(letters(place), f"{name}（另起一行）", field, _UNSURE)), told


def _write(grid: Grid, caption: int, below: list[int], place: int, merged: MergedDown) -> None:
    """Write a caption beside its rows as if it were merged down over them."""
    column = next(number for number, cell in enumerate(grid.rows[caption]) if cell)
    for row in below:
        grid.rows[row][place] = grid.rows[caption][column]
        grid.places[row, place] = grid.place(caption, column)
    merged.cover(below[0], below[1:], (place,))
    if len(below) > 1:
        grid.merges.append((below[0], place, below[-1], place))

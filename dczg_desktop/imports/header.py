"""Finding the header rows of the tables in a sheet: title rows above, one or more levels, merged or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from dczg_desktop.domain.headings import folded_header, header_field, may_be_header, of_words
from dczg_desktop.imports.reading import Grid, Span

LONGEST_HEADER = 45
_DEEPEST = 4
_NEAR = 2 * _DEEPEST
_MOST_BLANK_ROWS = 2
_MANY = 4.0
_SURE = 3  # three exact headers side by side are no coincidence, however many others are unknown
_LEAST = 1.6
_KNOWN = 0.95
_SHORT = 24
_MOST_KEPT = 4096
"""So many rows' words are remembered at most."""
_NOTES = frozenset(["备注", "说明", "注", "附注", "填表说明", "填报说明"])
_LIST_MARKS = frozenset(["序号", "编号", "受理编号", "问题编号"])
_FORM_WORDS = re.compile(r"[:：]\s*\S|^\d{4}年|截至|^[(（].*[)）]$")


@dataclass(frozen=True, slots=True)
class Header:
    """A header from row `top` to row `bottom` (from 0) with one label a column, empty where there is none."""

    top: int
    bottom: int
    labels: tuple[str, ...]


@lru_cache(maxsize=8192)
def confidence(text: str) -> float:
    """How sure a cell is the header of a field of ours, 0 to 1."""
    return _confidence(of_words(text))


@lru_cache(maxsize=8192)
def _confidence(words: bytes) -> float:
    return header_field(words.decode(errors="surrogatepass"))[1]


def headers(grid: Grid) -> list[Header]:
    """The headers of all tables of a sheet from top to bottom; repeated ones of the same table included."""
    found: list[Header] = []
    below = 0
    numbered = _under_numbers(grid)
    hopeless: set[bytes] = set()
    for row, cells in enumerate(grid.rows):
        if row >= below and not cells[0].isdigit() and row not in numbered and score(cells, hopeless):
            header = _block(grid, row)
            found.append(header)
            below = header.bottom + 1
    return found or list(_plain_header(grid))


def _under_numbers(grid: Grid) -> set[int]:
    """The rows over which the number of a record is merged down: no header, as little as the row with the number itself."""
    height = len(grid.rows)
    return {
        row
        for top, left, bottom, _right in grid.merges
        if left == 0 and top < min(bottom, height) and grid.rows[top][0].isdigit()
        for row in range(top + 1, min(bottom + 1, height))
    }


def score(row: list[str], hopeless: set[bytes] | None = None) -> float:
    """How much a row looks like a header: the sum of its cells' confidence, 0 when it is none.

    `hopeless` gathers the words of rows that know no header, whatever their numbers: such a row is looked at once.
    """
    filled = _maybe_labels(row)
    if len(filled) < 2:
        return 0.0
    words = b"" if hopeless is None else of_words("\n".join(filled))
    if hopeless and words in hopeless:
        return 0.0
    sure = _confidences(filled)
    if sum(sure) >= _LEAST and any(one >= _KNOWN for one in sure):
        return sum(sure) if _fit(filled, sure) else 0.0
    if hopeless is not None and len(hopeless) < _MOST_KEPT:
        hopeless.add(words)
    return 0.0


def _maybe_labels(row: list[str]) -> list[str]:
    """The filled cells of a row; none of a row that begins with a number or holds a long text."""
    if row and row[0].isdigit():
        return []
    for cell in row:
        if len(cell) > LONGEST_HEADER:
            return []
    return [cell for cell in row if cell]


def _fit(filled: list[str], sure: list[float]) -> bool:
    """Whether cells of which some are headers make a header together."""
    if len(filled) == 2 and folded_header(filled[0]) in _NOTES:
        return False
    labels = sum(map(_is_followed, filled, filled[1:]))
    if labels and labels * 2 >= len(filled) - 1:  # 类别： | 投诉 | 状态： | 已回复 is a line of a form
        return False
    if any(cell.endswith("。") for cell in filled):  # a line of a text, parted at its commas
        return False
    total, known = sum(sure), sum(one >= _KNOWN for one in sure)
    is_list = sum(map(bool, sure)) >= 2 and any(folded_header(cell) in _LIST_MARKS for cell in filled)
    fits = total * 2 >= len(filled) or is_list or known >= _SURE or (known > 1 and total >= _MANY)
    return fits and len({folded_header(cell) for cell in filled}) * 2 >= len(filled)


def _is_followed(cell: str, following: str) -> bool:
    """Whether a cell is a label with its colon and the next one its content."""
    return cell[-1] in ":：" and following[-1] not in ":："


def _confidences(filled: list[str]) -> list[float]:
    """How sure each cell is a header; empty as soon as the row cannot be one any more: long texts are looked at last."""
    long = [cell for cell in filled if len(cell) > _SHORT]
    sure = [confidence(cell) for cell in filled if len(cell) <= _SHORT and may_be_header(cell)]
    total, left = sum(sure), len(long)
    for cell in long:
        is_possible = total + left >= _LEAST and (
            any(sure) or left >= _SURE or (total + left) * 2 >= len(filled)
        )
        if not is_possible:
            return []
        sure.append(confidence(cell) if may_be_header(cell) else 0.0)
        total, left = total + sure[-1], left - 1
    return sure


def _block(grid: Grid, row: int) -> Header:
    """The header block around a row: levels above under wide merges, levels below under groups."""
    near = [
        span
        for span in grid.merges
        if span[0] <= row + _NEAR and span[2] >= row - _NEAR and _is_label(grid, span)
    ]
    grid = replace(grid, merges=near)  # a long table may have ten thousand merged cells, all elsewhere
    top = bottom = row
    while top > 0 and row - top < _DEEPEST and _is_level_above(grid, top - 1):
        top -= 1
    while bottom + 1 < len(grid.rows) and bottom - row < _DEEPEST and _is_level_below(grid, top, bottom + 1):
        bottom += 1
    return Header(top, bottom, _labels(grid, top, bottom))


def _is_label(grid: Grid, span: Span) -> bool:
    """Whether a merged cell can be a heading: a blank one that reaches far down is room for a picture beside the table."""
    top, left, bottom, _right = span
    return bottom - top < _MOST_BLANK_ROWS or (top < len(grid.rows) and any(grid.rows[top][left : left + 1]))


def _is_level_above(grid: Grid, row: int) -> bool:
    """Whether a row holds group headings: short labels over some of the columns, merged across."""
    width = len(grid.rows[row])
    filled = [cell for cell in grid.rows[row] if cell]
    if len(filled) < 2 or any(len(cell) > LONGEST_HEADER or _FORM_WORDS.search(cell) for cell in filled):
        return False
    spans = [span for span in grid.merges if span[0] <= row <= span[2]]
    if _names_what_counts(grid, row, spans):
        return False
    across = [span for span in spans if span[1] < span[3] and span[3] - span[1] + 1 < width]
    down = [span for span in spans if span[0] == row < span[2]]
    return bool(down) or (bool(across) and not any(cell.isdigit() for cell in filled))


def _names_what_counts(grid: Grid, row: int, spans: list[Span]) -> bool:
    """Whether a cell of its own stands over 序号 of the next row: no heading of a group, but a line of a form (接收单位 | 河湾乡)."""
    return any(
        above and folded_header(below) in _LIST_MARKS and folded_header(above) != folded_header(below)
        for column, (above, below) in enumerate(zip(grid.rows[row], grid.rows[row + 1], strict=True))
        if not any(span[1] <= column <= span[3] for span in spans)
    )


def _is_level_below(grid: Grid, top: int, row: int) -> bool:
    """Whether a row continues the header: cells merged down into it, or labels only under unfilled group columns."""
    if any(span[0] >= top and span[0] < row <= span[2] for span in grid.merges):
        return any(
            not _covered_from_above(grid, row, column) and cell for column, cell in enumerate(grid.rows[row])
        )
    return _fills_groups(grid, top, row)


def _covered_from_above(grid: Grid, row: int, column: int) -> bool:
    return any(span[0] < row <= span[2] and span[1] <= column <= span[3] for span in grid.merges)


def _fills_groups(grid: Grid, top: int, row: int) -> bool:
    """Without merges down: every label of the row stands under a group, and the columns outside groups are empty."""
    above, below = grid.rows[row - 1], grid.rows[row]
    groups = _group_columns(grid, row - 1)
    filled = {column for column, cell in enumerate(below) if cell}
    if _are_as_wide(grid, row, filled):
        return False  # every cell of the table is merged over the same columns
    if not groups or len(filled) < 2 or not filled <= groups:
        return False
    texts = [below[column] for column in filled]
    labels = all(len(text) <= LONGEST_HEADER and not re.fullmatch(r"[\d.%/\-]+", text) for text in texts)
    return labels and any(above) and row - top < _DEEPEST


def _are_as_wide(grid: Grid, row: int, filled: set[int]) -> bool:
    """Whether the cells of a row are merged over just the columns that those above them are: no heading of a group has one label of its width."""
    own = {left: right for top, left, bottom, right in grid.merges if top == row == bottom and left < right}
    above = {left: right for top, left, bottom, right in grid.merges if top == row - 1 == bottom}
    return len(own) > 1 and all(column in own and own[column] == above.get(column) for column in filled)


def _group_columns(grid: Grid, row: int) -> set[int]:
    """The columns of group headings: merged across, or a heading with empty header cells right of it."""
    columns = {
        column
        for span in grid.merges
        if span[0] <= row <= span[2] and span[3] > span[1]
        for column in range(span[1], span[3] + 1)
    }
    cells = grid.rows[row]
    for column in range(1, len(cells)):
        if not cells[column] and any(cells[:column]):
            columns |= {column, column - 1}
    return columns


def _labels(grid: Grid, top: int, bottom: int) -> tuple[str, ...]:
    """One label a column: the levels from top to bottom joined by `/`, merged cells filled in."""
    levels = [_filled(grid, row, top, bottom) for row in range(top, bottom + 1)]
    if bottom > top:
        for upper, lower in pairwise(levels):
            _spread(upper, lower)
    return tuple(
        "/".join(dict.fromkeys(part for part in parts if part)) for parts in zip(*levels, strict=True)
    )


def _filled(grid: Grid, row: int, top: int, bottom: int) -> list[str]:
    cells = list(grid.rows[row])
    for first, left, last, right in grid.merges:
        if first <= row <= last and top <= first <= bottom:
            for column in range(left, min(right, len(cells) - 1) + 1):
                cells[column] = grid.rows[first][left]
    return cells


def _spread(upper: list[str], lower: list[str]) -> None:
    """Carry a group heading right over the unfilled columns that have a label below (tables without merges)."""
    for column in range(1, len(upper)):
        if not upper[column] and lower[column]:
            upper[column] = upper[column - 1]


def _plain_header(grid: Grid) -> Iterator[Header]:
    """Without any known word: the first row of short, distinct labels over rows filled in the same columns."""
    for row in range(min(len(grid.rows) - 1, 12)):
        cells = _filled(grid, row, row, row)
        filled = [cell for cell in cells if cell]
        used = sum(
            1 for column in range(len(cells)) if any(line[column] for line in grid.rows[row : row + 20])
        )
        own = [cell for cell in grid.rows[row] if cell]
        if any(map(_is_followed, own, own[1:])):
            continue
        if len(own) < 2 or len(filled) * 10 < used * 6 or len(set(own)) < len(own):
            continue
        if all(
            len(cell) <= LONGEST_HEADER
            and not re.fullmatch(r"[\d.,%/\-年月日: ]+", cell)
            and not _FORM_WORDS.search(cell)
            for cell in own
        ):
            yield _block(grid, row)
            return

"""Labels of a form merged down over several rows (整改措施 over 1 | 清淤, 2 | 种树): what stands in all the rows is their content."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from dczg_desktop.imports.reading import Grid
from dczg_desktop.imports.tables.relined import LISTED

_Content = tuple[int, int, str, str]
"""Row and column of a content (from 0), its label, its text."""

_SERIAL = re.compile(r"[(（]?\d{1,2}[)）]?[.、．]?")
_ENDED = re.compile(r"[。；;：:！!？?”）)…】]$")
_NOTE = re.compile(r"(?:备?注|说明|填[表报]|制表|审核)(?:说明)?[人:：]|[（(]?(?:盖章|签[字名章])")
_TITLE = re.compile(
    r"[^。；;，,、]{2,40}(?:[表单卡书函]|台账|清单)(?:[（(][^（()）]*[)）])?|[第\s\d共页/—–-]+"
)
_MOST_PARTS = 2
"""A number and a text; more are columns of a table inside the form."""


def with_rows_below(
    grid: Grid, pairs: Sequence[_Content], unlabelled: Collection[int]
) -> tuple[list[_Content], set[int]]:
    """The contents with those of the rows below under the same label, and the rows that were taken so, the first ones too."""
    down = {(top, left): bottom for top, left, bottom, _right in grid.merges if top < bottom}
    alone = Counter(row for row, *_rest in pairs)
    found: list[_Content] = []
    taken: set[int] = set()
    labelled = {row for row, *_rest in pairs}
    beside = Counter(row for row, column, *_rest in pairs if any(grid.rows[row][:column]))
    for row, column, label, text in pairs:
        place = next((one for one in range(column) if grid.rows[row][one]), column)
        bottom = min(down.get((row, place), row), len(grid.rows) - 1)
        rows = range(row, bottom + 1)
        lines = [[cell for cell in grid.rows[one][place + 1 :] if cell] for one in rows]
        is_list = (
            text
            and bottom > row
            and alone[row] == 1
            and all(one in unlabelled for one in rows[1:])
            and all(len(line) <= _MOST_PARTS for line in lines)
        )
        taken.update(rows if is_list else ())
        whole = "\n".join(filter(None, map(_line, lines))) if is_list else text
        if text and bottom == row and beside[row] == 1 and place < column:
            more = list(_rows_going_on(grid, row, column, unlabelled, labelled))
            taken.update(more)
            whole = _joined([text, *(grid.rows[one][column] for one in more)])
        found.append((row, column, label, whole))
    return found, taken


def _rows_going_on(
    grid: Grid, row: int, column: int, unlabelled: Collection[int], labelled: Collection[int]
) -> Iterator[int]:
    """The rows below a content that hold nothing but more of it, in its column; the next label or the end of the sheet follows them."""
    below = row + 1
    while below in unlabelled and _is_more(grid.rows[below], column):
        below += 1
    if below in labelled or not any(map(any, grid.rows[below:])):
        yield from range(row + 1, below)


def _is_more(cells: Sequence[str], column: int) -> bool:
    """Whether a row says nothing but more of the content above: no note, no number of a page, no title of the next form."""
    is_alone = [place for place, cell in enumerate(cells) if cell] == [column]
    return is_alone and not _NOTE.match(cells[column]) and not _TITLE.fullmatch(cells[column])


def _joined(lines: Sequence[str]) -> str:
    """Lines of one content: a sentence that was broken in one piece, sentences and points of a list on lines of their own."""
    text = lines[0]
    for line in lines[1:]:
        text += f"\n{line}" if _ENDED.search(text) or LISTED.match(line) else line
    return text


def _line(parts: Sequence[str]) -> str:
    """A row as one line of the content: `1.清淤` of 1 | 清淤."""
    if len(parts) > 1 and _SERIAL.fullmatch(parts[0]):
        sign = "" if parts[0][-1:] in "）).、．" else "."
        return f"{parts[0]}{sign}{parts[1]}"
    return "　".join(parts)

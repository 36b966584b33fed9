"""Labels of a form merged down over several rows (整改措施 over 1 | 清淤, 2 | 种树): what stands in all the rows is their content."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.units import is_office
from dczg_desktop.imports.reading import Grid
from dczg_desktop.imports.tables.values.listed import LISTED

_Content = tuple[int, int, str, str]
"""Row and column of a content (from 0), its label, its text."""

_SERIAL = re.compile(r"[(（]?\d{1,2}[)）]?[.、．]?")
_ENDED = re.compile(r"[。；;：:！!？?”）)…】]$")
_NOTE = re.compile(
    r"(?:备?注|说明|填[表报]|制表|审核)(?:说明)?[人:：]|[\u4e00-\u9fff]{2,8}[:：]|.{0,30}[（(]\s*(?:盖\s*章|公\s*章|签[字名章]|[省市州县区镇乡]级)\s*[）)]$|盖章|签[字名章]|以上|特此|抄送"
    r"|(?:第[一二三四五六七八九十百\d]{1,4}[项条件]|(?:20\d\d|二〇)[年.\-/〇一二三四五六七八九\d月日]*$)"
)
"""Other words than more of a content: labels, seals, days of signing, numbers of the next problem."""
_COUNTED = re.compile(r"[一二三四五六七八九十]{1,3}、")
_TITLE = re.compile(
    r"[^。；;，,、]{2,40}(?:[表单卡书函]|台账|清单)(?:[（(][^（()）]*[)）])?|[第\s\d共页/—–-]+"
)
_TOLD = frozenset({None, "description", "goal", "measures", "progress", "findings", "result", "remark"})
_LONGEST_WORD = 2
"""无, 已办 are whole."""
_OPEN = ("、", "，", ",", "；", ";")
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
        if text and bottom == row and beside[row] == 1 and place < column and _may_go_on(label, text):
            more = list(_rows_going_on(grid, row, column, unlabelled, labelled))
            taken.update(more)
            whole = _joined([text, *(grid.rows[one][column] for one in more)])
        found.append((row, column, label, whole))
    return found, taken


def _may_go_on(label: str, text: str) -> bool:
    """Whether a content may go on in the row below: one told in sentences, or a list that is broken off; a time, a state or a name is whole."""
    return (header_field(label)[0] in _TOLD and len(text) > _LONGEST_WORD) or text.endswith(_OPEN)


def _rows_going_on(
    grid: Grid, row: int, column: int, unlabelled: Collection[int], labelled: Collection[int]
) -> Iterator[int]:
    """The rows below a content that hold nothing but more of it, in its column; the next label or the end of the sheet follows them."""
    below = row + 1
    while below in unlabelled and _is_more(grid.rows[below], column, grid.rows[below - 1][column]):
        below += 1
    if below in labelled or not any(map(any, grid.rows[below:])):
        yield from range(row + 1, below)


def _is_more(cells: Sequence[str], column: int, before: str) -> bool:
    """Whether a row says nothing but more of the content above: no note, no number of a page, no title of the next form."""
    is_alone = [place for place, cell in enumerate(cells) if cell] == [column]
    text = cells[column] if is_alone else ""
    is_next = _COUNTED.match(text) and not _COUNTED.match(before)
    is_office_alone = is_office(text) and not before.endswith(_OPEN)
    return is_alone and not (is_next or is_office_alone or _NOTE.match(text) or _TITLE.fullmatch(text))


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

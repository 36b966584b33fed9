"""Lists of petitions of which a text has kept one cell a line, some of them broken over lines: which cell is which is told by what they hold."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from dczg_desktop.domain.areas import areas, is_place
from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.domain.vocabulary import categories, substantiated_word
from dczg_desktop.imports.tables.relined import LISTED, SERIAL, Rows

_FARTHEST, _FEWEST, _SURE = 16, 5, 0.95
_PIECES, _OVER_LINES = 3, 3
"""How many lines a heading, and a cell of one word, may be broken over."""
_LONGEST_AREA, _LONGEST_CATEGORY, _LONGEST_VERDICT, _LONGEST = 16, 24, 14, 200
_NEEDED = frozenset({"description", "findings"})
_FREE = frozenset({"description", "findings", "result", "goal", "remark"})
_STOP = re.compile(r"[。；;：:？?！!]")
_ENDED = re.compile(r"[。；;：:！!？?”）)…】]$")
_FIGURE = re.compile(r"\d")
_NUMBER = re.compile(r"[A-Za-z]{0,6}[\dA-Za-z*＊〔〕-]{1,28}号?")
"""Any number: also one that the page has masked (X2NM***)."""
_STATE = re.compile(r"(?:已|未|阶段性?|阶段性已)?办结|正在办理|办理中|是|否")
_TOUCHED = re.compile(
    r"无|暂无|[/／\-—]+|[^。]{0,80}(?:约谈|问责|诫勉|通报|批评|警告|处分|记过|检查|追究)[^。]{0,40}。?"
)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to part the lines of a record: how many go into each column, how many of them into cells of one word."""

    counts: tuple[int, ...]
    told: int


def petitions_one_a_line(lines: Sequence[str]) -> Rows | None:
    """The rows of such a list, with the lines above it; None when it is none, or its cells can be told apart in no or several ways."""
    for start, end in _heads(lines):
        headings = _whole(lines[start:end])
        fields = [header_field(one)[0] or "" for one in headings]
        if len(headings) < _FEWEST or not set(fields) >= _NEEDED or len(set(fields)) < len(fields):
            continue
        rows = _rows(lines[end:], fields)
        if rows:
            return [*([line] for line in lines[:start]), headings, *rows]
    return None


def _heads(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where headings one a line may begin, and the first number below them."""
    for start in range(min(_FARTHEST, len(lines))):
        if start and header_field(lines[start - 1])[1] >= _SURE:
            continue  # a heading above them would be left out
        below = range(start + _FEWEST, min(start + 3 * _FARTHEST, len(lines)))
        end = next((one for one in below if SERIAL.match(lines[one]) or is_petition_number(lines[one])), 0)
        if end:
            yield start, end


def _whole(lines: Sequence[str]) -> list[str]:
    """The headings that the lines are, each on one line or broken over some; [] when a line is part of none that is known."""
    best: list[list[str] | None] = [[], *[None] * len(lines)]
    for end in range(1, len(lines) + 1):
        for size in range(1, min(_PIECES, end) + 1):
            before = best[end - size]
            label = re.sub(r"\s", "", "".join(lines[end - size : end]))
            if before is None or _FIGURE.search(label) or header_field(label)[1] < _SURE:
                continue
            if (found := best[end]) is None or len(before) + 1 < len(found):
                best[end] = [*before, label]
    return best[-1] or []


def _rows(lines: Sequence[str], fields: Sequence[str]) -> Rows:
    """The records, all of them parted in one way each; none where one is not."""
    starts = list(_starts(lines, fields))
    if starts[:1] != [0]:
        return []
    rows: Rows = []
    for start, end in pairwise([*starts, len(lines)]):
        way = _parted(lines[start:end], fields, is_last=end == len(lines))
        if way is None:
            return []
        places = [start + one for one in accumulate(way.counts, initial=0)]
        spans = zip(fields, pairwise(places), strict=False)
        cells = [_cell(field, lines[first:last]) for field, (first, last) in spans]
        rows.append([*cells, *[""] * (len(fields) - len(cells))])
    return rows


def _cell(field: str, lines: Sequence[str]) -> str:
    """The text of a cell: words that were broken over lines in one piece, sentences and points of a list on lines of their own."""
    text = ""
    for line in lines:
        goes_on = field not in _FREE or not (_ENDED.search(text) or LISTED.match(line))
        text += line if goes_on or not text else f"\n{line}"
    return text


def _starts(lines: Sequence[str], fields: Sequence[str]) -> Iterator[int]:
    """The lines that begin a record: its serial number above its number, or its number alone; running numbers begin the first one only."""
    is_counted = fields[0] == "sequence" and fields[1] == "number"
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else ""
        if is_counted:
            is_start = SERIAL.match(line) and (
                is_petition_number(below) or (not place and _NUMBER.fullmatch(below))
            )
        else:
            is_start = place == 0 or is_petition_number(line)
        if is_start:
            yield place


def _parted(lines: Sequence[str], fields: Sequence[str], *, is_last: bool) -> _Way | None:
    """The way to part the lines of a record; None for none, or for several as good ones.

    The last record may have lost its last columns.
    """
    ways: dict[int, list[_Way]] = {0: [_Way((), 0)]}
    ended: list[_Way] = []
    fewest = fields.index("findings") if is_last else len(fields) - 1
    for number, field in enumerate(fields if len(lines) <= _LONGEST else ()):
        following: dict[int, list[_Way]] = {}
        for place, before in ways.items():
            for count in _counts(field, lines[place:]):
                told = 0 if field in _FREE else count
                found = [_Way((*one.counts, count), one.told + told) for one in before]
                following[place + count] = following.get(place + count, []) + found
        ways = {place: _best(found) for place, found in following.items()}
        if number >= fewest and len(lines) in ways:
            ended = ways[len(lines)]
    return ended[0] if len(ended) == 1 else None


def _best(ways: list[_Way]) -> list[_Way]:
    """Those that put most lines into cells of one word: two of them say as much as many."""
    most = max((one.told for one in ways), default=0)
    return [one for one in ways if one.told == most][:2]


def _counts(field: str, lines: Sequence[str]) -> Iterator[int]:
    """How many of the lines the cell of a field may be."""
    if field in _FREE:
        yield from range(1, len(lines) + 1)
        return
    fits = _FITS.get(field, _is_short)
    for count in range(1, min(_OVER_LINES, len(lines)) + 1):
        if fits("".join(lines[:count])):
            yield count


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_AREA and not _STOP.search(text)


def _is_area(text: str) -> bool:
    plain = re.sub(r"\s", "", text)
    return len(plain) <= _LONGEST_AREA and all(map(is_place, areas(plain)))


def _is_category(text: str) -> bool:
    is_plain = (
        len(text) <= _LONGEST_CATEGORY and not _STOP.search(text) and not text.endswith(("、", "，", ","))
    )
    return is_plain and bool(categories(text))


def _is_verdict(text: str) -> bool:
    is_short = len(text) <= _LONGEST_VERDICT and not _STOP.search(text)
    return is_short and (text in {"是", "否"} or substantiated_word(text) is not None)


_FITS: dict[str, Callable[[str], bool]] = {
    "sequence": lambda text: SERIAL.match(text) is not None,
    "number": lambda text: is_petition_number(text) or _NUMBER.fullmatch(text) is not None,
    "area": _is_area,
    "category": _is_category,
    "substantiated": _is_verdict,
    "completion": lambda text: _STATE.fullmatch(text) is not None,
    "accountability": lambda text: _TOUCHED.fullmatch(text) is not None,
}

"""Lists of petitions of which a text has kept one cell a line, some of them broken over lines: which cell is which is told by what they hold."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise, takewhile

from dczg_desktop.domain.headings import header_field, may_be_header
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.imports.tables.relined.batch_in_front import NAMED
from dczg_desktop.imports.tables.relined.relined import SERIAL, Rows
from dczg_desktop.imports.tables.values.listed import FIRST_ITEM, LISTED
from dczg_desktop.imports.tables.values.told_cells import ANY_NUMBER, STOP, is_short
from dczg_desktop.imports.tables.values.told_cells import FITS as TOLD_BY

_FARTHEST, _FEWEST, _SURE = 16, 5, 0.95
_LONGEST_LABEL, _SURELY = 16, 8
_HALF = re.compile(r"[DXWdxw]\d?[A-Za-z]{0,2}\d{2,20}")
_OTHER_HALF = re.compile(r"\d{2,12}[*＊]?")
"""A number that a narrow column broke: D2XJ20220 / 4190059."""
_PIECES, _OVER_LINES = 3, 3
"""How many lines a heading, and a cell of one word, may be broken over."""
_LONGEST = 200
_LONGEST_PLACES = _LONGEST_WORDS = 40
_TOLD, _FOUND = "description", frozenset({"findings", "result", "substantiated"})
_FEWEST_FOUND = 2
"""A list of petitions says what was complained of and at least two of these."""
FREE = frozenset({"description", "findings", "result", "goal", "remark"})
_OF_LABELS = ("情况", "结果", "意见", "情形", "满意度", "选填", "说明")
_DEALT_WITH = re.compile(
    r"(?:现?已|立即|当场|依法)?(?:责令|要求|督促)|下一步|(?:[\u4e00-\u9fff]{2,14}?(?:局|大队|政府|办事处|[县区镇乡]))(?:现?已|立即|依法|对其|向其)*(?:责令|要求|督促|立案|下达|送达|约谈|处以)"
)
"""How what was done about a petition begins, and nothing that was found."""
_PERHAPS_DONE = re.compile(r"目前|现已|已|截至|针对|当日|当天|随后|整改|处理|我[县市区局]")
"""How what was done may begin, and what was found too."""
_ENDED = re.compile(r"[。；;：:！!？?”）)…】]$")
_FIGURE = re.compile(r"\d")
_VERDICT = re.compile(r"属实|查实|核实|^[^\u4e00-\u9fff]*(?:[是否][^\u4e00-\u9fff]*)?$")
_IN_A_WORD = frozenset({"substantiated", "completion"})
_MORE_OF_WORD = re.compile(r"^[（(]|属实|办结")
"""What may stand below a word that is whole (部分属实 / （噪声属实）); other words are of the next cell."""


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to part the lines of a record: how many go into each column, how many of them into cells of one word."""

    counts: tuple[int, ...]
    told: int
    torn: int = 0
    """How many cells begin in the middle of a counted list, or hold the beginning of a second one."""


def petitions_one_a_line(lines: Sequence[str]) -> Rows | None:
    """The rows of such a list, with the lines above it; None when it is none, or its cells can be told apart in no or several ways."""
    for start, end in _heads(lines):
        headings = _with_count(_whole(lines[start:end]), lines[end:])
        fields = [header_field(one)[0] or "" for one in headings]
        if len(headings) < _FEWEST or not is_of_petitions(fields) or len(set(fields)) < len(fields):
            continue
        rows = _rows(lines[end:], fields)
        if rows:
            return [*([line] for line in lines[:start]), headings, *rows]
    return None


def is_headed(lines: Sequence[str]) -> bool:
    """Whether headings of such a list, so many that they are no labels over contents, stand one below the other above its first number."""
    for start, end in _heads(lines):
        headings = _whole(lines[start : end - 1]) or _whole(lines[start:end])
        if len(headings) >= _SURELY and is_of_petitions([header_field(one)[0] for one in headings]):
            return True
    return False


def is_out_of_place(headings: Sequence[str], row: Sequence[str]) -> bool:
    """Whether cells counted off under the headings of petitions are plainly those of other columns: a number under 交办问题, 生态 under 是否属实."""
    cells = {header_field(label)[0]: cell for label, cell in zip(headings, row, strict=False)}
    if not is_of_petitions(cells):
        return False
    area, verdict = cells.get("area", ""), cells.get("substantiated", "")
    is_place_odd = len(area) > _LONGEST_PLACES or bool(STOP.search(area))
    others = (cell for field, cell in cells.items() if field != "number")
    return is_place_odd or not _VERDICT.search(verdict) or any(map(is_petition_number, others))


def is_of_petitions(fields: Collection[str | None]) -> bool:
    """Whether headings say what was complained of, and at least two of what was found, done and judged."""
    return _TOLD in fields and len(_FOUND.intersection(fields)) >= _FEWEST_FOUND


def _with_count(headings: list[str], below: Sequence[str]) -> list[str]:
    """The headings with 序号 in front where the page lost it and the first record begins with one above its number."""
    is_lost = (
        bool(headings)
        and header_field(headings[0])[0] == "number"
        and len(below) > 1
        and SERIAL.match(below[0]) is not None
        and _number_lines(below, 1) > 0
    )
    return ["序号", *headings] if is_lost else headings


def _number_lines(lines: Sequence[str], place: int) -> int:
    """How many lines from this place are the number of a petition; 0 for none."""
    line, below = [*lines[place : place + 2], "", ""][:2]
    if is_petition_number(line):
        return 1
    is_broken = _HALF.fullmatch(line) and _OTHER_HALF.fullmatch(below) and is_petition_number(line + below)
    return 2 if is_broken else 0


def _heads(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where headings one a line may begin, and the first number below them."""
    for start in range(min(_FARTHEST, len(lines))):
        if any(header_field(line)[1] >= _SURE for line in lines[max(start - _PIECES, 0) : start]):
            continue  # a heading above them would be left out
        below = range(start + _FEWEST, min(start + 3 * _FARTHEST, len(lines)))
        end = next((one for one in below if SERIAL.match(lines[one]) or _number_lines(lines, one)), 0)
        if end:
            yield start, end


def _whole(lines: Sequence[str]) -> list[str]:
    """The headings that the lines are, each on one line or broken over some; [] when a line but the last is part of none that is known."""
    best: list[list[str] | None] = [[], *[None] * len(lines)]
    for end in range(1, len(lines) + 1):
        for size in range(1, min(_PIECES, end) + 1):
            before = best[end - size]
            label = re.sub(r"\s", "", "".join(lines[end - size : end]))
            is_known = not _FIGURE.search(label) and header_field(label)[1] >= _SURE
            if before is None or not (is_known or (size == 1 and end == len(lines) and _is_label(label))):
                continue
            if (found := best[end]) is None or len(before) + 1 < len(found):
                best[end] = [*before, label]
    return best[-1] or []


def _is_label(text: str) -> bool:
    """Whether a last line may be a heading that nobody lists: 答复信访人情况（选填）."""
    return len(text) <= _LONGEST_LABEL and may_be_header(text) and text.rstrip("）)").endswith(_OF_LABELS)


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
        is_new = is_petition_number(line) if field == "number" else field in FREE
        goes_on = not is_new or not (_ENDED.search(text) or LISTED.match(line) or field == "number")
        text += line if goes_on or not text else f"\n{line}"
    return text


def _starts(lines: Sequence[str], fields: Sequence[str]) -> Iterator[int]:
    """The lines that begin a record: its serial number above its number, or its number alone; running numbers count on from the first one."""
    is_counted = fields[0] == "sequence" and fields[1] == "number"
    following = 0
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else ""
        if is_counted:
            own = SERIAL.match(line)
            is_next = own is not None and (not place or int(own[1]) == following)
            is_start = own is not None and (
                _number_lines(lines, place + 1) > 0 or (is_next and ANY_NUMBER.fullmatch(below) is not None)
            )
            following = int(own[1]) + 1 if own and is_start else following
        else:
            is_start = place == 0 or _number_lines(lines, place) > 0
        if is_start:
            yield place


def _parted(lines: Sequence[str], fields: Sequence[str], *, is_last: bool) -> _Way | None:
    """The way to part the lines of a record; None for none, or for several as good ones.

    The last record may have lost its last columns.
    """
    ways: dict[int, list[_Way]] = {0: [_Way((), 0)]}
    ended: list[_Way] = []
    fewest = _fewest(fields) if is_last else len(fields) - 1
    for number, field in enumerate(fields if len(lines) <= _LONGEST else ()):
        following: dict[int, list[_Way]] = {}
        for place, before in ways.items():
            for count in _counts(field, lines[place:]):
                told = 0 if field in FREE else count
                torn = _torn(field, lines[place : place + count]) if field in FREE else 0
                found = [_Way((*one.counts, count), one.told + told, one.torn + torn) for one in before]
                following[place + count] = following.get(place + count, []) + found
        ways = {place: _best(found) for place, found in following.items()}
        if number >= fewest and len(lines) in ways:
            ended = ways[len(lines)]
    if len(ended) != 1 or (len(ended[0].counts) < len(fields) and _may_hold_more(lines, ended[0])):
        return None
    return ended[0]


def _fewest(fields: Sequence[str]) -> int:
    """The column that the last record has at least: what was found, or what was done about it."""
    return next(fields.index(one) for one in ("findings", "result", _TOLD) if one in fields)


def _may_hold_more(lines: Sequence[str], way: _Way) -> bool:
    """Whether the last line of a record that lost its last columns may be one of them, and not of the cell above it: a few words that end no sentence."""
    last = lines[-1]
    is_word = len(last) <= _LONGEST_WORDS and not _ENDED.search(last) and not LISTED.match(last)
    return way.counts[-1] > 1 and is_word


def _best(ways: list[_Way]) -> list[_Way]:
    """Those that put most lines into cells of one word, and tear fewest lists apart: two of them say as much as many."""
    best = min(((-one.told, one.torn) for one in ways), default=(0, 0))
    return [one for one in ways if (-one.told, one.torn) == best][:2]


def _torn(field: str, lines: Sequence[str]) -> int:
    """How much speaks against lines being one cell: a list torn apart, what was done among what was found, or not in front of the rest of it."""
    done = [bool(_DEALT_WITH.match(line)) for line in lines]
    is_behind = field == "result" and any(done) and not (done[0] or _PERHAPS_DONE.match(lines[0]))
    return _is_torn(lines) + is_behind + (sum(done) if field == "findings" else 0)


def _is_torn(lines: Sequence[str]) -> bool:
    """Whether lines are no whole cell by how they are counted: 2.… in front, or 1.… below another item."""
    items = [line for line in lines if LISTED.match(line)]
    starts = [bool(FIRST_ITEM.match(line)) for line in items]
    return bool(items) and (any(starts[1:]) or (items[0] is lines[0] and not starts[0]))


def _counts(field: str, lines: Sequence[str]) -> Iterator[int]:
    """How many of the lines the cell of a field may be."""
    if field in FREE:
        yield from range(1, len(lines) + 1)
        return
    if field == "number" and (several := sum(1 for _line in takewhile(is_petition_number, lines))) > 1:
        yield several
        return
    fits = FITS.get(field, is_short) if field else bool
    is_whole = False
    for count in range(1, min(_OVER_LINES, len(lines)) + 1):
        if is_whole and field in _IN_A_WORD and not _MORE_OF_WORD.search(lines[count - 1]):
            return
        if fits("".join(lines[:count])):
            is_whole = True
            yield count


FITS: dict[str, Callable[[str], bool]] = {
    "sequence": lambda text: SERIAL.match(text) is not None,
    "batch": lambda text: NAMED.fullmatch(text) is not None,
    **TOLD_BY,
}

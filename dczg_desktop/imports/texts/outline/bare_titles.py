"""Problems named on a line of their own without a number (●关于…问题, or the bare words above 整改目标：…)."""

import re
from collections.abc import Sequence
from itertools import pairwise

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.plans import BARE, Heading
from dczg_desktop.imports.texts.content.closings import is_closing
from dczg_desktop.imports.texts.labelling.label_words import STRONG, UNITS, WEAK, field_of
from dczg_desktop.imports.texts.labelling.marks import Mark

_BULLET = re.compile(r"^[●◆■▪•★◇○※▲△□⊙]\s*(?=[\u4e00-\u9fff])")
_BARE_NUMBER = re.compile(r"(?:(?:PART|Part|NO|No)[.\s]*)?\d{1,2}[.、]?")
_CALLED_NUMBER = re.compile(
    r"[★☆●■◆▲※]?\s*(?:(?:问题|任务)?[编序]号\s*(?:[：:]\s*)?(?P<number>[A-Za-z0-9-]{1,16})|(?P<item>第\s*(?:\d{1,4}\s*[号项件]|[一二三四五六七八九十百]{1,5}[号项件])))[：:]?"
)
"""What says that it is a number may count from anywhere on (编号001, 第3号)."""
_COUNTS = re.compile(
    r"(?:问题|任务|事项)\s*[（(]\s*共?\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*[个项件条]\s*[)）]$"
)
_ITEM = 3
_ENDS = ("。", "；", ";", "，", ",", "：", ":", "、")
_LONGEST = 60
_FEWEST = 2
_OWN = frozenset({"description", "number", "sequence"})


def take_bare_titles(lines: Sequence[str], marks: list[Mark]) -> None:
    """Turn them into headings: every group of labels has one right above it, and none has a label for its problem."""
    for place in _bulleted(lines, marks) or _above_all(lines, marks):
        marks[place].heading = Heading(BARE, "", _BULLET.sub("", lines[place]))


def take_below_chapters(lines: Sequence[str], marks: list[Mark]) -> None:
    """Turn the words alone between a chapter that counts problems (三、需要长期坚持的问题（1个）) and the first label into a heading."""
    for place in range(1, len(lines) - 1):
        above = marks[place - 1].heading
        if above is None or above.level < 0 or marks[place - 1].labels or not _COUNTS.search(above.text):
            continue
        if _is_plain(lines, marks, place) and marks[place + 1].labels:
            is_own = field_of(marks[place + 1].labels[0][0]) in _OWN
            if len(lines[place]) <= _LONGEST and not lines[place].endswith(_ENDS) and not is_own:
                marks[place].heading = Heading(above.level + 1, "", lines[place])


def take_bare_numbers(lines: Sequence[str], marks: list[Mark]) -> None:
    """Turn numbers alone on their line (01 / 河道治理 / 问题：…) into headings: counted on, a short title or nothing between each and a label."""
    called = [
        (place, re.sub(r"\s", "", named["number"] or named["item"]))
        for place in range(len(lines) - 1)
        if (named := _CALLED_NUMBER.fullmatch(lines[place]))
        and not marks[place].labels
        and _opens(lines, marks, place)
    ]
    if len({number for _place, number in called}) == len(called) >= _FEWEST:
        for place, number in called:
            marks[place].heading = Heading(_ITEM, number, "")
        return
    found = [
        place
        for place in range(len(lines) - 1)
        if _BARE_NUMBER.fullmatch(lines[place])
        and _is_plain(lines, marks, place)
        and _opens(lines, marks, place)
    ]
    if len(found) < _FEWEST or [int(_digits(lines[place])) for place in found] != [*range(1, len(found) + 1)]:
        return
    for place in found:
        marks[place].heading = Heading(_ITEM, _digits(lines[place]), "")


def _digits(line: str) -> str:
    return re.sub(r"\D", "", line)


def _opens(lines: Sequence[str], marks: Sequence[Mark], place: int) -> bool:
    """Whether a label stands on the next line, or behind one short title."""
    if marks[place + 1].labels:
        return True
    is_title = _is_plain(lines, marks, place + 1) and len(lines[place + 1]) <= _LONGEST
    return (
        is_title
        and place + 2 < len(marks)
        and bool(marks[place + 2].labels)
        and not lines[place + 1].endswith(_ENDS)
    )


def _bulleted(lines: Sequence[str], marks: Sequence[Mark]) -> list[int]:
    """The lines behind a bullet that stand right above a label, with a label that only a problem has below each of them.

    None where numbered headings stand above most of them: those are the problems.
    """
    found = [
        place
        for place in range(len(lines) - 1)
        if _BULLET.match(lines[place]) and _is_plain(lines, marks, place) and marks[place + 1].labels
    ]
    if len(found) < _FEWEST or any(field_of(marks[one + 1].labels[0][0]) in _OWN for one in found):
        return []
    spans = [marks[start:end] for start, end in pairwise([*found, len(lines)])]
    strong = [
        any(field_of(label) in STRONG for mark in span for label, _content in mark.labels) for span in spans
    ]
    numbered = sum(_follows_heading(marks, place) for place in found)
    return found if all(strong) and 2 * numbered <= len(found) else []


def _follows_heading(marks: Sequence[Mark], place: int) -> bool:
    """Whether a numbered heading stands between the label before a line and that line."""
    above = (marks[one] for one in range(place - 1, -1, -1))
    before = next((mark for mark in above if mark.labels or mark.heading), None)
    return before is not None and before.heading is not None


def _above_all(lines: Sequence[str], marks: Sequence[Mark]) -> list[int]:
    """Where the titles above the groups of labels begin; empty unless every group but the first has one."""
    starts = _starts(marks)
    if len(starts) < _FEWEST or any(field_of(marks[one].labels[0][0]) in _OWN for one in starts):
        return []
    spans = [_above(lines, marks, start) for start in starts[1:]]
    if any(span is None for span in spans):
        return []
    first = _first(lines, marks, starts[0])
    return [span[0] for span in [first, *spans] if span is not None]


def _starts(marks: Sequence[Mark]) -> list[int]:
    """Where the first label stands, and every one that the labels since the last such place have already."""
    starts: list[int] = []
    seen: set[str] = set()
    for place, mark in enumerate(marks):
        words = {folded_header(label) for label, _content in mark.labels if field_of(label) not in UNITS}
        if mark.labels and (not starts or words & seen):
            starts.append(_first_of_run(marks, place, starts[-1] + 1 if starts else place))
            seen = set()
        seen |= words
    return starts


def _first_of_run(marks: Sequence[Mark], place: int, begin: int) -> int:
    """The first of the lines of labels that stand right above one another, down to a place: units may open a problem too."""
    while place > begin and marks[place - 1].labels:
        place -= 1
    return place


def _above(lines: Sequence[str], marks: Sequence[Mark], start: int) -> tuple[int, int] | None:
    """The lines of the title above a group of labels: from, to; None when what stands there may be a content."""
    before = next((place for place in range(start - 1, -1, -1) if marks[place].labels), -1)
    if before < 0 or start - 1 == before or not _is_plain(lines, marks, start - 1):
        return None
    if _BULLET.match(lines[start - 1]):
        return start - 1, start - 1
    label, content = marks[before].labels[-1]
    if field_of(label) in WEAK and content and all(_is_plain(lines, marks, one) for one in range(before + 1, start)):  # fmt: skip
        return before + 1, start - 1
    text, previous = lines[start - 1], lines[start - 2]
    is_title = len(text) <= _LONGEST and not text.endswith(_ENDS) and previous.endswith(("。", "；", ";"))
    return (start - 1, start - 1) if is_title and field_of(label) not in WEAK else None


def _first(lines: Sequence[str], marks: Sequence[Mark], start: int) -> tuple[int, int] | None:
    """The title above the first group; the first line of all is that of the document."""
    place = start - 1
    is_title = place > 0 or (
        place == 0 and bool(_BULLET.match(lines[place]) or lines[place].endswith("问题"))
    )
    return (place, place) if is_title and _is_plain(lines, marks, place) else None


def _is_plain(lines: Sequence[str], marks: Sequence[Mark], place: int) -> bool:
    mark = marks[place]
    return not (mark.labels or mark.heading or mark.is_used or is_closing(lines[place]))

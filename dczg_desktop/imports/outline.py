"""The outline of a running text: which lines are labels, which are headings, which are items of the content before them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.plans import CHAPTER, Heading, heading_of
from dczg_desktop.imports.labels import (
    ATTACHED,
    STRONG,
    UNITS,
    WEAK,
    Labelled,
    field_of,
    labels_at,
    measure_number,
    recurring_labels,
    section_of,
)

_SECTION = re.compile(r"^[\u4e00-\u9fff（）()、]{2,20}$")
_SENTENCE_ENDS = ("。", "；", ";", "）", ")", "，")
_REPORTS = frozenset({"progress", "result"})


@dataclass(slots=True)
class Mark:
    """What a line is.

    `number` is what a label begins with (`（三）整改措施`), `is_item` belongs to the content before it, `is_inside` is a
    label of a single measure,
    `measure` is its number when it says which measure it is (`整改措施二：…`),
    `is_used` is the rest of a label broken over lines, `opens` begins a new group of labels.
    """

    labels: list[Labelled]
    heading: Heading | None = None
    number: Heading | None = None
    lines: int = 1
    is_item: bool = False
    is_inside: bool = False
    is_used: bool = False
    opens: bool = False
    measure: int = 0

    @property
    def is_label(self) -> bool:
        """Whether the line is a label of the problem or notice."""
        return bool(self.labels) and not self.is_inside

    @property
    def is_heading(self) -> bool:
        """Whether the line is a heading of a problem or chapter."""
        return self.heading is not None and not self.is_item and not self.labels


def outline(lines: Sequence[str]) -> list[Mark]:
    """One mark a line."""
    more = recurring_labels(lines)
    marks: list[Mark] = []
    used = 0
    for position, line in enumerate(lines):
        if used:
            marks.append(Mark([], is_used=True))
            used -= 1
            continue
        labels, count = labels_at(lines, position, more)
        begins = heading_of(line)
        counted = measure_number(line)
        marks.append(
            Mark(labels, None if labels else begins, begins if labels else None, count, measure=counted)
        )
        used = count - 1
    for position, line in enumerate(lines):
        if _is_chapter(lines, marks, position):
            marks[position] = Mark([], heading_of(line))
    _take_sections(marks)
    _take_first_sections(marks)
    _Walk(marks).walk()
    for mark in marks:
        if mark.labels and _is_attachment(mark):
            mark.labels, mark.is_item = [], True
    return marks


def _is_attachment(mark: Mark) -> bool:
    """Whether a line lists what is attached (`附件：1.…`): nothing of any problem."""
    return all(folded_header(label) in ATTACHED for label, _content in mark.labels)


def _take_sections(marks: Sequence[Mark]) -> None:
    """A heading that goes on counting the labels (四、责任单位 … 五、整改措施及完成情况) is a label nobody lists."""
    last: Heading | None = None
    for mark in marks:
        if mark.labels:
            last = mark.number or last
        elif last and mark.heading and mark.heading.level == last.level:
            heading = mark.heading
            is_next = heading.ordinal == last.ordinal + 1 and heading.level > 0
            if is_next and _SECTION.match(heading.text):
                mark.labels, mark.heading, mark.number = [(section_of(heading.text), "")], None, heading
            last = heading if is_next else None


def _take_first_sections(marks: Sequence[Mark]) -> None:
    """Headings that the labels go on counting (一、信访反映情况 before 二、调查核实情况, 三、整改情况) are labels too."""
    for place, mark in enumerate(marks):
        if not mark.labels or mark.number is None or not _is_counted_on(marks, place):
            continue
        number = mark.number
        for before in reversed(marks[:place]):
            heading = before.heading
            if before.labels or (heading and heading.level < number.level):
                break
            if heading is None or heading.level > number.level:
                continue
            if heading.ordinal != number.ordinal - 1 or not _SECTION.match(heading.text):
                break
            before.labels, before.heading, before.number = [(section_of(heading.text), "")], None, heading
            number = heading


def _is_counted_on(marks: Sequence[Mark], place: int) -> bool:
    """Whether the next label goes on counting from this one."""
    own = marks[place].number
    following = next((one.number for one in marks[place + 1 :] if one.labels and one.number), None)
    return bool(own and following and following.level == own.level and following.ordinal == own.ordinal + 1)


def _is_chapter(lines: Sequence[str], marks: Sequence[Mark], position: int) -> bool:
    """Whether a numbered label alone on its line (二、整改任务) is the chapter that holds problems, each with its labels."""
    own = heading_of(lines[position])
    labels = marks[position].labels
    if own is None or [content for _label, content in labels] != [""] or position + 1 == len(lines):
        return False
    first = marks[position + 1].heading
    if field_of(labels[0][0]) != "description" or first is None:
        return False
    for number in range(position + 2, len(lines)):
        mark = marks[number]
        if mark.labels:
            numbered = heading_of(lines[number])
            return numbered is None or numbered.level > own.level
        if mark.heading and mark.heading.level <= first.level:
            return False
    return False


def _last_number(content: str, level: int) -> int:
    """The number of the last item that stands on the label's own line."""
    headings = map(heading_of, split_measures(content))
    return max((one.ordinal for one in headings if one and one.level == level), default=1)


class _Walk:
    """One pass over the marks: what is numbered content, what a label inside a measure, where a group begins."""

    def __init__(self, marks: list[Mark]) -> None:
        self._marks = marks
        self._seen: set[str] = set()
        self._inside: set[str] = set()
        self._words: set[str] = set()
        self._field = ""
        self._level: int | None = None
        self._count, self._own = 0, CHAPTER
        self._may_count = self._is_first = False
        self._has_heading = True
        self._is_headed = self._is_bare = False
        self._opening = ""
        self._section: Heading | None = None
        self._is_counted = False

    def walk(self) -> None:
        for position, mark in enumerate(self._marks):
            if mark.labels:
                self._label(position, mark)
                continue
            if mark.heading:
                self._heading(position, mark, mark.heading)
            self._is_first = self._is_first and mark.is_used

    def _label(self, position: int, mark: Mark) -> None:
        names = {field_of(label) for label, _content in mark.labels}
        words = {folded_header(label) for label, _content in mark.labels}
        if self._is_inside(position, names, words) or self._is_in_section(position, mark, names):
            mark.is_inside = True
            self._inside |= names
            self._words |= words
            return
        if not _is_attachment(mark):
            self._begin(mark, names)
        label, content = mark.labels[-1]
        self._field = field_of(label)
        self._section = mark.number
        self._is_counted = mark.measure > 0
        first = heading_of(content)
        self._level = first.level if first and first.ordinal == 1 else None
        self._count = _last_number(content, self._level) if self._level is not None else 0
        follower = next((one for one in self._marks[position + mark.lines :] if not one.is_used), None)
        starts = bool(follower and follower.heading and follower.heading.ordinal == 1 and not content)
        self._is_first = not content
        self._may_count = self._field not in WEAK or starts or self._level is not None

    def _begin(self, mark: Mark, names: set[str]) -> None:
        """Note a label; one that comes again, or that stands under a heading, opens a group."""
        if self._has_heading or names & self._seen - UNITS:
            mark.opens = True
            self._seen, self._inside, self._words = set(), set(), set()
            self._is_bare, self._opening = not self._is_headed, field_of(mark.labels[0][0])
        self._has_heading = self._is_headed = False
        self._seen |= names

    def _is_inside(self, position: int, names: set[str], words: set[str]) -> bool:
        """Whether a label says something of a single measure: another measure follows, or earlier ones have it too."""
        if self._field != "measures" or not names <= WEAK:
            return False
        if self._is_counted:
            return words <= self._words or self._measure_follows(position)
        return self._level is not None and (names <= self._inside or self._item_follows(position))

    def _measure_follows(self, position: int) -> bool:
        """Whether the next line that is no label of a single measure is one more of the counted measures."""
        for mark in self._marks[position + 1 :]:
            if mark.measure or mark.is_heading:
                return mark.measure > 1
            if any(field_of(label) not in WEAK for label, _content in mark.labels):
                return False
        return False

    def _is_in_section(self, position: int, mark: Mark, names: set[str]) -> bool:
        """Whether a label without a number stands inside a numbered section of its field, or of what was done (措施1：… 落实情况：…)."""
        if mark.number or self._section is None or not names <= STRONG:
            return False
        if self._field not in names & STRONG and self._field not in _REPORTS:
            return False
        following = next((one for one in self._marks[position + 1 :] if one.labels and one.number), None)
        return bool(
            following
            and following.number
            and following.number.level == self._section.level
            and following.number.ordinal == self._section.ordinal + 1
            and self._field not in {field_of(label) for label, _content in following.labels}
        )

    def _item_follows(self, position: int) -> bool:
        """Whether the next heading is one more measure."""
        for number in range(position + 1, len(self._marks)):
            mark = self._marks[number]
            if mark.heading and not mark.labels:
                return mark.heading.level == self._level and not self._opens_problem(number, mark.heading)
            if any(field_of(label) not in WEAK for label, _content in mark.labels):
                return False
        return False

    def _heading(self, position: int, mark: Mark, heading: Heading) -> None:
        if self._may_count and heading.level > 0 and not self._opens_problem(position, heading):
            goes_on = self._is_first and heading.level > max(self._own, 2 if self._own == 0 else 0)
            if self._level is None and (heading.ordinal == 1 or goes_on):
                self._level, self._count = heading.level, heading.ordinal - 1
            if self._continues(heading):
                mark.is_item = True
                return
        self._has_heading = self._is_headed = True
        self._own = heading.level
        self._field, self._level, self._may_count = "", None, False

    def _continues(self, heading: Heading) -> bool:
        """Whether a heading goes on counting the content; one out of order only when it ends like a sentence."""
        if self._level is None or heading.level < self._level:
            return False
        if heading.level > self._level:
            return True
        is_next = heading.ordinal == self._count + 1
        self._count = heading.ordinal
        return is_next or heading.text.endswith(_SENTENCE_ENDS)

    def _opens_problem(self, position: int, heading: Heading) -> bool:
        """Whether labels follow that this group has already: then a new problem begins here.

        Not where the problems begin with a label of their own (`序号：2`) and no heading: then it is one more measure.
        """
        if self._is_bare and heading.level == self._level and heading.ordinal == self._count + 1:
            following = next((one for one in self._marks[position + 1 :] if one.labels or one.heading), None)
            if following and following.labels and field_of(following.labels[0][0]) == self._opening:
                return False
        for mark in self._marks[position + 1 :]:
            if mark.heading and not mark.labels:
                level = mark.heading.level
                if level <= heading.level or level == self._own:
                    return False
            if mark.number and mark.number.level <= heading.level:
                return False
            if any(field_of(label) in self._seen & STRONG for label, _content in mark.labels):
                return True
        return False

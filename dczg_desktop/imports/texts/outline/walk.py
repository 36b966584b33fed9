"""One pass over the lines of a text: what is numbered content, what a label inside a measure, where a group begins."""

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.plans import BARE, CHAPTER, Heading, heading_of
from dczg_desktop.imports.texts.labelling.label_words import (
    STRONG,
    UNITS,
    WEAK,
    field_of,
    is_name,
    is_part_of_report,
    is_trouble,
)
from dczg_desktop.imports.texts.labelling.marks import Mark, after, is_attachment
from dczg_desktop.imports.texts.outline.ahead import is_heading, names_more, next_of
from dczg_desktop.imports.texts.outline.inner import inner_parts

_BEGINNINGS = frozenset({"sequence", "number"})
_REPORTS = frozenset({"progress", "result"})
_TOLD = STRONG | {"findings", "sequence"}
_OUTER, _ITEM = 1, 3
"""The levels of 一、 and of 1., the first that is no chapter above 整改任务第1项."""
_SENTENCE_ENDS = ("。", "；", ";", "）", ")", "，")


def _last_number(content: str, level: int) -> int:
    """The number of the last item that stands on the label's own line."""
    headings = map(heading_of, split_measures(content))
    return max((one.ordinal for one in headings if one and one.level == level), default=1)


class Walk:
    """One pass over the marks: what is numbered content, what a label inside a measure, where a group begins."""

    def __init__(self, marks: list[Mark]) -> None:
        self._marks = marks
        self._numbered = next_of(marks, lambda mark: bool(mark.labels and mark.number))
        self._tells_item = next_of(marks, lambda mark: is_heading(mark) or names_more(mark))
        self._tells_measure = next_of(
            marks, lambda mark: mark.measure > 0 or is_heading(mark) or names_more(mark)
        )
        self._inner = inner_parts(marks)
        self._seen: set[str] = set()
        self._words: set[str] = set()
        self._of_item: set[str] = set()
        self._written: set[str] = set()
        self._field = ""
        self._level: int | None = None
        self._count, self._own, self._own_number = 0, CHAPTER, 0
        self._may_count = self._is_first = False
        self._has_heading = True
        self._is_headed = self._is_bare = False
        self._opening = ""
        self._section: Heading | None = None
        self._begun: Heading | None = None
        self._is_counted = False
        self._held = ""
        self._is_named = False

    def walk(self) -> None:
        """Mark every line."""
        for position, mark in enumerate(self._marks):
            if mark.labels:
                if not is_attachment(mark):
                    self._label(position, mark)
                continue
            if mark.heading:
                self._heading(position, mark, mark.heading)
            self._held = ""
            self._is_first = self._is_first and mark.is_used

    def _label(self, position: int, mark: Mark) -> None:
        names = {field_of(label) for label, _content in mark.labels}
        words = {folded_header(label) for label, _content in mark.labels}
        goes_on = self._goes_on(mark, names)
        is_part = (
            self._field in _REPORTS and not self._is_section_of_its_own(mark) and is_part_of_report(words)
        )
        if (
            goes_on
            or is_part
            or self._is_inside(position, names, words)
            or self._is_in_section(position, mark, names)
        ):
            mark.is_inside = True
            self._count += goes_on
            self._words |= words
            self._of_item |= words
            return
        self._begin(mark, names)
        label, content = mark.labels[-1]
        self._field = field_of(label)
        self._held = "" if content else self._field
        self._section = mark.number
        self._is_counted = mark.measure > 0
        first = heading_of(content)
        self._level = first.level if first and first.ordinal == 1 else None
        self._count = _last_number(content, self._level) if self._level is not None else 0
        follower = next((one for one in after(self._marks, position + mark.lines) if not one.is_used), None)
        starts = bool(follower and follower.heading and follower.heading.ordinal == 1 and not content)
        self._is_first = not content
        self._may_count = self._field not in WEAK or starts or self._level is not None

    def _is_section_of_its_own(self, mark: Mark) -> bool:
        """Whether a label is counted as the section above it is, or higher, and so no part of that; one right below it is."""
        number, level = mark.number, self._section.level if self._section else _OUTER
        return number is not None and (number.level == level or (number.level < level and not self._held))

    def _goes_on(self, mark: Mark, names: set[str]) -> bool:
        """Whether a label is the next item of a report in the words of its own field (（一）企业情况 … （二）现场核查情况 of 调查核实情况)."""
        number = mark.number
        is_next = number is not None and number.level == self._level and number.ordinal == self._count + 1
        return (
            is_next and self._count > 0 and names == {self._field} and self._field in _REPORTS | {"findings"}
        )

    def _begin(self, mark: Mark, names: set[str]) -> None:
        """Note a label; one that comes again, or that stands under a heading, opens a group."""
        words = {folded_header(label) for label, _content in mark.labels}
        is_next = bool(words & self._written) and self._counts_on(mark)  # 一、包案领导：… 二、包案领导：…
        if self._has_heading or is_next or self._comes_again(names, words):
            mark.opens = True
            self._seen, self._words, self._of_item, self._written = set(), set(), set(), set()
            self._is_bare, self._opening = not self._is_headed, field_of(mark.labels[0][0])
            self._begun = mark.number
            self._is_named = is_name(mark.labels[0][0])
        self._has_heading = self._is_headed = False
        self._seen |= names
        self._written |= words

    def _comes_again(self, names: set[str], words: set[str]) -> bool:
        """Whether labels come again that the problem has already: in the same words, or the field it opened with where no heading did.

        整改结果 and then 整改结论, 县序号 and then 省级序号, 省级反馈问题 and then 我县具体问题 are of one problem.
        """
        again = names & self._seen - UNITS
        if self._held in names:  # 五、公示期限 over 公示期限：…, 整改措施： over 措施一：…
            return False
        if self._seen & _REPORTS and not words & self._written and all(map(is_trouble, words)):
            return False
        if not again or self._seen <= {"number", "sequence"}:
            return False
        if again == {"number"} and not words & self._written and not self._seen & _TOLD:
            return False  # 交办编号, 承办单位 and then 受理编号
        if again == {"description"} and not words & self._written and self._is_named:
            self._is_named = False  # 项目名称 and then 存在问题
            return False
        is_more_of_it = (
            self._is_bare
            and self._opening in again - {"area"}  # 所属区域 and then 位置
            and not self._seen <= {"number", "sequence", "description"}
        )
        return bool(words & self._written) or is_more_of_it

    def _is_inside(self, position: int, names: set[str], words: set[str]) -> bool:
        """Whether a label says something of a single measure: another measure follows, or earlier ones have it too."""
        number, section = self._marks[position].number, self._section
        if self._field != "measures" or not names <= WEAK:
            return False
        if number and section and number.level <= section.level:  # （三）整改时限 behind （二）整改措施
            return False
        if self._is_counted:
            return words <= self._words or self._measure_follows(position)
        if self._level is None or words & self._of_item:
            return False
        return words <= self._words or self._item_follows(position)

    def _measure_follows(self, position: int) -> bool:
        """Whether the next line that is no label of a single measure is one more of the counted measures."""
        following = self._tells_measure[position]
        return following is not None and self._marks[following].measure > 1

    def _is_in_section(self, position: int, mark: Mark, names: set[str]) -> bool:
        """Whether a label without a number stands inside a numbered section of its field, or of what was done (措施1：… 落实情况：…)."""
        if mark.number or self._section is None or not names <= STRONG:
            return False
        if self._field not in names & STRONG and self._field not in _REPORTS:
            return False
        place = self._numbered[position]
        following = None if place is None else self._marks[place]
        return bool(
            following
            and following.number
            and following.number.level == self._section.level
            and following.number.ordinal == self._section.ordinal + 1
            and self._field not in {field_of(label) for label, _content in following.labels}
        )

    def _item_follows(self, position: int) -> bool:
        """Whether the next heading is one more measure."""
        place = self._tells_item[position]
        heading = None if place is None else self._marks[place].heading
        if place is None or heading is None or self._marks[place].labels:
            return False
        return heading.level == self._level and not self._opens_problem(place, heading)

    def _heading(self, position: int, mark: Mark, heading: Heading) -> None:
        is_counted = self._may_count and 0 < heading.level < BARE
        if is_counted and not self._opens_problem(position, heading):
            goes_on = self._is_first and heading.level > max(self._own, _ITEM - 1 if self._own == 0 else 0)
            if self._level is None and (heading.ordinal == 1 or goes_on):
                self._level, self._count = heading.level, heading.ordinal - 1
            if self._continues(heading):
                mark.is_item = True
                self._of_item = set()
                return
        if self._is_inner(position) or self._says_nothing_new(position, heading):
            mark.is_item = True
            return
        self._has_heading = self._is_headed = True
        self._own, self._own_number = heading.level, heading.ordinal
        self._field, self._level, self._may_count = "", None, False

    def _is_inner(self, position: int) -> bool:
        """Whether a heading is a part of the problem above, in the content that is open or above its first label."""
        return position in self._inner and (self._field in STRONG or self._is_headed)

    def _says_nothing_new(self, position: int, heading: Heading) -> bool:
        """Whether a sentence of a content only looks like a heading (三、四级河道一并清理。, 第一项 垃圾清完后验收。): no problem begins
        there, and it does not go on counting the problems.
        """
        if self._field not in STRONG or not heading.text.endswith("。") or self._own < 0:
            return False
        if 0 < heading.level < (self._own or _ITEM) or self._opens_problem(position, heading):
            return False
        return heading.level != self._own or self._goes_on_behind(position, heading)

    def _goes_on_behind(self, position: int, heading: Heading) -> bool:
        """Whether the next heading of this level goes on counting from the problem above, and so this one does not."""
        headings = (mark.heading for mark in after(self._marks, position + 1) if not mark.labels)
        following = next((one for one in headings if one and one.level <= heading.level), None)
        return bool(
            following
            and following.level == heading.level
            and heading.ordinal != self._own_number + 1
            and following.ordinal == self._own_number + 1
        )

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

        Not where the next problem begins with a label of its own (`序号：2`) and no heading: then it is one more measure.
        """
        may_be_item = self._may_be_item(heading)
        for mark in after(self._marks, position + 1):
            if mark.heading and not mark.labels:
                level = mark.heading.level
                if level <= heading.level or level == self._own:
                    return False
            if mark.number and mark.number.level <= heading.level:
                return False
            if may_be_item and mark.labels and self._begins_by_label(mark, heading):
                return False
            if any(field_of(label) in self._seen & STRONG for label, _content in mark.labels):
                return True
        return False

    def _may_be_item(self, heading: Heading) -> bool:
        """Whether a heading goes on counting the content, or lies deeper than what counts it."""
        if self._level is None:
            return heading.ordinal == 1
        return heading.level > self._level or (
            heading.level == self._level and heading.ordinal == self._count + 1
        )

    def _begins_by_label(self, mark: Mark, heading: Heading) -> bool:
        """Whether the next problem begins at this label, as the one before it did, and not at the heading above."""
        first = field_of(mark.labels[0][0])
        if self._is_bare:
            return first == self._opening
        is_beginning = first in _BEGINNINGS & self._seen or self._counts_on(mark)
        return is_beginning and heading.level != self._own

    def _counts_on(self, mark: Mark) -> bool:
        """Whether a label is the next one after that which this group began with (1. 存在问题 … 2. 存在问题)."""
        begun, number = self._begun, mark.number
        if begun is None or number is None or field_of(mark.labels[0][0]) != self._opening:
            return False
        return number.follows(begun)

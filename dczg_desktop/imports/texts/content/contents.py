"""Contents under their labels in a stretch of text: the label's own line, the lines that follow, what closes them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.notice_contacts import is_office, is_second_half
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.addressed import is_addressed
from dczg_desktop.imports.texts.content.closings import begins_closing, is_closing
from dczg_desktop.imports.texts.labelling.label_words import GOES_ON, STRONG, UNITS, WEAK, field_of, is_short
from dczg_desktop.imports.texts.labelling.marks import Mark

Line = tuple[int, str]
"""Number of a line or paragraph (from 0) and its text."""

_NOTE = re.compile(
    r"^[（(]?(?:备?注|说明)\s*(?:\d{1,2}\s*)?[：:]|^[（(【]?(?:图\s*\d{1,2}\s*|整改[前后中]+|现场)?(?:照片|图片|对比[图照]片?|现场图)\s*\d{0,2}[）)】：:]?$"
    r"|^(?:填表|填报|制表|审核|审批|签发|签收|经办|复核|报送|校对|单位负责)\s*人?\s*(?:[（(]签[字名章][）)])?\s*[：:]|^(?:填表|填报|制表|报送|签发|签收)(?:日期|时间|单位)\s*[：:]|^(?:统计|合计|小计|总计|共计)\s*(?:[：:]|\d+\s*[个件项条])"
)
"""Lines that are nothing of any content: notes, titles of photos, who filled it in, sums."""
_OTHER_LABEL = re.compile(
    r"^(?!其中|近期|中期|远期|如下|即|含|包括|涉及)([\u4e00-\u9fff]{3,8})(?<![年月日度段级省市县区镇乡村局委办厅])(?<!(?<!日)期)\s*[：:]\s*(\S.*)$"
)
"""A label nobody lists, below one of units or times that has its content on its line (整改时限：… / 反馈要求：…)."""
_NUMERALS = "〇零○一二三四五六七八九十"
_DATE_LINE = re.compile(
    rf"^[（(]?(?:\d{{4}}|[{_NUMERALS}]{{4}})\s*年\s*(?:\d{{1,2}}|[{_NUMERALS}]{{1,3}})\s*月\s*(?:\d{{1,2}}|[{_NUMERALS}]{{1,3}})\s*日(?:印发|发布|公布)?[）)]?[。]?$"
    r"|^\d{4}[./-]\d{1,2}[./-]\d{1,2}$|^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$"
)
_STAMP = re.compile(r"^[（(]\s*盖?\s*章\s*[）)]$")
_ON_ONE_LINE = re.compile(r"(\S{4,24})[ 　]+(\S[\S ]*)")
_HELD = {
    "responsible_unit": {"responsible_unit", "lead_unit", "supporting_unit"}, "description": {"description"}, "measures": {"measures"},
}  # fmt: skip
"""What stands below a label that only holds others."""
_COUNTS = frozenset({"number", "sequence", "batch"})
_OF_ALL = ("以上", "上述", "前述")
_LAST_LINES, _BLANK_LINES, _MOST_ON_LINE = 8, 2, 3
_AFTERWARDS = re.compile(
    r"^(?:下一?步[，,]?|今后[，,]?)?[\u4e00-\u9fff、]{2,16}?将(?:继续|持续|进一步|不断|定期|严格|始终|会同|组织|加[大强快])"
)
"""What an office will do, behind the last problem of a text: it is nothing of the problem."""
_TIME = re.compile(r"\d\s*[年月日天]|[年月季]底|长期")
_LONGEST_NAME = 30
_SAYS_MORE = re.compile(r"。.|应(?!急)|[请须已]|逾期|期间|确保|加[强快大]|报送|认真|严格")
_SHORTEST_SENTENCE = 10
_TOKENS = re.compile(r"[\u4e00-\u9fff](?:[ 　][\u4e00-\u9fff])+(?![\u4e00-\u9fff])")


def read_contents(
    lines: Sequence[Line], marks: Sequence[Mark], start: int, end: int
) -> tuple[list[Pair], set[int]]:
    """The labelled contents from `start` to `end`, and the positions of the lines that stand under no label."""
    pairs = _Contents()
    loose: set[int] = set()
    is_open = False
    last = _last_of_problem(marks, start, end)
    is_final = not any(_tells(marks[place]) for place in range(end, len(marks)))
    higher = _higher(marks, start, end)
    for position in range(start, end):
        mark, (number, line) = marks[position], lines[position]
        if mark.is_used:
            continue
        if mark.is_apart or (_NOTE.match(line) and not mark.is_label):
            loose.add(position)
        elif mark.is_label:
            for label, content in mark.labels:
                pairs.add(number, label, content)
            is_open = True
        elif is_open and pairs.takes(number, line, mark):
            continue
        elif (
            not is_open
            or position in higher
            or (
                not mark.is_item
                and pairs.is_over(lines, position, end, is_behind=position > last, is_final=is_final)
            )
        ):
            is_open = False
            loose.add(position)
        else:
            pairs.go_on(number, line)
    found = pairs.joined()
    kept = [
        pair
        for place, pair in enumerate(found)
        if not any(_only_holds(pair, after) for after in _on_one_line(found[place + 1 :][:_MOST_ON_LINE]))
    ]
    return [_without_blanks(pair) for pair in kept], loose


def _tells(mark: Mark) -> bool:
    """Whether a label says something of a problem, and not whom to call."""
    return any(field_of(label) in STRONG | WEAK for label, _content in mark.labels)


def _is_no_time(line: str) -> bool:
    """Whether a line below a deadline is a paragraph that says nothing of times."""
    return len(line) > _LONGEST_NAME and line.endswith("。") and not _TIME.search(line)


def _is_no_name(line: str) -> bool:
    """Whether a line below a unit or a person is a sentence that says what they must do or did (挂牌督办期间，请每月25日前报送进展。)."""
    is_sentence = len(line) > _SHORTEST_SENTENCE and line.endswith("。") and bool(_SAYS_MORE.search(line))
    return is_sentence and not all(map(is_office, re.split("[、，,；;]", line.rstrip("。"))))


def _is_no_number(line: str) -> bool:
    """Whether a line below a number is whom the text is written to, or a paragraph."""
    return line.endswith(("：", ":")) or (
        len(line) > _LONGEST_NAME and line.endswith(("。", "；", "：", ":"))
    )


def _higher(marks: Sequence[Mark], start: int, end: int) -> set[int]:
    """The headings that are no deeper than the one the first label stands under (三、下步计划 after 二、整改情况 / 问题描述：…): they end it."""
    first = next((place for place in range(start, end) if marks[place].is_label), end)
    over = next((one.heading for one in reversed(marks[start:first]) if one.is_heading), None)
    if over is None:
        return set()
    return {
        place
        for place in range(first, end)
        if (heading := marks[place].heading) and marks[place].is_heading and heading.level <= over.level
    }


@dataclass(slots=True)
class _Content:
    """One labelled content: the line it begins on, how many more it goes on, its label, its lines, whether they begin below it."""

    row: int
    more: int
    label: str
    lines: list[str]
    is_below: bool = False


class _Contents:
    """The contents in order; the lines of each are joined only in the end, because a plan may have thousands."""

    def __init__(self) -> None:
        self._found: dict[int, _Content] = {}
        self._latest: dict[str, int] = {}
        self._count = 0

    @property
    def has_content(self) -> bool:
        """Whether the label that is open says something already."""
        return bool(self._found[self._count].lines)

    @property
    def field(self) -> str:
        """The field of the label that is open."""
        return field_of(self._found[self._count].label)

    def add(self, number: int, label: str, content: str) -> None:
        """A new content; a unit named twice under one label, or any label twice on a line, is one content of two lines."""
        name = folded_header(label)
        one = _Content(number, 0, label, [], is_below=not content)
        before = self._latest.get(name, 0)
        if before and (field_of(label) in UNITS or self._found[before].row == number):
            earlier = self._found.pop(before)
            one = _Content(earlier.row, number - earlier.row, label, earlier.lines, earlier.is_below)
        if content:
            one.lines.append(content)
        self._count += 1
        self._found[self._count] = one
        self._latest[name] = self._count

    def go_on(self, number: int, line: str) -> None:
        """One more line of the content that is open."""
        one = self._found[self._count]
        one.lines.append(line)
        one.more = number - one.row

    def takes(self, number: int, line: str, mark: Mark) -> bool:
        """Whether a line goes on with the content that is open, whatever else it may be, or is a label nobody lists below one of units
        or times, or another that nobody lists, that says something itself; it is taken.
        """
        one = self._found[self._count]
        is_whole = bool(one.lines) and not one.is_below and is_short(one.label, "".join(one.lines))
        is_free = not (mark.is_item or mark.is_inside or is_addressed(line))
        other = _OTHER_LABEL.match(line) if is_whole and is_free else None
        if other:
            self.add(number, other[1], other[2])
        elif one.lines and line.startswith(GOES_ON):
            self.go_on(number, line)
        else:
            return False
        return True

    def is_over(
        self, lines: Sequence[Line], place: int, end: int, *, is_behind: bool, is_final: bool
    ) -> bool:
        """Whether the content that is open ends before a line that is no item of it.

        `is_behind`: no label or item of the problem follows, `is_final`: nor any other problem; what one problem in the middle asks of its
        office stays with it.
        """
        line = lines[place][1]
        if self.has_content and (
            (self.field == "deadline" and _is_no_time(line))
            or (self.field in _COUNTS and _is_no_number(line))
            or (self.field in UNITS and _is_no_name(line))
        ):
            return True
        is_told = is_addressed(line) and (is_final or line.startswith(_OF_ALL))
        is_later = is_final and self.field == "description" and self.has_content and _AFTERWARDS.match(line)
        if is_behind and (is_told or is_later or self.is_signed(lines, place)):
            return True
        return _closes(lines, place, end, has_content=self.has_content)

    def is_signed(self, lines: Sequence[Line], place: int) -> bool:
        """Whether the very last line is the office without a day; below a label that only holds names it is one more of them."""
        one = self._found[self._count]
        is_list = field_of(one.label) in UNITS and (one.is_below or one.lines[-1].endswith(("、", "，", ",")))
        return bool(one.lines) and not is_list and is_signed_alone(lines, place)

    def joined(self) -> list[Pair]:
        """All of them with their texts."""
        return [(one.row, one.more, one.label, "\n".join(one.lines)) for one in self._found.values()]


def _last_of_problem(marks: Sequence[Mark], start: int, end: int) -> int:
    """Where the last label or item stands: what tells the offices what to do (请各单位…) comes after it."""
    return next(
        (place for place in range(end - 1, start, -1) if marks[place].labels or marks[place].is_item), -1
    )


def _on_one_line(following: Sequence[Pair]) -> list[Pair | None]:
    """The next content with what stands on its line (（一）序号8：污水直排); None where nothing follows."""
    return [one for one in following if one[0] == following[0][0]] or [None]


def _only_holds(pair: Pair, after: Pair | None) -> bool:
    """Whether a label without a content of its own holds the next ones: （五）责任单位 over 牵头单位：…, 一、整改任务 over （一）反馈问题：…."""
    if pair[3] or after is None or after[0] > pair[0] + _BLANK_LINES + 1 or not after[3]:
        return False
    if folded_header(pair[2]) == folded_header(after[2]):  # 五、公示期限 over 公示期限：…
        return True
    return field_of(after[2]) in _HELD.get(field_of(pair[2]), ())


def end_of_last_words(lines: Sequence[Line], marks: Sequence[Mark], start: int, end: int) -> int:
    """Where the sentences to the public begin (如有异议，请…)."""
    places = (
        place for place in range(start + 1, end) if not marks[place].labels and not marks[place].is_used
    )
    return next((place for place in places if is_closing(lines[place][1])), end)


def _closes(lines: Sequence[Line], place: int, end: int, *, has_content: bool) -> bool:
    """Whether the text under a label ends here: the closing sentence, or the office and date at the very end.

    A label without a text yet (四、公示期限) holds the next line, also one that goes on to ask for objections.
    """
    if not has_content:
        return begins_closing(lines[place][1])
    is_near = end - place <= _LAST_LINES
    return is_closing(lines[place][1]) or (is_near and is_signature(lines[place:end]))


def is_signature(rest: Sequence[Line]) -> bool:
    """Whether the office stands here, on one line or on two, with the day on the next line, or the day alone."""
    line = rest[0][1]
    rest = [rest[0], *(one for one in rest[1:] if not _STAMP.match(one[1]))]
    if len(rest) > 2 and is_office(line) and is_office(rest[1][1]):
        return _DATE_LINE.match(rest[2][1]) is not None
    if len(rest) > 2 and is_second_half(line, rest[1][1]):
        return _DATE_LINE.match(rest[2][1]) is not None
    both = _ON_ONE_LINE.fullmatch(line)
    if both and is_office(both[1]) and _DATE_LINE.match(both[2]):
        return True
    following = rest[1][1] if len(rest) > 1 else line
    is_name = len(line) <= _LONGEST_NAME and not line.endswith(("。", "；"))
    return (is_name and _DATE_LINE.match(following) is not None) or _DATE_LINE.match(line) is not None


def is_signed_alone(lines: Sequence[Line], place: int) -> bool:
    """Whether the very last line of a text is the office that wrote it, without a day."""
    return place + 1 == len(lines) and is_office(lines[place][1])


def _without_blanks(pair: Pair) -> Pair:
    """Names of units and people without the blanks that scanning puts between characters (`县 水 利 局`)."""
    row, more, label, text = pair
    if field_of(label) not in UNITS:
        return pair
    return row, more, label, _TOKENS.sub(lambda found: re.sub(r"[ 　]", "", found[0]), text)

"""Labels of a text that nobody lists: words before a colon that come again, are built like a field, or stand between labels."""

import re
from collections import Counter
from collections.abc import Sequence

from dczg_desktop.domain.headings import HEADERS, folded_header
from dczg_desktop.domain.notice_contacts import is_office
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.texts.labelling.label_words import WEAK, field_of, names_field
from dczg_desktop.imports.texts.labelling.labels import PREFIX, before_blank, labels_at

_RECURRING = re.compile(
    r"^(?!现将|现就)([\u4e00-\u9fff]{2,12}|[\u4e00-\u9fff]{1,8}(?:[（(][^（）()：:。，]{1,8}[）)]|/[\u4e00-\u9fff]{1,8})[\u4e00-\u9fff]{0,6}"
    r"|(?:\d{4}年)?(?:\d{1,2}月份?|[一二三四]季度|[上下]半年|(?<=年)底)(?:整改|工作|最新)?(?:进展|完成|推进)(?:情况)?)(?<!如下)\s*[：:]"
)
"""Words with a bracket or a stroke in them too (面积（亩）, 村（社区）, 面积/长度), and the progress of a month (10月进展)."""
_IN_THICK = re.compile(
    r"^[【〖［](?!(?:公[示告]|通[知报]|转[载发]|关注|聚焦|曝光|要闻|快讯)[】〗］])([\u4e00-\u9fff]{2,12})[：:]?[】〗］]"
)
_NAMES_ONE = re.compile(
    r"^[\u4e00-\u9fff]{0,8}(?:名称|编号|结论|时间|日期|单位|部门|机构|电话|邮箱|地址|渠道|方式|意见|结果|情况|类型|级别|依据|标准|原因|困难|资金|投资)$"
)
_BUILT = WEAK | {"goal", "measures", "progress", "result", "findings", "accountability"}
_FEWEST_IN_BRACKETS = 2
_LONGEST_BUILT = 12
_BLANK = re.compile(r"^([\u4e00-\u9fff]{4,8})[ 　\t]+[^\s]{2}")
_FEWEST_BLANK = 3
_ALONE = re.compile(r"^[\u4e00-\u9fff（）()/]{2,12}[:：]$")
_FEWEST_ALONE = 5


def recurring_labels(lines: Sequence[str]) -> frozenset[str]:
    """Labels of this text that nobody lists: words before a colon that open several lines right beside labels we know,
    words beside one that are built like a field (整改措施及成效：), one between two that ends like a label (自查结论：),
    every 【…】 or word before a blank of a text whose labels stand so, and all of the page of a system that has a label on
    every second line.
    What was found so is known for the lines beside it.
    """
    known = [bool(labels_at(lines, position)[0]) for position in range(len(lines))]
    words = [_label_like(line) or _counted_on(lines, place, known) for place, line in enumerate(lines)]
    if sum(bool(before_blank(line)) for line in lines) >= _FEWEST_BLANK:
        words = [word or _before_blank(line) for word, line in zip(words, lines, strict=True)]
    in_brackets = sum(bool(_IN_THICK.match(line)) and own for line, own in zip(lines, known, strict=True))
    seen = Counter(filter(None, words))
    found = _alone(lines)
    waiting = [position for position in reversed(range(len(lines))) if words[position]]
    while waiting:
        position = waiting.pop()
        name = words[position]
        around = known[max(0, position - 1) : position] + known[position + 1 : position + 2]
        if _ALONE.match(lines[position]):  # its content on the line below, as that of the others
            around += known[max(0, position - 2) : max(0, position - 1)] + known[position + 2 : position + 3]
        is_thick = in_brackets >= _FEWEST_IN_BRACKETS and bool(_IN_THICK.match(lines[position]))
        is_counted = len(around) > 1 and all(around) and heading_of(lines[position]) is not None
        if (
            is_thick
            or is_counted
            or _is_certain(name, around, seen[name])
            or (any(around) and name == _before_blank(lines[position]))
        ):
            found.add(name)
            known[position] = True
            waiting += [
                one
                for one in (position - 1, position + 1)
                if 0 <= one < len(lines) and words[one] and not known[one]
            ]
    return frozenset(found | _runs(words, known))


def _runs(words: Sequence[str], known: Sequence[bool]) -> set[str]:
    """Several words before a colon one below the other that end like labels, between two labels (监理单位：… 施工单位：…)."""
    found: set[str] = set()
    run: list[str] = []
    follows = False
    for word, is_known in zip(words, known, strict=True):
        if word and not is_known and _NAMES_ONE.match(word):
            run.append(word)
            continue
        if is_known and follows:
            found.update(run)
        run, follows = [], is_known
    return found


def _alone(lines: Sequence[str]) -> set[str]:
    """The labels of a page that shows one record of a system: each alone on its line, its content on the next one."""
    names = [
        folded_header(line) for line in lines if _ALONE.match(line) and not is_office(line.rstrip("：:"))
    ]
    fields = {field_of(name) for name in names} & HEADERS.keys()
    is_page = len(set(names)) >= _FEWEST_ALONE and 3 * len(names) >= len(lines) and len(fields) > 1
    return set(names) if is_page else set()


def _label_like(line: str) -> str:
    """The words of a line that may be a label nobody lists; empty where it is a known one or a heading."""
    found = _IN_THICK.match(line) or _RECURRING.match(PREFIX.sub("", line))
    return folded_header(found[1]) if found and not names_field(found[1]) and not heading_of(line) else ""


def _before_blank(line: str) -> str:
    """The words before a blank that may be a label nobody lists, in a text whose labels stand so (下一步工作　加强巡查)."""
    found = _BLANK.match(line)
    return folded_header(found[1]) if found and not before_blank(line) else ""


def _counted_on(lines: Sequence[str], place: int, known: Sequence[bool]) -> str:
    """The words before a colon of a counted line (4、整改过程：…) that goes on counting a label right beside it."""
    heading = heading_of(lines[place])
    found = _RECURRING.match(heading.text) if heading and heading.level > 0 else None
    if heading is None or found is None or known[place]:
        return ""
    for beside in (place - 1, place + 1):
        other = heading_of(lines[beside]) if 0 <= beside < len(lines) and known[beside] else None
        if other and other.level == heading.level and abs(other.ordinal - heading.ordinal) == 1:
            return folded_header(found[1])
    return ""


def _is_certain(name: str, around: Sequence[bool], times: int) -> bool:
    """Whether words before a colon are a label, by the lines beside them and by how they are built."""
    if not any(around):
        return False
    built = field_of(name) in _BUILT and len(name) <= _LONGEST_BUILT
    return times > 1 or built or (all(around) and _NAMES_ONE.match(name) is not None)

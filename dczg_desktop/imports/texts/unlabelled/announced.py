"""Lists that a line above them calls problems (存在下列问题：, 问题清单), one a numbered paragraph, whatever each of them says."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.domain.plans import BARE, Heading, heading_of
from dczg_desktop.imports.tables.around.named_state import state_in
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.said_once.item_numbers import item_of

_CALLED = re.compile(
    r"(?:问题|隐患)(?:主要|分别|具体|共|还|现|如下|有|是|为|包括|表现|清单|台账|交办|通报|反馈|函告|移交|在|于|以下|几个?|方面|[一二三四五六七八九十\d]{1,3}[个项条处件类]){0,8}[：:。]?$"
    r"|(?:问题|隐患)[^。，：:]{0,12}(?:交办|转办|移交|转给|转送|通报|反馈|函告|印发)[^。：:]{0,16}[：:。]$"
    r"|(?:问题|隐患)[^。：:]{0,24}(?:交办|转办|移交|通报|反馈|函告|告知|提醒)(?:给?你[\u4e00-\u9fff]{1,4})?如下[：:]$"
    r"|(?:以下|下列)[^。，：:]{0,8}(?:问题|隐患)[^。，：:]{1,12}[：:]$"
    r"|(?:问题|隐患)(?:整改)?(?:任务|责任|交办|督办|整改|销号)*(?:清单|台账|通知书?|单)$|^(?:问题)?(?:交办|督办)(?:清单|单|卡)$|^(?:约谈|督办|提醒|通报)(?:事由|事项|内容)[：:]?$"
)
_NOT_CALLED = re.compile(
    r"^(?:针对|对于?|围绕|解决|整改|聚焦|坚持)|解决|(?:已|均)[^。]{0,10}整改|原因|对策|没有|未发现|无(?:重大)?[问隐]"
    r"|(?:整改|落实|办理)[^。，：:]{0,6}(?:情况|进展|成效|结果)(?:如下|通报|报告|汇报|公示|公开|反馈|函告){0,3}[：:]$"
)
_SENTENCE_END = re.compile(r"[。；;]")
_DEMANDS = re.compile(
    r"^(?:要|必须|着力|切实|加[强快大]|推[进动]|坚[持决]|强化|深入|严[格肃]|扎实|持续|进一步|认真|统筹|聚焦|落实|解决|建立|健全|完善|开展|组织|制定)"
)
_TO_WHOM = re.compile(r"^[^。，]{2,60}[：:]$")
_COUNTS = re.compile(r"[\u4e00-\u9fff（）()]{1,12}\d+(?:\.\d+)?[件个宗起项条](?:[、，,；;。]|$)")
_SHORT_CLASS = 24
_REMARK = re.compile(r"[（(][^（()）]*[)）]$")
_OF_SECTIONS = re.compile(r"建议|要求|打算|措施|情况|整改|成效|计划|安排|原因")
_OF_PROBLEMS = re.compile(r"问题|整改任务")
_FEWEST, _HEAD = 2, 4


def announced(lines: Sequence[Line], headings: Sequence[Heading | None]) -> list[tuple[int, int]]:
    """Where each of them begins and ends; empty with fewer than two, or where most say what to do."""
    found: list[tuple[int, int]] = []
    level = last = 0
    are_of_states = False
    for place, heading in enumerate(headings):
        if heading is None or not 0 < heading.level < BARE:
            continue
        is_of_state = _is_of_state(lines, place)
        if heading.ordinal != 1 and not (is_of_state and found and heading.ordinal == last + 1):
            continue
        is_inside = bool(found) and (heading.level != level or place < found[-1][1])
        if is_inside or not (is_of_state or _is_called(lines, place)):
            continue
        items = list(_items(headings, place, heading.level))
        is_other = (
            _call_themselves(headings, items) or _are_demands(headings, items) or _are_counts(headings, items)
        )
        if (len(items) >= _FEWEST or is_of_state) and not is_other:
            are_of_states = are_of_states or is_of_state
            found += _inside(headings, items)
            level, last = level or heading.level, heading.ordinal + len(items) - 1
    return [] if are_of_states and len(found) < _FEWEST else found


def _is_of_state(lines: Sequence[Line], place: int) -> bool:
    """Whether the line right above is the chapter of problems of one state (二、正在推进的问题), which may be a single one."""
    above, own = (lines[place - 1][1], lines[place][1]) if place else ("", "")
    heading = heading_of(own)
    is_of_problems = _OF_PROBLEMS.search(above) or (heading and item_of(heading.text))  # 1.第3项任务（…）
    return bool(is_of_problems and state_in(above))


def _is_called(lines: Sequence[Line], place: int) -> bool:
    """Whether the line right above, or the title with nothing but the addressee between, calls what follows problems."""
    above = place - 1
    if 0 < above < _HEAD and _TO_WHOM.match(lines[above][1]) and not _CALLED.search(lines[above][1]):
        above -= 1
    return calls_problems(lines[above][1]) if above >= 0 else False


def calls_problems(line: str) -> bool:
    """Whether a line says that what follows are problems; what it says before its last sentence is of something else."""
    return bool(_CALLED.search(line)) and not _NOT_CALLED.search(
        _SENTENCE_END.split(line.rstrip("。；;"))[-1]
    )


def _items(headings: Sequence[Heading | None], first: int, level: int) -> Iterator[tuple[int, int]]:
    """The headings counted on from the first one, each with where the next one or a higher one stands."""
    begins = headings[first]
    place, count = first, begins.ordinal if begins else 1
    while True:
        end = next(
            (one for one in range(place + 1, len(headings)) if _is_of(headings[one], level)), len(headings)
        )
        yield place, end
        following = headings[end] if end < len(headings) else None
        count += 1
        if following is None or following.level != level or following.ordinal != count:
            return
        place = end


def _is_of(heading: Heading | None, level: int) -> bool:
    return heading is not None and heading.level <= level


def _call_themselves(headings: Sequence[Heading | None], items: list[tuple[int, int]]) -> bool:
    """Whether what is counted are sections of a text, some of which call problems (一、主要问题 … 二、建议); mere classes of problems
    (（一）清单内问题, （二）清单外问题), each with its own below, are none.
    """
    if not any(_CALLED.search(_text(headings, one)) for one, _end in items):
        return False
    are_sections = any(_OF_SECTIONS.search(_text(headings, one)) for one, _end in items)
    return are_sections or _inside(headings, items) is items


def _text(headings: Sequence[Heading | None], place: int) -> str:
    heading = headings[place]
    return heading.text if heading else ""


def _are_demands(headings: Sequence[Heading | None], items: Sequence[tuple[int, int]]) -> bool:
    return 2 * sum(bool(_DEMANDS.match(_text(headings, place))) for place, _end in items) >= len(items)


def _are_counts(headings: Sequence[Heading | None], items: Sequence[tuple[int, int]]) -> bool:
    """Whether they only count (一、按污染类型分：水污染61件、大气污染47件…): statistics are no problems."""
    texts = [_text(headings, place) for place, _end in items]
    return any(2 * sum(len(one[0]) for one in _COUNTS.finditer(text)) > len(text) for text in texts)


def _inside(headings: Sequence[Heading | None], items: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The items themselves; those below them where every one is only the name of a class or a place (（一）资金管理方面, （二）河湾镇):
    each class counts anew, or goes on counting.
    """
    below: list[tuple[int, int]] = []
    last = 0
    for place, end in items:
        first = headings[place + 1] if place + 1 < end else None
        text = _text(headings, place)
        is_class = len(_REMARK.sub("", text)) <= _SHORT_CLASS and not text.endswith(("。", "；"))
        if first is None or first.ordinal not in {1, last + 1} or not is_class:
            return items
        below += _items(headings[:end], place + 1, first.level)
        own = headings[below[-1][0]]
        last = own.ordinal if own else 0
    return below

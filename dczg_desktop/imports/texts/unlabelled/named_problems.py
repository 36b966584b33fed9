"""What a numbered line names as a problem (…的问题。, 关于“…”问题：, …问题（责任单位：…）。), apart from what is told behind it."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.brackets import bracket_of, brackets
from dczg_desktop.domain.plans import Heading
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.said_once.item_numbers import item_of

NAMED = re.compile(
    r"^(?P<problem>[^。；;：:]{4,160}?问题(?:仍?(?:较为?|比较|十分|依然|仍然)?(?:突出|严重|普遍|较多|明显|存在)|时有发生)?)(?P<end>[。：:；;，,]|$)|^(?P<quoted>关于[“「].{4,200}?[”」]的?(?:方面的?)?问题)(?P<tail>[。：:，,]|$)"
)
DEMANDS = re.compile(
    r"^(?:要|必须|着力|切实|全面|加[强快大]|推[进动]|坚[持决]|强化|深入|严[格肃]|扎实|持续|进一步|认真|统筹|聚焦|落实|解决|整改|督察|督查|信访|其他|主要|工作|存在|反馈|交办|新增|具体|突出|共性|个性)"
)
_STATE = re.compile(
    r"^(?:该|此|这个?)问题[，,]?(?:已|正在|基本|未)|^(?:目前[，,]?)?(?:已完成整改|已整改|正在整改|整改完成|未完成整改)"
)
_STATE_OF_SEVERAL = re.compile(
    r"^(?:关于)?(?:已|正在|正|尚|未|基本|持续|长期|限期|立行立改|立即|阶段性|需|暂|达到|滞后|进展)[^。，,：:]{0,14}(?:的|类)?(?:整改)?(?:问题|任务|事项)(?:情况|进展)?(?:[（(].{1,16}[）)])?[。：:]?$"
)
"""A chapter that holds the problems of one state (已完成整改的问题, 正在推进的问题)."""
_LONGEST_NAME = 160
_BEFORE_BRACKET = re.compile(r"[^。；;：:]{4,160}问题")
_SIGN = re.compile(r"[。：:；;，,]?")


def problem_in(
    lines: Sequence[Line], headings: Sequence[Heading | None], place: int
) -> tuple[str, str] | None:
    """The problem that a heading names and the words behind it on its line; a whole sentence counts where its state follows."""
    heading = headings[place]
    text = heading.text if heading else ""
    is_demand = DEMANDS.match(text) and not text.startswith("关于")
    if not text or is_demand or _STATE_OF_SEVERAL.match(text):
        return None
    item = item_of(text)  # 第3项问题：…的问题
    begin = len(text) - len(item.rest) if item else 0
    found = NAMED.match(text[begin:])
    end = begin + found.end() if found else _end_of_bracket(text)
    if end:
        return (text[:end].rstrip("：:；;，,"), text[end:].strip())
    following = lines[place + 1][1] if place + 1 < len(lines) else ""
    return (text, "") if len(text) <= _LONGEST_NAME and _STATE.match(following) else None


def _end_of_bracket(text: str) -> int:
    """Where a bracket with units or a time right behind the problem ends (…问题（责任单位：…；整改时限：…）。), its sign included; 0 without one."""
    for one in brackets(text):
        if not _BEFORE_BRACKET.fullmatch(text[: one.start]):
            continue
        said = bracket_of(one.text)
        sign = _SIGN.match(text, one.end)
        return sign.end() if sign and (said.units or said.deadline) else 0
    return 0

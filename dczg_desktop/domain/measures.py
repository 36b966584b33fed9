"""Splitting a run-on text of measures into single ones, losing nothing."""

import re
import unicodedata

from dczg_desktop.base.text import clean
from dczg_desktop.domain.numbering import numeral

COUNTED_WHOLE = "[家户名座处台起辆口艘]"
"""What is never counted in halves: 1.5家散货码头 is the first item, 1.5公里 a length."""
_CHINESE = "[一二三四五六七八九十]{1,3}"
_KINDS = (
    rf"(?P<a>{_CHINESE})、",
    rf"[（(]\s*(?P<b>{_CHINESE})\s*[）)]",
    rf"(?P<c>\d{{1,2}})\s*[.．、](?:(?!\d)|(?=(?:19|20)\d\d|\d{{1,2}}\s*月|\d{{1,3}}{COUNTED_WHOLE}))",
    r"[（(]\s*(?P<d>\d{1,2})\s*[）)]",
    r"(?P<e>[①-⑳⒈-⒛⑴-⒇㈠-㈩])",
    r"(?P<f>[一二三四五六七八九十])是",
    r"(?P<g>\d{1,2})[）)](?!\d)",
    rf"第(?P<h>{_CHINESE})[，,、]",
    rf"(?:整改)?(?:措施|举措)(?P<i>{_CHINESE}|\d{{1,2}})[：:]",
)
_DASH = re.compile(r"^(?:——|--|[●◆■▪•·-])\s*[\u4e00-\u9fff]")
_COMMON = re.compile(r"(?<=\n)[【（(]?(?:共性|共同)(?:整改)?(?:措施|举措)[】）)]?[：:]")
"""Where the measures that all problems have begin below those of this one: their numbers begin anew."""
_SAID = re.compile(r"^[（(]?[\u4e00-\u9fff]{2,8}[：:]")
_WHOLE = ("。", "；", ";")
_SHORTEST = 6
BEGINS = r"(?<!\s)(?:^|(?<=[%s])|(?=[^\S\n]*\n))\s*"
"""Before a number that stands at the beginning of a text, a line or, after one of these signs, a sentence; blanks are looked at once."""
_ITEMS = tuple(re.compile(BEGINS % "。；;：:）)!！?？" + kind) for kind in _KINDS)


def split_measures(plan: str) -> list[str]:
    """The single measures of a run-on text `1.… 2.…`; not numbered 1, 2, 3 … in order, its paragraphs when each is a whole sentence
    or all have a dash, else the whole text as one.

    Common measures (共性措施：…) below are split by themselves.
    Measures each on a line of its own may count on from any number: Word goes on counting over several problems.
    The numbers are of one kind (1. （1） （一） 一、 ① 一是), the kind that comes first: deeper ones stay inside. What stands
    before the first number stays with the first measure, so that nothing is lost.
    """
    plan = clean(plan)
    if common := _COMMON.search(plan):
        return [*_pieces(clean(plan[: common.start()])), *_pieces(plan[common.start() :])]
    return _pieces(plan)


def _pieces(plan: str) -> list[str]:
    found = [starts for pattern in _ITEMS if (starts := _starts(pattern, plan))]
    kept = min(found, key=lambda starts: starts[0], default=[])
    if not kept:
        return _by_lines(plan)
    starts = [0, *kept[1:]]
    pieces = zip(starts, [*starts[1:], len(plan)], strict=True)
    return [text for start, end in pieces if (text := clean(plan[start:end]))]


def _by_lines(plan: str) -> list[str]:
    """The measures that stand each in a paragraph of its own without a number, all of them whole sentences or all behind a dash."""
    lines = [line.strip() for line in plan.split("\n") if line.strip()]
    dashed = [bool(_DASH.match(line)) for line in lines]
    if len(lines) > 1 and all(dashed):
        return lines
    is_whole = all(line.endswith(_WHOLE) and len(line) >= _SHORTEST for line in lines[:-1])
    is_said = any(_SAID.match(line) for line in lines) or any(dashed)
    return lines if len(lines) > 1 and is_whole and not is_said else [plan] if plan else []


def _starts(pattern: re.Pattern[str], plan: str) -> list[int]:
    """Where the items of one kind begin, counted 1, 2, 3 …; empty with fewer than two."""
    kept: list[int] = []
    first = 0
    for match in pattern.finditer(plan):
        number = _number(match)
        if not kept and not match.start():
            first = max(number - 1, 0)
        on_its_line = not match.start() or "\n" in match[0]
        if number == first + len(kept) + 1 and (not first or on_its_line):
            kept.append(match.start())
    return kept if len(kept) > 1 else []


def _number(match: re.Match[str]) -> int:
    written = next(text for text in match.groups() if text)
    return numeral(unicodedata.normalize("NFKC", written).strip("().")) or 0

"""Stages of one paragraph, by years, quarters, half-years or months (2024年一季度…，二季度…): where each begins, and its last day."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dczg_desktop.domain.numbering import numeral

_S = r"[ 　]{0,2}"
_MONTH = rf"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]){_S}月(?:{_S}份)?"
_TO = rf"{_S}(?:至|到|—+|–|－|-|~|～){_S}"
_PART = (
    rf"(?:第?(?P<q>[一二三四1-4]){_S}季度|(?P<h>[上下])半年|"
    rf"(?:{_MONTH}{_TO})?(?P<m>{_MONTH})(?!{_S}(?:上旬|中旬|下旬|[底末初中])|{_S}\d))"
)
_YEAR = rf"(?P<y>(?:19|20)\d\d){_S}年"
_PERIOD = rf"(?:{_YEAR}{_S}{_PART}|{_YEAR.replace('<y>', '<only>')}(?!{_S}(?:[底末初中]|年底|度|以|第|前|{_MONTH}))|{_PART.replace('<', '<bare_')})"
_FIRST = re.compile(
    rf"(?:^|(?<=[，,；;。：:\n]))(?P<lead>{_S}(?:\d{{1,2}}{_S}[.．、)）]|[（(]\d{{1,2}}[)）]|[①-⑳]|[一二三四五六七八九十]是)?{_S}(?:其中|力争|计划|到|于)?{_S}"
    rf"(?:第[一二三四五六]阶段{_S}(?:为|是)?[：:]?{_S}(?P<open>[（(])?)?)(?P<said>{_PERIOD})(?P<close>[)）])?(?!{_S}(?:底|末|前|之前|以前|以来|以后|之后|起|后|至|到|度|的|间|中央|省级|省委|市级|督察|[、和及]))[，,：:]?{_S}"
)
_DOES = re.compile(
    r"完成|开展|启动|制定|制订|编制|出台|建成|建设|建立|实施|推进|验收|总结|巩固|整治|排查|治理|改造|达到|实现|投入|投用|运行|清理|拆除|修复|落实|开工|竣工|销号|全面|组织|持续|提升|完善|评估|督促|摸底|收尾|见效|招标|立项|审批|设计|施工|调试|关停|关闭|搬迁|整改"
)
_HAPPENED = re.compile(r"被|已|曾|未|仍|发现|反馈|指出|违规|擅自|通报|不降反升|超标")
_FEWEST, _NEAR = 2, 24
_MIDDLE, _LAST = 6, 12


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a stage begins in the text, the words of its time, where those end, its year (0 when unsaid) and last month (0 for the year)."""

    start: int
    phrase: str
    end: int
    year: int
    month: int

    def last_day(self, year: int) -> date:
        """Its last day in a year."""
        month = self.month or _LAST
        return date(year, month, monthrange(year, month)[1])


def stages_of(text: str) -> list[Stage]:
    """The stages of a text in order, each with its year where one is said before it; empty with fewer than two, where one goes
    back in time, or where one tells what happened.
    """
    found = list(_stages(text))
    ends = [*(one.start for one in found[1:]), len(text)][: len(found)]
    found = [
        one
        for one, end in zip(found, ends, strict=True)
        if _DOES.search(text[one.end : min(end, one.end + _NEAR)])
        and not _HAPPENED.search(text[one.end : end])
    ]
    with_years: list[Stage] = []
    year = 0
    for one in found:
        year = one.year or year
        with_years.append(Stage(one.start, one.phrase, one.end, year, one.month))
    goes_on = all((one.year, one.month) < (other.year, other.month) for one, other in pairwise(with_years))
    return with_years if len(with_years) >= _FEWEST and goes_on else []


def _stages(text: str) -> Iterator[Stage]:
    for found in _FIRST.finditer(text):
        if bool(found["open"]) != bool(found["close"]):
            continue
        year = int(found["y"] or found["only"] or 0)
        yield Stage(found.start(), found["said"].strip(), found.end(), year, _month(found))


def _month(found: re.Match[str]) -> int:
    quarter, half, month = (found[name] or found[f"bare_{name}"] for name in "qhm")
    if quarter:
        return 3 * (numeral(quarter) or 0)
    if half:
        return _MIDDLE if half == "上" else _LAST
    return (numeral(re.sub(r"[月份\s]", "", month)) or 0) if month else 0

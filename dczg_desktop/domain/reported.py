"""What a row of a table reports of progress: the text that says something, and of which month a heading, a title or the text itself says it is."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dczg_desktop.base.text import excerpt

_NOTHING = re.compile(r"[\s/\\|\-—–―─－／_.。．·…*]*(?:暂?无|没有|空)?[\s。.]*")
_LONGEST_NOTHING = 12
_FIELDS = ("progress", "result")
_YEAR = r"(?P<year>20\d\d)(?:年|[./-])"
_UNTIL = re.compile(rf"截[至止](?:日期|时间)?(?:至|到)?[:：]?(?:{_YEAR})?(?P<month>\d{{1,2}})(?:月|[./-]\d)")
_OF_MONTH = re.compile(rf"(?:{_YEAR})?(?<!\d)(?P<month>\d{{1,2}})月")
_OF_QUARTER = re.compile(r"(?:(?P<year>20\d\d)年?)?第?(?P<quarter>[一二三四1-4])季度")
_OF_HALF = re.compile(r"(?:(?P<year>20\d\d)年?)?(?P<half>[上下])半年")
_TITLED = re.compile(
    rf"{_YEAR}(?P<month>\d{{1,2}})月份?(?:(?:整改|工作|推进|重点)*(?:进展|进度|调度|月报|月度|推进情况))|[（(](?P<year2>20\d\d)年(?P<month2>\d{{1,2}})月份?[)）]$"
)
_NAMED = (
    r"(?:(?!反馈|反映|交办|移交|进驻|通报|转办|下发|印发|发现|督察|督查|检查|巡查|巡视|巡察|暗访|抽查|排查|核查|审计|警示片|曝光|披露|约谈|举报|信访|受理|自查|认领"
    r"|前)[\u4e00-\u9fff“”]){0,24}"
)
"""What may stand between the time and 进展 in the name of a table; 2024年9月督察反馈问题 is when it was found, 9月底前 until when."""
_OF_REPORT = (
    r"(?:进展|进度|调度|月报|推进)(?:情况)?(?:汇总|统计|明细|一览|调度)*表?(?:[（(][^（()）]*[)）])?$"
)
_NAMED_MONTH = re.compile(
    rf"{_YEAR}(?P<month>\d{{1,2}})月(?:[底末](?!之?前)[\u4e00-\u9fff“”]{{0,24}}|份?{_NAMED}){_OF_REPORT}|[（(](?P<month2>\d{{1,2}})月份?[)）]$"
)
_NAMED_SEASON = re.compile(rf"20\d\d年度?(?:第?[一二三四1-4]季度|[上下]半年){_NAMED}{_OF_REPORT}")
_FILLED_IN = re.compile(
    rf"(?:填报|填表|填写|制表|统计|更新|报送|上报)(?:日期|时间)[:：]{_YEAR}(?P<month>\d{{1,2}})(?:月|[./-]\d)"
)
_SHEET = re.compile(
    rf"(?:{_YEAR})?(?P<month>\d{{1,2}})月[份底末]?(?:整改|工作|推进)*(?:进展|进度|调度|月报|台账)?(?:情况)?表?"
)
_YEAR_OVER = re.compile(
    r"(?P<year>20\d\d)年度?(?:每月|各月|逐月|分月|按月|月度|每季度?|各季度?|全年|[上下]半年)?(?:整改|工作|推进)*(?:进展|进度|推进|完成)?(?:情况)?/"
)
"""2026年每月进展情况/6月: the year stands over all the months."""
_BRACKETED = re.compile(rf"\({_YEAR}(?P<month>\d{{1,2}})月[份底末]?\)")
_AT_BEGINNING, _LONGEST_LINE, _SHOWN = 4, 60, 24


class Month(NamedTuple):
    """Of which month something is told; `year` None where nobody wrote it. `words` are those that say so."""

    year: int | None
    month: int
    words: str

    def period(self, today: date) -> str:
        """The period (`2026-05`): without a year the last such month, none later than that of `today`."""
        year = self.year or (today.year if self.month <= today.month else today.year - 1)
        return min(f"{year}-{self.month:02}", f"{today:%Y-%m}")


def says_nothing(text: str) -> bool:
    """Whether a cell is only filled so that it is not empty: /, —, 无."""
    return len(text) <= _LONGEST_NOTHING and _NOTHING.fullmatch(text) is not None


def report_field(fields: Mapping[str, str]) -> str:
    """The field whose text is the report of a row, '' where none says anything."""
    return next((name for name in _FIELDS if not says_nothing(fields.get(name, ""))), "")


def report_of(fields: Mapping[str, str]) -> str:
    """The report of a row; '' for one that only says 无 or /."""
    name = report_field(fields)
    return fields[name] if name else ""


def month_of(heading: str, lines: Sequence[str], sheet: str, year: int | None) -> Month | None:
    """The month that the heading of a column (截至2026年5月底进展, 5月进展), a line around the table (截至2026年5月31日) or the
    name of its sheet (5月) says.

    `year` is that of the table, for a month without one.
    """
    plain = _plain(heading)
    found = _said(_UNTIL, plain) or _said(_OF_MONTH, plain) or _season(plain)
    if found and not found.year and (over := _YEAR_OVER.search(plain)):
        found = found._replace(year=int(over["year"]))
    if found is None:
        told = [plain for line in lines if len(plain := _plain(line)) <= _LONGEST_LINE]
        every = (_said(pattern, line) for pattern in (_UNTIL, _TITLED, _FILLED_IN) for line in told)
        found = next((one for one in every if one), None) or _named(told)
    if found is None and _SHEET.fullmatch(_plain(sheet)):
        found = _said(_SHEET, _plain(sheet))
    return found._replace(year=year) if found and not found.year else found


def _named(lines: Sequence[str]) -> Month | None:
    """The month that the name of a table says (2025年9月底整改进展表, 2025年第三季度进展情况表, …台账（9月）)."""
    months = (_said(_NAMED_MONTH, line) for line in lines)
    seasons = (_season(line) for line in lines if _NAMED_SEASON.search(line))
    return next((one for one in (*months, *seasons) if one), None)


def month_of_text(text: str) -> Month | None:
    """The month that a report itself begins with (截至2026年5月底，…, （2026年5月）…), of one that does not go on with others."""
    plain = _plain(text[:40])
    bracketed = _BRACKETED.findall(_plain(text))
    if len(bracketed) == 1 and _BRACKETED.match(plain):
        return _said(_BRACKETED, plain)
    found = _UNTIL.search(plain)
    named = _said(_UNTIL, plain) if found and found.start() <= _AT_BEGINNING else None
    return named if named and named.year else None


def _plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _said(pattern: re.Pattern[str], text: str) -> Month | None:
    *_before, found = None, *pattern.finditer(text)
    if found is None:
        return None
    parts = found.groupdict()
    year, month = parts.get("year") or parts.get("year2"), int(parts["month"] or parts["month2"])
    return Month(int(year) if year else None, month, excerpt(text, _SHOWN)) if 1 <= month <= 12 else None


def _season(text: str) -> Month | None:
    """The last month of a quarter or half of a year."""
    if found := _OF_QUARTER.search(text):
        month = 3 * ("一二三四".find(found["quarter"]) + 1 or int(found["quarter"]))
    elif found := _OF_HALF.search(text):
        month = 6 if found["half"] == "上" else 12
    else:
        return None
    return Month(int(found["year"]) if found["year"] else None, month, excerpt(text, _SHOWN))

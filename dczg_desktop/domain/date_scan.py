"""One pass over the text of a deadline: what was found so far, and the year that a month without one belongs to."""

import calendar as months
import re
from dataclasses import dataclass, field
from datetime import date

from dczg_desktop.domain.workdays import Calendar

YEAR_WORDS = {
    "去年": -1,
    "今年": 0,
    "本年": 0,
    "本年度": 0,
    "当年": 0,
    "明年": 1,
    "次年": 1,
    "翌年": 1,
    "后年": 2,
}
_IS_BEFORE = re.compile(r"之?以?前")
PART_OF = re.compile(r"力争|争取|其中|提前|原|[(（]")
"""Before a date that may be earlier than the one said before it."""
_LOOKED_BACK = 10


@dataclass(slots=True)
class Scan:
    """One pass over one text: what was found so far and the year later months belong to; `start` is where counts of days begin.

    `mentioned`: a year was only spoken of (2024年督察反馈问题), so that a month without one is not of any year that is known.
    """

    text: str
    base: date | None
    calendar: Calendar | None
    start: date | None = None
    year: int | None = None
    found: list[tuple[int, int, date]] = field(default_factory=list)
    yearly: list[str] = field(default_factory=list)
    recurrence: str | None = None
    long_term: bool = False
    on_receipt: bool = False
    mentioned: bool = False
    doubts: list[str] = field(default_factory=list)

    def add(self, match: re.Match[str], year: int, month: int, day: int | None) -> None:
        """Take a date; `day` None is the last of the month. An impossible one becomes a doubt."""
        self.year = year
        try:
            last = months.monthrange(year, month)[1]
            self.found.append((match.start(), match.end(), date(year, month, last if day is None else day)))
        except (ValueError, IndexError):
            self.doubts.append(f"“{match[0]}”不是存在的日期，请核对原文。")


def year_of(scan: Scan, match: re.Match[str], month: int) -> int | None:
    """The year a match speaks of: written, by word, from earlier in the text, or from the base date."""
    if match["y"]:
        return int(match["y"])
    word = match["w"]
    if word:
        base = scan.base.year if scan.base else None
        start = scan.year if word in {"当年", "次年", "翌年"} and scan.year else base
        if start is None:
            scan.doubts.append(f"“{match[0]}”以行文年份为准，请填写文件日期或写明年份。")
            return None
        return start + YEAR_WORDS[word]
    if scan.year and not _goes_back(scan, match, month):
        return scan.year
    if scan.base and month >= scan.base.month and not scan.year and not scan.mentioned:
        return scan.base.year
    if scan.year:
        scan.doubts.append(f"“{match[0]}”没有写年份，请写明是 {scan.year} 年还是 {scan.year + 1} 年。")
        return None
    hint = f"是 {scan.base.year} 年还是 {scan.base.year + 1} 年" if scan.base else "是哪一年"
    scan.doubts.append(f"“{match[0]}”没有写年份，请写明{hint}。")
    return None


def _goes_back(scan: Scan, match: re.Match[str], month: int) -> bool:
    """Whether a month without a year is before the date that stands before it (2025年11月底开工，3月底完工): it may be of the year after."""
    last = scan.found[-1][2] if scan.found else None
    if last is None or (last.year, last.month) <= (scan.year, month):
        return False
    return not PART_OF.search(scan.text, max(match.start() - _LOOKED_BACK, 0), match.start())


def before(scan: Scan, match: re.Match[str], earlier: str, later: str) -> bool:
    """Whether 前 follows a span without 底: then both readings are offered."""
    if not _IS_BEFORE.match(scan.text, match.end()):
        return False
    scan.doubts.append(f"“{match[0]}前”可能指 {earlier}，也可能指 {later}，请写明具体日期。")
    return True

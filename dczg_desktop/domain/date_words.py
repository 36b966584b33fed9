"""The words a deadline is made of: one scan over a text, one handler for every form of date (docs/deadlines.md)."""

import calendar as months
import re
from collections.abc import Callable
from datetime import date, timedelta

from dczg_desktop.domain.date_context import is_mention, unread_after
from dczg_desktop.domain.date_scan import Scan, before, year_of
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.workdays import add_working_days, shipped_calendar

FIVE_YEAR_PLANS = {"二": 2015, "三": 2020, "四": 2025, "五": 2030}
HALF_OF = {"上": 6, "下": 12}
PART_DAY = {"上旬": 10, "中旬": 20, "上中旬": 20}


def _numeric_day(scan: Scan, match: re.Match[str]) -> None:
    scan.add(match, int(match[1]), int(match[2]), int(match[3]))


def _day(scan: Scan, match: re.Match[str]) -> None:
    month = int(match["m"])
    if not (1 <= month <= 12 and 1 <= int(match["d"]) <= months.monthrange(2024, month)[1]):
        scan.doubts.append(f"“{match[0]}”不是存在的日期，请核对原文。")
    elif scan.yearly and not match["y"] and not match["w"] and not scan.year:
        scan.yearly.append(f"{month:02d}-{int(match['d']):02d}")
    elif year := year_of(scan, match, month):
        scan.add(match, year, month, int(match["d"]))


def _month(scan: Scan, match: re.Match[str]) -> None:
    month, part = int(match["m"]), match["part"]
    if match["y"] and not part and is_mention(scan.text, match.start(), match.end()):
        scan.mentioned = True
    elif part in {"初", "中"}:
        scan.doubts.append(f"“{match[0]}”没有确定的日子，请写明具体日期。")
    elif scan.yearly and not match["y"] and not match["w"] and not scan.year:
        scan.yearly.append(_month_day(month, None))
    elif year := year_of(scan, match, month):
        _add_month(scan, match, year, month, part)


def _add_month(scan: Scan, match: re.Match[str], year: int, month: int, part: str | None) -> None:
    if not part and 1 <= month <= 12:
        first = date(year, month, 1)
        end = date(year, month, months.monthrange(year, month)[1])
        if before(scan, match, (first - timedelta(days=1)).isoformat(), end.isoformat()):
            return
    scan.add(match, year, month, PART_DAY.get(part or ""))


def _dotted_month(scan: Scan, match: re.Match[str]) -> None:
    _add_month(scan, match, int(match[1]), int(match[2]), match["part"])


def _quarter(scan: Scan, match: re.Match[str]) -> None:
    month = 3 * (numeral(match["q"]) or 0)
    if year := year_of(scan, match, month):
        begin = date(year, month - 2, 1) - timedelta(days=1)
        end = date(year, month, months.monthrange(year, month)[1])
        if match["part"] or not before(scan, match, begin.isoformat(), end.isoformat()):
            scan.add(match, year, month, None)


def _half(scan: Scan, match: re.Match[str]) -> None:
    month = HALF_OF[match["h"]]
    if year := year_of(scan, match, month):
        begin = date(year, month - 5, 1) - timedelta(days=1)
        end = date(year, month, months.monthrange(year, month)[1])
        if match["part"] or not before(scan, match, begin.isoformat(), end.isoformat()):
            scan.add(match, year, month, None)


def _year(scan: Scan, match: re.Match[str]) -> None:
    part = match["part"]
    is_bare = part in {None, "度"}
    if is_bare and match["y"] and is_mention(scan.text, match.start(), match.end()):
        scan.mentioned = True
        return
    year = year_of(scan, match, 12)
    if year is None:
        return
    is_told = _NO_DAY.match(scan.text, match.end())  # 2024年春节: said by that
    if is_bare and not is_told and (piece := unread_after(scan.text, match.end())):
        scan.doubts.append(f"“{match[0]}{piece}”没有读懂，请写明具体日期。")
    elif part in {"初", "年初", "中", "年中"}:
        scan.doubts.append(f"“{match[0]}”没有确定的日子，请写明具体日期。")
    elif part or not before(scan, match, f"{year - 1}-12-31", f"{year}-12-31"):
        scan.add(match, year, 12, None)


def _month_day(month: int, day: int | None) -> str:
    last = months.monthrange(2023, month)[1] if 1 <= month <= 12 else 0
    return f"{month:02d}-{day or last:02d}"


def _every(scan: Scan, match: re.Match[str]) -> None:
    word = match["every"]
    if word == "年":
        month = int(match["em"]) if match["em"] else 12 if match["ee"] else 0
        if month > 12 or (match["ed"] and int(match["ed"]) > 31):
            scan.doubts.append(f"“{match[0]}”不是存在的日期，请核对原文。")
        elif month:
            scan.yearly.append(_month_day(month, int(match["ed"]) if match["ed"] else None))
        scan.recurrence = scan.recurrence or "yearly"
        return
    names = {
        "半年": "half-yearly",
        "季": "quarterly",
        "月": "monthly",
        "周": "weekly",
        "天": "daily",
        "日": "daily",
    }
    scan.recurrence = scan.recurrence or names[word]


def _plan(scan: Scan, match: re.Match[str]) -> None:
    if match["part"]:
        scan.doubts.append(f"“{match[0]}”没有确定的日子，请写明具体日期。")
        return
    end = FIVE_YEAR_PLANS[match["plan"]]
    if match["end"] or not before(scan, match, f"{end - 5}-12-31", f"{end}-12-31"):
        scan.add(match, end, 12, 31)


def _count(scan: Scan, match: re.Match[str]) -> None:
    amount, unit = int(match["n"]), match["unit"].removeprefix("个")
    base = _start_of(scan, match)
    if base is None:
        return
    if unit == "工作日":
        calendar = scan.calendar or shipped_calendar()
        due = add_working_days(base, amount, calendar)
        if not calendar.covered(base, due):
            scan.doubts.append(
                f"“{match[0]}”要用到 {due.year} 年的节假日安排，程序里还没有，请按工作日历算出并写明截止日期（只扣周末是 {due}）。"
            )
            return
    elif unit in {"月", "年"}:
        total = base.year * 12 + base.month - 1 + amount * (12 if unit == "年" else 1)
        year, month = divmod(total, 12)
        due = date(year, month + 1, min(base.day, months.monthrange(year, month + 1)[1]))
    else:
        due = base + timedelta(days=amount * (7 if unit in {"周", "星期"} else 1))
    scan.found.append((match.start(), match.end(), due))


_NAMED_START = re.compile(r"(?:之日|当日)?(?:起算?|开始|之?后|以后)(?:的)?[,，]?")
_NAMES_A_DAY = re.compile(r"[日号]$|\d[./-]\d{1,2}[./-]\d{1,2}$|月\d{1,2}$|^\d{8}$")
_EVENT = re.compile(
    r"(?:[自从在])?([^,，。;；:：]{1,20}?)(?:之日|当日)?(?:起算?|开始|之?后|以后)(?:的)?[,，]?$"
)
_LONGEST_EVENT = 32
_HANDING = re.compile(
    r"即日|今日|今天|本日|当日|交办|转办|下发|印发|发文|收到|接到|签收|送达|反馈|通知|发布|公布"
)
"""Events that are the handing over itself; any other, say the passing of an inspection, has a day of its own."""


def _start_of(scan: Scan, match: re.Match[str]) -> date | None:
    """The day a count begins after: written right before it, else the day of handing over; None, with a doubt, when unknown.

    The first day is not counted (民法典 201).
    """
    if scan.found and _NAMED_START.fullmatch(scan.text, scan.found[-1][1], match.start()):
        start, end, day = scan.found.pop()
        if _NAMES_A_DAY.search(scan.text, start, end):
            return day
        named = scan.text[start:end]
        scan.doubts.append(f"“{match[0]}”从“{named}”起算，没有写到哪一天，请直接写明截止日期。")
        return None
    event = _EVENT.search(scan.text[max(match.start() - _LONGEST_EVENT, 0) : match.start()])
    name = event[1] if event else ""
    if name and not _HANDING.search(name):
        scan.doubts.append(f"“{match[0]}”从“{name}”那天起算，请填写那一天，或直接写明截止日期。")
        return None
    if scan.start is None:
        scan.doubts.append(f"“{match[0]}”从交办之日起算，请填写起算日期，或直接写明截止日期。")
    return scan.start


def _this_month(scan: Scan, match: re.Match[str]) -> None:
    if scan.base is None:
        scan.doubts.append(f"“{match[0]}”以行文日期为准，请写明年月。")
        return
    year, month = divmod(scan.base.year * 12 + scan.base.month - 1 + ("下" in match[0]), 12)
    scan.add(match, year, month + 1, None)


def _always(scan: Scan, _match: re.Match[str]) -> None:
    scan.long_term = True


def _at_once(scan: Scan, _match: re.Match[str]) -> None:
    scan.on_receipt = True


def _vague(scan: Scan, match: re.Match[str]) -> None:
    if scan.found and scan.found[-1][1] == match.start():
        scan.found.pop()  # 2024年春节: the year alone is no date
    scan.doubts.append(f"“{match[0]}”没有固定的日子，请写明具体日期。")


_Y = (
    r"(?:(?<!\d)(?P<y>(?:19|20)\d\d)(?:年{1,2}|(?=[底末]))|(?P<w>今年|本年度?|当年|明年|次年|翌年|后年|去年))"
)
_EVERY = (
    r"(?:每个?|按|逐)(?P<every>半年|年|季|月|周|天|日)度?"
    r"(?:年?(?P<ee>[底末])|(?P<em>\d{1,2})月(?:(?P<ed>\d{1,2})[日号]|[底末份])?|(?:\d{1,2}[日号])|[底末])?"
)
_UNTOLD = r"(?:(?:农历|阴历|旧历|腊月|冬月|正月)[^，,。;；、]{0,8}|春节|国庆节?|元旦|五一|中秋节?|端午节?|清明节?|主?汛(?:期|(?=[前后]))|[春夏秋冬]季|雨季|枯水期|供暖[期季]?|采暖[期季]?|两会|年前|节前|入冬)[前后内]?"
_NO_DAY = re.compile(_UNTOLD)
_PARTS: tuple[tuple[str, Callable[[Scan, re.Match[str]], None]], ...] = (
    (_EVERY, _every),
    (
        r"(?<!\d)((?:19|20)\d\d)(?:年|-|[./](?!\d{1,2}-))(\d{1,2})(?:月|[./-])(\d{1,2})(?!\d)[日号]?",
        _numeric_day,
    ),
    (r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", _numeric_day),
    (rf"{_Y}?的?(?<!\d)(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})(?:[日号]|(?=[前之以(（)）]|$))", _day),
    (rf"{_Y}?的?(?<!\d)(?P<m>\d{{1,2}})月份?(?P<part>上中旬|中下旬|上旬|中旬|下旬|月?底|末|初|中)?", _month),
    (r"(?<!\d)((?:19|20)\d\d)[./-](\d{1,2})(?![\d./-])(?P<part>[底末])?", _dotted_month),
    (rf"{_Y}?第?(?P<q>[一二三四1-4])季度(?P<part>[底末])?", _quarter),
    (rf"{_Y}?(?P<h>[上下])半年(?P<part>[底末内])?", _half),
    (rf"{_Y}(?P<part>年?[底末内初中]|度)?", _year),
    (r"(?P<y>(?!))?(?P<w>(?!))?(?P<part>(?<!\d)年[底末内])", _year),
    (
        r"[“\"'‘]?十(?P<plan>[二三四五])五[”\"'’]?(?!年|月|日|号|个)(?:规划)?(?P<part>初期?|中期)?(?P<end>期间|时期|期?末)?内?",
        _plan,
    ),
    (
        r"(?<!\d)(?P<n>\d{1,3})(?P<unit>个?工作日|天|周|个?星期|个月|年(?=之?以?内)|日(?=之?以?内))(?:[之以]?内)?",
        _count,
    ),
    (r"(?:(?<!\d)(?:本|当|下)个?|(?<![^\W_])|(?<=[于在到至]))月[底末]", _this_month),
    (r"(?<![中非不])长期(?![:：])|持续|常态化|长效|坚持不懈|永久", _always),
    (
        r"立行立改|立行即改|即行即改|即知即改|立知立改|立查立改|立整立改|立改立行|边督边改|(?<![\u4e00-\u9fff])[立即]改(?![\u4e00-\u9fff])|立即(?:整改|改正|完成|$)|马上",
        _at_once,
    ),
    (_UNTOLD, _vague),
)
SCANNERS = tuple((re.compile(pattern), handler) for pattern, handler in _PARTS)
STARTS = re.compile(
    r"[\d今本当明次翌后去年月每按逐上下第一二三四十“\"'‘长持常坚永立即边马春夏秋冬国元五中端清主汛雨枯供采两节入农阴旧腊冬正]"
)

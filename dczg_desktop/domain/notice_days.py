"""The days of a public notice: what is wrong with them, and the last one reckoned where only their number is written."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dczg_desktop.domain.notice_dates import NO_PERIOD, Period, lost_dates, period_of_year

WorkingDays = Callable[[date, date], int]

_MOST_DAYS = 90
_FROM_NOW = re.compile(r"[即今]日起|(?:公示|发布|公布)之?日起")


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong or to be looked at in a notice: where, and a sentence; `is_serious` when it must not stay so."""

    where: str
    words: str
    is_serious: bool = True


def reckoned(
    period: Period, text: str, issued_on: date | None, days: WorkingDays
) -> tuple[Period, tuple[Doubt, ...]]:
    """The period with the last day counted from the first one (自6月11日起5个工作日), or from the day of the notice, and the question that goes with it.

    The first day counts as one. Days without a year are of that of the signature. As it is where both days are written, where neither can be told, or where a date lost characters.
    """
    written = (
        NO_PERIOD if period.starts or period.ends or not issued_on else period_of_year(text, issued_on.year)
    )
    if written.starts and issued_on:
        words = f"公示的起止日没有写年份，按落款的 {issued_on.year} 年读作 {written.starts} 至 {written.ends}，请核对。"
        whole = replace(period, starts=written.starts, ends=written.ends)
        return whole, (Doubt("公示时间", words, is_serious=False),)
    if (
        period.ends
        and not period.starts
        and issued_on
        and _FROM_NOW.search(text)
        and issued_on <= period.ends
    ):
        words = f"没有写明公示的起日，“即日起”按落款日期 {issued_on}，请核对。"
        return replace(period, starts=issued_on), (Doubt("公示时间", words, is_serious=False),)
    starts = period.starts or (issued_on if period.ends is None else None)
    if period.ends or starts is None or not 0 < (period.stated or 0) <= _MOST_DAYS or lost_dates(text):
        return period, ()
    count = period.stated or 0
    word = "个工作日" if period.is_working else "天"
    ends = _last(starts, count, days if period.is_working else _all_days)
    later = _last(starts, count + 1, days if period.is_working else _all_days)
    by = "" if period.starts else "按落款日期，"
    words = (
        f"没有写公示的止日，{by}从 {starts} 起“{count} {word}”推算到 {ends}（起日算第一天"
        f"{'，节假日按程序里的日历' if period.is_working else ''}），请核对；起日不算的，是到 {later}。"
    )
    return replace(period, starts=starts, ends=ends), (Doubt("公示时间", words, is_serious=False),)


def _last(starts: date, count: int, days: WorkingDays) -> date:
    """The first day up to which `count` days are counted."""
    day = starts
    while days(starts, day) < count:
        day += timedelta(days=1)
    return day


def _all_days(starts: date, ends: date) -> int:
    return (ends - starts).days + 1


def day_doubts(period: Period, issued_on: date | None, days: WorkingDays) -> Iterator[Doubt]:
    """What is wrong with the days of a notice: stated days against counted ones, order of the days."""
    starts, ends, stated = period.starts, period.ends, period.stated
    if not starts or not ends:
        missing = "起止日期" if not starts and not ends else "起日" if not starts else "止日"
        yield Doubt("公示时间", f"没有读出公示的{missing}，请对照公示件填写。", is_serious=False)
        return
    if ends < starts:
        yield Doubt("公示时间", f"公示止日 {ends} 早于起日 {starts}，请核对。")
        return
    if issued_on and starts < issued_on:
        yield Doubt("公示时间", f"公示起日 {starts} 早于落款日期 {issued_on}，请核对。", is_serious=False)
    if stated is None:
        return
    working, natural = days(starts, ends), (ends - starts).days + 1
    counted = working if period.is_working else natural
    word = "个工作日" if period.is_working else "天"
    if counted == stated:
        return
    shown = f"写的是 {stated} {word}，{starts} 至 {ends} 首尾都算是 {working} 个工作日、{natural} 个自然日"
    if counted - 1 == stated:
        yield Doubt(
            "公示时间", f"{shown}；起日不计恰为 {stated} {word}，请确认本地怎样计算。", is_serious=False
        )
    else:
        more = "多" if counted > stated else "少"
        yield Doubt("公示时间", f"{shown}，{more} {abs(counted - stated)} {word}，请核对。")

"""Days of a public notice in running text: from, to, how many are stated, and dates that lost characters."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.numbering import numeral

_FULL = re.compile(r"(?P<y>(?:19|20)\d\d)(?:年|[./-])(?P<m>\d{1,2})(?:月|[./-])(?P<d>\d{1,2})(?!\d)[日号]?")
_TO = r"(?:起?[,，]?[至到止—–－~～-]+(?:止于)?)"
_SPAN = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?:年|[./-])(?P<m>\d{1,2})(?:月|[./-])(?P<d>\d{1,2})(?!\d)[日号]?(?:\d{1,2}:\d\d)?"
    rf"{_TO}"
    r"(?:(?P<ey>(?:19|20)\d\d)(?:年|[./-]))?(?:(?P<em>\d{1,2})(?:月|[./-]))?(?P<ed>\d{1,2})(?!\d)(?:[日号]|(?=[^\d年月./-]|$))"
)
_DAY_BEFORE = re.compile(_FULL.pattern + r"[、,和及]$")
_OF_A_YEAR = re.compile(
    rf"(?<![\d年月./-])(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]{_TO}(?:(?P<em>\d{{1,2}})月)?(?P<ed>\d{{1,2}})[日号]"
)
_STATED = re.compile(
    r"(?:共|为期|公示期限?为?|公示时间为?|期限为?|公示)?[:：]?(?:共计?)?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})个?(?P<unit>工作日|自然日|日历日|天|日(?!期))"
)
_LOST = re.compile(
    r"(?<![\dA-Za-z])(?:19|20)\d\d\d{1,2}月\d{0,2}日?[底前]?|(?<![\dA-Za-z])20[0-4]\d\d{2,4}日|(?<![\d年])(?:19|20)\d\d年\d{3,4}日"
)
_WRITTEN_OUT = re.compile(
    r"([二〇零○一三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)


_LOOKED_BACK = 8


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a notice as written: first and last, the stated number of days and whether they are working days."""

    starts: date | None = None
    ends: date | None = None
    stated: int | None = None
    is_working: bool = False


NO_PERIOD = Period()


def period_in(text: str) -> Period:
    """The days of the notice in a text; what is not certain is left out."""
    plain = _plain(text)
    starts = ends = None
    rest = plain
    if span := _SPAN.search(plain):
        starts = _date(int(span["y"]), span["m"], span["d"])
        ends = _date(int(span["ey"] or span["y"]), span["em"] or span["m"], span["ed"])
        rest = plain[: span.start()] + " " + plain[span.end() :]
        if before := _DAY_BEFORE.search(
            plain[: span.start()]
        ):  # 6月20日、6月23日-6月26日: with days off between
            starts = _date(int(before["y"]), before["m"], before["d"])
            rest = rest[: before.start()] + " " + rest[before.end() :]
    elif single := re.search(r"(?:自|从)?" + _FULL.pattern + r"起", plain):
        starts = _date(int(single["y"]), single["m"], single["d"])
        rest = plain.replace(single[0], " ")
    elif single := re.search(r"(?:至|到|截止|截至)" + _FULL.pattern, plain):
        ends = _date(int(single["y"]), single["m"], single["d"])
        rest = plain.replace(single[0], " ")
    stated = next((found for found in _STATED.finditer(rest) if _is_count(rest, found)), None)
    number = numeral(stated["n"]) if stated else None
    return Period(starts, ends, number, bool(stated and stated["unit"] == "工作日"))


def period_of_year(text: str, year: int) -> Period:
    """The days of a notice that are written without their year (公示期9月13日至9月19日), read by that of its signature."""
    found = _OF_A_YEAR.search(_plain(text))
    if not found:
        return NO_PERIOD
    starts = _date(year, found["m"], found["d"])
    ends = _date(year, found["em"] or found["m"], found["ed"])
    if starts and ends and ends < starts:
        ends = _date(year + 1, found["em"] or found["m"], found["ed"])
    return Period(starts, ends) if starts and ends else NO_PERIOD


def day_in(text: str) -> date | None:
    """The first whole date in a text; None without one."""
    found = _FULL.search(_plain(text))
    return _date(int(found["y"]), found["m"], found["d"]) if found else None


def lost_dates(text: str) -> list[str]:
    """One sentence for every date that lost its 年 or 月 (`202591日至2025912日`), with what it may have been."""
    words = []
    for found in _LOST.finditer(_plain(text)):
        proposal = read_deadline(found[0]).proposal
        if proposal:
            words.append(proposal)
    return list(dict.fromkeys(words))


def _is_count(text: str, found: re.Match[str]) -> bool:
    """Whether a number of days is one, and not the day of a date."""
    before = text[max(found.start("n") - _LOOKED_BACK, 0) : found.start("n")]
    return not re.search(r"[\d月./-]$", before) and (
        found["unit"] != "日"
        or bool(re.search(r"共计?$|为期$|公示期限?为?$|[:：]$", before))
        or (text.startswith("内", found.end()) and bool(re.search(r"公示|之日起$", before)))
    )


def _plain(text: str) -> str:
    plain = _WRITTEN_OUT.sub(_in_digits, re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))
    return re.sub(r"\((?:星期|周)[一二三四五六日天]\)", "", plain)


def _in_digits(found: re.Match[str]) -> str:
    """二〇二四年十二月十六日 in digits; as it is when it is no date."""
    parts = [numeral(part.replace("○", "〇")) for part in found.groups()]
    return found[0] if None in parts else "{}年{}月{}日".format(*parts)


def _date(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None

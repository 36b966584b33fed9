"""Reading of deadlines as offices write them: the raw text is kept, what is not certain is asked, never guessed."""

import calendar as months
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dczg_desktop.domain.date_context import is_day_of_doing, is_only_asked_for, is_replaced, put_off_untold
from dczg_desktop.domain.date_scan import Scan
from dczg_desktop.domain.date_words import SCANNERS, STARTS
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.traditional import simplified
from dczg_desktop.domain.workdays import Calendar

_TITLES = (("《", "》"), ("〔", "〕"))
"""What stands between them is the title or the year of a paper."""
SERIALS = range(36526, 55153)  # spreadsheet day numbers of 2000 to 2050

_SPAN = r"[-—–~至到]+"
_WIDE_SPAN = r"[—–~至到]+"
"""What stands between the two ends of a span; a hyphen may part the numbers of one date as well."""
_SPANS_OF_YEAR: tuple[tuple[str, str], ...] = (
    (rf"((?:19|20)\d\d)年?{_SPAN}(?=(?:19|20)\d\d年)", ""),
    (rf"(每年)\d{{1,2}}月?{_SPAN}(?=\d{{1,2}}月)", r"\1"),
    (rf"((?:19|20)\d\d年)\d{{1,2}}月?{_SPAN}(?=\d{{1,2}}月)", r"\1"),
    (rf"(\d{{1,2}}月)\d{{1,2}}[日号]?{_SPAN}(?=\d{{1,2}}(?:[日号]|$))", r"\1"),
    (rf"((?:19|20)\d\d年)第?[一二三四1-4](?:季度)?{_SPAN}(?=第?[一二三四1-4]季度)", r"\1"),
    (rf"((?:19|20)\d\d年)\d{{1,2}}([./])\d{{1,2}}{_SPAN}(?=\d{{1,2}}\2\d{{1,2}}(?![\d./]))", r"\1"),
    (rf"((?:19|20)\d\d)([./])\d{{1,2}}\2\d{{1,2}}{_SPAN}(?=\d{{1,2}}\2\d{{1,2}}(?![\d./]))", r"\1\2"),
    (rf"((?:19|20)\d\d-)\d{{1,2}}-\d{{1,2}}{_WIDE_SPAN}(?=\d{{1,2}}-\d{{1,2}}(?![\d-]))", r"\1"),
    (rf"((?:19|20)\d\d([./])\d{{1,2}}\2)\d{{1,2}}{_SPAN}(?=\d{{1,2}}(?![\d./年月]))", r"\1"),
    (rf"((?:19|20)\d\d[./])\d{{1,2}}{_WIDE_SPAN}(?=\d{{1,2}}(?![\d./年]))", r"\1"),
)
"""Spans whose year or month is written once (2024年1—6月, 2025.3.1—6.30): only the end is a deadline."""

_POINTED = re.compile(
    r"^(?:于|在)?(0?[1-9]|1[0-2])[./](0?[1-9]|[12]\d|3[01])[日号]?[之以]?前(?=(?:全部|整改|完成|办结)*$)"
)
"""9.30前, the whole of a text: the day of a month, because a figure has no 前."""
_SEVERAL = re.compile(
    r"(?<=年)(?=第?(?:\d|[一二三四]))(?P<all>(?:\d{1,2}[、和及])+\d{1,2}(?=月)|第?(?:[一二三四1-4][、和及]?第?)+[一二三四1-4](?=季度))(?P<of>月|季度)"
)
"""Months or quarters of a year told in one breath (2025年3、6月, 2025年一、二季度)."""
_PUT_OFF = re.compile(r"原(?:定|计划|时限|为)*[:：]?$")
_LONGEST_PUT_OFF = 16
_LEFT = re.compile(
    r"(?<![\d*×?_xX])(?=\d*[*×?_xX])[\d*×?_xX]+[年月日]|\d+年|\d+月\d*日?|\d{5,}日?|\d+[日号](?=前|之前|以前|$)|\d{1,2}[./-]\d{1,2}(?=前|底|日)"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}"
)

_LETTER = re.compile(r"(?<!\d)\d+[OoIl]\d*(?=[年月日号前底]|$)|(?<![A-Za-z])[OoIl]\d+(?=[年月日号])")
_RECURRENCES = {"monthly": "每月", "quarterly": "每季度", "half-yearly": "每半年", "weekly": "每周"}


@dataclass(frozen=True, slots=True)
class DeadlineReading:
    """What a deadline text says. `dates` ascend; `recurrence` is `yearly:06-30`, `quarterly`, `monthly` and the like.

    `long_term` is 长期坚持, `on_receipt` 立行立改. Without `understood` the Chinese sentence in `proposal` says what to check.
    """

    raw: str
    dates: tuple[date, ...] = ()
    long_term: bool = False
    recurrence: str | None = None
    on_receipt: bool = False
    understood: bool = False
    proposal: str = ""

    @property
    def due(self) -> date | None:
        """The last certain date; None without one, or while the text is not understood."""
        return self.dates[-1] if self.dates and self.understood else None


def reading_words(reading: DeadlineReading) -> str:
    """How the program reads a deadline, in one sentence."""
    if not reading.understood:
        return reading.proposal
    parts = ["读作 " + "、".join(day.isoformat() for day in reading.dates)] if reading.dates else []
    parts += ["立行立改"] * reading.on_receipt + ["长期坚持"] * reading.long_term
    if reading.recurrence:
        every = reading.recurrence.partition(":")
        parts.append(_RECURRENCES.get(every[0], f"每年 {every[2]}".strip()))
    return "，".join(parts)


@lru_cache(maxsize=8192)
def read_deadline(
    text: str,
    base: date | None = None,
    calendar: Calendar | None = None,
    start: date | None = None,
    *,
    asks_start: bool = False,
    is_done: bool = False,
) -> DeadlineReading:
    """Read a deadline as written; `base` is the day the paper was issued or handed over, for 今年, 30日内 and the like.

    `start` is where a count of days begins that names no day itself, by default `base`; with `asks_start` the base serves
    for years alone, and a count without a start is asked about. With `is_done` the text may tell the day on which something was done, which is no deadline. Working days go by `calendar`, by default the shipped one.

    Rules: a month or year without a day ends on its last day; “前” after a day includes the day; “前” after a bare month
    or year is ambiguous and asked; the start of a span is no deadline (docs/deadlines.md).
    """
    plain = _normalised(text)
    if not plain.strip("/-—－无"):
        return DeadlineReading(text, proposal="没有填写时限，请补填。")
    whole = _whole_number(text, plain)
    if whole is not None:
        return whole
    scan = Scan(plain, base, calendar, start or (None if asks_start else base))
    left = _consume(scan)
    scan.doubts.extend(_doubt(piece[0]) for piece in _LEFT.finditer(left))
    scan.doubts.extend(_untold(scan))
    scan.doubts.extend(_miswritten(scan))
    dates = _without_starts(scan, is_done=is_done)
    if scan.yearly:
        scan.recurrence = "yearly:" + ",".join(dict.fromkeys(scan.yearly))
    empty = not (dates or scan.long_term or scan.on_receipt or scan.recurrence)
    if empty and not scan.doubts:
        scan.doubts.append(f"没有从“{text.strip()[:40]}”中读出时限，请写明日期，或写“长期坚持”“立行立改”。")
    return DeadlineReading(
        text,
        tuple(sorted(set(dates))),
        scan.long_term,
        scan.recurrence,
        scan.on_receipt,
        not scan.doubts,
        "".join(dict.fromkeys(scan.doubts)),
    )


def _normalised(text: str) -> str:
    """Half-width, without blanks, Chinese numerals of dates as digits, one-sided spans of months and days joined."""
    plain = simplified(unicodedata.normalize("NFKC", text))
    plain = re.sub(r"(?:T\s*|(?<!\s)\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?", "", plain)
    plain = re.sub(r"(?<=\d)\s+(?=\d)", "，", plain)
    plain = "".join(plain.split())
    plain = without_titles(plain)
    plain = plain.replace("〇", "零").replace("元月", "1月")
    plain = _POINTED.sub(r"\1月\2日前", plain)
    plain = re.sub(r"前([二三])个?季度", r"第\1季度", plain)
    plain = re.sub(r"[Qq](?=[1-4](?!\d))", "第", plain)
    plain = re.sub(r"(第[1-4])(?=[前底末]|$)", r"\1季度", plain)
    plain = re.sub(r"一(月|季|年|周)一", r"每\1", plain)
    plain = re.sub(
        r"[零○O一二三四五六七八九]{4}(?=年)", lambda m: str(numeral(m[0].replace("O", "零"))), plain
    )
    plain = re.sub(r"(?<![上下每])半年(?=[之以]?内)", "6个月", plain)
    small = r"(?<![第零一二三四五六七八九十百两])(?:[一二三四五六七八九两]?百(?:零?[一二三四五六七八九十]{1,3})?|[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两])(?=个?(?:月|日|号|天|工作日|星期|周)|年[之以]?内|[-—–~至到][一二三四五六七八九十]{1,3}月)"
    plain = re.sub(small, lambda m: str(numeral(m[0])), plain)
    for span, end in _SPANS_OF_YEAR:
        plain = re.sub(span, end, plain)
    return _SEVERAL.sub(_each_named, plain)


def _each_named(found: re.Match[str]) -> str:
    """3、6月 as 3月、6月: each of the months or quarters behind a year with the word it shares."""
    return "、".join(f"{one}{found['of']}" for one in re.findall(r"\d{1,2}|[一二三四]", found["all"]))


def without_titles(text: str, sign: str = "") -> str:
    """A text without the titles and years of papers, every character of them replaced by `sign`; one that is not closed stays."""
    for opening, closing in _TITLES:
        kept, place = [], 0
        while (start := text.find(opening, place)) >= 0 and (end := text.find(closing, start)) >= 0:
            kept += [text[place:start], sign * (end + 1 - start)]
            place = end + 1
        text = "".join(kept) + text[place:]
    return text


def _whole_number(raw: str, plain: str) -> DeadlineReading | None:
    """A cell that is nothing but a number: spreadsheet day number, year, or a count of days."""
    if not re.fullmatch(r"\d{1,5}(?:\.0)?", plain):
        return None
    value = int(float(plain))
    if value in SERIALS:
        return DeadlineReading(raw, (date(1899, 12, 30) + timedelta(days=value),), understood=True)
    if 2000 <= value <= 2099:
        return DeadlineReading(raw, (date(value, 12, 31),), understood=True)
    return DeadlineReading(
        raw,
        proposal=f"“{raw.strip()}”像是天数而不是日期，请写成“{value}日内”并填写起算日期，或写明截止日期。",
    )


def _consume(scan: Scan) -> str:
    """Run the scanners left to right; return the text with everything they understood blanked."""
    position, left = 0, list(scan.text)
    while start := STARTS.search(scan.text, position):
        position = start.start()
        for pattern, handler in SCANNERS:
            match = pattern.match(scan.text, position)
            if match and match.end() > position:
                handler(scan, match)
                left[match.start() : match.end()] = " " * len(match[0])
                position = match.end()
                break
        else:
            position += 1
    return "".join(left)


def _without_starts(scan: Scan, *, is_done: bool) -> list[date]:
    """The dates that are ends: the first of `A至B` and a date followed by 起 are beginnings; `（原2024年底）` was put off,
    and so is what stands before 延期至, 提前至. The day on which it was done is none, unless `is_done`.
    """
    kept: list[date] = []
    done = ""
    for number, (start, end, day) in enumerate(scan.found):
        following = scan.found[number + 1][0] if number + 1 < len(scan.found) else len(scan.text)
        gap = scan.text[end:following]
        is_span = number + 1 < len(scan.found) and re.fullmatch(r"起?[-—–~至到]+", gap)
        was = len(scan.found) > 1 and _PUT_OFF.search(scan.text[max(start - _LONGEST_PUT_OFF, 0) : start])
        is_old = bool(was) or is_replaced(gap)
        if not is_done and is_day_of_doing(scan.text, start, end):
            done = scan.text[start:end]
        elif not is_span and not is_old and not re.match(r"起|开始|以来|以后|之后|后(?![续期])|至今", gap):
            kept.append(day)
    if scan.found and not kept and not (scan.long_term or scan.recurrence or scan.on_receipt):
        told = f"“{done}”写的是完成的日子，不是时限，请写明整改时限。"
        scan.doubts.append(told if done else "只写了起始时间，没有截止日期，请补写截止日期或“长期坚持”。")
    return kept


def _untold(scan: Scan) -> Iterator[str]:
    """What is said of the dates that leaves open which of them is to be kept."""
    former = 0
    for start, end, _day in scan.found:
        if is_only_asked_for(scan.text, start):
            yield f"“{scan.text[start:end]}”是申请延期的日子，没有写明已经批准，请写明现在执行的时限。"
        if former and re.fullmatch(r"或者?", scan.text[former:start]):
            yield f"“{scan.text[:end]}”写了两个可能的日子，请写明是哪一个。"
        former = end


def _miswritten(scan: Scan) -> Iterator[str]:
    """What makes every date in a text doubtful: a letter in place of a digit, an extension of the only day to none that is named."""
    if found := _LETTER.search(scan.text):
        yield f"“{found[0]}”里的字母像是写错的数字，请核对原文。"
    if len(scan.found) < 2 and (words := put_off_untold(scan.text)):
        yield f"写着“{words}”，没有写延到哪一天，请写明现在执行的时限。"


def _doubt(piece: str) -> str:
    """A sentence about a piece that looks like a date and is not one, with what it may have been."""
    if re.search(r"[*×?_xX]", piece):
        return f"“{piece}”中的日期被遮盖或未填，请补写完整日期。"
    if re.fullmatch(r"\d\d年", piece):
        return f"“{piece}”只有两位年份，请写成“20{piece}”这样的四位年份。"
    candidates = _candidates(piece)
    if candidates:
        return f"“{piece}”像是丢了字，可能是{'或'.join(candidates)}，请核对原文。"
    return f"“{piece}”不是完整的日期，请核对原文。"


def _candidates(piece: str) -> list[str]:
    """Dates that a run of digits with lost 年/月 may have been: `20259月` → 2025年9月, `202591日` → 2025年9月1日."""
    found = re.fullmatch(r"((?:19|20)\d\d)(\d{1,4})([月日]?)", piece)
    if not found:
        return []
    year, rest, unit = int(found[1]), found[2], found[3]
    if unit == "月":
        return [f"{year}年{int(rest)}月"] if 1 <= int(rest) <= 12 else []
    if len(rest) == 2 and not unit and 1 <= int(rest) <= 12:
        return [f"{year}年{int(rest)}月"]
    splits = [(int(rest[:cut]), int(rest[cut:])) for cut in (1, 2) if rest[cut:] and rest[cut] != "0"]
    return [
        f"{year}年{m}月{d}日" for m, d in splits if 1 <= m <= 12 and 1 <= d <= months.monthrange(year, m)[1]
    ]

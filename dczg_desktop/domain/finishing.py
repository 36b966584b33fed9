"""Reading of the day on which a petition was finished, as lists write it: what is no certain day is asked, never guessed."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dczg_desktop.domain.deadlines import SERIALS, DeadlineReading, read_deadline
from dczg_desktop.domain.petitions import COMPLETED, STAGED, completion_word
from dczg_desktop.domain.vocabulary import status_of

FINISHED, STAGED_ON = "completed_on", "staged_on"
"""Fields of lists: 办结日期, and where it has a column of its own 阶段性办结日期."""

_WHOLE_DAY = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?:年|[./-])\d{1,2}(?:月|[./-])\d{1,2}(?!\d)|(?<!\d)(?:19|20)\d{6}(?!\d)|\d{1,2}月\d{1,2}[日号]"
)
_SPAN = re.compile(rf"(?:{_WHOLE_DAY.pattern})[-—–~至到]+\d")
_LIMIT = re.compile(r"工作日|\d(?:天|日|个月|个?星期|周|年)[之以]?内|时限|期限|期间|^到")
_TIME = re.compile(r"(?:T\s*|(?<!\s)\s+)\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?")
_NUMERAL_DAY = re.compile(r"[零〇○一二三四五六七八九十]{1,3}[日号]")
_BEFORE = re.compile(r"[之以]?前|[底末]|[上中下]旬")
_NO_DAY = re.compile(r"^(?:无|没有|不详|/|\\|[-—－－–]+|否|未|暂无|空|0)$")
_TENTH = re.compile(r"20\d\d\.1")


@dataclass(frozen=True, slots=True)
class Finished:
    """What a cell says of the day; `doubt` is a Chinese sentence. A day with a doubt is taken and named, without a day it is asked."""

    raw: str
    day: date | None = None
    doubt: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether the text is the day and nothing else, so that nothing is lost by keeping the day alone."""
        return self.day is not None and self.raw.strip() == self.day.isoformat()

    @property
    def is_asked(self) -> bool:
        """Whether something stands there that is no day and was not understood."""
        return self.day is None and bool(self.doubt)


def finished_text(fields: Mapping[str, str]) -> tuple[str, str]:
    """(field, text) of the day of a row: that of 办结, else of 阶段性办结 where the row counts as that."""
    if text := fields.get(FINISHED, ""):
        return FINISHED, text
    if (text := fields.get(STAGED_ON, "")) and completion_word(fields.get("completion", "")) == STAGED:
        return STAGED_ON, text
    return FINISHED, ""


@lru_cache(maxsize=8192)
def read_finished(text: str, start: date | None = None, today: date | None = None) -> Finished:
    """Read the day as written. `start` is when the petition was handed over: days without a year are after it.

    A month or a year without a day is read as its last day and said so; a limit (`15个工作日内`, `长期坚持`), several days, a day
    to come are asked about. A word that says it is not finished is no day and no doubt.
    """
    plain = re.sub(r"\s+", "", _TIME.sub("", unicodedata.normalize("NFKC", text)))
    if not plain or _NO_DAY.match(plain) or _says_unfinished(plain):
        return Finished(text)
    reading = read_deadline(text, start, asks_start=True, is_done=True)
    if why := _no_day(plain, reading):
        return Finished(text, doubt=f"办结日期没有读懂：{why}")
    day = reading.dates[0]
    if today and day > today:
        return Finished(text, doubt=f"办结日期 {day} 晚于今天（{today}），没有取，请填写实际办结的那一天。")
    if start and day < start:
        return Finished(text, day, f"办结日期 {day} 早于交办日期 {start}，请核对。")
    if not _names_the_day(plain):
        return Finished(text, day, f"没有写明是哪一天，按 {day} 记，请核对或写明。")
    return Finished(text, day)


def contradiction(completion: str, day: date | None) -> str:
    """What is wrong with a day beside this 办结情况; '' when they agree."""
    if day is None or not loses_day(completion):
        return ""
    said = f"是“{completion}”" if completion.strip() else "没有写"
    return f"写了办结日期，办结情况却{said}（计为未办结），请核对。"


def loses_day(completion: str) -> bool:
    """Whether what is written under 办结情况, or nothing, leaves no room for 办结日期."""
    return completion_word(completion) not in {COMPLETED, STAGED}


def _says_unfinished(plain: str) -> bool:
    if re.search(r"\d", plain):
        return False
    return ("办结" in plain and "未" in plain) or status_of(plain) in {
        "未办结",
        "正在办理",
        "整改中",
        "未达到序时进度",
    }


def _no_day(plain: str, reading: DeadlineReading) -> str:
    """Why a text names no certain day; '' when it does."""
    if _LIMIT.search(plain):
        return f"“{reading.raw.strip()}”写的是办理的期限，请写明实际办结的那一天；确是期限的，请在列对应里改为“整改时限”。"
    if _TENTH.fullmatch(plain):
        return f"“{plain}”可能是 {plain[:4]} 年 1 月，也可能是 {plain[:4]} 年 10 月，请写明是哪一天。"
    if not reading.understood:
        return reading.proposal.replace("读出时限", "读出日期").replace("，或写“长期坚持”“立行立改”", "")
    if not reading.dates:
        return f"“{reading.raw.strip()}”不是日期，请写成 2026-10-31 这样的日期。"
    if len(reading.dates) > 1:
        days = "、".join(day.isoformat() for day in reading.dates)
        return f"写了几个日子（{days}），请只写办结的那一天。"
    return ""


def _names_the_day(plain: str) -> bool:
    if re.fullmatch(r"\d{5}(?:\.0)?", plain) and int(float(plain)) in SERIALS:
        return True
    named = len(_WHOLE_DAY.findall(plain)) or len(_NUMERAL_DAY.findall(plain))
    return named == 1 and not _BEFORE.search(plain) and not _SPAN.search(plain)

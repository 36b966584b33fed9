"""What the end of a told problem demands and until when (…，要求3月20日前整改到位), as patrols and circulars write it."""

import re
from dataclasses import dataclass

from dczg_desktop.domain.milestones import is_time

_BEGINS = re.compile(
    r"[，,。；;]\s*(?=(?:并|现场|当场|当即|执法人员|检查组|我[局镇乡办队]|已|对此|现)*(?:要求|责令|督促|责成|限令?|限期|下达|下发|请(?=[^。]{0,30}(?:前|内|立即))))"
)
_WHEN = re.compile(
    r"(?P<when>(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|[上中下]旬)(?:之?前)?|(?:本|当)月底(?:之?前)?|\d{1,3}(?:个工作)?[日天]之?内|[一二两三四五六七八九十]{1,3}(?:个工作)?[日天]之?内)"
    r"(?=[^，,。；;]{0,24}(?:整改|改正|纠正|完成|到位|清理|清运|拆除|覆盖|修复|安装|解决|落实|关闭|停产|处理|整治|提交|报))"
)
_AT_ONCE = re.compile(
    r"立即(?:整改|改正|停止[^，,。；;]{0,8}|清理|清运|拆除|覆盖|处理|整治)|立行立改|立查立改"
)
_NO_WORK = re.compile(r"提交|上报|报送|报告|反馈|报整改|制定|方案")


@dataclass(frozen=True, slots=True)
class Demanded:
    """Where the words begin, what they are, and the raw time in them: '' where none or several stand there."""

    start: int
    words: str
    when: str


def demanded_in(text: str) -> Demanded:
    """The demand that a text ends with; one of no words, at its end, where it demands nothing."""
    found = _BEGINS.search(text)
    if found is None:
        return Demanded(len(text), "", "")
    words = text[found.end() :].strip(" 　，,。；;")
    times = [
        one["when"]
        for clause in re.split(r"[，,。；;、]", words)
        if not _NO_WORK.search(clause)
        for one in _WHEN.finditer(clause)
    ]
    at_once = [one[0] for one in _AT_ONCE.finditer(words)]
    said = list(dict.fromkeys(times)) or list(dict.fromkeys(at_once))[:1]
    return Demanded(found.start(), words, said[0] if len(said) == 1 and _is_time(said[0]) else "")


def _is_time(words: str) -> bool:
    return "内" in words or "立" in words or is_time(words) or is_time(f"{words}前")

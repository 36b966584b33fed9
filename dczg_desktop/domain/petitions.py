"""What a petition counts as: 办结 and 销号 (two things), truth, batch, types, publication (docs/glossary.md, 三种状态)."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.units import split_units
from dczg_desktop.domain.vocabulary import categories, status_of, substantiated_word
from dczg_desktop.domain.words import ClosureStatus, DutyRole, Verdict

COMPLETED, STAGED, UNFINISHED = "已办结", "阶段性办结", "未办结"
COMPLETIONS = (COMPLETED, STAGED, UNFINISHED)
"""What a petition counts as; the words of the published lists (docs/glossary.md, 办结)."""

TRUTHS = ("属实", "基本属实", "部分属实", "不属实", "未写明")
"""What the finding counts as."""

CLOSED, IN_REVIEW, RETURNED, NOT_APPLIED = "已验收销号", "验收中", "验收退回", "未申请验收"
CLOSURES = (CLOSED, IN_REVIEW, RETURNED, NOT_APPLIED)
"""Where the closure of a petition stands; never typed."""

NO_TYPE = "未写明类型"
NO_BATCH = "未写明批次"
LAST_ORDER = 10**9

_LOOKING_ON = frozenset({DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT})
_OF_PROBLEM = {
    ClosureStatus.CLOSED: CLOSED,
    ClosureStatus.IN_REVIEW: IN_REVIEW,
    ClosureStatus.RETURNED: RETURNED,
    ClosureStatus.NOT_APPLIED: NOT_APPLIED,
}
_OF_VERDICT = {
    Verdict.APPLIED: IN_REVIEW,
    Verdict.AGREED: CLOSED,
    Verdict.RETURNED: RETURNED,
    Verdict.REOPENED: NOT_APPLIED,
}
_NUMERAL = r"\d{1,9}|[〇零○一二两三四五六七八九十百]{1,9}"
_BATCH = re.compile(rf"第?\s*({_NUMERAL})\s*(?:[-—–]\s*(\d{{1,9}})\s*)?批?次?")
_TITLED_BATCH = re.compile(rf"第\s*({_NUMERAL})\s*(?:[-—–]\s*(\d{{1,9}})\s*)?批")
_DAY = re.compile(r"20\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_WRITTEN_DAY = re.compile(r"(20\d{2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")


@lru_cache(maxsize=4096)
def answering_units(text: str) -> tuple[str, ...]:
    """The units that a petition is counted under (`县住建局、县城管局` under both), without those that only look on; never none."""
    if text.isalnum():
        return (text,)
    named = dict.fromkeys(name for role, name in split_units(text) if role not in _LOOKING_ON)
    return tuple(named) or (text,)


@lru_cache(maxsize=4096)
def completion_word(text: str) -> str:
    """What `text` under 是否办结 counts as; nothing written, or nothing understood, counts as 未办结."""
    word = status_of(text)
    if word == STAGED:
        return STAGED
    return COMPLETED if word in {COMPLETED, "完成整改", "已销号"} else UNFINISHED


@lru_cache(maxsize=4096)
def truth_word(text: str) -> str:
    """What `text` under 是否属实 counts as, one of `TRUTHS`."""
    return substantiated_word(text) or TRUTHS[-1]


def closure_word(verdicts: Sequence[Verdict], problem: ClosureStatus | None) -> str:
    """Where the closure stands: by the petition's own steps when it has any, else by the problem it is linked to."""
    if verdicts:
        return _OF_VERDICT[verdicts[-1]]
    return _OF_PROBLEM[problem] if problem is not None else NOT_APPLIED


@lru_cache(maxsize=4096)
def batch_of(text: str) -> tuple[str, int]:
    """(name, order) of a batch however it is written: `第十七批`, `17`, `第17批次` are (`第17批`, 1700)."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return "", LAST_ORDER
    found = _BATCH.fullmatch(plain)
    return _batch(found) if found else (plain, LAST_ORDER - 1)


_BATCHES = re.compile(
    r"[一二三四五六七八九十百\d]批?(?:至|到|[~、和及与]|[—-](?=第))第?[一二三四五六七八九十百\d]{1,5}批"
)
"""第一至第五批, 第3、4批: several."""


def batch_in(title: str) -> str:
    """The batch a title names (`…第十七批…一览表` → `第17批`), '' when it names none or several."""
    plain = unicodedata.normalize("NFKC", title)
    names = {_batch(found)[0] for found in _TITLED_BATCH.finditer(plain)}
    return names.pop() if len(names) == 1 and not _BATCHES.search(plain) else ""


def _batch(found: re.Match[str]) -> tuple[str, int]:
    number, part = numeral(found[1]) or 0, int(found[2] or 0)
    return f"第{number}{f'-{part}' if part else ''}批", number * 100 + part


def day_in(title: str) -> date | None:
    """The one day a title names, None when it names none or several."""
    days = {_day(int(y), int(m), int(d)) for y, m, d in _WRITTEN_DAY.findall(title)} - {None}
    return days.pop() if len(days) == 1 else None


def accepted_on(number: str) -> date | None:
    """The day of acceptance inside a petition number (`D3JX202405240023`), None when there is none."""
    digits = re.sub(r"\D", "", number[4:] if number[:1].isalpha() and number[1:2].isdigit() else number)
    for found in _DAY.finditer(digits):
        return _day(int(found[0][:4]), int(found[0][4:6]), int(found[0][6:]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def types_of(category: str) -> tuple[str, ...]:
    """The pollution types of a petition in normal words, the first named first; `未写明类型` when none is written."""
    return categories(category) or (NO_TYPE,)


def waits_for_publication(published: str, now: str) -> bool:
    """Whether an item went out unfinished and is finished now, so that its new status must be published (再次公开)."""
    return published in {STAGED, UNFINISHED} and now == COMPLETED


def missing_sequence(sequences: Sequence[int], expected: int | None) -> list[int]:
    """缺号: the 序号 that a batch should have and has not; nothing when it is not numbered at all."""
    present = {one for one in sequences if one > 0}
    if not present:
        return []
    last = max(*present, expected or 0)
    return [one for one in range(1, min(last, 5000) + 1) if one not in present]


def sets_back(closure: str, completion: str) -> bool:
    """Whether this 办结 contradicts a closure that stands: what is 已验收销号 cannot be unfinished."""
    return closure == CLOSED and completion_word(completion) != COMPLETED


def closure_objections(
    completion: str, truth: str, findings: str, unjudged: int, disagreement: str
) -> list[str]:
    """What stands between a petition and an application for its own closure; empty means it may be applied for."""
    reasons = []
    if completion_word(completion) != COMPLETED:
        reasons.append(f"办结情况为“{completion_word(completion)}”：先办结，再申请验收销号")
    if truth_word(truth) == TRUTHS[-1]:
        reasons.append("没有写明是否属实")
    if not findings.strip():
        reasons.append("没有填写调查核实情况")
    if unjudged:
        reasons.append(f"逐点核查还有 {unjudged} 个点位没有判定是否属实")
    return [*reasons, disagreement] if disagreement else reasons

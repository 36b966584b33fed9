"""Cells that hold what belongs under another heading: a day, a figure, a state or a unit where none of it can stand."""

import re
from collections.abc import Collection
from functools import lru_cache

from dczg_desktop.domain.units import NOBODY
from dczg_desktop.domain.vocabulary import substantiated_word
from dczg_desktop.imports.tables.values.unit_doubts import PERSON_FIELDS, UNIT_FIELDS

_LONGEST = 24
_DAY = re.compile(
    r"(?:截[至止]|于|至|到|限|原?定)*(?:[12]\d{3}\s*[年./\-]|(?:今|明|去)年|\d{1,2}\s*月|十[一二]?月|[一二三四五六七八九]月)"
    r"[\s\d年月日号./\-—~～至到前底初末中上下旬以之内止起一二三四五六七八九十季度半:：]*"
)
_TERM = re.compile(
    r"立[行即](?:立改|整改)|即知即改|立查立改|(?:持续推进|长期坚持)(?:[，、,]?(?:持续推进|长期坚持))*"
)
_MAY_SAY = {
    "measures": re.compile(r"(?:立[行即](?:立改|整改)|即知即改|立查立改)$"),
    "findings": re.compile(r"经(?:现场)?(?:查|核|调查)|.{0,16}(?:发现|检查|巡查|现场|查看|查阅)"),
}
"""What may be all that is to be done, and no day; what was found, told with its verdict (经查，举报不属实。)."""
_FIGURE = re.compile(r"[-+]?\d{1,10}(?:\.\d+)?\s*[%％]?")
_STATE = re.compile(
    r"(?:已|未|尚未|暂未|正在|基本|全部|阶段性)?(?:整改)?(?:完成|办结|销号|启动|验收)(?:整改|销号|验收)?"
    r"|(?:整改|推进|办理|进行)中|(?:未?达到|超过)(?:序时|时序)进度"
)
_ONE_UNIT = r"[\u4e00-\u9fff（）()]{2,18}(?:局|委员会|人民政府|办事处|街道办|管委会|有限公司)"
_UNIT = re.compile(rf"{_ONE_UNIT}(?:[、，,;；\s]+{_ONE_UNIT})*")
_BEGINS = r"^[^\S\n]*[-+\d今明去截于至到限原十一二三四五六七八九已未尚暂正基全部阶整完办销启验推进达超立即查持长]|属实"
_SIGN = re.compile(_BEGINS, re.MULTILINE)
_SIGN_OR_UNIT = re.compile(rf"{_BEGINS}|[局会府处办司][^\S\n]*$", re.MULTILINE)

DAY, FIGURE, STATE, VERDICT, UNIT = "日子", "数字", "状态", "属实与否的结论", "单位"
_KINDS = ((DAY, _DAY), (DAY, _TERM), (FIGURE, _FIGURE), (STATE, _STATE), (UNIT, _UNIT))
_NAMES = frozenset({DAY, FIGURE, STATE, VERDICT})
_TEXTS = frozenset({DAY, FIGURE, STATE, VERDICT, UNIT})
_ELSEWHERE: dict[str, frozenset[str]] = {
    **dict.fromkeys((*UNIT_FIELDS, *PERSON_FIELDS, "area"), _NAMES),
    **dict.fromkeys(("description", "findings"), _TEXTS),
    **dict.fromkeys(("measures", "goal"), _TEXTS - {STATE}),
    "category": _TEXTS - {FIGURE},
    "progress": frozenset({UNIT, VERDICT}),
}
"""Field → what never stands there alone. A goal may be 完成整改, a kind of pollution a number of a list."""
MISPLACED = tuple(_ELSEWHERE)
NAMED = frozenset({*UNIT_FIELDS, *PERSON_FIELDS, "area", "category"})
"""Fields whose columns say the same few things again and again."""


@lru_cache(maxsize=8192)
def kind_of(text: str) -> str:
    """What a text is and nothing else: one of DAY, FIGURE, STATE, VERDICT, UNIT; empty when it is none or says more."""
    plain = text.strip()
    if not plain or len(plain) > _LONGEST or plain in NOBODY:
        return ""
    found = next((kind for kind, pattern in _KINDS if pattern.fullmatch(plain)), "")
    return found or (VERDICT if substantiated_word(plain) else "")


def misplaced(field: str, header: str, text: str) -> tuple[str, ...]:
    """The question about a text that cannot be what its column is called; nothing when it can."""
    kind = kind_of(text)
    if kind not in _ELSEWHERE[field] or (field in _MAY_SAY and _MAY_SAY[field].match(text.strip())):
        return ()
    return (
        f"这一栏是“{header}”，这一格写的是{kind}。像是这一行各格错开了一栏，请对照原件改正；整栏都是的，请改列对应。",
    )


def _are_verdicts(texts: Collection[str]) -> bool:
    """Whether several rows of findings say nothing but true or not: then no single row has slipped."""
    found = [text for text in texts if text]
    return len(found) > 1 and all(kind_of(text) == VERDICT for text in found)


def maybe_misplaced(field: str, texts: Collection[str]) -> Collection[str]:
    """Of the texts of a field those that may be something else: short, and beginning or ending as such a thing does."""
    if min(map(len, texts), default=0) > _LONGEST or (field == "findings" and _are_verdicts(texts)):
        return ()
    sign = _SIGN_OR_UNIT if UNIT in _ELSEWHERE[field] else _SIGN
    short = {text for text in texts if 0 < len(text) <= _LONGEST}
    return [text for text in short if sign.search(text)] if sign.search("\n".join(short)) else ()

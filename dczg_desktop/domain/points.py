"""Points of a petition (逐点): a dozen places under one number, each with its own finding. Splitting only proposes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dczg_desktop.domain.measures import BEGINS
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.petitions import truth_word

_CHINESE = "[一二三四五六七八九十]{1,3}"
_LEVELS = (
    re.compile(rf"{BEGINS % '。；;：:！？”'}[（(]({_CHINESE})[)）](?:\s*[、.．])?"),
    re.compile(rf"{BEGINS % '。；;：:'}({_CHINESE})、"),
    re.compile(rf"{BEGINS % '。；;：:，,！？”'}(\d{{1,2}})\s*[.．、](?!\d)"),
    re.compile(rf"{BEGINS % '。；;：:，,！？”'}[（(](\d{{1,2}})[)）](?:\s*[、.．])?"),
    re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳])"),
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ABOUT = re.compile(
    r"(?:关于|针对|对于?|就)?(?:群众)?(?:举报|反映|投诉)?(?:的|所称)?[：:]?\s*[“\"]([^”\"]{2,200})[”\"]"
)
_HEAD = re.compile(r"^\s*((?:关于|针对|反映|举报)[^。；;\n]{2,120}?(?:的?问题|一事|情况))")
_SENTENCE = re.compile(r"^[^。；;\n]{2,160}")
_TRUTH = re.compile(r"(不属实|部分属实|基本属实|(?<!是否)(?<!不完全)属实|不完全属实)")
_LISTED = re.compile(r"[：:]([^：:；;]*[；;][^：:]*)$", re.S)


@dataclass(frozen=True, slots=True)
class PointDraft:
    """A proposed point: what was complained of, what was found, whether true, what was done. '' where the text does not say."""

    text: str
    substantiated: str = ""
    findings: str = ""
    result: str = ""
    unit: str = ""
    place: str = ""


def split_points(description: str, findings: str = "", result: str = "") -> list[PointDraft]:
    """The points the texts enumerate (`（一）关于“…”问题…`, `1.…`, `甲；乙；丙`); empty when there are fewer than two.

    The findings decide; the description does when they are not enumerated, or when both have as many parts. Nothing is
    completed: what the text does not say stays ''.
    """
    told, asked, done = enumerated(findings), complaints(description), enumerated(result)
    if len(told) >= 2:
        same = asked if len(asked) == len(told) else []
        return [_drafted(part, same[n] if same else "", _nth(done, n, told)) for n, part in enumerate(told)]
    if len(asked) >= 2:
        return [PointDraft(one, result=_nth(done, n, asked)) for n, one in enumerate(asked)]
    return []


def _nth(parts: Sequence[str], number: int, beside: Sequence[str]) -> str:
    return parts[number] if len(parts) == len(beside) else ""


def _drafted(part: str, asked: str, done: str) -> PointDraft:
    quoted = _ABOUT.match(part)
    head = _HEAD.match(part)
    first = _SENTENCE.match(part)
    text = asked or (quoted[1] if quoted else head[1] if head else first[0] if first else part)
    return PointDraft(text.strip(), said_truth(part), part, done)


def said_truth(text: str) -> str:
    """The one finding a part states (属实, 部分属实 …); '' when it states none or several that differ."""
    words = {truth_word(word) for word in _TRUTH.findall(text)}
    return words.pop() if len(words) == 1 else ""


def enumerated(text: str) -> list[str]:
    """The numbered parts of a text at its outermost level, without their numbers; empty when it is not numbered 1, 2, …"""
    best: tuple[int, list[re.Match[str]]] | None = None
    for level in _LEVELS:
        run = _run(list(level.finditer(text)))
        if len(run) >= 2 and (best is None or run[0].start() < best[0]):
            best = (run[0].start(), run)
    if best is None:
        return []
    ends = [one.start() for one in best[1][1:]] + [len(text)]
    parts = [text[one.end() : end].strip(" \n　；;") for one, end in zip(best[1], ends, strict=True)]
    return parts if all(parts) else []


def _run(found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The marks that count 1, 2, 3 …; the first that goes astray ends the run."""
    run: list[re.Match[str]] = []
    for one in found:
        value = _CIRCLED.index(one[1]) + 1 if one[1] in _CIRCLED else numeral(one[1])
        if value == len(run) + 1:
            run.append(one)
    return run


def complaints(text: str) -> list[str]:
    """What a complaint enumerates: by numbers, or after a colon by ；."""
    if parts := enumerated(text):
        return parts
    listed = _LISTED.search(text.strip().rstrip("。；;"))
    if not listed:
        return []
    parts = [part.strip(" \n　。") for part in re.split(r"[；;]", listed[1]) if part.strip(" \n　。")]
    return parts if len(parts) >= 2 else []


def expected_truth(points: Iterable[str]) -> str:
    """What the whole item must say when its points say this; '' while a point is not judged."""
    words = [truth_word(one) for one in points]
    if not words or "未写明" in words:
        return ""
    kinds = set(words)
    if kinds == {"不属实"}:
        return "不属实"
    if "不属实" in kinds or "部分属实" in kinds:
        return "部分属实"
    return "属实" if kinds == {"属实"} else "基本属实"


def truth_objection(item: str, points: Sequence[str]) -> str:
    """Why the item's 是否属实 does not agree with its points; '' when it does or cannot be judged yet."""
    expected, said = expected_truth(points), truth_word(item)
    if not expected or said == expected or {said, expected} == {"属实", "基本属实"}:
        return ""
    counted = "，".join(
        f"{word} {sum(1 for one in points if truth_word(one) == word)}"
        for word in ("属实", "基本属实", "部分属实", "不属实")
        if any(truth_word(one) == word for one in points)
    )
    written = f"整件写“{said}”" if said != "未写明" else "整件没有写是否属实"
    return f"逐点为{counted}，{written}，按逐点应为“{expected}”，请核对"

"""Several labels on one line (`责任单位：甲；责任领导：乙`), each with its content."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.units import is_office
from dczg_desktop.imports.tables.forms.upright import is_label
from dczg_desktop.imports.texts.labelling.depths import depths_at
from dczg_desktop.imports.texts.labelling.label_words import OWN, SHORT, WEAK, field_of, names_field

Labelled = tuple[str, str]
"""A label as written and its content."""

_BREAK = re.compile(
    r"(?P<sign>(?<![；;。，,\s】])[；;。，,\s】]+|[：:](?=一、|[（(]一[)）]|1[.、])|(?<=[\u4e00-\u9fff])(?=[（(][一二三四五六七八九十]{1,2}[)）])|(?<=[”」])(?:的?问题)?(?=[\u4e00-\u9fff]{3,10}[：:]))(?:(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、])\s*)?(?=[\u4e00-\u9fff])"
)
_OPEN_LABEL = re.compile(r"([\u4e00-\u9fff（）()]{2,14}?)\s*[:：]\s*")
_SAYS = re.compile(r"([\u4e00-\u9fff]{4,6}?)(?:为|是)(?=[\u4e00-\u9fff\d])")
"""A label said in a sentence (整改时限为2024年6月底前，责任单位为县水利局)."""
_BRACKET_LABEL = re.compile(r"[【〖［]\s*([\u4e00-\u9fff]{2,12})\s*(?:[：:]\s*)?[】〗］]")
_QUOTED = re.compile(r"[”」](?:的?问题)?$")
_COLON = re.compile(r"\s*[:：]?\s*")
_AT_LENGTH = frozenset({"measures", "progress", "result", "findings"})
_PARTING = frozenset({"；", ";", "，", ","})
_WORDS = re.compile(r"[^；;，,。\n]{0,80}")
_MOST_LOOKED_AT = 500_000


def parted(label: str, content: str) -> list[Labelled]:
    """Several labels on one line (`责任单位：甲；责任领导：乙`), each with its content.

    Measures keep the units and times of single ones; those after the last one, when no other has its own, are the problem's.
    In a long paragraph of measures upon measures nobody looks for that any more.
    """
    found: list[Labelled] = []
    begin = depth = 0
    inside = _labels_inside(content, field_of(label))
    is_measures = field_of(label) == "measures"
    last = _last_item(content, 0, inside) if is_measures else 0
    has_own, looked = False, len(content)
    for number, one in enumerate(inside):
        field = field_of(one.name)
        if one.start < begin or (one.depth is not None and (one.depth != depth or one.start == begin)):
            continue
        if field == field_of(label) and _QUOTED.search(content, begin, one.start):
            continue  # 对照“六个百分百”问题整改情况：… inside 整改情况
        has_own = has_own or (is_measures and field in OWN and one.start < last)
        if is_measures and (field == "measures" or (has_own and field in OWN)):
            continue
        found.append((label, content[begin : one.start].rstrip(" 　；;，,")))
        label, begin, depth = one.name, one.end, one.depth_behind
        is_measures, has_own = field == "measures", False
        looked += (len(content) - begin) * is_measures
        is_looked = is_measures and looked < _MOST_LOOKED_AT
        last = _last_item(content, begin, inside[number + 1 :]) if is_looked else 0
    return [*found, (label, content[begin:])]


def _last_item(content: str, begin: int, inside: Sequence["_Inside"]) -> int:
    """Where the last numbered measure begins, of those before the next label that no measure has."""
    ends = (one.start for one in inside if field_of(one.name) not in OWN | {"measures"})
    text = content[begin : next(ends, len(content))]
    pieces = split_measures(text)
    return begin + text.rfind(pieces[-1]) if len(pieces) > 1 else 0


def inline_labels(text: str) -> list[tuple[int, str, int]]:
    """Labels inside a line after a sign or a blank, outside round brackets.

    Each with where it begins (its number included), its name, and where its content begins.
    """
    return [(one.start, one.name, one.end) for one in _labels_inside(text) if not one.depth]


class _Inside(NamedTuple):
    """A label inside a line; `depth` is how many round brackets are open there, None for one in thick brackets."""

    start: int
    name: str
    end: int
    depth: int | None
    depth_behind: int


def _is_short(word: str, text: str, start: int) -> bool:
    """Whether a short word is a label: one of units before the names of some (督导：市住建局), not 验收：已通过."""
    if word not in SHORT:
        return False
    names = _WORDS.match(text, start)
    is_named = names is not None and all(map(is_office, names[0].strip().removesuffix("等").split("、")))
    return not field_of(SHORT[word]).endswith("_unit") or is_named


def _labels_inside(text: str, under: str = "") -> list[_Inside]:
    """Those of a text; short ones (督导：…) only beside units and times, or under one, and not in what tells the work at length."""
    found: list[tuple[int, str, int, bool]] = []
    short: list[tuple[int, str, int, bool]] = []
    for match in _BRACKET_LABEL.finditer(text):
        if names_field(match[1]):
            colon = _COLON.match(text, match.end())
            found.append((match.start(), match[1], colon.end() if colon else match.end(), True))
    for match in _BREAK.finditer(text):
        label = _OPEN_LABEL.match(text, match.end())
        said = None if label else _SAYS.match(text, match.end())
        if label and names_field(label[1]):
            found.append((match.end("sign"), label[1], label.end(), False))
        elif label and match["sign"].strip() in _PARTING and _is_short(label[1], text, label.end()):
            short.append((match.end("sign"), SHORT[label[1]], label.end(), False))
        elif said and is_label(said[1]) and field_of(said[1]) in OWN:
            found.append((match.end("sign"), said[1], said.end(), False))
    fields = {under, *(field_of(one[1]) for one in found)}
    found += short if fields & WEAK and under not in _AT_LENGTH else []
    depths = depths_at(text, sorted({place for one in found for place in (one[0], one[2])}))
    return [
        _Inside(start, name, end, None if is_thick else depths[start], depths[end])
        for start, name, end, is_thick in sorted(found)
    ]

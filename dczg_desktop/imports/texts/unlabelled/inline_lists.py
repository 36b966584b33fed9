"""Lists of problems that stand in one paragraph behind the words that call them so (存在以下问题：一是…；二是…；三是…)."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.imports.texts.content.addressed import is_addressed
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.unlabelled.announced import calls_problems

_NUMERALS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"
_BEHIND = r"(?:^|(?<=[。；;：:，,\s]))\s*"
_WAYS = tuple(
    [re.compile(_BEHIND + way.format(numeral, digit, circle)) for digit, (numeral, circle) in enumerate(zip(_NUMERALS, _CIRCLED, strict=False), 1)]
    for way in ("{0}是(?=\\S)", "其{0}[，,、：:]\\s*(?=\\S)", "{1}[.．、](?!\\d)\\s*(?=\\S)", "[（(]{1}[)）]\\s*(?=\\S)", "[（(]{0}[)）]\\s*(?=\\S)", "{2}\\s*(?=\\S)")
)  # fmt: skip
"""How the items of a paragraph are counted: 一是, 其一，, 1., （1）, （一）, ①."""
_LEAD = re.compile(r"[：:]\s*(?=\S)")
_SENTENCE = re.compile(r"(?<=。)\s*(?=\S)")
_ASKED = re.compile(
    r"^(?:(?:随后|(?:督[导查察]|检查)组)(?![^。]{0,8}发现)|要求(?=[：:你各责立])|现|请|对此|为此|上述|以上|你|贵|依据|根据|按照)"
)
_FEWEST, _SHORTEST, _LONGEST_LEAD, _MOST_CALLS, _MOST_PARTS = 2, 5, 120, 20, 400


def apart(lines: Sequence[Line]) -> list[Line]:
    """The lines with every such list one below the other, each item counted ①, ②, …; what is asked behind the last one stands alone."""
    return [(row, part) for row, line in lines for part in _parts(line)]


def _parts(line: str) -> list[str]:
    found: list[str] = []
    rest = line
    while rest and len(found) < _MOST_PARTS:
        parts, rest = _first_list(rest)
        found += parts
    return [*found, *([rest] if rest else [])] or [line]


def _first_list(line: str) -> tuple[list[str], str]:
    """What a text says up to the end of the first such list, and what stands behind it; the whole text without one."""
    called = 0
    for lead in _LEAD.finditer(line):
        begin = max(line.rfind("。", 0, lead.start()) + 1, lead.start() - _LONGEST_LEAD)
        if not calls_problems(line[begin : lead.end()].strip()):
            continue
        called += 1
        if called > _MOST_CALLS:
            break
        before, items = line[: lead.end()].strip(), _items(line[lead.end() :])
        if items:
            *whole, last = items
            own, *asked = _SENTENCE.split(last)
            end = next((number for number, one in enumerate(asked) if _is_behind(one)), len(asked))
            own += "".join(asked[:end])
            counted = [f"{_CIRCLED[place]}{text}" for place, text in enumerate((*whole, own))]
            return [before, *counted], "".join(asked[end:])
    return [line], ""


def _is_behind(sentence: str) -> bool:
    """Whether a sentence behind the last item is none of it: it speaks to somebody, or begins the list of another place."""
    return is_addressed(sentence) or bool(_ASKED.match(sentence)) or _begins_list(sentence)


def _begins_list(sentence: str) -> bool:
    """Whether a sentence calls problems and counts them, however short: the list of another place."""
    lead = _LEAD.search(sentence)
    if lead is None or not calls_problems(sentence[: lead.end()].strip()):
        return False
    return any(way[0].match(sentence, lead.end()) for way in _WAYS)


def _items(rest: str) -> list[str]:
    """The items that a text begins with, counted from the first on without a gap; empty with fewer than two."""
    for way in _WAYS:
        found = list(_counted(rest, way)) if way[0].match(rest) else []
        if len(found) >= _FEWEST:
            ends = [*(one.start() for one in found[1:]), len(rest)]
            items = [rest[one.end() : end].strip(" 　；;，,") for one, end in zip(found, ends, strict=True)]
            return items if all(len(one) >= _SHORTEST for one in items) else []
    return []


def _counted(rest: str, way: Sequence[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    place = 0
    for pattern in way:
        found = pattern.search(rest, place)
        if found is None:
            return
        yield found
        place = found.end()

"""Who does it and until when, as the end of a sentence says it (由县住建局牵头，县水利局配合，2024年6月底前完成)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dczg_desktop.domain.brackets import Named, bracket_of, brackets
from dczg_desktop.domain.milestones import is_time

_SIGNS = re.compile(r"[，,；;]")
_ENDS = "。；;，, 　"
_DOES = "牵头|主办|负责|承担|配合|协办|协助|参与|落实"
_BY = re.compile(
    rf"^[由请]?(?P<names>(?:(?!由|[把将对未的])[\u4e00-\u9fff（）()、]){{2,60}}?)(?:按照?(?:各自)?职[责能](?:分工)?|分别|共同|具体|主要)?(?P<does>{_DOES})(?P<what>[\u4e00-\u9fff]{{0,8}})$"
)
_NAMED = re.compile(
    r"^(?P<label>(?:牵头|主办|责任|配合|协办|整改责任|主体责任)(?:单位|部门))(?:为|是|[:：])?\s*(?P<names>[\u4e00-\u9fff（）()、]{2,60})$"
)
_UNTIL = re.compile(
    r"^(?:并|应当?|须|需|要|确保|力争|务必|限期?|争取|计划|拟|预计|于|在)*(?P<when>.{1,16}?(?:[底末日]之?前|日内|天内|月底|年底|月内|年内|之?前)(?:之?前)?)(?P<what>[^已未没无]{0,14})$"
)
_SOMEBODY = re.compile(r"(?:由[^，,。；;]{2,40}?|[局委办镇乡院司])(?:牵头|负责)")
_TWO = re.compile(r"(牵头|负责|主办|承担)、")
_OF_TASK = re.compile(
    r"(?:牵头|主办|负责|配合|协办|参与|落实)(?:整改|落实|办理|处理)?$|(?:单位|部门)(?:为|是|[:：])?[^，,；;]+$"
)
"""How clauses end that give a task without a day; 由县住建局负责监管 may only tell how things are."""
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Assigned:
    """The units with their roles and the deadline, and where the words that say so begin in the text."""

    start: int
    units: tuple[Named, ...]
    deadline: str


def assigned_in(text: str) -> Assigned | None:
    """What the last clauses of a text, or the bracket behind it, say; None where they hold anything else than units and days, or
    where another clause before them names somebody too: then it is not said of the whole.
    """
    whole = text.rstrip(_ENDS)
    found = _in_bracket(whole) or _in_clauses(whole)
    return None if found and _SOMEBODY.search(whole[: found.start]) else found


def _in_bracket(whole: str) -> Assigned | None:
    last = next((one for one in reversed(list(brackets(whole))) if one.end == len(whole)), None)
    said = bracket_of(last.text) if last else None
    if last is None or said is None or not (said.units or said.deadline):
        return None
    return Assigned(last.start, said.units, said.deadline)


def _in_clauses(whole: str) -> Assigned | None:
    begin = max(whole.rfind("。"), whole.rfind("\n"), len(whole) - _LONGEST) + 1
    for start in _starts(whole, begin):
        pieces = [one.strip() for one in _SIGNS.split(_TWO.sub(r"\1，", whole[start:]))]
        said = [_said(one) for one in pieces]
        if not all(said):
            continue
        units = [words for words, _when in filter(None, said) if words]
        days = [when for _words, when in filter(None, said) if when]
        named = bracket_of("，".join(units)).units if units else ()
        if len(days) > 1 or (units and not named) or (not days and not _OF_TASK.search(whole)):
            return None
        return Assigned(start, named, days[0] if days else "")
    return None


def _starts(whole: str, begin: int) -> Iterator[int]:
    yield begin
    for sign in re.finditer(r"[，,；;：:]", whole[begin:]):
        yield begin + sign.end()


def _said(piece: str) -> tuple[str, str] | None:
    """(the units of a clause as a bracket would name them, the day it names); None when it is anything else."""
    if is_time(piece):
        return "", piece
    until = _UNTIL.match(piece)
    if until and is_time(until["when"]) and not until["what"].endswith("的"):
        return "", until["when"]
    if found := _NAMED.match(piece):
        return f"{found['label']}：{found['names']}", ""
    found = _BY.match(piece)
    return (f"{found['names']}{found['does']}", "") if found else None

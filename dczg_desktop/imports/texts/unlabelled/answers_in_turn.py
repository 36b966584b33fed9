"""Several letters to offices with their answers one below the other (市民陈女士反映：… / 县住建局答复：…), as papers and hot lines show them; to be looked at."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.content.closings import is_closing
from dczg_desktop.imports.texts.content.contents import Line, is_signature, is_signed_alone

_LETTER = re.compile(
    r"^(?:市民|网友|网民|群众|居民|村民|读者|业主)(?:[（(][^（()）]{1,8}[)）])?[^。，,:：]{0,12}?(?:反映|咨询|投诉|建议|来信|来电|留言|提问|问)?[:：]\s*(?P<told>.*)$"
)
_ANSWER = re.compile(r"^(?P<unit>[\u4e00-\u9fff（）()]{2,24}?)(?:答复|回复|回应|答)[:：]\s*(?P<told>.*)$")
_OF_POLICY = re.compile(r"政策|问答|解读|百科|指南")
"""Whose questions complain of nothing."""
_ENDS = ("。", "！", "？", "；")
_FEWEST = 2
_QUESTION = "这一件是按“某某反映：”“某某局答复：”分开的，反映的问题、答复和答复的单位请对照原文核对。"


def answers_in_turn(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The petitions of such a text, with questions; None with fewer than two, and where letters and answers do not come in turn."""
    begins = [
        (place, bool(letter), letter or answer)
        for place, (_row, line) in enumerate(lines)
        if (letter := _LETTER.match(_plain(line))) or (answer := _ANSWER.match(_plain(line)))
    ]
    are_in_turn = all(
        is_letter == (number % 2 == 0) for number, (_place, is_letter, _one) in enumerate(begins)
    )
    if len(begins) < 2 * _FEWEST or len(begins) % 2 or not are_in_turn:
        return None
    if any(map(_OF_POLICY.search, (line for _row, line in lines[: begins[0][0]]))):
        return None
    following = [*(place for place, _is_letter, _one in begins[1:]), len(lines)]
    ends = [_end(lines, one[0], below) for one, below in zip(begins, following, strict=True)]
    told: list[list[Line]] = []
    for (place, _is_letter, one), end in zip(begins, ends, strict=True):
        first = one["told"].strip() if one else ""
        own = [(lines[place][0], first)] if first else []
        told.append([*own, *lines[place + 1 : end]])
    if not all(told):
        return None
    groups: list[list[Pair]] = []
    for number in range(0, len(told), 2):
        answered = begins[number + 1][2]
        office = (lines[begins[number + 1][0]][0], 0, "回复单位", answered["unit"] if answered else "")
        groups.append([_pair("信件内容", told[number]), _pair("答复内容", told[number + 1]), office])
    taken = {place for one, end in zip(begins, ends, strict=True) for place in range(one[0], end)}
    loose = [line for place, line in enumerate(lines) if place not in taken]
    table = form_table(name, [pair for group in groups for pair in group], loose, unit=unit, records=groups)
    asked = [
        Fault(f"{table.sheet}!{one.cells.get('description', '')}", "", _QUESTION) for one in table.records
    ]
    return replace(table, faults=(*table.faults, *asked))


def _end(lines: Sequence[Line], start: int, end: int) -> int:
    """Where what a letter or an answer says ends: above who signs the page, what speaks to the public, and the heading of the next (二、扬尘)."""
    for place in range(start + 1, end):
        line = lines[place][1]
        is_heading = place + 1 == end and heading_of(line) is not None and not line.endswith(_ENDS)
        if (
            is_heading
            or is_closing(line)
            or is_signature(lines[place : place + 3])
            or is_signed_alone(lines, place)
        ):
            return place
    return end


def _plain(line: str) -> str:
    """A line without the number of a list."""
    heading = heading_of(line)
    return heading.text if heading and heading.level > 0 else line


def _pair(label: str, texts: Sequence[Line]) -> Pair:
    return texts[0][0], texts[-1][0] - texts[0][0], label, "\n".join(text for _row, text in texts)

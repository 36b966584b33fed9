"""Letters and reports on one quoted problem that say in a sentence until when and by whom it is put right (…“…”问题，整改时限为…。目前，…)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.domain.titled_numbers import titled_number
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.content.addressed import is_addressed
from dczg_desktop.imports.texts.content.closings import is_closing
from dczg_desktop.imports.texts.content.contents import Line, is_signature
from dczg_desktop.imports.texts.unlabelled.prose import said_in

_PAPER = re.compile(r"整改|督[察查办]|提醒|预警|催办")
_QUOTED = re.compile(r"“([^“”]{8,160})”[^“”。，]{0,2}问题(?!导向|意识)")
_SENTENCE = re.compile(r"[^。]+。?")
_NOW = re.compile(
    r"(?:目前|当前|截[至止]|现已?|已|经(?:现场)?(?:核查|检查|调度|督查)|(?:近日|\d{1,2}月\d{1,2}日)[^，。]{0,12}(?:核查|检查|调度|督查))"
)
_NEXT = re.compile(r"下一?步|今后|后续")
_TO_WHOM = re.compile(r"([\u4e00-\u9fff]{3,30}(?:政府|[局委办厅镇乡]|街道|公司|中心))[：:]")
_HEAD, _MOST_LINES, _PROGRESS = 4, 14, "整改进展"
_QUESTION = (
    "这份文字没有“整改时限：”“整改情况：”这样的小标题，问题、时限和进展是按句子分开的，请对照原文核对。"
)


def letter_table(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The one problem of such a text, with a question; None for any other text."""
    if len(lines) > _MOST_LINES or not any(_PAPER.search(line) for _row, line in lines[:_HEAD]):
        return None
    quoted = {found for _row, line in lines for found in _QUOTED.findall(line)}
    if len(quoted) != 1 or any(heading_of(line) for _row, line in lines):
        return None
    place = next(
        (place for place, one in enumerate(lines) if _QUOTED.search(one[1]) and said_in([one])), None
    )
    if place is None or sum(bool(said_in([line])) for line in lines) > 1:
        return None  # times and units of another problem too
    row, told = lines[place]
    pairs = [(row, 0, "反馈问题", quoted.pop()), *(_named(one, lines) for one in said_in([lines[place]]))]
    if number := titled_number(told):
        pairs.insert(0, (row, 0, "编号", number))
    progress, others = _progress(lines, place)
    if progress:
        words = "\n".join(line for _row, line in progress)
        pairs.append((progress[0][0], progress[-1][0] - progress[0][0], _PROGRESS, words))
    table = form_table(name, pairs, others, unit=unit)
    where = f"{table.sheet}!{table.records[0].cells.get('description', '')}"
    return replace(table, faults=(*table.faults, Fault(where, "", _QUESTION)))


def _named(pair: Pair, lines: Sequence[Line]) -> Pair:
    """The content of a label, the office that the letter is written to by its name (牵头单位为你县人民政府)."""
    row, more, label, text = pair
    to = next((found[1] for _row, line in lines[:_HEAD] if (found := _TO_WHOM.fullmatch(line))), "")
    return (row, more, label, to) if to and text.startswith(("你", "贵")) else pair


def _progress(lines: Sequence[Line], place: int) -> tuple[list[Line], list[Line]]:
    """What is told of how far it is, from the first sentence that says so up to what will be done or is demanded; all other words, those that name it too."""
    found: list[Line] = []
    others: list[Line] = list(lines[:place])
    is_over = False
    for number, (row, line) in enumerate(lines[place:], start=place):
        is_over = is_over or (
            number > place and (is_closing(line) or is_signature(lines[number : number + 3]))
        )
        own: list[str] = []
        left: list[str] = []
        for sentence in _SENTENCE.findall(line):
            is_over = is_over or is_addressed(sentence) or bool(_NEXT.match(sentence))
            begins = bool(found or own or _NOW.match(sentence))
            (own if begins and not is_over else left).append(sentence)
        found += [(row, "".join(own))] if own else []
        others += [(row, "".join(left))] if left else []
    return found, others

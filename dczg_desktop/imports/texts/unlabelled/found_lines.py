"""Problems that a check found, one a line without a number, between 检查发现， and words that call them 以上问题; to be looked at."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.unlabelled.unit_entries import tells_trouble

_BEGINS = re.compile(
    r"^(?:现场|实地)?(?:检查|暗访|督查|巡查|督导|抽查|走访|排查)(?:组|人员)?(?:时|中)?发现\s*[,，:：]\s*(?P<told>.*)$"
)
_ENDS = re.compile(r"^(?:现|特)?(?:对|将|针对)?(?:以上|上述)(?:这些|各类)?(?:环境)?(?:问题|情况)")
_FINE = re.compile(r"已|正常|齐全|完好|良好|有力|有序|迅速|及时|规范|到位|达标|未(?:发现|见)|没有?发现")
"""What speaks of a line that finds nothing wrong, unless it tells of trouble too."""
_WHOLE = ("。", "；", ";")
_FEWEST, _LONGEST = 2, 120
_QUESTION = "这一条是从“检查发现”下面的一行读出的，没有编号，单位、时限没有另外取出，请对照原文核对。"


def found_table(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The problems of such a text, with questions; None for any other text, and where one of the lines is no whole sentence."""
    first = next((place for place, (_row, line) in enumerate(lines) if _BEGINS.match(line)), None)
    if first is None:
        return None
    end = next((place for place in range(first + 1, len(lines)) if _ENDS.match(lines[place][1])), None)
    begun = _BEGINS.match(lines[first][1])
    if end is None or begun is None:
        return None
    told = [(row, line) for row, line in [(lines[first][0], begun["told"]), *lines[first + 1 : end]] if line]
    are_whole = all(line.endswith(_WHOLE) and len(line) <= _LONGEST for _row, line in told)
    are_found = not any(_FINE.search(line) and not tells_trouble(line) for _row, line in told)
    if len(told) < _FEWEST or not (are_whole and are_found) or any(heading_of(line) for _row, line in told):
        return None
    groups: list[list[Pair]] = [[(row, 0, "反馈问题", line)] for row, line in told]
    loose = [*lines[:first], *lines[end:]]
    table = form_table(name, [pair for group in groups for pair in group], loose, unit=unit, records=groups)
    asked = [
        Fault(f"{table.sheet}!{one.cells.get('description', '')}", "", _QUESTION) for one in table.records
    ]
    return replace(table, faults=(*table.faults, *asked))

"""Reports of an office on one petition that have two sections only: what was complained of, and what was found (关于…（编号：D3…）调查处理情况)."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from dczg_desktop.domain.titled_numbers import titled_number
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import field_of

_TOLD = frozenset({"findings", "result"})
_CHECK = frozenset({"description", "progress"})
_CHECKED = re.compile(r"检查|巡查|督查|督导|督促|复查|回访")
_PLANNED = re.compile(r"安排|计划|方案|通知|记录表|模板|格式")
"""A check to come, or a form to be filled in."""
_WHOLE = ("。", "；", ";")
_FEWEST, _MOST_LINES = 2, 3


def is_short_report(pairs: Sequence[Pair], loose: Sequence[Line]) -> bool:
    """Whether two sections are such a report: both say something, below a title or an opening that names the petition."""
    fields = {field_of(label) for _row, _more, label, text in pairs if text}
    if _is_of_check(pairs, loose, fields):
        return True
    if "description" not in fields or not fields & _TOLD or len(pairs) < _FEWEST:
        return False
    first = min(row for row, *_rest in pairs)
    return any(titled_number(line) for row, line in loose if row < first)


def _is_of_check(pairs: Sequence[Pair], loose: Sequence[Line], fields: AbstractSet[str]) -> bool:
    """Whether the sections are what a check found and how far it is put right (检查存在问题：… / 今日整改进度：…), below a line on the check."""
    first = min((row for row, *_rest in pairs), default=0)
    return (
        len(pairs) == len(fields) == _FEWEST
        and fields == _CHECK
        and len(loose) <= _MOST_LINES
        and not any(map(_holds_name, (text for *_place, text in pairs)))
        and any(row < first and _CHECKED.search(line) for row, line in loose)
        and not any(_PLANNED.search(line) for _row, line in loose)
    )


def _holds_name(text: str) -> bool:
    """Whether a section has a line that is no whole sentence beside others: it may name the site that the next section is of."""
    lines = text.splitlines()
    return len(lines) > 1 and not all(line.rstrip().endswith(_WHOLE) for line in lines)

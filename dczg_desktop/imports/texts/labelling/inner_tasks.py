"""A label that may be the problem or its work (整改任务): below a heading that names the problem it is what has to be done."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.labelling.label_words import field_of

_NAMES_PROBLEM = re.compile(r"(?:问题|隐患)(?:[（(][^（()）]{1,24}[)）])?[。：:]?$")
_TASKS = frozenset({"整改任务", "整改任务内容", "任务内容", "整改事项"})
MEASURES = "整改措施"


def with_tasks_apart(heading: str, found: Sequence[Pair]) -> list[Pair]:
    """The contents with such a label as the measures, where the heading names a problem and nothing else says what is done."""
    fields = [field_of(label) for _row, _more, label, _text in found]
    tasks = [pair for pair in found if folded_header(pair[2]) in _TASKS]
    is_only = fields.count("description") == len(tasks) == 1 and "measures" not in fields
    if not is_only or not _NAMES_PROBLEM.search(heading):
        return list(found)
    row, more, _label, text = tasks[0]
    return [(row, more, MEASURES, text) if pair == tasks[0] else pair for pair in found]

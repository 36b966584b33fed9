"""Reports of an office on one petition that have two sections only: what was complained of, and what was found (关于…（编号：D3…）调查处理情况)."""

from collections.abc import Sequence

from dczg_desktop.domain.titled_numbers import titled_number
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import field_of

_TOLD = frozenset({"findings", "result"})
_FEWEST = 2


def is_short_report(pairs: Sequence[Pair], loose: Sequence[Line]) -> bool:
    """Whether two sections are such a report: both say something, below a title or an opening that names the petition."""
    fields = {field_of(label) for _row, _more, label, text in pairs if text}
    if "description" not in fields or not fields & _TOLD or len(pairs) < _FEWEST:
        return False
    first = min(row for row, *_rest in pairs)
    return any(titled_number(line) for row, line in loose if row < first)

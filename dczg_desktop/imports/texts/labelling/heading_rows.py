"""Labels that are the headings of a table whose columns were lost: the text is no form, and is not read as one."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.labelling.label_words import is_only_headers

_FEWEST_HEADINGS = 4
_COUNTS = frozenset({"序号", "编号", "受理编号"})
_HAS_NUMBER = re.compile(r"[\dA-Za-z一二三四五六七八九十无/—-]")


def is_heading_row(pairs: Sequence[Pair]) -> bool:
    """Whether the labels are the headings of a table whose columns were lost: one after the other without contents, all text below the last."""
    before = [re.sub(r"\W+", "", text) for _row, _column, _label, text in pairs[:-1]]
    if any(
        folded_header(label) in _COUNTS and text and not _HAS_NUMBER.search(text)
        for _a, _b, label, text in pairs
    ):
        return True  # 序号 / 省份 / 所在地
    return (
        len(before) >= _FEWEST_HEADINGS
        and all(not text or is_only_headers(text) for text in before)
        and bool(pairs[-1][3])
    )

"""Headings of which a copy has kept the first line only (受理, 是否, 是否 for 受理编号, 是否属实, 是否办结): what they go on with is told by their cells."""

import re
from collections.abc import Callable, Sequence

from dczg_desktop.domain.headings import folded_header, header_field, of_petitions
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.imports.tables.values.told_cells import FITS

_SURELY_CUT = frozenset({"受理", "是否"})
"""No list has a heading of nothing but these."""
_PROBLEM = "问题"
_DAY = re.compile(r"20\d\d-\d{1,2}-\d{1,2}")


def _are(field: str) -> Callable[[str], bool]:
    return FITS[field]


def _is_number(text: str) -> bool:
    return FITS["number"](text) and not _DAY.fullmatch(text)


def _is_no_state(text: str) -> bool:
    return not FITS["completion"](text)


_WHOLE: dict[str, tuple[tuple[str, Callable[[str], bool]], ...]] = {
    "受理": (("受理编号", _is_number),),
    "行政": (("行政区域", _are("area")),),
    "污染": (("污染类型", _are("category")),),
    "问题": (("问题类型", _are("category")),),
    "是否": (("是否属实", _are("substantiated")), ("是否办结", _are("completion"))),
    "办结": (("是否办结", _are("completion")), ("办结目标", _is_no_state)),
    "责任人": (("责任人被处理情况", _are("accountability")),),
}
"""First line → how the heading may go on, and what its cells hold then. 是 is a verdict before it is a state: the columns come in this order."""


def whole_headings(labels: tuple[str, ...], samples: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The headings with those made whole that were cut; as they are where none surely was, and in other lists than those of petitions.

    问题 goes on only beside another column that says what the problem is.
    """
    if not _SURELY_CUT.intersection(labels) or not _is_of_petitions(labels, samples):
        return labels
    has_problem = any(
        folded_header(label) != _PROBLEM and header_field(label)[0] == "description" for label in labels
    )
    made: list[str] = []
    for label, texts in zip(labels, samples, strict=True):
        ways = [
            name
            for name, fits in _WHOLE.get(folded_header(label), ())
            if texts and name not in made and all(map(fits, texts)) and (has_problem or label != _PROBLEM)
        ]
        made.append(ways[0] if ways else label)
    return tuple(made)


def _is_of_petitions(labels: Sequence[str], samples: Sequence[Sequence[str]]) -> bool:
    """Whether a list has a heading that only lists of petitions have, or a column of their numbers."""
    have_numbers = (bool(texts) and all(map(is_petition_number, texts)) for texts in samples)
    return any(of_petitions(label) for label in labels if label) or any(have_numbers)

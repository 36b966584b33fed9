"""Headings of which a copy has kept the first line only (受理, 是否, 是否 for 受理编号, 是否属实, 是否办结): what they go on with is told by their cells."""

from collections.abc import Callable, Sequence

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.tables.values.told_cells import FITS

_SURELY_CUT = frozenset({"受理", "是否"})
"""No list has a heading of nothing but these."""


def _are(field: str) -> Callable[[str], bool]:
    return FITS[field]


def _is_no_state(text: str) -> bool:
    return not FITS["completion"](text)


_WHOLE: dict[str, tuple[tuple[str, Callable[[str], bool]], ...]] = {
    "受理": (("受理编号", _are("number")),),
    "行政": (("行政区域", _are("area")),),
    "污染": (("污染类型", _are("category")),),
    "问题": (("问题类型", _are("category")),),
    "是否": (("是否属实", _are("substantiated")), ("是否办结", _are("completion"))),
    "办结": (("是否办结", _are("completion")), ("办结目标", _is_no_state)),
    "责任人": (("责任人被处理情况", _are("accountability")),),
}
"""First line → how the heading may go on, and what its cells hold then. 是 is a verdict before it is a state: the columns come in this order."""


def whole_headings(labels: tuple[str, ...], samples: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The headings with those made whole that were cut; as they are where none surely was."""
    if not _SURELY_CUT.intersection(labels):
        return labels
    made: list[str] = []
    for label, texts in zip(labels, samples, strict=True):
        ways = [
            name
            for name, fits in _WHOLE.get(folded_header(label), ())
            if texts and name not in made and all(map(fits, texts))
        ]
        made.append(ways[0] if ways else label)
    return tuple(made)

"""Columns of who was called to account: beside who was punished, or in one with what was done about the petition."""

import re

from dczg_desktop.domain.headings import folded_header, header_field
from dczg_desktop.imports.tables.values.rivals import ASKED, Claim

_BOTH = re.compile(r"(?:处理|处罚|整改|办理|查处).{0,6}(?:问责|追责|责任追究)")


def settle_punishments(labels: tuple[str, ...], taken: dict[int, Claim], *, petition: bool) -> None:
    """What such a column is, in view of the others."""
    _without_the_punished(labels, taken)
    if petition and "result" not in {claim.field for claim in taken.values()}:
        _with_both(labels, taken)


def _without_the_punished(labels: tuple[str, ...], taken: dict[int, Claim]) -> None:
    """责任人及职务 | 处理方式 over 孔维 | 警告处分: who was punished is nobody who has to put things right."""
    for column, claim in list(taken.items()):
        beside = taken.get(column - 1)
        is_punishment = claim.field == "accountability" and header_field(labels[column])[0] == "handling"
        if is_punishment and beside and beside.field == "responsible_person":
            del taken[column - 1]


def _with_both(labels: tuple[str, ...], taken: dict[int, Claim]) -> None:
    """处理处罚和问责情况 in a list without another column for it is what was done first of all; a person is asked."""
    for column, claim in taken.items():
        if claim.field == "accountability" and _BOTH.search(folded_header(labels[column])):
            taken[column] = Claim(column, "result", ASKED)
            return

"""Rows whose cells stand one column too far left or right: a row of the page lost a cell, and every text is under a wrong heading."""

from collections.abc import Iterator, Sequence

from dczg_desktop.domain.vocabulary import substantiated_word
from dczg_desktop.imports.reading import RecordReading, Table, column_number, letters

_LONGEST_VERDICT = 14
_FIELD = "substantiated"


def slipped(table: Table, records: Sequence[RecordReading]) -> Iterator[tuple[str, str, str]]:
    """(cell, text, question) at the problem of every row whose verdict (属实) stands beside its own column."""
    place = next((column_number(one.letter) for one in table.columns if one.field == _FIELD), None)
    if place is None:
        return
    odd = {text for text in {one.fields.get(_FIELD, "") for one in records} if text and not _is_verdict(text)}
    near = [one for one in (place - 1, place + 1) if one in _told(table)]
    for record in records if odd else ():
        row = table.grid.rows[record.row - 1]
        beside = next((one for one in near if _is_verdict(row[one])), None)
        if beside is not None and record.fields.get(_FIELD, "") in odd:
            cell = record.cells.get("description", record.cells[_FIELD])
            yield (
                cell, record.fields.get("description", ""),
                f"“是否属实”一栏写的不是结论，结论“{row[beside]}”写在 {letters(beside)} 栏，像是这一行各格错开了一栏。请对照原件逐格核对。",
            )  # fmt: skip


def _told(table: Table) -> frozenset[int]:
    """The columns that tell something at length; 是否办结 holds such words of its own."""
    return frozenset(column_number(one.letter) for one in table.columns if not one.header.startswith("是否"))


def _is_verdict(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_VERDICT and substantiated_word(text) is not None

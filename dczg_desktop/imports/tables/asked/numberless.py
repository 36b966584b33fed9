"""Petitions and closure notices without a number: named where they stand, a list without such a column once."""

from collections.abc import Iterator, Mapping, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.notices import is_notice
from dczg_desktop.domain.numbering import bare_number, is_petition_number
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.records.spread_petitions import loose_rows

_NONE = frozenset({"", "无", "暂无", "/", "-", "—", "——"})
_ADVICE = "请对照原件补写；确实没有的可以照样导入。"
_SOME = "有 {} 行没有写“{}”（第 {} 行），别的行都有。是上一行的一部分的，请并入上一行，或把编号合并；另是一个问题的，请对照原件补写，确实没有的可以照样导入。"
_FEW_OF, _MOST_NAMED = 2, 6
_OF_ABOVE = (
    "也没有序号，可能与第 {} 行是同一件：是的，请在这一格写上同样的编号“{}”；另是一件的，请对照原件补写编号。"
)


def without_number(draft: Table, records: list[RecordReading]) -> Iterator[Fault]:
    """A fault at every petition or notice of a table that has no number; one for the whole table that has no such column."""
    if draft.kind != "petition" and (draft.kind != "problem" or draft.header_rows):
        return
    name = "受理编号" if draft.kind == "petition" else "问题编号"
    counted = draft.kind == "petition" and _is_counted(draft.mapping.get("number"), records)
    lacking = [one for one in records if counted or _lacks(draft, one)]
    if not lacking:
        return
    if counted or "number" not in draft.mapping:
        told = f"没有{name}" if len(lacking) == 1 else f"表里没有{name}一栏，{len(lacking)} 件都没有编号"
        yield Fault(f"{draft.sheet}!{_place(draft, lacking[0])}", "", f"{told}，{_ADVICE}")
        return
    loose = loose_rows(draft, records)
    for one in lacking:
        place = f"{draft.sheet}!{one.cells['number']}"
        above = loose.get(one.row)
        told = _ADVICE if above is None else _OF_ABOVE.format(above.row, bare_number(above.fields["number"]))
        yield Fault(place, one.fields["number"], f"没有{name}，{told}")


def some_without_number(
    table: Table, records: list[RecordReading], columns: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    """The question about the few rows of a list of problems that have no number although the others have: told once."""
    if table.kind != "problem" or not table.header_rows or "number" not in table.mapping:
        return
    if _NONE.isdisjoint(columns["number"]):
        return
    own = [one for one in records if one.merged_from is None and one.fields.get("description")]
    lacking = [one for one in own if one.fields["number"] in _NONE]
    if lacking and len(own) > len(lacking) * _FEW_OF:
        rows = "、".join(str(one.row) for one in lacking[:_MOST_NAMED])
        more = "……" if len(lacking) > _MOST_NAMED else ""
        place = f"{table.sheet}!{lacking[0].cells['number']}"
        yield Fault(place, "", _SOME.format(len(lacking), table.mapping["number"], f"{rows}{more}"))


def _is_counted(header: str | None, records: list[RecordReading]) -> bool:
    """Whether the only numbers are the 序号 of the rows."""
    if header is None or "序号" not in folded_header(header):
        return False
    return not any(is_petition_number(one.fields["number"]) for one in records)


def _lacks(draft: Table, record: RecordReading) -> bool:
    fields = record.fields
    if record.merged_from is not None or fields.get("number", "") not in _NONE or not any(fields.values()):
        return False
    if draft.kind == "petition":
        return True
    if draft.kind != "problem" or draft.header_rows or fields.get("sequence", ""):
        return False
    around = [row.text for row in draft.left_out]
    return is_notice(fields, record.extra, draft.title, around, draft.sheet)


def _place(draft: Table, record: RecordReading) -> str:
    """Where the lack of a column is told: the column of the texts, in a form or document the first content."""
    if draft.grid.places:
        return next((place for place in record.cells.values() if place), str(record.row))
    return next((one.letter for one in draft.columns if one.field == "description"), draft.columns[0].letter)

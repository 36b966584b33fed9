"""Lists that have no column for the problem at all: told once for the table, because nothing new can be made of its rows."""

from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import without_blanks
from dczg_desktop.imports.reading import RecordReading, Table

_ADVICE = "请对照原件补上这一栏，或在“列对应”里指定是哪一栏；只用来更新台账里已有的记录，可以照样导入。"
_NO_COLUMN = "表里没有写着问题内容的一栏"
_THINGS = {"petition": "件", "problem": "行"}
_COUNTED = frozenset({"number", "sequence"})
_ONLY_MEASURES = "“{sheet}”没有写问题的一栏，只有措施，只供查看，没有读入。要作为问题登记的，请在“列对应”里把“{header}”改为问题。"
_OF_LEDGER = frozenset(_THINGS)


def measures_note(tables: Sequence[Table]) -> list[str]:
    """What to say of lists of measures in a file that has no list of problems or petitions: nothing of them is taken in."""
    if any(one.kind in _OF_LEDGER for one in tables):
        return []
    return [
        _ONLY_MEASURES.format(sheet=one.sheet, header=without_blanks(one.mapping["measures"]))
        for one in tables
        if one.kind == "measure" and "measures" in one.mapping
    ]


def without_problem(draft: Table, records: list[RecordReading]) -> Iterator[Fault]:
    """The question about a list in which no column says what was complained of, or is wrong; one of problems counts or numbers them."""
    if draft.kind not in _THINGS or not draft.header_rows or not records or "description" in draft.mapping:
        return
    if draft.kind == "problem" and not _COUNTED & draft.mapping.keys():
        return  # what may be chosen, in a sheet of its own
    column = next((one.letter for one in draft.columns if one.field == "number"), draft.columns[0].letter)
    told = f"{_NO_COLUMN}，{len(records)} {_THINGS[draft.kind]}都没有问题内容。"
    yield Fault(f"{draft.sheet}!{column}", "", f"{told}{_ADVICE}")


def of_others(table: Table) -> tuple[Fault, ...]:
    """The faults of a list whose rows belong to the problems of another one: it needs none of its own."""
    return tuple(one for one in table.faults if not one.message.startswith(_NO_COLUMN))

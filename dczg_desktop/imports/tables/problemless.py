"""Lists that have no column for the problem at all: told once for the table, because nothing new can be made of its rows."""

from collections.abc import Iterator

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.reading import RecordReading, Table

_ADVICE = "请对照原件补上这一栏，或在“列对应”里指定是哪一栏；只用来更新台账里已有的记录，可以照样导入。"


_THINGS = {"petition": "件", "problem": "行"}


def without_problem(draft: Table, records: list[RecordReading]) -> Iterator[Fault]:
    """The question about a list in which no column says what was complained of, or is wrong."""
    if draft.kind in _THINGS and draft.header_rows and records and "description" not in draft.mapping:
        column = next((one.letter for one in draft.columns if one.field == "number"), draft.columns[0].letter)
        told = f"表里没有写着问题内容的一栏，{len(records)} {_THINGS[draft.kind]}都没有问题内容。"
        yield Fault(f"{draft.sheet}!{column}", "", f"{told}{_ADVICE}")

"""Numbers that stand in two rows of a table, also where they are written in two ways."""

from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.numbering import bare_number
from dczg_desktop.domain.personal import without_persons
from dczg_desktop.domain.spelling import are_one_writing, one_writing
from dczg_desktop.imports.reading import Grid, RecordReading

_FIRST_OF_SERIES = frozenset(["1", "01", "001", "一"])


def repeated_numbers(grid: Grid, records: Sequence[RecordReading], numbers: Sequence[str]) -> Iterator[Fault]:
    """A fault at every row whose number a row above it has; a numbering that begins again under a chapter repeats nothing."""
    first: dict[str, RecordReading] = {}
    if _all_differ(numbers):
        return
    for record, number in zip(records, numbers, strict=True):
        if not number or record.merged_from is not None:
            continue
        key = one_writing(number)
        if key.rstrip(".．、") in _FIRST_OF_SERIES and len(first) > 1:
            first = {}  # the numbering begins again under each chapter
        before = first.setdefault(key, record)
        if before is record:
            continue
        place, earlier = record.cells["number"], before.cells["number"]
        if place != earlier:  # else one number merged down over several problems
            written, other = _bare(record), _bare(before)
            how = "重复" if other == written else f"的“{other}”只是写法不同"
            message = f"编号“{written}”与 {earlier} {how}。请核对是否同一件，或改正编号。"
            yield Fault(f"{grid.name}!{place}", excerpt(without_persons(number), 80), message)


def _bare(record: RecordReading) -> str:
    return bare_number(record.fields["number"]) or record.fields["number"]


def _all_differ(numbers: Sequence[str]) -> bool:
    distinct = set(numbers)
    if len(distinct) < len(numbers):
        return False
    return are_one_writing(numbers) or len(set(map(one_writing, distinct))) == len(numbers)

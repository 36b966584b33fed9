"""Problems over several rows of which only some say that they are done: what one row says is not what the problem is."""

from collections.abc import Iterator, Mapping, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.vocabulary import ENDS, status_of
from dczg_desktop.imports.reading import RecordReading, Table

_TOLD = "“{}”只写在这一行，同一个问题下面另有 {} 条措施没有写状态，会当作整个问题的状态。请补写那几行的状态，整个问题确已完成的可以照样导入。"


def partly_stated(
    table: Table, records: list[RecordReading], columns: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    """The questions about problems whose only stated rows are done while other measures of theirs say nothing."""
    if table.kind == "petition" or not {"status", "measures"} <= table.mapping.keys():
        return
    if "" not in columns["status"] or all(one.merged_from is None for one in records):
        return
    groups: dict[int, list[RecordReading]] = {}
    for one in records:
        groups.setdefault(one.merged_from or one.row, []).append(one)
    for rows in groups.values():
        stated = [one for one in rows if one.fields["status"]]
        done = [one for one in stated if status_of(one.fields["status"]) in ENDS]
        places = {one.cells["measures"] for one in stated}
        silent = {
            one.cells["measures"] for one in rows if not one.fields["status"] and one.fields["measures"]
        }
        silent -= places
        if done and len(done) == len(stated) and silent:
            text = done[0].fields["status"]
            yield Fault(f"{table.sheet}!{done[0].cells['status']}", text, _TOLD.format(text, len(silent)))

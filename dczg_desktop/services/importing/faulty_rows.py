"""Sending the faulty rows of a foreign table back: which rows, which cells, and the workbook that says why."""

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from dczg_desktop.base.clock import stamp
from dczg_desktop.base.errors import Fault, UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import excerpt
from dczg_desktop.imports.reading import (
    ImportReading,
    RecordReading,
    Table,
    column_number,
)
from dczg_desktop.imports.tables.records.rows import NOTE
from dczg_desktop.reports.returned_rows import (
    ReturnedFile,
    ReturnedRow,
    ReturnedTable,
    write_returned_rows,
)
from dczg_desktop.services.ledgers import office_card
from dczg_desktop.store.ledger import Ledger

_OURS = "是隐藏的"
"""Faults that ask the clerk, not the sender."""
_NOT_SENT = frozenset({"formula", "picture", "digits"})
Wrong = dict[int, tuple[str, ...]]
"""Number of a column of a row → what is wrong there."""


@dataclass(frozen=True, slots=True)
class SentBack:
    """What was written: where, how many rows, how many things wrong in them."""

    path: Path
    rows: int
    places: int


def write_faulty_rows(
    ledger: Ledger, reading: ImportReading, sender: str, target: Path, tick: Tick = no_tick
) -> SentBack:
    """Write the rows that have faults, with the reasons, as a workbook for the sender; the ledger is not touched.

    Raises UserError when no row has a fault, when the target is no .xlsx, or when the disk refuses.
    """
    if target.suffix.lower() != ".xlsx":
        raise UserError(f"“{target.name}”不是 .xlsx，没有导出。请把文件名写成“….xlsx”。")
    content = returned_file(ledger, reading, sender)
    if not content.rows:
        raise UserError(f"“{reading.file_name}”里没有需要退回的行：没有发现疑点。没有生成文件。")
    write_returned_rows(content, target, tick)
    return SentBack(target, content.rows, content.places)


def returned_file(ledger: Ledger, reading: ImportReading, sender: str = "") -> ReturnedFile:
    """The faulty rows of every table of a file, with what the cover says."""
    tables, others = [], []
    for table in reading.tables:
        made, loose = _returned(table)
        made = replace(made, lead=_lead(table, sender))
        others += loose
        if made.rows:
            tables.append(made)
    card = office_card(ledger)
    return ReturnedFile(
        reading.file_name,
        sender,
        card.name,
        card.user,
        stamp(ledger.moment()).replace("T", " ")[:16],
        sum(len(table.records) for table in reading.tables),
        tuple(tables),
        tuple(others),
    )


def _lead(table: Table, sender: str) -> tuple[str, ...]:
    """What a corrected row needs to be read as before: the title, which is the source too, what is said below it of year and batch,
    and the sender.
    """
    title = [line for line in table.title.split("\n") if line.strip()]
    above = table.left_out if title and table.header_rows else ()
    told = [one.text for one in above if one.row < table.header_rows[0] and one.why == NOTE]
    return (*title, *told, *([f"填报单位：{sender}"] if sender and sender not in table.title else []))


def faulty_rows(reading: ImportReading) -> int:
    """How many rows have faults that the sender should put right."""
    return sum(_returned(table)[0].faulty for table in reading.tables)


def _returned(table: Table) -> tuple[ReturnedTable, list[str]]:
    """The faulty rows of a table, with the other rows of the same problem or petition: alone it would come back as less than it
    was; and the sentences about no single row.
    """
    waiting: defaultdict[str, list[Fault]] = defaultdict(list)
    for fault in table.faults:
        if _OURS not in fault.message:
            waiting[fault.place.rpartition("!")[2]].append(fault)
    found = [(record, _wrong(table, record, waiting)) for record in (table.records if waiting else ())]
    whole = {record.merged_from or record.row for record, wrong in found if wrong}
    rows, above = [], None
    for record, wrong in found:
        if (record.merged_from or record.row) in whole:
            joined = _joined(table, above, record)
            rows.append(
                ReturnedRow(_place(table, record, above), *_without_oddities(table, record, wrong), joined)
            )
            above = record
    others = [f"{table.sheet} {place}：{fault.message}" for place, left in waiting.items() for fault in left]
    headings = tuple(column.header for column in table.columns)
    return ReturnedTable(table.sheet, headings, tuple(rows)), others


def _joined(table: Table, above: RecordReading | None, record: RecordReading) -> frozenset[int]:
    """The columns in which a row of the same problem shows the cell of the row returned before it: they stay one cell, so
    that both rows are one problem when they come back.
    """
    if above is None or record.merged_from not in {above.row, above.merged_from} - {None}:
        return frozenset()
    places = [[table.grid.cell_of(one, column) for column in table.columns] for one in (above, record)]
    return frozenset(number for number, (one, other) in enumerate(zip(*places, strict=True)) if one == other)


def _without_oddities(table: Table, record: RecordReading, wrong: Wrong) -> tuple[tuple[str, ...], Wrong]:
    """The texts of a row and what is wrong in it. A formula, a picture, a number of lost digits is told and not written:
    as a text it would be content when the workbook comes back.
    """
    texts, said = [], dict(wrong)
    for number, column in enumerate(table.columns):
        place = record.row - 1, column_number(column.letter)
        text, oddity = table.grid.rows[place[0]][place[1]], table.grid.odd.get(place)
        if oddity is not None and oddity.kind in _NOT_SENT and number in wrong:
            said[number] = (
                *wrong[number],
                f"原表这一格是“{excerpt(oddity.value or text, 40)}”，没有写回来。",
            )
            text = ""
        texts.append(text)
    return tuple(texts), said


def _wrong(table: Table, record: RecordReading, waiting: defaultdict[str, list[Fault]]) -> Wrong:
    """What is wrong in a row, by column; what was said of a merged cell is said once."""
    wrong: Wrong = {}
    for number, column in enumerate(table.columns):
        own = table.grid.place(record.row - 1, column_number(column.letter))
        place = record.cells.get(column.field or "", own)
        found = waiting.pop(place, []) + (waiting.pop(own, []) if own != place else [])
        if found:
            wrong[number] = tuple(fault.message for fault in found)
    return wrong


def _place(table: Table, record: RecordReading, above: RecordReading | None) -> str:
    """Where a row stands: its number in the sheet; in forms and documents the first cell that it does not share with the row before."""
    row, first = str(record.row), table.columns[0].letter
    own = table.grid.place(record.row - 1, column_number(first))
    if not table.grid.places or (table.header_rows and own == f"{first}{row}"):
        return row
    shared = set(above.cells.values()) if above is not None else set()
    return next((place for place in record.cells.values() if place and place not in shared), row)

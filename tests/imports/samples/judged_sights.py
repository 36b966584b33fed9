"""How much of a file came out as a careful clerk reads it, what did not, and what was asked about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl.utils.cell import range_boundaries

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import folded
from dczg_desktop.domain.areas import healed
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.telephones import without_telephones
from dczg_desktop.domain.vocabulary import status_of
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table, letters
from dczg_desktop.imports.tables.values.unit_doubts import PERSON_FIELDS
from tests.imports.samples.sights import Part, Sight, cached, reading_of
from tests.imports.samples.strangers import SHORT

TODAY = date(2026, 11, 26)
SURE = 0.75
"""What is less sure than this is shown as 请核对."""


@dataclass(frozen=True)
class Wrong:
    """A cell read otherwise than a clerk reads it; `asked` when the program says itself that it is not sure."""

    file: str
    what: str
    asked: bool

    def __str__(self) -> str:
        return f"{self.file}: {'（问）' if self.asked else '（没有问）'}{self.what}"


def judged(one: Sight, folder: Path) -> tuple[int, list[Wrong]]:
    """How many cells are expected, and everything that came out otherwise."""
    cells = sum(len(part.rows) * len([name for name in part.fields if name != "."]) + sum(map(len, part.records))
                + len(part.due) + len(part.states) for part in one.parts)  # fmt: skip
    try:
        reading = reading_of(one, folder)
    except UserError as refusal:
        return cells, [Wrong(one.name, f"没有读：{refusal}", True)] * cells
    wanted = {part.kind for part in one.parts}
    tables = [table for table in reading.tables if table.kind in wanted | {"problem", "petition"}]
    if len(tables) != len(one.parts):
        kinds = [(table.kind, len(table.records)) for table in reading.tables]
        return cells, [Wrong(one.name, f"{kinds} 应为 {len(one.parts)} 张表", False)] * cells
    wrong: list[Wrong] = []
    for table, wished in zip(tables, one.parts, strict=True):
        found = _by_columns(one, table, wished) if wished.fields else _by_records(table, wished)
        wrong += [Wrong(one.name, what, asked) for what, asked in found]
        wrong += [Wrong(one.name, what, asked) for what, asked in _understood(one, table, wished)]
    said = "".join([*reading.notes, *(fault.message for table in tables for fault in table.faults)])
    if one.notes and one.notes not in said:
        wrong.append(Wrong(one.name, f"没有说“{one.notes}”", False))
    wrong += [Wrong(one.name, f"丢失“{text}”", False) for text in lost(one, reading)]
    return cells + bool(one.notes), wrong


def _asked(table: Table, record: RecordReading | None, place: str) -> bool:
    return any(fault.place.rpartition("!")[2] == place for fault in table.faults)


def _carried(one: Sight, table: Table) -> list[list[str]]:
    """The rows of the sheet as they stand in the grid, with cells merged downwards filled in."""
    name = table.sheet if table.sheet in one.sheets else "Sheet1"
    rows = [[cached(cell) for cell in row] for row in one.sheets[name]]
    for merge in one.merges if name == "Sheet1" else ():
        left, top, right, bottom = range_boundaries(merge)
        if bottom > top and left == right:
            for row in range(top, bottom):
                rows[row][left - 1] = rows[top - 1][left - 1]
    return rows


def _by_columns(one: Sight, table: Table, wished: Part) -> Iterator[tuple[str, bool]]:
    rows = _carried(one, table)
    if table.kind != wished.kind:
        yield f"{table.kind} 应为 {wished.kind}", False
    above = len(table.grid.rows) - len(rows) if one.form == "docx" else 0
    by_row = {record.row - above: record for record in table.records}
    columns = {column.letter: column for column in table.columns}
    places = [(place, name) for place, name in enumerate(wished.fields, start=wished.first) if name != "."]
    for row in sorted(set(by_row) - set(wished.rows)):
        yield f"第 {row} 行不是记录：{by_row[row].fields!r}", False
    for row in wished.rows:
        record = by_row.get(row)
        for place, names in places:
            letter, text = letters(place), rows[row - 1][place]
            column = columns.get(letter)
            named = [SHORT[name] for name in names.split("/")]
            if record is None:
                yield f"第 {row} 行没有读成记录（{text}）", False
            elif not any(_kept(record, column.field if column else None, name, text) for name in named):
                unsure = column is not None and column.confidence < SURE
                got = column.field if column else "没有这一列"
                yield (
                    f"{letter}{row} “{text}”应为 {names}，读作 {got}",
                    unsure or _asked(table, record, f"{letter}{row}"),
                )


def _kept(record: RecordReading, got: str | None, name: str, text: str) -> bool:
    everywhere = {*record.fields.values(), *record.extra.values()}
    if name == "?":
        return not text or text in everywhere
    if name == "-":
        return got is None and (not text or text in record.extra.values())
    if name == "~":
        return text not in everywhere
    if name in PERSON_FIELDS and text in record.extra.values():  # the telephone stands apart
        text = without_telephones(text)[0]
    return got == name and record.fields.get(name) == (healed(text) if name == "area" else text)


def _by_records(table: Table, wished: Part) -> Iterator[tuple[str, bool]]:
    for number, fields in enumerate(wished.records):
        record = table.records[number] if number < len(table.records) else None
        for name, said in fields.items():
            got = None if record is None else record.fields.get(name, record.extra.get(name))
            if got is None or not any(
                folded(each) == folded(got) for each in said.replace("⏎", "\n").split("‖")
            ):
                place = record.cells.get(name, "") if record else ""
                yield f"第 {number + 1} 条 {name}：{got!r} 应为 {said!r}", _asked(table, record, place)
    for record in table.records[len(wished.records) :]:
        yield f"多出一条 {record.fields!r}", False


def _understood(one: Sight, table: Table, wished: Part) -> Iterator[tuple[str, bool]]:
    above = len(table.grid.rows) - len(one.sheets["Sheet1"]) if one.form == "docx" and wished.fields else 0
    by_row = (
        {record.row - above: record for record in table.records}
        if wished.fields
        else dict(enumerate(table.records, 1))
    )
    for row, said in wished.due.items():
        record = by_row.get(row)
        text = record.fields.get("deadline", "") if record else ""
        asked = record is not None and _asked(table, record, record.cells.get("deadline", ""))
        got = due_of(table, text)
        if asked != (said == "?") or said not in {"?", got}:
            yield f"第 {row} 行时限“{text}”读作 {got}，应为 {said}", asked
    for row, said in wished.states.items():
        record = by_row.get(row)
        text = record.fields.get("status", "") if record else ""
        asked = record is not None and _asked(table, record, record.cells.get("status", ""))
        got = str(status_of(text) or "")
        if asked != (said == "?") or said not in {"?", got}:
            yield f"第 {row} 行状态“{text}”读作 {got}，应为 {said}", asked


def due_of(table: Table, text: str) -> str:
    reading = read_deadline(text, table.year or TODAY, asks_start=True)
    signs = [reading.due.isoformat() if reading.due else "", "now" if reading.on_receipt else "",
             "long" if reading.long_term else "", reading.recurrence or ""]  # fmt: skip
    return "+".join(filter(None, signs))


def lost(one: Sight, reading: ImportReading) -> list[str]:
    """Cells that stand nowhere: in no field, under no heading, in no row left out, in no title, in no sentence."""
    kept = "".join(reading.notes)
    for table in reading.tables:
        kept += table.title + "".join(row.text for row in table.left_out)
        kept += (
            "".join(column.header for column in table.columns)
            + "".join(table.mapping.values())
            + "".join(table.unmapped)
        )
        kept += "".join(fault.message + fault.value for fault in table.faults)
        for record in table.records:
            kept += "".join([*record.fields.values(), *record.extra, *record.extra.values()])
    kept = _bare(kept)
    if one.form == "paste":
        pieces = re.split(r"[\n\t|：:【】]|\s{1,}(?=【)|\s{2,}|(?<=\d) |序号(?=\d)", one.text)
        cells = [
            re.sub(
                r"^(?:\d{1,2}\.|[一二三四五六七八九十]{1,2}、|（[一二三四五六七八九十]{1,2}）|问题[一二三四五六七八九十]{1,2}$)",
                "",
                piece,
            )
            for piece in pieces
            if piece.strip(" -\t")
        ]
    else:
        private = {
            part.first + place for part in one.parts for place, name in enumerate(part.fields) if name == "~"
        }
        cells = [
            cached(cell)
            for rows in one.sheets.values()
            for row in rows
            for place, cell in enumerate(row)
            if place not in private
        ]
        cells = [re.sub(r"^[一二三四五六七八九十]{1,2}、", "", cell) for cell in cells] + one.above
    numbers = {f"问题{one.fields.get('number', '')}" for table in reading.tables for one in table.records}
    return [cell for cell in cells if not _is_kept(cell, kept) and cell not in {"√", "●", "○", "■", *numbers}]


def _is_kept(cell: str, kept: str) -> bool:
    """Whether a cell stands somewhere; one that is a label with its content (编号：督〔2026〕3号) may be read as the two."""
    label, _sign, content = cell.partition("：")
    is_pair = bool(content) and len(label) <= 10
    return _bare(cell) in kept or (is_pair and _bare(label) in kept and _bare(content) in kept)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", folded(text)) if text else ""

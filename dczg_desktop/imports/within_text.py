"""Tables that stand in the running text of a plan: the rows of one of measures are those of the problem above it."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.files.documents.word import Word
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table
from dczg_desktop.imports.tables.asked.problemless import measures_note
from dczg_desktop.imports.tables.records.rows import REPEATED
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.document import document_table, lines_of
from dczg_desktop.imports.texts.labelling.label_words import WEAK, field_of
from dczg_desktop.imports.texts.labelling.labels import labels_at

_SAID = {
    "lead_unit": "牵头单位", "responsible_unit": "责任单位", "supporting_unit": "配合单位", "responsible_person": "责任人", "deadline": "完成时限",
}  # fmt: skip
"""What a row says of its measure, as the bracket behind a measure says it."""
_LABEL = "整改措施："
_TAKEN = "“{sheet}”的 {count} 条措施已读作它上面那个问题的整改措施，单位、时限写在各条后面的括号里，请核对。"
_NOT_TAKEN = "“{sheet}”里的措施没有读进任何一个问题，只供查看。请对照原文，把它们补到问题的整改措施里。"


def with_measures(word: Word, found: Sequence[Sequence[Table]]) -> tuple[list[Line], list[Table]]:
    """The lines of a document with the rows of such tables where they stand, and those tables; `found` are the tables of every grid."""
    below: dict[int, list[str]] = {}
    taken: list[Table] = []
    before = -1
    for one in word.flow:
        if one >= 0:
            before = one
            continue
        tables = found[~one]
        if len(tables) != 1 or not _holds_measures(tables[0]) or before in below:
            continue
        if (label := _label_over([line for number, line in word.lines if number == before])) is not None:
            rows = (_measure(number, row) for number, row in enumerate(tables[0].records, 1))
            below[before] = [*filter(None, [label]), *rows]
            taken.append(tables[0])
    return list(_lines(word.lines, below)), taken


def notes_of_measures(taken: Sequence[Table], documents: Sequence[Table]) -> dict[str, str]:
    """The name of every such table whose measures stand in a problem, and what to say of it."""
    records = (record for document in documents for record in document.records)
    read = "\n".join(record.fields.get("measures", "") for record in records)
    return {
        table.sheet: _TAKEN.format(sheet=table.sheet, count=len(table.records))
        for table in taken
        if all(_measure(0, row) in read for row in table.records)
    }


def with_words_read(path: Path, text: str, reading: ImportReading) -> ImportReading:
    """Beside tables of mere numbers or of measures in a text, the plan or notice that they stand in."""
    kinds = {table.kind for table in reading.tables}
    is_more_said = set(reading.notes) - set(measures_note(reading.tables))
    if is_more_said or kinds not in ({"statistics"}, {"measure"}):
        return reading
    rows: dict[int, str] = {}
    for table in reading.tables:
        rows |= dict.fromkeys((row - 1 for row in table.header_rows), "")
        rows |= _labels_over(table, text)
        rows |= {one.row - 1: _measure(0, one) if _holds_measures(table) else "" for one in table.records}
    lines = [(row, rows.get(row, line)) for row, line in lines_of(text)]
    document = document_table(path.stem, [line for line in lines if line[1]], is_alone=False)
    if document is None or not any(one.fields.get("description") for one in document.records):
        return reading
    own = tuple(replace(one, title="") for one in reading.tables)
    if "measure" not in kinds:
        return replace(reading, tables=(*own, document))
    told = notes_of_measures(reading.tables, [document])
    notes = [told.get(one.sheet) or _NOT_TAKEN.format(sheet=one.sheet) for one in own]
    own = tuple(replace(one, left_out=()) for one in own)  # the document lists what is no measure
    return replace(reading, tables=(*own, document), notes=tuple(dict.fromkeys(notes)))


def _labels_over(table: Table, text: str) -> dict[int, str]:
    """The label that the measures of a table in a text need, in the place of its headers, each time they stand there."""
    again = (one.row for one in table.left_out if one.why == REPEATED)
    places = [row - 1 for row in (*table.header_rows[:1], *again)]
    if not _holds_measures(table):
        return dict.fromkeys(places, "")
    lines = lines_of(text)
    rows = [row for row, _line in lines]
    before = {place: bisect_left(rows, place) for place in places}
    return {
        place: _label_over([line for _row, line in lines[max(end - 1, 0) : end]]) or ""
        for place, end in before.items()
    }


def _holds_measures(table: Table) -> bool:
    return table.kind == "measure" and bool(table.records) and "description" not in table.mapping


def _label_over(lines: Sequence[str]) -> str | None:
    """The label that the measures below a paragraph need: none where it is that label itself and says nothing, one of their own where
    it says another thing of a problem (责任领导：… right above the table); None where it is nothing of a problem.
    """
    labels = labels_at(lines[-1:], 0)[0] if lines else []
    field = field_of(labels[-1][0]) if labels else ""
    if field == "measures":
        return None if labels[-1][1] else ""
    return _LABEL if field in WEAK | {"goal"} and labels[-1][1] else None


def _measure(number: int, row: RecordReading) -> str:
    """A row as a line of the text: `1.清淤（责任单位：县水利局；完成时限：2025年6月底前）`; `number` where it has none of its own."""
    text = row.fields.get("measures", "").replace("\n", "")
    own = row.fields.get("number", "")
    counted = own if own.isdecimal() else str(number or "")
    begins = f"{counted}." if counted and not heading_of(text) else ""
    said = "；".join(
        f"{label}：{content}" for name, label in _SAID.items() if (content := row.fields.get(name, ""))
    ).replace("\n", "、")
    return f"{begins}{text}（{said}）" if said else f"{begins}{text}"


def _lines(lines: Sequence[Line], below: dict[int, list[str]]) -> Iterator[Line]:
    for place, (number, line) in enumerate(lines):
        yield number, line
        is_last = place + 1 == len(lines) or lines[place + 1][0] != number
        if is_last and number in below:
            yield from ((number, measure) for measure in below[number])

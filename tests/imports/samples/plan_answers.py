"""Every field of a marked plan beside what was read of it."""

import re
from collections.abc import Iterator
from datetime import date

from dczg_desktop.base.text import folded
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table
from dczg_desktop.services.importing.promises import PlannedMeasure, planned_measures
from tests.imports.samples.first_sight import (
    FIELDS,
    Answer,
    Document,
    Item,
    agrees,
    names_in,
    ordinal_of,
    plain,
    same,
)

_FREE = {"measures", "sequence", "number", "status", "remark"}


def plan_answers(document: Document, reading: ImportReading) -> Iterator[Answer]:
    """Every field of a plan beside what was read; a missing or surplus record is an answer too."""
    records = [(table, record) for table in reading.tables for record in table.records]
    yield Answer(document.name, 0, "records", str(len(document.items)), str(len(records)), len(records) == len(document.items))  # fmt: skip
    for number, item in enumerate(document.items):
        table, record = _best(item, records, number)
        yield from _fields(document.name, number, item, table, record)
        yield from _measures(document.name, number, item, record)


def _best(
    item: Item, records: list[tuple[Table, RecordReading]], number: int
) -> tuple[Table | None, RecordReading | None]:
    wanted = folded(item.fields.get("text", ""))[-20:]
    for table, record in records:
        if wanted and wanted in folded("".join([*record.fields.values(), *record.extra.values()])):
            return table, record
    return (None, None)


def _fields(
    name: str, number: int, item: Item, table: Table | None, record: RecordReading | None
) -> Iterator[Answer]:
    asked = _questions(table, record)
    for key, wanted in item.fields.items():
        if record is None:
            yield Answer(name, number, key, wanted, "（没有这条）", False)
        else:
            got, is_right = _got(key, wanted, record)
            yield Answer(name, number, key, wanted, got, is_right, asked)
    if record is not None:
        expected = {place for key in item.fields for place in FIELDS.get(key, ())} | _FREE
        for place in sorted({field for field, text in record.fields.items() if text} - expected):
            yield Answer(name, number, f"+{place}", "", record.fields[place], False, asked)


def _got(key: str, wanted: str, record: RecordReading) -> tuple[str, bool]:
    """What the record says under one key, and whether that is right."""
    if key == "no":
        got = record.fields.get("number") or record.fields.get("sequence") or ""
        return got, ordinal_of(got) == ordinal_of(wanted)
    if key == "chapter":
        got = record.extra.get("所在章节", "")
        return got, plain(wanted) in plain(got)
    if key == "text2":
        got = "".join([*record.fields.values(), *record.extra.values()])
        return got, plain(wanted) in plain(got)
    if key == "extra":
        got = next((text for text in record.extra.values() if same(text, wanted)), "")
        return got, bool(got)
    got = next((text for place in FIELDS[key] if (text := record.fields.get(place, ""))), "")
    return got, agrees(key, got, wanted)


def _measures(name: str, number: int, item: Item, record: RecordReading | None) -> Iterator[Answer]:
    if not item.measures:
        return
    text = record.fields.get("measures", "") if record else ""
    made = planned_measures(text, date(2025, 1, 1))
    ok = len(made) == len(item.measures)
    yield Answer(name, number, "measures", str(len(item.measures)), f"{len(made)}: {text}", ok)
    for place, wanted in enumerate(item.measures):
        got = made[place] if ok else None
        yield from _measure(name, number, place, wanted, got)


def _measure(
    name: str, number: int, place: int, wanted: dict[str, str], got: PlannedMeasure | None
) -> Iterator[Answer]:
    label = f"m{place + 1}"
    text = got.text if got else ""
    bare = re.sub(
        r"^\s*(?:[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、]|——|[①-⑳]|[一二三四五六七八九十]是|(?:整改)?措施[一二三四五六七八九十\d][：:])\s*",
        "",
        text,
    )
    ok = plain(bare) == plain(wanted["m"]) or plain(text) == plain(wanted["m"])
    yield Answer(name, number, label, wanted["m"], text, ok)
    units = [one for key in ("mu", "ml", "mc", "ms") for one in names_in(wanted.get(key, ""))]
    if units:
        told = got.unit if got else ""
        lacking = [one for one in units if one not in told]
        yield Answer(name, number, f"{label}.unit", "、".join(units), told, not lacking)
    elif got and got.unit:
        yield Answer(name, number, f"{label}.unit", "", got.unit, False)
    if "mw" in wanted:
        yield Answer(name, number, f"{label}.when", wanted["mw"], got.deadline if got else "", bool(got) and _when(got.deadline) == _when(wanted["mw"]))  # fmt: skip


def _when(text: str) -> str:
    return plain(re.sub(r"[前完成。]+$", "", text))


def _questions(table: Table | None, record: RecordReading | None) -> str:
    if table is None or record is None:
        return ""
    places = set(record.cells.values())
    return "；".join(fault.message for fault in table.faults if fault.place.split("!")[-1] in places)

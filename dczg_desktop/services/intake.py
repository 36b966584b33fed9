"""Turns rows of a foreign table into records of ours: problem, numbers, duties, deadline, measures, first report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.text import clean
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.entities import Office, Source, new_uid
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.numbering import split_number
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.vocabulary import split_units
from dczg_desktop.domain.words import UNIT_ROLES, DutyRole
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.problems import next_code
from dczg_desktop.store.journal import Act

ROLES: tuple[tuple[str, DutyRole], ...] = (
    ("responsible_unit", DutyRole.RESPONSIBLE_UNIT),
    ("lead_unit", DutyRole.LEAD_UNIT),
    ("supporting_unit", DutyRole.SUPPORTING_UNIT),
    ("supervising_unit", DutyRole.SUPERVISING_UNIT),
    ("accepting_unit", DutyRole.ACCEPTING_UNIT),
    ("lead_leader", DutyRole.LEAD_LEADER),
    ("responsible_leader", DutyRole.RESPONSIBLE_LEADER),
    ("responsible_person", DutyRole.RESPONSIBLE_PERSON),
)


@dataclass(slots=True)
class Taking:
    """State of one acceptance; `made` counts records by kind."""

    act: Act
    today: date
    file_name: str
    offices: Mapping[str, tuple[str, str]]
    prefix: str
    serial: int
    sources: dict[str, str] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=lambda: {"problem": 0, "petition": 0, "measure": 0})


def number_of(record: RecordReading) -> tuple[str, str, bool]:
    """(number, batch, starred) of a row; the batch column wins over one inside the number."""
    found = split_number(record.fields.get("number", ""))
    return found.number, record.fields.get("batch", "") or found.batch, found.starred


def start_taking(session: Session, act: Act, reading: ImportReading, today: date) -> Taking:
    """The state before the first row: directory of offices, next free code."""
    offices = {}
    for uid, name, code in session.execute(
        select(Office.uid, Office.name, Office.code).where(Office.voided == "")
    ):
        offices[clean(name)] = (uid, name)
        if code:
            offices[code] = (uid, name)
    first = next_code(session, act.office_uid, today)
    return Taking(act, today, reading.file_name, offices, first[:-4], int(first[-4:]))


def records_of(
    session: Session, taking: Taking, reading: ImportReading, source: str, chosen: set[tuple[int, int]]
) -> Iterator[Record]:
    """The records of the chosen (table, row) pairs, parents before children.

    A row merged downward under another one adds measures to that one's problem.
    """
    for index, table in enumerate(reading.tables):
        problems: dict[int, str] = {}
        for record in table.records:
            if (index, record.row) not in chosen:
                continue
            named = clean(record.fields.get("source", "")) or clean(source) or clean(table.title)
            yield from _source(session, taking, named)
            if table.kind == "petition":
                yield _petition(taking, table, record, taking.sources.get(named, ""))
            else:
                parent = problems.get(record.merged_from or 0) or new_uid()
                if parent in problems.values():
                    yield from _measures(taking, record, parent)
                else:
                    yield from _problem(taking, table, record, taking.sources.get(named, ""), parent)
                problems[record.row] = parent


def _source(session: Session, taking: Taking, name: str) -> Iterator[Record]:
    if not name or name in taking.sources:
        return
    uid = session.scalar(select(Source.uid).where(Source.name == name, Source.voided == "", ~Source.hidden))
    if uid is None:
        uid = new_uid()
        yield Record("source", uid, blank_fields("source") | {"name": name}, taking.act.uid)
    taking.sources[name] = uid


def _provenance(taking: Taking, table: Table, record: RecordReading) -> dict[str, Value]:
    return {"file": taking.file_name, "sheet": table.sheet, "row": record.row, "cells": dict(record.cells)}


def _extra(record: RecordReading) -> dict[str, Value]:
    return {heading: text for heading, text in record.extra.items() if text}


def _copied(record: RecordReading, *names: str) -> dict[str, Value]:
    return {name: record.fields.get(name, "") for name in names}


def _petition(taking: Taking, table: Table, record: RecordReading, source_uid: str) -> Record:
    number, batch, starred = number_of(record)
    raw = record.fields.get("deadline", "")
    unit = record.fields.get("responsible_unit", "")
    fields = blank_fields("petition") | _copied(
        record, "sequence", "channel", "area", "category", "responsible_unit", "substantiated", "completion", "handling",
        "deadline", "description", "findings", "goal", "result", "accountability", "remark",
    )  # fmt: skip
    result = record.fields.get("result") or record.fields.get("progress", "")
    due = read_deadline(raw, taking.today).due if raw else None
    fields |= {
        "number": number, "batch": batch, "starred": starred, "issuer_uid": taking.act.office_uid, "source_uid": source_uid,
        "office_uid": taking.offices.get(unit, ("", ""))[0], "due": due.isoformat() if due else None, "result": result,
        "extra": _extra(record), "provenance": _provenance(taking, table, record),
    }  # fmt: skip
    taking.made["petition"] += 1
    return Record("petition", new_uid(), fields, taking.act.uid)


def _problem(
    taking: Taking, table: Table, record: RecordReading, source_uid: str, uid: str
) -> Iterator[Record]:
    """The records of one row that is a problem of its own."""
    number, batch, starred = number_of(record)
    fields = blank_fields("problem") | _copied(
        record, "sequence", "category", "area", "description", "goal", "accountability", "remark"
    )
    fields |= {
        "code": f"{taking.prefix}{taking.serial:04d}", "issuer_uid": taking.act.office_uid, "source_uid": source_uid,
        "assigned_on": taking.today.isoformat(), "plan": record.fields.get("measures", ""), "extra": _extra(record),
        "stated_status": record.fields.get("status", ""), "provenance": _provenance(taking, table, record),
    }  # fmt: skip
    taking.serial += 1
    taking.made["problem"] += 1
    yield Record("problem", uid, fields, taking.act.uid)
    if number:
        yield _child(
            taking, "problem_source", uid, source_uid=source_uid, number=number, batch=batch, starred=starred
        )
    yield from _deadline(taking, record, uid)
    yield from _duties(taking, record, uid)
    yield from _measures(taking, record, uid)
    if text := record.fields.get("progress") or record.fields.get("result"):
        yield _child(taking, "progress", uid, period=f"{taking.today:%Y-%m}", text=text)


def _child(taking: Taking, kind: str, problem_uid: str, **values: Value) -> Record:
    made: dict[str, Value] = {"problem_uid": problem_uid}
    if kind in {"deadline", "progress"}:
        made |= {"office_uid": taking.act.office_uid, "made_by": taking.act.who, "made_at": taking.act.at}
    return Record(kind, new_uid(), blank_fields(kind) | made | values, taking.act.uid)


def _deadline(taking: Taking, record: RecordReading, uid: str) -> Iterator[Record]:
    if not (raw := record.fields.get("deadline", "")):
        return
    reading = read_deadline(raw, taking.today)
    yield _child(
        taking, "deadline", uid, raw=raw, due=reading.due.isoformat() if reading.due else None,
        dates=[day.isoformat() for day in reading.dates], long_term=reading.long_term, recurrence=reading.recurrence or "",
        on_receipt=reading.on_receipt, understood=reading.understood,
    )  # fmt: skip


def _duties(taking: Taking, record: RecordReading, uid: str) -> Iterator[Record]:
    for field_name, role in ROLES:
        text = record.fields.get(field_name, "")
        if not text:
            continue
        named = split_units(text, role) if role in UNIT_ROLES else [(role, text)]
        for found, name in named:
            office_uid = taking.offices.get(clean(name), ("", ""))[0]
            since = taking.today.isoformat()
            yield _child(taking, "duty", uid, role=found.value, name=name, office_uid=office_uid, since=since)


def _measures(taking: Taking, record: RecordReading, uid: str) -> Iterator[Record]:
    first = record.row if record.merged_from is not None else 0
    own = _own_of_measure(taking, record) if first else {}
    for position, text in enumerate(split_measures(record.fields.get("measures", "")), start=1):
        taking.made["measure"] += 1
        yield _child(taking, "measure", uid, position=first * 100 + position, text=text, **own)


def _own_of_measure(taking: Taking, record: RecordReading) -> dict[str, Value]:
    """What a row merged under a problem says of its measures alone: unit, deadline, what was done."""
    raw = record.fields.get("deadline", "")
    due = read_deadline(raw, taking.today).due if raw else None
    return {
        "unit": record.fields.get("responsible_unit", ""), "deadline": raw, "due": due.isoformat() if due else None,
        "result": record.fields.get("progress", "") or record.fields.get("result", ""),
    }  # fmt: skip

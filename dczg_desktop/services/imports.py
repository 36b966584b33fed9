"""Taking other people's tables in: preview against the ledger, accept in one act, undo like any act."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.entities import Layout, Office, Petition, Problem, ProblemSource, Source, new_uid
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.numbering import split_number
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.vocabulary import split_units
from dczg_desktop.domain.words import UNIT_ROLES, DutyRole
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table
from dczg_desktop.imports.tables import read_tables, remap
from dczg_desktop.safety.copies import safety_copy
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.problems import next_code
from dczg_desktop.store.bulk import add_records
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import Ledger, require_user

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


@dataclass(frozen=True, slots=True)
class Planned:
    """What accepting would do with one row: 新增, 已有 (same number in the ledger) or 跳过."""

    table: int
    row: int
    number: str
    text: str
    verdict: str
    known_uid: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as understood, with what accepting would do. Nothing is written before `accept_import`."""

    path: Path
    reading: ImportReading
    planned: tuple[Planned, ...]

    def count(self, verdict: str) -> int:
        """How many rows have this verdict."""
        return sum(1 for one in self.planned if one.verdict == verdict)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an import made."""

    act_uid: str
    problems: int
    petitions: int
    measures: int
    known: int
    skipped: int


@dataclass(slots=True)
class _Taking:
    """State of one acceptance."""

    act: Act
    today: date
    file_name: str
    offices: Mapping[str, tuple[str, str]]
    prefix: str
    serial: int
    sources: dict[str, str] = field(default_factory=dict)
    made: dict[str, int] = field(default_factory=lambda: {"problem": 0, "petition": 0, "measure": 0})


def preview_import(ledger: Ledger, path: Path, sheet: str | None = None, tick: Tick = no_tick) -> Preview:
    """Read a table file and compare its numbers with the ledger; a remembered layout is applied.

    Raises UserError as `imports.read_tables`: wrong type, empty, damaged, encrypted, no such sheet.
    """
    reading = read_tables(path, sheet, tick)
    reading = _remembered(ledger, reading)
    return Preview(path, reading, _plan(ledger, reading))


def correct_mapping(ledger: Ledger, preview: Preview, table: int, columns: Mapping[str, str]) -> Preview:
    """The preview with the columns of one table mapped by hand; `columns` is {field: heading}.

    The layout is remembered for the next file with the same headings.
    """
    reading = remap(preview.reading, table, dict(columns))
    fingerprint = _fingerprint(reading.tables[table])
    with ledger.housekeeping() as session:
        known = session.scalar(select(Layout).where(Layout.fingerprint == fingerprint))
        if known is None:
            session.add(Layout(fingerprint=fingerprint, columns=dict(columns)))
        else:
            known.columns = dict(columns)
    return Preview(preview.path, reading, _plan(ledger, reading))


def _fingerprint(table: Table) -> str:
    headings = "\n".join(f"{column.letter}{column.header}" for column in table.columns)
    return hashlib.sha256(headings.encode("utf-8")).hexdigest()


def _remembered(ledger: Ledger, reading: ImportReading) -> ImportReading:
    with ledger.reading() as session:
        known = dict(session.execute(select(Layout.fingerprint, Layout.columns)).all())
    for index, table in enumerate(reading.tables):
        columns = known.get(_fingerprint(table))
        if columns is not None and columns != table.mapping:
            reading = remap(reading, index, dict(columns))
    return reading


def _number_of(record: RecordReading) -> tuple[str, str, bool]:
    """(number, batch, starred) of a row; the batch column wins over one inside the number."""
    found = split_number(record.fields.get("number", ""))
    return found.number, record.fields.get("batch", "") or found.batch, found.starred


def _plan(ledger: Ledger, reading: ImportReading) -> tuple[Planned, ...]:
    with ledger.reading() as session:
        problems = dict(
            session.execute(
                select(ProblemSource.number, ProblemSource.problem_uid).where(
                    ~ProblemSource.hidden, ProblemSource.voided == "", ProblemSource.number != ""
                )
            ).all()
        )
        texts = dict(
            session.execute(
                select(Problem.description, Problem.uid).where(~Problem.hidden, Problem.voided == "")
            ).all()
        )
        petitions = dict(
            session.execute(
                select(Petition.number, Petition.uid).where(
                    ~Petition.hidden, Petition.voided == "", Petition.number != ""
                )
            ).all()
        )
    planned = []
    for index, table in enumerate(reading.tables):
        known = petitions if table.kind == "petition" else problems
        for record in table.records:
            number, _, _ = _number_of(record)
            text = record.fields.get("description", "")
            same = texts.get(text, "") if table.kind != "petition" else ""
            long_number = known.get(number, "") if len(number) > 5 else ""
            uid = long_number or same
            usable = table.kind in {"problem", "petition"} and bool(text or number)
            verdict = "跳过" if not usable else "已有" if uid else "新增"
            planned.append(
                Planned(
                    index,
                    record.row,
                    number or record.fields.get("sequence", ""),
                    excerpt(text, 60),
                    verdict,
                    uid,
                )
            )
    return tuple(planned)


def accept_import(
    ledger: Ledger,
    preview: Preview,
    source: str = "",
    leave_out: frozenset[tuple[int, int]] = frozenset(),
    tick: Tick = no_tick,
) -> Accepted:
    """Take every 新增 row in, as one act with a safety copy before it; `leave_out` names (table, row) to pass over.

    Rows whose number the ledger already has are left as they are and counted. Every value keeps its cell as provenance.
    Raises UserError when there is nothing to take in, Cancelled through `tick`.
    """
    chosen = {(one.table, one.row) for one in preview.planned if one.verdict == "新增"} - leave_out
    if not chosen:
        raise UserError(
            f"“{preview.reading.file_name}”里没有可以导入的新记录：{preview.count('已有')} 条台账里已有，"
            f"{preview.count('跳过')} 行不是问题或信访件。台账没有改动。"
        )
    safety_copy(ledger.path, "导入前", ledger.moment())
    with ledger.transaction("导入表格", preview.reading.file_name) as (session, act):
        require_user(session, ledger.user_uid)
        taking = _start(session, act, preview, ledger.today())
        add_records(session, act, _records(session, taking, preview, source, chosen), tick, len(chosen))
        act.title = (
            f"{preview.reading.file_name}：问题 {taking.made['problem']}，信访件 {taking.made['petition']}"
        )
    skipped = len(preview.planned) - len(chosen) - preview.count("已有")
    made = taking.made
    return Accepted(
        act.uid, made["problem"], made["petition"], made["measure"], preview.count("已有"), skipped
    )


def _start(session: Session, act: Act, preview: Preview, today: date) -> _Taking:
    offices = {}
    for uid, name, code in session.execute(
        select(Office.uid, Office.name, Office.code).where(Office.voided == "")
    ):
        offices[clean(name)] = (uid, name)
        if code:
            offices[code] = (uid, name)
    first = next_code(session, act.office_uid, today)
    return _Taking(act, today, preview.reading.file_name, offices, first[:-4], int(first[-4:]))


def _records(
    session: Session, taking: _Taking, preview: Preview, source: str, chosen: set[tuple[int, int]]
) -> Iterator[Record]:
    for index, table in enumerate(preview.reading.tables):
        parent = ""
        for record in table.records:
            if (index, record.row) not in chosen:
                continue
            named = clean(record.fields.get("source", "")) or clean(source) or clean(table.title)
            yield from _source(session, taking, named)
            if table.kind == "petition":
                yield _petition(taking, table, record, taking.sources.get(named, ""))
            else:
                made = list(_problem(taking, table, record, taking.sources.get(named, ""), parent))
                parent = str(made[0].fields.get("problem_uid") or made[0].uid)
                yield from made


def _source(session: Session, taking: _Taking, name: str) -> Iterator[Record]:
    if not name or name in taking.sources:
        return
    uid = session.scalar(select(Source.uid).where(Source.name == name, Source.voided == "", ~Source.hidden))
    if uid is None:
        uid = new_uid()
        yield Record("source", uid, blank_fields("source") | {"name": name}, taking.act.uid)
    taking.sources[name] = uid


def _provenance(taking: _Taking, table: Table, record: RecordReading) -> dict[str, Value]:
    return {"file": taking.file_name, "sheet": table.sheet, "row": record.row, "cells": dict(record.cells)}


def _extra(record: RecordReading) -> dict[str, Value]:
    return {heading: text for heading, text in record.extra.items() if text}


def _copied(record: RecordReading, *names: str) -> dict[str, Value]:
    return {name: record.fields.get(name, "") for name in names}


def _petition(taking: _Taking, table: Table, record: RecordReading, source_uid: str) -> Record:
    number, batch, starred = _number_of(record)
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
    taking: _Taking, table: Table, record: RecordReading, source_uid: str, parent: str
) -> Iterator[Record]:
    """The records of one row; a row merged downward under another one adds measures to that one's problem."""
    if record.merged_from is not None and parent:
        yield from _measures(taking, record, parent)
        return
    uid = new_uid()
    number, batch, starred = _number_of(record)
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


def _child(taking: _Taking, kind: str, problem_uid: str, **values: Value) -> Record:
    made: dict[str, Value] = {"problem_uid": problem_uid}
    if kind in {"deadline", "progress"}:
        made |= {"office_uid": taking.act.office_uid, "made_by": taking.act.who, "made_at": taking.act.at}
    return Record(kind, new_uid(), blank_fields(kind) | made | values, taking.act.uid)


def _deadline(taking: _Taking, record: RecordReading, uid: str) -> Iterator[Record]:
    if not (raw := record.fields.get("deadline", "")):
        return
    reading = read_deadline(raw, taking.today)
    yield _child(
        taking, "deadline", uid, raw=raw, due=reading.due.isoformat() if reading.due else None,
        dates=[day.isoformat() for day in reading.dates], long_term=reading.long_term, recurrence=reading.recurrence or "",
        on_receipt=reading.on_receipt, understood=reading.understood,
    )  # fmt: skip


def _duties(taking: _Taking, record: RecordReading, uid: str) -> Iterator[Record]:
    for field_name, role in ROLES:
        text = record.fields.get(field_name, "")
        if not text:
            continue
        named = split_units(text, role) if role in UNIT_ROLES else [(role, text)]
        for found, name in named:
            office_uid = taking.offices.get(clean(name), ("", ""))[0]
            since = taking.today.isoformat()
            yield _child(taking, "duty", uid, role=found.value, name=name, office_uid=office_uid, since=since)


def _measures(taking: _Taking, record: RecordReading, uid: str) -> Iterator[Record]:
    first = record.row if record.merged_from is not None else 0
    for position, text in enumerate(split_measures(record.fields.get("measures", "")), start=1):
        taking.made["measure"] += 1
        yield _child(taking, "measure", uid, position=first * 100 + position, text=text)


def remembered_layouts(ledger: Ledger) -> int:
    """How many layouts of other offices' tables are remembered."""
    with ledger.reading() as session:
        return session.scalar(select(func.count()).select_from(Layout)) or 0


def chosen_rows(preview: Preview, verdicts: Sequence[str]) -> list[Planned]:
    """Rows of the preview with any of these verdicts, in the order of the file."""
    return [one for one in preview.planned if one.verdict in verdicts]

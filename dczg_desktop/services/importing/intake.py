"""Turns rows of a foreign table into records of ours: problem, numbers, duties, deadline, measures, first report."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.text import clean
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.entities import Source, new_uid
from dczg_desktop.domain.finishing import FINISHED
from dczg_desktop.domain.ordinals import round_in
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.reported import report_field, report_of
from dczg_desktop.domain.units import named_in, one_unit
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table
from dczg_desktop.imports.tables.around.stated import stated_day
from dczg_desktop.imports.tables.records.wholes import Wholes
from dczg_desktop.imports.tables.values.oddities import Oddities
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.importing.handing import finished_of, with_finished
from dczg_desktop.services.importing.origin import ROLES, provenance_of, with_columns
from dczg_desktop.services.importing.places import office_of_petition
from dczg_desktop.services.importing.points import points_of
from dczg_desktop.services.importing.promises import (
    base_of,
    bracket_duties,
    deadline_milestones,
    measure_records,
    own_of_measure,
    years_of,
)
from dczg_desktop.services.importing.taking import Taking, number_in, number_of, source_name

PER_ROW = 100
"""Places among the measures of a problem for those of one row: which row a measure came from is told by its place."""

PETITION_FIELDS = (
    "sequence", "channel", "area", "category", "responsible_unit", "substantiated", "completion", "handling", "deadline",
    "description", "findings", "goal", "result", "accountability", "remark",
)  # fmt: skip
PROBLEM_FIELDS = ("sequence", "category", "area", "description", "goal", "accountability", "remark")
_OF_CHILDREN = ("number", "batch", "source", "deadline", "measures", "status")
_BESIDE_PROBLEM = (*_OF_CHILDREN, *(name for name, _role in ROLES))


def records_of(
    session: Session, taking: Taking, reading: ImportReading, source: str, chosen: set[tuple[int, int]]
) -> Iterator[Record]:
    """The records of the chosen (table, row) pairs, parents before children.

    A row merged downward under another one adds measures to that one's problem.
    """
    for index, table in enumerate(reading.tables):
        problems: dict[int, tuple[str, RecordReading]] = {}
        odd = Oddities(table)
        taken = [odd.without(read) for read in table.records if (index, read.row) in chosen]
        wholes = Wholes(table, taken)
        for record in taken:
            named = source_name(table, record, source)
            yield from _source(session, taking, named)
            source_uid = taking.sources.get(named, "")
            yield from _of_row(taking, index, table, record, source_uid, problems, wholes)


def records_of_rows(
    taking: Taking, index: int, table: Table, taken: Sequence[RecordReading]
) -> Iterator[Record]:
    """The records of these rows of one table without their sources, parents before children."""
    problems: dict[int, tuple[str, RecordReading]] = {}
    wholes = Wholes(table, taken)
    for record in taken:
        yield from _of_row(taking, index, table, record, "", problems, wholes)


def _of_row(
    taking: Taking,
    index: int,
    table: Table,
    record: RecordReading,
    source_uid: str,
    problems: dict[int, tuple[str, RecordReading]],
    wholes: Wholes,
) -> Iterator[Record]:
    """The records of one row; `problems` names the problem and the reading of every first row so far."""
    if table.kind == "petition":
        if record.merged_from not in problems:
            problems[record.merged_from or record.row] = problems[record.row] = (new_uid(), record)
            yield from _petition(taking, index, table, record, source_uid, problems[record.row][0], wholes)
    elif record.merged_from in problems:
        uid, parent = problems[record.merged_from]
        taking.rows[index, record.row] = uid
        yield from _more_of_problem(taking, table, record, uid, parent)
    else:
        uid = new_uid()
        problems[record.merged_from or record.row] = problems[record.row] = (uid, record)
        taking.rows[index, record.row] = uid
        whole = _Whole(wholes.of(record), record, wholes.below(record))
        yield from _problem(taking, index, table, whole, source_uid, uid)


def _source(session: Session, taking: Taking, name: str) -> Iterator[Record]:
    if not name or name in taking.sources:
        return
    uid = session.scalar(select(Source.uid).where(Source.name == name, Source.voided == "", ~Source.hidden))
    if uid is None:
        uid = new_uid()
        yield Record(
            "source", uid, blank_fields("source") | {"name": name, "round": round_in(name)}, taking.act.uid
        )
    taking.sources[name] = uid


def _extra(table: Table, record: RecordReading, kept: frozenset[str]) -> dict[str, Value]:
    """The columns that are no field of ours, and those of fields this kind of record does not have."""
    others = {table.mapping.get(name, name): text for name, text in record.fields.items() if name not in kept}
    return {heading: text for heading, text in (others | record.extra).items() if text}


def _copied(record: RecordReading, *names: str) -> dict[str, Value]:
    return {name: record.fields.get(name, "") for name in names}


def _petition(
    taking: Taking,
    index: int,
    table: Table,
    own: RecordReading,
    source_uid: str,
    uid: str,
    wholes: Wholes,
) -> Iterator[Record]:
    """A petition with what all its rows say; rows that tell of things of their own are its points."""
    record, below = wholes.of(own), wholes.below(own)
    number, _batch, starred = number_of(record)
    raw = record.fields.get("deadline", "")
    fields = blank_fields("petition") | _copied(record, *PETITION_FIELDS)
    unit = one_unit(record.fields.get("responsible_unit", ""))
    told = "result" if record.fields.get("result") else "progress"
    start = taking.handing.of(table, record)
    due = read_deadline(raw, table.year or taking.today, start=start, asks_start=True).due if raw else None
    finished = finished_of(taking.handing, table, record)
    place = provenance_of(taking.file_name, taking.originals, index, table, record, below)
    kept = frozenset(
        {*PETITION_FIELDS, "number", "batch", "source", told, *([FINISHED] if finished.day else ())}
    )
    fields |= {
        FINISHED: finished.day.isoformat() if finished.day else None,
        "number": number, "batch": taking.handing.batch_for(table, record), "starred": starred, "issuer_uid": taking.act.office_uid, "source_uid": source_uid,
        "responsible_unit": unit, "office_uid": office_of_petition(taking.offices, taking.places, unit, record.fields.get("area", "")), "due": due.isoformat() if due else None,
        "result": record.fields.get(told, ""), "extra": _extra(table, record, kept), "provenance": with_finished(place, finished, record),
    }  # fmt: skip
    taking.made["petition"] += 1
    yield Record("petition", uid, fields, taking.act.uid)
    yield from points_of(taking, uid, (own, *below)) if below else ()


class _Whole(NamedTuple):
    """A problem: what all its rows say, its first row alone, the rows below that."""

    record: RecordReading
    own: RecordReading
    below: tuple[RecordReading, ...]


def _problem(
    taking: Taking, index: int, table: Table, whole: _Whole, source_uid: str, uid: str
) -> Iterator[Record]:
    """The records of one problem; of its measures its first row says what it says alone."""
    record, own, below = whole
    number, batch, starred = number_in(table, record)
    fields = blank_fields("problem") | _copied(record, *PROBLEM_FIELDS)
    told, assigned, named = report_field(record.fields) or "progress", stated_day(table, taking.today), _named(record)  # fmt: skip
    place = provenance_of(taking.file_name, taking.originals, index, table, record, below)
    earlier = tuple(taking.periods.earlier(index, table, record.extra))
    kept = frozenset({*PROBLEM_FIELDS, *_BESIDE_PROBLEM, told} - (frozenset() if number else {"batch"}))
    fields |= {
        "code": f"{taking.prefix}{taking.serial:04d}", "issuer_uid": taking.act.office_uid, "source_uid": source_uid,
        "assigned_on": assigned.isoformat() if assigned else None, "plan": taking.plans.get((index, record.row), ""), "extra": _extra(table, record, kept),
        "stated_status": record.fields.get("status", ""), "provenance": with_columns(place, told, named, {period: heading for period, heading, _text in earlier}),
    }  # fmt: skip
    taking.serial += 1
    taking.made["problem"] += 1
    yield Record("problem", uid, fields, taking.act.uid)
    if number:
        yield _child(
            taking, "problem_source", uid, source_uid=source_uid, number=number, batch=batch, starred=starred
        )
    yield from _deadline(taking, table, record, uid)
    yield from _duties(taking, named, uid)
    alone = taking.plans.get((index, record.row), "") in {"", record.fields.get("measures", "")}
    yield from _measures(taking, table, own, uid, alone=alone)
    if text := report_of(record.fields):
        period = taking.periods.of(index, table, text)
        yield _child(taking, "progress", uid, period=period, text=text)
    for period, _heading, text in earlier:
        yield _child(taking, "progress", uid, period=period, text=text)


def _child(taking: Taking, kind: str, problem_uid: str, **values: Value) -> Record:
    made: dict[str, Value] = {"problem_uid": problem_uid}
    if kind in {"deadline", "progress"}:
        made |= {"office_uid": taking.act.office_uid, "made_by": taking.act.who, "made_at": taking.act.at}
    return Record(kind, new_uid(), blank_fields(kind) | made | values, taking.act.uid)


def child_of(taking: Taking, problem_uid: str, kind: str, **values: Value) -> Record:
    """A record that hangs on a problem, made by this acceptance."""
    return _child(taking, kind, problem_uid, **values)


def _deadline(taking: Taking, table: Table, record: RecordReading, uid: str) -> Iterator[Record]:
    if not (raw := record.fields.get("deadline", "")):
        return
    base = base_of(table, record, taking.today)
    reading = read_deadline(raw, base, start=stated_day(table, taking.today), asks_start=True)
    yield _child(
        taking, "deadline", uid, raw=raw, due=reading.due.isoformat() if reading.due else None,
        dates=[day.isoformat() for day in reading.dates], long_term=reading.long_term, recurrence=reading.recurrence or "",
        on_receipt=reading.on_receipt, understood=reading.understood,
    )  # fmt: skip
    yield from deadline_milestones(partial(child_of, taking, uid), raw, base)


def _named(record: RecordReading) -> dict[tuple[DutyRole, str], str]:
    """Whom a row names in which role → the field that says so."""
    found: dict[tuple[DutyRole, str], str] = {}
    for field_name, role in ROLES:
        for one in named_in(text, role) if (text := record.fields.get(field_name, "")) else ():
            found.setdefault(one, field_name)
    known = {name for _role, name in found}
    roles = frozenset(role for role, _name in found)
    inside = [one for one in bracket_duties(record.fields.get("measures", ""), roles) if one[1] not in known]
    return found | dict.fromkeys(inside, "measures")


def _duties(taking: Taking, named: Iterable[tuple[DutyRole, str]], uid: str) -> Iterator[Record]:
    since = taking.today.isoformat()
    for found, name in named:
        office_uid = taking.offices.get(clean(name), ("", ""))[0]
        yield _child(taking, "duty", uid, role=found.value, name=name, office_uid=office_uid, since=since)


def _more_of_problem(
    taking: Taking, table: Table, record: RecordReading, uid: str, parent: RecordReading
) -> Iterator[Record]:
    """A row merged under a problem: its own measures; what else it says is said by the problem."""
    if record.cells.get("measures") != parent.cells.get("measures"):
        yield from _measures(taking, table, record, uid)


def _measures(
    taking: Taking, table: Table, record: RecordReading, uid: str, *, alone: bool = False
) -> Iterator[Record]:
    """The measures of a row; with rows of the same problem below it, unit and deadline of the row are theirs."""
    first = 0 if alone else record.row
    base = base_of(table, record, taking.today)
    start = stated_day(table, taking.today)
    own = own_of_measure(record, base, start) if first else {}
    for made in measure_records(
        partial(child_of, taking, uid),
        record.fields.get("measures", ""),
        years_of(table, record, taking.today),
        own,
        first * PER_ROW,
        start=start,
    ):
        taking.made[made.kind] = taking.made.get(made.kind, 0) + 1
        yield made

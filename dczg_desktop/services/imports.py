"""Taking other people's tables in: preview against the ledger, accept in one act, undo like any act."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.faults import fault_point
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.entities import Layout, Petition, Problem, ProblemSource
from dczg_desktop.imports.oddities import without_oddities
from dczg_desktop.imports.preview import as_json
from dczg_desktop.imports.read import read_tables, remap
from dczg_desktop.imports.reading import ImportReading, Table
from dczg_desktop.safety.copies import safety_copy
from dczg_desktop.services.intake import number_of, records_of, start_taking
from dczg_desktop.services.pictures import keep_pictures, picture_records
from dczg_desktop.store.bulk import add_records
from dczg_desktop.store.ledger import Ledger, require_user


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


def preview_import(ledger: Ledger, path: Path, sheet: str | None = None, tick: Tick = no_tick) -> Preview:
    """Read a table file and compare its numbers with the ledger; a remembered layout is applied.

    Raises UserError as `imports.read_tables`: wrong type, empty, damaged, encrypted, no such sheet.
    """
    reading = read_tables(path, sheet, tick)
    reading = _remembered(ledger, reading)
    return Preview(path, reading, _plan(ledger, reading))


def preview_json(preview: Preview) -> dict[str, Any]:
    """The reading as scripts see it (docs/scripts.md)."""
    return as_json(preview.reading)


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
        known: dict[str, dict[str, Any]] = dict(
            session.execute(select(Layout.fingerprint, Layout.columns)).all()
        )
    for index, table in enumerate(reading.tables):
        columns = known.get(_fingerprint(table))
        if columns is not None and columns != table.mapping:
            reading = remap(reading, index, dict(columns))
    return reading


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
        for read in table.records:
            record = without_oddities(table, read)
            number, _, _ = number_of(record)
            text = record.fields.get("description", "")
            same = texts.get(text, "") if text and table.kind != "petition" else ""
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

    Rows whose number the ledger has by now are left as they are and counted. Every value keeps its cell as provenance.
    Raises UserError when there is nothing to take in, Cancelled through `tick`.
    """
    preview = Preview(preview.path, preview.reading, _plan(ledger, preview.reading))
    chosen = {(one.table, one.row) for one in preview.planned if one.verdict == "新增"} - leave_out
    if not chosen:
        raise UserError(
            f"“{preview.reading.file_name}”里没有可以导入的新记录：{preview.count('已有')} 条台账里已有，"
            f"{preview.count('跳过')} 行不是问题或信访件。台账没有改动。"
        )
    safety_copy(ledger.path, "导入前", ledger.moment())
    fault_point("import.after_copy")
    places = [(preview.reading.tables[index].sheet, row) for index, row in chosen]
    pictures = keep_pictures(ledger, preview.reading, places)
    with ledger.transaction("导入表格", preview.reading.file_name) as (session, act):
        require_user(session, ledger.user_uid)
        taking = start_taking(session, act, preview.reading, ledger.today())
        add_records(
            session, act, records_of(session, taking, preview.reading, source, chosen), tick, len(chosen)
        )
        add_records(session, act, picture_records(act, preview.reading, pictures, taking.rows))
        fault_point("import.after_rows")
        act.title = (
            f"{preview.reading.file_name}：问题 {taking.made['problem']}，信访件 {taking.made['petition']}"
        )
    fault_point("import.after_commit")
    skipped = len(preview.planned) - len(chosen) - preview.count("已有")
    made = taking.made
    return Accepted(
        act.uid, made["problem"], made["petition"], made["measure"], preview.count("已有"), skipped
    )


def remembered_layouts(ledger: Ledger) -> int:
    """How many layouts of other offices' tables are remembered."""
    with ledger.reading() as session:
        return session.scalar(select(func.count()).select_from(Layout)) or 0

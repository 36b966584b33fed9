"""Writes what people filled into a returned workbook into the ledger, within the act of receiving it."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dczg_desktop.base.text import clean
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Duty, Measure, Progress, new_uid
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.versions import write
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.handwork import Edit, HandPlan, day_of, percent_of
from dczg_desktop.services.sheets import DUTIES, MEASURES, PROGRESS
from dczg_desktop.store.bulk import add_records, load_records, replace_records
from dczg_desktop.store.journal import Act

DUTY_ROLES = {"leader": DutyRole.RESPONSIBLE_LEADER, "person": DutyRole.RESPONSIBLE_PERSON}


def apply_handwork(session: Session, act: Act, plan: HandPlan, today: date) -> int:
    """Write all planned hand edits within the act; the title names office and file. Returns how many cells."""
    act.title = f"{act.title}（手工填报，{plan.office}，{plan.file}，{len(plan.edits) + len(plan.rows)} 处）"
    _apply_measures(session, act, [edit for edit in plan.edits if edit.sheet == MEASURES], today)
    _apply_duties(session, act, [edit for edit in plan.edits if edit.sheet == DUTIES], today)
    _apply_progress(session, act, plan)
    made: list[Record] = []
    for row in plan.rows:
        last = (
            session.scalar(select(func.max(Measure.position)).where(Measure.problem_uid == row.problem_uid))
            or 0
        )
        made.append(Record("measure", new_uid(), row.fields | {"position": last + 1 + len(made)}, act.uid))
    add_records(session, act, made)
    return len(plan.edits) + len(plan.rows)


def _grouped(edits: Iterable[Edit], key: Callable[[Edit], str]) -> dict[str, list[Edit]]:
    grouped: dict[str, list[Edit]] = {}
    for edit in edits:
        grouped.setdefault(key(edit), []).append(edit)
    return grouped


def _apply_measures(session: Session, act: Act, edits: list[Edit], today: date) -> None:
    grouped = _grouped(edits, lambda edit: edit.uid)
    records = load_records(session, KINDS["measure"], list(grouped))
    pairs = []
    for uid, cells in grouped.items():
        record = records[uid]
        plain = {edit.column: edit for edit in cells if not edit.disputed}
        after = write(record, _measure_values(plain, today), act.uid)
        for edit in cells:
            if edit.disputed:
                after = _beside(after, edit, act.uid, today)
        pairs.append((record, after))
    replace_records(session, act, pairs)


def _measure_values(cells: dict[str, Edit], today: date) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for column, edit in cells.items():
        values[column] = _content(column, edit.after)
        if column == "deadline":
            due = read_deadline(edit.after, today).due if edit.after else None
            values["due"] = due.isoformat() if due else None
    return values


def _content(column: str, text: str) -> Value:
    if column == "done_on":
        day = day_of(text) if text else None
        return day.isoformat() if day else None
    return clean(text)


def _beside(record: Record, edit: Edit, act_uid: str, _today: date) -> Record:
    """The hand-written value as a second living one: a conflict for somebody entitled to decide."""
    living = {name: dict(values) for name, values in record.living.items()}
    present = living.get(edit.column) or {record.origin: record.fields.get(edit.column)}
    living[edit.column] = {**present, act_uid: _content(edit.column, edit.after)}
    seen = record.seen if act_uid in record.seen else (*record.seen, act_uid)
    return Record(record.kind, record.uid, record.fields, record.origin, living, seen)


def _apply_duties(session: Session, act: Act, edits: list[Edit], today: date) -> None:
    made: list[Record] = []
    for edit in edits:
        role = DUTY_ROLES[edit.column]
        names = [clean(name) for name in re.split(r"[、，,；;\n]", edit.after) if clean(name)]
        query = select(Duty).where(
            Duty.problem_uid == edit.uid, Duty.role == role, Duty.voided == "", ~Duty.hidden
        )
        current = session.scalars(query).all()
        for duty in current:
            if duty.name not in names:
                duty.voided, duty.until = f"手工填报改为“{edit.after}”", today
        present = {duty.name for duty in current}
        for name in names:
            if name not in present:
                fields = blank_fields("duty") | {
                    "problem_uid": edit.uid, "role": role.value, "name": name, "since": today.isoformat(),
                }  # fmt: skip
                made.append(Record("duty", new_uid(), fields, act.uid))
    session.flush()
    add_records(session, act, made)


def _apply_progress(session: Session, act: Act, plan: HandPlan) -> None:
    made: list[Record] = []
    for uid, cells in _grouped((e for e in plan.edits if e.sheet == PROGRESS), lambda edit: edit.uid).items():
        said = {edit.column: clean(edit.after) for edit in cells}
        former = select(Progress.uid).where(
            Progress.problem_uid == uid,
            Progress.period == plan.period,
            Progress.office_uid == plan.office_uid,
            ~Progress.hidden,
        )
        replaced = session.scalar(former.order_by(Progress.id.desc()).limit(1)) or ""
        fields = blank_fields("progress") | {
            "problem_uid": uid, "period": plan.period, "text": said.get("text", "") or "（未填写进展内容）",
            "percent": percent_of(said["percent"]) if said.get("percent") else None, "obstacle": said.get("obstacle", ""),
            "next_step": said.get("next_step", ""), "office_uid": plan.office_uid, "made_by": f"{plan.office}（手工填报）", "made_at": act.at,
            "replaces": replaced,
        }  # fmt: skip
        made.append(Record("progress", new_uid(), fields, act.uid))
    add_records(session, act, made)

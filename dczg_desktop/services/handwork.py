"""What people filled into the sheets of a package by hand, turned into acts of ours under review."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import clean
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Duty, Measure, Problem, new_uid
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.versions import write
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.exchange.received import OpenedPackage
from dczg_desktop.exchange.returned import HandEdit, NewRow
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.merging import MergePlan
from dczg_desktop.services.sheets import DUTIES, MEASURES, PROGRESS
from dczg_desktop.store.bulk import add_records, load_records, replace_records
from dczg_desktop.store.journal import Act

HEADINGS = {"text": "内容", "unit": "承办单位", "deadline": "时限", "done_on": "完成日期", "result": "完成情况", "leader": "责任领导",
            "person": "责任人员", "percent": "完成比例", "obstacle": "困难和问题", "next_step": "下步打算"}  # fmt: skip
MEASURE_FIELDS = ("text", "unit", "deadline", "done_on", "result")
PROGRESS_FIELDS = ("text", "percent", "obstacle", "next_step")
DUTY_ROLES = {"leader": DutyRole.RESPONSIBLE_LEADER, "person": DutyRole.RESPONSIBLE_PERSON}


@dataclass(frozen=True, slots=True)
class Edit:
    """One accepted cell. `disputed`: the field has changed here since it was sent, so both values will live."""

    sheet: str
    cell: str
    uid: str
    column: str
    heading: str
    before: str
    after: str
    problem_uid: str
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class AddedMeasure:
    """A measure written into a spare row."""

    sheet: str
    row: int
    problem_uid: str
    text: str
    fields: dict[str, Value]


@dataclass(slots=True)
class HandPlan:
    """Everything filled in by hand, and what of it cannot be taken and why."""

    office: str = ""
    office_uid: str = ""
    file: str = ""
    period: str = ""
    edits: list[Edit] = field(default_factory=list)
    rows: list[AddedMeasure] = field(default_factory=list)
    refused: list[Fault] = field(default_factory=list)

    def empty(self) -> bool:
        """Whether nobody filled anything in that can be taken."""
        return not self.edits and not self.rows


def plan_handwork(session: Session, package: OpenedPackage, merge: MergePlan) -> HandPlan:
    """Sort the hand edits of a package into takeable and refused ones; nothing is written."""
    manifest = package.manifest
    plan = HandPlan(manifest.receiver.name, manifest.receiver.uid, package.path.name, manifest.made_at[:7])
    arriving = {record.uid: record for record in merge.new}
    measures = _measures(
        session, arriving, [edit.uid for edit in package.hand_edits if edit.sheet == MEASURES]
    )
    for edit in package.hand_edits:
        place = f"{edit.sheet}!{edit.cell}"
        if edit.is_formula:
            plan.refused.append(
                Fault(place, edit.after, "这一格填的是公式，没有接收。请填写计算后的文字或数字。")
            )
        elif not edit.editable:
            plan.refused.append(
                Fault(
                    place,
                    edit.after,
                    f"这一格由交办单位掌握，原值“{edit.before}”未改；如确需修改请由交办单位办理。",
                )
            )
        else:
            _sort(plan, edit, measures)
    codes = dict(session.execute(select(Problem.code, Problem.uid).where(~Problem.hidden)).all())
    for row in package.new_rows:
        _sort_row(plan, row, codes)
    return plan


def _measures(session: Session, arriving: dict[str, Record], uids: list[str]) -> dict[str, Record]:
    found = load_records(session, KINDS["measure"], uids)
    return {uid: arriving[uid] for uid in uids if uid in arriving} | found


def _sort(plan: HandPlan, edit: HandEdit, measures: dict[str, Record]) -> None:
    place = f"{edit.sheet}!{edit.cell}"
    problem_uid, disputed = edit.uid, False
    if edit.sheet == MEASURES:
        record = measures.get(edit.uid)
        if record is None or edit.column not in MEASURE_FIELDS:
            plan.refused.append(
                Fault(place, edit.after, "对应的措施不在本台账，或这一列不能修改，没有接收。")
            )
            return
        problem_uid = str(record.fields["problem_uid"])
        disputed = clean(_words(record.fields.get(edit.column))) != clean(edit.before)
    elif edit.sheet not in {PROGRESS, DUTIES}:
        plan.refused.append(Fault(place, edit.after, "这张表只供核对，没有接收这一格。"))
        return
    if message := _unreadable(edit):
        plan.refused.append(Fault(place, edit.after, message))
        return
    heading = HEADINGS.get(edit.column, edit.column)
    plan.edits.append(
        Edit(
            edit.sheet,
            edit.cell,
            edit.uid,
            edit.column,
            heading,
            edit.before,
            edit.after,
            problem_uid,
            disputed,
        )
    )


def _words(value: Value | None) -> str:
    return "" if value is None else str(value)


def _unreadable(edit: HandEdit) -> str:
    if edit.column == "percent" and _percent(edit.after) is None:
        return "完成比例要填 0 到 100 的整数，没有接收这一格。"
    if edit.column == "done_on" and edit.after and _day(edit.after) is None:
        return "完成日期无法识别，没有接收这一格。请写成 2026-10-31。"
    if edit.column == "deadline" and edit.after and not read_deadline(edit.after).understood:
        return f"时限无法识别，没有接收这一格。{read_deadline(edit.after).proposal}"
    return ""


def _percent(text: str) -> int | None:
    match = re.fullmatch(r"(\d{1,3})(?:\.0+)?%?", clean(text))
    return int(match[1]) if match and int(match[1]) <= 100 else None


def _day(text: str) -> date | None:
    reading = read_deadline(text)
    return reading.dates[0] if reading.understood and len(reading.dates) == 1 else None


def _sort_row(plan: HandPlan, row: NewRow, codes: dict[str, str]) -> None:
    place, text = f"{row.sheet} 第 {row.row} 行", clean(row.cells.get("text", ""))
    problem_uid = codes.get(clean(row.cells.get("code", "")), "")
    if row.sheet != MEASURES or not text or not problem_uid:
        said = "；".join(row.cells.values())
        plan.refused.append(
            Fault(place, said, "新增行要在“整改措施”表里填写台账编号和措施内容，没有接收这一行。")
        )
        return
    raw, done = clean(row.cells.get("deadline", "")), clean(row.cells.get("done_on", ""))
    due = read_deadline(raw).due if raw else None
    finished = _day(done) if done else None
    fields = blank_fields("measure") | {
        "problem_uid": problem_uid, "text": text, "unit": clean(row.cells.get("unit", "")), "deadline": raw,
        "due": due.isoformat() if due else None, "done_on": finished.isoformat() if finished else None,
        "result": clean(row.cells.get("result", "")),
    }  # fmt: skip
    plan.rows.append(AddedMeasure(row.sheet, row.row, problem_uid, text, fields))


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
        day = _day(text) if text else None
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
        fields = blank_fields("progress") | {
            "problem_uid": uid, "period": plan.period, "text": said.get("text", "") or "（未填写进展内容）",
            "percent": _percent(said["percent"]) if said.get("percent") else None, "obstacle": said.get("obstacle", ""),
            "next_step": said.get("next_step", ""), "office_uid": plan.office_uid, "made_by": f"{plan.office}（手工填报）", "made_at": act.at,
        }  # fmt: skip
        made.append(Record("progress", new_uid(), fields, act.uid))
    add_records(session, act, made)

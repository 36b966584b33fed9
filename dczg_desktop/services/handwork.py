"""What people filled into the sheets of a package by hand, turned into acts of ours under review."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import clean
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Board, Duty, Measure, Progress
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.words import ClosureStatus, DutyRole
from dczg_desktop.exchange.received import OpenedPackage
from dczg_desktop.exchange.returned import HandEdit, NewRow
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.filled import content_of, day_of, names_in, percent_of
from dczg_desktop.services.merging import MergePlan
from dczg_desktop.services.sheets import DUTIES, MEASURES, PROGRESS
from dczg_desktop.store.bulk import load_records
from dczg_desktop.store.facts import chunks

HEADINGS = {"text": "内容", "unit": "承办单位", "deadline": "时限", "done_on": "完成日期", "result": "完成情况", "leader": "责任领导",
            "person": "责任人员", "percent": "完成比例", "obstacle": "困难和问题", "next_step": "下步打算"}  # fmt: skip
MEASURE_FIELDS = ("text", "unit", "deadline", "done_on", "result")
DUTY_ROLES = {"leader": DutyRole.RESPONSIBLE_LEADER, "person": DutyRole.RESPONSIBLE_PERSON}
REPORTED = ("text", "percent", "obstacle", "next_step")


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

    @property
    def key(self) -> str:
        """Names the cell, the same in every reading of the file."""
        return f"手工:{self.sheet}:{self.uid}:{self.column}"


@dataclass(frozen=True, slots=True)
class AddedMeasure:
    """A measure written into a spare row."""

    sheet: str
    row: int
    problem_uid: str
    text: str
    fields: dict[str, Value]

    @property
    def key(self) -> str:
        """Names the row, the same in every reading of the file."""
        return f"手工:{self.sheet}:第{self.row}行"


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

    def keys(self) -> set[str]:
        """Everything that can be chosen."""
        return {edit.key for edit in self.edits} | {row.key for row in self.rows}

    def narrowed(self, chosen: Collection[str]) -> "HandPlan":
        """Only what was chosen."""
        edits = [edit for edit in self.edits if edit.key in chosen]
        return replace(self, edits=edits, rows=[row for row in self.rows if row.key in chosen])


def plan_handwork(session: Session, package: OpenedPackage, merge: MergePlan, today: date) -> HandPlan:
    """Sort the hand edits of a package into takeable and refused ones; nothing is written."""
    manifest = package.manifest
    plan = HandPlan(manifest.receiver.name, manifest.receiver.uid, package.path.name, manifest.made_at[:7])
    measures = _measures(session, merge, [edit.uid for edit in package.hand_edits if edit.sheet == MEASURES])
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
            _sort(plan, edit, measures, today)
    sent = {str(r.fields.get("code", "")): r.uid for r in package.records if r.kind == "problem"}
    for row in package.new_rows:
        _sort_row(plan, row, sent, today)
    _refuse_doubles(session, plan, merge)
    plan.edits = [edit for edit in plan.edits if not _is_taken(session, plan, edit, measures)]
    _refuse_locked(session, plan, {record.uid for record in merge.appearing()})
    return plan


def _refuse_doubles(session: Session, plan: HandPlan, merge: MergePlan) -> None:
    """A new row that says what a measure of the problem says already: returned before, or pasted twice."""
    known = {
        (str(record.fields["problem_uid"]), str(record.fields["text"]))
        for record in merge.new
        if record.kind == "measure"
    }
    for part in chunks(sorted({row.problem_uid for row in plan.rows})):
        query = select(Measure.problem_uid, Measure.text).where(
            Measure.problem_uid.in_(part), Measure.voided == "", ~Measure.hidden
        )
        known |= {(row.problem_uid, row.text) for row in session.execute(query)}
    rows, plan.rows = plan.rows, []
    for row in rows:
        if (row.problem_uid, row.text) not in known:
            known.add((row.problem_uid, row.text))
            plan.rows.append(row)
            continue
        message = "这条措施台账里已有（可能已随上次的回填件接收，或粘贴了多次），没有重复新增。"
        plan.refused.append(Fault(f"{row.sheet} 第 {row.row} 行", row.text, message))


def _is_taken(session: Session, plan: HandPlan, edit: Edit, measures: Mapping[str, Record]) -> bool:
    """Whether the ledger says already what the cell says, so that nothing is left to do."""
    if edit.sheet == MEASURES:
        return content_of(edit.column, edit.after) == measures[edit.uid].fields.get(edit.column)
    if edit.sheet == DUTIES:
        query = select(Duty.name).where(
            Duty.problem_uid == edit.uid,
            Duty.role == DUTY_ROLES[edit.column],
            Duty.voided == "",
            ~Duty.hidden,
        )
        current, former, names = set(session.scalars(query)), names_in(edit.before), names_in(edit.after)
        return set(names) - set(former) <= current and not current & set(former) - set(names)
    report = former_report(session, edit.uid, plan.period, plan.office_uid)
    said = percent_of(edit.after) if edit.column == "percent" else clean(edit.after)
    return report is not None and getattr(report, edit.column) == said


def former_report(session: Session, problem_uid: str, period: str, office_uid: str) -> Progress | None:
    """The report that a new one of this office for this period replaces."""
    query = select(Progress).where(
        Progress.problem_uid == problem_uid,
        Progress.period == period,
        Progress.office_uid == office_uid,
        ~Progress.hidden,
    )
    return session.scalar(query.order_by(Progress.id.desc()).limit(1))


def _refuse_locked(session: Session, plan: HandPlan, arriving: set[str]) -> None:
    """What was filled in for a problem that is closed, void or not (any more) in this ledger is not taken."""
    edits, rows = plan.edits, plan.rows
    standing: dict[str, str] = dict.fromkeys(arriving, "")
    wanted = {edit.problem_uid for edit in edits} | {row.problem_uid for row in rows}
    for part in chunks(sorted(wanted)):
        query = select(Board.uid, Board.closure_status, Board.voided).where(Board.uid.in_(part))
        for uid, closure, voided in session.execute(query):
            standing[uid] = "已作废" if voided else "已销号并锁定" if closure is ClosureStatus.CLOSED else ""
    plan.edits = [edit for edit in edits if standing.get(edit.problem_uid) == ""]
    plan.rows = [row for row in rows if standing.get(row.problem_uid) == ""]
    refused = [(f"{edit.sheet}!{edit.cell}", edit.after, edit.problem_uid) for edit in edits]
    refused += [(f"{row.sheet} 第 {row.row} 行", row.text, row.problem_uid) for row in rows]
    for place, text, uid in refused:
        if reason := standing.get(uid, "不在本台账（可能已撤销）"):
            plan.refused.append(Fault(place, text, f"所属问题{reason}，没有接收。"))


def _measures(session: Session, merge: MergePlan, uids: list[str]) -> dict[str, Record]:
    """These measures as they will stand after the merge; hidden and void ones take nothing and are left out."""
    after = {record.uid: record for record in merge.appearing()} | {new.uid: new for _, new in merge.merged}
    hidden: set[str] = set()
    for part in chunks(uids):
        hidden |= set(session.scalars(select(Measure.uid).where(Measure.uid.in_(part), Measure.hidden)))
    found = load_records(session, KINDS["measure"], [uid for uid in uids if uid not in hidden])
    found |= {uid: after[uid] for uid in uids if uid in after}
    return {uid: record for uid, record in found.items() if not record.fields.get("voided")}


def _sort(plan: HandPlan, edit: HandEdit, measures: dict[str, Record], today: date) -> None:
    place = f"{edit.sheet}!{edit.cell}"
    problem_uid, disputed = edit.uid, False
    if edit.sheet == MEASURES:
        record = measures.get(edit.uid)
        if record is None or edit.column not in MEASURE_FIELDS:
            plan.refused.append(
                Fault(
                    place,
                    edit.after,
                    "对应的措施不在本台账（可能已作废或撤销），或这一列不能修改，没有接收。",
                )
            )
            return
        problem_uid = str(record.fields["problem_uid"])
        disputed = clean(_words(record.fields.get(edit.column))) != clean(edit.before)
    elif edit.sheet not in {PROGRESS, DUTIES}:
        plan.refused.append(Fault(place, edit.after, "这张表只供核对，没有接收这一格。"))
        return
    if message := _unreadable(edit, today):
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


def _unreadable(edit: HandEdit, today: date) -> str:
    if edit.column == "percent" and percent_of(edit.after) is None:
        return "完成比例要填 0 到 100 的整数，没有接收这一格。"
    if edit.sheet == MEASURES and edit.column == "text" and not clean(edit.after):
        return "措施内容不能清空，没有接收这一格。不再执行的措施请由交办单位作废。"
    return _bad_dates({edit.column: edit.after}, today)


def _bad_dates(cells: Mapping[str, str], today: date) -> str:
    """Why the finishing day or the deadline among these cells cannot be taken; '' when they can."""
    done, deadline = clean(cells.get("done_on", "")), clean(cells.get("deadline", ""))
    if done:
        day = day_of(done)
        if day is None:
            return "完成日期无法识别，没有接收。请写成 2026-10-31。"
        if day > today:
            return f"完成日期晚于今天（{today}），没有接收。请填写实际完成的日期。"
    if deadline and not read_deadline(deadline, today).understood:
        return f"时限无法识别，没有接收。{read_deadline(deadline, today).proposal}"
    return ""


def _sort_row(plan: HandPlan, row: NewRow, codes: dict[str, str], today: date) -> None:
    place, text = f"{row.sheet} 第 {row.row} 行", clean(row.cells.get("text", ""))
    problem_uid = codes.get(clean(row.cells.get("code", "")), "")
    if row.sheet != MEASURES or not text or not problem_uid:
        said = "；".join(row.cells.values())
        plan.refused.append(
            Fault(place, said, "新增行要在“整改措施”表里填写台账编号和措施内容，没有接收这一行。")
        )
        return
    if message := _bad_dates(row.cells, today):
        plan.refused.append(Fault(place, "；".join(row.cells.values()), message))
        return
    raw, done = clean(row.cells.get("deadline", "")), clean(row.cells.get("done_on", ""))
    due = read_deadline(raw, today).due if raw else None
    finished = day_of(done) if done else None
    fields = blank_fields("measure") | {
        "problem_uid": problem_uid, "text": text, "unit": clean(row.cells.get("unit", "")), "deadline": raw,
        "due": due.isoformat() if due else None, "done_on": finished.isoformat() if finished else None,
        "result": clean(row.cells.get("result", "")),
    }  # fmt: skip
    plan.rows.append(AddedMeasure(row.sheet, row.row, problem_uid, text, fields))

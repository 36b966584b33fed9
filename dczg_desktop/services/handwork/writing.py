"""Writes what people filled into a returned workbook into the ledger, within the act of receiving it."""

from collections.abc import Callable, Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.text import clean
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Duty, new_uid
from dczg_desktop.domain.records import ActNote, Record, Value
from dczg_desktop.domain.versions import Chooser, fixed_order, write, write_beside
from dczg_desktop.domain.words import Job
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.detail import act_notes
from dczg_desktop.services.handwork.added import add_rows, apply_materials
from dczg_desktop.services.handwork.cells import DUTY_ROLES, REPORTED, former_report
from dczg_desktop.services.handwork.filled import content_of, names_in, people_in, percent_of
from dczg_desktop.services.handwork.petition_writing import apply_petitions
from dczg_desktop.services.handwork.plan import Edit, HandPlan
from dczg_desktop.store.bulk import add_records, load_records, replace_records
from dczg_desktop.store.journal import Act


def apply_handwork(session: Session, act: Act, plan: HandPlan, today: date) -> int:
    """Write all planned hand edits within the act; the title names office and file. Returns how many cells."""
    act.title = f"{act.title}（手工填报，{plan.office}，{plan.file}，{len(plan.edits) + len(plan.rows)} 处）"
    _apply_measures(session, act, [edit for edit in plan.edits if edit.job is Job.MEASURES], today)
    _apply_duties(session, act, plan, today)
    _apply_progress(session, act, plan)
    apply_materials(session, act, plan)
    apply_petitions(session, act, plan)
    add_rows(session, act, plan)
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
        disputed = {edit.column: edit for edit in cells if edit.disputed}
        after = write(record, _measure_values(plain, today), act.uid)
        values = _measure_values(disputed, today)
        pairs.append((record, write_beside(after, values, act.uid, _latest(session, act, record))))
    replace_records(session, act, pairs)


def _measure_values(cells: dict[str, Edit], today: date) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for column, edit in cells.items():
        values[column] = content_of(column, edit.after)
        if column == "deadline":
            due = read_deadline(edit.after, today).due if edit.after else None
            values["due"] = due.isoformat() if due else None
    return values


def _latest(session: Session, act: Act, record: Record) -> Chooser:
    """Which of several values of a measure is shown: the latest, as at every office (no field of it is the issuer's)."""
    acts = {record.origin}.union(*(values for values in record.living.values()))
    ours = ActNote(act.office_uid, act.who, act.at, "")
    return fixed_order({**act_notes(session, sorted(acts)), act.uid: ours}, lambda _field: None)


def _apply_duties(session: Session, act: Act, plan: HandPlan, today: date) -> None:
    made: list[Record] = []
    for edit in (edit for edit in plan.edits if edit.job is Job.PEOPLE):
        role = DUTY_ROLES[edit.column]
        former, posts = names_in(edit.before), dict(people_in(edit.after))
        query = select(Duty).where(
            Duty.problem_uid == edit.uid, Duty.role == role, Duty.voided == "", ~Duty.hidden
        )
        current = session.scalars(query).all()
        for duty in current:
            if posts.get(duty.name) and duty.post != posts[duty.name]:
                duty.post = posts[duty.name]
            if duty.name in former and duty.name not in posts:
                duty.voided, duty.until = f"手工填报改为“{edit.after}”", today
        present = {duty.name for duty in current}
        for name, post in posts.items():
            if name not in present and name not in former:
                fields = blank_fields("duty") | {
                    "problem_uid": edit.uid, "role": role.value, "name": name, "post": post, "since": today.isoformat(),
                    "office_uid": plan.office_uid,
                }  # fmt: skip
                made.append(Record("duty", new_uid(), fields, act.uid))
    session.flush()
    add_records(session, act, made)


def _apply_progress(session: Session, act: Act, plan: HandPlan) -> None:
    made: list[Record] = []
    for uid, cells in _grouped(
        (e for e in plan.edits if e.job is Job.PROGRESS), lambda edit: edit.uid
    ).items():
        said = {edit.column: clean(edit.after) for edit in cells}
        former = former_report(session, uid, plan.period, plan.office_uid)
        filled = {
            name: percent_of(text) if name == "percent" else text for name, text in said.items() if text
        }
        fields = blank_fields("progress") | {"text": "（未填写进展内容）"}
        if former is not None:
            fields |= {name: getattr(former, name) for name in REPORTED} | {"replaces": former.uid}
        fields |= filled | {
            "problem_uid": uid, "period": plan.period, "office_uid": plan.office_uid, "made_by": f"{plan.office}（手工填报）",
            "made_at": act.at,
        }  # fmt: skip
        made.append(Record("progress", new_uid(), fields, act.uid))
    add_records(session, act, made)

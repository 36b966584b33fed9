"""What people filled into the sheets of a package by hand, turned into acts of ours under review."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import clean
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Board, Duty, Material, Measure, Progress
from dczg_desktop.domain.personal import personal_data
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.words import ClosureStatus, DutyRole, EvidenceRole, Job
from dczg_desktop.exchange.received import OpenedPackage
from dczg_desktop.exchange.returned import HandEdit
from dczg_desktop.services.handwork.filled import (
    content_of,
    material_content,
    names_in,
    people_in,
    percent_of,
    unreadable_material,
)
from dczg_desktop.services.handwork.petitions import plan_petitions
from dczg_desktop.services.handwork.plan import Edit, HandPlan
from dczg_desktop.services.handwork.rows import (
    MATERIAL_FIELDS,
    bad_dates,
    codes_shown,
    refuse_doubles,
    sort_row,
)
from dczg_desktop.services.incoming.merging import MergePlan
from dczg_desktop.services.outgoing.blanking import is_another
from dczg_desktop.services.outgoing.forms import JOINT
from dczg_desktop.services.outgoing.scope import filling
from dczg_desktop.services.outgoing.sheets import JOB_OF
from dczg_desktop.store.bulk import load_records
from dczg_desktop.store.facts import chunks

HEADINGS = {"text": "内容", "unit": "承办单位", "deadline": "时限", "done_on": "完成日期", "result": "完成情况", "leader": "责任领导",
            "person": "责任人员", "enclosed": "是否已附", "place": "存放位置", "pages": "页数", "note": "说明",
            "percent": "完成比例", "obstacle": "困难和问题", "next_step": "下步打算"}  # fmt: skip
MEASURE_FIELDS = ("text", "unit", "deadline", "done_on", "result")
DUTY_ROLES = {"leader": DutyRole.RESPONSIBLE_LEADER, "person": DutyRole.RESPONSIBLE_PERSON}
REPORTED = ("text", "percent", "obstacle", "next_step")


def plan_handwork(session: Session, package: OpenedPackage, merge: MergePlan, today: date) -> HandPlan:
    """Sort the hand edits of a package into takeable and refused ones; nothing is written."""
    manifest = package.manifest
    plan = HandPlan(manifest.receiver.name, manifest.receiver.uid, package.path.name, manifest.made_at[:7])
    measures = _measures(
        session, merge, [edit.uid for edit in package.hand_edits if JOB_OF.get(edit.sheet) is Job.MEASURES]
    )
    of_petitions = [edit for edit in package.hand_edits if JOB_OF.get(edit.sheet) is Job.PETITIONS]
    new_points = [row for row in package.new_rows if JOB_OF.get(row.sheet) is Job.PETITIONS]
    for edit in package.hand_edits:
        if JOB_OF.get(edit.sheet) is Job.PETITIONS:
            continue
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
    sent |= codes_shown(package.shown)  # a form without personal data carries no records
    for row in package.new_rows:
        if JOB_OF.get(row.sheet) is not Job.PETITIONS:
            sort_row(plan, row, sent, today)
    refuse_doubles(session, plan, merge)
    plan.edits = [edit for edit in plan.edits if not _is_taken(session, plan, edit, measures)]
    _refuse_locked(session, plan, {record.uid for record in merge.appearing()})
    sent_by, sent_to = package.manifest.sender.uid, package.manifest.receiver.uid
    plan_petitions(session, plan, of_petitions, new_points, merge, today, filling(session, sent_to, sent_by))
    return plan


def _is_taken(session: Session, plan: HandPlan, edit: Edit, measures: Mapping[str, Record]) -> bool:
    """Whether the ledger says already what the cell says, so that nothing is left to do."""
    if edit.job is Job.MEASURES:
        return content_of(edit.column, edit.after) == measures[edit.uid].fields.get(edit.column)
    if edit.job is Job.PEOPLE:
        return _people_stand(session, edit)
    if edit.job is Job.MATERIALS:
        former = former_material(session, plan.office_uid, *parted(edit.uid))
        said = material_content(edit.column, edit.after)
        return former is not None and getattr(former, edit.column) == said
    report = former_report(session, edit.uid, plan.period, plan.office_uid)
    said = percent_of(edit.after) if edit.column == "percent" else clean(edit.after)
    return report is not None and getattr(report, edit.column) == said


def _people_stand(session: Session, edit: Edit) -> bool:
    """Whether the people of this cell answer already, with their posts, and the former ones no longer."""
    query = select(Duty.name, Duty.post).where(
        Duty.problem_uid == edit.uid, Duty.role == DUTY_ROLES[edit.column], Duty.voided == "", ~Duty.hidden
    )
    posts = dict(session.execute(query).all())
    former, said = names_in(edit.before), people_in(edit.after)
    names = {name for name, _ in said}
    if not names - set(former) <= posts.keys() or posts.keys() & (set(former) - names):
        return False
    return all(not post or name not in posts or posts[name] == post for name, post in said)


def parted(uid: str) -> tuple[str, str]:
    """Problem and class of material that the identity of a row names."""
    problem, _, role = uid.partition(JOINT)
    return problem, role


def former_material(session: Session, office_uid: str, problem_uid: str, role: str) -> Material | None:
    """What this office said last about a class of material."""
    query = select(Material).where(
        Material.problem_uid == problem_uid,
        Material.role == EvidenceRole(role),
        Material.office_uid == office_uid,
        ~Material.hidden,
    )
    return session.scalar(query.order_by(Material.id.desc()).limit(1))


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
    job = JOB_OF.get(edit.sheet)
    if job is Job.MEASURES:
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
        disputed = is_another(_words(record.fields.get(edit.column)), edit.before, edit.after)
    elif job is Job.MATERIALS:
        problem_uid = parted(edit.uid)[0]
        if edit.column not in MATERIAL_FIELDS:
            message = "已有的行不能改编号和类别，没有接收这一格。增加材料请写在表尾空行。"
            plan.refused.append(Fault(place, edit.after, message))
            return
    elif job is None:
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
    job = JOB_OF[edit.sheet]
    if job is Job.MATERIALS:
        return unreadable_material(edit.column, edit.after)
    if job is Job.PEOPLE and personal_data(edit.after):
        return "这一格里有电话或证件号码，没有接收。请只写姓名和职务。"
    if edit.column == "percent" and percent_of(edit.after) is None:
        return "完成比例要填 0 到 100 的整数，没有接收这一格。"
    if job is Job.MEASURES and edit.column == "text" and not clean(edit.after):
        return "措施内容不能清空，没有接收这一格。不再执行的措施请由交办单位作废。"
    return bad_dates({edit.column: edit.after}, today)

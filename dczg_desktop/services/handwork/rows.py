"""Rows that somebody added in the spare rows of a sheet: new or split measures, further closure materials."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import clean
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.entities import Material, Measure
from dczg_desktop.domain.spelling import same_number
from dczg_desktop.domain.words import EvidenceRole, Job
from dczg_desktop.exchange.returned import NewRow
from dczg_desktop.exchange.sheets import ShownSheet
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.handwork.filled import day_of, material_content, unreadable_material
from dczg_desktop.services.handwork.plan import AddedRow, HandPlan
from dczg_desktop.services.incoming.merging import MergePlan
from dczg_desktop.services.outgoing.sheets import JOB_OF, PROBLEMS
from dczg_desktop.store.facts import chunks


def sort_row(plan: HandPlan, row: NewRow, codes: Mapping[str, str], today: date) -> None:
    """Take an added row into the plan, or refuse it with its place; its number may be written otherwise than that of the problem."""
    place, said = f"{row.sheet} 第 {row.row} 行", "；".join(row.cells.values())
    job, problem_uid = JOB_OF.get(row.sheet), _coded(codes, clean(row.cells.get("code", "")))
    if job is Job.MEASURES and problem_uid and clean(row.cells.get("text", "")):
        message = bad_dates(row.cells, today) or _bad_split(row.cells.get("after", ""))
        if not message:
            plan.rows.append(_measure(row, problem_uid, today))
    elif job is Job.MATERIALS and problem_uid and clean(row.cells.get("role", "")):
        message = _bad_material(row.cells)
        if not message:
            plan.rows.append(_material(plan, row, problem_uid))
    elif job is Job.MATERIALS:
        message = "增加材料要选台账编号和材料类别，没有接收这一行。"
    else:
        message = "新增行要在“整改措施”（或“措施细化”）表里填写台账编号和措施内容，没有接收这一行。"
    if message:
        plan.refused.append(Fault(place, said, message))


def _coded(codes: Mapping[str, str], code: str) -> str:
    """The problem with a number, in the same writing or in another one; '' where none or several are meant."""
    if not code or code in codes:
        return codes.get(code, "")
    found = {uid for known, uid in codes.items() if same_number(known, code)}
    return found.pop() if len(found) == 1 else ""


def _bad_split(text: str) -> str:
    return (
        ""
        if not clean(text) or clean(text).isdecimal()
        else "“拆分自第几条”要填原措施的序次（整数），没有接收这一行。"
    )


def _measure(row: NewRow, problem_uid: str, today: date) -> AddedRow:
    text, raw, done = (clean(row.cells.get(name, "")) for name in ("text", "deadline", "done_on"))
    due = read_deadline(raw, today).due if raw else None
    finished = day_of(done) if done else None
    fields = blank_fields("measure") | {
        "problem_uid": problem_uid, "text": text, "unit": clean(row.cells.get("unit", "")), "deadline": raw,
        "due": due.isoformat() if due else None, "done_on": finished.isoformat() if finished else None,
        "result": clean(row.cells.get("result", "")),
    }  # fmt: skip
    after = clean(row.cells.get("after", ""))
    return AddedRow(row.sheet, row.row, problem_uid, text, fields, after=int(after) if after else 0)


def _bad_material(cells: Mapping[str, str]) -> str:
    role = clean(cells["role"])
    if role not in [one.value for one in EvidenceRole]:
        return f"没有“{role}”这一类材料，没有接收这一行。请在下拉选项里选。"
    return next(filter(None, (unreadable_material(name, text) for name, text in cells.items())), "")


def _material(plan: HandPlan, row: NewRow, problem_uid: str) -> AddedRow:
    role = clean(row.cells["role"])
    filled = {
        name: material_content(name, text) for name, text in row.cells.items() if name in MATERIAL_FIELDS
    }
    fields = (
        blank_fields("material")
        | filled
        | {"problem_uid": problem_uid, "role": role, "office_uid": plan.office_uid}
    )
    return AddedRow(row.sheet, row.row, problem_uid, role, fields, kind="material")


MATERIAL_FIELDS = ("enclosed", "place", "pages", "note")


def codes_shown(sheets: Sequence[ShownSheet]) -> dict[str, str]:
    """Problems by number, as the list of problems showed them."""
    listed = [sheet for sheet in sheets if sheet.name == PROBLEMS and "code" in sheet.columns]
    return {texts[sheet.columns.index("code")]: uid for sheet in listed for uid, texts in sheet.rows}


def refuse_doubles(session: Session, plan: HandPlan, merge: MergePlan) -> None:
    """A row that says what the problem has already: returned before, or pasted twice."""
    known = {
        ("measure", str(record.fields["problem_uid"]), str(record.fields["text"]))
        for record in merge.new
        if record.kind == "measure"
    }
    for part in chunks(sorted({row.problem_uid for row in plan.rows})):
        query = select(Measure.problem_uid, Measure.text).where(
            Measure.problem_uid.in_(part), Measure.voided == "", ~Measure.hidden
        )
        known |= {("measure", row.problem_uid, row.text) for row in session.execute(query)}
        listed = select(
            Material.problem_uid, Material.role, *(getattr(Material, name) for name in MATERIAL_FIELDS)
        ).where(Material.problem_uid.in_(part), Material.office_uid == plan.office_uid, ~Material.hidden)
        same = {(row[0], row[1].value, *row[2:]) for row in session.execute(listed)}
        known |= {
            ("material", row.problem_uid, row.text)
            for row in plan.rows
            if (row.problem_uid, row.text, *(row.fields.get(name) for name in MATERIAL_FIELDS)) in same
        }
    rows, plan.rows = plan.rows, []
    for row in rows:
        key = (row.kind, row.problem_uid, row.text)
        if key not in known:
            known.add(key)
            plan.rows.append(row)
            continue
        word = "这条措施" if row.kind == "measure" else "这项材料"
        message = f"{word}台账里已有（可能已随上次交回的填报表接收，或粘贴了多次），没有重复新增。"
        plan.refused.append(Fault(f"{row.sheet} 第 {row.row} 行", row.text, message))


def bad_dates(cells: Mapping[str, str], today: date) -> str:
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

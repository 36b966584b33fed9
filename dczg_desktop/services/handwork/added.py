"""Writes what was added by hand: new and split measures in their places, the list of closure materials."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Measure, new_uid
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.versions import write
from dczg_desktop.domain.words import Job
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.handwork.cells import former_material, parted
from dczg_desktop.services.handwork.filled import material_content
from dczg_desktop.services.handwork.plan import AddedRow, HandPlan
from dczg_desktop.services.handwork.rows import MATERIAL_FIELDS
from dczg_desktop.store.bulk import add_records, load_records, replace_records
from dczg_desktop.store.journal import Act


def add_rows(session: Session, act: Act, plan: HandPlan) -> None:
    """All added rows; a split measure comes right after the one it was split from, the others at the end."""
    session.flush()
    grouped: dict[str, list[AddedRow]] = {}
    for row in plan.rows:
        if row.kind == "measure":
            grouped.setdefault(row.problem_uid, []).append(row)
        elif row.kind == "material":
            _say(session, act, plan, (row.problem_uid, row.text), row.fields)
    for problem_uid, rows in grouped.items():
        _add_measures(session, act, problem_uid, rows)


def _add_measures(session: Session, act: Act, problem_uid: str, rows: Sequence[AddedRow]) -> None:
    query = select(Measure.uid, Measure.position).where(
        Measure.problem_uid == problem_uid, Measure.voided == "", ~Measure.hidden
    )
    present = [
        (row.uid, row.position) for row in session.execute(query.order_by(Measure.position, Measure.uid))
    ]
    order: list[tuple[str, AddedRow | None]] = []
    for number, (uid, _) in enumerate(present, start=1):
        order.append((uid, None))
        order += [(new_uid(), row) for row in rows if row.after == number]
    order += [(new_uid(), row) for row in rows if not 1 <= row.after <= len(present)]
    first = present[0][1] if present else 1
    places = {uid: first + number for number, (uid, _) in enumerate(order)}
    if any(1 <= row.after < len(present) for row in rows):
        moved = [uid for uid, position in present if places[uid] != position]
        records = load_records(session, KINDS["measure"], moved)
        pairs = [(records[uid], write(records[uid], {"position": places[uid]}, act.uid)) for uid in moved]
        replace_records(session, act, pairs)
    else:
        last = max((position for _, position in present), default=0)
        added = [uid for uid, row in order if row is not None]
        places |= {uid: last + number for number, uid in enumerate(added, start=1)}
    made = [
        Record("measure", uid, row.fields | {"position": places[uid]}, act.uid)
        for uid, row in order
        if row is not None
    ]
    add_records(session, act, made)


def apply_materials(session: Session, act: Act, plan: HandPlan) -> None:
    """The filled-in cells of the list of materials: one new word on each class that was touched."""
    grouped: dict[str, dict[str, Value]] = {}
    for edit in plan.edits:
        if edit.job is Job.MATERIALS:
            grouped.setdefault(edit.uid, {})[edit.column] = material_content(edit.column, edit.after)
    for uid, values in grouped.items():
        _say(session, act, plan, parted(uid), values)


def _say(session: Session, act: Act, plan: HandPlan, key: tuple[str, str], values: dict[str, Value]) -> None:
    """One record that replaces what the office said before about this class of material."""
    problem_uid, role = key
    former = former_material(session, plan.office_uid, problem_uid, role)
    fields = blank_fields("material")
    if former is not None:
        fields |= {name: getattr(former, name) for name in MATERIAL_FIELDS} | {"replaces": former.uid}
    fields |= {name: value for name, value in values.items() if name in MATERIAL_FIELDS}
    fields |= {
        "problem_uid": problem_uid, "role": role, "office_uid": plan.office_uid, "made_at": act.at,
        "made_by": f"{plan.office}（手工填报）",
    }  # fmt: skip
    add_records(session, act, [Record("material", new_uid(), fields, act.uid)])

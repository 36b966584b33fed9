"""Writes what people filled into the sheets of petitions, within the act of receiving it."""

from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import PetitionPoint, new_uid
from dczg_desktop.domain.records import ActNote, Record
from dczg_desktop.domain.versions import Chooser, fixed_order, write, write_beside
from dczg_desktop.domain.words import Job
from dczg_desktop.services.detail import act_notes
from dczg_desktop.services.handwork.petitions import content_of
from dczg_desktop.services.handwork.plan import AddedRow, Edit, HandPlan
from dczg_desktop.store.among import one_of
from dczg_desktop.store.bulk import add_records, load_records, replace_records
from dczg_desktop.store.journal import Act


def apply_petitions(session: Session, act: Act, plan: HandPlan) -> None:
    """All planned cells of items and points; where the field changed here meanwhile both values live. Then the new points."""
    grouped: dict[str, list[Edit]] = defaultdict(list)
    for edit in plan.edits:
        if edit.job is Job.PETITIONS:
            grouped[edit.uid].append(edit)
    for name in ("petition", "petition_point"):
        records = load_records(session, KINDS[name], list(grouped))
        pairs = [(record, _written(session, act, record, grouped[uid])) for uid, record in records.items()]
        replace_records(session, act, pairs)
    _add_points(session, act, [row for row in plan.rows if row.kind == "petition_point"])


def _written(session: Session, act: Act, record: Record, cells: list[Edit]) -> Record:
    plain = {one.column: content_of(one.column, one.after) for one in cells if not one.disputed}
    beside = {one.column: content_of(one.column, one.after) for one in cells if one.disputed}
    after = write(record, plain, act.uid)
    return write_beside(after, beside, act.uid, _latest(session, act, record)) if beside else after


def _latest(session: Session, act: Act, record: Record) -> Chooser:
    """The latest of several values is shown, as at every office: no field that is filled in is the issuer's."""
    acts = {record.origin}.union(*(values for values in record.living.values()))
    ours = ActNote(act.office_uid, act.who, act.at, "")
    return fixed_order({**act_notes(session, sorted(acts)), act.uid: ours}, lambda _field: None)


def _add_points(session: Session, act: Act, rows: list[AddedRow]) -> None:
    c = PetitionPoint
    query = select(c.petition_uid, func.max(c.position)).where(
        one_of(c.petition_uid, {row.petition_uid for row in rows}), c.voided == "", ~c.hidden
    )
    last: dict[str, int] = dict(session.execute(query.group_by(c.petition_uid)).all()) if rows else {}
    made = []
    for row in rows:
        last[row.petition_uid] = last.get(row.petition_uid, 0) + 1
        fields = row.fields | {"position": last[row.petition_uid]}
        made.append(Record("petition_point", new_uid(), fields, act.uid))
    add_records(session, act, made)

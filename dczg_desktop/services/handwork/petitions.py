"""What people filled into the sheets of petitions by hand: which cells and new points can be taken, and why the others not."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.domain.dictionary import KINDS, label_of
from dczg_desktop.domain.entities import Petition, PetitionLine, PetitionPoint
from dczg_desktop.domain.personal import person_data, personal_data, without_persons
from dczg_desktop.domain.petition_amendments import PETITION_FIELDS, POINT_FIELDS, said_of
from dczg_desktop.domain.petitions import TRUTHS, sets_back, truth_word
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.spelling import PLAIN_GLOB, one_writing
from dczg_desktop.domain.vocabulary import status_of
from dczg_desktop.exchange.returned import HandEdit, NewRow
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.handwork.filled import day_of
from dczg_desktop.services.handwork.petition_days import with_days
from dczg_desktop.services.handwork.plan import AddedRow, Edit, HandPlan
from dczg_desktop.services.incoming.merging import MergePlan
from dczg_desktop.services.outgoing.blanking import BLANK, is_another, without
from dczg_desktop.store.among import one_of
from dczg_desktop.store.bulk import load_records
from dczg_desktop.store.facts import chunks

OPEN = {"petition": PETITION_FIELDS, "petition_point": POINT_FIELDS}
KEPT = 60
"""Characters of a refused cell that are repeated beside the reason, personal data masked."""
ELSEWHERE = "这一件不由填这张表的单位承办（可能已改由别的单位承办）"


def plan_petitions(
    session: Session,
    plan: HandPlan,
    edits: Sequence[HandEdit],
    rows: Sequence[NewRow],
    merge: MergePlan,
    today: date,
    offices: Collection[str],
) -> None:
    """Sort hand edits and added rows of the sheets of petitions into the plan; nothing is written.

    Only what `offices` answer for is taken: those that the sheet was open for.
    """
    if not edits and not rows:
        return
    uids = list(dict.fromkeys(edit.uid for edit in edits))
    standing = _standing(session, merge, uids)
    closures = _closures(session, [edit.uid for edit in edits if edit.column == "completion"])
    theirs = _theirs(session, merge, {_item_of(record) for record in standing.values()}, offices)
    found: list[Edit] = []
    for told in edits:
        record = standing.get(told.uid)
        edit = _restored(told, record)
        message = _refused(edit, record, today)
        if not message and record is not None and _item_of(record) not in theirs:
            message = f"{ELSEWHERE}，没有接收这一格。确实要采用的，请核实后在信访件页里填写。"
        if not message and edit.column == "completion" and sets_back(closures.get(edit.uid, ""), edit.after):
            message = (
                "这一件已验收销号，改回未办结就是重新启动整改，要由交办单位写明理由办理，没有接收这一格。"
            )
        if message:
            _refuse(plan, f"{edit.sheet}!{edit.cell}", edit.after, message)
        elif record is not None and content_of(edit.column, edit.after) != record.fields.get(edit.column):
            found.append(_edit(edit, record))
    taken, contradicting = with_days(found, standing)
    plan.edits += taken
    for one, message in contradicting:
        _refuse(plan, f"{one.sheet}!{one.cell}", one.after, message)
    _take_rows(session, plan, rows, merge, offices)
    concerned = {edit.petition_uid for edit in plan.edits} | {row.petition_uid for row in plan.rows}
    plan.numbers |= _present(session, merge, concerned - {""})


def _theirs(session: Session, merge: MergePlan, uids: Iterable[str], offices: Collection[str]) -> set[str]:
    """Those of these petitions that one of `offices` answers for, here or after the merge."""
    petition, holders = Petition, dict[str, str]()
    for part in chunks(sorted(uids)):
        query = select(petition.uid, petition.office_uid).where(petition.uid.in_(part))
        holders |= dict(session.execute(query).all())
    for one in (*merge.appearing(), *(after for _, after in merge.merged)):
        if one.kind == "petition":
            holders[one.uid] = str(one.fields.get("office_uid", ""))
    return {uid for uid in uids if holders.get(uid) in offices}


def _closures(session: Session, uids: Sequence[str]) -> dict[str, str]:
    """Where the closure of each of these petitions stands."""
    line, found = PetitionLine, dict[str, str]()
    for part in chunks(uids):
        found |= dict(session.execute(select(line.uid, line.closure).where(line.uid.in_(part))).all())
    return found


def content_of(column: str, text: str) -> Value:
    """What a filled-in cell puts into its field: a day, or its text without anybody's personal data."""
    if column == "completed_on":
        day = day_of(text) if text else None
        return day.isoformat() if day else None
    return without_persons(clean(text))


def _refuse(plan: HandPlan, place: str, said: str, message: str) -> None:
    plan.refused.append(Fault(place, excerpt(without_persons(said), KEPT), message))


def _standing(session: Session, merge: MergePlan, uids: Sequence[str]) -> dict[str, Record]:
    """These petitions and points as they will stand after the merge; hidden and void ones are left out."""
    after = {record.uid: record for record in merge.appearing()} | {new.uid: new for _, new in merge.merged}
    found: dict[str, Record] = {}
    for name in OPEN:
        table = KINDS[name].entity.__table__
        for part in chunks(uids):
            query = select(table.c.uid).where(table.c.uid.in_(part), ~table.c.hidden)
            found |= load_records(session, KINDS[name], list(session.scalars(query)))
    found |= {uid: after[uid] for uid in uids if uid in after and after[uid].kind in OPEN}
    found = {uid: record for uid, record in found.items() if not record.fields.get("voided")}
    gone = _gone_items(session, merge, found)
    return {uid: record for uid, record in found.items() if _item_of(record) not in gone}


def _item_of(record: Record) -> str:
    return str(record.fields.get("petition_uid") or record.uid)


def _gone_items(session: Session, merge: MergePlan, found: Mapping[str, Record]) -> set[str]:
    """The petitions of these points that are void, hidden or not here."""
    wanted = {_item_of(record) for record in found.values()} - found.keys()
    return wanted - _present(session, merge, wanted).keys()


def _present(session: Session, merge: MergePlan, uids: Iterable[str]) -> dict[str, str]:
    """Numbers of those of these petitions that stand in the ledger, or will after the merge."""
    table = KINDS["petition"].entity.__table__
    found: dict[str, str] = {}
    for part in chunks(sorted(uids)):
        query = select(table.c.uid, table.c.number).where(table.c.uid.in_(part), table.c.voided == "")
        found |= dict(session.execute(query.where(~table.c.hidden)).all())
    arriving = [one for one in merge.appearing() if one.kind == "petition" and not one.fields.get("voided")]
    return found | {one.uid: str(one.fields.get("number", "")) for one in arriving if one.uid in set(uids)}


def _refused(edit: HandEdit, record: Record | None, today: date) -> str:
    """Why a cell cannot be taken; '' when it can."""
    if edit.is_formula:
        return "这一格填的是公式，没有接收。请填写计算后的文字或数字。"
    if record is None:
        return "对应的信访件或点位不在本台账（可能已作废、移除或撤销），没有接收。"
    label = label_of(record.kind, edit.column)
    if not edit.editable or edit.column not in OPEN[record.kind]:
        if record.kind == "petition_point" and edit.column in PETITION_FIELDS:
            return f"“{label_of('petition', edit.column)}”只在整件的一行填写，点位的行没有这一栏，没有接收。"
        return f"“{label}”由交办单位掌握，没有接收这一格，原来的内容未改；如有出入请用“建议修改”或电话告知。"
    return _unreadable(edit, today)


def _unreadable(edit: HandEdit, today: date) -> str:
    text = clean(edit.after)
    if not text:
        return ""
    if edit.column == "substantiated" and truth_word(text) == TRUTHS[-1]:
        return f"“是否属实”要填{'、'.join(TRUTHS[:-1])}之一，没有接收这一格。"
    if edit.column == "completion" and status_of(text) is None:
        return "“办结情况”要填已办结、阶段性办结、未办结之一，没有接收这一格。"
    if edit.column == "completed_on":
        day = day_of(text)
        if day is None:
            return "办结日期无法识别，没有接收。请写成 2026-10-31。"
        if day > today:
            return f"办结日期晚于今天（{today}），没有接收。请填写实际办结的日期。"
    return ""


def _restored(edit: HandEdit, record: Record | None) -> HandEdit:
    """The cell with what had stayed here (`blanking.BLANK`) in its place again, where somebody wrote around it."""
    shown = said_of(record.fields.get(edit.column)) if record is not None else ""
    kept = [shown[one.start : one.end] for one in personal_data(shown)]
    if BLANK not in edit.before or edit.before != without(shown) or edit.after.count(BLANK) != len(kept):
        return edit
    after = edit.after
    for piece in kept:
        after = after.replace(BLANK, piece, 1)
    return replace(edit, before=shown, after=after)


def _edit(edit: HandEdit, record: Record) -> Edit:
    now, heading = said_of(record.fields.get(edit.column)), label_of(record.kind, edit.column)
    found = person_data(clean(edit.after))
    return Edit(
        edit.sheet, edit.cell, edit.uid, edit.column, f"{heading}（已遮盖个人信息 {len(found)} 处）" if found else heading,
        edit.before, without_persons(edit.after) if found else edit.after, "",
        disputed=is_another(now, edit.before, edit.after), petition_uid=_item_of(record),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """Which petitions a number means, those that may be filled in, and the points that are listed already."""

    numbers: Mapping[str, list[str]]
    theirs: set[str]
    points: set[tuple[str, str]]


def _take_rows(
    session: Session, plan: HandPlan, rows: Sequence[NewRow], merge: MergePlan, offices: Collection[str]
) -> None:
    if not rows:
        return
    wanted = {_number(row) for row in rows} - {""}
    known = _known(session, merge, wanted, offices)
    for row in rows:
        message = _bad_row(row, known)
        if message:
            _refuse(plan, f"{row.sheet} 第 {row.row} 行", "；".join(row.cells.values()), message)
            continue
        uid, text = known.numbers[_number(row)][0], content_of("description", row.cells["description"])
        known.points.add((uid, str(text)))
        plan.rows.append(_point(row, uid))


def _number(row: NewRow) -> str:
    return clean(row.cells.get("number", "")).rstrip("*")


def _known(session: Session, merge: MergePlan, wanted: set[str], offices: Collection[str]) -> _Known:
    numbers = _numbered(session, merge, wanted)
    c = PetitionPoint
    uids = [uid for found in numbers.values() for uid in found]
    listed = select(c.petition_uid, c.text).where(one_of(c.petition_uid, uids), ~c.hidden, c.voided == "")
    points = {(row.petition_uid, row.text) for row in session.execute(listed)}
    new = [one for one in merge.appearing() if one.kind == "petition_point"]
    points |= {(str(one.fields.get("petition_uid")), str(one.fields.get("text"))) for one in new}
    return _Known(numbers, _theirs(session, merge, set(uids), offices), points)


def _numbered(session: Session, merge: MergePlan, wanted: set[str]) -> dict[str, list[str]]:
    """The petitions with these numbers as they are written, else with the same numbers in another writing (domain/spelling.py)."""
    number, table = KINDS["petition"].entity.__table__.c.number, KINDS["petition"].entity.__table__.c
    plain = one_of(number, wanted | set(map(one_writing, wanted)))
    query = select(number, table.uid).where(~table.hidden, table.voided == "")
    arriving = [
        (str(one.fields.get("number", "")), one.uid) for one in merge.appearing() if one.kind == "petition"
    ]
    exact: dict[str, dict[str, None]] = {}
    alike: dict[str, dict[str, None]] = {}
    for said, uid in [*session.execute(query.where(or_(plain, number.op("GLOB")(PLAIN_GLOB)))), *arriving]:
        exact.setdefault(said, {})[uid] = None
        alike.setdefault(one_writing(said), {})[uid] = None
    return {one: list(exact.get(one) or alike.get(one_writing(one)) or {}) for one in wanted}


def _bad_row(row: NewRow, known: _Known) -> str:
    number, text = _number(row), content_of("description", row.cells.get("description", ""))
    found = known.numbers.get(number, [])
    if not number or not text:
        return "新增点位要选受理编号、写明反映的问题，没有接收这一行。"
    if not found:
        return f"台账里没有受理编号“{number}”，没有接收这一行。新的信访件由交办单位登记。"
    if len(found) > 1:
        return f"受理编号“{number}”在台账里有 {len(found)} 件，分不清是哪一件，没有接收这一行。请在程序里“逐点核查”中添加。"
    if found[0] not in known.theirs:
        return f"{ELSEWHERE}，没有接收这一行。"
    if (found[0], str(text)) in known.points:
        return "这个点位台账里已有（可能已随上次交回的填报表接收，或粘贴了多次），没有重复新增。"
    if said := clean(row.cells.get("substantiated", "")):
        return (
            ""
            if truth_word(said) != TRUTHS[-1]
            else f"“是否属实”要填{'、'.join(TRUTHS[:-1])}之一，没有接收这一行。"
        )
    return ""


def _point(row: NewRow, petition_uid: str) -> AddedRow:
    text = str(content_of("description", row.cells["description"]))
    told = {name: content_of(name, row.cells.get(name, "")) for name in POINT_FIELDS}
    unit = content_of("responsible_unit", row.cells.get("responsible_unit", ""))
    fields = (
        blank_fields("petition_point") | told | {"petition_uid": petition_uid, "text": text, "unit": unit}
    )
    return AddedRow(row.sheet, row.row, "", text, fields, kind="petition_point", petition_uid=petition_uid)

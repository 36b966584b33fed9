"""The sheet 信访件 of a package and the sheet 信访件办理 for offices without the program: one row an item, one a point.

Texts are shown without the personal data of anybody (`domain.personal`); the data part and the program have them whole.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.domain.entities import Petition, PetitionLine, PetitionPoint
from dczg_desktop.domain.petition_amendments import PETITION_FIELDS, POINT_FIELDS, said_of
from dczg_desktop.domain.petitions import CLOSED, COMPLETED, COMPLETIONS, TRUTHS
from dczg_desktop.domain.words import Job
from dczg_desktop.exchange.sheets import Sheet, SheetColumn, SheetRow
from dczg_desktop.services.petitions.requests import returned_to
from dczg_desktop.store.facts import chunks

PETITIONS = "信访件"
MOST = 8000
"""With more petitions than that the finished ones stay off the sheet: a workbook has its limits (docs/package-format.md)."""
OFF_THE_SHEET = f"信访件超过 {MOST} 件，已办结、已销号的 {{}} 件不列入本表，但都在数据包里，接收时一件不少；要看的请在程序里打开。"
SPARE = 8
"""Blank rows for points that nobody has listed yet."""

_NAMING = frozenset({"number", "description"})
"""Columns that are open in the spare rows only: which item a new point belongs to, and what is complained of there."""
_COLUMNS = (
    "number",
    "batch",
    "point",
    "description",
    "area",
    "category",
    "responsible_unit",
    "deadline",
    *PETITION_FIELDS,
)
_WIDTHS = {"number": 21, "batch": 8, "point": 7, "description": 36, "area": 9, "category": 9, "responsible_unit": 14, "deadline": 12,
           "findings": 33, "substantiated": 9, "goal": 14, "result": 33, "completion": 11, "completed_on": 12,
           "accountability": 14}  # fmt: skip
_NOTES = {
    "number": "新增点位时选所属信访件的受理编号；已有的行不要改。",
    "description": "新增点位时写这个点位反映的问题；已有的行不要改。",
    "findings": "写清什么时间、谁去核查、看到什么。不写举报人信息。",
    "substantiated": "选：属实、基本属实、部分属实、不属实。",
    "goal": "办到什么程度算办结。",
    "result": "写清做了什么、多少、何时；没有完成的写下步措施和时间。",
    "completion": "选：已办结、阶段性办结、未办结。有点位的只在整件一行填。",
    "completed_on": "写成 2026-10-31；没有办结请留空。",
    "accountability": "责任人被处理情况；没有就写“无”。",
}


@dataclass(frozen=True, slots=True)
class _Item:
    """One petition with its points, as rows of the tables."""

    row: Any
    points: tuple[Any, ...]


def off_the_sheet(session: Session, uids: Sequence[str], offices: Collection[str]) -> set[str]:
    """Those of these petitions that a package carries but does not list: finished ones, where there are too many to read.

    What `offices` still have to put right is always listed.
    """
    if len(uids) <= MOST:
        return set()
    return set(uids) - _unfinished(session, uids) - returned_to(session, offices).keys()


def petition_sheets(session: Session, uids: Sequence[str], offices: Collection[str]) -> list[Sheet]:
    """The sheet of a package over these petitions, none when there are none; those of `offices` are open to fill in."""
    off = off_the_sheet(session, uids, offices)
    left = OFF_THE_SHEET.format(len(off)) if off else ""
    items = _items(session, [uid for uid in uids if uid not in off])
    if not items:
        return []
    open_ = {one.row.uid for one in items if one.row.office_uid in offices}
    note = (
        "浅黄色格由承办单位填写：调查核实、是否属实、处理和整改、办结状态和日期、责任人处理；分了点位的逐点填写。"
        "新查出的点位写在表尾空行。空着表示不改，要清除一格请填〔清空〕。不得写举报人的姓名、电话、住址。"
        if open_
        else "由承办单位填写，供核对。需要修改的请退回承办单位。"
    )
    note = left + note
    rows = [row for one in items for row in _rows(one, is_open=one.row.uid in open_)]
    numbers = tuple(one.row.number for one in items if one.row.uid in open_ and one.row.number)
    spare = SPARE if open_ else 0
    return [Sheet(PETITIONS, "信访件办理情况表", note, _columns(numbers, is_open=bool(open_)), rows, spare)]


def petition_form(session: Session, uids: Sequence[str], offices: Collection[str]) -> Sheet:
    """The sheet for `offices` to fill in: their items that are not finished, or of which something was sent back."""
    wanted = _unfinished(session, uids) | returned_to(session, offices).keys()
    found = _items(session, [uid for uid in uids if uid in wanted])
    items = [one for one in found if one.row.office_uid in offices]
    note = (
        "请填浅黄色格，一件一行，分了点位的一个点位一行：调查核实情况、是否属实、处理和整改情况必填，办结了再填办结情况和日期。"
        "新查出的点位写在表尾空行：选受理编号，写反映的问题。要清除一格请填〔清空〕。不得写举报人的姓名、电话、住址。"
    )
    rows = [row for one in items for row in _rows(one, is_open=True)]
    numbers = tuple(one.row.number for one in items if one.row.number)
    columns = _columns(numbers, is_open=True)
    return Sheet(Job.PETITIONS.value, "信访件办理情况填报表", note, columns, rows, SPARE)


def _unfinished(session: Session, uids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    line = PetitionLine
    for part in chunks(list(uids)):
        query = select(line.uid).where(line.uid.in_(part), line.completion != COMPLETED)
        found |= set(session.scalars(query.where(line.closure != CLOSED)))
    return found


def _items(session: Session, uids: Sequence[str]) -> list[_Item]:
    """These petitions in their order, void ones left out."""
    p, c = Petition, PetitionPoint
    names = [getattr(p, name) for name in _COLUMNS if name != "point"]
    rows: dict[str, Any] = {}
    points: dict[str, list[Any]] = defaultdict(list)
    for part in chunks(list(uids)):
        query = select(p.uid, p.sequence, p.office_uid, p.starred, *names)
        rows |= {row.uid: row for row in session.execute(query.where(p.uid.in_(part), p.voided == ""))}
        listed = select(
            c.uid, c.petition_uid, c.text, c.place, c.unit, *(getattr(c, name) for name in POINT_FIELDS)
        )
        listed = listed.where(c.petition_uid.in_(part), c.voided == "", ~c.hidden)
        for point in session.execute(listed.order_by(c.position, c.id)):
            points[point.petition_uid].append(point)
    return [_Item(rows[uid], tuple(points[uid])) for uid in uids if uid in rows]


def _columns(numbers: tuple[str, ...], *, is_open: bool) -> tuple[SheetColumn, ...]:
    choices = {"number": numbers, "substantiated": TRUTHS[:-1], "completion": COMPLETIONS}
    editable = _NAMING.union(PETITION_FIELDS) if is_open else frozenset[str]()
    return tuple(
        SheetColumn(
            name,
            "点位" if name == "point" else label_of("petition", name),
            _WIDTHS[name],
            editable=name in editable,
            choices=choices.get(name, ()) if name in editable else (),
            note=_NOTES.get(name, "") if name in editable else "",
        )
        for name in _COLUMNS
    )


def _rows(item: _Item, *, is_open: bool) -> Iterable[SheetRow]:
    row = item.row
    number = f"{row.number or f'序号{row.sequence}'}{'*' if row.starred else ''}"
    cells = {name: said_of(getattr(row, name)) for name in _COLUMNS if name != "point"}
    count = len(item.points)
    cells |= {"number": number, "point": f"共 {count} 个" if count else ""}
    yield SheetRow(row.uid, cells, locked=_NAMING if is_open else _NAMING.union(PETITION_FIELDS))
    for place, point in enumerate(item.points, start=1):
        told = {name: said_of(getattr(point, name)) for name in POINT_FIELDS}
        where = f"（{point.place}）" if point.place else ""
        told |= {
            "number": number, "batch": cells["batch"], "point": f"第 {place} 个", "description": said_of(point.text + where),
            "responsible_unit": said_of(point.unit),
        }  # fmt: skip
        yield SheetRow(point.uid, told, locked=_locked_in_points(is_open=is_open))


def _locked_in_points(*, is_open: bool) -> frozenset[str]:
    return _NAMING.union(set(PETITION_FIELDS) - set(POINT_FIELDS) if is_open else PETITION_FIELDS)

"""Undo and redo of named acts: the inverse as a new act; the journal keeps both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import and_, func, not_, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import GateClosed, UserError
from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.domain.dictionary import KINDS, Kind, label_of
from dczg_desktop.domain.entities import Change, ChangeSet, Shipment
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.versions import write
from dczg_desktop.services.dependents import locked_by_closure, made_since, written_since
from dczg_desktop.services.trust.keys import TRUST
from dczg_desktop.store.bulk import load_records, replace_records, set_hidden
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.foreign import reverse_foreign
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import Ledger, require_user

UNDOABLE = frozenset({
    "新增问题", "修改问题", "确定时限", "作废问题", "交办", "免除职责", "分解措施", "修改措施", "完成措施", "撤回完成", "作废措施",
    "新增节点", "完成节点", "撤回节点完成", "填报进展", "附佐证", "清理佐证", "遮住个人信息", "撤回佐证", "导入表格", "接收数据包", "登记公示", "登记销号公示", "登记异议", "处理异议",
    "处理冲突", "退回修改", "建议修改", "答复修改意见", "撤回修改意见", "修改信访件", "关联信访件", "取消关联", "作废信访件", "恢复信访件",
    "逐点核查", "确认重复件", "不是重复件", "登记批次", "公开信访件", "撤销", "重做",
})  # fmt: skip
"""Acts that can be taken back. Closure decisions cannot: they are reversed by returning or reopening, with a reason."""

_AT_ONCE = 2000
"""Records of one kind that are taken back between two looks whether to stop."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """An act that undo would take back."""

    uid: str
    act: str
    title: str
    at: str
    who: str


def last_undoable(ledger: Ledger) -> Undoable | None:
    """The newest act that may be undone now; None when there is nothing."""
    return next(iter(_candidates(ledger, redo=False)), None)


def last_redoable(ledger: Ledger) -> Undoable | None:
    """The newest undone act with nothing done since; None when there is nothing to redo."""
    return next(iter(_candidates(ledger, redo=True)), None)


def _candidates(ledger: Ledger, *, redo: bool) -> list[Undoable]:
    with ledger.reading() as session:
        columns = (
            ChangeSet.uid,
            ChangeSet.act,
            ChangeSet.title,
            ChangeSet.at,
            ChangeSet.who,
            ChangeSet.undoes,
        )
        heads = session.execute(select(*columns).order_by(ChangeSet.counter.desc()).limit(200)).all()
    undone = {head.undoes for head in heads if head.act in {"撤销", "重做"}}
    found: list[Undoable] = []
    for head in heads:
        if head.uid in undone:
            continue
        if redo:
            if head.act == "重做":
                continue
            if head.act != "撤销":
                break
            found.append(Undoable(head.uid, head.act, head.title, head.at, head.who))
        elif head.act in UNDOABLE and head.act != "撤销":
            found.append(Undoable(head.uid, head.act, head.title, head.at, head.who))
    return found


def undo(ledger: Ledger, act_uid: str, tick: Tick = no_tick) -> str:
    """Take an act back by its inverse; returns what was undone, in words.

    A received package restores the former versions, so that receiving it again works. Raises GateClosed naming the
    records that were changed or hung on since and the problems closed since, UserError when the act cannot be undone,
    Cancelled through `tick`: then nothing is taken back.
    """
    return _reverse(ledger, act_uid, "撤销", tick)


def redo(ledger: Ledger, act_uid: str, tick: Tick = no_tick) -> str:
    """Take an undo back."""
    return _reverse(ledger, act_uid, "重做", tick)


def is_taken_back(ledger: Ledger, act_uid: str) -> bool:
    """Whether an act was undone and not brought back since."""
    steps = 0
    with ledger.reading() as session:
        while later := session.scalar(select(ChangeSet.uid).where(ChangeSet.undoes == act_uid)):
            act_uid, steps = later, steps + 1
    return steps % 2 == 1


def extent(ledger: Ledger, act_uid: str) -> int:
    """How many changes an act wrote: what takes thousands back is done beside the window."""
    with ledger.reading() as session:
        return session.scalar(select(func.count()).where(Change.set_uid == act_uid)) or 0


def _reverse(ledger: Ledger, act_uid: str, verb: str, tick: Tick) -> str:
    with ledger.transaction(verb, undoes=act_uid, tick=share(tick, 60, 100)) as (session, act):
        require_user(session, ledger.user_uid)
        head = session.scalar(select(ChangeSet).where(ChangeSet.uid == act_uid))
        if head is None or head.act not in UNDOABLE:
            raise UserError("这一步不能撤销。销号审核请用“退回”或“重新启动”，并写明理由。")
        if session.scalar(select(ChangeSet.id).where(ChangeSet.undoes == act_uid)):
            raise UserError(f"“{head.act}：{head.title}”已经撤销过，没有重复撤销。")
        act.title = head.title if head.act in {"撤销", "重做"} else f"{head.act}：{head.title}"
        by_record = _changes_of(session, act_uid)
        made = {record: kind for (kind, record), found in by_record.items() if _hides(found)}
        reasons = [
            *_reverse_records(session, act, head, by_record, share(tick, 5, 50)),
            *made_since(session, made),
        ]
        tick(55, 100)
        if not reasons:
            reasons.extend(locked_by_closure(session, act.touched))
        if reasons:
            raise GateClosed(f"撤销“{head.title or head.act}”", reasons)
        for shipment in session.scalars(
            select(Shipment).where(Shipment.act_uid.in_({act_uid, head.undoes} - {""}))
        ):
            shipment.undone = verb == "撤销"
        return act.title


class _Step(NamedTuple):
    """One change of an act; of the making of a record only that it was made."""

    field: str
    old: Any = None
    new: Any = None


Steps = Mapping[tuple[str, str], Sequence[_Step]]
"""Kind and uid of a record → what an act did to it."""


def _changes_of(session: Session, act_uid: str) -> Steps:
    """The changes of an act in their order, without reading again the whole of every record it made."""
    found: dict[tuple[str, str], list[_Step]] = {}
    of = Change.__table__.c
    is_made = and_(of.field == "", of.kind.in_(KINDS))
    for kind, uid in session.execute(
        select(of.kind, of.record_uid).where(of.set_uid == act_uid, is_made).order_by(of.position)
    ):
        found.setdefault((kind, uid), []).append(_Step(""))
    columns = (of.kind, of.record_uid, of.field, of.old, of.new)
    query = select(*columns).where(of.set_uid == act_uid, not_(is_made)).order_by(of.position)
    for kind, uid, *rest in session.execute(query):
        found.setdefault((kind, uid), []).append(_Step(*rest))
    return found


def _reverse_records(session: Session, act: Act, head: ChangeSet, by_record: Steps, tick: Tick) -> list[str]:
    reasons: list[str] = []
    done = 0
    for name in KINDS:
        uids = [uid for (kind_name, uid) in by_record if kind_name == name]
        for part in chunks(uids, _AT_ONCE):
            reasons += _reverse_part(
                session, act, head, KINDS[name], {uid: by_record[name, uid] for uid in part}
            )
            done += len(part)
            tick(done, len(by_record))
    for (name, uid), steps in by_record.items():
        if name not in KINDS and name != TRUST:
            reverse_foreign(session, act, name, uid, {step.field: (step.old, step.new) for step in steps})
    return reasons


def _reverse_part(
    session: Session, act: Act, head: ChangeSet, kind: Kind, steps: Mapping[str, Sequence[_Step]]
) -> list[str]:
    """Take back what an act did to some records of one kind; says why it cannot."""
    later = written_since(session, head, list(steps))
    shown = {uid: _shows(one) for uid, one in steps.items()}
    records = load_records(session, kind, [uid for uid in steps if shown[uid] is None or later.get(uid)])
    reasons: dict[str, str] = {}
    pairs: list[tuple[Record, Record]] = []
    for uid, record in records.items():
        if reason := _changed_since(kind, record, steps[uid], later.get(uid, set())):
            reasons[uid] = reason
        elif shown[uid] is None:
            pairs.append((record, _inverse(kind, record, act, head, steps[uid])))
    for hidden in (True, False):
        if wanted := [
            uid for uid, one in shown.items() if one is not hidden and one is not None and uid not in reasons
        ]:
            set_hidden(session, act, kind, wanted, hidden=hidden)
    replace_records(session, act, pairs)
    return [reasons[uid] for uid in steps if uid in reasons]


def _changed_since(kind: Kind, record: Record, changes: Sequence[_Step], later: set[str]) -> str:
    """Say so when a later act, not taken back itself, has written to what this act wrote."""
    if not kind.mutable or not later:
        return ""
    fields = {change.field for change in changes}
    named = f"{kind.label}“{_name(record)}”"
    if fields & {"", "@"}:
        return f"{named}后来又有改动"
    touched = next((name for name in fields if name in later), "")
    return f"{named}的“{label_of(kind.name, touched)}”后来又有改动" if touched else ""


def _name(record: Record) -> str:
    for name in ("code", "name", "text", "number", "title"):
        if value := record.fields.get(name):
            return str(value)[:30]
    return record.uid[:8]


def _hides(changes: Sequence[_Step]) -> bool:
    """Whether reversing these changes hides the record: the act made it or brought it back."""
    return _shows(changes) is False


def _shows(changes: Sequence[_Step]) -> bool | None:
    """Whether reversing these changes shows or hides the record, None when it does neither."""
    for change in changes:
        if change.field == "":
            return False
        if change.field == "hidden":
            return not change.old
    return None


def _inverse(kind: Kind, record: Record, act: Act, head: ChangeSet, changes: Sequence[_Step]) -> Record:
    """The record before these changes.

    A merge or a decided conflict brings its former versions back; a value that an undo or redo wrote is replaced by a
    new one, since other offices may have taken it in meanwhile (docs/package-format.md §合并).
    """
    fields = {change.field: change for change in changes}
    rewrites = head.act in {"撤销", "重做"} and "@" in fields and head.uid in _seen(fields["@"].new)
    if "@" in fields and not rewrites:
        old: Any = fields["@"].old
        shown: dict[str, Value] = dict(record.fields)
        shown.update({change.field: change.old for change in changes if change.field != "@"})
        known = set(kind.columns())  # a field that only a newer program knows goes again
        shown = {name: value for name, value in shown.items() if value is not None or name in known}
        return Record(record.kind, record.uid, shown, old["origin"], old["living"], tuple(old["seen"]))
    return write(record, {change.field: change.old for change in changes if change.field != "@"}, act.uid)


def _seen(versions: Any) -> list[str]:
    return list(versions["seen"])

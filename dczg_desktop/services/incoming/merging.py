"""What merging a package would do: new records, merged ones, and what is refused — computed before anything is written."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.dictionary import CONFIDENTIAL, KINDS, Kind
from dczg_desktop.domain.entities import new_uid
from dczg_desktop.domain.records import ActNote, Record, with_moment
from dczg_desktop.domain.versions import merge, union, without
from dczg_desktop.exchange.received import OpenedPackage
from dczg_desktop.services.detail import act_notes
from dczg_desktop.services.incoming.choosers import directory_order, issuer_first
from dczg_desktop.services.incoming.directory import vouched_for
from dczg_desktop.services.incoming.foreign import ForeignPlan, plan_foreign
from dczg_desktop.services.incoming.issuers import about, issuers_of
from dczg_desktop.services.incoming.proposals import (
    Receiving,
    as_proposals,
    foreign_decision,
    former_holders,
    outsiders_of,
    proposals_in,
)
from dczg_desktop.services.outgoing.scope import PETITION_CHILDREN
from dczg_desktop.services.withdrawals import doubtful
from dczg_desktop.store.bulk import load_with_hidden
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import meta_value
from dczg_desktop.store.versions import columns_of, insertion

LATEST = "9999-12-31T23:59:59"


@dataclass(slots=True)
class MergePlan:
    """`merged` pairs each changed record's state before and after; `returning` are records an undo had hidden here.

    `optional` names by (record, field) what may be left for later, field '' a record as a whole; `left` is what was.
    `doubts` are those of them that a person has to look at first, by their keys, in words.
    `rows` has the new records, by kind and uid, as they will be inserted.
    """

    new: list[Record] = field(default_factory=list)
    merged: list[tuple[Record, Record]] = field(default_factory=list)
    unchanged: int = 0
    refused: list[Fault] = field(default_factory=list)
    doubts: dict[str, str] = field(default_factory=dict)
    returning: list[Record] = field(default_factory=list)
    foreign: ForeignPlan = field(default_factory=ForeignPlan)
    optional: dict[tuple[str, str], str] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    rows: dict[tuple[str, str], tuple[Any, ...]] = field(default_factory=dict)

    def unhidden(self) -> dict[str, list[str]]:
        """Hidden records that the package brings back, by kind."""
        grouped: dict[str, list[str]] = defaultdict(list)
        for record in self.returning:
            grouped[record.kind].append(record.uid)
        return grouped

    def appearing(self) -> list[Record]:
        """Everything that the ledger does not show now and would show: new records, and hidden ones coming back."""
        return [*self.new, *self.returning]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What planning needs to know besides the records: who we are, who issued what, who no longer answers for it."""

    our_uid: str
    notes: Mapping[str, ActNote]
    issuers: Mapping[str, str]
    outsiders: Mapping[str, set[str]]
    chosen: Collection[str] | None
    act: tuple[str, ActNote]
    doubtful: Mapping[str, str]
    take_doubtful: bool

    def leaves(self, key: str, *, doubtful: bool = False) -> bool:
        """Whether this is left for later: the person wants it so, or nobody has looked at what is doubtful."""
        if self.chosen is None:
            return doubtful and not self.take_doubtful
        return key not in self.chosen


def plan_merge(
    session: Session,
    package: OpenedPackage,
    chosen: Collection[str] | None = None,
    act: Act | None = None,
    *,
    take_doubtful: bool = True,
) -> MergePlan:
    """Compare every record of the package with ours. Unknown kinds (a newer program's) are named, not dropped silently.

    With `chosen` only those of the optional pieces are planned (`MergePlan.optional`); None plans everything, what is doubtful
    only with `take_doubtful`. `act`
    is the act of receiving; without it the plan is only looked at.
    """
    plan = MergePlan()
    arriving: dict[str, dict[str, Record]] = defaultdict(dict)
    for record in package.records:
        arriving[record.kind][record.uid] = _public(record)
    for name, records in arriving.items():
        if name not in KINDS:
            plan_foreign(session, plan.foreign, name, records, package.acts)
    our_uid = meta_value(session, "office_uid")
    offices = arriving["office"]
    arriving["office"] = vouched_for(session, offices, package.manifest.sender.uid, our_uid)
    plan.unchanged += len(offices) - len(arriving["office"])
    issuers = issuers_of(session, arriving)
    ours = [uid for uid in arriving.get("problem", {}) if issuers.get(uid) == our_uid]
    anew = (act.uid, act.at) if act else (new_uid(), LATEST)
    setting = _Setting(
        our_uid,
        package.acts,
        issuers,
        outsiders_of(session, ours, our_uid)
        | former_holders(session, set(map(about, _of_petitions(arriving))), our_uid),
        chosen,
        (anew[0], ActNote(our_uid, "", anew[1], "")),
        doubtful(session, arriving, package.manifest.sender.uid, our_uid),
        take_doubtful,
    )
    for name, kind in KINDS.items():
        if arriving.get(name):
            _plan_kind(session, plan, kind, arriving[name], setting)
    _refuse_orphans(session, plan)
    return plan


def _of_petitions(arriving: Mapping[str, Mapping[str, Record]]) -> Iterator[Record]:
    """The petitions that came, and what belongs to one."""
    for name in ("petition", *PETITION_CHILDREN):
        yield from arriving.get(name, {}).values()


def _public(record: Record) -> Record:
    """Without the fields that never leave an office: ours stay as they are, whoever else writes some of his own."""
    private = CONFIDENTIAL.get(record.kind)
    if not private:
        return record
    return replace(
        record,
        fields={name: value for name, value in record.fields.items() if name not in private},
        living={name: values for name, values in record.living.items() if name not in private},
    )


def _refuse_orphans(session: Session, plan: MergePlan) -> None:
    """A record whose problem, petition or closure case neither came along nor is here cannot be kept."""
    for column, parent in (
        ("problem_uid", "problem"),
        ("petition_uid", "petition"),
        ("case_uid", "closure_case"),
    ):
        table = KINDS[parent].entity.__table__
        bound = {name for name, kind in KINDS.items() if _must_name(kind, column)}
        known = {record.uid for record in plan.new if record.kind == parent}
        wanted = {str(record.fields.get(column)) for record in plan.new if record.kind in bound} - known
        for part in chunks(sorted(wanted)):
            known |= set(session.scalars(select(table.c.uid).where(table.c.uid.in_(part))))
        lost = [r for r in plan.new if r.kind in bound and r.fields.get(column) not in known]
        if not lost:
            continue
        plan.new = [r for r in plan.new if r.kind not in bound or r.fields.get(column) in known]
        for record in lost:
            label = KINDS[record.kind].label
            message = f"所属的{KINDS[parent].label}没有收到，未接收这一条；请来文单位重新报送。"
            plan.refused.append(Fault(f"{label} {record.uid[:8]}", str(record.fields.get(column)), message))


def _must_name(kind: Kind, column: str) -> bool:
    """Whether records of this kind must have a parent in `column`: their table says so."""
    table = kind.entity.__table__
    return column in table.columns and bool(table.c[column].foreign_keys)


def _plan_kind(
    session: Session, plan: MergePlan, kind: Kind, arriving: dict[str, Record], setting: _Setting
) -> None:
    ours, hidden = load_with_hidden(session, kind, arriving)
    changing = [uid for uid in ours if kind.mutable and _differs(ours[uid], arriving[uid])]
    acts = dict(setting.notes) | _known_acts(session, [ours[uid] for uid in changing])
    for uid, record in arriving.items():
        if uid not in ours:
            _plan_new(plan, kind, record, setting)
            continue
        if uid in hidden and not _comes(plan, kind, record, setting):
            continue
        same = plan.unchanged
        if not kind.mutable:
            fuller, fault = union(ours[uid], record)
            if fault:
                plan.refused.append(fault)
            _plan_merge(plan, kind, ours[uid], fuller)
        elif uid not in changing:
            plan.unchanged += 1
        else:
            _plan_merge(plan, kind, ours[uid], _joined(plan, kind, ours[uid], record, acts, setting))
        if uid in hidden:
            plan.returning.append(record)
            plan.unchanged = same


def _joined(
    plan: MergePlan, kind: Kind, ours: Record, theirs: Record, acts: dict[str, ActNote], setting: _Setting
) -> Record:
    """Both copies merged, without what is left for later."""
    problem = about(ours)
    issuer = setting.issuers.get(problem, "")
    shown = directory_order(acts, ours.uid) if kind.settles else issuer_first(kind, acts, issuer)
    outsiders, is_ours = setting.outsiders.get(problem, set()), bool(issuer) and issuer == setting.our_uid
    if not is_ours and not outsiders:
        return merge(ours, theirs, shown)
    act_uid, note = setting.act
    chooser = shown if kind.settles else issuer_first(kind, {**acts, act_uid: note}, issuer)
    receiving = Receiving(setting.our_uid, outsiders, act_uid, chooser, is_ours)
    left: set[str] = set()
    for one in proposals_in(kind, ours, theirs, acts, receiving):
        plan.optional |= {(ours.uid, name): one.key for name in one.fields}
        if setting.leaves(one.key):
            plan.left.add(one.key)
            left |= one.fields
    if left:
        theirs = without(ours, theirs, left)
    return as_proposals(kind, ours, merge(ours, theirs, shown), acts, receiving)


def _plan_new(plan: MergePlan, kind: Kind, record: Record, setting: _Setting) -> None:
    try:
        plan.rows[kind.name, record.uid] = insertion(kind).stored(with_moment(record))
    except (ValueError, KeyError) as error:
        plan.refused.append(_misfit(kind, record, error))
    else:
        if _comes(plan, kind, record, setting):
            plan.new.append(record)


def _comes(plan: MergePlan, kind: Kind, record: Record, setting: _Setting) -> bool:
    """Whether a record comes in that the ledger does not show, be it new or hidden by an undo; else it is refused or left."""
    problem = about(record)
    outsiders = setting.outsiders.get(problem, set())
    if fault := foreign_decision(kind, record, setting.issuers.get(problem, ""), outsiders):
        plan.refused.append(fault)
        return False
    note = setting.notes.get(record.origin)
    maker = (
        str(record.fields.get("office_uid") or "") if not kind.mutable else note.office_uid if note else ""
    )
    key = f"{kind.name}:{record.uid}"
    if words := setting.doubtful.get(record.uid):
        plan.doubts[key] = words
    if words or maker in outsiders:
        plan.optional[record.uid, ""] = key
        if setting.leaves(key, doubtful=bool(words)):
            plan.left.add(key)
            return False
    return True


def _plan_merge(plan: MergePlan, kind: Kind, ours: Record, merged: Record) -> None:
    if merged == ours:
        plan.unchanged += 1
        return
    try:
        columns_of(kind, with_moment(merged))
    except (ValueError, KeyError) as error:
        plan.refused.append(_misfit(kind, merged, error))
    else:
        plan.merged.append((ours, merged))


def _misfit(kind: Kind, record: Record, error: Exception) -> Fault:
    return Fault(
        f"{kind.label} {record.uid[:8]}",
        str(error),
        "内容不合规定，未接收这一条。请与来文单位核对后重新报送。",
    )


def _differs(ours: Record, theirs: Record) -> bool:
    same_acts = ours.origin == theirs.origin and set(ours.seen) == set(theirs.seen)
    more = not theirs.fields.keys() <= ours.fields.keys()
    return more or not same_acts or dict(ours.living) != dict(theirs.living)


def _known_acts(session: Session, records: list[Record]) -> dict[str, ActNote]:
    wanted = {record.origin for record in records}
    for record in records:
        for values in record.living.values():
            wanted |= set(values)
    return act_notes(session, sorted(wanted - {""}))

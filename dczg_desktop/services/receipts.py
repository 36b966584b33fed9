"""The receipt: what a package would do or did, cell by cell, in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.dictionary import KINDS, label_of
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.versions import conflicts
from dczg_desktop.exchange.received import OpenedPackage
from dczg_desktop.services.arrivals import Arrival
from dczg_desktop.services.handwork import HandPlan
from dczg_desktop.services.merging import MergePlan


@dataclass(frozen=True, slots=True)
class CellChange:
    """One field that would change: of which problem and record, before and after."""

    problem: str
    record: str
    field: str
    before: str
    after: str
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """A package as it would be (preview) or was (accepted) received. Counts are of records."""

    sender: str
    receiver: str
    trust: str
    sequence: str
    message: str
    new: tuple[CellChange, ...]
    changed: tuple[CellChange, ...]
    unchanged: int
    conflicts: tuple[CellChange, ...]
    hand_edits: tuple[CellChange, ...]
    refused: tuple[Fault, ...]
    warnings: tuple[str, ...]
    missing_files: tuple[str, ...]
    missing_rows: int
    repeated: bool = False
    accepted: bool = False
    act_uid: str = ""


@dataclass(slots=True)
class Plan:
    """What a package would do here, before anything is written; `codes` names problems for the screen."""

    package: OpenedPackage
    arrival: Arrival
    merge: MergePlan
    hand: HandPlan
    codes: dict[str, str] = field(default_factory=dict)


def receipt_of(plan: Plan, *, accepted: bool, act_uid: str = "") -> Receipt:
    """The receipt for a plan, before (`accepted` False) or after it was written."""
    package, arrival, merge = plan.package, plan.arrival, plan.merge
    manifest = package.manifest
    absent = [
        note.name for note in manifest.attachments if note.included and note.sha256 not in package.attachments
    ]
    return Receipt(
        sender=manifest.sender.name,
        receiver=manifest.receiver.name,
        trust=package.verdict.value,
        sequence=arrival.sequence,
        message=_message(plan, accepted=accepted),
        new=tuple(_made(plan, record) for record in merge.appearing()),
        changed=tuple(change for pair in merge.merged for change in _differences(plan, *pair)),
        unchanged=merge.unchanged,
        conflicts=tuple(_disputes(plan)),
        hand_edits=tuple(_hand_changes(plan)),
        refused=(*package.problems, *merge.refused, *plan.hand.refused),
        warnings=(*arrival.warnings, *merge.foreign.words()),
        missing_files=tuple(absent),
        missing_rows=len(package.missing_rows),
        repeated=bool(arrival.repeated_at),
        accepted=accepted,
        act_uid=act_uid,
    )


def _message(plan: Plan, *, accepted: bool) -> str:
    arrival, merge = plan.arrival, plan.merge
    if arrival.repeated_at and not accepted:
        later = f"其中手工填报 {arrival.pending} 处当时没有接收，可以现在接收。" if arrival.pending else ""
        return later or f"此包已于 {arrival.repeated_at.replace('T', ' ')} 接收过，无需重复，台账没有改动。"
    edits = len(plan.hand.edits) + len(plan.hand.rows)
    counts = f"新增 {len(merge.appearing())} 条，变化 {len(merge.merged)} 条，未变 {merge.unchanged} 条，手工填报 {edits} 处"
    return f"已接收：{counts}。" if accepted else f"接收后将：{counts}。尚未写入。"


def _named(plan: Plan, kind: str, uid: str, fields: Mapping[str, Value]) -> tuple[str, str]:
    problem = str(fields.get("problem_uid") or uid) if kind != "petition" else ""
    names: Sequence[str] = ("code", "number", "name", "raw", "period", "title", "text")
    title = next((str(fields[name]) for name in names if fields.get(name)), "")
    return plan.codes.get(problem, ""), f"{KINDS[kind].label} {title[:30]}"


def _made(plan: Plan, record: Record) -> CellChange:
    problem, name = _named(plan, record.kind, record.uid, record.fields)
    text = next(
        (
            str(record.fields[key])
            for key in ("description", "text", "opinion", "name")
            if record.fields.get(key)
        ),
        "",
    )
    return CellChange(problem, name, "", "", text)


def _differences(plan: Plan, before: Record, after: Record) -> Iterator[CellChange]:
    problem, name = _named(plan, after.kind, after.uid, after.fields)
    disputed = _open_conflicts(after)
    for key, value in after.fields.items():
        if before.fields.get(key) != value:
            label = label_of(after.kind, key)
            yield CellChange(
                problem, name, label, _words(before.fields.get(key)), _words(value), key in disputed
            )


def _open_conflicts(record: Record) -> Mapping[str, Mapping[str, Value]]:
    """Conflicts that wait for somebody; kinds that settle by the fixed order have none."""
    return {} if KINDS[record.kind].settles else conflicts(record)


def _disputes(plan: Plan) -> Iterator[CellChange]:
    for before, after in plan.merge.merged:
        problem, name = _named(plan, after.kind, after.uid, after.fields)
        for key, values in _open_conflicts(after).items():
            if _open_conflicts(before).get(key) != values:
                others = " ↔ ".join(_words(value) for value in values.values())
                yield CellChange(
                    problem,
                    name,
                    label_of(after.kind, key),
                    _words(before.fields.get(key)),
                    others,
                    disputed=True,
                )


def _hand_changes(plan: Plan) -> Iterator[CellChange]:
    for edit in plan.hand.edits:
        yield CellChange(
            plan.codes.get(edit.problem_uid, ""),
            f"{edit.sheet}!{edit.cell}",
            edit.heading,
            edit.before,
            edit.after,
            edit.disputed,
        )
    for row in plan.hand.rows:
        yield CellChange(
            plan.codes.get(row.problem_uid, ""), f"{row.sheet} 第 {row.row} 行", "新增措施", "", row.text
        )


def _words(value: Value | None) -> str:
    return "" if value is None else "是" if value is True else "否" if value is False else str(value)

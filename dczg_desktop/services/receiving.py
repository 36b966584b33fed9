"""Receiving: look first, then one atomic and reversible act."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import Fault, UserError
from dczg_desktop.base.faults import fault_point
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.dictionary import KINDS, label_of
from dczg_desktop.domain.entities import Board, Counterpart, ForeignAct, Shipment
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.versions import conflicts
from dczg_desktop.domain.words import Direction
from dczg_desktop.exchange.received import OpenedPackage, open_package
from dczg_desktop.safety.copies import safety_copy
from dczg_desktop.safety.medium import bring_in
from dczg_desktop.services.arrivals import (
    PENDING,
    Arrival,
    examine,
    known_keys,
    refuse_stranger,
    require_trust,
)
from dczg_desktop.services.handwork import HandPlan, plan_handwork
from dczg_desktop.services.handwriting import apply_handwork
from dczg_desktop.services.merging import MergePlan, plan_merge
from dczg_desktop.store.bulk import add_records, replace_records, set_hidden
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import Ledger, require_user


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
class _Plan:
    package: OpenedPackage
    arrival: Arrival
    merge: MergePlan
    hand: HandPlan
    codes: dict[str, str] = field(default_factory=dict)


@contextmanager
def _opened(ledger: Ledger, path: Path, tick: Tick) -> Iterator[OpenedPackage]:
    """The package, verified, from a copy on the local disk (the USB stick may go); all temporary files are removed."""
    with ledger.reading() as session:
        keys = known_keys(session, ledger.identity)
    if not path.is_file():
        raise UserError(f"找不到文件“{path.name}”。请确认 U 盘没有拔出、文件没有改名。")
    with ledger.evidence.workspace() as folder:
        local = folder / "来文" / path.name
        bring_in(path, local)
        yield open_package(local, keys, folder / "附件", tick)


def _planned(session: Session, ledger: Ledger, package: OpenedPackage) -> _Plan:
    identity = ledger.identity
    refuse_stranger(package, identity.office_uid)
    arrival = examine(session, package, identity.office_uid, identity.replica)
    require_trust(package, returned=arrival.returned)
    merge = MergePlan() if arrival.returned or arrival.repeated_at else plan_merge(session, package)
    settled = arrival.repeated_at and not arrival.pending
    hand = HandPlan() if settled else plan_handwork(session, package, merge, ledger.today())
    plan = _Plan(package, arrival, merge, hand)
    plan.codes = dict(session.execute(select(Board.uid, Board.code)).all())
    for record in merge.new:
        if record.kind == "problem":
            plan.codes[record.uid] = str(record.fields.get("code", ""))
    return plan


def preview_package(ledger: Ledger, path: Path, tick: Tick = no_tick) -> Receipt:
    """Everything that accepting would do, cell by cell. Nothing is written.

    Raises UserError: damaged or altered, for another office, sender not enrolled, newer format;
    `exchange.payload.NotOurPackage` for a workbook that is not a package (offer it as a foreign table).
    """
    with _opened(ledger, path, tick) as package, ledger.reading() as session:
        return _receipt(_planned(session, ledger, package), accepted=False)


def receive(ledger: Ledger, path: Path, *, accept_hand_edits: bool = False, tick: Tick = no_tick) -> Receipt:
    """Accept a package: safety copy, evidence into the store, then one transaction; undo is `undo.undo(act_uid)`.

    Receiving the same file again changes nothing. Hand edits are taken only when `accept_hand_edits`, then or later
    from the same file.
    Raises UserError as `preview_package`; the ledger is then as before.
    """
    with _opened(ledger, path, tick) as package:
        with ledger.reading() as session:
            plan = _planned(session, ledger, package)
        wanted = accept_hand_edits and not plan.hand.empty()
        if (plan.arrival.repeated_at or plan.arrival.returned) and not wanted:
            return _receipt(plan, accepted=False)
        safety_copy(ledger.path, "接收前", ledger.moment())
        fault_point("receive.after_copy")
        for done, file in enumerate(package.attachments.values(), start=1):
            ledger.evidence.keep(file)
            tick(done, len(package.attachments))
        fault_point("receive.after_evidence")
        title = f"{package.manifest.sender.name} 第 {package.manifest.sequence} 号：{path.name}"
        with ledger.transaction("接收数据包", title, package_uid=package.manifest.package_uid) as (
            session,
            act,
        ):
            require_user(session, ledger.user_uid)
            plan = _planned(session, ledger, package)
            _write(session, act, plan, tick)
            if wanted:
                apply_handwork(session, act, plan.hand, ledger.today())
            fault_point("receive.before_commit")
            _register(session, act, plan, 0 if wanted else len(plan.hand.edits) + len(plan.hand.rows))
        fault_point("receive.after_commit")
        return _receipt(plan, accepted=True, act_uid=act.uid)


def _write(session: Session, act: Act, plan: _Plan, tick: Tick) -> None:
    merge = plan.merge
    add_records(session, act, merge.new, tick, len(merge.new))
    fault_point("receive.after_new")
    replace_records(session, act, merge.merged)
    for kind, uids in merge.unhidden().items():
        set_hidden(session, act, KINDS[kind], uids, hidden=False)
    have = set(session.scalars(select(ForeignAct.uid)))
    notes = [
        {"uid": uid, "office_uid": note.office_uid, "who": note.who, "at": note.at, "title": note.title}
        for uid, note in plan.package.acts.items()
        if uid not in have
    ]
    if notes:
        session.execute(insert(ForeignAct), notes)


def _register(session: Session, act: Act, plan: _Plan, pending: int) -> None:
    package = plan.package
    manifest = package.manifest
    other = manifest.receiver if plan.arrival.returned else manifest.sender
    session.add(
        Shipment(
            uid=manifest.package_uid, direction=Direction.RECEIVED, office_uid=other.uid, replica=manifest.replica,
            sequence=manifest.sequence, digest=package.digest, file_name=package.path.name, at=act.at, made_at=manifest.made_at,
            who=manifest.made_by, act_uid=act.uid, counts={"新增": len(plan.merge.new), "变化": len(plan.merge.merged), PENDING: pending},
            attachments=sorted(package.attachments),
        )
    )  # fmt: skip
    acknowledged = update(Shipment).where(
        Shipment.uid.in_(manifest.acknowledged), Shipment.direction == Direction.SENT
    )
    session.execute(acknowledged.where(Shipment.acknowledged_at == "").values(acknowledged_at=act.at))
    if not plan.arrival.returned:
        known = session.scalar(select(Counterpart).where(Counterpart.replica == manifest.replica))
        if known is not None and manifest.head.count >= known.head_count:
            known.head_count, known.head_hash = manifest.head.count, manifest.head.hash
            known.wanted = list(manifest.wanted)


def _receipt(plan: _Plan, *, accepted: bool, act_uid: str = "") -> Receipt:
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
        new=tuple(_made(plan, record) for record in merge.new),
        changed=tuple(change for pair in merge.merged for change in _differences(plan, *pair)),
        unchanged=merge.unchanged,
        conflicts=tuple(_disputes(plan)),
        hand_edits=tuple(_hand_changes(plan)),
        refused=(*package.problems, *merge.refused, *plan.hand.refused),
        warnings=arrival.warnings,
        missing_files=tuple(absent),
        missing_rows=len(package.missing_rows),
        repeated=bool(arrival.repeated_at),
        accepted=accepted,
        act_uid=act_uid,
    )


def _message(plan: _Plan, *, accepted: bool) -> str:
    arrival, merge = plan.arrival, plan.merge
    if arrival.repeated_at and not accepted:
        later = f"其中手工填报 {arrival.pending} 处当时没有接收，可以现在接收。" if arrival.pending else ""
        return later or f"此包已于 {arrival.repeated_at.replace('T', ' ')} 接收过，无需重复，台账没有改动。"
    edits = len(plan.hand.edits) + len(plan.hand.rows)
    counts = f"新增 {len(merge.new)} 条，变化 {len(merge.merged)} 条，未变 {merge.unchanged} 条，手工填报 {edits} 处"
    return f"已接收：{counts}。" if accepted else f"接收后将：{counts}。尚未写入。"


def _named(plan: _Plan, kind: str, uid: str, fields: Mapping[str, Value]) -> tuple[str, str]:
    problem = str(fields.get("problem_uid") or uid) if kind != "petition" else ""
    names: Sequence[str] = ("code", "number", "name", "raw", "period", "title", "text")
    title = next((str(fields[name]) for name in names if fields.get(name)), "")
    return plan.codes.get(problem, ""), f"{KINDS[kind].label} {title[:30]}"


def _made(plan: _Plan, record: Record) -> CellChange:
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


def _differences(plan: _Plan, before: Record, after: Record) -> Iterator[CellChange]:
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


def _disputes(plan: _Plan) -> Iterator[CellChange]:
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


def _hand_changes(plan: _Plan) -> Iterator[CellChange]:
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

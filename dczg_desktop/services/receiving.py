"""Receiving: look first, then one atomic and reversible act."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.faults import fault_point
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Board, Counterpart, ForeignAct, Shipment
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
from dczg_desktop.services.receipts import Plan, Receipt, receipt_of
from dczg_desktop.store.bulk import add_records, replace_records, set_hidden
from dczg_desktop.store.foreign import hide_foreign, keep_foreign, replace_foreign
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import Ledger, require_user


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


def _admitted(session: Session, ledger: Ledger, package: OpenedPackage) -> Arrival:
    """How the package arrives. Raises UserError when it is for another office or its sender is not enrolled."""
    identity = ledger.identity
    refuse_stranger(package, identity.office_uid)
    arrival = examine(session, package, identity.office_uid, identity.replica)
    require_trust(package, returned=arrival.returned)
    return arrival


def _planned(session: Session, ledger: Ledger, package: OpenedPackage) -> Plan:
    arrival = _admitted(session, ledger, package)
    merge = MergePlan() if arrival.returned or arrival.repeated_at else plan_merge(session, package)
    settled = arrival.repeated_at and not arrival.pending
    hand = HandPlan() if settled else plan_handwork(session, package, merge, ledger.today())
    plan = Plan(package, arrival, merge, hand)
    plan.codes = dict(session.execute(select(Board.uid, Board.code)).all())
    for record in merge.appearing():
        if record.kind == "problem":
            plan.codes[record.uid] = str(record.fields.get("code", ""))
    return plan


@dataclass(frozen=True, slots=True)
class Glance:
    """Who sent a package and how it arrives, without what it would change."""

    sender: str
    sequence: int
    made_at: str
    words: str
    repeated: bool


def glance(ledger: Ledger, path: Path, tick: Tick = no_tick) -> Glance:
    """Open and verify a package without comparing it with the ledger. Raises UserError as `preview_package`."""
    with _opened(ledger, path, tick) as package, ledger.reading() as session:
        arrival = _admitted(session, ledger, package)
        manifest = package.manifest
        words = "；".join((arrival.sequence, *arrival.warnings))
        settled = bool(arrival.repeated_at) and not arrival.pending
        return Glance(manifest.sender.name, manifest.sequence, manifest.made_at, words, settled)


def preview_package(ledger: Ledger, path: Path, tick: Tick = no_tick) -> Receipt:
    """Everything that accepting would do, cell by cell. Nothing is written.

    Raises UserError: damaged or altered, for another office, sender not enrolled, newer format;
    `exchange.payload.NotOurPackage` for a workbook that is not a package (offer it as a foreign table).
    """
    with _opened(ledger, path, tick) as package, ledger.reading() as session:
        return receipt_of(_planned(session, ledger, package), accepted=False)


def _nothing_to_take(ledger: Ledger, package: OpenedPackage, *, accept_hand_edits: bool) -> Plan | None:
    """The plan of a package that changes nothing: received before, or our own come back, and no hand edits wanted."""
    with ledger.reading() as session:
        arrival = _admitted(session, ledger, package)
        if not (arrival.repeated_at or arrival.returned):
            return None
        plan = _planned(session, ledger, package)
    return None if accept_hand_edits and not plan.hand.empty() else plan


def receive(ledger: Ledger, path: Path, *, accept_hand_edits: bool = False, tick: Tick = no_tick) -> Receipt:
    """Accept a package: safety copy, evidence into the store, then one transaction; undo is `undo.undo(act_uid)`.

    Receiving the same file again changes nothing. Hand edits are taken only when `accept_hand_edits`, then or later
    from the same file.
    Raises UserError as `preview_package`; the ledger is then as before.
    """
    with _opened(ledger, path, tick) as package:
        if (seen := _nothing_to_take(ledger, package, accept_hand_edits=accept_hand_edits)) is not None:
            return receipt_of(seen, accepted=False)
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
            wanted = accept_hand_edits and not plan.hand.empty()
            _write(session, act, plan, tick)
            if wanted:
                apply_handwork(session, act, plan.hand, ledger.today())
            fault_point("receive.before_commit")
            _register(session, act, plan, 0 if wanted else len(plan.hand.edits) + len(plan.hand.rows))
        fault_point("receive.after_commit")
        return receipt_of(plan, accepted=True, act_uid=act.uid)


def _write(session: Session, act: Act, plan: Plan, tick: Tick) -> None:
    merge = plan.merge
    add_records(session, act, merge.new, tick, len(merge.new))
    fault_point("receive.after_new")
    replace_records(session, act, merge.merged)
    for kind, uids in merge.unhidden().items():
        set_hidden(session, act, KINDS[kind], uids, hidden=False)
    keep_foreign(session, act, merge.foreign.new, plan.package.manifest.sender.uid)
    replace_foreign(session, act, merge.foreign.merged)
    for record in merge.foreign.returning:
        hide_foreign(session, act, record.kind, record.uid, hidden=False)
    have = set(session.scalars(select(ForeignAct.uid)))
    notes = [
        {"uid": uid, "office_uid": note.office_uid, "who": note.who, "at": note.at, "title": note.title}
        for uid, note in plan.package.acts.items()
        if uid not in have
    ]
    if notes:
        session.execute(insert(ForeignAct), notes)


def _register(session: Session, act: Act, plan: Plan, pending: int) -> None:
    package = plan.package
    manifest = package.manifest
    other = manifest.receiver if plan.arrival.returned else manifest.sender
    session.add(
        Shipment(
            uid=manifest.package_uid, direction=Direction.RECEIVED, office_uid=other.uid, replica=manifest.replica,
            sequence=manifest.sequence, digest=package.digest, file_name=package.path.name, at=act.at, made_at=manifest.made_at,
            who=manifest.made_by, act_uid=act.uid, counts={"新增": len(plan.merge.appearing()), "变化": len(plan.merge.merged), PENDING: pending},
            attachments=sorted(package.attachments),
        )
    )  # fmt: skip
    confirmed = [*manifest.acknowledged, *([manifest.package_uid] if plan.arrival.returned else [])]
    acknowledged = update(Shipment).where(Shipment.uid.in_(confirmed), Shipment.direction == Direction.SENT)
    session.execute(acknowledged.where(Shipment.acknowledged_at == "").values(acknowledged_at=act.at))
    if not plan.arrival.returned:
        known = session.scalar(select(Counterpart).where(Counterpart.replica == manifest.replica))
        if known is not None and manifest.head.count >= known.head_count:
            known.head_count, known.head_hash = manifest.head.count, manifest.head.hash
            known.wanted = list(manifest.wanted)
            known.reached = dict(manifest.reached)

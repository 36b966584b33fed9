"""Receiving: look first, then one atomic and reversible act."""

import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from dczg_desktop.base.faults import fault_point
from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Board, ForeignAct, Office, Shipment
from dczg_desktop.domain.words import Direction, ShipmentKind
from dczg_desktop.exchange.manifest import Manifest
from dczg_desktop.exchange.received import OpenedPackage
from dczg_desktop.safety.copies import safety_copy
from dczg_desktop.services.confirming import confirm_by_package
from dczg_desktop.services.detail import act_notes
from dczg_desktop.services.handwork.cells import plan_handwork
from dczg_desktop.services.handwork.plan import HandPlan
from dczg_desktop.services.handwork.writing import apply_handwork
from dczg_desktop.services.incoming.arrivals import (
    PENDING,
    Arrival,
    examine,
    refuse_stranger,
    require_trust,
)
from dczg_desktop.services.incoming.baselines import base_words, skew_words
from dczg_desktop.services.incoming.directory import link_directory
from dczg_desktop.services.incoming.issuers import about
from dczg_desktop.services.incoming.merging import MergePlan, plan_merge
from dczg_desktop.services.incoming.receipts import (
    BY_HAND,
    OF_PETITIONS,
    Plan,
    Receipt,
    petitions_in,
    receipt_of,
)
from dczg_desktop.services.incoming.told import told_of
from dczg_desktop.services.incoming.unpacking import unpacked
from dczg_desktop.services.traces import dangers
from dczg_desktop.services.trust.histories import COUNTERPART
from dczg_desktop.services.trust.keys import learn_keys, require_living_key, take_revocations
from dczg_desktop.store.among import Question, among, listed
from dczg_desktop.store.bulk import add_records, replace_records, set_hidden
from dczg_desktop.store.foreign import hide_foreign, keep_foreign, replace_foreign
from dczg_desktop.store.journal import Act, journal_head
from dczg_desktop.store.ledger import CopiedBefore, Ledger, require_user

_board, _office, _foreign = Board.__table__.c, Office.__table__.c, ForeignAct.__table__.c
_CODES = Question(select(_board.uid, _board.code).where(among(_board.uid)))
_NAMES = select(_office.uid, _office.name)
_KNOWN_ACTS = Question(select(_foreign.uid).where(among(_foreign.uid)))
RUN_SECONDS = 600
"""How long packages received one after the other may share one safety copy."""


def _admitted(session: Session, ledger: Ledger, package: OpenedPackage) -> Arrival:
    """How the package arrives. Raises UserError when it is for another office or its sender is not enrolled."""
    identity = ledger.identity
    refuse_stranger(package, identity.office_uid)
    arrival = examine(session, package, identity.office_uid, identity.replica)
    require_trust(package, returned=arrival.returned)
    if not arrival.repeated_at:
        require_living_key(session, package.manifest)
    return arrival


def _planned(
    session: Session,
    ledger: Ledger,
    package: OpenedPackage,
    chosen: Collection[str] | None = None,
    *,
    by_hand: bool = True,
    act: Act | None = None,
    take_doubtful: bool = True,
) -> Plan:
    """What receiving would do; with `chosen`, only those of the pieces that may be left for later."""
    arrival = _admitted(session, ledger, package)
    settled = bool(arrival.repeated_at) and not arrival.pending
    merge = (
        MergePlan()
        if arrival.returned or settled
        else plan_merge(session, package, chosen, act, take_doubtful=take_doubtful)
    )
    hand = HandPlan() if settled else plan_handwork(session, package, merge, ledger.today())
    wanted = set(chosen) if chosen is not None else hand.keys() if by_hand else set()
    plan = Plan(package, arrival, merge, hand.narrowed(wanted))
    plan.pending = len(hand.keys() - wanted) + len(merge.left)
    plan.base = base_words(session, package.manifest, ledger.today()) if not arrival.returned else ""
    plan.skew = skew_words(package.manifest)
    plan.told = [
        *dangers(package.attachments, {note.sha256: note.name for note in package.manifest.attachments})
    ]
    _name(session, plan)
    return plan


def _name(session: Session, plan: Plan) -> None:
    """Codes of problems, names of offices and notes of acts, for the screen."""
    concerned = {about(record) for record in plan.package.records}
    concerned |= {edit.problem_uid for edit in plan.hand.edits} | {row.problem_uid for row in plan.hand.rows}
    plan.codes |= dict(_CODES.rows(session, listed(concerned)))
    plan.offices = dict(session.execute(_NAMES).all())
    for record in plan.package.records:
        if record.kind == "problem":
            plan.codes.setdefault(record.uid, str(record.fields.get("code", "")))
        elif record.kind == "petition":
            plan.codes.setdefault(record.uid, str(record.fields.get("number") or "（无编号）"))
        elif record.kind == "office":
            plan.offices.setdefault(record.uid, str(record.fields.get("name", "")))
    ours = {act for _, after in plan.merge.merged for values in after.living.values() for act in values}
    plan.notes = {**act_notes(session, sorted(ours)), **plan.package.acts}


@dataclass(frozen=True, slots=True)
class Glance:
    """Who sent a package and how it arrives, without what it would change. `order` is 较旧, 缺前包 or nothing."""

    sender: str
    sequence: int
    made_at: str
    words: str
    repeated: bool
    receiver: str = ""
    trust: str = ""
    order: str = ""


def glance(ledger: Ledger, path: Path, tick: Tick = no_tick, *, phrase: str = "") -> Glance:
    """Open and verify a package without comparing it with the ledger. Raises UserError as `preview_package`."""
    with unpacked(ledger, path, tick, phrase) as package, ledger.reading() as session:
        arrival = _admitted(session, ledger, package)
        manifest = package.manifest
        words = "；".join((arrival.sequence, *arrival.warnings))
        settled = bool(arrival.repeated_at) and not arrival.pending
        order = "较旧" if "较旧" in arrival.sequence else "缺前包" if arrival.gaps else ""
        trust = "我方回填件" if arrival.returned else package.verdict.value
        return Glance(
            manifest.sender.name, manifest.sequence, manifest.made_at, words, settled, manifest.receiver.name, trust, order
        )  # fmt: skip


def manifest_of(ledger: Ledger, path: Path, *, phrase: str = "") -> tuple[Manifest, str]:
    """The manifest of a package that could be received here, and its digest. Raises UserError as `preview_package`."""
    with unpacked(ledger, path, no_tick, phrase) as package, ledger.reading() as session:
        _admitted(session, ledger, package)
        return package.manifest, package.digest


def preview_package(ledger: Ledger, path: Path, tick: Tick = no_tick, *, phrase: str = "") -> Receipt:
    """Everything that accepting would do, cell by cell. Nothing is written. `phrase` opens a file sealed with one.

    Raises UserError: damaged or altered, for another office, sender not enrolled, its key revoked, newer format, sealed
    and not to be opened (`NeedsPhrase`: ask for the pass-phrase);
    `exchange.payload.NotOurPackage` for a workbook that is not a package (offer it as a foreign table).
    """
    with unpacked(ledger, path, tick, phrase) as package, ledger.reading() as session:
        return receipt_of(_planned(session, ledger, package), accepted=False)


def _nothing_to_take(
    ledger: Ledger,
    package: OpenedPackage,
    chosen: Collection[str] | None,
    *,
    by_hand: bool,
    take_doubtful: bool,
) -> Plan | None:
    """The plan of a package that changes nothing: received before, or our own come back, and nothing of it wanted."""
    with ledger.reading() as session:
        arrival = _admitted(session, ledger, package)
        if not (arrival.repeated_at or arrival.returned):
            return None
        plan = _planned(session, ledger, package)
    wanted = plan.keys() if chosen is None else plan.keys() & set(chosen)
    if chosen is None and not take_doubtful:
        wanted -= plan.merge.doubts.keys()
    asked = by_hand or chosen is not None or (take_doubtful and plan.merge.doubts)
    return None if wanted and asked else plan


def receive(
    ledger: Ledger,
    path: Path,
    *,
    accept_hand_edits: bool = False,
    chosen: Collection[str] | None = None,
    take_doubtful: bool = False,
    phrase: str = "",
    tick: Tick = no_tick,
) -> Receipt:
    """Accept a package: safety copy, evidence into the store, then one transaction; undo is `undo.undo(act_uid)`.

    What nobody disputes is always taken. Of the pieces that carry a key (`CellChange.key`: hand edits, and values from
    an office that does not own the field) `chosen` are taken and the others stay for later, from the same file;
    without `chosen` all of the latter are taken, the hand edits when `accept_hand_edits`, and what a person has to look at
    first (`Receipt.doubtful`) when `take_doubtful`.
    Receiving the same file again changes nothing. Raises UserError as `preview_package`; the ledger is then as before.
    """
    with unpacked(ledger, path, tick, phrase) as package:
        if (
            seen := _nothing_to_take(
                ledger, package, chosen, by_hand=accept_hand_edits, take_doubtful=take_doubtful
            )
        ) is not None:
            return receipt_of(seen, accepted=False)
        _copy_before(ledger)
        fault_point("receive.after_copy")
        for done, file in enumerate(package.attachments.values(), start=1):
            ledger.evidence.keep(file)
            tick(done, len(package.attachments))
        fault_point("receive.after_evidence")
        title = f"{package.manifest.sender.name} 第 {package.manifest.sequence} 号：{path.name}"
        with ledger.transaction(
            "接收数据包", title, package_uid=package.manifest.package_uid, tick=share(tick, 60, 100)
        ) as (session, act):
            require_user(session, ledger.user_uid)
            plan = _planned(
                session, ledger, package, chosen, by_hand=accept_hand_edits, act=act, take_doubtful=take_doubtful
            )  # fmt: skip
            _write(session, act, plan, share(tick, 0, 60))
            link_directory(session, act, plan.merge.appearing())
            if not plan.hand.empty():
                apply_handwork(session, act, plan.hand, ledger.today())
            fault_point("receive.before_commit")
            _register(session, act, plan, told_of(plan), ledger.identity.replica)
        fault_point("receive.after_commit")
        return receipt_of(plan, accepted=True, act_uid=act.uid)


def _copy_before(ledger: Ledger) -> None:
    """A safety copy; one is enough for packages received one after the other within minutes and nothing else between."""
    with ledger.reading() as session:
        acts, _ = journal_head(session)
    last = ledger.copied_before
    if (
        last is None
        or last.acts != acts
        or time.monotonic() - last.made > RUN_SECONDS
        or not last.copy.exists()
    ):
        last = CopiedBefore(safety_copy(ledger.path, "接收前", ledger.moment()), time.monotonic(), acts)
    ledger.copied_before = replace(last, acts=acts + 1)


def _write(session: Session, act: Act, plan: Plan, tick: Tick) -> None:
    merge = plan.merge
    add_records(session, act, merge.new, tick, len(merge.new), merge.rows)
    fault_point("receive.after_new")
    replace_records(session, act, merge.merged)
    for kind, uids in merge.unhidden().items():
        set_hidden(session, act, KINDS[kind], uids, hidden=False)
    keep_foreign(session, act, merge.foreign.new, plan.package.manifest.sender.uid)
    replace_foreign(session, act, merge.foreign.merged)
    for record in merge.foreign.returning:
        hide_foreign(session, act, record.kind, record.uid, hidden=False)
    have = {uid for (uid,) in _KNOWN_ACTS.rows(session, listed(plan.package.acts))}
    notes = [
        {"uid": uid, "office_uid": note.office_uid, "who": note.who, "at": note.at, "title": note.title}
        for uid, note in plan.package.acts.items()
        if uid not in have
    ]
    if notes:
        session.execute(insert(ForeignAct), notes)


def _register(session: Session, act: Act, plan: Plan, told: dict[str, object], our_replica: str) -> None:
    package = plan.package
    manifest = package.manifest
    other = manifest.receiver if plan.arrival.returned else manifest.sender
    session.add(
        Shipment(
            uid=manifest.package_uid, direction=Direction.RECEIVED, office_uid=other.uid, replica=manifest.replica,
            sequence=manifest.sequence, digest=package.digest, file_name=package.path.name, at=act.at, made_at=manifest.made_at,
            who=manifest.made_by, act_uid=act.uid, counts={"新增": len(plan.merge.appearing()), "变化": len(plan.merge.merged), BY_HAND: plan.hand.count(), PENDING: plan.pending,
                    OF_PETITIONS: sum(petitions_in(plan)[:2])},
            attachments=sorted(package.attachments), kind=ShipmentKind.FORM if plan.arrival.returned else ShipmentKind.PACKAGE,
            series=manifest.series, volume=manifest.volume, volumes=manifest.volumes, size=package.path.stat().st_size, receipt=told,
        )
    )  # fmt: skip
    confirmed = [*manifest.acknowledged, *([manifest.package_uid] if plan.arrival.returned else [])]
    refusals = confirm_by_package(session, act, manifest, other.uid, confirmed)
    if not plan.arrival.returned:
        learn_keys(session, manifest)
        plan.told += [*refusals, *take_revocations(session, act, manifest, our_replica)]
        known = session.scalar(COUNTERPART, {"replica": manifest.replica})
        if known is not None and manifest.head.count < known.head_count:
            # a copied or restored ledger counts behind: what it lacks is asked for all the same
            known.wanted = sorted({*known.wanted, *manifest.wanted})
        elif known is not None:
            known.head_count, known.head_hash = manifest.head.count, manifest.head.hash
            known.wanted = list(manifest.wanted)
            known.reached = dict(manifest.reached)

"""What a received package says beside its records: trust, order, and whether its journal fits the one we know."""

import json
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Counterpart, Shipment
from dczg_desktop.domain.words import Direction
from dczg_desktop.exchange.manifest import Manifest
from dczg_desktop.exchange.received import KnownKeys, OpenedPackage, Trust
from dczg_desktop.safety.keys import restored
from dczg_desktop.services.incoming.volumes import refuse_mixed, volume_words
from dczg_desktop.services.trust.histories import our_history, their_history
from dczg_desktop.store.ledger import Identity, meta_value

FORMER_KEYS = "former_keys"
"""Where the ledger keeps {installation: public key} of its own earlier installations."""

PENDING = "留待以后"
"""In the counts of a shipment: hand edits and proposals that were shown and not taken."""

PENDING_BEFORE = "手工填报未接收"
"""The same as 0.1.0 wrote it."""


_shipment, _counterpart = Shipment.__table__.c, Counterpart.__table__.c
_KEYS = select(_counterpart.office_uid, _counterpart.replica, _counterpart.public_key)
_received = _shipment.direction == Direction.RECEIVED, ~_shipment.undone
_BEFORE = (
    select(_shipment.at, _shipment.counts)
    .where(*_received, _shipment.digest == bindparam("digest"))
    .order_by(_shipment.id.desc())
    .limit(1)
)
_NUMBERS = select(_shipment.sequence).where(
    *_received, _shipment.office_uid == bindparam("office"), _shipment.replica == bindparam("replica")
)


class ForAnother(UserError):
    """The package is addressed to another office."""


class NotEnrolled(UserError):
    """The package is whole, but the installation `replica` that signed it is not enrolled here."""

    def __init__(self, text: str, replica: str) -> None:
        super().__init__(text)
        self.replica = replica


@dataclass(frozen=True, slots=True)
class Arrival:
    """`sequence` in words, `warnings` for the person who accepts; `returned`: our own package, filled in by hand.

    `pending` hand edits and proposals of a file received before were not taken then and still can be.
    """

    returned: bool
    repeated_at: str
    pending: int
    sequence: str
    gaps: tuple[int, ...]
    warnings: tuple[str, ...]


def known_keys(session: Session, identity: Identity) -> KnownKeys:
    """Keys of enrolled installations, and our own, those of before a restore included."""
    rows = session.execute(_KEYS).all()
    keys = {(office, replica): key for office, replica, key in rows}
    for replica, key in json.loads(meta_value(session, FORMER_KEYS, "{}")).items():
        keys[identity.office_uid, replica] = key
    keys[identity.office_uid, identity.replica] = restored(identity.private_key).public.hex()

    def known(office_uid: str, replica: str) -> bytes | None:
        key = keys.get((office_uid, replica))
        return None if key is None else bytes.fromhex(key)

    return known


def refuse_stranger(package: OpenedPackage, our_uid: str) -> None:
    """Raise UserError when the package is not for this office."""
    manifest = package.manifest
    if our_uid not in {manifest.receiver.uid, manifest.sender.uid}:
        raise ForAnother(
            f"“{package.path.name}”的接收单位是“{manifest.receiver.name}”，本单位不能接收，台账没有改动。请转交给该单位。"
        )


def require_trust(package: OpenedPackage, *, returned: bool) -> None:
    """Raise UserError when the sender's installation is not enrolled; a returned package must bear our own key."""
    if package.verdict is Trust.ENROLLED:
        return
    if returned:
        raise NotEnrolled(
            f"“{package.path.name}”写明由本单位发出，但不是本机签发的，台账没有改动。"
            "请在发出它的那台电脑上接收，或先互相登记两台电脑的卡片。",
            package.manifest.replica,
        )
    sender = package.manifest.sender
    raise NotEnrolled(
        f"“{sender.name}”的这台电脑还没有登记，数据包内容完整但来源无法确认，台账没有改动。"
        "请先登记对方的单位卡片（数据交换—往来单位），并与对方通电话核对指纹，再接收。",
        package.manifest.replica,
    )


SANE = 10**9
"""Package numbers above this are nonsense: named, kept out of the count, never in the way of the next package."""


def examine(session: Session, package: OpenedPackage, our_uid: str, our_replica: str) -> Arrival:
    """Order, repetition and history of a package against the register."""
    manifest = package.manifest
    returned = manifest.sender.uid == our_uid and manifest.receiver.uid != our_uid
    before = session.execute(_BEFORE, {"digest": package.digest}).first()
    repeated, pending = (
        (before.at, int(before.counts.get(PENDING, before.counts.get(PENDING_BEFORE, 0))))
        if before
        else ("", 0)
    )
    if returned:
        return Arrival(returned, repeated, pending, f"本单位第 {manifest.sequence} 号，填好交回", (), ())
    if before:
        return Arrival(returned, repeated, pending, f"第 {manifest.sequence} 号（重复）", (), ())
    refuse_mixed(session, manifest, package.path.name)
    words, gaps = _order(session, manifest)
    awaited = ""
    if manifest.volumes > 1:
        words, awaited = volume_words(session, manifest)
    warnings = (
        *([awaited] if awaited else []),
        *their_history(session, manifest),
        *our_history(session, manifest, our_replica),
    )
    return Arrival(returned, repeated, pending, words, gaps, warnings)


def _order(session: Session, manifest: Manifest) -> tuple[str, tuple[int, ...]]:
    received = session.scalars(_NUMBERS, {"office": manifest.sender.uid, "replica": manifest.replica})
    had = {number for number in received if number < SANE}
    if manifest.sequence >= SANE:
        return "编号异常大（对方程序可能被改过）：内容照收，编号不作数，请与对方核实", ()
    newest = max(had, default=0)
    if manifest.sequence <= newest:
        return (
            f"第 {manifest.sequence} 号，较旧（已收到第 {newest} 号）：只补充缺少的内容，不会覆盖新内容",
            (),
        )
    gaps = tuple(
        number
        for number in range(max(newest, manifest.sequence - 20) + 1, manifest.sequence)
        if number not in had
    )
    missing = f"，缺第 {'、'.join(map(str, gaps))} 号（每包都含全部现状，不影响接收）" if gaps else ""
    return f"第 {manifest.sequence} 号{missing}", gaps

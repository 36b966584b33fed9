"""Journal heads exchanged: restored, copied or rewritten installations are named in words, on both sides."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import ChangeSet, Counterpart, Shipment
from dczg_desktop.domain.words import Direction
from dczg_desktop.exchange.manifest import LARGEST, Manifest

HEAD = "head"
"""In the receipt of a received package: [entries, hash] of the sender's journal, as the package told."""

KEPT = 200
"""So many of the last packages are compared."""


def trail(session: Session, office_uid: str) -> dict[str, str]:
    """What our journal says now at each place that a package to this office has told: {number of entries: hash}."""
    query = (
        select(ChangeSet.counter, ChangeSet.previous)
        .join(Shipment, Shipment.act_uid == ChangeSet.uid)
        .where(Shipment.office_uid == office_uid, Shipment.direction == Direction.SENT)
    )
    rows = session.execute(query.order_by(ChangeSet.counter.desc()).limit(KEPT)).all()
    return {str(counter - 1): previous for counter, previous in rows}


def their_history(session: Session, manifest: Manifest) -> list[str]:
    """One sentence when the sender's journal does not continue what its earlier packages told."""
    told = _told(session, manifest.replica)
    if not told:
        return []
    first = _first_break(told, manifest, reused=_is_reused(session, manifest))
    if first is None:
        return []
    said = (
        f"“{manifest.sender.name}”的历史记录与上次报送不一致（自第 {first} 条）："
        "可能恢复过旧备份、复制过程序文件夹，或历史被改写。数据合并不受影响，请与对方核实；"
        "属于恢复或复制的，请对方更换本机标识，并在“往来单位”里请求回传。"
    )
    return [said]


def _told(session: Session, replica: str) -> dict[int, str]:
    """What this installation has told us of its journal, package by package, and the newest head we hold."""
    rows = session.scalars(
        select(Shipment.receipt)
        .where(Shipment.replica == replica, Shipment.direction == Direction.RECEIVED, ~Shipment.undone)
        .order_by(Shipment.id.desc())
        .limit(KEPT)
    )
    told = {int(receipt[HEAD][0]): str(receipt[HEAD][1]) for receipt in rows if receipt.get(HEAD)}
    known = session.scalar(select(Counterpart).where(Counterpart.replica == replica))
    if known is not None and known.head_count:
        told.setdefault(known.head_count, known.head_hash)
    return told


def _is_reused(session: Session, manifest: Manifest) -> bool:
    """Whether another package of this installation came under the same number (volumes of one sending apart)."""
    query = select(Shipment.id).where(
        Shipment.replica == manifest.replica, Shipment.direction == Direction.RECEIVED, ~Shipment.undone,
        Shipment.sequence == manifest.sequence, Shipment.uid != manifest.package_uid,
    )  # fmt: skip
    if manifest.series:
        query = query.where(Shipment.series != manifest.series)
    return session.scalar(query.limit(1)) is not None


def _first_break(told: dict[int, str], manifest: Manifest, *, reused: bool) -> int | None:
    """The first entry that is not what it was; None when everything told continues.

    What was told must stand in the trail as it was told. A package made before others that are here already cannot know
    those; it is late, not rewritten, unless its number has been used.
    """
    head = manifest.head
    trail_ = {int(count): value for count, value in manifest.trail.items() if _is_count(count)}
    says = trail_ | {head.count: head.hash}
    floor = min(trail_) if len(trail_) >= KEPT else 0
    complete = manifest.format != "1.0"  # a program of 0.1.0 gives no trail
    broken = [
        count
        for count, value in told.items()
        if says.get(count, value) != value
        or (complete and floor <= count < head.count and count not in says)
        or (reused and count >= head.count and count not in says)
    ]
    if not broken:
        return None
    agreed = [count for count, value in told.items() if says.get(count) == value and count < min(broken)]
    return max(agreed, default=0) + 1


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < len(str(LARGEST))


def our_history(session: Session, manifest: Manifest, our_replica: str) -> list[str]:
    """One sentence when the other side holds a head of ours that our journal does not contain."""
    seen = manifest.heads_seen.get(our_replica)
    if seen is None:
        return []
    ours = session.scalar(select(ChangeSet.hash).where(ChangeSet.counter == seen.count))
    if ours == seen.hash:
        return []
    said = (
        f"对方保存的本机历史（第 {seen.count} 条）与本台账不一致：本机可能恢复过旧备份，或同一台账被复制到两台电脑。"
        "请在“数据交换—往来单位”里更换本机标识，并请求回传：对方会把本单位报送过的全部内容发回来。"
    )
    return [said]

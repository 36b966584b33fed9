"""Journal heads exchanged: restored, copied or rewritten installations are named in words, on both sides."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import ChangeSet, Counterpart, Shipment
from dczg_desktop.domain.words import Direction
from dczg_desktop.exchange.manifest import LARGEST, Manifest

HEAD = "head"
"""In the receipt of a received package: [entries, hash] of the sender's journal, as the package told."""

KEPT = 200
"""So many of the last packages are compared."""


_shipment, _act, _counterpart = Shipment.__table__.c, ChangeSet.__table__.c, Counterpart.__table__.c
_came = (
    _shipment.replica == bindparam("replica"),
    _shipment.direction == Direction.RECEIVED,
    ~_shipment.undone,
)
_TRAIL = (
    select(_act.counter, _act.previous)
    .join_from(ChangeSet.__table__, Shipment.__table__, _shipment.act_uid == _act.uid)
    .where(_shipment.office_uid == bindparam("office"), _shipment.direction == Direction.SENT)
    .order_by(_act.counter.desc())
    .limit(KEPT)
)
_RECEIPTS = select(_shipment.receipt).where(*_came).order_by(_shipment.id.desc()).limit(KEPT)
_HEAD = select(_counterpart.head_count, _counterpart.head_hash).where(
    _counterpart.replica == bindparam("replica")
)
_SAME_NUMBER = select(_shipment.uid, _shipment.series).where(
    *_came, _shipment.sequence == bindparam("sequence")
)
_OUR_HASH = select(_act.hash).where(_act.counter == bindparam("counter"))


COUNTERPART = select(Counterpart).where(Counterpart.replica == bindparam("replica"))
"""The enrolled installation with this id."""


def trail(session: Session, office_uid: str) -> dict[str, str]:
    """What our journal says now at each place that a package to this office has told: {number of entries: hash}."""
    rows = session.execute(_TRAIL, {"office": office_uid}).all()
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
    rows = session.scalars(_RECEIPTS, {"replica": replica})
    told = {int(receipt[HEAD][0]): str(receipt[HEAD][1]) for receipt in rows if receipt.get(HEAD)}
    known = session.execute(_HEAD, {"replica": replica}).first()
    if known is not None and known.head_count:
        told.setdefault(known.head_count, known.head_hash)
    return told


def _is_reused(session: Session, manifest: Manifest) -> bool:
    """Whether another package of this installation came under the same number (volumes of one sending apart)."""
    came = session.execute(_SAME_NUMBER, {"replica": manifest.replica, "sequence": manifest.sequence})
    return any(
        uid != manifest.package_uid and (not manifest.series or series != manifest.series)
        for uid, series in came
    )


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
    ours = session.scalar(_OUR_HASH, {"counter": seen.count})
    if ours == seen.hash:
        return []
    said = (
        f"对方保存的本机历史（第 {seen.count} 条）与本台账不一致：本机可能恢复过旧备份，或同一台账被复制到两台电脑。"
        "请在“数据交换—往来单位”里更换本机标识，并请求回传：对方会把本单位报送过的全部内容发回来。"
    )
    return [said]

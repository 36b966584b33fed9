"""How far apart sender and receiver are: what of ours a package was made upon, and by which version of the program."""

from datetime import date

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

import dczg_desktop
from dczg_desktop.domain.entities import Shipment
from dczg_desktop.domain.words import Direction
from dczg_desktop.exchange.manifest import Manifest
from dczg_desktop.store.among import UIDS, among, listed

_shipment = Shipment.__table__.c
_sent = _shipment.direction == Direction.SENT, _shipment.office_uid == bindparam("office")
_COUNT = select(func.count()).where(*_sent)
_HAD = (
    select(_shipment.sequence, _shipment.at)
    .where(*_sent, among(_shipment.uid))
    .order_by(_shipment.sequence.desc())
    .limit(1)
)
_LATER = _COUNT.where(_shipment.sequence > bindparam("after"))


def base_words(session: Session, manifest: Manifest, today: date) -> str:
    """Which of our packages the sender had when making this one, and how many we have sent since."""
    theirs = {"office": manifest.sender.uid}
    count = session.scalar(_COUNT, theirs) or 0
    if not count:
        return ""
    last = session.execute(_HAD, {**theirs, UIDS: listed(manifest.acknowledged)}).first()
    if last is None:
        return f"制作此包时，对方还没有收到我方发出的任何一包（我方已发出 {count} 包）。"
    later = session.scalar(_LATER, {**theirs, "after": last.sequence}) or 0
    days = (today - date.fromisoformat(last.at[:10])).days
    age = f"，距今 {days} 天" if days else ""
    more = f"；我方此后又发出 {later} 包，对方当时还没有看到" if later else ""
    return f"制作此包时，对方已收到我方第 {last.sequence} 号（{last.at[:10]} 发出{age}）{more}。"


def skew_words(manifest: Manifest) -> str:
    """Whether the package was made by an older or newer program, and what follows."""
    ours, theirs = _version(dczg_desktop.__version__), _version(manifest.program)
    if not theirs or theirs == ours:
        return ""
    if theirs > ours:
        return f"来文由较新的程序（{manifest.program}）制作：本版不认识的栏目原样保留、原样转发，建议升级本程序。"
    return f"来文由较旧的程序（{manifest.program}）制作：对方没有的栏目保持本单位的内容。"


def _version(text: str) -> tuple[int, ...]:
    """The first two numbers: the third changes nothing that is exchanged."""
    return tuple(int(part) for part in text.split(".")[:2] if part.isdigit())

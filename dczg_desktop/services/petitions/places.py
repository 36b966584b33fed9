"""Where each petition is: with us, sent on to whom, received there, answered, sent back — read from packages and the journal."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import (
    Change,
    ChangeSet,
    Office,
    Petition,
    PetitionLine,
    PetitionPoint,
    Shipment,
)
from dczg_desktop.domain.petition_amendments import PETITION_FIELDS
from dczg_desktop.domain.petitions import UNFINISHED
from dczg_desktop.domain.words import Direction
from dczg_desktop.services.petitions.holders import moved_away
from dczg_desktop.services.petitions.requests import returned_to
from dczg_desktop.services.tree import above, below, office_tree
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.ledger import Ledger

NOBODY, OURS, OTHERS, WAITING, SENT, TAKEN, ANSWERED, SENT_BACK, REPORTED, CONFIRMED, MOVED = (
    "未定承办单位", "本单位办理", "其他单位办理", "待发出", "已发出", "对方已收到", "已答复", "退回待改", "已上报", "上级已收到", "已移交",
)  # fmt: skip
PLACES = (NOBODY, OURS, WAITING, SENT, TAKEN, ANSWERED, SENT_BACK, REPORTED, CONFIRMED, MOVED, OTHERS)
"""Where a petition can be; 已上报 and 上级已收到 are of those that we answer for and that a superior issued.

已移交 are those that a superior gave to us and has taken from us since.
"""

SEVERAL = 5000
RECEIVING = "接收数据包"
"""The act of whatever came with a package, sheets filled in by hand included."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where one petition is. `office` has it or is asked; moments are ISO civil times, '' while it has not happened."""

    word: str
    office: str = ""
    sent_at: str = ""
    number: int = 0
    taken_at: str = ""
    answered_at: str = ""
    late: int = 0

    @property
    def short(self) -> str:
        """One cell of the grid."""
        return f"{self.word}，逾期 {self.late} 天" if self.late else self.word

    @property
    def told(self) -> str:
        """The whole way in one sentence."""
        up = self.word in {OURS, REPORTED, CONFIRMED}
        parts = [
            f"{_day(self.sent_at)}{'报' if up else '发'}给{self.office}（第 {self.number} 号）" if self.sent_at else "",
            f"{_day(self.taken_at)}{'上级' if up else '对方'}收到" if self.taken_at else "",
            f"{_day(self.answered_at)}{'本单位' if up else ''}答复" if self.answered_at else "",
        ]  # fmt: skip
        if up:
            parts = [parts[2], parts[0], parts[1]]
        whom = f"：{self.office}" if self.office and not self.sent_at and not up else ""
        late = f"；已逾期 {self.late} 天" if self.late else ""
        way = "，".join(filter(None, parts))
        return f"{self.word}{whom}{f'（{way}）' if way else ''}{late}"


def _day(moment: str) -> str:
    return f"{int(moment[5:7])}月{int(moment[8:10])}日"


@dataclass(frozen=True, slots=True)
class _Sending:
    """One package that went to an office; volumes of one sending count once."""

    at: str
    number: int
    taken_at: str


@dataclass(slots=True)
class _Roads:
    """What is the same for all petitions: the tree, who we are, names, what was sent to whom."""

    our_uid: str
    tree: dict[str, str]
    names: dict[str, str]
    sendings: dict[str, list[_Sending]] = field(default_factory=lambda: defaultdict(list))
    superiors: frozenset[str] = frozenset()
    lower: frozenset[str] = frozenset()

    def way_down(self, office_uid: str) -> list[str]:
        """The office and those over it, below us: packages for any of them carry it."""
        found = []
        while office_uid in self.lower and office_uid not in found:
            found.append(office_uid)
            office_uid = self.tree.get(office_uid, "")
        return found

    def first_since(self, offices: Sequence[str], moment: str) -> tuple[str, _Sending] | None:
        """The first package to one of these offices made at or after the moment; a confirmed one before the others."""
        found = [
            (one.taken_at == "", one.at, office, one)
            for office in offices
            for one in self.sendings.get(office, ())
            if one.at >= moment
        ]
        if not found:
            return None
        _, _, office, sending = min(found, key=lambda one: one[:3])
        return office, sending


def whereabouts(ledger: Ledger, uids: Sequence[str]) -> dict[str, Whereabouts]:
    """Where each of these petitions is."""
    with ledger.reading() as session:
        return whereabouts_in(session, uids, ledger.identity.office_uid, ledger.today())


def whereabouts_in(
    session: Session, uids: Sequence[str], our_uid: str, today: date
) -> dict[str, Whereabouts]:
    """The same inside a reading that is under way."""
    roads = _roads(session, our_uid)
    back = returned_to(session, roads.lower)
    found: dict[str, Whereabouts] = {}
    p, line = Petition, PetitionLine
    for part in chunks(list(uids), SEVERAL):
        given, answered = _given(session, part), _answered(session, part)
        said = (p.findings != "") | (p.substantiated != "") | (p.result != "") | (line.points > 0)
        query = select(p.uid, p.office_uid, p.issuer_uid, line.completion, line.due, said.label("said"))
        rows = session.execute(query.join(line, line.id == p.id).where(p.uid.in_(part))).all()
        moved = moved_away(session, our_uid, [(row.uid, row.issuer_uid, row.office_uid) for row in rows])
        for row in rows:
            if row.uid in moved:
                found[row.uid] = Whereabouts(MOVED, moved[row.uid])
                continue
            late = (today - row.due).days if row.due and row.completion == UNFINISHED else 0
            since = given.get(row.uid, "")
            found[row.uid] = _place(row, roads, since, answered, max(late, 0), is_back=row.uid in back)
    return found


def _place(
    row: Any,
    roads: _Roads,
    since: str,
    answered: Mapping[tuple[str, bool], str],
    late: int,
    *,
    is_back: bool,
) -> Whereabouts:
    name = roads.names.get(row.office_uid, "")
    if row.office_uid == roads.our_uid:
        return _ours(row, roads, answered.get((row.uid, True), "") if row.said else "", late)
    way = roads.way_down(row.office_uid)
    if not way:
        return Whereabouts(OTHERS if row.office_uid else NOBODY, name, late=late)
    sent = roads.first_since(way, since)
    said = answered.get((row.uid, False), "") if row.said else ""
    said = said if said >= since else ""
    if sent is None:
        word = SENT_BACK if is_back else ANSWERED if said else WAITING
        return Whereabouts(word, name, answered_at=said, late=late)
    office, sending = sent
    taken = sending.taken_at or (said and sending.at <= said and said) or ""
    word = SENT_BACK if is_back else ANSWERED if said else TAKEN if taken else SENT
    return Whereabouts(word, roads.names.get(office, ""), sending.at, sending.number, taken, said, late)


def _ours(row: Any, roads: _Roads, said: str, late: int) -> Whereabouts:
    """Of one that we answer for ourselves: whether what we wrote has gone up to whoever issued it."""
    up = [uid for uid in roads.superiors if uid in roads.sendings]
    if not said or row.issuer_uid in {"", roads.our_uid} or not up:
        return Whereabouts(OURS, answered_at=said, late=late)
    sent = roads.first_since(up, said)
    if sent is None:
        return Whereabouts(OURS, answered_at=said, late=late)
    office, one = sent
    word = CONFIRMED if one.taken_at else REPORTED
    return Whereabouts(word, roads.names.get(office, ""), one.at, one.number, one.taken_at, said, late)


def _roads(session: Session, our_uid: str) -> _Roads:
    tree = office_tree(session)
    superiors = above(tree, our_uid) - {our_uid}
    names = dict(session.execute(select(Office.uid, Office.name)).all())
    roads = _Roads(our_uid, tree, names, superiors=frozenset(superiors))
    roads.lower = frozenset(below(tree, our_uid) - {our_uid} - superiors)
    s = Shipment
    query = select(s.office_uid, s.sequence, func.min(s.at), func.max(s.acknowledged_at))
    query = query.where(s.direction == Direction.SENT).group_by(s.office_uid, s.sequence)
    for office, number, at, taken in session.execute(query):
        roads.sendings[office].append(_Sending(at, number, taken))
    return roads


def _given(session: Session, part: Sequence[str]) -> dict[str, str]:
    """When each came here or was last given to another office by us; what offices below pass on is with them already."""
    query = select(Change.record_uid, func.max(ChangeSet.at)).join(ChangeSet, ChangeSet.uid == Change.set_uid)
    given = (Change.field == "") | ((Change.field == "office_uid") & (ChangeSet.act != RECEIVING))
    query = query.where(Change.record_uid.in_(part), Change.field.in_(("", "office_uid")), given)
    return dict(session.execute(query.group_by(Change.record_uid)).all())


def _answered(session: Session, part: Sequence[str]) -> dict[tuple[str, bool], str]:
    """(petition, whether we wrote it) → when an answer was last written here or came with a package."""
    point = PetitionPoint
    listed = select(point.uid, point.petition_uid).where(point.petition_uid.in_(part))
    points: dict[str, str] = dict(session.execute(listed).all())
    came = select(Shipment.act_uid).where(Shipment.direction == Direction.RECEIVED, ~Shipment.undone)
    standing = set(session.scalars(came))
    found: dict[tuple[str, bool], str] = {}
    columns = (Change.record_uid, Change.set_uid, ChangeSet.at, ChangeSet.act)
    for some, fields in [
        (part, PETITION_FIELDS),
        *((one, (*PETITION_FIELDS, "")) for one in chunks([*points], SEVERAL)),
    ]:
        query = select(*columns).join(ChangeSet, ChangeSet.uid == Change.set_uid)
        query = query.where(Change.record_uid.in_(some), Change.field.in_(fields))
        for uid, act, at, kind in session.execute(query):
            if kind == RECEIVING and act not in standing:
                continue  # taken back meanwhile
            key = (points.get(uid, uid), kind != RECEIVING)
            found[key] = max(at, found.get(key, ""))
    return found

"""The points of a petition (逐点核查): proposed from its texts, kept as records, changed in one act."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Petition, PetitionPoint
from dczg_desktop.domain.points import PointDraft, split_points, truth_objection
from dczg_desktop.services.petitions.items import opened
from dczg_desktop.store.ledger import Ledger, require_user

FIELDS = ("text", "place", "unit", "substantiated", "findings", "result")


@dataclass(frozen=True, slots=True)
class Point:
    """One point as shown and as typed; `uid` is '' for one that is not stored yet."""

    text: str
    place: str = ""
    unit: str = ""
    substantiated: str = ""
    findings: str = ""
    result: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving the points did."""

    added: int
    changed: int
    removed: int


def points_of(ledger: Ledger, uid: str) -> list[Point]:
    """The points of a petition in their order."""
    with ledger.reading() as session:
        return [_shown(one) for one in _standing(session, uid)]


def _standing(session: Session, uid: str) -> list[PetitionPoint]:
    p = PetitionPoint
    query = select(p).where(p.petition_uid == uid, ~p.hidden, p.voided == "")
    return list(session.scalars(query.order_by(p.position, p.id)))


def _shown(one: PetitionPoint) -> Point:
    return Point(one.text, one.place, one.unit, one.substantiated, one.findings, one.result, one.uid)


def proposed_points(ledger: Ledger, uid: str) -> list[Point]:
    """The points that the texts of a petition enumerate; empty when they do not. Nothing is written."""
    with ledger.reading() as session:
        petition = session.scalar(select(Petition).where(Petition.uid == uid))
        if petition is None:
            return []
        drafts = split_points(petition.description, petition.findings, petition.result)
        return [_of_draft(draft) for draft in drafts]


def _of_draft(draft: PointDraft) -> Point:
    return Point(draft.text, draft.place, draft.unit, draft.substantiated, draft.findings, draft.result)


def points_disagree(ledger: Ledger, uid: str) -> str:
    """Why the item's 是否属实 does not agree with its points, '' when it does."""
    with ledger.reading() as session:
        said = session.scalar(select(Petition.substantiated).where(Petition.uid == uid)) or ""
        return truth_objection(said, [one.substantiated for one in _standing(session, uid)])


def save_points(ledger: Ledger, uid: str, points: Sequence[Point]) -> Saved:
    """Make the points of a petition these, in one act: new ones added, changed ones edited, missing ones voided.

    Raises UserError: an empty point, a point of another petition, petition gone or void, nothing changed.
    """
    with ledger.transaction("逐点核查") as (session, act):
        require_user(session, ledger.user_uid)
        petition = opened(session, uid)
        known = {one.uid: one for one in _standing(session, uid)}
        added = changed = 0
        for position, point in enumerate(points, start=1):
            values = _values(point, position)
            if not point.uid:
                session.add(PetitionPoint(petition_uid=uid, position=position, **values))
                added += 1
            elif point.uid not in known:
                raise UserError(f"第 {position} 个点位已被撤销或移除，没有保存。请关闭后重新打开再改。")
            else:
                changed += _write(known.pop(point.uid), {"position": position, **values})
        for gone in known.values():
            gone.voided = "从逐点清单中移除"
        if not added and not changed and not known:
            raise UserError("逐点清单没有改动，没有保存。")
        act.title = f"{petition.number or petition.sequence}：{len(points)} 个点位"
        return Saved(added, changed, len(known))


def _values(point: Point, position: int) -> dict[str, str]:
    values = {name: clean(getattr(point, name)) for name in FIELDS}
    if not values["text"]:
        raise UserError(f"第 {position} 个点位没有写反映的问题，没有保存。不要的点位请移除整行。")
    return values


def _write(row: PetitionPoint, values: dict[str, str | int]) -> int:
    different = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in different.items():
        setattr(row, name, value)
    return 1 if different else 0

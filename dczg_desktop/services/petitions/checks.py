"""Gathers what the checks of petitions see: texts, points, cited numbers, earlier items and whether they are closed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import folded
from dczg_desktop.domain.entities import (
    ClosureStep,
    Petition,
    PetitionCite,
    PetitionLine,
    PetitionLink,
    PetitionPoint,
    PetitionStep,
)
from dczg_desktop.domain.findings import Finding
from dczg_desktop.domain.petition_checks import Earlier, PetitionFacts, petition_findings
from dczg_desktop.domain.petitions import CLOSED
from dczg_desktop.domain.words import Verdict
from dczg_desktop.store.ledger import Ledger
from dczg_desktop.store.register import edges

TEXTS = (
    ("description", "交办问题基本情况"),
    ("findings", "调查核实情况"),
    ("result", "处理和整改情况"),
    ("remark", "备注"),
)
SHORTEST_PLACE = 3


def check_petitions(ledger: Ledger, tick: Tick = no_tick) -> list[Finding]:
    """Findings of every petition that counts, in their order, and of the units that answer for them."""
    with ledger.reading() as session:
        lines = session.scalars(
            select(PetitionLine).order_by(PetitionLine.batch_order, PetitionLine.id)
        ).all()
        facts = list(_facts(session, lines, tick))
    return petition_findings(facts)


def _facts(session: Session, lines: Sequence[PetitionLine], tick: Tick) -> Iterator[PetitionFacts]:
    known = {line.uid: line for line in lines}
    points, places = _points(session, known)
    unknown, closed_on = _unknown(session), _closing_days(session)
    earlier = _earlier(session, known, places, closed_on)
    for start in range(0, len(lines), 500):
        part = lines[start : start + 500]
        p = Petition
        query = select(p.uid, p.description, p.findings, p.result, p.remark, p.completed_on).where(
            p.id.in_([one.id for one in part])
        )
        texts = {row.uid: row for row in session.execute(query)}
        for line in part:
            row: Any = texts[line.uid]
            told = tuple((heading, getattr(row, name)) for name, heading in TEXTS)
            mine = points.get(line.uid, [])
            yield PetitionFacts(
                line.uid, line.number, line.unit, line.batch_order, line.day, line.truth,
                (*told, *((f"点位 {n}", text) for n, (text, _word) in enumerate(mine, start=1))),
                tuple(word for _text, word in mine), tuple(unknown.get(line.uid, ())), tuple(earlier.get(line.uid, ())),
                line.completion, line.closure, row.completed_on,
            )  # fmt: skip
        tick(min(start + 500, len(lines)), len(lines))


def _points(
    session: Session, known: dict[str, PetitionLine]
) -> tuple[dict[str, list[tuple[str, str]]], dict[str, set[str]]]:
    """Texts and findings of the points by petition, and the petitions by place."""
    c = PetitionPoint
    points: dict[str, list[tuple[str, str]]] = defaultdict(list)
    places: dict[str, set[str]] = defaultdict(set)
    query = select(c).where(~c.hidden, c.voided == "").order_by(c.position, c.id)
    for one in session.scalars(query):
        if one.petition_uid in known:
            points[one.petition_uid].append((f"{one.text}\n{one.findings}\n{one.result}", one.substantiated))
            if len(place := folded(one.place)) >= SHORTEST_PLACE:
                places[place].add(one.petition_uid)
    return points, places


def _unknown(session: Session) -> dict[str, list[tuple[str, str]]]:
    """Cited numbers that no petition of the ledger has."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    here = select(PetitionLine.key)
    query = select(PetitionCite).where(PetitionCite.key.not_in(here)).order_by(PetitionCite.id)
    for one in session.scalars(query):
        found[one.petition_uid].append((one.number, one.fault))
    return found


def _closing_days(session: Session) -> dict[str, date]:
    """The day each petition was closed on, by its own steps or by its problem's."""
    found: dict[str, date] = {}
    last = select(ClosureStep.problem_uid, ClosureStep.made_at).where(
        ClosureStep.verdict == Verdict.AGREED, ~ClosureStep.hidden
    )
    by_problem = {
        uid: date.fromisoformat(at[:10])
        for uid, at in session.execute(last.order_by(ClosureStep.made_at))
        if at
    }
    linked = select(Petition.uid, Petition.problem_uid).where(Petition.problem_uid != "")
    for uid, problem in session.execute(linked):
        if problem in by_problem:
            found[uid] = by_problem[problem]
    own = select(PetitionStep).where(PetitionStep.verdict == Verdict.AGREED, ~PetitionStep.hidden)
    for step in session.scalars(own.order_by(PetitionStep.made_at, PetitionStep.id)):
        found[step.petition_uid] = step.decided_on or date.fromisoformat(step.made_at[:10])
    return found


def _earlier(
    session: Session, known: dict[str, PetitionLine], places: dict[str, set[str]], closed_on: dict[str, date]
) -> dict[str, list[Earlier]]:
    """What each petition repeats: by citation or a person's word (that direction), or by the place of a point (by day)."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for uid, target in edges(session):
        found[uid].setdefault(target, "重复件")
    for group in places.values():
        ordered = sorted(group, key=lambda uid: (known[uid].day or date.max, known[uid].id))
        for number, uid in enumerate(ordered):
            for before in ordered[:number]:
                found[uid].setdefault(before, "同一地点")
    apart = _apart(session)
    return {
        uid: [
            Earlier(known[other].number, how, known[other].closure == CLOSED, closed_on.get(other))
            for other, how in others.items()
            if frozenset((uid, other)) not in apart
        ]
        for uid, others in found.items()
    }


def _apart(session: Session) -> set[frozenset[str]]:
    link = PetitionLink
    query = select(link.petition_uid, link.target_uid).where(
        link.relation == "无关", ~link.hidden, link.voided == ""
    )
    return {frozenset(pair) for pair in session.execute(query).all()}

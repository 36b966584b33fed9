"""Keeps the petition register: one narrow computed line a petition, the numbers it cites, chains of repeated petitions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from dczg_desktop.base.text import excerpt
from dczg_desktop.domain import entities as e
from dczg_desktop.domain.numbering import cited_numbers, number_key, split_number
from dczg_desktop.domain.petitions import (
    accepted_on,
    batch_of,
    closure_word,
    completion_word,
    truth_word,
    types_of,
    waits_for_publication,
)
from dczg_desktop.domain.words import ClosureStatus, Verdict
from dczg_desktop.store import search
from dczg_desktop.store.among import Question, among, listed
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.journal import Act

LINES, CITES = cast("Table", e.PetitionLine.__table__), cast("Table", e.PetitionCite.__table__)
CHILDREN: dict[str, Any] = {
    "petition_point": e.PetitionPoint,
    "petition_link": e.PetitionLink,
    "petition_step": e.PetitionStep,
    "publication": e.Publication,
}
CITING = ("description", "findings", "result", "remark")


_petition = e.Petition.__table__.c
_PARENTS = {
    kind: Question(select(entity.__table__.c.petition_uid).where(among(entity.__table__.c.uid)))
    for kind, entity in CHILDREN.items()
}
_LINKED = Question(select(_petition.uid).where(among(_petition.problem_uid), _petition.problem_uid != ""))


def touched(session: Session, act: Act) -> set[str]:
    """Petitions whose line an act may have changed: their own fields, what hangs on them, the problem they are linked to."""
    by_kind: dict[str, set[str]] = defaultdict(set)
    for kind, uid, _field in act.changes:
        by_kind[kind].add(uid)
    found = set(by_kind.get("petition", ()))
    for kind, question in _PARENTS.items():
        if kind in by_kind:
            found |= {parent for (parent,) in question.rows(session, listed(by_kind[kind]))}
    if by_kind.keys() & {"closure_case", "closure_step", "problem", "withdrawal"}:
        found |= {uid for (uid,) in _LINKED.rows(session, listed(act.touched))}
    return found


def rebuild(session: Session) -> None:
    """Compute every line and the search index anew, as after a migration."""
    uids = list(session.scalars(select(e.Petition.uid)))
    refresh(session, uids)
    search.refresh(session.connection(), uids, search.PETITIONS)


def refresh(session: Session, uids: Collection[str]) -> None:
    """Compute the lines of these petitions anew; hidden and void ones have none. Then the chains of all."""
    session.flush()
    for part in chunks(sorted(uids)):
        session.execute(delete(e.PetitionLine).where(e.PetitionLine.uid.in_(part)))
        session.execute(delete(e.PetitionCite).where(e.PetitionCite.petition_uid.in_(part)))
        lines, cites = _computed(session, part)
        if lines:
            session.execute(insert(LINES), lines)
        if cites:
            session.execute(insert(CITES), cites)
    _chain(session)


def _computed(session: Session, part: Sequence[str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    p = e.Petition
    columns = (p.id, p.uid, p.number, p.sequence, p.batch, p.starred, p.source_uid, p.problem_uid, p.area, p.category, p.responsible_unit,
               p.substantiated, p.completion, p.due, p.description, p.findings, p.result, p.remark)  # fmt: skip
    rows = session.execute(select(*columns).where(p.uid.in_(part), ~p.hidden, p.voided == "")).all()
    steps, sent, points = _steps(session, part), _published(session, part), _points(session, part)
    problems = _problems(session, [row.problem_uid for row in rows if row.problem_uid])
    lines: list[dict[str, Any]] = []
    cites: list[dict[str, Any]] = []
    for row in rows:
        batch, order = batch_of(row.batch)
        completion = completion_word(row.completion)
        published, day = sent.get(row.uid, ("", None))
        lines.append({
            "id": row.id, "uid": row.uid, "key": number_key(row.number), "number": f"{row.number}{'*' if row.starred else ''}",
            "source_uid": row.source_uid, "batch": batch, "batch_order": order, "sequence": int(row.sequence) if row.sequence.isdecimal() else 0,
            "area": row.area, "types": f"|{'|'.join(types_of(row.category))}|", "unit": row.responsible_unit,
            "truth": truth_word(row.substantiated), "completion": completion,
            "closure": closure_word(steps.get(row.uid, ()), problems.get(row.problem_uid)),
            "published": published, "published_on": day, "waiting": waits_for_publication(published, completion),
            "starred": row.starred, "linked": row.problem_uid in problems, "due": row.due, "day": accepted_on(row.number),
            "points": points.get(row.uid, 0), "chain": 0, "repeats": 1, "summary": excerpt(row.description, 160),
        })  # fmt: skip
        cites += _cites(row)
    return lines, cites


def _cites(row: Any) -> Iterable[dict[str, Any]]:
    own = number_key(row.number)
    text = "\n".join(getattr(row, name) for name in CITING)
    for number in cited_numbers(text):
        if (key := number_key(number)) != own:
            faults = split_number(number).faults
            yield {
                "petition_uid": row.uid,
                "key": key,
                "number": number,
                "fault": faults[0] if faults else "",
            }


def _steps(session: Session, part: Sequence[str]) -> dict[str, list[Verdict]]:
    s = e.PetitionStep
    found: dict[str, list[Verdict]] = defaultdict(list)
    query = select(s.petition_uid, s.verdict).where(s.petition_uid.in_(part), ~s.hidden)
    for uid, verdict in session.execute(query.order_by(s.made_at, s.id)):
        found[uid].append(verdict)
    return found


def _published(session: Session, part: Sequence[str]) -> dict[str, tuple[str, Any]]:
    """The completion and day of the last publication of each."""
    q = e.Publication
    query = select(q.petition_uid, q.completion, q.published_on).where(q.petition_uid.in_(part), ~q.hidden)
    rows = session.execute(query.order_by(q.published_on, q.made_at, q.id))
    return {uid: (completion, day) for uid, completion, day in rows}


def _points(session: Session, part: Sequence[str]) -> dict[str, int]:
    c = e.PetitionPoint
    query = select(c.petition_uid, func.count()).where(c.petition_uid.in_(part), ~c.hidden, c.voided == "")
    return dict(session.execute(query.group_by(c.petition_uid)).all())


def _problems(session: Session, uids: Sequence[str]) -> dict[str, ClosureStatus]:
    found: dict[str, ClosureStatus] = {}
    for part in chunks(sorted(set(uids))):
        query = select(e.Board.uid, e.Board.closure_status).where(e.Board.uid.in_(part), ~e.Board.voided)
        found |= dict(session.execute(query).all())
    return found


def edges(session: Session) -> list[tuple[str, str]]:
    """Pairs of petitions one of which repeats the other: by a number it cites, or as a person confirmed; 无关 takes one away."""
    c, line, link = e.PetitionCite, e.PetitionLine, e.PetitionLink
    cited = select(c.petition_uid, line.uid).join(line, line.key == c.key)
    found = session.execute(cited.where(line.uid != c.petition_uid, c.key != "")).all()
    query = select(link.petition_uid, link.target_uid, link.relation).where(~link.hidden, link.voided == "")
    said = session.execute(query).all()
    known = _with_lines(session, {uid for row in said for uid in (row.petition_uid, row.target_uid)})
    apart = {frozenset(row[:2]) for row in said if row.relation == "无关"}
    confirmed = [row[:2] for row in said if row.relation == "重复" and known.issuperset(row[:2])]
    pairs = dict.fromkeys((uid, target) for uid, target in [*found, *confirmed])
    return [pair for pair in pairs if frozenset(pair) not in apart]


def _with_lines(session: Session, uids: set[str]) -> set[str]:
    found: set[str] = set()
    for part in chunks(sorted(uids)):
        found |= set(session.scalars(select(e.PetitionLine.uid).where(e.PetitionLine.uid.in_(part))))
    return found


def _chain(session: Session) -> None:
    """Number the groups of petitions that repeat each other; only lines that change are written."""
    groups: dict[str, set[str]] = {}
    for pair in edges(session):
        merged = set().union(*(groups.get(uid, {uid}) for uid in pair))
        groups |= dict.fromkeys(merged, merged)
    line = e.PetitionLine
    query = select(line.uid, line.id, line.chain, line.repeats)
    now = {row.uid: row for row in session.execute(query.where(line.repeats > 1))}
    for part in chunks(sorted(groups.keys() - now.keys())):
        now |= {row.uid: row for row in session.execute(query.where(line.uid.in_(part)))}
    changed = []
    for uid, row in now.items():
        group = groups.get(uid, {uid})
        wanted = (min(now[one].id for one in group) if len(group) > 1 else 0, len(group))
        if wanted != (row.chain, row.repeats):
            changed.append({"b_uid": uid, "b_chain": wanted[0], "b_repeats": wanted[1]})
    if changed:
        values: dict[str, Any] = {"chain": bindparam("b_chain"), "repeats": bindparam("b_repeats")}
        session.connection().execute(
            update(LINES).where(LINES.c.uid == bindparam("b_uid")).values(values), changed
        )

"""Loads `ProblemFacts` for many problems at once: one query a table and a chunk, rows and never entities."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, func, select
from sqlalchemy.orm import Session

from dczg_desktop.domain import entities as e
from dczg_desktop.domain import facts as f
from dczg_desktop.domain.words import DeadlineKind

CHUNK = 500
"""Uids in one query."""


def chunks(items: Sequence[str], size: int = CHUNK) -> Iterator[Sequence[str]]:
    """`items` in pieces of `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _children(session: Session, entity: Any, uids: Sequence[str], *columns: Any) -> dict[str, list[Row[Any]]]:
    table: Table = entity.__table__
    order: ColumnElement[Any] = func.coalesce(e.ChangeSet.at, e.ForeignAct.at, "")
    query = select(table.c.problem_uid, *columns).where(table.c.problem_uid.in_(uids), ~table.c.hidden)
    if "made_at" in table.c:
        order = table.c.made_at
    else:  # the act that made it: the same at every office, unlike the order of arrival
        query = query.outerjoin(e.ChangeSet, e.ChangeSet.uid == table.c.origin)
        query = query.outerjoin(e.ForeignAct, e.ForeignAct.uid == table.c.origin)
    if "voided" in table.c:
        query = query.where(table.c.voided == "")
    grouped: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(query.order_by(order, table.c.id)):
        grouped[row[0]].append(row)
    return grouped


def _built(build: Callable[..., Any], rows: Iterable[Row[Any]], gone: set[str]) -> tuple[Any, ...]:
    kept = (row._mapping for row in rows if row._mapping["uid"] not in gone)
    return tuple(build(**{str(key): row[key] for key in row if key != "problem_uid"}) for row in kept)


def load_facts(session: Session, uids: Sequence[str]) -> dict[str, f.ProblemFacts]:
    """Facts of each problem that exists among `uids`, voided ones included; hidden ones are left out."""
    loaded: dict[str, f.ProblemFacts] = {}
    for part in chunks(list(uids)):
        loaded |= _load_chunk(session, part)
    return loaded


def _withdrawn(session: Session, uids: Sequence[str]) -> set[str]:
    query = select(e.Withdrawal.target_uid).where(e.Withdrawal.problem_uid.in_(uids), ~e.Withdrawal.hidden)
    return set(session.scalars(query))


def _replaced(rows: dict[str, list[Row[Any]]]) -> set[str]:
    return {row._mapping["replaces"] for group in rows.values() for row in group if row._mapping["replaces"]}


def _load_chunk(session: Session, uids: Sequence[str]) -> dict[str, f.ProblemFacts]:
    gone = _withdrawn(session, uids)
    d, m, s, x = e.Duty, e.Measure, e.Milestone, e.Deadline
    p, v, c, t, n, o = e.Progress, e.Evidence, e.ClosureCase, e.ClosureStep, e.PublicNotice, e.Objection
    duties = _children(session, d, uids, d.uid, d.role, d.name, d.office_uid, d.post, d.since, d.until)
    measures = _children(
        session, m, uids, m.uid, m.text, m.due, m.done_on, m.unit, m.deadline, m.result, m.position
    )
    milestones = _children(session, s, uids, s.uid, s.title, s.due, s.done_on, s.measure_uid)
    deadlines = _children(
        session, x, uids, x.uid, x.raw, x.kind, x.due, x.long_term, x.on_receipt, x.recurrence, x.made_at, x.decided_by,
        x.document, x.reason, x.office_uid,
    )  # fmt: skip
    reports = _children(
        session, p, uids, p.uid, p.period, p.text, p.percent, p.made_at, p.made_by, p.office_uid, p.obstacle, p.next_step,
        p.replaces,
    )  # fmt: skip
    gone |= _replaced(reports)
    files = _children(
        session, v, uids, v.uid, v.role, v.name, v.sha256, v.measure_uid, v.taken_at, v.file_time, v.made_at, v.size,
        v.media, v.note, v.made_by,
    )  # fmt: skip
    cases = dict(session.execute(select(c.uid, c.procedure).where(c.problem_uid.in_(uids))).all())
    steps = _children(
        session, t, uids, t.uid, t.case_uid, t.step, t.verdict, t.opinion, t.actor_uid, t.made_by, t.office_uid, t.made_at,
        t.digest,
    )  # fmt: skip
    notices = _children(session, n, uids, n.uid, n.starts, n.ends, n.place)
    i = e.Material
    listed = _children(
        session, i, uids, i.uid, i.role, i.enclosed, i.place, i.pages, i.note, i.office_uid, i.made_by, i.made_at, i.replaces,
    )  # fmt: skip
    gone |= _replaced(listed)
    doubts = _children(session, o, uids, o.uid, o.text, o.answer, o.raised_on)
    requests = _amendments(session, uids)
    q = e.Problem
    query = select(
        q.uid, q.code, q.description, q.goal, q.plan, q.category, q.issuer_uid, q.assigned_on, q.voided
    )
    loaded = {}
    for row in session.execute(query.where(q.uid.in_(uids), ~q.hidden)):
        uid = row.uid
        loaded[uid] = f.ProblemFacts(
            **row._mapping,
            duties=_built(f.DutyFacts, duties[uid], gone),
            measures=tuple(
                sorted(_built(f.MeasureFacts, measures[uid], gone), key=lambda one: (one.position, one.uid))
            ),
            milestones=_built(f.MilestoneFacts, milestones[uid], gone),
            deadlines=_deadlines(_built(f.DeadlineFacts, deadlines[uid], gone)),
            progress=_built(partial(_unlinked, f.ProgressFacts), reports[uid], gone),
            evidence=_built(f.EvidenceFacts, files[uid], gone),
            steps=tuple(_step(item, cases) for item in steps[uid] if item.uid not in gone),
            notices=_built(f.NoticeFacts, notices[uid], gone),
            objections=_built(f.ObjectionFacts, doubts[uid], gone),
            amendments=requests.get(uid, ()),
            materials=_built(partial(_unlinked, f.MaterialFacts), listed[uid], gone),
        )
    return loaded


def _of_the_asked(asked: f.AmendmentFacts, answers: list[f.AnswerFacts]) -> tuple[f.AnswerFacts, ...]:
    return tuple(answer for answer in answers if answer.office_uid == asked.to_office_uid)


def _amendments(session: Session, uids: Sequence[str]) -> dict[str, tuple[f.AmendmentFacts, ...]]:
    """Requests with their answers; only who asked takes one back, only who was asked answers it, whatever came."""
    a, w = e.Amendment, e.AmendmentAnswer
    asked = _children(
        session, a, uids, a.uid, a.way, a.target_kind, a.target_uid, a.field, a.period, a.place, a.said, a.wanted, a.reason,
        a.batch, a.office_uid, a.to_office_uid, a.made_by, a.made_at,
    )  # fmt: skip
    if not asked:
        return {}
    back = select(e.Withdrawal.target_uid).join(a, a.uid == e.Withdrawal.target_uid)
    back = back.where(a.problem_uid.in_(uids), a.office_uid == e.Withdrawal.office_uid, ~e.Withdrawal.hidden)
    gone = set(session.scalars(back))
    rows = _children(
        session, w, uids, w.uid, w.amendment_uid, w.verdict, w.text, w.office_uid, w.made_by, w.made_at
    )
    answers: dict[str, list[f.AnswerFacts]] = defaultdict(list)
    for group in rows.values():
        for answer in _built(f.AnswerFacts, group, gone):
            answers[answer.amendment_uid].append(answer)
    return {
        uid: tuple(
            replace(one, answers=_of_the_asked(one, answers[one.uid]))
            for one in _built(f.AmendmentFacts, group, gone)
        )
        for uid, group in asked.items()
    }


def _unlinked(build: Callable[..., Any], replaces: str, **values: Any) -> Any:
    """A fact of a record that may replace another one: which, matters only for leaving that one out."""
    del replaces
    return build(**values)


def _step(row: Row[Any], cases: dict[str, str]) -> f.StepFacts:
    values = dict(row._mapping)
    del values["problem_uid"]
    return f.StepFacts(**values, procedure=cases.get(values["case_uid"], ""))


def _deadlines(found: tuple[f.DeadlineFacts, ...]) -> tuple[f.DeadlineFacts, ...]:
    """The first decision first, whatever clocks said; the rest in the order of making."""
    return tuple(sorted(found, key=lambda one: (one.kind is not DeadlineKind.ORIGINAL, one.made_at, one.uid)))

"""Loads `ProblemFacts` for many problems at once: one query a table and a chunk, rows and never entities."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.orm import Session

from dczg_desktop.domain import entities as e
from dczg_desktop.domain import facts as f
from dczg_desktop.domain.words import DeadlineKind
from dczg_desktop.store.among import Question, among, listed

CHUNK = 500
"""Uids in one query."""

Values = dict[str, Any]
"""One row as the facts are built from it: column name → value, without `problem_uid`."""


def chunks(items: Sequence[str], size: int = CHUNK) -> Iterator[Sequence[str]]:
    """`items` in pieces of `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _of(entity: Any, names: str) -> Question:
    """The question for the records that hang on problems: those in force, in the order of their making."""
    table: Table = entity.__table__
    columns = [table.c[name] for name in ("problem_uid", "uid", *names.split())]
    query = select(*columns).where(among(table.c.problem_uid), ~table.c.hidden)
    order: ColumnElement[Any]
    if "made_at" in table.c:
        order = table.c.made_at
    else:  # the act that made it: the same at every office, unlike the order of arrival
        here, there = e.ChangeSet.__table__, e.ForeignAct.__table__
        query = query.outerjoin_from(table, here, here.c.uid == table.c.origin)
        query = query.outerjoin(there, there.c.uid == table.c.origin)
        order = func.coalesce(here.c.at, there.c.at, "")
    if "voided" in table.c:
        query = query.where(table.c.voided == "")
    return Question(query.order_by(order, table.c.id))


DUTIES = _of(e.Duty, "role name office_uid post since until")
MEASURES = _of(e.Measure, "text due done_on unit deadline result position")
MILESTONES = _of(e.Milestone, "title due done_on measure_uid")
DEADLINES = _of(
    e.Deadline, "raw kind due long_term on_receipt recurrence made_at decided_by document reason office_uid"
)
REPORTS = _of(e.Progress, "period text percent made_at made_by office_uid obstacle next_step replaces")
FILES = _of(e.Evidence, "role name sha256 measure_uid taken_at file_time made_at size media note made_by")
STEPS = _of(e.ClosureStep, "case_uid step verdict opinion actor_uid made_by office_uid made_at digest")
NOTICES = _of(e.PublicNotice, "starts ends place")
MATERIALS = _of(e.Material, "role enclosed place pages note office_uid made_by made_at replaces")
OBJECTIONS = _of(e.Objection, "text answer raised_on")
REQUESTS = _of(
    e.Amendment,
    "way target_kind target_uid field period place said wanted reason batch office_uid to_office_uid made_by made_at",
)
ANSWERS = _of(e.AmendmentAnswer, "amendment_uid verdict text office_uid made_by made_at")

_problem, _case = e.Problem.__table__.c, e.ClosureCase.__table__.c
_withdrawal, _amendment = e.Withdrawal.__table__.c, e.Amendment.__table__.c
PROBLEMS = Question(select(
    _problem.uid, _problem.code, _problem.description, _problem.goal, _problem.plan, _problem.category, _problem.issuer_uid,
    _problem.assigned_on, _problem.voided,
).where(among(_problem.uid), ~_problem.hidden))  # fmt: skip
CASES = Question(select(_case.uid, _case.procedure).where(among(_case.problem_uid)))
WITHDRAWN = Question(
    select(_withdrawal.target_uid).where(among(_withdrawal.problem_uid), ~_withdrawal.hidden)
)
TAKEN_BACK = Question(
    select(_withdrawal.target_uid)
    .join_from(e.Withdrawal.__table__, e.Amendment.__table__, _amendment.uid == _withdrawal.target_uid)
    .where(
        among(_amendment.problem_uid), _amendment.office_uid == _withdrawal.office_uid, ~_withdrawal.hidden
    )
)


def _children(session: Session, question: Question, uids: str) -> dict[str, list[Values]]:
    """The rows of one question by problem."""
    names = question.names[1:]
    grouped: dict[str, list[Values]] = defaultdict(list)
    for row in question.rows(session, uids):
        grouped[row[0]].append(dict(zip(names, row[1:], strict=True)))
    return grouped


def _built(build: Callable[..., Any], rows: Iterable[Values], gone: set[str]) -> tuple[Any, ...]:
    return tuple(build(**row) for row in rows if row["uid"] not in gone)


def load_facts(session: Session, uids: Sequence[str]) -> dict[str, f.ProblemFacts]:
    """Facts of each problem that exists among `uids`, voided ones included; hidden ones are left out."""
    loaded: dict[str, f.ProblemFacts] = {}
    for part in chunks(list(uids)):
        loaded |= _load_chunk(session, listed(part))
    return loaded


def _replaced(rows: dict[str, list[Values]]) -> set[str]:
    return {row["replaces"] for group in rows.values() for row in group if row["replaces"]}


def _load_chunk(session: Session, uids: str) -> dict[str, f.ProblemFacts]:
    gone = {target for (target,) in WITHDRAWN.rows(session, uids)}
    duties, measures, milestones, deadlines, reports, files, steps, notices, listed_materials, doubts = (
        _children(session, query, uids)
        for query in (
            DUTIES, MEASURES, MILESTONES, DEADLINES, REPORTS, FILES, STEPS, NOTICES, MATERIALS, OBJECTIONS,
        )
    )  # fmt: skip
    gone |= _replaced(reports) | _replaced(listed_materials)
    cases = dict(CASES.rows(session, uids))
    requests = _amendments(session, uids)
    loaded = {}
    for row in PROBLEMS.rows(session, uids):
        uid = row[0]
        loaded[uid] = f.ProblemFacts(
            **dict(zip(PROBLEMS.names, row, strict=True)),
            duties=_built(f.DutyFacts, duties[uid], gone),
            measures=tuple(
                sorted(_built(f.MeasureFacts, measures[uid], gone), key=lambda one: (one.position, one.uid))
            ),
            milestones=_built(f.MilestoneFacts, milestones[uid], gone),
            deadlines=_deadlines(_built(f.DeadlineFacts, deadlines[uid], gone)),
            progress=tuple(
                sorted(_built(partial(_unlinked, f.ProgressFacts), reports[uid], gone), key=_period)
            ),
            evidence=_built(f.EvidenceFacts, files[uid], gone),
            steps=tuple(_step(item, cases) for item in steps[uid] if item["uid"] not in gone),
            notices=_built(f.NoticeFacts, notices[uid], gone),
            objections=_built(f.ObjectionFacts, doubts[uid], gone),
            amendments=requests.get(uid, ()),
            materials=_built(partial(_unlinked, f.MaterialFacts), listed_materials[uid], gone),
        )
    return loaded


def _of_the_asked(asked: f.AmendmentFacts, answers: list[f.AnswerFacts]) -> tuple[f.AnswerFacts, ...]:
    return tuple(answer for answer in answers if answer.office_uid == asked.to_office_uid)


def _amendments(session: Session, uids: str) -> dict[str, tuple[f.AmendmentFacts, ...]]:
    """Requests with their answers; only who asked takes one back, only who was asked answers it, whatever came."""
    asked = _children(session, REQUESTS, uids)
    if not asked:
        return {}
    gone = {target for (target,) in TAKEN_BACK.rows(session, uids)}
    answers: dict[str, list[f.AnswerFacts]] = defaultdict(list)
    for group in _children(session, ANSWERS, uids).values():
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


def _step(values: Values, cases: Mapping[str, str]) -> f.StepFacts:
    return f.StepFacts(**values, procedure=cases.get(values["case_uid"], ""))


def _deadlines(found: tuple[f.DeadlineFacts, ...]) -> tuple[f.DeadlineFacts, ...]:
    """The first decision first, whatever clocks said; the rest in the order of making."""
    return tuple(sorted(found, key=lambda one: (one.kind is not DeadlineKind.ORIGINAL, one.made_at, one.uid)))


def _period(one: f.ProgressFacts) -> str:
    """A report of May that is taken in later than that of November is not the last one."""
    return one.period

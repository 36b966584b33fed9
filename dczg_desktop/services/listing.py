"""Whole lists of one kind of record as plain mappings: for scripts, keys as in the entities, texts as stored."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.dictionary import KINDS, to_value
from dczg_desktop.domain.duties import gaps_of
from dczg_desktop.domain.entities import Board, PetitionLine, Problem
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.services.conflicts import list_conflicts
from dczg_desktop.services.grid import GridQuery, problem_ids, problem_rows
from dczg_desktop.services.importing.origin import ROLES
from dczg_desktop.services.outgoing.shipments import shipments
from dczg_desktop.services.requests import list_amendments
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger

ROLE_FIELDS = dict(ROLES)
COMPUTED = ("completion_status", "closure_status", "truth", "batch_name", "types", "points", "repeats", "published",
            "published_on", "waiting")  # fmt: skip
CHILD_LISTS = {"措施": "measure", "责任": "duty", "佐证": "evidence"}


def listed(ledger: Ledger, what: str) -> list[dict[str, Any]]:
    """All records of a list: 问题, 措施, 责任, 信访件, 佐证, 冲突, 往来 or 退回与建议. Raises UserError for another word."""
    if what == "问题":
        return list_problems(ledger)
    if what in CHILD_LISTS:
        return _children(ledger, CHILD_LISTS[what])
    if what == "信访件":
        return list_petitions(ledger)
    if what == "冲突":
        return [_flat(one) for one in list_conflicts(ledger)]
    if what == "往来":
        return [_flat(one) for one in shipments(ledger)]
    if what == "退回与建议":
        return [_flat(one) for one in list_amendments(ledger)]
    raise UserError(f"没有名为“{what}”的清单。可选：问题、措施、责任、信访件、佐证、冲突、往来、退回与建议。")


def _flat(one: Any) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


def _rows(session: Session, name: str) -> list[dict[str, Any]]:
    kind = KINDS[name]
    table = kind.entity.__table__
    query = select(table).where(~table.c.hidden).order_by(table.c.id)
    rows = session.execute(query).mappings()
    return [
        {"uid": row["uid"]} | {column: to_value(row[column]) for column in kind.columns()} for row in rows
    ]


def list_petitions(ledger: Ledger) -> list[dict[str, Any]]:
    """Every petition with its own fields and what is computed of it: both statuses, points, repeats, publication."""
    with ledger.reading() as session:
        lines = {line.uid: line for line in session.scalars(select(PetitionLine))}
        rows = _rows(session, "petition")
        return [row | _computed(lines.get(row["uid"])) for row in rows]


def _computed(line: PetitionLine | None) -> dict[str, Any]:
    """Nothing is computed of a void one."""
    if line is None:
        return dict.fromkeys(COMPUTED)
    return {
        "completion_status": line.completion, "closure_status": line.closure, "truth": line.truth, "batch_name": line.batch,
        "types": line.types.strip("|").split("|"), "points": line.points, "repeats": line.repeats, "published": line.published,
        "published_on": to_value(line.published_on), "waiting": line.waiting,
    }  # fmt: skip


def _children(ledger: Ledger, name: str) -> list[dict[str, Any]]:
    with ledger.reading() as session:
        codes = dict(session.execute(select(Problem.uid, Problem.code)).all())
        rows = _rows(session, name)
    for row in rows:
        row["problem"] = codes.get(row["problem_uid"], "")
        if name == "evidence":
            row["present"] = ledger.evidence.has(row["sha256"])
    return rows


def list_problems(ledger: Ledger) -> list[dict[str, Any]]:
    """Every problem with its own fields, its computed line, and the texts of what hangs on it."""
    rows = problem_rows(ledger, problem_ids(ledger, GridQuery())) + problem_rows(
        ledger, problem_ids(ledger, GridQuery(voided=True))
    )
    with ledger.reading() as session:
        own = {row["uid"]: row for row in _rows(session, "problem")}
        facts = load_facts(session, [row.uid for row in rows])
        batches = _batches(session)
        rounds = dict(session.execute(select(Board.uid, Board.round)).all())
    return [
        own[row.uid]
        | {
            "number": row.number or row.code, "code": row.code, "batch": batches.get(row.uid, ""), "source": row.source,
            "round": rounds.get(row.uid, ""), "deadline": row.deadline, "due": row.due, "long_term": row.long_term,
            "overdue_days": row.overdue_days, "progress_status": row.progress_status, "closure_status": row.closure_status,
            "percent": row.percent, "evidence": row.evidence, "gaps": gaps_of(row.gaps), "disputed": row.disputed,
        }
        | _texts(facts[row.uid])
        for row in rows
    ]  # fmt: skip


def _batches(session: Session) -> dict[str, str]:
    return {row["problem_uid"]: row["batch"] for row in _rows(session, "problem_source") if row["batch"]}


def _texts(problem: ProblemFacts) -> dict[str, Any]:
    roles = {name: "、".join(duty.name for duty in problem.named(role)) for name, role in ROLE_FIELDS.items()}
    first = problem.first_deadline()
    return roles | {
        "measures": problem.plan or "\n".join(measure.text for measure in problem.measures),
        "measure_count": len(problem.measures),
        "first_deadline": first.raw if first else "",
        "progress": problem.progress[-1].text if problem.progress else "",
    }

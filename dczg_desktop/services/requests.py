"""Lists of what was returned or proposed, with where each stands; asking and answering are in `services.amendments`."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.amendments import MEASURE_FIELDS, REPORT_FIELDS, Standing, standing
from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.domain.entities import Amendment, AmendmentAnswer, Board, ChangeSet, Office
from dczg_desktop.domain.facts import AmendmentFacts, ProblemFacts
from dczg_desktop.domain.words import AmendmentVerdict, AmendmentWay
from dczg_desktop.services.asked import Asked
from dczg_desktop.services.petitions.requests import list_petition_requests
from dczg_desktop.services.tree import above, below, office_tree
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger


def label_for(asked: AmendmentFacts) -> str:
    """The field's name as the screen says it."""
    if asked.target_kind == "problem":
        return "整改时限" if asked.field == "deadline" else label_of("problem", asked.field)
    known = {"progress": REPORT_FIELDS, "measure": MEASURE_FIELDS}.get(asked.target_kind, {})
    return known.get(asked.field, asked.field)


def list_amendments(ledger: Ledger, problem_uid: str = "") -> list[Asked]:
    """Every request on record, about petitions too, or those of one problem; open ones put to this office first, then the newest."""
    our_uid = ledger.identity.office_uid
    with ledger.reading() as session:
        query = select(Amendment.problem_uid).where(~Amendment.hidden).distinct()
        if problem_uid:
            query = query.where(Amendment.problem_uid == problem_uid)
        problems = load_facts(session, list(session.scalars(query)))
        offices = dict(session.execute(select(Office.uid, Office.name)).all())
        found = _answered_values(session, our_uid, offices, problem_uid)
        found += [] if problem_uid else list_petition_requests(session, our_uid)
    found += [
        _row(problem, asked, offices, our_uid)
        for problem in problems.values()
        for asked in problem.amendments
    ]
    found.sort(key=lambda one: one.made_at, reverse=True)
    return sorted(found, key=lambda one: (not one.waits, not one.ours))


def _row(problem: ProblemFacts, asked: AmendmentFacts, offices: Mapping[str, str], our_uid: str) -> Asked:
    answer = asked.answers[-1] if asked.answers else None
    return Asked(
        asked.uid, asked.way, problem.uid, problem.code, asked.place, label_for(asked), asked.said, asked.wanted, asked.reason,
        offices.get(asked.office_uid, ""), offices.get(asked.to_office_uid, ""), asked.made_by, asked.made_at,
        standing(problem, asked), answer.text if answer else "", answer.made_by if answer else "",
        asked.to_office_uid == our_uid, asked.office_uid == our_uid, asked,
    )  # fmt: skip


def _answered_values(
    session: Session, our_uid: str, offices: Mapping[str, str], problem_uid: str
) -> list[Asked]:
    """What other offices said about values of ours that they did or did not take when they decided a conflict."""
    query = (
        select(AmendmentAnswer, Board.code, ChangeSet.who, ChangeSet.at)
        .join(ChangeSet, ChangeSet.uid == AmendmentAnswer.amendment_uid)
        .join(Board, Board.uid == AmendmentAnswer.problem_uid)
        .where(
            ChangeSet.office_uid == our_uid, AmendmentAnswer.office_uid != our_uid, ~AmendmentAnswer.hidden
        )
    )
    if problem_uid:
        query = query.where(AmendmentAnswer.problem_uid == problem_uid)
    found = []
    for answer, code, who, at in session.execute(query):
        state = Standing.ACCEPTED if answer.verdict is AmendmentVerdict.ACCEPTED else Standing.DECLINED
        facts = AmendmentFacts(AmendmentWay.PROPOSAL, "value", answer.amendment_uid, "")
        found.append(
            Asked(answer.uid, AmendmentWay.PROPOSAL, answer.problem_uid, code, "冲突定夺", "本单位写的值", "", "", "",
                  offices.get(our_uid, ""), offices.get(answer.office_uid, ""), who, at, state, answer.text,
                  answer.made_by, ours=False, mine=True, facts=facts)
        )  # fmt: skip
    return found


def count_open(ledger: Ledger) -> int:
    """How many requests wait for this office."""
    return sum(1 for one in list_amendments(ledger) if one.ours and one.standing is Standing.OPEN)


def may_be_returned_to(ledger: Ledger, problem_uid: str) -> list[tuple[str, str]]:
    """(uid, name) of the offices below this one that reported on or answer for the problem, the likeliest first."""
    our_uid = ledger.identity.office_uid
    with ledger.reading() as session:
        lower = below(office_tree(session), our_uid) - {our_uid} - above(office_tree(session), our_uid)
        facts = load_facts(session, [problem_uid])[problem_uid]
        wanted = [one.office_uid for one in reversed(facts.progress)]
        wanted += [duty.office_uid for duty in facts.units()]
        names = dict(session.execute(select(Office.uid, Office.name)).all())
    return [(uid, names.get(uid, "")) for uid in dict.fromkeys(wanted) if uid in lower]

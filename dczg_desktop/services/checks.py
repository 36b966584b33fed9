"""Runs the checks of `domain.checks` over the whole ledger."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.checks import findings
from dczg_desktop.domain.closure import last_case
from dczg_desktop.domain.entities import Board, Evidence, Problem, Withdrawal
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.findings import Finding, Surroundings
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.closure import procedure_of
from dczg_desktop.services.petitions.checks import check_petitions
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger


def run_checks(ledger: Ledger, tick: Tick = no_tick) -> list[Finding]:
    """Findings of every problem that counts, in the order of codes, then of the petitions."""
    with ledger.reading() as session:
        uids = list(session.scalars(select(Board.uid).where(~Board.voided).order_by(Board.code)))
        facts = load_facts(session, uids)
        uses = shared_files(session)
    return [*check_all(ledger, [facts[uid] for uid in uids], uses, tick), *check_petitions(ledger, tick)]


def check_all(
    ledger: Ledger, problems: Sequence[ProblemFacts], uses: Mapping[str, frozenset[str]], tick: Tick = no_tick
) -> list[Finding]:
    """Findings of these problems in their order."""
    found: list[Finding] = []
    usual = procedure_of(ledger)
    for done, facts in enumerate(problems, start=1):
        case = last_case(facts)
        procedure = procedure_of(ledger, case) if case else usual
        found.extend(findings(facts, Surroundings(ledger.today(), procedure, working_days, uses)))
        if done % 200 == 0:
            tick(done, len(problems))
    return found


_evidence, _problem, _withdrawal = (entity.__table__.c for entity in (Evidence, Problem, Withdrawal))
_USES = (
    select(_evidence.sha256, _problem.code)
    .join_from(Evidence.__table__, Problem.__table__, _problem.uid == _evidence.problem_uid)
    .where(
        ~_evidence.hidden,
        _evidence.uid.not_in(select(_withdrawal.target_uid).where(~_withdrawal.hidden)),
        ~_problem.hidden,
        _problem.voided == "",
    )
)


def shared_files(session: Session) -> dict[str, frozenset[str]]:
    """Evidence that stands for several problems: SHA-256 → their codes."""
    used: dict[str, set[str]] = defaultdict(set)
    for sha256, code in session.execute(_USES):
        used[sha256].add(code)
    return {sha256: frozenset(codes) for sha256, codes in used.items() if len(codes) > 1}

"""Runs the checks of `domain.checks` over the whole ledger."""

from collections import defaultdict

from sqlalchemy import select

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.checks import Finding, Surroundings, findings
from dczg_desktop.domain.closure import last_case
from dczg_desktop.domain.entities import Board
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.closure import procedure_of
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger


def run_checks(ledger: Ledger, tick: Tick = no_tick) -> list[Finding]:
    """Findings of every problem that counts, in the order of codes."""
    with ledger.reading() as session:
        uids = list(session.scalars(select(Board.uid).where(~Board.voided).order_by(Board.code)))
        facts = load_facts(session, uids)
    used: dict[str, set[str]] = defaultdict(set)
    for problem in facts.values():
        for item in problem.evidence:
            used[item.sha256].add(problem.code)
    uses = {sha256: frozenset(codes) for sha256, codes in used.items() if len(codes) > 1}
    found: list[Finding] = []
    for done, uid in enumerate(uids, start=1):
        procedure = procedure_of(ledger, last_case(facts[uid]))
        found.extend(findings(facts[uid], Surroundings(ledger.today(), procedure, working_days, uses)))
        if done % 200 == 0:
            tick(done, len(uids))
    return found

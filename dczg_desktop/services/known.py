"""What the ledger has, for comparing a foreign table with it: numbers, texts, sites, and single records in full."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean
from dczg_desktop.domain.dictionary import KINDS, to_value
from dczg_desktop.domain.differences import Known, KnownDuty
from dczg_desktop.domain.entities import (
    Board,
    Duty,
    Office,
    Petition,
    PetitionLine,
    Problem,
    ProblemSource,
    Site,
    Source,
)
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.likeness import Likenesses, plain
from dczg_desktop.domain.words import ClosureStatus
from dczg_desktop.store.facts import chunks, load_facts
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger

Name = tuple[str, str]
"""Kind and uid of a record."""

_TICK_EVERY = 200
_SHORTEST_SITE = 4


@dataclass(slots=True)
class LedgerView:
    """What comparisons look up, read once; `head` is the number of acts the ledger had then.

    `known` are records read in full, `compared` rows compared before, by everything their comparison depends on.
    The likenesses are made when the first row asks for them: a daily batch whose numbers are all known never does.
    """

    head: int
    numbers: dict[str, list[Name]]
    sourced: dict[tuple[str, str], list[Name]]
    texts: dict[str, list[Name]]
    descriptions: dict[Name, str]
    sites: list[tuple[str, str]]
    known: dict[Name, Known] = field(default_factory=dict, repr=False)
    compared: dict[Hashable, Any] = field(default_factory=dict, repr=False)
    _likenesses: Likenesses[Name] | None = field(default=None, repr=False)
    _liked: dict[str, list[tuple[Name, float]]] = field(default_factory=dict, repr=False)

    def like(self, text: str, tick: Tick = no_tick) -> list[tuple[Name, float]]:
        """Records whose description is alike; asked twice for one text, it is looked up once."""
        if not self.descriptions:
            return []
        if text not in self._liked:
            self._liked[text] = self._index(tick).like(text)
        return self._liked[text]

    def _index(self, tick: Tick) -> Likenesses[Name]:
        if self._likenesses is None:
            index: Likenesses[Name] = Likenesses()
            for done, (name, description) in enumerate(self.descriptions.items()):
                index.add(name, description)
                if done % _TICK_EVERY == 0:
                    tick(done, len(self.descriptions))
            self._likenesses = index
        return self._likenesses

    def at_site(self, text: str) -> list[Name]:
        """Problems at a site that a text names."""
        return [("problem", uid) for name, uid in self.sites if name in text]


def view_of(ledger: Ledger) -> LedgerView:
    """Read what comparisons look up."""
    with ledger.reading() as session:
        head, _hash = journal_head(session)
        view = LedgerView(head, defaultdict(list), defaultdict(list), defaultdict(list), {}, [])
        query = select(Problem.uid, Problem.description).where(~Problem.hidden, Problem.voided == "")
        for uid, description in session.execute(query.order_by(Problem.id)):
            _describe(view, ("problem", uid), description)
        _read_numbers(session, view)
        pet = select(Petition.uid, Petition.number, Petition.description, Source.name)
        pet = pet.join(Source, Source.uid == Petition.source_uid, isouter=True)
        for uid, number, description, source in session.execute(
            pet.where(~Petition.hidden, Petition.voided == "").order_by(Petition.id)
        ):
            _describe(view, ("petition", uid), description)
            _number(view, ("petition", uid), number, source)
        view.sites.extend(_sites(session))
    return view


def _describe(view: LedgerView, name: Name, description: str) -> None:
    view.descriptions[name] = description
    if folded := plain(description):
        view.texts[folded].append(name)


def _number(view: LedgerView, name: Name, number: str, source: str | None) -> None:
    if number:
        view.numbers[number].append(name)
        if source:
            view.sourced[clean(source), number].append(name)


def _read_numbers(session: Session, view: LedgerView) -> None:
    one = ProblemSource
    query = select(one.problem_uid, one.number, Source.name)
    query = query.join(Source, Source.uid == one.source_uid, isouter=True)
    for uid, number, source in session.execute(
        query.where(~one.hidden, one.voided == "", one.number != "").order_by(one.id)
    ):
        if ("problem", uid) in view.descriptions:
            _number(view, ("problem", uid), number, source)


def _sites(session: Session) -> Iterable[tuple[str, str]]:
    query = select(Problem.uid, Site.name, Site.enterprise, Site.address)
    query = query.join(Site, Site.uid == Problem.site_uid)
    for uid, *names in session.execute(
        query.where(~Problem.hidden, Problem.voided == "", ~Site.hidden, Site.voided == "")
    ):
        yield from ((name, uid) for name in names if name and len(name) >= _SHORTEST_SITE)


def read_known(ledger: Ledger, view: LedgerView, names: Iterable[Name], tick: Tick = no_tick) -> None:
    """Read these records in full into `view.known`, with whether and why they cannot be changed."""
    wanted: dict[str, list[str]] = {"problem": [], "petition": []}
    for kind, uid in dict.fromkeys(names):
        if (kind, uid) not in view.known:
            wanted[kind].append(uid)
    office_uid = ledger.identity.office_uid
    total, done = len(wanted["problem"]), 0
    with ledger.reading() as session:
        for part in chunks(wanted["problem"]):
            view.known |= {("problem", one.uid): one for one in _problems(session, part, office_uid)}
            done += len(part)
            tick(done, total)
        for part in chunks(wanted["petition"]):
            query = select(Petition).where(Petition.uid.in_(part), ~Petition.hidden)
            line = select(PetitionLine.uid, PetitionLine.closure).where(PetitionLine.uid.in_(part))
            closures = dict(session.execute(line).all())
            view.known |= {
                ("petition", one.uid): _petition(one, office_uid, closures.get(one.uid, ""))
                for one in session.scalars(query)
            }


def _petition(petition: Petition, office_uid: str, closure: str) -> Known:
    return Known(
        "petition", petition.uid, petition.number or petition.sequence, _fields("petition", petition), petition.responsible_unit,
        f"信访件已作废（{petition.voided}），不能再修改。" if petition.voided else "",
        foreign=petition.issuer_uid not in {"", office_uid}, extra=dict(petition.extra or {}),
        closure=closure,
    )  # fmt: skip


def _fields(kind: str, entity: Any) -> dict[str, object]:
    return {name: to_value(getattr(entity, name)) for name in KINDS[kind].columns()}


def _problems(session: Session, uids: Sequence[str], office_uid: str) -> Iterable[Known]:
    facts = load_facts(session, uids)
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    query = select(ProblemSource.problem_uid, ProblemSource.number)
    for uid, number in session.execute(
        query.where(ProblemSource.problem_uid.in_(uids), ~ProblemSource.hidden, ProblemSource.voided == "")
    ):
        numbers[uid].add(number)
    boards = {
        row.uid: row
        for row in session.execute(
            select(Board.uid, Board.unit, Board.closure_status).where(Board.uid.in_(uids))
        )
    }
    released = _released(session, uids, office_uid)
    issuers = dict(session.execute(select(Office.uid, Office.name)).all())
    for problem in session.scalars(select(Problem).where(Problem.uid.in_(uids), ~Problem.hidden)):
        board = boards.get(problem.uid)
        foreign = problem.issuer_uid not in {"", office_uid}
        closed = board is not None and board.closure_status is ClosureStatus.CLOSED
        yield _problem(
            problem, facts[problem.uid], board.unit if board else "", frozenset(numbers[problem.uid]),
            _locked(problem, closed=closed, released=foreign and problem.uid in released, issuer=issuers.get(problem.issuer_uid, "")),
            foreign=foreign,
        )  # fmt: skip


def _problem(
    problem: Problem, facts: ProblemFacts, unit: str, numbers: frozenset[str], locked: str, *, foreign: bool
) -> Known:
    return Known(
        "problem", problem.uid, problem.code, _fields("problem", problem), unit, locked, foreign, numbers,
        tuple(one.raw for one in facts.deadlines),
        tuple(KnownDuty(one.uid, one.role, one.name) for one in facts.duties),
        tuple((one.uid, one.text) for one in facts.measures),
        tuple(one.text for one in facts.progress),
        frozenset(one.sha256 for one in facts.evidence),
        dict(problem.extra or {}),
    )  # fmt: skip


def _locked(problem: Problem, *, closed: bool, released: bool, issuer: str) -> str:
    if problem.voided:
        return f"问题已作废（{problem.voided}），不能再修改。"
    if closed:
        return "问题已销号并锁定；确需改动，请先在“验收销号”里重新启动。"
    return f"问题由{issuer}交办，已改由其他单位承担，本单位只能查看。" if released else ""


def _released(session: Session, uids: Sequence[str], office_uid: str) -> set[str]:
    """Those whose duties of this office have all ended."""
    query = select(Duty.problem_uid, Duty.voided)
    standing: dict[str, bool] = {}
    for uid, voided in session.execute(
        query.where(Duty.problem_uid.in_(uids), Duty.office_uid == office_uid, ~Duty.hidden)
    ):
        standing[uid] = standing.get(uid, False) or not voided
    return {uid for uid, stands in standing.items() if not stands}

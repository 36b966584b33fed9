"""Which problem or petition of the ledger a published notice is about: candidates to ask about, and what differs there."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean, excerpt, folded
from dczg_desktop.domain.closure import last_case
from dczg_desktop.domain.entities import Board, Petition, Problem, ProblemSource
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.likeness import likeness, plain
from dczg_desktop.domain.notice_days import Doubt
from dczg_desktop.domain.notices import ClosureNotice
from dczg_desktop.domain.numbering import ordinal
from dczg_desktop.domain.procedures import Procedure
from dczg_desktop.domain.units import split_units
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.closure import procedure_of
from dczg_desktop.services.importing.known import LedgerView
from dczg_desktop.services.importing.known_numbers import Name
from dczg_desktop.services.importing.matching import number_words
from dczg_desktop.services.problems import find_problem
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger

_MOST = 8
_DIFFERENT = 0.35


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record the notice may be about. For a petition `problem_uid` is the problem it is linked to, if any.

    `is_certain` only when a petition number is the same: nothing else is taken without a person's word.
    """

    kind: str
    uid: str
    code: str
    summary: str
    why: str
    problem_uid: str
    problem_code: str
    locked: str
    is_certain: bool = False


def candidates_for(ledger: Ledger, notice: ClosureNotice, tick: Tick = no_tick) -> tuple[Candidate, ...]:
    """Records of the same number first, then those of the same ordinal, then those of a like text; at most eight."""
    view = LedgerView(ledger)
    found: dict[Name, tuple[str, bool]] = {}
    if number := notice.number.rstrip("*"):
        for name in view.numbers.named(number):
            is_it = notice.petition and name[0] == "petition" and view.numbers.is_same(name, number)
            found.setdefault(name, (f"{number_words(view, name, number)}：{notice.number}", is_it))
    if notice.ordinal is not None:
        with ledger.reading() as session:
            for uid in _same_ordinal(session, notice.ordinal):
                found.setdefault(("problem", uid), (f"都是第 {notice.ordinal} 项", False))
    for name, alike in view.like(notice.description, tick) if notice.description else ():
        found.setdefault(name, (f"问题文字相近（{alike:.0%}）", False))
    names = _likest_first(view, found, notice.description)[:_MOST]
    view.read(names, tick)
    with ledger.reading() as session:
        return tuple(
            _candidate(session, name, found[name], view.known[name].locked, view.text(name))
            for name in names
            if name in view.known
        )


def candidate_of_problem(ledger: Ledger, uid: str) -> Candidate:
    """A problem chosen by hand."""
    with ledger.reading() as session:
        text = session.scalar(select(Problem.description).where(Problem.uid == uid)) or ""
        return _candidate(session, ("problem", uid), ("手工选定", False), "", text)


def found_by_number(ledger: Ledger, number: str) -> Candidate | None:
    """The problem or petition a person names by its number; None when there is none or more than one."""
    wanted = clean(number).rstrip("*")
    if not wanted:
        return None
    view = LedgerView(ledger)
    if petitions := [
        name for name in view.numbers.named(wanted, ["petition"]) if view.numbers.is_same(name, wanted)
    ]:
        with ledger.reading() as session:
            found = _candidate(session, petitions[0], ("手工选定", False), "", view.text(petitions[0]))
        return found if len(petitions) == 1 else None
    try:
        return candidate_of_problem(ledger, find_problem(ledger, number))
    except UserError:
        return None


def _same_ordinal(session: Session, number: int) -> Iterator[str]:
    query = select(ProblemSource.problem_uid, ProblemSource.number).join(
        Problem, Problem.uid == ProblemSource.problem_uid
    )
    alive = (~Problem.hidden, Problem.voided == "", ~ProblemSource.hidden, ProblemSource.voided == "")
    for uid, written in session.execute(query.where(*alive).order_by(Problem.id)):
        if len(written) <= 12 and ordinal(written) == number:
            yield uid
    own = select(Problem.uid, Problem.sequence).where(~Problem.hidden, Problem.voided == "")
    for uid, written in session.execute(own.order_by(Problem.id)):
        if written and ordinal(written) == number:
            yield uid


def _likest_first(view: LedgerView, found: dict[Name, tuple[str, bool]], text: str) -> list[Name]:
    """Certain ones first, then by how alike the texts are."""
    wanted = plain(text)
    alike = {name: likeness(wanted, view.folded(name)) for name in found}
    return sorted(found, key=lambda name: (not found[name][1], -alike[name]))


def _candidate(session: Session, name: Name, found: tuple[str, bool], locked: str, text: str) -> Candidate:
    (kind, uid), (why, is_certain) = name, found
    if kind == "petition":
        number = session.scalar(select(Petition.number).where(Petition.uid == uid)) or ""
        problem, code = linked_problem(session, uid)
        return Candidate(kind, uid, number, excerpt(text, 80), why, problem, code, locked, is_certain)
    code = session.scalar(select(Problem.code).where(Problem.uid == uid)) or ""
    return Candidate(kind, uid, code, excerpt(text, 80), why, uid, code, locked, is_certain)


def linked_problem(session: Session, petition_uid: str) -> tuple[str, str]:
    """Uid and code of the problem that a petition is linked to, ('', '') when there is none."""
    linked = select(Petition.problem_uid).where(Petition.uid == petition_uid)
    found = session.execute(select(Board.uid, Board.code).where(Board.uid.in_(linked))).first()
    return (found.uid, found.code) if found else ("", "")


def differences(ledger: Ledger, notice: ClosureNotice, candidate: Candidate) -> tuple[Doubt, ...]:
    """What the notice says otherwise than the ledger does of the chosen problem."""
    if not candidate.problem_uid:
        return (_unlinked(candidate),)
    with ledger.reading() as session:
        facts = load_facts(session, [candidate.problem_uid]).get(candidate.problem_uid)
        description = session.scalar(select(Problem.description).where(Problem.uid == candidate.problem_uid))
    if facts is None:
        return ()
    procedure = procedure_of(ledger, last_case(facts))
    return (
        *_units(notice.responsible, facts, "责任单位", (DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT)),
        *_units(notice.accepting, facts, "验收单位", (DutyRole.ACCEPTING_UNIT, DutyRole.SUPERVISING_UNIT)),
        *_content(notice, facts, description or ""),
        *_days(ledger, notice, facts, procedure),
    )


def _unlinked(candidate: Candidate) -> Doubt:
    return Doubt(
        "信访件",
        f"信访件 {candidate.code} 还没有关联台账里的问题：整改情况记到信访件上，公示日期和公示件要先关联问题才能登记。",
    )


def _units(written: str, facts: ProblemFacts, word: str, roles: tuple[DutyRole, ...]) -> Iterator[Doubt]:
    """Units of the notice that the ledger does not have in that role."""
    said = {folded(name): name for _role, name in split_units(written)} if written else {}
    known = {folded(duty.name): duty.name for duty in facts.duties if duty.role in roles}
    if not said or set(said) & set(known):
        return
    have = "、".join(known.values()) or "没有登记"
    yield Doubt(word, f"公示写的{word}是“{'、'.join(said.values())}”，台账里是“{have}”，请核对。")


def _content(notice: ClosureNotice, facts: ProblemFacts, description: str) -> Iterator[Doubt]:
    one, other = plain(notice.description), plain(description)
    if one and other and one not in other and other not in one:
        ratio = SequenceMatcher(None, one[:600], other[:600], autojunk=False).ratio()
        if ratio < _DIFFERENT:
            yield Doubt("问题", "公示的问题和台账里的问题文字相差很大，请核对是不是同一个问题。")
    said = folded(notice.deadline)
    if said and facts.deadlines and said not in {folded(decision.raw) for decision in facts.deadlines}:
        raw = facts.deadlines[-1].raw
        words = f"公示写的整改时限是“{notice.deadline}”，台账里是“{raw}”，请核对。"
        yield Doubt("整改时限", words, is_serious=False)
    waiting = sum(measure.done_on is None for measure in facts.measures)
    if waiting:
        words = f"台账里还有 {waiting} 条措施没有填完成日期，请先核实再在“措施与节点”里填写。"
        yield Doubt("整改措施", words, is_serious=False)


def _days(
    ledger: Ledger, notice: ClosureNotice, facts: ProblemFacts, procedure: Procedure
) -> Iterator[Doubt]:
    starts, ends = notice.period.starts, notice.period.ends
    if not starts or not ends or ends < starts:
        return
    if any((one.starts, one.ends) == (starts, ends) for one in facts.notices):
        yield Doubt(
            "公示时间", f"这个问题已经登记过 {starts} 至 {ends} 的公示，不会重复登记。", is_serious=False
        )
    counted = working_days(starts, ends) if procedure.notice_working else (ends - starts).days + 1
    counted -= not procedure.first_day_counts
    if counted < procedure.notice_days:
        word = "工作日" if procedure.notice_working else "自然日"
        words = (
            f"公示只有 {counted} 个{word}，本单位销号流程“{procedure.name}”要求 {procedure.notice_days} 个。"
        )
        yield Doubt("公示时间", words)
    if ledger.today() <= ends:
        yield Doubt("公示时间", f"公示到 {ends} 止，期满前不能销号。", is_serious=False)

"""One problem on its way to closure, as the closure page shows it: what is missing, who said what, what may be done now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from pathlib import Path

from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.closure import closure_status, decision_objections, last_case, next_step, objections
from dczg_desktop.domain.entities import Board, Office
from dczg_desktop.domain.facts import EvidenceFacts, NoticeFacts, ObjectionFacts, ProblemFacts, StepFacts
from dczg_desktop.domain.lights import FourLight, four_lights
from dczg_desktop.domain.procedures import Procedure
from dczg_desktop.domain.words import ClosureStatus, EvidenceRole, Verdict
from dczg_desktop.domain.workdays import calendar_days, shipped_calendar
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.closure import procedure_of
from dczg_desktop.services.detail import evidence_path
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger


class CaseAct(StrEnum):
    """What can be done with a case."""

    APPLY = "申请销号"
    AGREE = "同意"
    RETURN = "退回"
    NOTICE = "登记公示"
    OBJECT = "登记异议"
    REOPEN = "重新启动"


@dataclass(frozen=True, slots=True)
class StepLine:
    """What one person said at one step, with the name of the office."""

    at: str
    who: str
    office: str
    step: str
    verdict: Verdict
    opinion: str


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A public notice with its days counted: `days` in words, both ends counted."""

    starts: date
    ends: date
    place: str
    days: str


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo put forward as before or after; `path` is None while the file has not arrived."""

    sha256: str
    name: str
    day: str
    path: Path | None


@dataclass(frozen=True, slots=True)
class MaterialLine:
    """One class of closure material: demanded or not, files on record, and what was last said about it, if anything."""

    role: EvidenceRole
    required: bool
    files: int
    said: bool = False
    enclosed: bool = False
    place: str = ""
    pages: int | None = None
    note: str = ""
    made_by: str = ""
    made_at: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything the closure page shows of one problem.

    `missing` are the sentences that stand in the way of the next act; `refusals` says for each act why it cannot be done
    now, '' when it can. `step` and `actor` name the open step of a case in review.
    """

    uid: str
    code: str
    unit: str
    description: str
    deadline: str
    status: ClosureStatus
    procedure: str
    notice_rule: str
    step: str
    actor: str
    applicant: str
    applied_at: str
    missing: tuple[str, ...]
    lights: tuple[FourLight, ...]
    steps: tuple[StepLine, ...]
    notices: tuple[NoticeLine, ...]
    doubts: tuple[ObjectionFacts, ...]
    pairs: tuple[tuple[PhotoFile | None, PhotoFile | None], ...]
    refusals: Mapping[CaseAct, str]
    materials: tuple[MaterialLine, ...] = ()


def closure_case(ledger: Ledger, uid: str) -> CaseFile:
    """The case of one problem, whether applied for or not. Raises UserError when the problem is gone."""
    with ledger.reading() as session:
        facts = load_facts(session, [uid]).get(uid)
        unit = session.scalar(select(Board.unit).where(Board.uid == uid))
        offices = dict(session.execute(select(Office.uid, Office.name)).all())
    if facts is None or unit is None:
        raise UserError("找不到这个问题，可能已被撤销导入。请按 F5 刷新列表。")
    case = last_case(facts)
    procedure = procedure_of(ledger, case)
    status = closure_status(case, procedure)
    step = next_step(case, procedure)
    missing = _missing(ledger, facts, procedure, status)
    deadline = facts.deadline()
    return CaseFile(
        uid=uid,
        code=facts.code,
        unit=unit,
        description=facts.description,
        deadline=deadline.raw if deadline else "",
        status=status,
        procedure=procedure.name,
        notice_rule=notice_rule(procedure),
        step=step.name if step else "",
        actor=step.actor if step else "",
        applicant=case[0].made_by if case else "",
        applied_at=case[0].made_at if case else "",
        missing=missing,
        lights=four_lights(facts, procedure),
        steps=tuple(_step_line(one, offices) for one in reversed(facts.steps)),
        notices=tuple(_notice_line(one) for one in facts.notices),
        doubts=facts.objections,
        pairs=_pairs(ledger, facts),
        refusals=_refusals(ledger, facts, status, missing),
        materials=tuple(_materials(facts, procedure)),
    )


def _materials(facts: ProblemFacts, procedure: Procedure) -> Iterator[MaterialLine]:
    """The demanded classes first, then what else was listed."""
    said = {one.role: one for one in facts.materials}
    for role in dict.fromkeys([*procedure.materials, *said]):
        files = sum(1 for item in facts.evidence if item.role is role)
        line = MaterialLine(role, role in procedure.materials, files)
        one = said.get(role)
        yield line if one is None else replace(
            line, said=True, enclosed=one.enclosed, place=one.place, pages=one.pages, note=one.note, made_by=one.made_by,
            made_at=one.made_at,
        )  # fmt: skip


def _missing(
    ledger: Ledger, facts: ProblemFacts, procedure: Procedure, status: ClosureStatus
) -> tuple[str, ...]:
    if status is ClosureStatus.CLOSED:
        return ()
    if status is ClosureStatus.IN_REVIEW:
        written = "意见在办理时填写"
        found = decision_objections(facts, procedure, ledger.user_uid, written, ledger.today(), working_days)
        return tuple(found)
    return tuple(objections(facts, procedure_of(ledger)))


def _refusals(
    ledger: Ledger, facts: ProblemFacts, status: ClosureStatus, missing: tuple[str, ...]
) -> dict[CaseAct, str]:
    locked = "已销号并锁定；确需改动请先重新启动" if status is ClosureStatus.CLOSED else ""
    count = f"还有 {len(missing)} 条没有满足，见“核对”" if missing else ""
    judging = _judging(ledger, facts, status)
    waiting = "已经申请，正等待审核" if status is ClosureStatus.IN_REVIEW else ""
    return {
        CaseAct.APPLY: locked or waiting or count,
        CaseAct.AGREE: judging or count,
        CaseAct.RETURN: judging,
        CaseAct.NOTICE: locked,
        CaseAct.OBJECT: locked,
        CaseAct.REOPEN: "" if locked else "没有销号，不需要重新启动",
    }


def _judging(ledger: Ledger, facts: ProblemFacts, status: ClosureStatus) -> str:
    """Why this office or this person may not judge the open step, '' when they may."""
    if status is not ClosureStatus.IN_REVIEW:
        return "没有待审核的销号申请"
    applied = last_case(facts)[0]
    ours = ledger.identity.office_uid
    if facts.issuer_uid not in {"", ours} and applied.office_uid == ours:
        return "由上级交办，由交办单位审核：请在“数据交换”里把申请报上去"
    if applied.actor_uid == ledger.user_uid:
        return f"申请人不能审批本人事项：申请人是 {applied.made_by}，请由第二人办理"
    return ""


def _step_line(step: StepFacts, offices: Mapping[str, str]) -> StepLine:
    return StepLine(
        step.made_at,
        step.made_by,
        offices.get(step.office_uid, ""),
        step.step,
        step.verdict,
        step.opinion,
    )


def notice_rule(procedure: Procedure) -> str:
    """What the procedure demands of the public notice, in words."""
    if not procedure.notice_days:
        return "本流程不要求公示"
    word = "工作日" if procedure.notice_working else "自然日"
    first = "" if procedure.first_day_counts else "，首日不计"
    return f"本流程要求公示 {procedure.notice_days} 个{word}{first}"


def _notice_line(notice: NoticeFacts) -> NoticeLine:
    days = f"{working_days(notice.starts, notice.ends)} 个工作日（{calendar_days(notice.starts, notice.ends)} 个自然日）"
    if not shipped_calendar().covered(notice.starts, notice.ends):
        days += "，该年放假安排尚未收录，只扣除了周末"
    return NoticeLine(notice.starts, notice.ends, notice.place, days)


def _pairs(ledger: Ledger, facts: ProblemFacts) -> tuple[tuple[PhotoFile | None, PhotoFile | None], ...]:
    photos = [one for one in facts.evidence if one.media.startswith("image/")]
    before = [_photo(ledger, one) for one in photos if one.role is EvidenceRole.BEFORE]
    after = [_photo(ledger, one) for one in photos if one.role is EvidenceRole.AFTER]
    return tuple(zip_longest(before, after))


def _photo(ledger: Ledger, item: EvidenceFacts) -> PhotoFile:
    day = f"{item.taken_at[:10]} 拍摄" if item.taken_at else f"{item.made_at[:10]} 登记"
    return PhotoFile(item.sha256, item.name, day, evidence_path(ledger, item.sha256))

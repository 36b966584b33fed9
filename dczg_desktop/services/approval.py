"""销号审批表: one problem's closure on paper, and the four lights for the screen."""

from datetime import date
from pathlib import Path

from pypdfium2 import PdfDocument
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import write_file
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.scratch import scratch
from dczg_desktop.domain.closure import last_case
from dczg_desktop.domain.entities import Board
from dczg_desktop.domain.facts import ProblemFacts, StepFacts
from dczg_desktop.domain.lights import FourLight, four_lights
from dczg_desktop.domain.procedures import Procedure
from dczg_desktop.domain.words import DutyRole, Verdict
from dczg_desktop.reports.approval import (
    ApprovalForm,
    EvidenceLine,
    Light,
    MeasureLine,
    Opinion,
    write_approval_pdf,
)
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.closure import closure_queue, procedure_of
from dczg_desktop.services.documents import Printed, day_words, print_code
from dczg_desktop.services.tree import office_name
from dczg_desktop.store.facts import load_facts
from dczg_desktop.store.ledger import Ledger


def lights(ledger: Ledger, uid: str) -> tuple[FourLight, ...]:
    """The four 四不放过 lights of one problem."""
    with ledger.reading() as session:
        facts = load_facts(session, [uid])[uid]
    return four_lights(facts, procedure_of(ledger, last_case(facts)))


def _named(problem: ProblemFacts, *roles: DutyRole) -> str:
    return "、".join(
        f"{duty.name}{f'（{duty.post}）' if duty.post else ''}" for duty in problem.named(*roles)
    )


def _opinions(case: tuple[StepFacts, ...], procedure: Procedure) -> tuple[Opinion, ...]:
    labels = ["责任单位申请意见", *(f"{step.name}意见" for step in procedure.steps)]
    names = ["申请", *(step.name for step in procedure.steps)]
    said = {step.step: step for step in case if step.verdict in {Verdict.APPLIED, Verdict.AGREED}}
    boxes = []
    for label, name in zip(labels, names, strict=True):
        step = said.get(name)
        day = date.fromisoformat(step.made_at[:10]) if step and step.made_at else None
        text = f"{step.opinion or '同意。'}（{step.made_by}）" if step else ""
        boxes.append(Opinion(label, text, day))
    return tuple(boxes)


def _notice(problem: ProblemFacts) -> str:
    lines = [
        f"{day_words(notice.starts)}至{day_words(notice.ends)}，在{notice.place}公示，"
        f"共 {working_days(notice.starts, notice.ends)} 个工作日（{(notice.ends - notice.starts).days + 1} 天）。"
        for notice in problem.notices
    ]
    lines += [f"异议：{one.text}　处理：{one.answer or '尚未处理'}" for one in problem.objections]
    return "\n".join(lines) or "本流程未要求公示，无异议登记。"


def approval_form(ledger: Ledger, uid: str) -> ApprovalForm:
    """Everything the form shows, as the ledger stands now."""
    with ledger.reading() as session:
        facts = load_facts(session, [uid])[uid]
        board = session.scalars(select(Board).where(Board.uid == uid)).one()
        office = office_name(session, ledger.identity.office_uid)
        code = print_code(session)
        number, source = board.number or board.code, "　".join(filter(None, (board.source, board.round)))
    case = last_case(facts)
    procedure = procedure_of(ledger, case)
    now, first = facts.deadline(), facts.first_deadline()
    measures = [MeasureLine(m.text, m.result, day_words(m.done_on) or "未完成") for m in facts.measures]
    return ApprovalForm(
        title="生态环境保护督察反馈问题整改销号审批表",
        unit=office,
        number=number,
        source=source,
        problem=facts.description,
        goal=facts.goal,
        deadline_original=first.raw if first else "",
        deadline_current=now.raw if now else "",
        responsible_unit=_named(facts, DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT),
        responsible_leader=_named(facts, DutyRole.RESPONSIBLE_LEADER, DutyRole.LEAD_LEADER),
        responsible_person=_named(facts, DutyRole.RESPONSIBLE_PERSON),
        supervising_unit=_named(facts, DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT),
        measures=tuple(measures),
        evidence=tuple(EvidenceLine(item.name, item.role.value, item.sha256) for item in facts.evidence),
        lights=tuple(Light(one.name, one.is_met, one.reason) for one in four_lights(facts, procedure)),
        opinions=_opinions(case, procedure),
        public_notice=_notice(facts),
        code=code,
    )


def print_approvals(ledger: Ledger, target: Path, tick: Tick = no_tick) -> Printed:
    """The forms of all problems ever applied for, one after the other in one PDF, each with its own page numbers.

    Raises UserError when none was applied for or the disk refuses.
    """
    uids = [row.uid for row in reversed(closure_queue(ledger))]
    if not uids:
        raise UserError(
            "还没有问题申请过销号，没有可以打印的销号审批表。用 --problem 指明编号可以预先打印空白意见栏的表。"
        )
    pages = 0
    with scratch() as folder, PdfDocument.new() as whole:
        printed = Printed(target, 0, 0, "", "")
        for number, uid in enumerate(uids):
            printed = print_approval(ledger, uid, folder / f"{number}.pdf")
            with PdfDocument(printed.path) as one:
                whole.import_pages(one)
            pages += printed.pages
            tick(number + 1, len(uids))
        write_file(target, whole.save)
    return Printed(target, pages, len(uids), printed.code, printed.fonts)


def print_approval(ledger: Ledger, uid: str, target: Path) -> Printed:
    """Write the approval form of one problem as PDF. Raises UserError when the disk refuses."""
    form = approval_form(ledger, uid)
    result = write_approval_pdf(form, target)
    return Printed(target, result.pages, 1, form.code, result.fonts.summary())

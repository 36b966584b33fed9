"""The closure gate: what stands between a problem and 销号. Rules yield what is wrong; nothing yielded means go."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date

from dczg_desktop.domain.duties import gaps
from dczg_desktop.domain.facts import ProblemFacts, StepFacts
from dczg_desktop.domain.procedures import Procedure, Step
from dczg_desktop.domain.words import ClosureStatus, Verdict

Gate = Callable[[ProblemFacts, Procedure], Iterator[str]]
WorkingDays = Callable[[date, date], int]


def problem_counts(problem: ProblemFacts, _: Procedure) -> Iterator[str]:
    """A voided problem is not closed but void."""
    if problem.voided:
        yield f"该问题已作废（{problem.voided}），不能申请销号"


def measures_done(problem: ProblemFacts, _: Procedure) -> Iterator[str]:
    """Every promised measure carries the day it was finished (R09)."""
    if not problem.measures:
        yield "没有分解整改措施：请先在“措施与节点”里列出措施并逐条填写完成日期"
    for measure in problem.measures:
        if measure.done_on is None:
            yield f"措施未完成：{measure.text[:40]}"


def evidence_present(problem: ProblemFacts, procedure: Procedure) -> Iterator[str]:
    """Each class of material that the procedure demands has at least one file (R08)."""
    present = {item.role for item in problem.evidence}
    for role in procedure.materials:
        if role not in present:
            yield f"缺少佐证材料：{role}"


def responsibility_complete(problem: ProblemFacts, _: Procedure) -> Iterator[str]:
    """The seven elements are all there: nobody's problem cannot be closed by anybody (R17)."""
    for element in gaps(problem):
        yield f"责任要素缺失：{element}"


def no_objection_stands(problem: ProblemFacts, _: Procedure) -> Iterator[str]:
    """An unanswered objection stops everything (R12)."""
    for objection in problem.objections:
        if not objection.answer.strip():
            yield f"异议尚未处理：{objection.text[:40]}"


GATES: tuple[Gate, ...] = (
    problem_counts,
    measures_done,
    evidence_present,
    responsibility_complete,
    no_objection_stands,
)
"""The gate in the order of the screen and of the four 不放过 (docs/glossary.md)."""


def objections(problem: ProblemFacts, procedure: Procedure) -> list[str]:
    """Everything that stands between the problem and an application for closure."""
    return [reason for gate in GATES for reason in gate(problem, procedure)]


def notice_objections(
    problem: ProblemFacts, procedure: Procedure, today: date, working_days: WorkingDays
) -> list[str]:
    """What is wrong with the public notice when the last step is to agree (R12). Both days of a notice are counted."""
    if not problem.notices:
        return (
            [f"尚未公示：本流程要求公示 {procedure.notice_days} 个{_day_word(procedure)}"]
            if procedure.notice_days
            else []
        )
    notice = problem.notices[-1]
    found = []
    if today <= notice.ends:
        found.append(f"公示期未满：{notice.ends:%Y-%m-%d} 止，次日起方可销号")
    counted = (
        working_days(notice.starts, notice.ends)
        if procedure.notice_working
        else (notice.ends - notice.starts).days + 1
    )
    if not procedure.first_day_counts:
        counted -= 1
    if counted < procedure.notice_days:
        found.append(f"公示天数不足：{counted} 个{_day_word(procedure)}，要求 {procedure.notice_days} 个")
    return found


def _day_word(procedure: Procedure) -> str:
    return "工作日" if procedure.notice_working else "自然日"


def last_case(problem: ProblemFacts) -> tuple[StepFacts, ...]:
    """The steps of the latest closure case, the application first; empty when none was ever applied for."""
    applied = [step for step in problem.steps if step.verdict is Verdict.APPLIED]
    if not applied:
        return ()
    ended = {step.case_uid for step in problem.steps if step.verdict in {Verdict.RETURNED, Verdict.REOPENED}}
    alive = [
        step for step in applied if step.case_uid not in ended
    ] or applied  # whatever a clock set back says
    latest = max(enumerate(alive), key=lambda numbered: (numbered[1].made_at, numbered[0]))[1]
    later = [step for step in problem.steps if step.case_uid == latest.case_uid and step is not latest]
    return (latest, *later)


def next_step(steps: tuple[StepFacts, ...], procedure: Procedure) -> Step | None:
    """The step that is to be decided now; None when the case is not open."""
    if not steps or any(step.verdict in {Verdict.RETURNED, Verdict.REOPENED} for step in steps):
        return None
    agreed = {step.step for step in steps if step.verdict is Verdict.AGREED}
    return next((step for step in procedure.steps if step.name not in agreed), None)


def closure_status(steps: tuple[StepFacts, ...], procedure: Procedure) -> ClosureStatus:
    """Where the latest case stands; `steps` as `last_case` gives them."""
    if not steps or any(step.verdict is Verdict.REOPENED for step in steps):
        return ClosureStatus.NOT_APPLIED
    if any(step.verdict is Verdict.RETURNED for step in steps):
        return ClosureStatus.RETURNED
    return ClosureStatus.IN_REVIEW if next_step(steps, procedure) else ClosureStatus.CLOSED


def content_digest(problem: ProblemFacts) -> str:
    """SHA-256 over what an approval is given for: goal, deadline, measures with dates, duties, files."""
    deadline = problem.deadline()
    content = [
        problem.description,
        problem.goal,
        deadline.raw if deadline else "",
        sorted((m.uid, m.text, str(m.done_on), m.result) for m in problem.measures),
        sorted((d.role.value, d.name) for d in problem.duties),
        sorted((f.role.value, f.sha256) for f in problem.evidence),
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode("utf-8")).hexdigest()


def decision_objections(
    problem: ProblemFacts,
    procedure: Procedure,
    actor_uid: str,
    opinion: str,
    today: date,
    working_days: WorkingDays,
) -> list[str]:
    """Why this person may not agree now: the gate again, a second person, an opinion, unchanged content, the notice."""
    case = last_case(problem)
    found = objections(problem, procedure)
    if case and case[0].actor_uid == actor_uid:
        found.append(f"申请人不能审批本人事项：申请人是 {case[0].made_by}，请由第二人办理")
    if not opinion.strip():
        found.append("没有填写意见：同意或退回都要写明理由")
    if case and case[0].digest and case[0].digest != content_digest(problem):
        found.append("申请后内容有改动（签后有变）：请先退回，由责任单位核对后重新申请")
    step = next_step(case, procedure)
    if step is not None and step == procedure.steps[-1]:
        found.extend(notice_objections(problem, procedure, today, working_days))
    return found

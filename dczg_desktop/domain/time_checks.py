"""Checks of deadlines: overdue, tightened or overrun, changed without ground (docs/glossary.md, 疑点)."""

from collections.abc import Iterator
from datetime import date, timedelta

from dczg_desktop.domain.closure import closure_status, last_case
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.findings import Severity, Surroundings
from dczg_desktop.domain.schedule import percent_done
from dczg_desktop.domain.words import ClosureStatus, DeadlineKind

TIGHTENED = 30
"""Days by which a plan may end before its deadline without being called 层层加码."""


def late_reports(problem: ProblemFacts, around: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R19: overdue; complete for 30 days and not applied for."""
    status = closure_status(last_case(problem), around.procedure)
    due = problem.due()
    if status is ClosureStatus.NOT_APPLIED and due and due < around.today:
        yield "R19", Severity.WARN, "时限", f"已逾期 {(around.today - due).days} 天，尚未申请销号"
    finished = [measure.done_on for measure in problem.measures if measure.done_on]
    ripe = percent_done(problem) == 100 and len(finished) == len(problem.measures) > 0
    if ripe and status is ClosureStatus.NOT_APPLIED and max(finished) < around.today - timedelta(days=30):
        yield "R19", Severity.WARN, "销号", f"措施已于 {max(finished)} 全部完成，超过 30 天没有申请销号"


def unexplained_deadlines(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R21: a deadline was changed without ground or document."""
    for deadline in problem.deadlines:
        if deadline.kind is DeadlineKind.ADJUSTED and not (deadline.document or deadline.decided_by):
            yield "R21", Severity.WARN, "时限", f"调整为“{deadline.raw}”没有批准机关和文号，请补充调整单"


def foreign_deadlines(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R21: the deadline in force is not the word of the office that issued the problem."""
    now, issuer = problem.deadline(), problem.issuer_uid
    if now is None or not issuer or now.office_uid in {"", issuer}:
        return
    theirs = [one for one in problem.deadlines if one.office_uid in {"", issuer}]
    said = f"，交办单位定的是“{theirs[-1].raw}”" if theirs else ""
    yield "R21", Severity.WARN, "时限", f"“{now.raw}”不是交办单位确定的{said}，请与上级核对后再报"


def tightened(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R16: 层层加码, the level below plans to be done long before the day its superior set."""
    due, ends = problem.due(), [day for _, day in _planned(problem)]
    if due and ends and len(ends) == len(problem.measures) and (due - max(ends)).days >= TIGHTENED:
        yield (
            "R16",
            Severity.HINT,
            "时限",
            f"全部措施定在 {max(ends)} 前完成，比整改时限 {due} 早 {(due - max(ends)).days} 天，请核实不是层层加码",
        )


def beyond_parent(problem: ProblemFacts, _: Surroundings) -> Iterator[tuple[str, Severity, str, str]]:
    """R25: a part of the plan ends after the problem must be done."""
    due = problem.due()
    steps = [(f"节点“{step.title[:20]}”", step.due) for step in problem.milestones if step.due]
    for where, day in [*_planned(problem), *steps]:
        if due and day > due:
            yield (
                "R25",
                Severity.WARN,
                where,
                f"时限 {day} 晚于问题的整改时限 {due}，请调整计划或按程序申请延期",
            )


def _planned(problem: ProblemFacts) -> list[tuple[str, date]]:
    """The days by which measures are to be done, each with its place."""
    return [(f"措施 {measure.position}", measure.due) for measure in problem.measures if measure.due]

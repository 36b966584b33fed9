"""四不放过 as four lights: is the problem understood, dealt with, answered for, and are people content?"""

from collections.abc import Callable
from dataclasses import dataclass

from dczg_desktop.domain.duties import gaps
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.procedures import Procedure
from dczg_desktop.domain.words import DutyRole, EvidenceRole


@dataclass(frozen=True, slots=True)
class FourLight:
    """One of the four: met or not, and why."""

    name: str
    is_met: bool
    reason: str


def _understood(problem: ProblemFacts, _: Procedure) -> FourLight:
    lacking = [name for name in gaps(problem) if name in {"整改目标", "整改时限", "整改措施"}]
    if not problem.description.strip():
        lacking.insert(0, "问题描述")
    return FourLight(
        "查清", not lacking, f"缺{'、'.join(lacking)}" if lacking else "问题、目标、时限、措施清楚"
    )


def _dealt_with(problem: ProblemFacts, procedure: Procedure) -> FourLight:
    done = sum(1 for measure in problem.measures if measure.done_on)
    present = {item.role for item in problem.evidence}
    lacking = [role.value for role in procedure.materials if role not in present]
    met = bool(problem.measures) and done == len(problem.measures) and not lacking
    words = f"措施完成 {done}/{len(problem.measures)} 条"
    return FourLight(
        "到位",
        met,
        f"{words}；缺{'、'.join(lacking)}" if lacking else f"{words}，佐证 {len(problem.evidence)} 件",
    )


def _answered_for(problem: ProblemFacts, _: Procedure) -> FourLight:
    lacking = [name for name in gaps(problem) if name in {"责任单位", "责任领导", "责任人员", "督导单位"}]
    doers = {duty.name for duty in problem.named(DutyRole.RESPONSIBLE_UNIT)}
    judges = {duty.name for duty in problem.named(DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT)}
    if same := doers & judges:
        return FourLight(
            "责任", is_met=False, reason=f"{'、'.join(sorted(same))}既是责任单位又是督导（验收）单位"
        )
    return FourLight(
        "责任", not lacking, f"缺{'、'.join(lacking)}" if lacking else "责任链完整，督导与责任分离"
    )


def _content(problem: ProblemFacts, procedure: Procedure) -> FourLight:
    standing = sum(1 for objection in problem.objections if not objection.answer.strip())
    if standing:
        return FourLight("满意", is_met=False, reason=f"{standing} 条异议未处理")
    visited = any(item.role is EvidenceRole.VISIT for item in problem.evidence)
    if procedure.notice_days and not problem.notices:
        return FourLight("满意", is_met=False, reason="尚未公示")
    return FourLight(
        "满意",
        is_met=True,
        reason="已回访群众" if visited else "公示无未处理异议" if problem.notices else "无异议",
    )


LIGHTS: tuple[Callable[[ProblemFacts, Procedure], FourLight], ...] = (
    _understood,
    _dealt_with,
    _answered_for,
    _content,
)
"""In the order in which the trade says them: 问题不查清、整改不到位、责任不落实、群众不满意不放过."""


def four_lights(problem: ProblemFacts, procedure: Procedure) -> tuple[FourLight, ...]:
    """The four lights of one problem, for screen and form."""
    return tuple(light(problem, procedure) for light in LIGHTS)

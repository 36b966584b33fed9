"""Problems as the rules see them: complete unless told otherwise."""

from dataclasses import replace
from datetime import date
from typing import Any

from dczg_desktop.domain.closure import content_digest
from dczg_desktop.domain.facts import (
    DeadlineFacts,
    DutyFacts,
    EvidenceFacts,
    MeasureFacts,
    ProblemFacts,
    StepFacts,
)
from dczg_desktop.domain.procedures import Procedure, Step
from dczg_desktop.domain.words import DutyRole, EvidenceRole, Verdict

PLAIN = Procedure(
    "试", "试行流程", (Step("审核销号", "交办单位"),), (EvidenceRole.BEFORE, EvidenceRole.AFTER)
)

CHAIN = (
    DutyFacts(DutyRole.RESPONSIBLE_UNIT, "江南县人民政府"),
    DutyFacts(DutyRole.RESPONSIBLE_LEADER, "王县长"),
    DutyFacts(DutyRole.RESPONSIBLE_PERSON, "赵科长"),
    DutyFacts(DutyRole.SUPERVISING_UNIT, "市城管局"),
)


def a_measure(text: str = "清理河道", **values: Any) -> MeasureFacts:
    """A measure finished on 20 November 2026."""
    return MeasureFacts(text, **({"done_on": date(2026, 11, 20), "uid": text} | values))


def a_file(role: EvidenceRole, content: str = "") -> EvidenceFacts:
    return EvidenceFacts(role, f"{role}.jpg", content or role.value)


def a_problem(**values: Any) -> ProblemFacts:
    """A problem that may be applied for under `PLAIN`."""
    complete: dict[str, Any] = {
        "uid": "p1",
        "code": "430600-2026-0001",
        "description": "某河段污水直排",
        "goal": "消除直排",
        "assigned_on": date(2026, 1, 1),
        "duties": CHAIN,
        "measures": (a_measure(),),
        "deadlines": (DeadlineFacts("2026年底前", due=date(2026, 12, 31)),),
        "evidence": (a_file(EvidenceRole.BEFORE), a_file(EvidenceRole.AFTER)),
    }
    return ProblemFacts(**(complete | values))


def applied(
    problem: ProblemFacts, actor: str = "甲", at: str = "2026-11-21T09:00:00", case: str = "c1"
) -> ProblemFacts:
    """The problem with an application by `actor` for its content as it is."""
    step = StepFacts(
        case,
        "申请",
        Verdict.APPLIED,
        actor_uid=actor,
        made_by=actor,
        made_at=at,
        digest=content_digest(problem),
    )
    return replace(problem, steps=(*problem.steps, step))


def decided(
    problem: ProblemFacts,
    verdict: Verdict,
    step: str = "审核销号",
    at: str = "2026-11-22T09:00:00",
    case: str = "c1",
) -> ProblemFacts:
    """The problem with one more decision."""
    made = StepFacts(case, step, verdict, opinion="同意", actor_uid="乙", made_by="乙", made_at=at)
    return replace(problem, steps=(*problem.steps, made))

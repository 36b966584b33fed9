"""The chain of responsibility: which of the seven elements of a rectification list a problem lacks."""

from collections.abc import Callable

from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.words import DutyRole

EMPTY_NAMES = frozenset(
    {"", "无", "/", "-", "—", "待定", "相关单位", "有关单位", "相关部门", "有关部门", "各相关单位"}
)
"""Words that name nobody (R17): a unit written so counts as missing."""


def _names_somebody(problem: ProblemFacts, *roles: DutyRole) -> bool:
    return any(duty.name.strip() not in EMPTY_NAMES for duty in problem.named(*roles))


ELEMENTS: tuple[tuple[str, Callable[[ProblemFacts], bool]], ...] = (
    ("整改目标", lambda p: bool(p.goal.strip())),
    ("整改时限", lambda p: bool(p.deadlines)),
    ("责任单位", lambda p: _names_somebody(p, DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT)),
    ("责任领导", lambda p: _names_somebody(p, DutyRole.RESPONSIBLE_LEADER, DutyRole.LEAD_LEADER)),
    ("责任人员", lambda p: _names_somebody(p, DutyRole.RESPONSIBLE_PERSON)),
    ("督导单位", lambda p: _names_somebody(p, DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT)),
    ("整改措施", lambda p: bool(p.measures) or bool(p.plan.strip())),
)
"""The seven elements in the order of the form, each with the test that it is there (docs/glossary.md, 七要素)."""


def gaps(problem: ProblemFacts) -> list[str]:
    """Names of the elements that are missing, in the order of the form; empty means complete."""
    return [name for name, present in ELEMENTS if not present(problem)]


def gaps_mask(missing: list[str]) -> int:
    """The same as one number, bit n for element n, as the board stores it."""
    return sum(1 << position for position, (name, _) in enumerate(ELEMENTS) if name in missing)


def gaps_of(mask: int) -> list[str]:
    """Names of the elements whose bit is set in `mask`."""
    return [name for position, (name, _) in enumerate(ELEMENTS) if mask & (1 << position)]

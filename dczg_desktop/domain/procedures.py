"""Closure procedures as data: ordered steps, who acts, notice rules, required materials. Shipped as JSON, editable."""

from dataclasses import dataclass

from dczg_desktop.domain.words import EvidenceRole


@dataclass(frozen=True, slots=True)
class Step:
    """One step after the application: its name and whose word it is (a duty role, or 交办单位)."""

    name: str
    actor: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """A province's way of closing (docs/glossary.md, 销号流程).

    `notice_days` is how long the public notice must run, 0 when none is demanded; `notice_working` counts working days;
    `first_day_counts` says whether the first day is one of them. `materials` must be present when closure is applied for.
    """

    key: str
    name: str
    steps: tuple[Step, ...]
    materials: tuple[EvidenceRole, ...] = ()
    notice_days: int = 0
    notice_working: bool = True
    first_day_counts: bool = True
    basis: str = ""


def procedure_from(content: dict[str, object]) -> Procedure:
    """A procedure from its JSON form. Raises ValueError or KeyError when a part is missing or unknown."""
    steps = content["steps"]
    materials = content.get("materials", [])
    if not isinstance(steps, list) or not isinstance(materials, list) or not steps:
        raise ValueError("销号流程模板缺少环节")
    return Procedure(
        key=str(content["key"]),
        name=str(content["name"]),
        steps=tuple(Step(str(step["name"]), str(step["actor"])) for step in steps),
        materials=tuple(EvidenceRole(role) for role in materials),
        notice_days=int(str(content.get("notice_days", 0))),
        notice_working=bool(content.get("notice_working", True)),
        first_day_counts=bool(content.get("first_day_counts", True)),
        basis=str(content.get("basis", "")),
    )

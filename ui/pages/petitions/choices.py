"""What the register of petitions shows and offers: columns, cards, filters and marks."""

from collections.abc import Mapping
from typing import Any

from dczg_desktop.services.petitions.cards import PetitionCounts
from dczg_desktop.services.petitions.listing import (
    AGAIN,
    CLOSED,
    COMPLETED,
    IN_REVIEW,
    NEVER,
    OUT,
    STAGED,
    UNFINISHED,
)
from dczg_desktop.services.petitions.voiding import VOIDED
from ui.widgets.columns import GridColumn

COLUMNS = (
    GridColumn("number", "受理编号", 164),
    GridColumn("told", "摘要", 130, "long", sortable=False),
    GridColumn("area", "属地", 76, secondary=True),
    GridColumn("category", "类型", 84, secondary=True),
    GridColumn("substantiated", "是否属实", 82),
    GridColumn("completion", "办结", 124, "chip"),
    GridColumn("closure", "销号", 124, "chip"),
    GridColumn("place", "办理到哪", 108, secondary=True, sortable=False),
    GridColumn("batch", "批次", 72, secondary=True),
    GridColumn("responsible_unit", "责任单位", 120, secondary=True),
)

LATE, FINISHED_IN_REVIEW = "已逾期", "已办结验收中"
CARDS: tuple[tuple[str, str, Mapping[str, str], str], ...] = (
    ("信访件总数", "", {}, "total"),
    (COMPLETED, COMPLETED, {"completion": COMPLETED}, "completed"),
    (STAGED, STAGED, {"completion": STAGED}, "staged"),
    (UNFINISHED, UNFINISHED, {"completion": UNFINISHED}, "unfinished"),
    (LATE, LATE, {"mark": LATE}, "overdue"),
    (CLOSED, CLOSED, {"closure": CLOSED}, "closed"),
    (FINISHED_IN_REVIEW, IN_REVIEW, {"closure": IN_REVIEW, "completion": COMPLETED}, "finished_in_review"),
    (AGAIN, AGAIN, {"mark": AGAIN}, "waiting"),
)
"""Title, word whose look it has, the choices in the filter bar it stands for, and its number."""

FACETS = (("area", "全部属地"), ("category", "全部类型"), ("unit", "全部单位"))
MARKS: dict[str, dict[str, Any]] = {
    "重点件": {"starred": True},
    LATE: {"overdue": True},
    "重复件": {"repeats": 2},
    "重复3次以上": {"repeats": 3},
    "重复5次以上": {"repeats": 5},
    NEVER: {"published": NEVER},
    OUT: {"published": OUT},
    AGAIN: {"published": AGAIN},
    "未关联": {"linked": "未关联"},
    "已关联": {"linked": "已关联"},
    VOIDED: {"voided": True},
}
"""What can be chosen as a mark, and what it restricts."""


def note_of(name: str, counted: PetitionCounts) -> str:
    """What stands under the number of a card."""
    if name == "total" and counted.starred:
        return f"重点 {counted.starred}"
    if name == "completed" and counted.total:
        return f"{counted.completed / counted.total:.0%}"
    if name == "closed" and counted.total:
        return f"{counted.closed / counted.total:.0%}"
    return ""

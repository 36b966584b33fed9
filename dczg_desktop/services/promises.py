"""Measures and milestones of a plan as records: what a measure says of its units and times becomes what it says."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.milestones import Step, nodes_of, steps_of
from dczg_desktop.domain.plans import Promise, promise_of
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.words import DutyRole

Child = Callable[..., Record]
"""Makes a record of one kind that hangs on the problem: `child("measure", text=…)`."""

_LEADING = (DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT)


def measure_records(
    child: Child, plan: str, today: date, own: Mapping[str, Value], first: int = 0
) -> Iterator[Record]:
    """The measures of one text with their milestones. `own` is what the row says of all of them; a measure's own bracket wins.

    A measure with one certain date is due then; with several times every certain one becomes a milestone, the measure
    itself is due on the last of them unless one comes again (每季度): that stays as text (docs/import.md).
    """
    for position, text in enumerate(split_measures(plan), start=1):
        promise = promise_of(text)
        steps = steps_of(text, base=today)
        named: dict[str, Value] = {"unit": promise.unit} if promise.unit else {}
        measure = child(
            "measure",
            position=first + position,
            text=text,
            **dict(own) | named | _times(promise, steps, own, today),
        )
        yield measure
        for step in nodes_of(text, base=today):
            yield milestone(child, step, str(measure.uid))


def deadline_milestones(child: Child, raw: str, today: date) -> Iterator[Record]:
    """The nodes of a deadline that names several (`2021年底前…；2023年底前完成验收`)."""
    for step in nodes_of(raw, is_deadline=True, base=today):
        yield milestone(child, step)


def milestone(child: Child, step: Step, measure_uid: str = "") -> Record:
    """One dated step."""
    due = step.due.isoformat() if step.due else None
    return child("milestone", title=step.text, due=due, measure_uid=measure_uid)


def bracket_duties(plan: str, roles: frozenset[DutyRole]) -> list[tuple[DutyRole, str]]:
    """The units that the measures name in their brackets and the problem does not: those who support any measure, and the
    leading or responsible ones when the problem names none (`roles` are those it has).
    """
    named = [unit for text in split_measures(plan) for unit in promise_of(text).units]
    has_leader = bool(roles & set(_LEADING))
    kept = [unit for unit in named if unit[0] not in _LEADING or not has_leader]
    return list(dict.fromkeys(kept))


def _times(
    promise: Promise, steps: tuple[Step, ...], own: Mapping[str, Value], today: date
) -> dict[str, Value]:
    """Raw deadline and day of a measure: of its bracket, else of its row, else of the times in its text."""
    if promise.deadline:
        reading = read_deadline(promise.deadline, today)
        return {"deadline": promise.deadline, "due": reading.due.isoformat() if reading.due else None}
    if own.get("deadline") or not steps:
        return {}
    days = [step.due for step in steps if step.due]
    is_certain = len(days) == len(steps)
    return {
        "deadline": "；".join(dict.fromkeys(step.phrase for step in steps)),
        "due": max(days).isoformat() if is_certain else None,
    }

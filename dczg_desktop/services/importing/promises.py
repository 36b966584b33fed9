"""Measures and milestones of a plan as records: what a measure says of its units and times becomes what it says."""

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from dczg_desktop.domain.brackets import bracket_of, brackets
from dczg_desktop.domain.deadlines import read_deadline, without_titles
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.milestones import Step, nodes_of, steps_of
from dczg_desktop.domain.plan_years import PlanYears, plan_years
from dczg_desktop.domain.plans import Promise, promise_of
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.domain.reported import report_of
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table
from dczg_desktop.imports.tables.values.oddities import Oddities

Line = tuple[int, int]
"""Number of the table in its file, and row."""
Base = date | PlanYears | None
"""From which day months without a year are read, or what says so of each measure."""
Child = Callable[..., Record]
"""Makes a record of one kind that hangs on the problem: `child("measure", text=…)`."""

_NUMBER = re.compile(
    r"^\s*(?:\d{1,2}\s*[.．、)）](?!\d{1,2}(?!\d))|[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[)）]|[①-⑳]|[一二三四五六七八九十]{1,3}(?:是|、))\s*"
)
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?=\s*(?:年|[./-]\d))")
_DATED = ("goal", "measures", "deadline")
_LEADING = (DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT)


def plans_of(reading: ImportReading, new: AbstractSet[Line]) -> dict[Line, str]:
    """The measures as written of every new problem: those of the rows merged under it too, a merged cell once."""
    cells: dict[Line, dict[str, str]] = {}
    groups: dict[Line, Line] = {}
    for index, table in enumerate(reading.tables):
        odd = Oddities(table)
        for read in table.records:
            if (line := (index, read.row)) in new:
                record = odd.without(read)
                first = groups.setdefault((index, read.merged_from or read.row), line)
                place = record.cells.get("measures", "")
                cells.setdefault(first, {}).setdefault(place, record.fields.get("measures", ""))
    return {line: "\n".join(filter(None, texts.values())) for line, texts in cells.items()}


def base_of(table: Table, record: RecordReading, today: date) -> date | None:
    """The day from which months without a year are read: that of the table, else today; None, to be asked about, where the
    record itself names years and all of them are over: its 12月底前 is hardly of this year.
    """
    if table.year:
        return table.year
    texts = without_titles(" ".join(record.fields.get(name, "") for name in _DATED))
    years = [int(year) for year in _YEAR.findall(texts)]
    return None if years and max(years) < today.year else today


def years_of(table: Table, record: RecordReading, today: date) -> PlanYears:
    """What a row and its table say of years, for the months of its measures that are written without one."""
    deadline, measures, goal = (record.fields.get(name, "") for name in ("deadline", "measures", "goal"))
    return plan_years(table.year, deadline, measures, goal, today)


def _base_for(base: Base, text: str) -> date | None:
    return base.base(text) if isinstance(base, PlanYears) else base


def measure_records(
    child: Child,
    plan: str,
    base: Base,
    own: Mapping[str, Value],
    first: int = 0,
    *,
    start: date | None = None,
) -> Iterator[Record]:
    """The measures of one text with their milestones, months without a year read from `base`. `own` is what the row says of all of them; a measure's own bracket wins.

    Counts of days (30日内) begin on `start`, the day that stands above the table; without one they stay as text.
    A measure with one certain date is due then; with several times every certain one becomes a milestone, the measure
    itself is due on the last of them unless one comes again (每季度): that stays as text (docs/deadlines.md).
    """
    for position, text in enumerate(split_measures(plan), start=1):
        promise, day = promise_of(text), _base_for(base, text)
        steps = steps_of(text, base=day)
        named: dict[str, Value] = {"unit": promise.unit} if promise.unit else {}
        measure = child(
            "measure",
            position=first + position,
            text=text,
            **dict(own) | named | _times(promise, steps, own, day, start),
        )
        yield measure
        for step in nodes_of(text, base=day):
            yield milestone(child, step, str(measure.uid))


def reworded(
    measure: Mapping[str, str], text: str, base: Base, start: date | None = None
) -> dict[str, Value]:
    """What changes with the words of a measure (its `text`, `unit`, `deadline`): a unit or time that they named, or name now.

    What came from elsewhere, say from the row of the measure, stays unless the new words name another.
    """
    before, now = (_own_words(one, _base_for(base, one), start) for one in (measure["text"], text))
    changed: dict[str, Value] = {"text": text}
    for name, more in (("unit", ()), ("deadline", ("due",))):
        old, new = before.get(name) or "", now.get(name) or ""
        if old != new and (new or measure[name] == old):
            changed |= {one: now.get(one) or ("" if one == name else None) for one in (name, *more)}
    return changed


def _own_words(text: str, base: date | None, start: date | None) -> dict[str, Value]:
    """The unit and times that a measure names itself."""
    promise = promise_of(text)
    return {"unit": promise.unit} | _times(promise, steps_of(text, base=base), {}, base, start)


def deadline_milestones(child: Child, raw: str, base: date | None) -> Iterator[Record]:
    """The nodes of a deadline that names several (`2021年底前…；2023年底前完成验收`)."""
    for step in nodes_of(raw, is_deadline=True, base=base):
        yield milestone(child, step)


def milestone(child: Child, step: Step, measure_uid: str = "") -> Record:
    """One dated step."""
    due = step.due.isoformat() if step.due else None
    return child("milestone", title=milestone_title(step.text), due=due, measure_uid=measure_uid)


def milestone_title(text: str) -> str:
    """What a step says without the number of its measure and the bracket of units and times behind it."""
    bare = _NUMBER.sub("", text)
    for found in brackets(bare):
        said = bracket_of(found.text)
        if found.end >= len(bare.rstrip("。；;，,")) and (said.units or said.deadline):
            bare = bare[: found.start]
    return bare.strip(" 　。；;，,") or text


def bracket_duties(plan: str, roles: frozenset[DutyRole]) -> list[tuple[DutyRole, str]]:
    """The units that the measures name in their brackets and the problem does not: those who support any measure, and the
    leading or responsible ones when the problem names none (`roles` are those it has).
    """
    named = [unit for text in split_measures(plan) for unit in promise_of(text).units]
    has_leader = bool(roles & set(_LEADING))
    kept = [unit for unit in named if unit[0] not in _LEADING or not has_leader]
    return list(dict.fromkeys(kept))


def _times(
    promise: Promise,
    steps: tuple[Step, ...],
    own: Mapping[str, Value],
    base: date | None,
    start: date | None = None,
) -> dict[str, Value]:
    """Raw deadline and day of a measure: of its bracket, else of its row, else of the times in its text."""
    if promise.deadline:
        reading = read_deadline(promise.deadline, base, start=start, asks_start=True)
        return {"deadline": promise.deadline, "due": reading.due.isoformat() if reading.due else None}
    if own.get("deadline") or not steps:
        return {}
    days = [step.due for step in steps if step.due]
    is_certain = len(days) == len(steps)
    return {
        "deadline": "；".join(dict.fromkeys(step.phrase for step in steps)),
        "due": max(days).isoformat() if is_certain else None,
    }


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """One measure as it will be taken in: unit, deadline with its day, the dated steps, and the times that come again."""

    text: str
    unit: str
    deadline: str
    due: str
    nodes: tuple[str, ...]
    recurring: tuple[str, ...]


def planned_measures(plan: str, base: Base) -> tuple[PlannedMeasure, ...]:
    """The measures of a text as taking it in would make them, for looking at beforehand."""
    found = []
    for text in split_measures(plan):
        promise, day = promise_of(text), _base_for(base, text)
        steps = steps_of(text, base=day)
        times = _times(promise, steps, {}, day)
        found.append(
            PlannedMeasure(
                text, promise.unit, str(times.get("deadline") or ""), str(times.get("due") or ""),
                tuple(f"{step.due}　{milestone_title(step.text)}" for step in nodes_of(text, base=day)),
                tuple(step.phrase for step in steps if step.recurring),
            )
        )  # fmt: skip
    return tuple(found)


def _dated(raw: str, base: date | None, start: date | None) -> dict[str, Value]:
    due = read_deadline(raw, base, start=start, asks_start=True).due if raw else None
    return {"deadline": raw, "due": due.isoformat() if due else None}


def own_of_measure(record: RecordReading, base: date | None, start: date | None) -> dict[str, Value]:
    """What a row merged under a problem says of its measures alone: unit, deadline, what was done."""
    return {
        "unit": record.fields.get("responsible_unit", "") or record.fields.get("lead_unit", ""), "result": report_of(record.fields),
    } | _dated(record.fields.get("deadline", ""), base, start)  # fmt: skip

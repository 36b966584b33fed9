"""What is asked of a table as a whole, rule after rule: each gives what is doubtful in its records."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.around.against_state import told_against
from dczg_desktop.imports.tables.asked.group_days import without_days
from dczg_desktop.imports.tables.asked.measure_years import measure_year_doubts
from dczg_desktop.imports.tables.asked.numberless import some_without_number, without_number
from dczg_desktop.imports.tables.asked.other_deadlines import other_deadlines
from dczg_desktop.imports.tables.asked.other_states import other_progress, other_states
from dczg_desktop.imports.tables.asked.partly_stated import partly_stated
from dczg_desktop.imports.tables.asked.problemless import without_problem
from dczg_desktop.imports.tables.asked.rebounds import come_back
from dczg_desktop.imports.tables.asked.tables_beside import perhaps_beside
from dczg_desktop.imports.tables.columns.label_numbers import taken_under_label
from dczg_desktop.imports.tables.columns.named_numbers import taken_from_texts
from dczg_desktop.imports.tables.columns.truth_inside import truth_unclear
from dczg_desktop.imports.tables.records.numbered_steps import steps_asked
from dczg_desktop.imports.tables.records.spread_petitions import said_differently
from dczg_desktop.imports.tables.reports import earlier_reports
from dczg_desktop.imports.tables.values.answerers import sections_asked
from dczg_desktop.imports.tables.values.lights import lights_asked

Texts = Mapping[str, Sequence[str]]
"""Field → what its column holds in the rows of the records, one after another."""
Rule = Callable[[Table, list[RecordReading], Texts], Iterator[Fault]]


def _of_rows(rule: Callable[[Table, list[RecordReading]], Iterator[Fault]]) -> Rule:
    """A rule that looks at rows, not at whole columns."""
    return lambda table, records, _texts: rule(table, records)


QUESTIONS: tuple[Rule, ...] = (
    _of_rows(without_number),
    some_without_number,
    _of_rows(without_problem),
    _of_rows(taken_from_texts),
    _of_rows(taken_under_label),
    without_days,
    partly_stated,
    _of_rows(told_against),
    _of_rows(come_back),
    _of_rows(steps_asked),
    _of_rows(other_deadlines),
    _of_rows(other_states),
    _of_rows(other_progress),
    measure_year_doubts,
    _of_rows(said_differently),
    _of_rows(sections_asked),
    _of_rows(earlier_reports),
    _of_rows(truth_unclear),
    _of_rows(perhaps_beside),
    lights_asked,
)
COLUMNS = frozenset({"description", "number", "deadline", "status", "measures", "remark", "progress", "area"})
"""The columns that rules look at as a whole."""

"""What is asked of a table as a whole, rule after rule: each gives what is doubtful in its records."""

from collections.abc import Callable, Iterator

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.imports.tables.against_state import told_against
from dczg_desktop.imports.tables.answerers import sections_asked
from dczg_desktop.imports.tables.group_days import without_days
from dczg_desktop.imports.tables.label_numbers import taken_under_label
from dczg_desktop.imports.tables.measure_years import measure_year_doubts
from dczg_desktop.imports.tables.named_numbers import taken_from_texts
from dczg_desktop.imports.tables.numberless import some_without_number, without_number
from dczg_desktop.imports.tables.partly_stated import partly_stated
from dczg_desktop.imports.tables.problemless import without_problem
from dczg_desktop.imports.tables.reports import earlier_reports
from dczg_desktop.imports.tables.spread_petitions import said_differently

Rule = Callable[[Table, list[RecordReading]], Iterator[Fault]]

QUESTIONS: tuple[Rule, ...] = (
    without_number,
    some_without_number,
    without_problem,
    taken_from_texts,
    taken_under_label,
    without_days,
    partly_stated,
    told_against,
    measure_year_doubts,
    said_differently,
    sections_asked,
    earlier_reports,
)

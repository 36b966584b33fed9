"""The rules that the texts of a table's columns are asked about, field by field."""

from collections.abc import Callable, Collection
from functools import partial
from typing import NamedTuple

from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.around.stated import stated_day
from dczg_desktop.imports.tables.values.doubts import DOUBTS, asked_about
from dczg_desktop.imports.tables.values.misplaced import MISPLACED, maybe_misplaced, misplaced


class Rule(NamedTuple):
    """A rule about the texts of a field, and which texts of a column it is to be asked about."""

    may_doubt: Callable[[Collection[str]], Collection[str]]
    of: Callable[[str], tuple[str, ...]]


def rules_of(table: Table) -> dict[str, list[Rule]]:
    """Field → the rules for this table: counts of days begin on the day that stands above it."""
    handed_over = stated_day(table)
    found: dict[str, list[Rule]] = {}
    for name, rule in DOUBTS:
        own = partial(rule, start=handed_over, base=table.year) if name == "deadline" else rule
        found[name] = [Rule(partial(asked_about, name), own)]
    for column in table.columns:
        if column.field and column.field in MISPLACED:
            sift, rule = (
                partial(maybe_misplaced, column.field),
                partial(misplaced, column.field, column.header),
            )
            found.setdefault(column.field, []).append(Rule(sift, rule))
    return found

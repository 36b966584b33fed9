"""The rules that the texts of a table's columns are asked about, field by field."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.around.stated import stated_day
from dczg_desktop.imports.tables.values.doubts import DOUBTS, asked_about
from dczg_desktop.imports.tables.values.misplaced import MISPLACED, NAMED, maybe_misplaced, misplaced

_OTHER_DIGITS = bytes.maketrans(b"456789", b"333333")
"""Digits that make no difference to what a name or a short text is: years begin with 19 or 20."""
_MAYBE_TELEPHONE = re.compile(r"\d[\d\s—－-]{5}")


class Rule(NamedTuple):
    """A rule about the texts of a field, and which texts of a column it is to be asked about.

    `is_of_words`: to the rule it makes no difference which numbers a text holds.
    """

    may_doubt: Callable[[Collection[str]], Collection[str]]
    of: Callable[[str], tuple[str, ...]]
    is_of_words: bool

    def asked_about(self, texts: Collection[str]) -> Iterable[str]:
        """The texts that it may doubt; of words, those that differ in a number alone (河湾1村, 河湾2村) are looked at once, as one."""
        maybe = self.may_doubt(texts)
        return self._not_clear(maybe) if self.is_of_words else maybe

    def _not_clear(self, texts: Iterable[str]) -> Iterator[str]:
        is_clear: dict[bytes, bool] = {}
        for text in texts:
            alike = text.encode(errors="surrogatepass")
            if not _MAYBE_TELEPHONE.search(text):
                alike = alike.translate(_OTHER_DIGITS)
            if (clear := is_clear.get(alike)) is None:
                clear = is_clear[alike] = not self.of(alike.decode(errors="surrogatepass"))
            if not clear:
                yield text


def rules_of(table: Table) -> dict[str, list[Rule]]:
    """Field → the rules for this table: counts of days begin on the day that stands above it."""
    handed_over = stated_day(table)
    found: dict[str, list[Rule]] = {}
    for name, rule in DOUBTS:
        own = partial(rule, start=handed_over, base=table.year) if name == "deadline" else rule
        found[name] = [Rule(partial(asked_about, name), own, is_of_words=name in NAMED)]
    for column in table.columns:
        if column.field and column.field in MISPLACED:
            sift, rule = (
                partial(maybe_misplaced, column.field),
                partial(misplaced, column.field, column.header),
            )
            found.setdefault(column.field, []).append(Rule(sift, rule, is_of_words=True))
    return found

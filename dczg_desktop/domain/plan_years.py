"""The year of a month without one inside a measure (3月底前完成清运): read only where one year alone fits what the plan says, else asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dczg_desktop.domain.deadlines import read_deadline, without_titles
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.milestones import steps_of
from dczg_desktop.domain.plans import promise_of

_MONTH = re.compile(r"月(?=\s*[底末份上中下初\d])")
_OF_MONTH = re.compile(r"(?<![\d年])(?<!20\d\d\.)(?:1[0-2]|0?[1-9])\s*$")
_LOOKED_BACK = 8
_OTHERS = (
    ("季度", re.compile(r"(?<![年\d])[一二三四1-4]季度[底末前]")),
    ("年底", re.compile(r"(?<![\d年每全往历])年底")),
    ("年末", re.compile(r"(?<![\d年每全往历])年末")),
    ("今年", re.compile(r"今年(?!度?(?:以来|内?已))")),
    ("明年", re.compile(r"明年")),
    ("本年", re.compile(r"本年(?!度?(?:以来|内?已))")),
)
_BARE_MONTH = re.compile(
    r"月(?:(?<=[^\d年][1-9]月)|(?<=[^\d年](?:1[0-2]|0[1-9])月)|(?<=\s月))(?<!20\d\d\.\d月)(?<!20\d\d\.\d\d月)(?=\s*[底末份上中下初\d])"
)
"""The same as `_MONTH` behind `_OF_MONTH`, beginning with one character, which is found much faster in many texts at once."""
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?=\s*(?:年|[./-]\d))")
_MOST_YEARS = 8


@dataclass(frozen=True, slots=True)
class PlanYears:
    """What a plan says of years: `stated` in its title or by its day, `due` until when the problem is to be solved where that is written with
    its year, `named` in the problem's own words; `today` serves only where no year is said at all.
    """

    stated: date | None
    due: date | None
    named: frozenset[int]
    today: date | None = None

    def base(self, measure: str) -> date | None:
        """The day from which the months of a measure are read; None where no year or several would fit."""
        if self.due is None or not may_lack_year(measure):
            return self.stated or (None if self.named else self.today)
        fitting = self.fitting(measure)
        if len(fitting) == 1:
            return date(fitting[0], 1, 1)
        return self.stated if not fitting else None

    def fitting(self, measure: str) -> list[int]:
        """The years in which all months of a measure lie before the deadline and none before the plan."""
        due = self.due
        if due is None:
            return []
        first = self.stated.year if self.stated else min([*self.named, due.year])
        days = {
            year: [day for _words, day in _bare(measure, date(year, 1, 1))]
            for year in range(max(first, due.year - _MOST_YEARS), due.year + 1)
        }
        fits = [year for year, found in days.items() if all(day and day <= due for day in found)]
        stated = self.stated
        if len(fits) > 1 and stated:  # nothing is planned for the time before the plan
            fits = [year for year in fits if all(day and day >= stated for day in days[year])]
        return fits


def may_lack_year(text: str) -> bool:
    """A quick look at the many measures: a month, a quarter or an end of a year before which no year stands."""
    if "月" in text and any(
        _OF_MONTH.search(text, max(found.start() - _LOOKED_BACK, 0), found.start())
        for found in _MONTH.finditer(text)
    ):
        return True
    return any(word in text and pattern.search(text) for word, pattern in _OTHERS)


def spots_without_year(joined: str) -> list[int]:
    """Where in many texts, each behind a line end, a month or the like may stand before which no year does; every one of them is among these."""
    spots = [found.start() for found in _BARE_MONTH.finditer(joined)]
    for word, pattern in _OTHERS:
        if (
            word[0] in joined and word[-1] in joined and word in joined
        ):  # single characters are found much faster
            spots += [found.start() for found in pattern.finditer(joined)]
    return sorted(spots)


def years_named(text: str) -> frozenset[int]:
    """The years that a text names, those of papers left out."""
    return frozenset(map(int, _YEAR.findall(without_titles(text)))) if "20" in text else frozenset()


def plan_years(
    stated: date | None, deadline: str, measures: str, goal: str = "", today: date | None = None
) -> PlanYears:
    """The years that a problem and the paper around it say; a deadline that names no year itself says none."""
    own = years_named(deadline)
    due = read_deadline(deadline).due if own else None
    return PlanYears(stated, due, own | years_named(measures) | years_named(goal), today)


def without_year(plan: str) -> Iterator[tuple[str, str]]:
    """Every measure that names times without their year, and the words of these times."""
    for measure in split_measures(plan) if may_lack_year(plan) else ():
        if found := _bare(measure, None):
            yield measure, "、".join(words for words, _day in found)


def days_read(measure: str, base: date | None) -> list[date]:
    """The days of what names no year in a measure, read from a base; empty where one of them cannot be told."""
    days = [day for _words, day in _bare(measure, base)] if base else []
    told = [day for day in days if day]
    return told if len(told) == len(days) else []


@lru_cache(maxsize=4096)
def _bare(measure: str, base: date | None) -> tuple[tuple[str, date | None], ...]:
    """What names no year in a measure, with its day when read from `base`."""
    told = zip(steps_of(measure), steps_of(measure, base=base), strict=False)
    found = [
        (one.phrase, later.due)
        for one, later in told
        if one.due is None and not one.recurring and may_lack_year(one.phrase)
    ]
    bracket = promise_of(measure).deadline
    if bracket and may_lack_year(bracket) and read_deadline(bracket).due is None:
        found.append((bracket, read_deadline(bracket, base).due))
    return tuple(dict.fromkeys(found))

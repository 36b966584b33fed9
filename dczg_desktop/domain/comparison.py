"""A row of somebody's table against what the ledger has: verdict, candidates, what may be done with it, what is proposed."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from dczg_desktop.domain.likeness import likeness, plain
from dczg_desktop.domain.numbering import ordinal
from dczg_desktop.domain.words import DutyRole

SHORT_NUMBER = 5
"""A number up to this length (`3`, `第九项`) only counts the items of its own list."""
SAME_TEXT = 12
"""Shorter texts may be equal by chance."""
OWN_DIGITS = 9
"""With as many digits a number is given once; with fewer (2025-001) others count from one as well."""
FAR_APART = 0.5
"""Below this likeness two records with one number are doubted to be the same."""


class Verdict(StrEnum):
    """What the comparison says of a row."""

    NEW = "新增"
    CHANGED = "有变动"
    SAME = "无变动"
    UNCLEAR = "待定"
    SKIPPED = "跳过"
    WAITING = "比对中"


SAID = tuple(word for word in Verdict if word is not Verdict.WAITING)
"""The verdicts of a comparison that is complete."""


class Way(StrEnum):
    """What a person may do with a row."""

    NEW = "新增"
    NUMBER = "另一编号"
    UPDATE = "更新"
    SKIP = "不导入"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is done with a row: for NUMBER and UPDATE with which record, for UPDATE the ticked differences by their keys.

    `reason` is asked for when a deadline is among them.
    """

    way: Way
    target: str = ""
    ticks: frozenset[str] = frozenset()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a table as the comparison sees it: `cells` also names the cells of the columns kept as they are.

    `odd` are the headings of `extra` whose cells show no content of their own: error values, formulas without a result.
    `follows`: it is merged under a problem. `own` is what it says of its measures alone: one of several rows of a problem that have a measure each. `counted`: the 序号 of its table only count the rows. `year`: from which day its months without a year are read. `handed_on` is when a petition was handed over, None when nobody said.
    `earlier` is what it tells of months before that of its report: period, heading, text.
    """

    kind: str
    fields: Mapping[str, str]
    extra: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    batch: str = ""
    duties: tuple[tuple[str, DutyRole, str], ...] = ()
    pictures: tuple[str, ...] = ()
    odd: frozenset[str] = frozenset()
    follows: bool = False
    own: Mapping[str, str] = field(default_factory=dict)
    counted: bool = False
    year: date | None = None
    handed_on: date | None = None
    today: date | None = None
    earlier: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing a row says otherwise; `proposed` ones are ticked until a person thinks otherwise.

    `key` names it, `note` says what taking it over does, `locked` why it cannot be taken over.
    """

    key: str
    label: str
    ours: str
    theirs: str
    cell: str = ""
    note: str = ""
    locked: str = ""
    proposed: bool = False

    @property
    def thing(self) -> str:
        """What of the record it settles: every number, report and added measure is a thing of its own, a value is one thing.

        So is a measure that is reworded, whatever place the new words have in their row.
        """
        adds = self.key in {"number", "progress"} or self.key.startswith("measure:+")
        if adds:
            return f"{self.key.partition(':')[0]}:+:{self.theirs}"
        return self.key.rpartition(":")[0] if self.key.startswith("measure:") else self.key


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record of the ledger that a row may be about, why, and what the row says otherwise.

    `has_number`: it already carries the number of the row, which is then no other one. `is_other`: all the same it says
    something quite different, so nobody is advised to write the row over it.
    """

    kind: str
    uid: str
    code: str
    text: str
    unit: str
    why: str
    alike: float
    is_certain: bool
    differences: tuple[Difference, ...] = ()
    locked: str = ""
    has_number: bool = False
    is_other: bool = False

    def ticked(self, keys: AbstractSet[str]) -> frozenset[Difference]:
        """The differences with these keys, each with what stood on either side."""
        return frozenset(one for one in self.differences if one.key in keys)

    def proposed(self) -> frozenset[str]:
        """Keys of the differences that are ticked at first."""
        if self.locked:
            return frozenset()
        return frozenset(one.key for one in self.differences if one.proposed and not one.locked)


def after_others(
    candidate: Candidate, line: tuple[int, int], said: dict[tuple[str, str], tuple[str, tuple[int, int]]]
) -> Candidate:
    """The candidate without proposing what another row proposed otherwise before.

    `line` is table and row of this one; `said` remembers what rows propose for which thing of which record.
    """

    def checked(one: Difference) -> Difference:
        if not one.proposed or one.key == "pictures":
            return one
        words, before = said.setdefault((candidate.uid, one.thing), (one.theirs, line))
        if words == one.theirs:
            return one
        table, row = before
        where = "" if table == line[0] else f"第 {table + 1} 张表"
        return replace(one, proposed=False, note=f"{where}第 {row} 行写的不一样，请核对后只勾一行")

    return replace(candidate, differences=tuple(checked(one) for one in candidate.differences))


def ways_of(kind: str, candidates: Sequence[Candidate]) -> tuple[Way, ...]:
    """What may be done with a row of this kind."""
    ways = [Way.NEW]
    if any(may_take_number(one) for one in candidates):
        ways.append(Way.NUMBER)
    if any(one.kind == kind for one in candidates):
        ways.append(Way.UPDATE)
    return (*ways, Way.SKIP)


def may_take_number(candidate: Candidate) -> bool:
    """Whether another outside number can be given to it: only problems carry several, each once."""
    return candidate.kind == "problem" and not candidate.locked and not candidate.has_number


def is_digits(number: str) -> bool:
    """Whether a number only counts the rows of its own table."""
    return number.isdigit() and len(number) <= SHORT_NUMBER


def is_local(number: str) -> bool:
    """Whether a number says which record is meant only together with its source: a short one, and 第一百二十一项."""
    return len(number) <= SHORT_NUMBER or ("第" in number and ordinal(number) is not None)


def is_counted(number: str) -> bool:
    """Whether another office may well have given the same number to something else."""
    return sum(map(str.isdigit, number)) < OWN_DIGITS


def is_doubtful(row: Row, known_text: str) -> bool:
    """Whether one number stands for two quite different texts."""
    text = row.fields.get("description", "")
    if not text or not known_text or text == known_text:
        return False
    return likeness(plain(text), plain(known_text)) < FAR_APART


def verdict_of(row: Row, candidates: Sequence[Candidate]) -> Verdict:
    """The verdict: certain only when exactly one record is meant without doubt; a new one has to say something."""
    if row.kind not in {"problem", "petition"} or not (row.fields.get("description") or row.number):
        return Verdict.SKIPPED
    if not candidates:
        return Verdict.NEW if row.fields.get("description") else Verdict.UNCLEAR
    if len(candidates) > 1 or not candidates[0].is_certain:
        return Verdict.UNCLEAR
    return Verdict.CHANGED if candidates[0].differences else Verdict.SAME


def proposal_of(row: Row, verdict: Verdict, candidates: Sequence[Candidate]) -> Choice:
    """What is proposed; for an unclear row a person has to choose all the same."""
    if verdict is Verdict.NEW:
        return Choice(Way.NEW)
    if verdict in {Verdict.SAME, Verdict.SKIPPED}:
        return Choice(Way.SKIP)
    if not candidates:
        return Choice(Way.SKIP)
    best = candidates[0]
    if verdict is Verdict.UNCLEAR and may_take_number(best) and row.number and not is_digits(row.number):
        return Choice(Way.NUMBER, best.uid)
    if best.kind == row.kind and best.proposed() and not best.is_other:
        return Choice(Way.UPDATE, best.uid, best.proposed())
    return Choice(Way.SKIP)

"""The outside numbers that the ledger has: the same letter for letter, else those that are the same or alike in another writing."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from sqlalchemy import ColumnElement, Select, or_, select

from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Petition, Problem, ProblemSource, Source
from dczg_desktop.domain.spelling import PLAIN_GLOB, near_key, one_writing, same_number
from dczg_desktop.store.among import among, listed
from dczg_desktop.store.ledger import Ledger

Name = tuple[str, str]
"""Kind and uid of a record."""

KINDS = ("problem", "petition")


class Numbers:
    """Numbers are looked up as they are written first; only what nobody carries so is looked for in other writings."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._named: dict[str, dict[str, list[Name]]] = {kind: {} for kind in KINDS}
        self._odd: dict[str, dict[str, list[tuple[Name, str]]]] = {}
        self._sourced: dict[str, dict[tuple[str, str], list[Name]]] = {}
        self._near: dict[str, dict[tuple[str, str], list[Name]]] = {}
        self._written: dict[tuple[Name, str], str] = {}

    def named(self, number: str, kinds: Iterable[str] = KINDS) -> list[Name]:
        """Records of these kinds that carry an outside number; where none does, those with one that is near it."""
        found: list[Name] = []
        for kind in kinds if number else ():
            if number not in self._named[kind]:
                self.read_named([number], [kind])
            found += self._named[kind][number]
        return found

    def written(self, name: Name, number: str) -> str:
        """How the ledger writes a number that `named` found in another writing; '' where it is written the same."""
        return self._written.get((name, number), "")

    def is_same(self, name: Name, number: str) -> bool:
        """Whether what `named` found for a number is that number, and not one that only looks like it."""
        return same_number(self.written(name, number) or number, number)

    def read_named(self, numbers: Sequence[str], kinds: Iterable[str]) -> None:
        """Read at once which records carry these numbers, for the many `named` that will follow."""
        for kind in kinds:
            named = self._named[kind]
            wanted = [number for number in dict.fromkeys(numbers) if number not in named]
            if not wanted:
                continue
            named |= {number: [] for number in wanted}
            with self._ledger.reading() as session:
                for uid, number in session.execute(_with_numbers(kind), {"numbers": listed(wanted)}):
                    named[number].append((kind, uid))
            self._read_near(kind, [number for number in wanted if number and not named[number]])

    def _read_near(self, kind: str, numbers: Sequence[str]) -> None:
        """Look for other writings: what the ledger writes plainly by its plain forms, the few others one by one."""
        keys = {number: near_key(number) for number in numbers}
        if kind not in self._odd and numbers:
            self._odd[kind] = self._read_odd(kind)
        plain: defaultdict[str, list[tuple[Name, str]]] = defaultdict(list)
        forms = {
            form for number, key in keys.items() for form in (key, one_writing(number)) if form != number
        }
        if forms:
            with self._ledger.reading() as session:
                for uid, number in session.execute(_with_numbers(kind), {"numbers": listed(forms)}):
                    plain[near_key(number)].append(((kind, uid), number))
        for number, key in keys.items() if plain or self._odd.get(kind) else ():
            for name, written in (*plain[key], *self._odd[kind].get(key, ())) if key else ():
                if name not in self._named[kind][number]:
                    self._named[kind][number].append(name)
                    self._written[name, number] = written

    def _read_odd(self, kind: str) -> dict[str, list[tuple[Name, str]]]:
        """The numbers that hold anything but capitals and digits, or begin with a zero, by their keys."""
        query, column = _numbered(kind)
        odd: dict[str, list[tuple[Name, str]]] = {}
        with self._ledger.reading() as session:
            few = query.where(or_(column.op("GLOB")(PLAIN_GLOB), column.op("GLOB")("0*")))
            for uid, number in session.execute(few):
                odd.setdefault(near_key(number), []).append(((kind, uid), number))
        return odd

    def carried(self, kinds: Iterable[str]) -> frozenset[str]:
        """The numbers read so far that some record of these kinds carries, in whatever writing."""
        return frozenset(number for kind in kinds for number, names in self._named[kind].items() if names)

    def sourced(self, source: str, number: str, kinds: Iterable[str] = KINDS) -> list[Name]:
        """Those of `named` that carry the number from this source, as short numbers need."""
        found: list[Name] = []
        for kind in kinds:
            if kind not in self._sourced:
                self._sourced[kind] = self._read_sourced(kind)
            found += self._sourced[kind].get((source, number), ())
        return found or self._near_sourced(source, number, kinds)

    def _near_sourced(self, source: str, number: str, kinds: Iterable[str]) -> list[Name]:
        near = self.named(number, kinds)
        return [
            name
            for name in near
            if (written := self.written(name, number))
            and name in self._sourced[name[0]].get((source, written), ())
        ]

    def _read_sourced(self, kind: str) -> dict[tuple[str, str], list[Name]]:
        source = Source.uid == (Petition.source_uid if kind == "petition" else ProblemSource.source_uid)
        query = _numbered(kind)[0].add_columns(Source.name).join(Source, source)
        found: dict[tuple[str, str], list[Name]] = {}
        with self._ledger.reading() as session:
            for uid, number, name in session.execute(query):
                found.setdefault((clean(name), number), []).append((kind, uid))
        return found


@cache
def _numbered(kind: str) -> tuple[Select[str, str], ColumnElement[str]]:
    """Uid and outside number of every record of a kind that counts, and the column of the number; built once."""
    of, one, pet = ProblemSource, Problem, Petition
    query = select(of.problem_uid, of.number).join(one, one.uid == of.problem_uid).order_by(of.id)
    query = query.where(~of.hidden, of.voided == "", of.number != "", ~one.hidden, one.voided == "")
    if kind == "petition":
        query = select(pet.uid, pet.number).order_by(pet.id)
        query = query.where(~pet.hidden, pet.voided == "", pet.number != "")
    return query, (pet if kind == "petition" else of).__table__.c.number


@cache
def _with_numbers(kind: str) -> Select[str, str]:
    """The same for the numbers that are given as `numbers`."""
    query, column = _numbered(kind)
    return query.where(among(column, "numbers"))

"""What the ledger has, for comparing a foreign table with it: numbers, texts, sites; each is read when first asked for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Petition, Problem, ProblemSource, Site, Source
from dczg_desktop.domain.known import Known
from dczg_desktop.domain.likeness import Likenesses, plain
from dczg_desktop.services.importing.known_records import read_petitions, read_problems
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger

Name = tuple[str, str]
"""Kind and uid of a record."""

KINDS = ("problem", "petition")
_ENTITIES: dict[str, type[Problem | Petition]] = {"problem": Problem, "petition": Petition}
_TICK_EVERY = 500
_NUMBERS_AT_ONCE = 5000
_SHORTEST_SITE = 4


class Texts:
    """The descriptions of one kind of record, by uid, in the order of their making."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.folded: dict[str, str] = {}
        self._same: dict[str, list[str]] = {}
        self._likenesses: Likenesses[str] | None = None

    def same(self, folded: str, tick: Tick = no_tick) -> Sequence[str]:
        """Uids of those that are the same but for signs, blanks and width."""
        self._fold(tick)
        return self._same.get(folded, ())

    def like(self, text: str, tick: Tick = no_tick) -> list[tuple[str, float]]:
        """Uids of those that are most alike."""
        if self._likenesses is None:
            self._fold(share(tick, 0, 1, 2))
            self._likenesses = self._indexed(share(tick, 1, 2, 2))
        return self._likenesses.like(text)

    def _fold(self, tick: Tick) -> None:
        if len(self.folded) == len(self.texts):
            return
        folded: dict[str, str] = {}
        same: defaultdict[str, list[str]] = defaultdict(list)
        for done, (uid, text) in enumerate(self.texts.items()):
            folded[uid] = bare = plain(text)
            if bare:
                same[bare].append(uid)
            if done % _TICK_EVERY == 0:
                tick(done, len(self.texts))
        self.folded, self._same = folded, dict(same)

    def _indexed(self, tick: Tick) -> Likenesses[str]:
        index: Likenesses[str] = Likenesses()
        for done, (uid, bare) in enumerate(self.folded.items()):
            index.add_plain(uid, bare)
            if done % _TICK_EVERY == 0:
                tick(done, len(self.folded))
        return index


class LedgerView:
    """What comparisons look up. `head` is the number of acts the ledger had then; `known` are records read in full.

    Numbers are read first, texts only when a row brings no known number, likenesses are made when the first row asks:
    a daily batch whose numbers are all known costs neither.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        with ledger.reading() as session:
            self.head = journal_head(session)[0]
            self._kinds = {
                kind for kind, one in _ENTITIES.items() if session.scalar(select(one.id).limit(1)) is not None
            }
        self.known: dict[Name, Known] = {}
        self.last: object = None  # what `comparing` found last, its own to read
        self._named: dict[str, dict[str, list[Name]]] = {kind: {} for kind in KINDS}
        self._sourced: dict[str, dict[tuple[str, str], list[Name]]] = {}
        self._texts: dict[str, Texts] = {}
        self._liked: dict[tuple[str, tuple[str, ...]], list[tuple[Name, float]]] = {}

    def has(self, kinds: Iterable[str] = KINDS) -> bool:
        """Whether the ledger has any record of these kinds."""
        return not self._kinds.isdisjoint(kinds)

    def named(self, number: str, kinds: Iterable[str] = KINDS) -> list[Name]:
        """Records of these kinds that carry an outside number."""
        found: list[Name] = []
        for kind in kinds if number else ():
            if number not in self._named[kind]:
                self.read_named([number], [kind])
            found += self._named[kind][number]
        return found

    def read_named(self, numbers: Sequence[str], kinds: Iterable[str]) -> None:
        """Read at once which records carry these numbers, for the many `named` that will follow."""
        for kind in kinds:
            named = self._named[kind]
            wanted = [number for number in dict.fromkeys(numbers) if number not in named]
            named |= {number: [] for number in wanted}
            with self._ledger.reading() as session:
                for part in chunks(wanted, _NUMBERS_AT_ONCE):
                    query, column = _numbered(kind)
                    for uid, number in session.execute(query.where(column.in_(part))):
                        named[number].append((kind, uid))

    def sourced(self, source: str, number: str, kinds: Iterable[str] = KINDS) -> list[Name]:
        """Records of these kinds that carry an outside number from this source, as short numbers need."""
        found: list[Name] = []
        for kind in kinds:
            if kind not in self._sourced:
                self._sourced[kind] = self._read_sourced(kind)
            found += self._sourced[kind].get((source, number), ())
        return found

    def _read_sourced(self, kind: str) -> dict[tuple[str, str], list[Name]]:
        source = Source.uid == (Petition.source_uid if kind == "petition" else ProblemSource.source_uid)
        query = _numbered(kind)[0].add_columns(Source.name).join(Source, source)
        found: dict[tuple[str, str], list[Name]] = {}
        with self._ledger.reading() as session:
            for uid, number, name in session.execute(query):
                found.setdefault((clean(name), number), []).append((kind, uid))
        return found

    @cached_property
    def sites(self) -> dict[str, list[tuple[str, str]]]:
        """The names of the problems' sites with the uid of the problem, by their first characters."""
        query = select(Problem.uid, Site.name, Site.enterprise, Site.address)
        query = query.join(Site, Site.uid == Problem.site_uid)
        query = query.where(~Problem.hidden, Problem.voided == "", ~Site.hidden, Site.voided == "")
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        with self._ledger.reading() as session:
            for uid, *names in session.execute(query.order_by(Problem.id)):
                for name in dict.fromkeys(names):
                    if len(name or "") >= _SHORTEST_SITE:
                        found[name[:_SHORTEST_SITE]].append((name, uid))
        return dict(found)

    def texts(self, kind: str) -> Texts:
        """The descriptions of one kind of record."""
        if kind not in self._texts:
            one = _ENTITIES[kind]
            query = select(one.uid, one.description).where(~one.hidden, one.voided == "").order_by(one.id)
            with self._ledger.reading() as session:
                self._texts[kind] = Texts(dict(session.execute(query).all()))
        return self._texts[kind]

    def text(self, name: Name) -> str:
        """The description of a record, '' when there is none."""
        return self.texts(name[0]).texts.get(name[1], "")

    def folded(self, name: Name) -> str:
        """The description of a record for comparing."""
        return self.texts(name[0]).folded.get(name[1]) or plain(self.text(name))

    def same(self, folded: str, kinds: Sequence[str] = KINDS, tick: Tick = no_tick) -> list[Name]:
        """Records of these kinds with the same text."""
        return (
            [(kind, uid) for kind in kinds for uid in self.texts(kind).same(folded, tick)] if folded else []
        )

    def like(
        self, text: str, tick: Tick = no_tick, kinds: tuple[str, ...] = KINDS
    ) -> list[tuple[Name, float]]:
        """Up to three records of these kinds whose description is most alike; asked twice, it is looked up once."""
        asked = text, kinds
        if asked not in self._liked:
            found = [((kind, uid), how) for kind in kinds for uid, how in self.texts(kind).like(text, tick)]
            self._liked[asked] = sorted(found, key=lambda pair: -pair[1])[:3]
        return self._liked[asked]

    def at_site(self, text: str) -> list[Name]:
        """Problems at a site that a text names."""
        if not self.sites:
            return []
        starts = dict.fromkeys(
            text[start : start + _SHORTEST_SITE] for start in range(len(text) - _SHORTEST_SITE + 1)
        )
        near = (pair for start in starts for pair in self.sites.get(start, ()))
        return list(dict.fromkeys(("problem", uid) for name, uid in near if name in text))

    def read(self, names: Iterable[Name], tick: Tick = no_tick) -> None:
        """Read these records in full into `known`, with whether and why they cannot be changed."""
        wanted: dict[str, list[str]] = {kind: [] for kind in KINDS}
        for kind, uid in dict.fromkeys(names):
            if (kind, uid) not in self.known:
                wanted[kind].append(uid)
        total, done = sum(map(len, wanted.values())), 0
        if not total:
            return
        office_uid = self._ledger.identity.office_uid
        with self._ledger.reading() as session:
            for kind, reading in (("problem", read_problems), ("petition", read_petitions)):
                for part in chunks(wanted[kind]):
                    self.known |= {(kind, one.uid): one for one in reading(session, part, office_uid)}
                    done += len(part)
                    tick(done, total)


def _numbered(kind: str) -> tuple[Select[str, str], InstrumentedAttribute[str]]:
    """Uid and outside number of every record of a kind that counts, and the column of the number."""
    of, one, pet = ProblemSource, Problem, Petition
    query = select(of.problem_uid, of.number).join(one, one.uid == of.problem_uid).order_by(of.id)
    query = query.where(~of.hidden, of.voided == "", of.number != "", ~one.hidden, one.voided == "")
    if kind == "petition":
        query = select(pet.uid, pet.number).order_by(pet.id)
        query = query.where(~pet.hidden, pet.voided == "", pet.number != "")
    return query, pet.number if kind == "petition" else of.number

"""What the ledger has, for comparing a foreign table with it: numbers, texts, sites; each is read when first asked for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from threading import Lock

from sqlalchemy import ColumnElement, Select, select

from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Petition, Problem, ProblemSource, Site, Source
from dczg_desktop.domain.known import Known
from dczg_desktop.domain.likeness import Likenesses, plain
from dczg_desktop.services.importing.known_records import read_petitions, read_problems
from dczg_desktop.store.among import among, listed
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger

Name = tuple[str, str]
"""Kind and uid of a record."""

KINDS = ("problem", "petition")
_ENTITIES: dict[str, type[Problem | Petition]] = {"problem": Problem, "petition": Petition}
_TICK_EVERY = 500
_SHORTEST_SITE = 4


class Texts:
    """The descriptions of one kind of record, by uid, in the order of their making.

    Kept between files for as long as the ledger is open: what was folded and indexed for one file is there for the next,
    and what was taken in meanwhile is added. Whoever is stopped in between leaves what is done.
    """

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.folded: dict[str, str] = {}
        self._same: dict[str, list[str]] = {}
        self._likenesses: Likenesses[str] = Likenesses()
        self._indexed = 0
        self._growing = Lock()  # a reading that was left alone may still be at it

    def grown(self, texts: dict[str, str]) -> bool:
        """Add the texts made since; False when there is anything else than more of them."""
        with self._growing:
            before = len(self.texts)
            if list(self.texts.items()) != list(islice(texts.items(), before)):
                return False
            self.texts.update(islice(texts.items(), before, None))
            return True

    def same(self, folded: str, tick: Tick = no_tick) -> Sequence[str]:
        """Uids of those that are the same but for signs, blanks and width."""
        self._fold(tick)
        return self._same.get(folded, ())

    def like(self, text: str, tick: Tick = no_tick) -> list[tuple[str, float]]:
        """Uids of those that are most alike."""
        if self._indexed < len(self.texts):
            self._fold(share(tick, 0, 1, 2))
            self._index(share(tick, 1, 2, 2))
        return self._likenesses.like(text)

    def _fold(self, tick: Tick) -> None:
        if len(self.folded) == len(self.texts):
            return
        with self._growing:
            for uid, text in list(islice(self.texts.items(), len(self.folded), None)):
                if len(self.folded) % _TICK_EVERY == 0:
                    tick(len(self.folded), len(self.texts))
                if bare := plain(text):
                    self._same.setdefault(bare, []).append(uid)
                self.folded[uid] = bare

    def _index(self, tick: Tick) -> None:
        with self._growing:
            for uid, bare in list(islice(self.folded.items(), self._indexed, None)):
                if self._indexed % _TICK_EVERY == 0:
                    tick(self._indexed, len(self.folded))
                self._likenesses.add_plain(uid, bare)
                self._indexed += 1


@dataclass(slots=True)
class _Kept:
    """The descriptions of one kind of record, read when the ledger had `head` acts."""

    head: int
    texts: Texts


_READING = Lock()


def _kept_texts(ledger: Ledger, kind: str, head: int) -> Texts:
    """The descriptions of a kind as the ledger has them after `head` acts."""
    with _READING:
        kept = ledger.kept.get(kind)
        if isinstance(kept, _Kept) and kept.head == head:
            return kept.texts
        one = _ENTITIES[kind]
        query = select(one.uid, one.description).where(~one.hidden, one.voided == "").order_by(one.id)
        with ledger.reading() as session:
            texts = dict(session.execute(query).all())
        if isinstance(kept, _Kept) and kept.texts.grown(texts):
            kept.head = head
        else:
            ledger.kept[kind] = kept = _Kept(head, Texts(texts))
        return kept.texts


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
            if not wanted:
                continue
            named |= {number: [] for number in wanted}
            with self._ledger.reading() as session:
                for uid, number in session.execute(_with_numbers(kind), {"numbers": listed(wanted)}):
                    named[number].append((kind, uid))

    def carried(self, kinds: Iterable[str]) -> frozenset[str]:
        """The numbers read so far that some record of these kinds carries."""
        return frozenset(number for kind in kinds for number, names in self._named[kind].items() if names)

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
            self._texts[kind] = _kept_texts(self._ledger, kind, self.head)
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

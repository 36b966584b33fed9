"""What the ledger has, for comparing a foreign table with it: numbers, texts, sites; each is read when first asked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from threading import Lock

from sqlalchemy import select

from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.domain.areas import Offices
from dczg_desktop.domain.entities import Petition, Problem, Site
from dczg_desktop.domain.known import Known
from dczg_desktop.domain.likeness import Likenesses, plain
from dczg_desktop.services.importing.known_numbers import KINDS, Name, Numbers
from dczg_desktop.services.importing.known_records import read_petitions, read_problems
from dczg_desktop.services.importing.places import named_offices, offices_of
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger

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
        self.numbers = Numbers(ledger)
        self._texts: dict[str, Texts] = {}
        self._liked: dict[tuple[str, tuple[str, ...]], list[tuple[Name, float]]] = {}

    def has(self, kinds: Iterable[str] = KINDS) -> bool:
        """Whether the ledger has any record of these kinds."""
        return not self._kinds.isdisjoint(kinds)

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

    @cached_property
    def offices(self) -> tuple[Mapping[str, tuple[str, str]], Offices]:
        """The offices by their names and codes, and by their areas."""
        with self._ledger.reading() as session:
            return named_offices(session), offices_of(session)

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

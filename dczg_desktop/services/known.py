"""What the ledger has, for comparing a foreign table with it: numbers, texts, sites; each is read when first asked for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.base.text import clean
from dczg_desktop.domain.differences import Known
from dczg_desktop.domain.entities import Petition, Problem, ProblemSource, Site, Source
from dczg_desktop.domain.likeness import Likenesses, plain
from dczg_desktop.services.known_records import read_petitions, read_problems
from dczg_desktop.store.facts import chunks
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger

Name = tuple[str, str]
"""Kind and uid of a record."""

KINDS = ("problem", "petition")
_TICK_EVERY = 500
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


@dataclass(frozen=True, slots=True)
class Numbers:
    """Outside numbers → records; `sourced` under the name of the source too, which short numbers need."""

    named: dict[str, list[Name]]
    sourced: dict[tuple[str, str], list[Name]]


class LedgerView:
    """What comparisons look up. `head` is the number of acts the ledger had then; `known` are records read in full.

    Numbers are read first, texts only when a row brings no known number, likenesses are made when the first row asks:
    a daily batch whose numbers are all known costs neither.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        with ledger.reading() as session:
            self.head = journal_head(session)[0]
            self.is_blank = not any(session.scalar(select(one.id).limit(1)) for one in (Problem, Petition))
        self.known: dict[Name, Known] = {}
        self.last: object = None  # what `comparing` found last, its own to read
        self._texts: dict[str, Texts] = {}
        self._liked: dict[tuple[str, tuple[str, ...]], list[tuple[Name, float]]] = {}

    @cached_property
    def numbers(self) -> Numbers:
        """All outside numbers of records that count."""
        found = Numbers(defaultdict(list), defaultdict(list))
        of, one = ProblemSource, Problem
        numbered = (
            select(of.problem_uid, of.number, Source.name)
            .join(one, one.uid == of.problem_uid)
            .join(Source, Source.uid == of.source_uid, isouter=True)
            .where(~of.hidden, of.voided == "", of.number != "", ~one.hidden, one.voided == "")
        )
        pet = select(Petition.uid, Petition.number, Source.name)
        pet = pet.join(Source, Source.uid == Petition.source_uid, isouter=True)
        pet = pet.where(~Petition.hidden, Petition.voided == "", Petition.number != "")
        sources: dict[str, str] = {}
        with self._ledger.reading() as session:
            for kind, query in (
                ("problem", numbered.order_by(of.id)),
                ("petition", pet.order_by(Petition.id)),
            ):
                for uid, number, source in session.execute(query):
                    found.named[number].append((kind, uid))
                    if source:
                        name = sources.get(source) or sources.setdefault(source, clean(source))
                        found.sourced[name, number].append((kind, uid))
        return Numbers(dict(found.named), dict(found.sourced))

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
            one: type[Problem | Petition] = Petition if kind == "petition" else Problem
            query = select(one.uid, one.description).where(~one.hidden, one.voided == "").order_by(one.id)
            with self._ledger.reading() as session:
                self._texts[kind] = Texts(dict(session.execute(query).all()))
        return self._texts[kind]

    def has_texts(self, kinds: Sequence[str]) -> bool:
        """Whether the ledger has any record of these kinds."""
        return any(self.texts(kind).texts for kind in kinds)

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

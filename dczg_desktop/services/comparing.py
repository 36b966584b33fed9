"""Every row of a foreign table against the ledger: candidates, differences, verdict and proposal."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.domain.comparison import (
    SAME_TEXT,
    SHORT_NUMBER,
    Candidate,
    Choice,
    Row,
    Verdict,
    Way,
    after_others,
    is_digits,
    is_doubtful,
    proposal_of,
    verdict_of,
)
from dczg_desktop.domain.differences import differences
from dczg_desktop.domain.likeness import ALIKE, likeness, plain
from dczg_desktop.domain.vocabulary import split_units
from dczg_desktop.domain.words import UNIT_ROLES, DutyRole
from dczg_desktop.imports.oddities import without_oddities
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table
from dczg_desktop.services.intake import (
    PETITION_FIELDS,
    PROBLEM_FIELDS,
    ROLES,
    cells_of,
    number_of,
    source_name,
)
from dczg_desktop.services.known import LedgerView, Name, read_known
from dczg_desktop.store.ledger import Ledger

_MOST = 3
_SITE_ALIKE = 0.35


@dataclass(frozen=True, slots=True)
class Planned:
    """What the comparison says of one row of a table, and what is proposed for it.

    `follows` is the row of the problem that this row, merged under it, adds to; None for a row of its own. `note` says
    what else there is to know about the row, `brings_number` whether it has an outside number to give.
    """

    table: int
    row: int
    number: str
    text: str
    verdict: Verdict
    candidates: tuple[Candidate, ...] = ()
    proposal: Choice = field(default_factory=lambda: Choice(Way.SKIP))
    follows: int | None = None
    note: str = ""
    brings_number: bool = False

    @property
    def known_uid(self) -> str:
        """The record that the row is most likely about, '' when there is none."""
        return self.candidates[0].uid if self.candidates else ""

    def candidate(self, uid: str) -> Candidate | None:
        """The candidate with this uid."""
        return next((one for one in self.candidates if one.uid == uid), None)


@dataclass(frozen=True, slots=True)
class _Match:
    name: Name
    why: str
    alike: float
    is_certain: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """A row and what it may be about, before the records themselves are read."""

    table: int
    row: Row
    record: RecordReading
    matches: tuple[_Match, ...]


def _bare(table: Table, record: RecordReading) -> Row:
    """What tells which record a row may be about; `record` holds no error values."""
    number, batch, _starred = number_of(record)
    follows = record.merged_from is not None
    return Row(table.kind, record.fields, number=number, batch=batch, follows=follows)


def _whole(table: Table, record: RecordReading, bare: Row, pictures: tuple[str, ...]) -> Row:
    """The row with everything that is compared: made only when there is a record to compare it with."""
    duties: list[tuple[str, DutyRole, str]] = []
    for column, role in ROLES:
        text = record.fields.get(column, "")
        named = split_units(text, role) if role in UNIT_ROLES else [(role, text)]
        duties += [(column, found, clean(name)) for found, name in named if text]
    return replace(
        bare, extra=_kept_aside(table, record), cells=cells_of(table, record), duties=tuple(duties), pictures=pictures
    )  # fmt: skip


_COMPARED = frozenset({
    *PROBLEM_FIELDS, "number", "batch", "source", "deadline", "measures", "status", "progress", "result",
    *(name for name, _role in ROLES),
})  # fmt: skip
_OF_PETITIONS = frozenset({*PETITION_FIELDS, "number", "batch", "source", "result"})


def _kept_aside(table: Table, record: RecordReading) -> dict[str, str]:
    """The columns that are no field of this kind of record, under their headings, as the intake keeps them."""
    compared = _OF_PETITIONS if table.kind == "petition" else _COMPARED
    others = {
        table.mapping.get(name, name): text for name, text in record.fields.items() if name not in compared
    }
    return {heading: text for heading, text in (others | record.extra).items() if text}


def plan(
    ledger: Ledger, view: LedgerView, reading: ImportReading, source: str = "", tick: Tick = no_tick
) -> tuple[Planned, ...]:
    """The rows of all tables in order. `source` is what the clerk named as the source of the file.

    A row compared before and not changed since is not compared again: a correction costs what it changes.
    """
    pictures = _pictures(reading)
    rows = [(index, table, read) for index, table in enumerate(reading.tables) for read in table.records]
    keys = [_key(index, table, read, source, pictures) for index, table, read in rows]
    asked: dict[Hashable, _Asked] = {}
    for done, (key, (index, table, read)) in enumerate(zip(keys, rows, strict=True)):
        if key not in view.compared:
            record = without_oddities(table, read)
            row = _bare(table, record)
            matches = tuple(_matches(view, row, source_name(table, read, source), tick))
            if matches:
                row = _whole(table, record, row, pictures.get((index, read.row), ()))
            asked[key] = _Asked(index, row, read, matches)
        tick(done, len(rows))
    read_known(ledger, view, (match.name for one in asked.values() for match in one.matches), tick)
    for key, one in asked.items():
        view.compared[key] = _planned(one, tuple(_candidates(view, one)))
    texts = (read.fields.get("description", "") for _index, _table, read in rows)
    return tuple(_contested(_twins_named([view.compared[key] for key in keys], texts)))


def _pictures(reading: ImportReading) -> dict[tuple[int, int], tuple[str, ...]]:
    """SHA-256 of the pictures in every row that has some."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for picture in reading.pictures:
        found[picture.line] = (*found.get(picture.line, ()), picture.sha256)
    return found


def _key(
    index: int, table: Table, read: RecordReading, source: str, pictures: Mapping[tuple[int, int], tuple[str, ...]]
) -> Hashable:  # fmt: skip
    """Everything that the comparison of a row depends on."""
    place = index, read.row, table.kind, read.merged_from, source, table.title
    return (
        *place,
        pictures.get((index, read.row), ()),
        tuple(read.fields.items()),
        tuple(read.extra.items()),
    )


def _candidates(view: LedgerView, asked: _Asked) -> Iterable[Candidate]:
    for match in asked.matches:
        if (found := view.known.get(match.name)) is not None:
            kind, uid = match.name
            yield Candidate(
                kind, uid, found.code, excerpt(found.text("description"), 120), found.unit, match.why, match.alike,
                match.is_certain, differences(asked.row, found), found.locked,
                bool(asked.row.number) and match.name in view.numbers.get(asked.row.number, ()),
            )  # fmt: skip


def _planned(asked: _Asked, candidates: tuple[Candidate, ...]) -> Planned:
    row, record = asked.row, asked.record
    verdict = verdict_of(row, candidates)
    number = row.number or row.fields.get("sequence", "")
    text = excerpt(row.fields.get("description", ""), 60)
    proposal = proposal_of(row, verdict, candidates)
    note = "" if candidates or verdict is not Verdict.UNCLEAR else "有编号，没有内容，台账里也没有这个编号"
    return Planned(
        asked.table,
        record.row,
        number,
        text,
        verdict,
        candidates,
        proposal,
        record.merged_from,
        note,
        brings_number=bool(row.number),
    )


def _twins_named(planned: Iterable[Planned], texts: Iterable[str]) -> Iterable[Planned]:
    """A new row that says the same as one before it in the file is unclear: the clerk says whether it is one thing."""
    seen: dict[tuple[str, str], int] = {}
    for one, text in zip(planned, texts, strict=True):
        if one.verdict is not Verdict.NEW or one.follows is not None or len(one.number) <= SHORT_NUMBER:
            yield one
            continue
        key = one.number, plain(text)
        if key[1] and key in seen:
            note = f"与本表第 {seen[key]} 行编号、内容相同"
            yield replace(one, verdict=Verdict.UNCLEAR, proposal=Choice(Way.SKIP), note=note)
        else:
            seen.setdefault(key, one.row)
            yield one


def _contested(planned: Iterable[Planned]) -> Iterable[Planned]:
    """What a row before it says otherwise of the same record is not proposed again: the clerk says which holds."""
    said: dict[tuple[str, str], tuple[str, int]] = {}
    for one in planned:
        if one.proposal.way is not Way.UPDATE:
            yield one
            continue
        best = after_others(one.candidates[0], one.row, said)
        proposal = Choice(Way.UPDATE, best.uid, best.proposed()) if best.proposed() else Choice(Way.SKIP)
        yield replace(one, candidates=(best, *one.candidates[1:]), proposal=proposal)


def _matches(view: LedgerView, row: Row, source: str, tick: Tick) -> Iterable[_Match]:
    """Up to three records the row may be about: by number, by the same text, by likeness, by site."""
    text = row.fields.get("description", "")
    if row.kind not in {"problem", "petition"} or not (text or row.number):
        return
    numbered = _by_number(view, row, source)
    if numbered:
        yield from numbered
        return
    found = {match.name: match for match in _by_text(view, row, text)}
    if not any(match.is_certain for match in found.values()) and text:
        for name, alike in view.like(text, tick):
            if _may_be(row, name):
                found.setdefault(name, _Match(name, f"描述相似 {alike:.0%}", alike, is_certain=False))
        for name in view.at_site(text):
            _add_site(view, found, row, name)
    yield from sorted(found.values(), key=lambda match: -match.alike)[:_MOST]


def _by_number(view: LedgerView, row: Row, source: str) -> list[_Match]:
    if not row.number:
        return []
    is_long = len(row.number) > SHORT_NUMBER
    named = view.numbers.get(row.number, ()) if is_long else view.sourced.get((source, row.number), ())
    names = [name for name in dict.fromkeys(named) if name[0] == row.kind]
    names = names or [name for name in dict.fromkeys(named) if _may_be(row, name)]
    matches = []
    for name in names[:_MOST]:
        doubtful = is_doubtful(row, view.descriptions.get(name, ""))
        if doubtful and not is_long and is_digits(row.number):
            continue  # a table numbered anew: its first row is not the first row of the former one
        why = "编号相同，描述却不同" if doubtful else "编号相同"
        matches.append(_Match(name, why, 1.0, is_certain=not doubtful and name[0] == row.kind))
    return matches


def _by_text(view: LedgerView, row: Row, text: str) -> Iterable[_Match]:
    """The same text: certain only for a problem that has the row's number or, with a long text, when the row brings none."""
    folded = plain(text)
    same = view.texts.get(folded, ()) if folded else ()
    for name in same:
        if not _may_be(row, name):
            continue
        has_it = bool(row.number) and name in view.numbers.get(row.number, ())
        brings_number = bool(row.number) and not is_digits(row.number) and not has_it
        known_enough = has_it or not row.number or len(folded) >= SAME_TEXT
        sure = row.kind == name[0] == "problem" and len(same) == 1 and not brings_number and known_enough
        why = "描述相同，编号不同" if brings_number else "描述相同"
        yield _Match(name, why, 1.0, is_certain=sure)


def _may_be(row: Row, name: Name) -> bool:
    """A petition may be about a problem of the ledger; a problem of a list is no petition."""
    return name[0] in (row.kind, "problem")


def _add_site(view: LedgerView, found: dict[Name, _Match], row: Row, name: Name) -> None:
    alike = likeness(plain(row.fields.get("description", "")), plain(view.descriptions.get(name, "")))
    if name in found:
        match = found[name]
        found[name] = replace(match, why=f"{match.why}，同一点位")
    elif alike >= _SITE_ALIKE:
        found[name] = _Match(name, f"同一点位，描述相似 {alike:.0%}", min(alike, ALIKE), is_certain=False)

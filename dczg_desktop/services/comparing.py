"""Every row of a foreign table against the ledger: candidates, differences, verdict and proposal."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.comparison import (
    SHORT_NUMBER,
    Candidate,
    Choice,
    Row,
    Verdict,
    Way,
    after_others,
    proposal_of,
    verdict_of,
)
from dczg_desktop.domain.likeness import plain
from dczg_desktop.domain.numbering import split_number
from dczg_desktop.imports.oddities import Oddities
from dczg_desktop.imports.reading import ImportReading, RecordReading, RowFields, Table
from dczg_desktop.services.candidates import Asked, Later, Said
from dczg_desktop.services.intake import number_of, source_name
from dczg_desktop.services.known import LedgerView
from dczg_desktop.services.matching import exact_matches, like_matches

_SKIP, _NEW = Choice(Way.SKIP), Choice(Way.NEW)
_TICK_EVERY = 64


class Planned(NamedTuple):
    """What the comparison says of one row of a table, and what is proposed for it.

    `follows` is the row of the problem that this row, merged under it, adds to; None for a row of its own. `note` says
    what else there is to know about the row, `brings_number` whether it has an outside number to give.
    """

    table: int
    row: int
    number: str
    description: str
    verdict: Verdict
    candidates: Sequence[Candidate] = ()
    usual: Choice | None = _SKIP
    follows: int | None = None
    note: str = ""
    brings_number: bool = False

    @property
    def text(self) -> str:
        """The beginning of what the row describes."""
        return excerpt(self.description, 60)

    @property
    def proposal(self) -> Choice:
        """What is proposed; for an unclear row it is found when somebody asks."""
        if self.usual is None and isinstance(self.candidates, Later):
            return proposal_of(self.candidates.asked.row, self.verdict, self.candidates)
        return self.usual or _SKIP

    @property
    def known_uid(self) -> str:
        """The record that the row is most likely about, '' when there is none."""
        return self.candidates[0].uid if self.candidates else ""

    def candidate(self, uid: str) -> Candidate | None:
        """The candidate with this uid."""
        return next((one for one in self.candidates if one.uid == uid), None)


class Compared(NamedTuple):
    """What one comparison found for every row: the answer, or the records it was asked about; None while that is open."""

    reading: ImportReading
    source: str
    found: tuple[Planned | Asked | None, ...]


class _Line(NamedTuple):
    """A row with the number of its table; `record` holds no error values."""

    number: int
    table: Table
    read: RecordReading
    record: RecordReading


def plan(
    view: LedgerView,
    reading: ImportReading,
    source: str = "",
    tick: Tick = no_tick,
    *,
    likenesses: bool = True,
) -> tuple[Planned, ...]:
    """The rows of all tables in order. `source` is what the clerk named as the source of the file.

    Without `likenesses` rows that only a like text can tell about are `Verdict.WAITING`; asked again, the rest is not
    compared anew, nor is a row that was compared before and not changed since: a correction costs what it changes.
    """
    lines = list(_lines(reading))
    found = _found_before(view, reading, source, lines)
    pictures = _pictures(reading)
    waiting = _look_up_exactly(view, lines, source, found, pictures, share(tick, 0, 15))
    if likenesses:
        _look_up_alike(view, lines, waiting, found, share(tick, 15, 85))
    view.last = Compared(reading, source, tuple(found))
    return tuple(_answers(view, lines, found, share(tick, 85, 100)))


def _lines(reading: ImportReading) -> Iterator[_Line]:
    for index, table in enumerate(reading.tables):
        odd = Oddities(table)
        for read in table.records:
            yield _Line(index, table, read, odd.without(read))


def _found_before(
    view: LedgerView, reading: ImportReading, source: str, lines: Sequence[_Line]
) -> list[Planned | Asked | None]:
    """What the last comparison with the same state of the ledger found for the rows that are still the same."""
    if not isinstance(view.last, Compared):
        return [None] * len(lines)
    last = view.last
    before = dict(zip(_keys(last.reading, last.source), last.found, strict=True))
    return [before.get(key) for key in _keys(reading, source)]


def _keys(reading: ImportReading, source: str) -> Iterator[Hashable]:
    """Everything that the comparison of each row depends on."""
    pictures = _pictures(reading)
    for index, table in enumerate(reading.tables):
        shape = repr((index, table.kind, source, table.title, table.columns))
        for read in table.records:
            fields = read.fields
            place = shape, read.row, read.merged_from, pictures.get((index, read.row))
            if isinstance(fields, RowFields):
                yield *place, fields.texts
            else:
                yield *place, tuple(fields.items()), tuple(read.extra.items())


def _pictures(reading: ImportReading) -> dict[tuple[int, int], tuple[str, ...]]:
    """SHA-256 of the pictures in every row that has some."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for picture in reading.pictures:
        found[picture.line] = (*found.get(picture.line, ()), picture.sha256)
    return found


def _look_up_exactly(
    view: LedgerView, lines: Sequence[_Line], source: str, found: list[Planned | Asked | None],
    pictures: Mapping[tuple[int, int], tuple[str, ...]], tick: Tick,
) -> dict[int, Asked]:  # fmt: skip
    """Fill in what numbers and same texts settle; returns the rows that likenesses have to be looked for."""
    waiting: dict[int, Asked] = {}
    if view.is_blank:
        found[:] = map(_alone, lines)
        return waiting
    for place, line in enumerate(lines):
        if place % _TICK_EVERY == 0:
            tick(place, len(lines))
        if found[place] is not None:
            continue
        row = _bare(line)
        matches, is_settled = exact_matches(view, row, partial(_source, line, source))
        if matches or not is_settled:
            shown = pictures.get((line.number, line.read.row), ())
            asked = Asked(line.table, row, line.record, matches, shown)
        if not is_settled:
            waiting[place] = asked
        else:
            found[place] = asked if matches else _alone(line)
    return waiting


def _look_up_alike(
    view: LedgerView, lines: Sequence[_Line], waiting: Mapping[int, Asked], found: list[Planned | Asked | None],
    tick: Tick,
) -> None:  # fmt: skip
    for done, (place, asked) in enumerate(waiting.items()):
        if done % _TICK_EVERY == 0:
            tick(done, len(waiting))
        asked.matches = like_matches(view, asked.row, asked.matches, tick)
        found[place] = asked if asked.matches else _alone(lines[place])


def _bare(line: _Line) -> Row:
    """What tells which record a row may be about."""
    number, batch, _starred = number_of(line.record)
    follows = line.record.merged_from is not None
    return Row(line.table.kind, line.record.fields, number=number, batch=batch, follows=follows)


def _source(line: _Line, source: str) -> str:
    return source_name(line.table, line.read, source)


def _planned(
    line: _Line, verdict: Verdict, candidates: Sequence[Candidate], usual: Choice | None, note: str = ""
) -> Planned:
    fields = line.record.fields
    number = split_number(fields.get("number", "")).number
    return Planned(
        line.number, line.record.row, number or fields.get("sequence", ""), fields.get("description", ""), verdict,
        candidates, usual, line.record.merged_from, note, bool(number),
    )  # fmt: skip


def _alone(line: _Line) -> Planned:
    """A row that no record of the ledger was found for: a new one has to say something."""
    if line.table.kind not in {"problem", "petition"}:
        return _planned(line, Verdict.SKIPPED, (), _SKIP)
    one = _planned(line, Verdict.NEW, (), _NEW)
    if one.description:
        return one
    if one.brings_number:
        return _planned(line, Verdict.UNCLEAR, (), _SKIP, "有编号，没有内容，台账里也没有这个编号")
    return _planned(line, Verdict.SKIPPED, (), _SKIP)


def _answers(
    view: LedgerView, lines: Sequence[_Line], found: Sequence[Planned | Asked | None], tick: Tick
) -> Iterator[Planned]:
    """The answer for every row: records that are meant without doubt are compared now, others when somebody looks."""
    sure = [one for one in found if isinstance(one, Asked) and _is_sure(one)]
    view.read((one.matches[0].name for one in sure), share(tick, 0, 1, 2))
    said: Said = {}
    planned: list[Planned] = []
    for place, (line, one) in enumerate(zip(lines, found, strict=True)):
        if place % _TICK_EVERY == 0:
            tick(len(lines) + place, 2 * len(lines))
        if isinstance(one, Planned):
            planned.append(one)
        elif one is None:
            planned.append(_planned(line, Verdict.WAITING, (), _SKIP))
        elif _is_sure(one):
            planned.append(_compared(line, one, one.candidates(view)))
        else:
            planned.append(_planned(line, Verdict.UNCLEAR, Later(one, view, line.read.row, said), None))
    return _contested(_twins_named(planned), said)


def _is_sure(asked: Asked) -> bool:
    return len(asked.matches) == 1 and asked.matches[0].is_certain


def _compared(line: _Line, asked: Asked, candidates: tuple[Candidate, ...]) -> Planned:
    verdict = verdict_of(asked.row, candidates)
    return _planned(line, verdict, candidates, proposal_of(asked.row, verdict, candidates))


def _twins_named(planned: list[Planned]) -> list[Planned]:
    """A new row that says the same as one before it in the file is unclear: the clerk says whether it is one thing."""
    times = Counter(one.number for one in planned if _may_be_twin(one))
    seen: dict[tuple[str, str], int] = {}
    for place, one in enumerate(planned):
        if times[one.number] < 2 or not _may_be_twin(one):
            continue
        key = one.number, plain(one.description)
        if key[1] and key in seen:
            note = f"与本表第 {seen[key]} 行编号、内容相同"
            planned[place] = one._replace(verdict=Verdict.UNCLEAR, usual=_SKIP, note=note)
        else:
            seen.setdefault(key, one.row)
    return planned


def _may_be_twin(one: Planned) -> bool:
    return one.verdict is Verdict.NEW and one.follows is None and len(one.number) > SHORT_NUMBER


def _contested(planned: Iterable[Planned], said: Said) -> Iterator[Planned]:
    """What a row before it says otherwise of the same record is not proposed again: the clerk says which holds."""
    for one in planned:
        if one.usual is None or one.usual.way is not Way.UPDATE:
            yield one
            continue
        best = after_others(one.candidates[0], one.row, said)
        usual = Choice(Way.UPDATE, best.uid, best.proposed()) if best.proposed() else _SKIP
        yield one._replace(candidates=(best, *one.candidates[1:]), usual=usual)

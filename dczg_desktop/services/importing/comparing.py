"""Every row of a foreign table against the ledger: candidates, differences, verdict and proposal."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
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
from dczg_desktop.services.importing.candidates import Asked, Later, Said
from dczg_desktop.services.importing.handing import NOBODY_SAID, Handing
from dczg_desktop.services.importing.intake import number_of, source_name
from dczg_desktop.services.importing.known import LedgerView
from dczg_desktop.services.importing.matching import kinds_of, may_be_known, number_matches, text_matches

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
    handing: Handing
    found: tuple[Planned | Asked | None, ...]


class _Line(NamedTuple):
    """A row with the number of its table; `record` holds no error values, `handing` knows when it was handed over."""

    number: int
    table: Table
    read: RecordReading
    record: RecordReading
    handing: Handing


def plan(
    view: LedgerView,
    reading: ImportReading,
    source: str = "",
    tick: Tick = no_tick,
    *,
    most_alike: int | None = None,
    handing: Handing = NOBODY_SAID,
) -> tuple[Planned, ...]:
    """The rows of all tables in order. `source` is what the clerk named as the source of the file, `handing` the days of its batches.

    Where more than `most_alike` rows need a search for like texts, they are left `Verdict.WAITING`. Asked again, what was
    found is not looked up anew, nor is a row that was not changed since: a correction costs what it changes.
    """
    lines = list(_lines(reading, handing))
    found = _found_before(view, reading, source, lines, handing)
    waiting = _look_up_numbers(view, lines, source, found, share(tick, 0, 15))
    if most_alike is None or len(waiting) <= most_alike:
        _look_up_texts(view, lines, waiting, found, share(tick, 15, 85))
    pictures = reading.pictures_by_row()
    for line, one in zip(lines, found, strict=True) if pictures else ():
        if isinstance(one, Asked):
            one.pictures = pictures.get((line.number, line.read.row), ())
    view.last = Compared(reading, source, handing, tuple(found))
    return tuple(_answers(view, lines, found, share(tick, 85, 100)))


def read_all(view: LedgerView, planned: Iterable[Planned]) -> None:
    """Read the candidates of all unclear rows at once, for whoever looks at every one of them."""
    later = (one.candidates.asked for one in planned if isinstance(one.candidates, Later))
    view.read(match.name for asked in later for match in asked.matches)


def _lines(reading: ImportReading, handing: Handing) -> Iterator[_Line]:
    for index, table in enumerate(reading.tables):
        odd = Oddities(table)
        for read in table.records:
            yield _Line(index, table, read, odd.without(read), handing)


def _found_before(
    view: LedgerView, reading: ImportReading, source: str, lines: Sequence[_Line], handing: Handing
) -> list[Planned | Asked | None]:
    """What the last comparison with the same state of the ledger found for the rows that are still the same."""
    if not isinstance(view.last, Compared):
        return [None] * len(lines)
    last = view.last
    before = dict(zip(_keys(last.reading, last.source, last.handing), last.found, strict=True))
    return [before.get(key) for key in _keys(reading, source, handing)]


def _keys(reading: ImportReading, source: str, handing: Handing) -> Iterator[Hashable]:
    """Everything that the comparison of each row depends on."""
    pictures = reading.pictures_by_row()
    for index, table in enumerate(reading.tables):
        shape = repr((index, table.kind, source, table.title, table.columns, handing))
        for read in table.records:
            fields = read.fields
            place = shape, read.row, read.merged_from, pictures.get((index, read.row))
            if isinstance(fields, RowFields):
                yield *place, fields.texts
            else:
                yield *place, tuple(fields.items()), tuple(read.extra.items())


def _look_up_numbers(
    view: LedgerView, lines: Sequence[_Line], source: str, found: list[Planned | Asked | None], tick: Tick
) -> list[int]:
    """Fill in what numbers settle; returns the places of the rows that their texts have to tell about."""
    for kind in {line.table.kind for line in lines}:
        if may_be_known(view, kind):
            numbers = {_number(line): None for line in lines if line.table.kind == kind}
            view.read_named(list(numbers), kinds_of(kind))
    for place, line in enumerate(lines):
        if place % _TICK_EVERY == 0:
            tick(place, len(lines))
        if found[place] is None:
            found[place] = _told_by_number(view, line, source)
    return [place for place, one in enumerate(found) if one is None]


def _number(line: _Line) -> str:
    return split_number(line.record.fields.get("number", "")).number


def _told_by_number(view: LedgerView, line: _Line, source: str) -> Planned | Asked | None:
    """What the number of a row tells, or that it has nothing to look for; None while its text may tell more."""
    kind = line.table.kind
    if not may_be_known(view, kind):
        return _alone(line)
    if view.named(_number(line), kinds_of(kind)):
        row = _bare(line)
        if matches := number_matches(view, row, partial(source_name, line.table, line.read, source)):
            return Asked(line.table, row, line.record, matches)
    return None if line.record.fields.get("description", "") else _alone(line)


def _look_up_texts(
    view: LedgerView,
    lines: Sequence[_Line],
    waiting: Sequence[int],
    found: list[Planned | Asked | None],
    tick: Tick,
) -> None:
    for done, place in enumerate(waiting):
        if done % _TICK_EVERY == 0:
            tick(done, len(waiting))
        line = lines[place]
        row = _bare(line)
        matches = text_matches(view, row, tick)
        found[place] = Asked(line.table, row, line.record, matches) if matches else _alone(line)


def _bare(line: _Line) -> Row:
    """What tells which record a row may be about."""
    number, batch, _starred = number_of(line.record)
    return Row(
        line.table.kind, line.record.fields, number=number, batch=batch,
        follows=line.record.merged_from is not None, counted=line.table.counts_rows,
        handed_on=line.handing.of(line.table, line.record), today=line.handing.today,
    )  # fmt: skip


def _planned(
    line: _Line, verdict: Verdict, candidates: Sequence[Candidate], usual: Choice | None, note: str = ""
) -> Planned:
    fields = line.record.fields
    number = _number(line)
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
    sure = [one for one in found if isinstance(one, Asked) and one.is_sure]
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
        elif one.is_sure:
            planned.append(_compared(line, one, one.candidates(view)))
        else:
            planned.append(_planned(line, Verdict.UNCLEAR, Later(one, view, line.read.row, said), None))
    return _contested(_twins_named(planned), said)


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

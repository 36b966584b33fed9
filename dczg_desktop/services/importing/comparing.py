"""Every row of a foreign table against the ledger: candidates, differences, verdict and proposal."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.domain.comparison import Candidate, Choice, Row, Verdict, proposal_of, verdict_of
from dczg_desktop.domain.numbering import are_bare, bare_number
from dczg_desktop.imports.reading import ImportReading, RecordReading, Table
from dczg_desktop.imports.row_views import RowFields
from dczg_desktop.imports.tables.records.wholes import Wholes
from dczg_desktop.imports.tables.values.oddities import Oddities
from dczg_desktop.services.importing.candidates import Asked, Later, Said
from dczg_desktop.services.importing.handing import NOBODY_SAID, Handing
from dczg_desktop.services.importing.known import LedgerView
from dczg_desktop.services.importing.known_numbers import Name
from dczg_desktop.services.importing.matching import (
    Match,
    kinds_of,
    may_be_known,
    number_matches,
    text_matches,
)
from dczg_desktop.services.importing.planned import SKIP, Planned, alone, contested, loose_asked, twins_named
from dczg_desktop.services.importing.reporting import Periods
from dczg_desktop.services.importing.taking import number_in, source_name

_TICK_EVERY = 64
_AT_ONCE = 1000


class Compared(NamedTuple):
    """What one comparison found for every row: the answer, or the records it was asked about; None while that is open."""

    reading: ImportReading
    source: str
    handing: Handing
    found: tuple[Planned | Asked | None, ...]


class _Line(NamedTuple):
    """A row with the number of its table; `record` holds no error values, `handing` knows when it was handed over.

    `outside` is the number others gave it, `odd` the cells of its table that show no content of their own, `own` what it
    says of its measures alone, `periods` are those of the reports of its file.
    """

    number: int
    table: Table
    read: RecordReading
    record: RecordReading
    handing: Handing
    outside: str
    odd: frozenset[str]
    own: Mapping[str, str]
    periods: Periods

    def asked(self, matches: tuple[Match, ...]) -> Asked:
        """The row with the records that it may be about."""
        earlier = tuple(self.periods.earlier(self.number, self.table, self.record.extra))
        return Asked(self.table, _bare(self), self.record, matches, odd=self.odd, earlier=earlier)


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
    if not any(may_be_known(view, table.kind) for table in reading.tables):
        return _all_alone(reading, tick)
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
    said: Said = {}
    planned = list(_answers(view, lines, found, said, share(tick, 85, 100)))
    named = twins_named(planned, [line.record for line in lines])
    return tuple(contested(loose_asked(named, reading.tables), said))


def _all_alone(reading: ImportReading, tick: Tick) -> tuple[Planned, ...]:
    """The rows of all tables where the ledger has nothing that they could be about."""
    planned: list[Planned] = []
    read: list[RecordReading] = []
    total = sum(len(table.records) for table in reading.tables)
    for index, table in enumerate(reading.tables):
        odd = Oddities(table)
        records = [odd.without(one) for one in table.records] if odd else table.records
        read += records
        numbers = _numbers(records)
        for start in range(0, len(records), _AT_ONCE):
            tick(len(planned), total)
            some = zip(records[start : start + _AT_ONCE], numbers[start : start + _AT_ONCE], strict=True)
            planned += [alone(index, table.kind, record, number) for record, number in some]
    tick(total, total)
    return tuple(loose_asked(twins_named(planned, read), reading.tables))


def _numbers(records: Sequence[RecordReading]) -> Sequence[str]:
    """The numbers others gave these rows."""
    cells = [record.fields.get("number", "") for record in records]
    return cells if are_bare(cells) else list(map(bare_number, cells))


def read_all(view: LedgerView, planned: Iterable[Planned]) -> None:
    """Read the candidates of all unclear rows at once, for whoever looks at every one of them."""
    later = (one.candidates.asked for one in planned if isinstance(one.candidates, Later))
    view.read(match.name for asked in later for match in asked.matches)


def _lines(reading: ImportReading, handing: Handing) -> Iterator[_Line]:
    periods = Periods(handing.today)
    for index, table in enumerate(reading.tables):
        odd = Oddities(table)
        records = [odd.without(one) for one in table.records] if odd else table.records
        wholes = Wholes(table, records)
        for read, own in zip(table.records, records, strict=True):
            record = wholes.of(own)
            number = bare_number(record.fields.get("number", ""))
            alone = own.fields if own.merged_from is not None or wholes.leads(own) else {}
            yield _Line(index, table, read, record, handing, number, odd.cells, alone, periods)


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
        shape = repr((index, table.kind, source, table.title, table.columns, table.counts_rows, handing))
        wholes = Wholes(table)
        for one in table.records:
            read = wholes.of(one)
            fields = read.fields
            own = tuple(one.fields.items()) if wholes.leads(one) else ()
            place = shape, read.row, read.merged_from, pictures.get((index, read.row)), own
            if isinstance(fields, RowFields):
                yield *place, fields.texts
            else:
                yield *place, tuple(fields.items()), tuple(read.extra.items())


def _look_up_numbers(
    view: LedgerView, lines: Sequence[_Line], source: str, found: list[Planned | Asked | None], tick: Tick
) -> list[int]:
    """Fill in what numbers settle; returns the places of the rows that their texts have to tell about."""
    known = {kind: may_be_known(view, kind) for kind in {line.table.kind for line in lines}}
    carried: dict[str, frozenset[str]] = {}
    for kind in (kind for kind, has_any in known.items() if has_any):
        view.numbers.read_named([line.outside for line in lines if line.table.kind == kind], kinds_of(kind))
        carried[kind] = view.numbers.carried(kinds_of(kind))
    waiting: list[int] = []
    for place, line in enumerate(lines):
        if place % _TICK_EVERY == 0:
            tick(place, len(lines))
        kind = line.table.kind
        if found[place] is None and known[kind] and line.outside in carried[kind]:
            found[place] = _told_by_number(view, line, source)
        if found[place] is None:
            if known[kind] and line.record.fields.get("description", ""):
                waiting.append(place)
            else:
                found[place] = alone(line.number, line.table.kind, line.record, line.outside)
    return waiting


def _told_by_number(view: LedgerView, line: _Line, source: str) -> Asked | None:
    """The records with the number of a row; None where none of them can be meant."""
    row = _bare(line)
    matches = number_matches(view, row, partial(source_name, line.table, line.read, source))
    return line.asked(matches) if matches else None


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
        found[place] = (
            line.asked(matches) if matches else alone(line.number, line.table.kind, line.record, line.outside)
        )


def _bare(line: _Line) -> Row:
    """What tells which record a row may be about."""
    number, batch, _starred = number_in(line.table, line.record)
    return Row(
        line.table.kind, line.record.fields, number=number, batch=batch,
        follows=line.record.merged_from is not None, own=line.own, counted=line.table.counts_rows,
        handed_on=line.handing.of(line.table, line.record), today=line.handing.today,
    )  # fmt: skip


def _planned(line: _Line, verdict: Verdict, candidates: Sequence[Candidate], usual: Choice | None) -> Planned:
    number, record = line.outside, line.record
    return Planned(
        line.number, record.row, number or record.fields.get("sequence", ""), record.fields.get("description", ""), verdict,
        candidates, usual, record.merged_from, brings_number=bool(number),
    )  # fmt: skip


def _answers(
    view: LedgerView, lines: Sequence[_Line], found: Sequence[Planned | Asked | None], said: Said, tick: Tick
) -> Iterator[Planned]:
    """The answer for every row: records that are meant without doubt are compared now, others when somebody looks."""
    sure = [one for one in found if isinstance(one, Asked) and one.is_sure]
    view.read((one.matches[0].name for one in sure), share(tick, 0, 1, 2))
    turns: defaultdict[Name, deque[Later]] = defaultdict(deque)
    for place, (line, one) in enumerate(zip(lines, found, strict=True)):
        if place % _TICK_EVERY == 0:
            tick(len(lines) + place, 2 * len(lines))
        if isinstance(one, Planned):
            yield one
        elif one is None:
            yield _planned(line, Verdict.WAITING, (), SKIP)
        elif one.is_sure:
            yield _compared(line, one, one.candidates(view))
        else:
            later = Later(one, view, (line.number, line.read.row), said, turns[one.matches[0].name])
            yield _planned(line, Verdict.UNCLEAR, later, None)


def _compared(line: _Line, asked: Asked, candidates: tuple[Candidate, ...]) -> Planned:
    verdict = verdict_of(asked.row, candidates)
    return _planned(line, verdict, candidates, proposal_of(asked.row, verdict, candidates))

"""The records a row may be about, with what the row says otherwise; of unclear rows only once somebody looks."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import overload

from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.domain.comparison import Candidate, Row, after_others
from dczg_desktop.domain.differences import differences
from dczg_desktop.domain.finishing import FINISHED
from dczg_desktop.domain.units import named_in
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.imports.reading import RecordReading, Table, column_number
from dczg_desktop.imports.tables.values.oddities import is_error
from dczg_desktop.services.importing.intake import PETITION_FIELDS, PROBLEM_FIELDS
from dczg_desktop.services.importing.known import LedgerView
from dczg_desktop.services.importing.known_numbers import Name
from dczg_desktop.services.importing.matching import Match
from dczg_desktop.services.importing.origin import ROLES, cells_of

Said = dict[tuple[str, str], tuple[str, tuple[int, int]]]
"""What rows propose for a record: its uid and the thing → the words, and table and row that said them first."""

_COMPARED = frozenset({
    *PROBLEM_FIELDS, "number", "batch", "source", "deadline", "measures", "status", "progress", "result",
    *(name for name, _role in ROLES),
})  # fmt: skip
_OF_PETITIONS = frozenset({*PETITION_FIELDS, "number", "batch", "source", "result", FINISHED})


@dataclass(slots=True)
class Asked:
    """A row that records of the ledger were found for: `row` is what tells which they are, `record` holds no error values.

    `odd` are the cells of its table that show no content of their own, `earlier` what it tells of earlier months.
    """

    table: Table
    row: Row
    record: RecordReading
    matches: tuple[Match, ...]
    pictures: tuple[str, ...] = ()
    odd: frozenset[str] = frozenset()
    earlier: tuple[tuple[str, str, str], ...] = ()
    _found: tuple[Candidate, ...] | None = field(default=None, repr=False)

    @property
    def is_sure(self) -> bool:
        """Whether one record is meant without doubt."""
        return len(self.matches) == 1 and self.matches[0].is_certain

    def candidates(self, view: LedgerView) -> tuple[Candidate, ...]:
        """The records with the differences; read from the ledger the first time."""
        if self._found is None:
            view.read(match.name for match in self.matches)
            row = whole(self)
            self._found = tuple(_candidates(view, row, self.matches))
        return self._found


class Later(Sequence[Candidate]):
    """The candidates of an unclear row, found when somebody looks: a person has to say something about it anyway."""

    __slots__ = ("_found", "_said", "_turns", "_view", "asked")

    def __init__(
        self, asked: Asked, view: LedgerView, line: tuple[int, int], said: Said, turns: "deque[Later]"
    ) -> None:
        """`turns` are the unclear rows most likely about the same record: the upper ones propose first, whoever is looked at."""
        self.asked = asked
        self._view, self._said, self._turns = view, (line, said), turns
        self._found: tuple[Candidate, ...] | None = None
        turns.append(self)

    def _looked(self) -> tuple[Candidate, ...]:
        while self._found is None:
            self._turns[0].look()
            self._turns.popleft()
        return self._found

    def look(self) -> None:
        """Find them, when it is this row's turn."""
        found, (line, said) = self.asked.candidates(self._view), self._said
        self._found = (after_others(found[0], line, said), *found[1:]) if found else ()

    def __bool__(self) -> bool:
        """Whether there are any: a record found may be gone by the time that somebody looks."""
        return bool(self._looked())

    @overload
    def __getitem__(self, place: int) -> Candidate: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Candidate, ...]: ...
    def __getitem__(self, place: int | slice) -> Candidate | tuple[Candidate, ...]:
        return self._looked()[place]

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self._looked())

    def __len__(self) -> int:
        return len(self.asked.matches if self._found is None else self._found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and (self is other or tuple(self) == tuple(other))

    __hash__ = None  # type: ignore[assignment]


def whole(asked: Asked) -> Row:
    """The row with everything that is compared: made only when there is a record to compare it with."""
    table, record = asked.table, asked.record
    duties: dict[tuple[DutyRole, str], str] = {}
    for column, role in ROLES:
        if text := record.fields.get(column, ""):
            for found, name in named_in(text, role):
                duties.setdefault((found, clean(name)), column)
    kept = {table.mapping.get(name, name): cell for name, cell in record.cells.items()}
    cells = kept | cells_of(table, record)
    extra = _kept_aside(table, record, has_number=bool(asked.row.number))
    place = next((column_number(one.letter) for one in table.columns if one.field == "measures"), None)
    repeats = place is not None and cells["measures"] != table.grid.place(record.row - 1, place)
    return replace(
        asked.row, own={} if repeats else asked.row.own, year=table.year, extra=extra, cells=cells, pictures=asked.pictures,
        odd=frozenset(name for name, text in extra.items() if is_error(text) or cells.get(name) in asked.odd),
        duties=tuple((column, role, name) for (role, name), column in duties.items()), earlier=asked.earlier,
    )  # fmt: skip


def _kept_aside(table: Table, record: RecordReading, *, has_number: bool) -> dict[str, str]:
    """The columns that are no field of this kind of record, under their headings, as the intake keeps them."""
    compared = _OF_PETITIONS if table.kind == "petition" else _COMPARED
    if table.kind != "petition":
        twice = {"result"} if record.fields.get("progress") else set()
        compared = compared - twice - (set() if has_number else {"batch"})
    others = {
        table.mapping.get(name, name): text for name, text in record.fields.items() if name not in compared
    }
    return {heading: text for heading, text in (others | record.extra).items() if text}


def _candidates(view: LedgerView, row: Row, matches: Sequence[Match]) -> Iterator[Candidate]:
    for match in matches:
        if (found := view.known.get(match.name)) is not None:
            kind, uid = match.name
            yield Candidate(
                kind, uid, found.code, excerpt(found.text("description"), 120), found.unit, match.why, match.alike,
                match.is_certain, differences(row, found), found.locked,
                _has_number(view, match.name, row.number), match.is_other,
            )  # fmt: skip


def _has_number(view: LedgerView, name: Name, number: str) -> bool:
    return name in view.numbers.named(number, [name[0]]) and view.numbers.is_same(name, number)

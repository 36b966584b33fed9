"""A problem over several rows, each with a measure of its own, or a petition: what its rows say together is what it says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.domain.reported import says_nothing
from dczg_desktop.imports.reading import RecordReading, Table, column_number
from dczg_desktop.imports.row_views import CarriedPlaces

_JOINED = {
    "goal": "\n", "progress": "\n", "result": "\n", "remark": "\n", "accountability": "\n", "category": "、", "area": "、", "status": "；",
    "supporting_unit": "；", "supervising_unit": "；", "accepting_unit": "；",
    "responsible_leader": "、", "responsible_person": "、", "lead_leader": "、",
}  # fmt: skip
"""Fields whose texts of several rows are put together, and how. Of the unit that does the work each measure has its own."""
_OF_PETITION = _JOINED | {
    "description": "\n", "findings": "\n", "measures": "\n", "handling": "、", "channel": "、", "responsible_unit": "、",
    "substantiated": "；", "completion": "；", "completed_on": "；", "staged_on": "；",
}  # fmt: skip
"""The same of a petition: its rows are points or units of one thing."""
_TOLD = frozenset({"progress", "result", "findings"})
"""Of these a / or 无 in one row says nothing beside what the others tell."""
_DOING = frozenset({"responsible_unit", "lead_unit"})
"""Who does the work of a measure that the rows have in common."""
_LATER = "“{sheet}”里有 {count} 个问题占几行、各行的时限不同：问题的整改时限取最晚的（如第 {row} 行的问题取“{due}”），各行写的记为各条措施的时限。不是这样的，请在导入后改。"
_SIDE_BY_SIDE = "“{sheet}”里有 {count} {thing}占几行、各行的时限不同，又没有各行自己的措施：时限连在一起记，按最晚的算（如第 {row} 行的记“{due}”）。不是这样的，请在导入后改。"


class Wholes:
    """The problems or petitions of one table that go over several rows; none of most tables."""

    def __init__(self, table: Table, records: Iterable[RecordReading] | None = None) -> None:
        """`records` are those that are taken in, when not all of the table."""
        self._table = table
        self._days: dict[str, date | None] = {}
        groups: dict[int, list[RecordReading]] = {}
        taken = table.records if records is None else tuple(records)
        if any(one.merged_from is not None for one in taken):
            for one in taken:
                groups.setdefault(one.merged_from or one.row, []).append(one)
        self._groups = {rows[0].row: rows for rows in groups.values() if len(rows) > 1}

    def __bool__(self) -> bool:
        return bool(self._groups)

    def leads(self, record: RecordReading) -> bool:
        """Whether it is the first row of such a problem and others have measures of their own: what it says of its is of no other."""
        place = record.cells.get("measures")
        return self._table.kind != "petition" and any(
            one.fields.get("measures") and one.cells.get("measures") != place
            for one in self._groups.get(record.row, ())
        )

    def below(self, record: RecordReading) -> tuple[RecordReading, ...]:
        """The other rows of the problem that it is the first row of."""
        return tuple(self._groups.get(record.row, ())[1:])

    def of(self, record: RecordReading) -> RecordReading:
        """The first row of such a problem with what all its rows say; any other row as it is."""
        rows = self._groups.get(record.row)
        if rows is None:
            return record
        below = rows[1:]
        fields = dict(record.fields)
        joined = _OF_PETITION if self._table.kind == "petition" else joined_fields(record)
        for name in fields.keys() & joined.keys():
            texts = [fields[name], *_texts(below, name)]
            if name in _TOLD and not all(map(says_nothing, texts)):
                texts = ["" if says_nothing(text) else text for text in texts]
            fields[name] = together(texts[0], texts[1:], joined[name])
        sharing = [one for one in below if one.cells.get("measures") == record.cells.get("measures")]
        for name in _DOING & fields.keys() - joined.keys():
            fields[name] = together(fields[name], _texts(sharing, name), "；")
        if "deadline" in fields:
            fields["deadline"] = self._deadline(rows)
        extra = {
            heading: together(text, (one.extra.get(heading, "") for one in below), "\n")
            for heading, text in record.extra.items()
        }
        return record._replace(fields=fields, cells=self._cells(rows, fields, extra), extra=extra)

    def _cells(
        self, rows: Sequence[RecordReading], fields: Mapping[str, str], extra: Mapping[str, str]
    ) -> Mapping[str, str]:
        """The cells of the first of some rows; of what others say, alone or with it, where that stands."""
        first, moved = rows[0], {}
        if not isinstance(first.cells, CarriedPlaces):
            return first.cells
        for column in self._table.columns:
            place, name = column_number(column.letter), column.field
            whole = fields[name] if name else extra[column.header]
            texts = [one.fields[name] if name else one.extra[column.header] for one in rows]
            if whole != texts[0]:
                cells = [_cell_of(one, place) for one in rows]
                moved[place] = _where(whole, texts, cells) or cells[0]
        return first.cells.with_cells(moved)

    def _deadline(self, rows: Sequence[RecordReading]) -> str:
        """The latest of the deadlines of the rows; all of them, with the units they are for, where no measure keeps its own or one is no single day (长期坚持)."""
        texts = _texts(rows, "deadline")
        distinct = list(dict.fromkeys(filter(None, texts)))
        if len(distinct) < 2:
            return "".join(distinct)
        if not self._has_measures(rows) and not self._leads_alone(rows):
            return "；".join(dict.fromkeys(_with_units(rows)))
        days = {text: day for text in distinct if (day := self._day(text))}
        return _latest(days) if len(days) == len(distinct) else "；".join(distinct)

    def _has_measures(self, rows: Sequence[RecordReading]) -> bool:
        """Whether every row that has a deadline has a measure of its own, which keeps it."""
        timed = [one for one in rows if one.fields["deadline"]]
        places = {one.cells.get("measures") for one in timed if one.fields.get("measures")}
        return self._table.kind != "petition" and len(places) == len(timed)

    def _leads_alone(self, rows: Sequence[RecordReading]) -> bool:
        """Whether the first row is the problem without a measure, and those below are measures with times of their own."""
        return not rows[0].fields.get("measures") and self._has_measures(rows[1:])

    def _day(self, text: str) -> date | None:
        """The one day of a deadline, None for any other."""
        if text not in self._days:
            reading = read_deadline(text, self._table.year, asks_start=True)
            self._days[text] = None if reading.long_term or reading.recurrence else reading.due
        return self._days[text]

    @property
    def note(self) -> str:
        """What to say of the deadlines that were put together, '' where the rows of no problem differ."""
        changed = [rows for rows in self._groups.values() if self._is_put_together(rows)]
        if not changed:
            return ""
        first = min(changed, key=lambda rows: rows[0].row)
        words = _LATER if self._has_measures(first) or self._leads_alone(first) else _SIDE_BY_SIDE
        thing = "件信访件" if self._table.kind == "petition" else "个问题"
        told = {"sheet": self._table.sheet, "count": len(changed), "thing": thing, "row": first[0].row}
        return words.format(**told, due=self._deadline(first))

    def _is_put_together(self, rows: Sequence[RecordReading]) -> bool:
        """Whether the deadline of some rows is another than that of the first."""
        texts = _texts(rows, "deadline")
        first, distinct = texts[0], set(filter(None, texts))
        if not first or len(distinct) < 2:
            return not first and bool(distinct)
        days = list(map(self._day, distinct))
        return None in days or self._day(first) != max(filter(None, days))


def joined_fields(record: RecordReading) -> Mapping[str, str]:
    """The fields whose texts are put together, with the sign between them; who leads too, where another unit does the work."""
    return _JOINED | {"lead_unit": "；"} if "responsible_unit" in record.fields else _JOINED


def _with_units(rows: Iterable[RecordReading]) -> Iterator[str]:
    """The deadlines of some rows, each behind the unit it is for where every row names one of its own."""
    timed = [(one.fields.get("responsible_unit", ""), one.fields["deadline"]) for one in rows]
    timed = [(unit, text) for unit, text in timed if text]
    are_told = all(unit for unit, _text in timed) and len({unit for unit, _text in timed}) == len(timed)
    for unit, text in timed:
        yield f"{unit}：{text}" if are_told else text


def _where(whole: str, texts: Sequence[str], cells: Sequence[str]) -> str:
    """The cells in which the texts of a whole stand, each text where it comes first; one cell where that says all."""
    if whole in texts:
        return cells[texts.index(whole)]
    told = [
        cell for number, cell in enumerate(cells) if texts[number] and texts.index(texts[number]) == number
    ]
    return "、".join(dict.fromkeys(told))


def _cell_of(record: RecordReading, column: int) -> str:
    return record.cells.of_column(column) if isinstance(record.cells, CarriedPlaces) else ""


def _texts(records: Iterable[RecordReading], name: str) -> list[str]:
    return [one.fields.get(name, "") for one in records]


def _latest(days: Mapping[str, date]) -> str:
    return max(days, key=lambda text: days[text])


def together(first: str, others: Iterable[str], sign: str) -> str:
    """Texts put together, each once."""
    return sign.join(dict.fromkeys(filter(None, (first, *others))))

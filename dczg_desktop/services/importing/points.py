"""Points of a petition that stands over several rows of a foreign table, each with a complaint of its own."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dczg_desktop.domain.entities import new_uid
from dczg_desktop.domain.records import Record, Value
from dczg_desktop.imports.reading import RecordReading
from dczg_desktop.services.blank import blank_fields
from dczg_desktop.services.importing.taking import Taking

_FIELDS = {
    "text": "description", "unit": "responsible_unit", "substantiated": "substantiated", "findings": "findings", "result": "result",
}  # fmt: skip


def points_of(taking: Taking, petition_uid: str, rows: Sequence[RecordReading]) -> Iterator[Record]:
    """One point a row, where the rows tell of several things; what stands in one cell for all of them is said by the petition alone."""
    places = {name: [one.cells.get(column, "") for one in rows] for name, column in _FIELDS.items()}
    if len(set(places["text"])) < len(rows) or not all(one.fields.get("description") for one in rows):
        return
    shared = {name: Counter(cells) for name, cells in places.items()}
    for position, one in enumerate(rows, start=1):
        said: dict[str, Value] = {
            name: one.fields.get(column, "")
            for name, column in _FIELDS.items()
            if shared[name][one.cells.get(column, "")] == 1
        }
        fields = blank_fields("petition_point") | {"petition_uid": petition_uid, "position": position} | said
        yield Record("petition_point", new_uid(), fields, taking.act.uid)

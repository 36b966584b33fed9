"""Where the values of a record came from: file, sheet and cell, of the first import and of every later one."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Deadline, Duty, Measure, Problem, ProblemSource, Progress
from dczg_desktop.domain.records import Value
from dczg_desktop.services.importing.intake import PER_ROW
from dczg_desktop.services.importing.origin import COLUMN_OF, duty_key, read_in, report_key

_COLUMNS = {"plan": "measures", "stated_status": "status"}
_TELLING: dict[Any, tuple[str, ...]] = {Duty: ("role", "name"), Measure: ("position",), Progress: ("period",)}
"""What tells where in its row a record stands."""
_CHILDREN: tuple[tuple[str, Any, str], ...] = (
    ("measure", Measure, "measures"), ("deadline", Deadline, "deadline"), ("progress", Progress, "progress"),
    ("number", ProblemSource, "number"), ("duty", Duty, ""),
)  # fmt: skip


def place_words(place: Mapping[str, Any], cell: str = "") -> str:
    """`“又一批.xlsx”工作表“清单”C3 格；读入时为“…”`."""
    where = cell or str(place.get("cell") or "")
    words = f"“{place.get('file') or ''}”"
    words += f"工作表“{place['sheet']}”" if place.get("sheet") else ""
    words += f" {where}" if where else f"第 {place.get('row')} 行"
    return words


def origins_of(session: Session, problem: Problem) -> dict[str, str]:
    """Words for every value that came out of a file: by the field's name, or by the uid of a record that hangs on it."""
    found = dict(field_origins(problem.provenance))
    provenance: Mapping[str, Any] = problem.provenance or {}
    later: Mapping[str, Any] = provenance.get("later") or {}
    rows: Mapping[str, Any] = provenance.get("rows") or {}
    columns: Mapping[str, str] = provenance.get("columns") or {}
    for kind, entity, column in _CHILDREN:
        more = [getattr(entity, name) for name in _TELLING.get(entity, ())]
        query = select(entity.uid, entity.origin, *more).where(entity.problem_uid == problem.uid)
        for row in session.execute(query):
            usual, key = column, kind
            if entity is Duty:
                usual, key = COLUMN_OF[row.role.value], duty_key(row.role.value, row.name)
            if entity is Progress and report_key(row.period) in columns:
                key = report_key(row.period)
            name = columns.get(key, usual)
            of_row = rows.get(str(row.position // PER_ROW)) if entity is Measure else None
            if place := later.get(f"{kind}:{row.uid}"):
                found[row.uid] = _with_read(place)
            elif row.origin == problem.origin and (words := _words(provenance, name, of_row)):
                found[row.uid] = words
    return found


def cells_in(provenance: Mapping[str, Any]) -> dict[str, str]:
    """The cells of the first import by field or heading, those of the measures of all rows of the problem."""
    rows = (provenance.get("rows") or {}).values()
    below = [str(row["cells"]["measures"]) for row in rows if "measures" in row["cells"]]
    cells = {name: str(cell) for name, cell in (provenance.get("cells") or {}).items()}
    if "measures" in cells:
        cells["measures"] = "、".join(dict.fromkeys([cells["measures"], *below]))
    return cells


def _words(whole: Mapping[str, Any], column: str, row: Mapping[str, Any] | None = None) -> str:
    """Words for a value of the first import, or for one that stands in a `row` below its first."""
    cell = str(((row or whole).get("cells") or {}).get(column) or "")
    read = read_in(whole, column, cell)
    said = f"；读入时为“{read}”" if read else ""
    return place_words(whole, cell) + said if cell else ""


def field_origins(provenance: Value) -> Iterator[tuple[str, str]]:
    """Words for every field of the record itself, the latest import last."""
    if not isinstance(provenance, Mapping):
        return
    whole: Mapping[str, Any] = provenance
    for column in whole.get("cells") or {}:
        words = _words(whole, column) + _as_written(whole, column)
        yield column, words
        yield from ((name, words) for name, of in _COLUMNS.items() if of == column)
    for key, place in (whole.get("later") or {}).items():
        yield key, _with_read(place) + _as_written(place, key)


def _as_written(place: Mapping[str, Any], name: str) -> str:
    """How the file wrote a value that is kept in another form."""
    said = (place.get("said") or {}).get(name)
    return f"；原文写作“{said}”" if said else ""


def _with_read(place: Mapping[str, Any]) -> str:
    words = place_words(place)
    return f"{words}；读入时为“{place['read']}”" if place.get("read") else words

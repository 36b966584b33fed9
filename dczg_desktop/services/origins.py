"""Where the values of a record came from: file, sheet and cell, of the first import and of every later one."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.entities import Deadline, Duty, Measure, Problem, ProblemSource, Progress
from dczg_desktop.domain.records import Value
from dczg_desktop.services.importing.intake import ROLES

_COLUMNS = {"plan": "measures", "stated_status": "status"}
_ROLE_COLUMNS = {role.value: column for column, role in ROLES}
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
    cells: Mapping[str, str] = provenance.get("cells") or {}
    for kind, entity, column in _CHILDREN:
        named = (entity.uid, entity.origin, entity.role) if entity is Duty else (entity.uid, entity.origin)
        for row in session.execute(select(*named).where(entity.problem_uid == problem.uid)):
            cell = cells.get(column or _ROLE_COLUMNS.get(str(row[-1].value), ""), "")
            if place := later.get(f"{kind}:{row.uid}"):
                found[row.uid] = _with_read(place)
            elif cell and row.origin == problem.origin:
                found[row.uid] = place_words(provenance, cell)
    return found


def field_origins(provenance: Value) -> Iterator[tuple[str, str]]:
    """Words for every field of the record itself, the latest import last."""
    if not isinstance(provenance, Mapping):
        return
    whole: Mapping[str, Any] = provenance
    read = whole.get("read") or {}
    for column, cell in (whole.get("cells") or {}).items():
        words = place_words(whole, str(cell)) + _as_written(whole, column)
        words += f"；读入时为“{read[column]}”" if column in read else ""
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

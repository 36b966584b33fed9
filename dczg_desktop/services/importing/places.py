"""The offices of the tree by their areas: for taking tables in, and for the doubts about areas that are no single office's."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.domain.areas import AreaMatch, Offices, Seat
from dczg_desktop.domain.entities import Office
from dczg_desktop.imports.reading import Table


def offices_of(session: Session) -> Offices:
    """Every office that stands."""
    rows = session.execute(
        select(Office.uid, Office.name, Office.parent_uid).where(Office.voided == "", ~Office.hidden)
    )
    return Offices(Seat(uid, name, parent) for uid, name, parent in rows)


def named_offices(session: Session) -> dict[str, tuple[str, str]]:
    """Name or code → the only office that bears it; two of one name (南坪镇 of two counties) are not chosen between."""
    bearing: dict[str, set[tuple[str, str]]] = {}
    query = select(Office.uid, Office.name, Office.code).where(Office.voided == "", ~Office.hidden)
    for uid, name, code in session.execute(query):
        for key in filter(None, (clean(name), code)):
            bearing.setdefault(key, set()).add((uid, name))
    return {key: one for key, (one, *others) in bearing.items() if not others}


def office_of_petition(named: Mapping[str, tuple[str, str]], places: Offices, unit: str, area: str) -> str:
    """The office of the unit named; without one, the only office of the area; '' where neither is certain."""
    return named.get(unit, ("", ""))[0] if unit else places.of(area).uid


def with_area_doubts(table: Table, offices: Offices) -> Table:
    """The table with a fault at every area that several offices may answer for; only where no unit is named."""
    if "area" not in table.mapping or table.kind != "petition":
        return table
    found: dict[str, AreaMatch] = {}
    doubts = []
    for record in table.records:
        area = record.fields["area"]
        if not area or record.fields.get("responsible_unit"):
            continue
        match = found.setdefault(area, offices.of(area))
        if not match.uid and match.names:
            doubts.append(_doubt(f"{table.sheet}!{record.cells['area']}", area, match.names))
    return replace(table, faults=(*table.faults, *doubts)) if doubts else table


def _doubt(place: str, area: str, names: tuple[str, ...]) -> Fault:
    listed = "、".join(names[:4])
    return Fault(
        place,
        excerpt(area, 80),
        f"行政区域“{excerpt(area, 20)}”可能由 {listed} 承办，没有自动指定。请在导入后选定承办单位。",
    )

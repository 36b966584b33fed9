"""Whole papers of offices as text, heads and tails and pages with them: every record stays as a careful clerk reads it."""

import json
from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.reading import RecordReading, Table
from dczg_desktop.services.importing.promises import planned_measures

FOLDER = Path(__file__).parents[2] / "data" / "office_papers"
ANSWERS = json.loads((FOLDER / "answers.json").read_text("utf-8"))


def told(table: Table, record: RecordReading) -> dict[str, object]:
    """What a record says, long texts by how they begin or end."""

    def first(*names: str) -> str:
        return next((text for name in names if (text := record.fields.get(name, ""))), "")

    description = first("description")
    found: dict[str, object] = {
        "number": first("number"),
        "begins": description[:16],
        "ends": description[-12:],
        "goal": first("goal")[-12:],
        "deadline": first("deadline"),
        "unit": first("responsible_unit", "lead_unit"),
        "supervising": first("supervising_unit", "accepting_unit"),
        "told": first("progress", "result")[-14:],
        "state": first("status", "completion"),
        "measures": [[one.unit, one.due] for one in planned_measures(first("measures"), table.year)],
    }
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize("name", sorted(ANSWERS))
def test_a_paper_gives_the_records_a_clerk_reads_in_it(name):
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    try:
        tables = read_text(text).tables
    except UserError:
        tables = ()
    records = [
        told(table, record)
        for table in tables
        if table.kind in {"problem", "petition"}
        for record in table.records
    ]

    assert records == ANSWERS[name]

"""Files with several oddities at once are read to the last cell, and what is odd in them is told."""

import pytest

from dczg_desktop.imports.preview import as_json
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.traps import TRAPS, Trap


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_a_file_of_several_oddities_is_read_to_the_last_cell(tmp_path, trap: Trap):
    reading = read_tables(trap.write(tmp_path / trap.name))
    (number,) = [n for n, table in enumerate(reading.tables) if table.kind == trap.kind]
    table, shown = reading.tables[number], as_json(reading)["tables"][number]

    found = [
        {name: text for name, text in (dict(one.fields) | one.extra).items() if text} for one in table.records
    ]
    assert found == trap.records
    assert [one.why for one in table.left_out] == trap.left_out
    assert shown["hidden"] == {"rows": list(trap.hidden[0]), "columns": list(trap.hidden[1])}
    cells = {fault["cell"] for fault in shown["faults"]}
    assert set(trap.faults) <= cells

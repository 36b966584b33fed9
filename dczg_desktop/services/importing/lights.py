"""The lights of a table (红灯、黄灯、绿灯) as a person is asked about them: what may be answered, and the answer among the columns assigned."""

from collections.abc import Mapping

from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.values.lights import LIGHTS, column_of_lights, lights_in
from dczg_desktop.services.importing.imports import Preview

WAYS = {
    "pace": "绿、黄按进度，红滞后",
    "done": "绿已完成，黄在推进，红滞后",
    "late": "绿按进度，黄、红滞后",
}
"""Key and words of what the lights may stand for."""


def lights_question(table: Table) -> str:
    """The question about the lights of a table; '' where it has none, or they are explained."""
    found = lights_in(table)
    if not found:
        return ""
    names = "、".join(dict.fromkeys(found.values()))
    header = " ".join(column_of_lights(table)[1].split())
    return f"“{header}”一栏是{names}，表里没有写这些灯说的是什么。选定以后，同样的表头都照办。"


def with_lights(preview: Preview, table: int, columns: Mapping[str, str], way: str = "") -> dict[str, str]:
    """An assignment of the columns of a table, with what its lights stand for: as told now, else as it was told before."""
    remembered = preview.remembered[table]
    before = preview.edits[table].fields or (remembered.fields if remembered else {})
    way = way or before.get(LIGHTS, "")
    return dict(columns) | ({LIGHTS: way} if way else {})

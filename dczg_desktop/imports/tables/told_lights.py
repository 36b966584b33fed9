"""A table whose lights (红灯、黄灯、绿灯) a person has explained: its states are the words that they stand for."""

from dataclasses import replace

from dczg_desktop.imports.reading import Table, column_number
from dczg_desktop.imports.tables.sheets import remapped
from dczg_desktop.imports.tables.values.lights import WAYS, column_of_lights, lights_in


def with_lights_read(table: Table, way: str) -> Table:
    """The table with its lights read in one of `WAYS`; a light of another colour stays as it is and is asked about still."""
    found, meant = lights_in(table), WAYS.get(way, {})
    if not found or not meant:
        return table
    place = column_number(column_of_lights(table)[0])
    rows = list(table.grid.rows)
    for row, light in found.items():
        if light in meant:
            rows[row] = [*rows[row][:place], meant[light], *rows[row][place + 1 :]]
    signs = {column: sign for column, sign in table.grid.signs.items() if column != place}
    return remapped(replace(table, grid=replace(table.grid, rows=rows, signs=signs)), {})


def lights_before(original: Table, read: Table) -> dict[int, str]:
    """By row, what the cells of lights said in the file that hold words now; '' where only their colour did."""
    found = lights_in(original)
    if not found or column_of_lights(original) != column_of_lights(read):
        return {}
    place = column_number(column_of_lights(read)[0])
    return {
        row + 1: text
        for row in found
        if (text := original.grid.rows[row][place]) != read.grid.rows[row][place]
    }

"""The tables of one sheet: forms, lists, or a notice whose lines were put into the cells of one column."""

from dataclasses import replace

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.imports.furniture import is_card
from dczg_desktop.imports.reading import Grid, Table
from dczg_desktop.imports.tables.forms.beside import forms_beside, side_by_side, without_figures_beside
from dczg_desktop.imports.tables.forms.upright_sheets import upright_table
from dczg_desktop.imports.tables.sheets import tables_of
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.document import lines_of
from dczg_desktop.imports.texts.lost_lines.letter_pages import with_letter_labels
from dczg_desktop.imports.texts.parts import document_tables

_FEWEST, _MOST = 4, 2000
"""How many lines a notice in the cells of a sheet has."""
_MOST_OF_LETTER = 80
"""How many rows a page has that shows a letter."""


def of_sheet(grid: Grid, tick: Tick = no_tick) -> list[Table]:
    """The tables of a sheet; empty where there is none."""
    if not grid.rows or is_card(grid.rows):
        return []
    forms = [upright_table(part) for part in forms_beside(grid)]
    if forms and all(forms):
        return [one for one in forms if one]
    if upright := upright_table(grid):
        return [upright]
    grid, figures = without_figures_beside(grid)
    found = [table for part in side_by_side(grid) for table in tables_of(part, tick)]
    if found and figures:
        told = sorted([*found[0].left_out, *figures], key=lambda one: one.row)
        found[0] = replace(found[0], left_out=tuple(told))
    return found or document_tables(grid.name, _lines(grid) or _letter(grid), is_alone=False)


def _lines(grid: Grid) -> list[Line]:
    """The lines of a sheet that holds a text, one a row; none where cells stand side by side."""
    rows = [(row, [cell for cell in cells if cell]) for row, cells in enumerate(grid.rows[:_MOST])]
    if any(len(cells) > 1 for _row, cells in rows) or len(grid.rows) > _MOST:
        return []
    lines = [(row, line) for row, cells in rows for cell in cells for _place, line in lines_of(cell)]
    return lines if len(lines) >= _FEWEST else []


def _letter(grid: Grid) -> list[Line]:
    """The lines of a sheet whose rows are the labels and contents of a page that shows a letter with its answer (回复部门：｜市环保局)."""
    if len(grid.rows) > _MOST_OF_LETTER:
        return []
    rows = [(row, " ".join(filter(None, cells))) for row, cells in enumerate(grid.rows)]
    lines = [(row, line) for row, words in rows for _place, line in lines_of(words)]
    return lines if with_letter_labels(lines)[0] is not lines else []

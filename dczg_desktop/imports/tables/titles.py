"""The rows above a table: where those of the next one begin, which of them are its title and which say unit, date or source."""

from dczg_desktop.imports.furniture import is_furniture
from dczg_desktop.imports.header import Header
from dczg_desktop.imports.reading import Grid, LeftOut
from dczg_desktop.imports.tables.legends import legend_of
from dczg_desktop.imports.tables.rows import is_form_line, is_note, shown


def inside_records(grid: Grid) -> set[int]:
    """The rows over which a cell is merged down beside others: their single text is one more of the record above, and no title."""
    height, width = len(grid.rows), len(grid.rows[0]) if grid.rows else 0
    return {
        row
        for top, left, bottom, right in grid.merges
        if top < bottom and (right - left + 1) * 2 <= width
        for row in range(top + 1, min(bottom, height - 1) + 1)
    }


def title_start(grid: Grid, header: Header, end: int, inside: set[int]) -> int:
    """Where the title rows of the next table begin: the single-text rows right above its header."""
    start = end
    while start - 1 > header.bottom and start - 1 not in inside:
        filled = [cell for cell in grid.rows[start - 1] if cell]
        if len(filled) > 2 or (len(filled) == 2 and not all(map(is_form_line, filled))):
            break
        start -= 1
    return start


def title_of(grid: Grid, above: int, top: int, told: set[int]) -> tuple[str, list[LeftOut]]:
    """The title over a table, one line a row, and the rows of 单位 and 日期 that are none."""
    lines, forms = [], []
    for row in range(above, top):
        text = shown(grid.rows[row])
        if not text or row in told:
            continue
        if is_furniture(text):
            forms.append(LeftOut(row + 1, text, "来源、时间等"))
        elif is_note(text):
            forms.append(LeftOut(row + 1, text, "说明"))
        elif legend_of(text):
            forms.append(LeftOut(row + 1, text, "图例"))
        elif is_form_line(text):
            forms.append(LeftOut(row + 1, text, "填报单位、日期行"))
        else:
            lines.append(text)
    return "\n".join(lines), forms

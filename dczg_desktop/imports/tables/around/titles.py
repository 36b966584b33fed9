"""The rows above a table: where those of the next one begin, which of them are its title and which say unit, date or source."""

from dczg_desktop.imports.furniture import Line, is_furniture, quoted_title
from dczg_desktop.imports.header import Header
from dczg_desktop.imports.reading import Grid, LeftOut
from dczg_desktop.imports.tables.around.title_words import FROM, SAID, beside_title, is_sentence
from dczg_desktop.imports.tables.columns.legends import legend_of
from dczg_desktop.imports.tables.records.rows import LEGEND, is_form_line, is_note, shown

FIGURES = "表上方的另一张表（数字），没有读入"
_FEWEST_CELLS, _FEWEST_FIGURES = 3, 2


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


def _rows_of_figures(grid: Grid, above: int, top: int) -> set[int]:
    """The rows of a small table of figures above the header (县区｜来电｜来信 over counts): rows of several cells one after another, two of them with figures."""
    found: set[int] = set()
    block: list[int] = []
    for row in range(above, top + 1):
        cells = [cell for cell in grid.rows[row] if cell] if row < top else []
        if len(cells) >= _FEWEST_CELLS:
            block.append(row)
            continue
        counted = [one for one in block if sum(map(_is_figure, grid.rows[one])) >= _FEWEST_FIGURES]
        found |= set(block) if len(counted) > 1 else set()
        block = []
    return found


def _is_figure(text: str) -> bool:
    return text.rstrip("%％").replace(".", "", 1).isdigit()


def _row_of(one: LeftOut) -> int:
    return one.row


def title_of(grid: Grid, above: int, top: int, told: set[int]) -> tuple[str, list[LeftOut]]:
    """The title over a table, one line a row, and the rows of 单位 and 日期 that are none.

    Where none stands there, the title of the paper that a row says the table is from.
    """
    lines: list[Line] = []
    forms: list[LeftOut] = []
    figures = _rows_of_figures(grid, above, top)
    for row in range(above, top):
        text = shown(grid.rows[row])
        if not text or row in told:
            continue
        if row in figures:
            forms.append(LeftOut(row + 1, text, FIGURES))
        elif is_furniture(text):
            forms.append(LeftOut(row + 1, text, FROM))
        elif is_note(text) or (lines and is_sentence(text)):
            forms.append(LeftOut(row + 1, text, SAID))
        elif legend_of(text):
            forms.append(LeftOut(row + 1, text, LEGEND))
        elif is_form_line(text):
            forms.append(LeftOut(row + 1, text, "填报单位、日期行"))
        else:
            lines.append((row, text))
    beside = beside_title(lines, [one.text for one in forms if one.why == FROM])
    forms = sorted(
        [*forms, *(LeftOut(row + 1, text, beside[row]) for row, text in lines if row in beside)], key=_row_of
    )
    title = "\n".join(text for row, text in lines if row not in beside) or quoted_title(
        one.text for one in forms if one.why == FROM
    )
    return title, forms

"""The rows above a table: where those of the next one begin, which of them are its title and which say unit, date or source."""

from dczg_desktop.imports.furniture import is_furniture, quoted_title
from dczg_desktop.imports.header import Header
from dczg_desktop.imports.reading import Grid, LeftOut
from dczg_desktop.imports.tables.columns.legends import legend_of
from dczg_desktop.imports.tables.records.rows import LEGEND, is_form_line, is_note, shown

FIGURES = "表上方的另一张表（数字），没有读入"
FROM = "来源、时间等"
_FEWEST_CELLS, _FEWEST_FIGURES = 3, 2
_LONG = 30
"""No line of a title that ends as a sentence is so long."""


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


def _is_sentence(text: str) -> bool:
    """Whether a line below the title is a paragraph that leads to the table (现将办理情况公布如下：), and none of the title."""
    return len(text) >= _LONG and text.endswith(("。", "：", ":", "；"))


def title_of(grid: Grid, above: int, top: int, told: set[int]) -> tuple[str, list[LeftOut]]:
    """The title over a table, one line a row, and the rows of 单位 and 日期 that are none.

    Where none stands there, the title of the paper that a row says the table is from.
    """
    lines: list[str] = []
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
        elif is_note(text) or (lines and _is_sentence(text)):
            forms.append(LeftOut(row + 1, text, "说明"))
        elif legend_of(text):
            forms.append(LeftOut(row + 1, text, LEGEND))
        elif is_form_line(text):
            forms.append(LeftOut(row + 1, text, "填报单位、日期行"))
        else:
            lines.append(text)
    title = "\n".join(lines) or quoted_title(one.text for one in forms if one.why == FROM)
    return title, forms

"""Forms copied with a vertical line between a label and its content (投诉问题 | … |), the labels without colons."""

from collections.abc import Sequence

from dczg_desktop.imports.tables.forms.upright import is_label
from dczg_desktop.imports.tables.relined.relined import Rows
from dczg_desktop.imports.tables.values.listed import LISTED

_FEWEST, _WIDEST, _PAIR = 3, 4, 2


def barred_form(text: str) -> Rows | None:
    """The rows of such a form, lines that go on with a content put to it; None for any other text, or one with a sign around every line.

    Most lines have such a sign, and most of these are labels everybody lists with their contents; a row of nothing but labels heads a table.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if sum("|" in line for line in lines) < _FEWEST:
        return None
    is_framed = sum(line.startswith("|") for line in lines) * 2 > sum("|" in line for line in lines)
    is_closed = sum(line.endswith("|") for line in lines) * 2 > sum("|" in line for line in lines)
    rows: Rows = []
    is_open = False
    for line in lines:
        cells = [cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|")]
        goes_on = rows and len(cells) == 1 and (is_open or _is_item(rows[-1], cells[0]))
        if goes_on and len(rows[-1]) == 1:
            rows[-1].append(cells[0])
        elif goes_on:
            rows[-1][-1] += f"\n{cells[0]}"
        else:
            rows.append(cells)
        is_open = is_closed and _goes_on_below(rows[-1], line)
    is_even = is_framed and len(rows) == len(lines)
    return _padded(rows) if not is_even and _is_form(rows) else None


def _goes_on_below(row: Sequence[str], line: str) -> bool:
    """Whether a label has its content, or more of it, on the next line: no sign stands at the end of it, or nothing beside the label."""
    return "|" in line and is_label(row[0]) and (not line.endswith("|") or len(row) == 1)


def _is_item(row: Sequence[str], line: str) -> bool:
    """Whether a line goes on with the list that the content above it holds (2.…)."""
    return len(row) > 1 and bool(LISTED.match(line)) and bool(LISTED.match(row[-1]))


def _is_form(rows: Rows) -> bool:
    parted = [[cell for cell in row if cell] for row in rows if len(row) > 1]
    if len(parted) * 2 <= len(rows) or max(map(len, parted)) > _WIDEST:
        return False
    labels = sum(len(row) > 1 and is_label(row[0]) for row in parted)
    heads_table = any(len(row) > 1 and all(map(is_label, row)) for row in parted)
    if any(len(row) > _PAIR and not is_label(row[_PAIR]) for row in parted):
        return False  # 责任单位 | 甲 | 乙: contents of several, side by side
    return labels >= _FEWEST and labels * 2 > len(parted) and not heads_table


def _padded(rows: Rows) -> Rows:
    widest = max(map(len, rows))
    return [row + [""] * (widest - len(row)) for row in rows]

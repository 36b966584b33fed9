"""Rows numbered below the one above them (1, then 1.1 and 1.2): measures of that problem where the heading says so, else a person is asked."""

import re
from collections.abc import Iterator, Mapping, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, RecordReading, Table, column_number, letters

HEADER = "整改措施（下级编号）"
_STEP = re.compile(r"(\d{1,3})[.．\-—－](\d{1,2})")
_BOTH = re.compile(r"问题.*(?:任务|措施|举措|事项|步骤|工作)|(?:任务|措施|举措)[及和与]?.*步骤")
_UNSURE, _FEWEST = 0.74, 2
_LOOKED_AT = 50
"""The first such number stands soon: tables are long."""
_NUMBERS = ("number", "sequence")
_ASKED = "编号“{}”像是“{}”的下一级（它的措施，或者其中的一个问题），共 {} 行，各作为一个问题读入。是措施的，请写进整改措施一栏、与“{}”合并编号再读。"


def with_steps_read(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], merged: MergedDown
) -> tuple[Column, ...]:
    """The columns with one more for the measures, where the problems' heading names both and rows are numbered below others.

    Such a row is then like one merged under its problem: unit, time and report of the row are those of its measure.
    """
    places = {one.field: column_number(one.letter) for one in columns if one.field}
    number = next((places[name] for name in _NUMBERS if name in places), None)
    told = next((one.header for one in columns if one.field == "description"), "")
    if number is None or "measures" in places or not _BOTH.search(folded_header(told)):
        return columns
    heads = _heads([grid.rows[row][number] for row in rows])
    if not heads:
        return columns
    problem, new = places["description"], len(grid.rows[0])
    for cells in grid.rows:
        cells.append("")
    for step, head in heads.items():
        row, top = rows[step], rows[head]
        cells = grid.rows[row]
        cells[new] = cells[problem]
        grid.places[row, new] = grid.place(row, problem)
        for place in (number, problem):
            cells[place] = grid.rows[top][place]
            merged.cover(top, (row,), (place,))
            grid.merges.append((top, place, row, place))
    return (*columns, Column(letters(new), HEADER, "measures", _UNSURE))


def steps_asked(table: Table, records: Sequence[RecordReading]) -> Iterator[Fault]:
    """The question about rows numbered below others that were read as problems; once for the table."""
    if table.kind != "problem" or not table.header_rows or "number" not in table.mapping:
        return
    if not any(_STEP.fullmatch(one.fields["number"].strip()) for one in records[:_LOOKED_AT]):
        return
    heads = _heads([one.fields["number"] if one.merged_from is None else "" for one in records])
    if heads:
        step, head = next(iter(heads.items()))
        own, above = records[step].fields["number"], records[head].fields["number"]
        words = _ASKED.format(own, above, len(heads), above)
        yield Fault(f"{table.sheet}!{records[step].cells['number']}", own, words)


def _heads(numbers: Sequence[str]) -> Mapping[int, int]:
    """Rows numbered N.1, N.2 … in turn → the row numbered N right above the first; empty unless every such number is one of them."""
    if not any(_STEP.fullmatch(text.strip()) for text in dict.fromkeys(numbers[:_LOOKED_AT])):
        return {}
    found: dict[int, int] = {}
    head, last = -1, 0
    for place, text in enumerate(numbers):
        step = _STEP.fullmatch(text.strip())
        if step is None:
            head, last = place, 0
        elif head >= 0 and numbers[head].strip(" .．、") == step[1] and int(step[2]) == last + 1:
            found[place], last = head, last + 1
        else:
            return {}
    return found if len(found) >= _FEWEST else {}

"""The columns and records of a table once everything is seen that does not stand in a cell of its own: captions, dittos, labels in cells, lines below."""

from dataclasses import dataclass

from dczg_desktop.imports.header import Header
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.reading import Column, Grid, LeftOut
from dczg_desktop.imports.tables.around.batches_between import with_batches_between
from dczg_desktop.imports.tables.around.captions import with_captions, with_lines_below
from dczg_desktop.imports.tables.around.groups import with_groups_said, without_group_rows
from dczg_desktop.imports.tables.around.lines_over import with_lines_over
from dczg_desktop.imports.tables.around.trailing import without_what_follows
from dczg_desktop.imports.tables.asked.group_days import with_days_of_groups
from dczg_desktop.imports.tables.columns.file_names import with_links_said
from dczg_desktop.imports.tables.columns.labelled import with_labels_read
from dczg_desktop.imports.tables.columns.mapping import columns_of
from dczg_desktop.imports.tables.columns.periods import with_periods_read
from dczg_desktop.imports.tables.columns.telephones import with_telephones_apart
from dczg_desktop.imports.tables.columns.times_inside import with_times_apart
from dczg_desktop.imports.tables.columns.truth_inside import with_truth_inside
from dczg_desktop.imports.tables.columns.two_at_once import with_both_read
from dczg_desktop.imports.tables.columns.unit_and_person import with_persons_apart
from dczg_desktop.imports.tables.records.continued import Continued
from dczg_desktop.imports.tables.records.dittos import with_dittos_read
from dczg_desktop.imports.tables.records.numbered_steps import with_steps_read
from dczg_desktop.imports.tables.records.rows import Body
from dczg_desktop.imports.tables.values.pace import with_pace_read


@dataclass(frozen=True, slots=True)
class Settled:
    """The columns, the rows that are records (from 0) and the rows that are none."""

    columns: tuple[Column, ...]
    rows: list[int]
    left_out: list[LeftOut]


def settled_rows(
    grid: Grid, header: Header, found: Body, above: int, merged: MergedDown, *, petition: bool
) -> Settled:
    """What the sorted rows under a header are; `above` is where the title of the table begins."""
    columns = columns_of(header.labels, [grid.rows[row] for row in found.records], petition=petition)
    rows, others = without_what_follows(grid, columns, found.records, found.left_out)
    rows, others = without_group_rows(grid, columns, rows, others, found.wide)
    if len(rows) < len(found.records):
        columns = columns_of(header.labels, [grid.rows[row] for row in rows], petition=petition)
    rows, others = Continued(grid, columns, merged).settle(rows, others, found.wide)
    columns, others = with_groups_said(grid, columns, rows, others, merged)
    columns, others = with_batches_between(grid, columns, rows, others, range(above, header.top))
    columns = with_lines_over(grid, columns, rows, range(above, header.top))
    columns = with_periods_read(grid, columns, rows)
    columns = with_steps_read(grid, columns, rows, merged)
    columns, others = with_captions(grid, columns, rows, others, range(above, header.top), merged)
    with_dittos_read(grid, columns, rows, merged)
    with_pace_read(grid, columns, rows)
    with_days_of_groups(grid, columns, rows, merged, petition=petition)
    columns = with_labels_read(grid, columns, rows)
    columns = with_times_apart(grid, columns, rows, merged)
    columns = with_both_read(grid, columns, rows, merged)
    columns, others = with_lines_below(grid, columns, rows, others)
    columns = with_telephones_apart(grid, columns, rows, merged)
    columns = with_persons_apart(grid, columns, rows, merged)
    columns = with_truth_inside(grid, columns, rows)
    return Settled(with_links_said(grid, columns, rows), rows, others)

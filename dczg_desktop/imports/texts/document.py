"""Notices and plans in running text (text files, Word, pasted): one record a notice, one a problem of a plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from dczg_desktop.base.text import clean
from dczg_desktop.domain.headings import header_field, is_header
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.files.written_breaks import has_breaks, with_breaks
from dczg_desktop.imports.furniture import parted, quoted_title
from dczg_desktop.imports.reading import LeftOut, Table
from dczg_desktop.imports.tables.forms.upright import FEWEST_PAIRS, Pair, form_table
from dczg_desktop.imports.texts.blocks import (
    PROBLEM,
    SHARED,
    is_restarted,
    plan_pairs,
    with_one_spelling,
)
from dczg_desktop.imports.texts.content.addressed import addressed_faults
from dczg_desktop.imports.texts.content.after_deadline import rest_faults, with_rest_apart
from dczg_desktop.imports.texts.content.contents import Line, read_contents
from dczg_desktop.imports.texts.content.times import glued, several_in_one, with_deadlines
from dczg_desktop.imports.texts.labelled_items import with_items_kept
from dczg_desktop.imports.texts.labelling.decorations import undecorated
from dczg_desktop.imports.texts.labelling.heading_rows import is_heading_row
from dczg_desktop.imports.texts.labelling.marks import Mark
from dczg_desktop.imports.texts.labelling.states_in_labels import with_states
from dczg_desktop.imports.texts.lost_lines.dotted_numbers import with_usual_numbers
from dczg_desktop.imports.texts.lost_lines.glued_labels import apart_faults, with_glued_apart
from dczg_desktop.imports.texts.lost_lines.letter_pages import with_letter_labels
from dczg_desktop.imports.texts.lost_lines.run_together import with_brackets_apart, with_headings_apart
from dczg_desktop.imports.texts.lost_lines.short_reports import is_short_report
from dczg_desktop.imports.texts.lost_lines.turns import with_turns_counted
from dczg_desktop.imports.texts.lost_lines.unrolled import unrolled
from dczg_desktop.imports.texts.one_record import (
    is_item,
    is_plan_without_problems,
    is_short_notice,
    with_count,
    with_description,
)
from dczg_desktop.imports.texts.outline.between import place_fault, with_places
from dczg_desktop.imports.texts.outline.outline import outline
from dczg_desktop.imports.texts.outline.plan import Block, blocks_of
from dczg_desktop.imports.texts.said_once.batches import with_batch
from dczg_desktop.imports.texts.said_once.behind_list import behind_fault, shared_behind, with_pairs_behind
from dczg_desktop.imports.texts.said_once.common import (
    Common,
    common_faults,
    misread,
    with_common,
    without_common,
)
from dczg_desktop.imports.texts.said_once.demanded import (
    NOTHING,
    Demand,
    demand_fault,
    demand_of_plan,
    with_demand,
)
from dczg_desktop.imports.texts.said_once.other_numbers import other_number_faults
from dczg_desktop.imports.texts.said_once.points import points_faults, with_points
from dczg_desktop.imports.texts.said_once.remarks import Remark, spoken_for, without_remarks
from dczg_desktop.imports.texts.said_once.said_inside import said_faults, with_all_said
from dczg_desktop.imports.texts.said_once.said_labels import (
    with_answers_apart,
    with_complaint_apart,
    with_said_apart,
)
from dczg_desktop.imports.texts.said_once.tallies import tally_faults, without_repeats
from dczg_desktop.imports.texts.tasks_only import with_tasks_asked
from dczg_desktop.imports.texts.title_numbers import with_title_number
from dczg_desktop.imports.texts.unlabelled.sentences import with_sentences
from dczg_desktop.imports.texts.unlabelled.side_by_side import item_faults, with_items_apart

_FEWEST_FIELDS = 2


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold something, numbered from 0."""
    written = with_breaks(text) if has_breaks(text) else text
    lines = ((number, undecorated(clean(line).strip())) for number, line in enumerate(written.splitlines()))
    return [(number, line) for number, line in lines if line]


def document_table(name: str, lines: list[Line], unit: str = "行", *, is_alone: bool = True) -> Table | None:
    """The records of a running text; None when fewer than three labels are found.

    A notice in plain sentences is read too where the text `is_alone`, without tables that were read.

    `unit` is what a place is counted in: 行 of a text file, 段 of a Word document. Lines a web page puts above the text
    (来源：… 发布时间：…) are listed as left out.
    """
    labelled, headings = with_letter_labels(with_turns_counted(with_usual_numbers(lines)))
    text, around = parted(labelled)
    around = sorted([*around, *headings]) if headings else around
    table = _titled(name, text, around, unit)
    table = with_sentences(table, name, text, unit) if is_alone else table
    table = with_items_kept(table, name, text, unit)
    if table:
        table = _without_chapters_in_title(table, text)
        told = (*glued(table), *addressed_faults(table), *rest_faults(table))
        table = replace(table, faults=(*table.faults, *told))
    if table is None:
        return None
    listed = tuple(LeftOut(row + 1, line, "来源、时间等") for row, line in around)
    return replace(table, left_out=(*listed, *table.left_out))


def _contents(read: "_Outlined") -> tuple[list[list[Pair]], list[Line], Demand, list[Pair]]:
    """The labelled contents of every problem, or of the only record; the lines that belong to none, what is demanded of all, and what
    was read for all that stands behind the last one.
    """
    lines, marks, blocks = read.lines, read.marks, read.blocks
    if not blocks:
        end = _end_of_one(marks)
        found, places = read_contents(lines, marks, 0, end)
        return (
            with_deadlines([with_states(found)], lines),
            [*(lines[place] for place in sorted(places)), *lines[end:]],
            NOTHING,
            [],
        )
    groups, loose = plan_pairs(lines, marks, blocks)
    behind = shared_behind(marks, blocks, groups)
    groups = [with_pairs_behind(with_states(group), behind) for group in groups]
    groups = with_common(read.commons, blocks, marks, spoken_for(read.remarks, blocks, groups))
    groups = with_deadlines(_with_problems(groups), lines)
    begins = blocks[0].heading if blocks[0].heading >= 0 else blocks[0].labels
    demand = demand_of_plan(lines, groups, begins, blocks[-1].end - 1)
    return [with_demand(group, demand) for group in groups], loose, demand, behind


def _titled(name: str, text: list[Line], around: list[Line], unit: str) -> Table | None:
    """The table of a text; where it has no title of its own, below that of the paper which the page says it is from."""
    table = _table(name, text, unit)
    above = [line for line in around if line[0] < text[0][0]] if table and not table.title else []
    quoted = quoted_title(line for _row, line in above)
    if not quoted:
        return table
    titled = _table(name, [(above[-1][0], quoted), *text], unit)
    return titled if titled and titled.title == quoted else table


def _table(name: str, lines: list[Line], unit: str) -> Table | None:
    read = _outlined(
        with_said_apart(
            with_complaint_apart(
                unrolled(with_headings_apart(with_answers_apart(with_brackets_apart(lines))))
            )
        )
    )
    lines, marks, blocks = read.lines, read.marks, read.blocks
    groups, loose, demand, behind = _contents(read)
    glued_on, loose, places_above = with_places(groups, loose)
    groups = unglued = with_glued_apart(glued_on)
    pairs = [pair for group in groups for pair in group]
    labels = {pair[2] for pair in pairs}
    if sum(map(_is_known, labels)) < _FEWEST_FIELDS or is_heading_row(pairs):
        return None
    is_short = is_short_notice(pairs, loose) or is_short_report(pairs, loose) or is_item(marks)
    if len(labels) < FEWEST_PAIRS and not is_short:
        return None
    if not blocks and is_plan_without_problems(pairs):
        return None
    groups = with_rest_apart(groups)
    told_of, groups = groups, with_all_said(groups, of_blocks=bool(blocks))
    records = with_one_spelling(with_batch(groups, loose)) if blocks else None
    pairs = [pair for group in records or groups for pair in group]
    if blocks:
        table = form_table(name, pairs, loose, unit=unit, records=records)
        asked = common_faults(read.commons, blocks, marks, table.sheet, unit)
        told = tally_faults(table, lines, marks, blocks, unit)
        told = (*told, *asked, *apart_faults(table, glued_on, unglued), *said_faults(table, told_of, groups), *demand_fault(table, demand), *behind_fault(table, behind), *place_fault(table, places_above))  # fmt: skip
        table = with_tasks_asked(replace(table, faults=(*table.faults, *told)), lines)
        is_new = is_restarted(marks, blocks)
        return replace(table, faults=without_repeats(table.faults)) if is_new else table
    pairs = with_description(with_count(marks, lines, pairs), loose)
    points = with_points(pairs)
    items = [] if points else with_items_apart(pairs, loose)
    several = points or items
    numbered = [pair for group in several for pair in group] or with_title_number(pairs, loose)
    table = form_table(name, numbered, loose, unit=unit, records=several or None)
    told = (
        *other_number_faults(table),
        *several_in_one(table, pairs),
        *points_faults(table, points, pairs),
        *item_faults(table, items, pairs, loose),
        *said_faults(table, told_of, groups),
        *apart_faults(table, glued_on, unglued),
        *place_fault(table, places_above),
    )
    return replace(table, faults=(*table.faults, *told))


def _end_of_one(marks: Sequence[Mark]) -> int:
    """Where a single record ends: at the heading that goes on counting the one above it (二、整改情况 … 三、下步打算)."""
    first = next((place for place, mark in enumerate(marks) if mark.is_label), len(marks))
    above = next(
        (marks[place].heading for place in range(first - 1, -1, -1) if marks[place].is_heading), None
    )
    for place in range(first, len(marks)) if above else ():
        heading = marks[place].heading if marks[place].is_heading else None
        if above and heading and heading.level == above.level and heading.ordinal == above.ordinal + 1:
            return place
    return len(marks)


def _with_problems(groups: list[list[Pair]]) -> list[list[Pair]]:
    """The problems of a plan; where none of them says what it is, the place for it stays empty and is asked about."""
    if any(_field(label) == "description" for group in groups for _row, _more, label, _text in group):
        return groups
    return [[(group[0][0], 0, PROBLEM, ""), *group] if group else group for group in groups]


@dataclass(frozen=True, slots=True)
class _Outlined:
    """The lines of a text with what each is, its problems, and what speaks for several of them and was taken out."""

    lines: list[Line]
    marks: list[Mark]
    blocks: list[Block]
    remarks: list[Remark]
    commons: list[Common]


def _outlined(whole: list[Line]) -> _Outlined:
    kept: list[int] = []
    while True:
        lines, commons = without_common(whole, kept)
        lines, remarks = without_remarks(lines, SHARED)
        marks = outline([line for _number, line in lines])
        blocks = blocks_of(marks)
        if (remarks or commons) and not blocks:  # one record has no others to speak for
            marks = outline([line for _number, line in whole])
            return _Outlined(whole, marks, blocks_of(marks), [], [])
        own = misread(commons, blocks, marks)
        if not own:
            return _Outlined(lines, marks, blocks, remarks, commons)
        kept += own


def _is_known(label: str) -> bool:
    return is_header(label) or header_field(label)[0] is not None


def _without_chapters_in_title(table: Table, loose: Sequence[Line]) -> Table:
    """The title ends at the first heading (一、总体要求): that is text of the plan; what a page has twice stands once."""
    lines = list(dict.fromkeys(table.title.split("\n"))) if table.title else []
    kept = list(takewhile(lambda line: heading_of(line) is None, lines))
    dropped, first = set(lines[len(kept) :]) - set(kept), table.first_data_row - 1
    others = [LeftOut(row + 1, text, "说明") for row, text in loose if row < first and text in dropped]
    return replace(table, title="\n".join(kept), left_out=(*others, *table.left_out))


def _field(label: str) -> str | None:
    return header_field(label)[0]

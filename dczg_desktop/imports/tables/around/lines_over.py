"""Labelled lines between the title of a table and its header (接收单位 | 河湾乡, 责任单位：县水利局): said of every row below."""

import re
from collections.abc import Iterable, Iterator, Sequence

from dczg_desktop.domain.headings import folded_header, header_field
from dczg_desktop.imports.furniture import is_furniture
from dczg_desktop.imports.reading import Column, Grid, letters
from dczg_desktop.imports.tables.records.rows import is_form_line, is_note, shown
from dczg_desktop.imports.tables.values.labelled_pieces import pieces_of

_UNSURE, _KNOWN = 0.74, 0.75
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,10}")
_LABEL_ENDS = re.compile(
    r"(?:编号|文号|日期|时间|时限|单位|部门|领导|责任人|负责人|要求|来源|批次|事由|依据|对象)$"
)
_SIGNED = re.compile(
    r"填报|填表|制表|审核|报送|统计|更新|截[至止]|联系|签[收发字]|发布|公开|发文|成文|索引|^(?:信息|文章|稿件)?来源$|^(?:单位|日期|时间)$"
)
"""Who filled the table in or put it on a page, and when: nothing that is said of its rows."""
_RECEIVER = re.compile(r"(?:接收|承接|受理|被(?:督办|交办|督察|检查|通知))(?:单位|部门)")
_OF_ALL = frozenset(
    {
        "batch", "area", "responsible_unit", "lead_unit", "supporting_unit", "supervising_unit", "accepting_unit",
        "responsible_leader", "lead_leader", "responsible_person", "category", "source", "deadline",
    }
)  # fmt: skip
"""What may be said of all rows at once; a number is that of the paper."""

Said = tuple[int, int, str, str]
"""Row and column of a content (from 0), its label, its text."""
_Filled = Sequence[tuple[int, str]]


def with_lines_over(
    grid: Grid, columns: tuple[Column, ...], rows: Sequence[int], above: Iterable[int]
) -> tuple[Column, ...]:
    """The columns with one more for everything that labelled lines over the header say and no column does; a person is asked about fields."""
    if "description" not in {one.field for one in columns} or not rows:
        return columns
    made = list(columns)
    for row, column, label, text in [said for line in above for said in _said(grid, line)]:
        taken, headings = {one.field for one in made}, {folded_header(one.header) for one in made}
        if folded_header(label) in headings:
            continue
        field = _field_of(label)
        is_free = field in _OF_ALL and field not in taken
        place = len(grid.rows[0])
        for cells in grid.rows:
            cells.append("")
        for number in rows:
            grid.rows[number][place] = text
            grid.places[number, place] = grid.place(row, column)
        made.append(Column(letters(place), label, field if is_free else None, _UNSURE if is_free else 0.0))
    return tuple(made)


def _field_of(label: str) -> str | None:
    if _RECEIVER.fullmatch(label):
        return "responsible_unit"
    field, sure = header_field(label)
    return field if sure >= _KNOWN else None


def _said(grid: Grid, row: int) -> Iterator[Said]:
    """What a row of nothing but labels with their contents says."""
    cells = [(column, text.strip()) for column, text in enumerate(grid.rows[row]) if text.strip()]
    if not cells or is_note(cells[0][1]) or is_furniture(shown(grid.rows[row])):
        return
    found = _in_cells(cells) or _with_colons([one for one in cells if not is_form_line(one[1])])
    if not all(_field_of(label) or _LABEL_ENDS.search(label) for _column, label, _text in found):
        return
    for column, label, text in found:
        if text and not _SIGNED.search(label):
            yield row, column, label, text


def _with_colons(filled: _Filled) -> list[tuple[int, str, str]]:
    """The contents of cells that are each `label：content`, once or several times, perhaps in brackets; none where any is not."""
    found: list[tuple[int, str, str]] = []
    for column, text in filled:
        pieces = pieces_of(text[1:-1] if text[0] in "(（" and text[-1] in ")）" else text)
        if not pieces:
            return []
        found += [(column, label, content) for label, content in pieces]
    return found


def _in_cells(filled: _Filled) -> list[tuple[int, str, str]]:
    """The contents of a row of labels in cells of their own, each with its content beside it."""
    labels = [text.rstrip(":：") for _column, text in filled[::2]]
    contents = filled[1::2]
    if len(filled) % 2 or not all(map(_LABEL.fullmatch, labels)):
        return []
    if any(_field_of(text) or _LABEL_ENDS.search(text) for _column, text in contents):
        return []  # a header, or labels with nothing beside them
    return [(column, label, text) for label, (column, text) in zip(labels, contents, strict=True)]

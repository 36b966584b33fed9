"""Several lists in one text (附件1 问题清单, 附件2 信访件清单, 附件3 统计): each appendix is read by itself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dczg_desktop.domain.headings import header_field
from dczg_desktop.imports.as_written import tables_as_written
from dczg_desktop.imports.reading import LeftOut, Table
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.document import document_table

_APPENDIX = re.compile(
    r"^[【\[（(]?附\s*[件表录]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[-—－]\d{1,2})?\s*[】\]）)]?\s*(?:[：:．.、]\s*)?(?P<title>(?!\d).{0,40})$"
)
_TITLE = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)?[\u4e00-\u9fff“”（）()〔〕\d]{2,30}(?:清单|台账|一览表|明细表|登记表|汇总表|统计表?|办理情况|整改情况)(?:[（(].{1,16}[）)])?$"
)
_SECTION = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)?(.+情况)")
_FEWEST, _SURE = 2, 0.95


def document_tables(name: str, lines: list[Line], unit: str = "行", *, is_alone: bool = True) -> list[Table]:
    """The tables of a running text, one an appendix where its lists are of different kinds, or were taken for one; empty
    when there is none.
    """
    return tables_as_written(lines, lambda plain: _tables(name, plain, unit, is_alone=is_alone))


def _tables(name: str, lines: list[Line], unit: str, *, is_alone: bool) -> list[Table]:
    whole = document_table(name, lines, unit, is_alone=is_alone)
    for pattern in (_APPENDIX, _TITLE):
        parts = _parts(lines, pattern)
        if len(parts) < _FEWEST:
            continue
        read = [document_table(name, _titled(part), unit, is_alone=is_alone) for part in parts]
        tables = [one for one in read if one and one.records]
        if len(tables) >= _FEWEST and _differ(tables, whole):
            return _with_others(parts, read)
    return [whole] if whole else []


def _parts(lines: list[Line], pattern: re.Pattern[str]) -> list[list[Line]]:
    """The text up to the first line of such a kind, and from each on."""
    places = [
        place for place, (_row, line) in enumerate(lines) if pattern.match(line) and not _is_section(line)
    ]
    starts = [0, *(place for place in places if place), len(lines)]
    return [lines[start:end] for start, end in pairwise(starts)]


def _is_section(line: str) -> bool:
    """Whether a line is the heading of a section of one notice (三、处理及整改情况) or its label, and no title of a list."""
    found = _SECTION.fullmatch(line)
    return found is not None and header_field(found[1])[1] >= _SURE


def _titled(part: list[Line]) -> list[Line]:
    """A part that begins with what it is called, and not with 附件1."""
    found = _APPENDIX.match(part[0][1]) if part else None
    return [*([(part[0][0], found["title"])] if found["title"] else []), *part[1:]] if found else part


def _differ(tables: Sequence[Table], whole: Table | None) -> bool:
    """Whether parts are of different kinds, or hold more records than were found in the whole."""
    kinds = {one.kind for one in tables}
    return len(kinds) > 1 or whole is None or sum(len(one.records) for one in tables) > len(whole.records)


def _with_others(parts: Sequence[list[Line]], read: Sequence[Table | None]) -> list[Table]:
    """The tables, each with the lines of the parts before it that hold none; those behind the last one are listed with it."""
    tables: list[Table] = []
    waiting: list[LeftOut] = []
    for part, table in zip(parts, read, strict=True):
        if table is None or not table.records:
            waiting += [LeftOut(row + 1, line, "说明") for row, line in part]
            continue
        if _titled(part)[:1] != part[:1]:
            waiting.append(LeftOut(part[0][0] + 1, part[0][1], "说明"))
        tables.append(replace(table, left_out=(*waiting, *table.left_out)))
        waiting = []
    tables[-1] = replace(tables[-1], left_out=(*tables[-1].left_out, *waiting))
    return tables

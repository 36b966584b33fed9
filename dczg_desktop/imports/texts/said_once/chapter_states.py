"""What the chapters above the problems of a text say of each: where it stands, how far it is (一、已完成整改的问题（3个）), how many there are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.numbering import is_petition_number, numeral
from dczg_desktop.domain.plans import Heading, heading_of
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.around.against_state import CHAPTER
from dczg_desktop.imports.tables.around.named_state import state_field, state_in
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import field_of

_COUNT = re.compile(
    r"[（(]\s*(?:共计?|合计|计)?\s*(\d{1,3}|[一二三四五六七八九十百]{1,4})\s*[个件项条](?:问题|任务|事项|信访件)?\s*[)）]"
)
_BETWEEN = " / "
_UNIT, _UNITS = f"责任单位（{CHAPTER}）", frozenset({"responsible_unit", "lead_unit"})
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{1,14}(?:局|委|(?<![督交转查快承主])办|厅|政府|委员会|办公室|办事处|公司|中心|大队|支队)"
)
_OF_INSPECTION = re.compile(
    r"督[察查办导]|巡[察视]|交办|转办|移交|反馈|审计|信访|环境保护委员会|环委会|环委办"
)
"""Offices that found or handed on the problems below their name, and put none of them right."""
_FROM_CHAPTER = "各个问题没有写责任单位，取自所在章节的名称，请逐条核对。"


def chapter_pairs(group: Sequence[Pair], chapters: Sequence[Line], *, row: int | None = None) -> list[Pair]:
    """The chapters of a problem, the outermost first, as a content, and the state that the nearest of them says of what is below it.

    A problem with a state of its own keeps that; `row` is where the chapters are said to stand, by default in the line of the last one.
    """
    if not chapters:
        return []
    words = _BETWEEN.join(line for _row, line in chapters)
    pairs: list[Pair] = [(chapters[-1][0] if row is None else row, 0, CHAPTER, words)]
    if office := _office(group, chapters[-1][1]):
        pairs.append((chapters[-1][0], 0, _UNIT, office))
    told = next(((place, state) for place, line in reversed(chapters) if (state := state_in(line))), None)
    fields = {field_of(label) for _row, _more, label, text in group if text}
    if told is None or fields & {"status", "completion"}:
        return pairs
    is_petition = any(
        field_of(label) == "number" and is_petition_number(text) for _row, _more, label, text in group
    )
    _field, heading = state_field(frozenset({*fields, *(["findings"] if is_petition else [])}))
    return [*pairs, (told[0], 0, heading.format(CHAPTER), told[1])]


def _office(group: Sequence[Pair], chapter: str) -> str:
    """The office that the nearest chapter is called after (一、县水利局（2项）), where the problem names none itself."""
    if {field_of(label) for _row, _more, label, text in group if text} & _UNITS:
        return ""
    heading = heading_of(chapter)
    name = _COUNT.sub("", heading.text if heading else chapter).strip(" 　：:。")
    return name if _OFFICE.fullmatch(name) and not _OF_INSPECTION.search(name) else ""


def chapters_above(
    lines: Sequence[Line], headings: Sequence[Heading | None], level: int
) -> dict[int, list[str]]:
    """For every heading of a level those it stands under, the outermost first."""
    found: dict[int, list[str]] = {}
    stack: list[tuple[int, str]] = []
    for place, heading in enumerate(headings):
        if heading and heading.level == level:
            found[place] = [text for _level, text in stack]
        elif heading and heading.level < level:
            stack = [one for one in stack if one[0] < heading.level] + [(heading.level, lines[place][1])]
    return found


def chapters_of_items(
    lines: Sequence[Line], headings: Sequence[Heading | None], items: Sequence[tuple[int, int]]
) -> dict[int, list[str]]:
    """The headings above each of some items, which may be of several levels."""
    levels = {one.level for place, _end in items if (one := headings[place])}
    return {
        place: above for level in levels for place, above in chapters_above(lines, headings, level).items()
    }


def lines_above(lines: Sequence[Line], place: int, chapters: Sequence[str]) -> list[Line]:
    """The lines above a place that hold these chapters."""
    found: list[Line] = []
    for place_of in range(place - 1, -1, -1):
        if len(found) < len(chapters) and lines[place_of][1] == chapters[-1 - len(found)]:
            found.append(lines[place_of])
    return found[::-1]


def chapter_faults(table: Table) -> Iterator[Fault]:
    """Chapters that count otherwise than what was read under them."""
    under: Counter[str] = Counter()
    first: dict[str, str] = {}
    for record in table.records:
        chapters = record.extra.get(CHAPTER, "").split(_BETWEEN)
        for depth in range(1, len(chapters) + 1):
            path = _BETWEEN.join(chapters[:depth])
            under[path] += 1
            first.setdefault(path, record.cells.get("description", ""))
    named = next((one for one in table.columns if one.header == _UNIT), None)
    asked = next((one for one in table.records if named and one.fields.get("responsible_unit")), None)
    if asked:
        yield Fault(
            f"{table.sheet}!{asked.cells['responsible_unit']}",
            asked.fields["responsible_unit"],
            _FROM_CHAPTER,
        )
    for path, count in under.items():
        line = path.rpartition(_BETWEEN)[2]
        said = _COUNT.search(line)
        if said and numeral(said[1]) != count:
            yield Fault(
                f"{table.sheet}!{first[path]}", excerpt(line, 30),
                f"“{excerpt(line, 40)}”下面读出 {count} 个，请对照原文核对有没有漏读或多读。",
            )  # fmt: skip

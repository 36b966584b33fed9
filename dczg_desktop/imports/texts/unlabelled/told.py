"""Problems told in numbered paragraphs without a single label: each is named, below it stands what was or will be done; to be looked at."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.plans import Heading, heading_of
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.around.named_state import state_in
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.content.addressed import is_addressed
from dczg_desktop.imports.texts.content.closings import is_closing, is_page_end
from dczg_desktop.imports.texts.content.contents import Line, is_signature, is_signed_alone
from dczg_desktop.imports.texts.said_once.behind_list import (
    behind_fault,
    is_of_all,
    pairs_behind,
    with_pairs_behind,
)
from dczg_desktop.imports.texts.said_once.chapter_states import (
    chapter_faults,
    chapter_pairs,
    chapters_above,
    chapters_of_items,
    lines_above,
)
from dczg_desktop.imports.texts.said_once.demanded import NOTHING, demand_fault, demand_of, with_demand
from dczg_desktop.imports.texts.said_once.item_numbers import item_of, with_item_numbers
from dczg_desktop.imports.texts.said_once.tallies import next_number, stated, without_repeats
from dczg_desktop.imports.texts.unlabelled.announced import announced, calls_problems
from dczg_desktop.imports.texts.unlabelled.inline_lists import apart
from dczg_desktop.imports.texts.unlabelled.named_problems import DEMANDS, NAMED, problem_in
from dczg_desktop.imports.texts.unlabelled.promised import lines_before_measures
from dczg_desktop.imports.texts.unlabelled.prose import place_told
from dczg_desktop.imports.texts.unlabelled.told_labels import MEASURES, PROGRESS, what_is_told
from dczg_desktop.imports.texts.unlabelled.told_units import assigned_behind, assigned_pairs, ends_in_bracket

_AFTERWARDS = re.compile(
    r"^(?:会议(?:强调|要求|指出|决定)|下一?步|特此|抄送|出席|参加|主持|联系人|附件|以上)"
)
_REPORT = re.compile(r"(?:整改|办理|落实)[^。]{0,8}(?:情况|进展|成效)")
"""A title that speaks of what was done."""
_COUNTED = re.compile(r"(?:^|(?<=[。；;：:，,]))\s*([一二三四五六七八九十])是")
_NOW = re.compile(r"截[至止]|目前|当前|现已")
_SPOKEN = 7
_SENTENCE = re.compile(r"[^。]*。")
_SPEECH = re.compile(r"讲话|发言|致辞|主持词")
_OF_WORK = re.compile(r"整改|督察|反馈|问题")
_SENTENCE_SIGN = re.compile(r"[。；;，,%％）)]")
"""What a line that tells of a task has, and the heading of what follows has not."""
_FEWEST = 2
_WHOLE = "这里没有“整改情况：”“整改措施：”这样的条目，看不出做了什么，整段读作问题，"
_QUESTION = "这里没有“整改情况：”“整改措施：”这样的条目，问题和{}是按编号和句子分开的，"
_TAKEN = "句末写的单位、时限已另外取出，请对照原文核对。"
_OF_MEASURES = "措施括号里的单位、时限记为这一条措施的，请对照原文核对。"
PROBLEM = "反馈问题"


@dataclass(frozen=True, slots=True)
class _Told:
    """One problem: its line and heading, what it is, what is told of it, the headings above, how many lines stand before measures."""

    place: int
    heading: Heading
    problem: str
    rest: list[Line]
    chapters: list[str]
    before: int = 0


def told_table(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The problems of such a text; None with fewer than two that follow one another, or where nothing is told of one."""
    if any(_SPEECH.search(line) for _row, line in lines[:2]):
        return None
    headings = [heading_of(line) for _row, line in lines]
    for level in sorted({one.level for one in headings if one and one.level > 0}):
        told = _told(lines, headings, level)
        if len(told) >= _FEWEST and all(one.rest for one in told) and not all(map(_only_groups, told)):
            return _table(name, lines, told, unit)
    if listed := announced_table(name, apart(lines), unit):
        return listed
    if tasks := _tasks(lines, headings):
        return _table(name, lines, tasks, unit)
    spoken = next(filter(None, (_spoken(lines, place) for place in range(len(lines)))), [])
    if not spoken:
        return None
    row, line = lines[spoken[0].place]
    lead = _COUNTED.split(line)[0].strip()
    return _table(name, lines, spoken, unit, [(row, lead)] if lead else [])


def _tasks(lines: Sequence[Line], headings: Sequence[Heading | None]) -> list[_Told]:
    """The tasks of a bulletin under their own numbers (任务6：… 任务9：…), each with what is told of it; empty for any other text."""
    places = [place for place, one in enumerate(headings) if one and one.level == 0]
    counts = [one.ordinal for place in places if (one := headings[place])]
    is_paper = any(_OF_WORK.search(line) for _row, line in lines[: places[0] if places else 0])
    if len(places) < _FEWEST or counts != sorted(set(counts)) or not is_paper:
        return []
    told = [_one(lines, headings, place, end, []) for place, end in pairwise([*places, len(lines)])]
    are_told = all(one.rest and one.problem and _SENTENCE_SIGN.search(one.rest[-1][1]) for one in told)
    return told if are_told else []


def _only_groups(one: _Told) -> bool:
    """Whether a heading below a chapter of problems (一、存在问题) has nothing but counted lines below it: they are the problems."""
    below = [heading_of(line) for _row, line in one.rest]
    are_counted = all(item and item.level > one.heading.level for item in below)
    return bool(one.chapters) and calls_problems(one.chapters[-1]) and are_counted


def announced_table(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The problems that a line above them calls so; None where there are none."""
    headings = [heading_of(line) for _row, line in lines]
    listed = announced(lines, headings)
    chapters = chapters_of_items(lines, headings, listed)
    told = [_one(lines, headings, *one, chapters[one[0]]) for one in listed]
    return _table(name, lines, told, unit, is_list=True) if told else None


def _spoken(lines: Sequence[Line], place: int) -> list[_Told]:
    """The problems that one paragraph counts (一是…问题，已…。二是…问题，…); empty where it counts something else."""
    row, line = lines[place]
    pieces = _COUNTED.split(line)
    found: list[_Told] = []
    for number, text in zip(pieces[1::2], pieces[2::2], strict=True):
        named = NAMED.match(text)
        rest = text[named.end() :].strip() if named else ""
        if named is None or not rest or DEMANDS.match(text) or numeral(number) != len(found) + 1:
            return []
        heading = Heading(_SPOKEN, number, text)
        found.append(_Told(place, heading, text[: named.end()].rstrip("：:；;，,"), [(row, rest)], []))
    return found if len(found) >= _FEWEST else []


def _told(lines: Sequence[Line], headings: Sequence[Heading | None], level: int) -> list[_Told]:
    """The longest run of headings of one level that name a problem each, counted on; empty where another heading stands between."""
    places = [place for place, one in enumerate(headings) if one and one.level == level]
    sure = [place for place in places if problem_in(lines, headings, place)]
    named = places[places.index(sure[0]) : places.index(sure[-1]) + 1] if sure else []
    if 2 * len(sure) < len(named) or any(
        DEMANDS.match(one.text) for place in named if (one := headings[place]) and place not in sure
    ):
        return []
    counts = [one.ordinal for place in named if (one := headings[place])]
    if any(after not in {1, before + 1} for before, after in pairwise(counts)):
        return []
    outer = {place for place, one in enumerate(headings) if one and one.level < level}
    behind = {place for place in places if _follows(headings, named[-1], place)} if named else set()
    stops = sorted({*outer, *named, *behind, len(lines)})
    ends = [stops[bisect_right(stops, place)] for place in named]
    chapters = chapters_above(lines, headings, level)
    return [
        _one(lines, headings, place, end, chapters[place]) for place, end in zip(named, ends, strict=True)
    ]


def _follows(headings: Sequence[Heading | None], last: int, place: int) -> bool:
    """Whether a heading behind the last problem goes on counting from it (四、存在的困难)."""
    own, other = headings[last], headings[place]
    return bool(
        place > last and own and other and other.level == own.level and other.ordinal == own.ordinal + 1
    )


def _one(
    lines: Sequence[Line],
    headings: Sequence[Heading | None],
    place: int,
    end: int,
    chapters: list[str],
) -> _Told:
    heading = headings[place]
    if heading is None:
        raise ValueError(place)
    first = _SENTENCE.match(heading.text)
    said = problem_in(lines, headings, place) or (
        (first[0], heading.text[first.end() :].strip()) if first else (heading.text, "")
    )
    rest = [(lines[place][0], said[1])] if said[1] else []
    is_last = not any(one and one.level == heading.level for one in headings[end:])
    is_list = bool(place and (one := headings[place - 1]) and one.level == heading.level)
    above = [one.text for one in headings[:place] if one and one.level == heading.level]
    is_inline = place > 0 and lines[place - 1][0] == lines[place][0]  # …存在以下问题：一是…；二是…。
    for number in range(place + 1, place + 1 if is_inline else end):
        line = lines[number][1]
        is_over = is_closing(line) or is_signature(lines[number : number + 3])
        is_said_of_all = (
            is_addressed(line) or is_signed_alone(lines, number) or is_of_all(line, above, is_list=is_list)
        )
        is_over = is_over or ((is_last or _restarts(headings, number)) and is_said_of_all)
        is_over = is_over or (is_last and end == len(lines) and is_page_end(lines, number))
        if is_over or (rest and _AFTERWARDS.match(line)):
            break
        rest.append(lines[number])
    return _Told(place, heading, said[0], rest, chapters, lines_before_measures(rest, heading.level))


def _restarts(headings: Sequence[Heading | None], place: int) -> bool:
    """Whether the line below counts anew: what a line without a number calls so (整改要求： / （一）…) is no part of the problem above."""
    below = headings[place + 1] if place + 1 < len(headings) else None
    return headings[place] is None and below is not None and below.ordinal == 1


def _table(
    name: str,
    lines: Sequence[Line],
    told: Sequence[_Told],
    unit: str,
    lead: Sequence[Line] = (),
    *,
    is_list: bool = False,
) -> Table:
    is_report = not is_list and any(_REPORT.search(line) for _row, line in lines[: told[0].place])
    labels = [_label(one, is_report=is_report, is_list=is_list) if one.rest else "" for one in told]
    assigned = [
        None if one.before else assigned_behind(one.problem, one.heading.text, one.rest) for one in told
    ]
    records = [
        [
            *_pairs(lines, one, label),
            *assigned_pairs(tail, one.rest[-1][0] if one.rest else lines[one.place][0]),
        ]
        for one, label, tail in zip(told, labels, assigned, strict=True)
    ]
    demand = demand_of(lines, told[0].place, told[-1].place) if is_list else NOTHING
    end = told[-1].place + 1 + len(told[-1].rest)
    behind = pairs_behind(lines[end:]) if is_list else []
    records = [with_demand(with_pairs_behind(group, behind), demand) for group in records]
    records = with_item_numbers(records, (PROBLEM,))
    taken = {lines[one.place] for one in told} | {line for one in told for line in one.rest}
    rows = {pair[0] for pair in behind}
    above = {line for one in told for line in one.chapters}
    loose = [*lead, *(line for line in lines if not (line in taken or line[0] in rows or line[1] in above))]
    loose.sort(key=lambda one: one[0])
    pairs = [pair for group in records for pair in group]
    table = form_table(name, pairs, loose, unit=unit, records=records)
    asked = []
    for one, record, label, tail in zip(told, table.records, labels, assigned, strict=True):
        place = place_told(record, label) if label else record.cells.get("description", "")
        taken_out = _OF_MEASURES if one.before else _TAKEN if tail else demand.words
        message = (_QUESTION.format(label) if label else _WHOLE) + taken_out
        asked.append(Fault(f"{table.sheet}!{place}", "", message))
    asked += [
        *chapter_faults(table),
        *demand_fault(table, demand),
        *behind_fault(table, behind),
        *stated(table, lines[: told[0].place], unit),
        *_next(table, lines, told[-1], unit),
    ]
    numbers = [one.heading.number for one in told]
    kept = table.faults if len(set(numbers)) == len(numbers) else without_repeats(table.faults)
    return replace(table, faults=(*kept, *asked))


def _next(table: Table, lines: Sequence[Line], last: _Told, unit: str) -> Iterator[Fault]:
    """The question about the line that goes on counting behind the last problem."""
    headings = [heading_of(line) for _row, line in lines]
    if last.heading.level < _SPOKEN:
        places = (place for place in range(last.place, len(lines)) if _follows(headings, last.place, place))
        place = next(places, None)
        if place is not None and (heading := headings[place]):
            yield from next_number(table, lines[place], heading.text, last.heading.ordinal, unit)


def _label(one: _Told, *, is_report: bool, is_list: bool) -> str:
    """What is told of a problem: what was done, what will be; empty where it is more of the problem."""
    if one.before:
        return MEASURES
    text = "\n".join(line for _row, line in one.rest)
    if item_of(one.problem) and any(map(state_in, one.chapters)):
        return PROGRESS  # 二、正在推进的任务 / 1.第5项任务（河道水质不达标）。…
    if ends_in_bracket(one.problem) and _NOW.match(text):
        return PROGRESS  # 一、“…”问题（整改时限：…）。截至7月31日，…尚未进场施工。
    said = what_is_told(text, is_report=is_report, is_list=is_list)
    return said or (PROGRESS if one.heading.level == 0 else "")  # 任务6：…。目前已完成80%。


def _pairs(lines: Sequence[Line], one: _Told, label: str) -> list[Pair]:
    row = lines[one.place][0]
    first, last = (one.rest[one.before][0], one.rest[-1][0]) if one.rest else (row, row)
    text = "\n".join(line for _row, line in one.rest[one.before :])
    pairs: list[Pair] = [(row, 0, "序号", one.heading.number)]
    if label:
        problem = "\n".join([one.problem, *(line for _row, line in one.rest[: one.before])])
        more = one.rest[one.before - 1][0] - row if one.before else 0
        pairs += [(row, more, PROBLEM, problem), (first, last - first, label, text)]
    else:
        below = [line for number, line in one.rest if number > row]
        pairs.append((row, last - row, PROBLEM, "\n".join([one.heading.text, *below])))
    return [*pairs, *chapter_pairs(pairs, lines_above(lines, one.place, one.chapters), row=row)]

"""Day-by-day records of patrols (3月5日，检查XX厂，发现…，要求…前整改): every finding is a problem, to be looked at word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.reading import LeftOut, Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.content.closings import is_closing
from dczg_desktop.imports.texts.content.contents import Line, is_signature
from dczg_desktop.imports.texts.unlabelled.announced import announced
from dczg_desktop.imports.texts.unlabelled.demand_words import demanded_in
from dczg_desktop.imports.texts.unlabelled.inline_lists import apart
from dczg_desktop.imports.texts.unlabelled.unit_entries import in_paragraphs

_DAY = re.compile(
    r"^(?:\d{1,3}[.、．)）]\s*|[（(]\d{1,3}[)）]\s*)?(?P<day>(?:20\d\d\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日(?:[至—-]\d{1,2}日)?|20\d\d[./-]\d{1,2}[./-]\d{1,2})(?!\s*(?:[之以]?前|起|至|到|以来|后))"
    r"(?P<more>(?:\s*(?:[上下中]午|晚上?|夜间|凌晨|[（(]?(?:星期|周)[一二三四五六日天][)）]?|\d{1,2}[:：时]\d{0,2}分?|晴|阴|小雨|中雨|大雨|多云))*)\s*[，,：:。、]?\s*(?P<text>.*)$",
    re.DOTALL,
)
_CHECKED = re.compile(r"检查|巡查|抽查|暗访|走访|督查|督导|查看|核查|夜查|排查|巡河|巡护")
_FOUND = re.compile(
    r"(?:现场|检查|巡查|执法人员)?(?<!未)(?<!没有)发现(?!问题[0-9一二三四五六七八九十\d]*[个项]?[，,]?(?:已|均))|(?<!不)存在(?!的问题(?:已|均))"
)
_NOTHING = re.compile(r"(?:未|没有|暂未)(?:发现|见)|(?:设施|运行|情况)?(?:均|基本)?正常[，,。]?$")
_OBJECT = re.compile(
    r"(?:检查|巡查|抽查|暗访|走访|督查|督导|查看|核查|夜查|排查|对|到|赴|在|前往)了?(?P<object>[^，,。；;：:、检巡抽暗走督核排赴]{2,30}?)(?:时|进行|开展|现场)*(?:检查|巡查|抽查|督查|核查)?(?:时|中)?[，,：:。；;]?\s*$"
)
_LISTED = re.compile(r"^(?:以下|下列|了|主要|\d{1,2}[个项处])*(?:环境|突出)?(?:问题|隐患)?(?:如下)?[：:]?\s*")
_SIGNED = re.compile(r"^(?:巡查|检查|记录|填表|值班|带队|参加)(?:人员?|领导|单位)?\s*[：:]")
_AROUND = " \n　，,。；;"
_FEWEST, _MOST_ALONE = 2, 4
_PAPER, _HEAD, _LONGEST_TITLE = re.compile(r"通报|简报|快报|专报|曝光"), 4, 40
_WORDS = (
    "这一条是从逐日的巡查记录里读出的：日期、被检查的单位、发现的问题、要求和时限按句子分开，请逐项核对。"
)
_NO_OBJECT = "没有看出检查的是哪里，责任单位请补填。"
_NO_DAY = "没有写整改到什么时候，或写着几个时间，整改时限请补填。"
_LEFT_NOTHING, _LEFT = "写着没有发现问题", "没有写发现什么问题"
DAY, OBJECT, PROBLEM, DEMAND, DEADLINE = "检查日期", "被检查单位", "反馈问题", "整改要求", "整改时限"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One day's lines: where they begin, the day as written, the text behind it with the lines that follow."""

    row: int
    last: int
    day: str
    text: str


def patrol_table(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The findings of such a record, with questions; None with fewer than two days unless the only one demands something by a day, or where
    hardly any tells of a check.
    """
    entries = list(_entries(lines))
    checked = [one for one in entries if _CHECKED.search(one.text)]
    told = [(one, found) for one in checked if (found := _findings(one))]
    is_alone = (
        len(entries) == 1
        and len(lines) <= _MOST_ALONE
        and bool(told)
        and bool(demanded_in(entries[0].text).when)
    )
    if not (is_alone or len(entries) >= _FEWEST) or 2 * len(checked) < len(entries) or not told:
        return None
    if len(told) == 1 and _is_list(lines):
        return None
    groups = [group for _one, found in told for group in found]
    taken = {row for one, _found in told for row in range(one.row, one.last + 1)}
    days = {one.row: one for one in entries}
    loose = [line for line in lines if line[0] not in taken and line[0] not in _covered(entries)]
    pairs = [pair for group in groups for pair in group]
    table = form_table(name, pairs, loose, unit=unit, records=groups)
    left = [
        LeftOut(row + 1, f"{one.day}　{one.text}", _LEFT_NOTHING if _NOTHING.search(one.text) else _LEFT)
        for row, one in days.items()
        if row not in taken
    ]
    asked = [_asked(table, number) for number in range(len(table.records))]
    return replace(
        table,
        left_out=tuple(sorted([*table.left_out, *left], key=lambda one: one.row)),
        faults=(*table.faults, *asked),
    )


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether a circular or bulletin that tells of one check lists problems below words that call them so, or by units: they are told there."""
    if not any(_PAPER.search(line) and len(line) <= _LONGEST_TITLE for _row, line in lines[:_HEAD]):
        return False
    parts = apart(lines)
    listed = announced(parts, [heading_of(line) for _row, line in parts])
    return bool(listed) or any(True for _entry in in_paragraphs(lines))


def days_of_log(lines: Sequence[Line]) -> int:
    """How many lines tell of a day, for whoever has to say what a paper is."""
    days = (_DAY.match(line) for _row, line in lines)
    return sum(bool(found and found["text"]) for found in days)


def _covered(entries: Sequence[_Entry]) -> set[int]:
    return {row for one in entries for row in range(one.row, one.last + 1)}


def _entries(lines: Sequence[Line]) -> Iterator[_Entry]:
    """The days in order; what stands before the first, and the words behind the last, belong to none."""
    places = [
        place for place, (_row, line) in enumerate(lines) if _DAY.match(line) and not _is_end(lines, place)
    ]
    for place, end in pairwise([*places, len(lines)]):
        over = next((one for one in range(place + 1, end) if _is_end(lines, one)), end)
        whole = "\n".join(line for _row, line in lines[place:over])
        found = _DAY.match(whole)
        if found and found["text"]:
            yield _Entry(lines[place][0], lines[over - 1][0], "".join(found["day"].split()), found["text"])


def _is_end(lines: Sequence[Line], place: int) -> bool:
    """Whether the words to others or the signature begin here; a day alone on its line is that of a signature where no check follows."""
    line = lines[place][1]
    if is_closing(line) or _SIGNED.match(line):
        return True
    below = lines[place + 1 : place + 4]
    return is_signature(lines[place : place + 3]) and not any(_CHECKED.search(text) for _row, text in below)


def _findings(entry: _Entry) -> list[list[Pair]]:
    """The records of a day: one, or one for each of the findings that are counted; none where nothing was found."""
    found = _FOUND.search(entry.text)
    if found is None:
        return []
    demand = demanded_in(entry.text)
    if demand.start <= found.end():
        return []
    head = entry.text[: found.start()].rstrip()
    named = _OBJECT.search(head)
    what = entry.text[found.end() : demand.start]
    counted = split_measures(_LISTED.sub("", what, count=1))
    several = len(counted) >= _FEWEST
    texts = (
        [one.text if (one := heading_of(text)) else text for text in counted]
        if several
        else [entry.text[: demand.start]]
    )
    return [
        _pairs(entry, named["object"] if named else "", text, demand.words, demand.when) for text in texts
    ]


def _pairs(entry: _Entry, place: str, text: str, demand: str, when: str) -> list[Pair]:
    more = entry.last - entry.row
    said = [
        (DAY, entry.day),
        (OBJECT, place),
        (PROBLEM, text.strip(_AROUND)),
        (DEMAND, demand),
        (DEADLINE, when),
    ]
    return [(entry.row, more, label, words) for label, words in said if words or label == PROBLEM]


def _asked(table: Table, number: int) -> Fault:
    record = table.records[number]
    known = record.fields
    more = ("" if known.get("responsible_unit") else _NO_OBJECT) + ("" if known.get("deadline") else _NO_DAY)
    return Fault(f"{table.sheet}!{record.cells.get('description', '')}", "", _WORDS + more)

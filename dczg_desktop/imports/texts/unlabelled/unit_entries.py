"""Circulars and bulletins that tell of problems by who has them (县水利局：清运滞后，仅完成40%): one an entry, to be looked at word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.reading import LeftOut, Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.content.addressed import is_addressed
from dczg_desktop.imports.texts.content.closings import is_closing
from dczg_desktop.imports.texts.content.contents import Line, is_signature, is_signed_alone
from dczg_desktop.imports.texts.unlabelled.announced import calls_problems
from dczg_desktop.imports.texts.unlabelled.demand_words import demanded_in

_UNIT = r"(?:局|委|办|镇|乡|街道|县|区|市|旗|村|社区|公司|集团|厂|矿|场|站|中心|管委会|园区|开发区|[支大中]队|合作社|学校|医院|政府|院|所|处)(?:（[^（）]{2,12}）)?"
_ENTRY = re.compile(
    rf"^(?P<unit>(?!各|有关|相关|以上|上述|其他)[\u4e00-\u9fff（）()、]{{1,28}}?{_UNIT})\s*(?:[：:]|——|—{{2}})\s*(?P<text>.*)$",
    re.DOTALL,
)
_ALONE = re.compile(rf"^(?!各|有关|相关)[\u4e00-\u9fff（）()]{{1,20}}?{_UNIT}$")
_PAPER = re.compile(r"通报|简报|快报|专报|督查|督办|督导|暗访|提醒|预警|调度|曝光|滞后|问题")
_OF_TROUBLES = re.compile(r"问题|不足|滞后|不力|未完成|落后|缓慢|短板|差距|隐患|曝光|点名|批评")
_TROUBLE = re.compile(
    r"滞后|缓慢|未(?!来|发生|发现|出现)|没有(?!发生|发现)|不[到足力严实高够规符能按及达]|仅(?!用)|超标|超期|逾期|存在|隐患|扬尘|直排|偷排|露天|反弹|返黑|缺失|损坏|破损|违规|违法|渗漏|满溢|溢流|停滞|薄弱|堆放|倾倒|闲置|推诿|不畅|停用|无组织|擅自|无(?:证|手续|环评|台账|防尘|围挡|防护)|[异臭]味|裸露|混排|黑臭|失效|弄虚作假|落后|零进度|为零|乱[堆倒放扔搭占采]|脏乱|积存|火点|焚烧"
)
_DEMAND = re.compile(
    r"^(?:要|应|须|请|负责|牵头|加[快强大]|推[进动]|做好|落实|配合|开展|组织|建立|完成(?!率?(?:仅|不)))"
)
_DONE = re.compile(
    r"(?:已|提前|全部|均)(?:全部|按期|全面)?(?:完成|整改|办结|销号)|^(?:要|应|须|请|加[快强大])"
)
_NOTHING = re.compile(
    r"^无(?!证|手续|环评|台账|防|围挡|组织)[^，。]*(?:积存|乱[堆倒放扔搭]|直排|堆放|倾倒|焚烧|[异臭]味|裸露)[^，。]*。?$|^(?:均|也|都)?(?:未|没有?)(?:发现|见)(?![^。]*(?:但|不过|却))[^。]*。?$"
)
"""That nothing was found (未发现垃圾乱堆)."""
_SECTION = re.compile(
    r"^[【〖\[]\s*([\u4e00-\u9fff]{2,16})\s*[】〗\]]\s*[:：]?$|^([^。：:；，,]{2,40})[：:]?$"
)
_TO_WHOM = re.compile(r"^(?:各|有关|相关)[^。]{0,40}[：:]$")
_CLAUSE, _GAPS = re.compile(r"[；;。]"), re.compile(r"[；;，,。]{2,}")
_NAMED_UNIT = r"(?P<unit>(?![各全该本请望希要其])[\u4e00-\u9fff]{1,10}?(?:村|社区|镇|乡|街道|[局厂]|公司|中心|项目部|工地))"
_UNIT_FIRST = re.compile(
    rf"(?:^|(?<=[，,：:])){_NAMED_UNIT}(?P<text>(?:共|还|仍|尚|也)?(?:发现|存在|有|仅|未|因).{{4,}})$"
)
_UNIT_NEXT = re.compile(rf"^{_NAMED_UNIT}(?P<text>.{{2,}})$")
_HEAD, _FEWEST = 4, 2
_WORDS = "这一条是从通报里的“{}：…”读出的：前面的读作责任单位，后面的读作问题，请逐项核对{}。"
_NO_DAY = "，没有写整改到什么时候的请补填整改时限"
_OTHER = "看不出是问题的"
UNIT, PROBLEM, DEMAND, DEADLINE, CHAPTER = "责任单位", "反馈问题", "整改要求", "整改时限", "所在章节"


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry: its first and last line, whose it is, its words, the section it stands in."""

    row: int
    last: int
    unit: str
    text: str
    section: Line | None
    is_clause: bool = False

    @property
    def is_problem(self) -> bool:
        """Whether its words tell of something that is wrong, and not of what is to be done."""
        return tells_trouble(self.text) and not _DEMAND.match(self.text)

    @property
    def is_under_troubles(self) -> bool:
        """Whether its section lists problems."""
        return self.section is not None and bool(_OF_TROUBLES.search(self.section[1]))


def unit_table(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The problems of such a paper, with questions; None where fewer than two entries, or less than half of them, tell of one."""
    if not any(_PAPER.search(line) for _row, line in lines[:_HEAD]):
        return None
    entries = list(_entries(lines))
    entries = entries if len(entries) >= _FEWEST else list(in_paragraphs(lines))
    listed = [one for one in entries if one.is_under_troubles] or entries
    begins = entries[0].row if entries else 0
    is_called = any(calls_problems(line) for row, line in lines if begins - _HEAD < row < begins)
    told = [one for one in listed if one.is_problem or (is_called and not _DONE.search(one.text))]
    if len(told) < _FEWEST or 2 * len(told) < len(listed):
        return None
    groups = [group for one in told for group in _groups(one)]
    taken = {row for one in told for row in range(one.row, one.last + 1)}
    taken |= {one.section[0] for one in told if one.section}
    others = {row: one for one in entries if one not in told for row in range(one.row, one.last + 1)}
    loose = [line for line in lines if line[0] not in taken and line[0] not in others]
    loose = sorted([*loose, *_beside(lines, told)])
    table = form_table(name, [pair for group in groups for pair in group], loose, unit=unit, records=groups)
    left = [LeftOut(row + 1, line, _OTHER) for row, line in lines if row in others]
    asked = [
        Fault(
            f"{table.sheet}!{one.cells.get('description', '')}", "",
            _WORDS.format(one.fields.get("responsible_unit", ""), "" if one.fields.get("deadline") else _NO_DAY),
        )
        for one in table.records
    ]  # fmt: skip
    return replace(
        table,
        left_out=tuple(sorted([*table.left_out, *left], key=lambda one: one.row)),
        faults=(*table.faults, *asked),
    )


def tells_trouble(text: str) -> bool:
    """Whether words tell of something that is wrong."""
    return bool(_TROUBLE.search(text)) and not _NOTHING.match(text)


def _entries(lines: Sequence[Line]) -> Iterator[_Entry]:
    """The entries in order: a unit with its words on the line, or alone above them; the words to others end the last one."""
    section: Line | None = None
    open_one: _Entry | None = None
    for place, (row, line) in enumerate(lines):
        heading = heading_of(line)
        text = heading.text if heading and heading.level > 0 else line
        found = _ENTRY.match(text)
        begun = found["unit"] if found else text if heading and _ALONE.match(text) else ""
        is_over = _is_over(lines, place)
        is_section = place > 0 and _is_section(lines, place, section, is_open=open_one is not None)
        if begun or is_over or is_section:
            if open_one and open_one.text:
                yield open_one
            open_one = _Entry(row, row, begun, found["text"] if found else "", section) if begun else None
            if is_section and not begun and not is_over:
                section = (row, line)
        elif open_one is not None:
            joined = f"{open_one.text}\n{line}".strip()
            open_one = replace(open_one, last=row, text=joined)
    if open_one and open_one.text:
        yield open_one


def in_paragraphs(lines: Sequence[Line]) -> Iterator[_Entry]:
    """The entries of paragraphs that tell in one sentence of several units, one a clause (…，东河村有两处未整改；西河村存在垃圾乱倒。)."""
    for row, line in lines:
        clauses = [one.strip() for one in _CLAUSE.split(line) if one.strip()]
        first = next((place for place, one in enumerate(clauses) if _UNIT_FIRST.search(one)), None)
        if first is None:
            continue
        found = [_UNIT_FIRST.search(clauses[first]), *map(_UNIT_NEXT.match, clauses[first + 1 :])]
        own = [one for one in takewhile(bool, found) if one]
        are_troubles = all(_TROUBLE.search(one["text"]) for one in own[1:])
        if len(own) >= _FEWEST and len({one["unit"] for one in own}) == len(own) and are_troubles:
            yield from (_Entry(row, row, one["unit"], one["text"], None, is_clause=True) for one in own)


def _beside(lines: Sequence[Line], told: Sequence[_Entry]) -> Iterator[Line]:
    """What a paragraph says beside its units."""
    of_rows = {one.row for one in told if one.is_clause}
    for row, line in lines:
        if row in of_rows:
            rest = line
            for one in told:
                rest = rest.replace(f"{one.unit}{one.text}", "", 1) if one.row == row else rest
            yield row, _GAPS.sub("……", rest).strip("；;，, ")


def _is_over(lines: Sequence[Line], place: int) -> bool:
    line = lines[place][1]
    is_end = is_closing(line) or is_addressed(line) or is_signature(lines[place : place + 3])
    return is_end or is_signed_alone(lines, place)


def _is_section(lines: Sequence[Line], place: int, before: Line | None, *, is_open: bool) -> bool:
    """Whether a line is the heading of a section: framed, numbered, or speaking of troubles right above an entry; below an entry what is
    numbered deeper than the section and speaks of no troubles is an item of it.
    """
    line = lines[place][1]
    found = _SECTION.match(line)
    if found is None or _TO_WHOM.match(line):
        return False
    if found[1]:
        return True
    is_of_troubles = bool(_OF_TROUBLES.search(line))
    if (own := heading_of(line)) is not None:
        above = heading_of(before[1]) if before else None
        return is_of_troubles or not is_open or (above is not None and own.level <= above.level)
    return is_of_troubles and place + 1 < len(lines) and bool(_ENTRY.match(lines[place + 1][1]))


def entries_of_units(lines: Sequence[Line]) -> int:
    """How many lines begin with a unit and a colon, for whoever has to say what a paper is."""
    return sum(bool(_ENTRY.match(line)) for _row, line in lines)


def _groups(entry: _Entry) -> list[list[Pair]]:
    """The records of an entry: one, or one for each of the problems that it counts."""
    counted = split_measures(entry.text)
    several = len(counted) >= _FEWEST and all(map(_TROUBLE.search, counted))
    return [_pairs(entry, text) for text in (counted if several else [entry.text])]


def _pairs(entry: _Entry, text: str) -> list[Pair]:
    demand = demanded_in(text)
    more = entry.last - entry.row
    said = [
        (UNIT, entry.unit), (PROBLEM, text[: demand.start].strip()), (DEMAND, demand.words), (DEADLINE, demand.when),
        (CHAPTER, entry.section[1] if entry.section else ""),
    ]  # fmt: skip
    return [(entry.row, more, label, words) for label, words in said if words]

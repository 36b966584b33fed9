"""Petitions told in plain sentences (关于反映…的问题（受理编号…）。经查，…属实。已责令…), one a paragraph or heading; to be looked at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.plans import Heading, heading_of
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.content.addressed import is_addressed
from dczg_desktop.imports.texts.content.closings import is_closing, is_page_end
from dczg_desktop.imports.texts.content.contents import Line, is_signature, is_signed_alone
from dczg_desktop.imports.texts.labelling.label_words import field_of
from dczg_desktop.imports.texts.said_once.batches import with_batch
from dczg_desktop.imports.texts.unlabelled.petition_openings import (
    ANSWERED,
    CITED,
    COUNTED,
    LEADING,
    NAMED,
    NUMBER,
    REFERRED,
    counted_number,
    is_named,
    is_number,
    quoted_lines,
)
from dczg_desktop.imports.texts.unlabelled.told_labels import labelled_line

_SEEN = re.compile(r"检查|巡查|核查|核实|调查|走访|排查|监测|勘[查察验]|查看|了解|经查|发现")
_DEMANDED = re.compile(r"各|要|应|须|请|必须|切实|加[强快大]|进一步|继续")
_BY_PEOPLE = re.compile(r"信访|举报|投诉|群众|市民|居民|村民|网民|来[电信访]")
_NAME = re.compile(
    r"^(?P<found>(?:案件)?基本情况|(?:调查|现场)?核[查实](?:处理|情况)*|调查(?:处理|核实)*情况)[:：]?$|^(?:处理|整改|办理|处理和整改|处理及整改)(?:情况|结果)[:：]?$"
)
"""The name of a section alone on its line."""
_CHECKED = re.compile(
    r"^接到?(?:交办|转办|举报|信访|投诉)[^。，,]{0,8}后[，,]"
    r"|^(?:[\u4e00-\u9fff]{0,12}[，,])?(?:经|接到?[^。，,]{0,12}后|现场|我[局镇乡县区办]|[\u4e00-\u9fff]{2,16}?(?:局|镇|乡|街道|大队)(?:立即|迅速|已|会同|组织|对))[^。]{0,24}?(?:查|核实|调查|了解|勘验|检查)"
    r"|^(?:调查)?核[查实](?:调查)?(?:情况|结果)?[：:]|^调查(?:核实)?(?:情况|结果)[：:]"
)
_DEALT_WITH = re.compile(
    r"^(?:处理(?:和|及|与)?(?:整改)?(?:情况|结果|意见)|整改(?:和处理)?情况|办理(?:情况|结果)|处置情况|整改措施)\s*[：:]"
    r"|^(?:目前|现|截至[^，,。]{2,16}|针对[^，,。]{2,30}|对此|[\u4e00-\u9fff]{0,14}?)[，,]?(?:现?已(?!配套|取得|办理环|于\d{4}年取得)|责令|要求|督促|依法(?:对|立案|查处)|立即(?:组织|要求)|将(?:进一步|持续|加强))"
    r"|^截至目前[，,][^，,。]{2,16}?已|^针对[^，,。]{2,30}[，,][\u4e00-\u9fff]{2,16}?(?:已?责令|已?要求|已?督促|立即)"
    r"|^[\u4e00-\u9fff]{2,16}(?:[局办县区市镇乡]|中心|政府|街道|大队)于\d{4}年\d{1,2}月\d{1,2}日[^。]{0,60}(?:清[理运淤]|整[治改]|拆除|疏通|修复|安装|关停|取缔|封堵|硬化|更换)"
    r"|^对此[，,][^。]{2,20}?(?:立即|迅速|已)|^现(?!场)[\u4e00-\u9fff、（）()]{2,24}?已|^(?:下一步|今后)|^无需整改|^\d{1,2}月\d{1,2}日[，,][^。]{0,24}(?:责令|立案|送达|下达)|^\d{1,2}月\d{1,2}日[，,][^。]{0,60}(?:对|已|完成|进行)[^。]{0,40}(?:清理|清运|整治|拆除|疏通|整改|修复|安装|关停|取缔|封堵)"
)
_LABEL = re.compile(
    r"^(?:反映|举报|投诉)(?:问题|内容|事项|情况)\s*[：:]\s*|^(?:调查核实|核查|核实|调查|处理|整改|办理|处置|处理和整改|处理及整改|整改和处理)(?:情况|结果|意见|措施)\s*[：:]\s*"
)
_SUBSTANCE = re.compile(r"不属实|部分属实|基本属实|属实")
_OF_WHOLE = re.compile(
    r"(?:(?:该|此|本)(?:信访|举报|交办|投诉|转办)*件|综上)[^。；;]{0,16}?(不属实|部分属实|基本属实|属实)"
)
_TOLD_SO = re.compile(r"(?:是否属实|属实情况)\s*[：:][^。\n]*")
_FINISHED = re.compile(r"阶段性办结|未办结|已办结|已经办结")
_SENTENCE = re.compile(r"[^。\n]+[。]?")
_NOTICE = re.compile(r"公示")
_TITLE = re.compile(r"(?:情况|通报|公[示告]|一览表|汇总表?)(?:[（(][^。]{0,30}[）)])?$")
_COMPLAINED = re.compile(r"反映|举报|投诉")
_SERIAL = re.compile(r"^(?:序号|第)\s*(\d{1,3})\s*(?:件)?\s*[：:、.．]\s*")
_PLACE = re.compile(r"^([\u4e00-\u9fff]{1,10}[省市州盟县区旗镇乡])\s*[，,：:。；;]\s*(?=\S)")
_FEWEST = 2
_HANDED_ON = "这是转办的信访件，没有写核查和处理情况；编号、区域、反映的问题是按句子分开的，请对照原文核对。"
_QUESTION = "这件信访没有“调查核实情况：”“处理情况：”这样的小标题，各项是按句子分开的{}，请对照原文核对。"
_SEVERAL_NUMBERS = "这一件写着几个受理编号，照录。各批的旧件请对照台账合并，或只留一个编号。"
_PROBLEM, _FINDINGS, _RESULT = "反映问题", "调查核实情况", "处理和整改情况"


@dataclass(frozen=True, slots=True)
class _Told:
    """One petition: its line and heading, its number, what each part of it says with its lines."""

    place: int
    heading: Heading | None
    number: str
    batch: str
    parts: dict[str, list[Line]]
    is_counted: bool = False
    is_named: bool = False
    labelled: tuple[Pair, ...] = ()

    @property
    def is_handed_on(self) -> bool:
        """Whether it only says what is complained of, under its number: it is handed on to be looked into."""
        words = "".join(text for _row, text in self.parts.get(_PROBLEM, ()))
        is_told = (self.is_counted and not self.batch) or _COMPLAINED.search(words) is not None
        return bool(self.number) and set(self.parts) == {_PROBLEM} and is_told

    @property
    def is_whole(self) -> bool:
        """Whether it says what was found, and whether it is true; one that begins with its number need only say what was found, one
        that names the complaint up to a colon that somebody went to see.
        """
        found = "".join(text for _row, text in self.parts.get(_FINDINGS, ()))
        is_told = bool(found) if self.is_counted else _SUBSTANCE.search(found) is not None
        is_seen = self.is_named and _SEEN.search(found) is not None and not _DEMANDED.match(found)
        return bool(self.parts.get(_PROBLEM)) and (is_told or is_seen)


def told_petitions(name: str, lines: Sequence[Line], unit: str, *, handed_on: bool = False) -> Table | None:
    """The petitions of such a text; None with fewer than two, or where most do not say what was found and whether it is true, unless
    all are only `handed_on` and that is asked for.
    """
    if any(_NOTICE.search(line) and not LEADING.match(line) for _row, line in lines[:2]):
        return None
    lines = [(row, _SERIAL.sub(r"\1.", line)) for row, line in lines]
    headings = [heading_of(line) for _row, line in lines]
    starts = _starts(lines, headings)
    are_numbered = any(COUNTED.match(one) or ANSWERED.match(one) for one in _texts(lines, headings, starts))
    if len(starts) < _FEWEST and not are_numbered:
        return None
    first = headings[starts[0]]
    level = first.level if first else 0
    ends = [_end(lines, headings, start, end, level) for start, end in pairwise([*starts, len(lines)])]
    told = [_one(lines, headings, start, end) for start, end in zip(starts, ends, strict=True)]
    is_whole = 2 * sum(one.is_whole for one in told) > len(told)
    if not is_whole and not (handed_on and all(one.is_handed_on for one in told)):
        return None
    taken = {place for start, end in zip(starts, ends, strict=True) for place in range(start, end)}
    loose = [line for place, line in enumerate(lines) if place not in taken]
    records = with_batch([_pairs(lines, one) for one in told], loose)
    table = form_table(name, [pair for group in records for pair in group], loose, unit=unit, records=records)
    return replace(table, faults=(*table.faults, *_asked(table, told)))


def _starts(lines: Sequence[Line], headings: Sequence[Heading | None]) -> list[int]:
    """The lines that begin a petition: numbered ones of one level where there are any, else all that begin so."""
    found = [
        place
        for place, (_row, line) in enumerate(lines)
        if _begins(one.text if (one := headings[place]) else line)
        and not _TITLE.search(line)
        and not (place and is_number(lines[place - 1][1]))
        and not (line.endswith(("如下：", "如下:")) and not ANSWERED.match(line))
    ]
    levels = [one.level for place in found if (one := headings[place])]
    level = max(set(levels), key=levels.count) if len(levels) >= _FEWEST else None
    if any(NAMED.match(text) for text in _texts(lines, headings, found)):
        found = [
            place
            for place, text in enumerate(_texts(lines, headings, range(len(lines))))
            if place in found or is_named(text)
        ]
    return [
        place
        for place in found
        if level is None or ((one := headings[place]) is not None and one.level == level)
    ]


def _begins(text: str) -> bool:
    if LEADING.match(text) or COUNTED.match(text) or CITED.search(text) or ANSWERED.match(text):
        return True
    return bool(REFERRED.match(text)) and not _CHECKED.match(text)


def _texts(lines: Sequence[Line], headings: Sequence[Heading | None], places: Sequence[int]) -> list[str]:
    """What these lines say without the number of the list."""
    return [one.text if (one := headings[place]) else lines[place][1] for place in places]


def _end(lines: Sequence[Line], headings: Sequence[Heading | None], start: int, end: int, level: int) -> int:
    """Where a petition ends: at the next one, a heading above it, or what the office says behind the list."""
    for place in range(start + 1, end):
        line, heading = lines[place][1], headings[place]
        is_over = is_closing(line) or is_addressed(line) or is_signed_alone(lines, place)
        is_over = is_over or (end == len(lines) and is_page_end(lines, place))
        if is_over or is_signature(lines[place : place + 3]) or (heading and heading.level <= level):
            return place
    return end


def _one(lines: Sequence[Line], headings: Sequence[Heading | None], start: int, end: int) -> _Told:
    heading = headings[start]
    first = heading.text if heading else lines[start][1]
    counted = COUNTED.match(first)
    rest = first[counted.end() :] if counted else LEADING.sub("", first)
    labelled = {line: pairs for line in lines[start + 1 : end] if (pairs := labelled_line(line))}
    texts = [(lines[start][0], rest), *(line for line in lines[start + 1 : end] if line not in labelled)]
    whole = "\n".join([first, *(text for _row, text in lines[start + 1 : end])])
    written = NUMBER.search(whole)
    number, batch = counted_number(counted) if counted else ("", "")
    number = number or ((written[1] or written[2]) if written else "")
    parts: dict[str, list[Line]] = {}
    part = _PROBLEM
    named = (
        None
        if counted or not any(_BY_PEOPLE.search(line) for _row, line in lines[: start + 1])
        else NAMED.match(rest)
    )
    if counted and (quoted := quoted_lines(texts)):
        parts, part, texts = {_PROBLEM: texts[:quoted]}, _FINDINGS, texts[quoted:]
    elif named:
        parts, part = {_PROBLEM: [(texts[0][0], named["problem"])]}, _FINDINGS
        texts[0] = (texts[0][0], named["rest"])
    for row, text in texts:
        if (opened := _section(text)) and rest.strip():
            part = opened
            continue
        said: dict[str, str] = {}
        for found in _SENTENCE.finditer(text):
            sentence = found[0].strip()
            part = _part(part, sentence, has_problem=bool(parts or said))
            said[part] = said.get(part, "") + _LABEL.sub("", sentence)
        for one, words in said.items():
            parts.setdefault(one, []).append((row, words))
    led = LEADING.match(first)
    is_counted = bool(counted or (led and led["word"]))
    labels = tuple(pair for pairs in labelled.values() for pair in pairs)
    return _Told(start, heading, number, batch, parts, is_counted, named is not None, labels)


def _section(text: str) -> str:
    """The part that a line opens which is only its name (（二）核实处理情况); empty for any other line."""
    heading = heading_of(text)
    found = _NAME.match(heading.text if heading else text)
    return "" if not found else _FINDINGS if found["found"] else _RESULT


def _part(part: str, sentence: str, *, has_problem: bool) -> str:
    """Which part of a petition a sentence belongs to, behind another one of `part`."""
    if part == _PROBLEM and has_problem and _CHECKED.match(sentence):
        return _FINDINGS
    if part == _FINDINGS and _DEALT_WITH.match(sentence) and not _SUBSTANCE.search(sentence):
        return _RESULT
    return part


def _substance(one: _Told) -> str:
    """What is said of its truth when it is one thing; what is said of the whole (该件部分属实) goes before what is said of its points."""
    whole = {
        found[1] for part in one.parts.values() for _row, text in part for found in _OF_WHOLE.finditer(text)
    }
    if len(whole) == 1:
        return whole.pop()
    found = "".join(text for _row, text in one.parts.get(_FINDINGS, ()))
    told = _TOLD_SO.search(found)
    words = set(_SUBSTANCE.findall(told[0] if told else found))
    return words.pop() if len(words) == 1 else ""


def _pairs(lines: Sequence[Line], one: _Told) -> list[Pair]:
    row = lines[one.place][0]
    pairs: list[Pair] = [(row, 0, "序号", one.heading.number)] if one.heading else []
    pairs += [(row, 0, "受理编号", one.number)]
    pairs += [(row, 0, "批次", one.batch)] if one.batch else []
    if one.is_handed_on:
        return [*pairs, *_handed_on(one.parts[_PROBLEM]), *one.labelled]
    pairs += [_pair(label, one.parts.get(label, [(row, "")])) for label in (_PROBLEM, _FINDINGS)]
    pairs += [(one.parts.get(_FINDINGS, [(row, "")])[-1][0], 0, "是否属实", _substance(one))]
    pairs += [_pair(_RESULT, one.parts.get(_RESULT, [(row, "")]))]
    result = one.parts.get(_RESULT, [])
    finished = set(_FINISHED.findall("".join(text for _row, text in result)))
    is_said = any(field_of(label) == "completion" for _row, _more, label, _text in one.labelled)
    pairs += [(result[-1][0], 0, "是否办结", finished.pop())] if len(finished) == 1 and not is_said else []
    return [*pairs, *one.labelled]


def _handed_on(told: Sequence[Line]) -> list[Pair]:
    """What is complained of, without the place before it."""
    row, text = told[0]
    place = _PLACE.match(text)
    own = [(row, text[place.end() :] if place else text), *told[1:]]
    return [*([(row, 0, "行政区域", place[1])] if place else []), _pair(_PROBLEM, own)]


def _pair(label: str, texts: Sequence[Line]) -> Pair:
    row = texts[0][0]
    return row, texts[-1][0] - row, label, "\n".join(text for _row, text in texts)


def _asked(table: Table, told: Sequence[_Told]) -> Iterator[Fault]:
    for record, one in zip(table.records, told, strict=True):
        if one.is_handed_on:
            yield Fault(f"{table.sheet}!{record.cells.get('description', '')}", "", _HANDED_ON)
            continue
        missing = [name for name in (_FINDINGS, _RESULT) if not one.parts.get(name)]
        missing += [] if _substance(one) else ["是否属实"]
        more = f"，{'、'.join(missing)}没有看出来" if missing else ""
        yield Fault(f"{table.sheet}!{record.cells.get('description', '')}", "", _QUESTION.format(more))
        if "、" in one.number:
            yield Fault(f"{table.sheet}!{record.cells.get('number', '')}", one.number, _SEVERAL_NUMBERS)

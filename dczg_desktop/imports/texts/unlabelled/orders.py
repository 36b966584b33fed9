"""Orders to one unit to put right the one thing that a check found (责令改正违法行为决定书 / 某某公司： / …发现你公司…。…现责令你公司…。); to be looked at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.reading import LeftOut, Table
from dczg_desktop.imports.tables.forms.upright import Pair, form_table
from dczg_desktop.imports.texts.content.contents import Line

_PAPER = re.compile(
    r"责令(?:限期)?(?:改正|整改)|改正违法行为|限期(?:改正|整改)|(?:整改|监察|督察|督查|督办|改正)[^，。]{0,6}通知|(?:交办|督办|提醒)函"
)
_ANSWER = re.compile(
    r"回复|答复|报告|汇报|复函|情况$|解除|撤销|终结|延长|延期|展期|中标|成交|回执|反馈(?:意见|情况)?(?=[（(]|$)"
)
_TO_WHOM = re.compile(r"^(?!各|有关|相关)(?P<unit>[\u4e00-\u9fff（）()·]{4,40})[:：]$")
_CALLED = re.compile(
    r"(?:发现|查明|查实|存在|实施)了?[^。：:]{0,24}(?:违法|违规|环境|环保)[^。：:]{0,8}(?:行为|问题|事实)\s*[:：]\s*(?P<told>.*)$"
)
"""The words in front of what was found (发现你公司实施了以下环境违法行为：)."""
_FOUND = re.compile(
    r"(?:(?:检查|巡查|核查|督查|调查|抽查)[^。，,]{0,4}[，,]?\s*(?:发现|查明)|经(?:查实|查明|查|调查核实|核实)[，,])[，,]?\s*(?P<told>(?:你|该|贵(?![^。，]{0,6}(?:指出|反馈|要求|交办|转来)))[^。]{4,}。)"
)
_CHECKED = re.compile(
    r"(?:检查组|执法人员|我局|大队|分局)?对(?P<object>(?![你贵该][\u4e00-\u9fff]{1,3}(?:进行|开展|现场|检查|核查|督查|调查))[^，,。；;]{4,40}?)(?:进行了?|开展了?)?(?:现场)?(?:检查|核查|督查|调查)时"
)
_DEMAND = re.compile(
    r"(?:现|我局决定|特|决定)?(?:责令|责成|要求|限令?)(?:你|贵)[^。]{6,}。"
    r"|请(?:你[^。，,]{0,4}|贵[^。，,]{0,4})?[于在][^。]{2,24}前[^。]{0,20}(?:完成|整改|改正)[^。]*。"
)
_NOT_DEMANDED = re.compile(r"拒不|可在收到|报送|报告我")
_BY = re.compile(
    r"[于在]?(?P<day>(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底)之?前|20\d\d年\d{1,2}月\d{1,2}日|\d{1,3}(?:个工作)?日内)"
)
_ASKED = re.compile(r"(?<=。)\s*(?=(?:现|请|为此|对此|根据|依据|要求|责令|责成|限你))")
_EVIDENCE = re.compile(r"^(?:以上|上述|你[^。]{0,10}上述|依据|根据|该行为)")
_MORE = re.compile(
    r"(?:另(?:外|查明|发现)?|此外|同时|还)[，,]?(?:还|又|另)?(?:发现|查明|存在)?[，,]?(?:你|贵)[^。]{0,24}(?:存在|未|不|无|有|擅自|超)"
)
"""What else was found, in a sentence of its own (另查明，你镇…)."""
_SEVERAL = re.compile(r"(?:[2-9]|\d{2}|[两二三四五六七八九十几多])[处个项条类家][^。，；]{0,12}[：:]")
_COUNTED = re.compile(r"(?:^|[：:；;。])\s*(?:一是|1[.、．]|[（(][1一][)）]|①|其一)")
_ENDS, _BROKEN = ("。", "：", ":", "；", ";", "！", "？"), 25
_AROUND = " 　，,。；;：:"
_HEAD, _LONGEST_TITLE, _SHORTEST = 12, 60, 8
_QUESTION = "这份文字没有“问题：”“整改要求：”这样的小标题，责任单位取自抬头，问题和要求是按句子分开的，请对照原文核对{}。"
_SEVERAL_DAYS = "；要求里写着几个时间，整改时限请补填"
_NO_DAY = "；没有写整改到什么时候，整改时限请补填"


def order_table(name: str, lines: Sequence[Line], unit: str) -> Table | None:
    """The one problem of such an order, with a question; None for any other text, and where several are found."""
    to = next((place for place, (_row, line) in enumerate(lines[:_HEAD]) if _TO_WHOM.match(line)), None)
    head = [line for _row, line in lines[:to] if len(line) <= _LONGEST_TITLE]
    if to is None or not any(map(_PAPER.search, head)) or any(map(_ANSWER.search, head)):
        return None
    lines = [*lines[: to + 1], *_whole(lines[to + 1 :])]
    told = _told(lines, to + 1)
    if told is None:
        return None
    pairs = [told, (lines[to][0], 0, "责任单位", lines[to][1][:-1])]
    pairs += [(row, 0, "被检查单位", found["object"]) for row, line in lines[to + 1 :] if row == told[0] and (found := _CHECKED.search(line))][:1]  # fmt: skip
    demands = [
        (row, one[0])
        for row, line in lines[to + 1 :]
        for one in _DEMAND.finditer(line)
        if not _NOT_DEMANDED.search(one[0])
    ]
    asked = _NO_DAY
    if len(demands) == 1:
        row, words = demands[0]
        pairs.append((row, 0, "整改措施", words))
        days = [one["day"] for one in _BY.finditer(words)]
        asked = "" if len(days) == 1 else _SEVERAL_DAYS if days else _NO_DAY
        pairs += [(row, 0, "整改时限", days[0])] if len(days) == 1 else []
    table = form_table(name, pairs, list(lines[:to]), unit=unit)
    left = [LeftOut(row + 1, rest, "说明") for row, rest in _others(lines[to + 1 :], pairs)]
    table = replace(table, left_out=(*table.left_out, *left))
    where = f"{table.sheet}!{table.records[0].cells.get('description', '')}"
    return replace(table, faults=(*table.faults, Fault(where, "", _QUESTION.format(asked))))


def _whole(lines: Sequence[Line]) -> list[Line]:
    """The lines with those that a copy broke off put together again."""
    found: list[Line] = []
    for row, line in lines:
        before = found[-1][1] if found else ""
        if len(before) >= _BROKEN and not before.endswith(_ENDS):
            found[-1] = (found[-1][0], before + line)
        else:
            found.append((row, line))
    return found


def _others(lines: Sequence[Line], pairs: Sequence[Pair]) -> Iterator[Line]:
    """What the lines below the addressee say beside what was read."""
    for row, line in lines:
        rest = line
        for pair in pairs:
            rest = rest.replace(pair[3], "", 1) if pair[0] == row else rest
        if rest.strip(_AROUND):
            yield row, rest.strip()


def _told(lines: Sequence[Line], start: int) -> Pair | None:
    """What was found: behind the words that call it so, on their line or below, else in the one sentence that says it."""
    called = [(place, one) for place in range(start, len(lines)) if (one := _CALLED.search(lines[place][1]))]
    if len(called) > 1:
        return None
    if called:
        place, one = called[0]
        text = one["told"].strip()
        below = lines[place + 1] if place + 1 < len(lines) else None
        if below is not None and not text and not _EVIDENCE.match(below[1]):
            place, text = place + 1, below[1]
        following = lines[place + 1][1] if place + 1 < len(lines) else ""
        is_list = (
            _COUNTED.search(text)
            or heading_of(text)
            or (heading_of(following) and not _EVIDENCE.match(following))
        )
        text = _ASKED.split(text)[0].strip()
        return None if is_list or len(text) < _SHORTEST else (lines[place][0], 0, "反馈问题", text)
    found = [(row, one["told"]) for row, line in lines[start:] for one in _FOUND.finditer(line)]
    has_more = any(_MORE.search(line.replace(found[0][1], "", 1)) for _row, line in lines[start:] if found)
    is_one = len(found) == 1 and not has_more and not _SEVERAL.search(found[0][1])
    return (found[0][0], 0, "反馈问题", found[0][1]) if is_one else None

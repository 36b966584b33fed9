"""How a petition told in plain sentences begins: its number, its place in a batch, who complained, or the complaint up to a colon."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.numbering import PETITION_NUMBER
from dczg_desktop.imports.texts.content.contents import Line

REFERRED = re.compile(
    r"^(?:\S{2,12}(?:[1一]\s*件|[：:])[。，,、]?)?(?:关于)?[^。；;：:]{0,24}?(?:反映|举报|投诉)(?!人|件|电话|热线|渠道|方式|平台|情况|办理|均)"
)
_SHORT_NUMBER = r"[DXW]\d{2,5}(?![\dA-Za-z])"
"""D008: what a report of one day leaves of a number, behind the word for it."""
NUMBER = re.compile(
    rf"(?<![A-Za-z0-9])({PETITION_NUMBER}[*＊]?)|^(?:受理|信访件?|交办件?|举报件?)?编号(?:\s*[:：])?\s*({_SHORT_NUMBER}[*＊]?)"
)
LEADING = re.compile(
    rf"^(?P<word>(?:受理|信访件?|交办件?|举报件?)?编号(?:\s*为)?(?:\s*[:：])?\s*)?(?:{PETITION_NUMBER}|(?(word){_SHORT_NUMBER}|(?!)))[*＊]?号?(?:信访件|举报件|件)?(?:\s*[：:，,。；;])?\s*"
)
CITED = re.compile(
    rf"^关于.{{4,120}}[（(](?:受理|信访件?|交办件?|举报件?|案件)*编号(?:\s*[:：])?\s*{PETITION_NUMBER}"
)
"""A heading that names the complaint and its number (关于“…扰民”的问题（受理编号：…）)."""
ANSWERED = re.compile(
    rf"^(?:您好[！!，,。]?)?您[^。]{{0,40}}?(?:反映|举报|投诉)[^。]{{4,200}}?[（(](?:受理|信访件?|举报件?)*(?:编号)?(?:\s*[:：])?\s*{PETITION_NUMBER}[*＊]?[)）]"
)
"""A letter to whoever complained that names the complaint and its number (您好！您反映“…”的问题（受理编号：D3…）收悉，现答复如下：)."""
NAMED = re.compile(
    r"^(?P<problem>(?:关于)?(?:群众|市民|居民|村民)?(?:反映|举报|投诉)?[^。；;：:]{4,120}?问题)[：:]\s*(?P<rest>\S.*)$",
    re.S,
)
"""What is complained of up to a colon, behind which the office tells what it did (关于群众反映养鸡场粪污外排问题：6月3日，…)."""
_SEVERAL, _LONGEST_QUOTED = 2, 8
_QUOTED = re.compile(r"[“\"][^“”\"]{8,}[”\"][。]?\s*")
"""What was complained of in the words of the letter: what follows is the office's."""
_BATCH = r"第(?:\d{1,3}(?:-\d{1,2})?|[一二三四五六七八九十]{1,4})批次?"
_ONE_COUNTED = rf"(?:{_BATCH.replace('第(', '第?(', 1)})?\s*第?\d{{1,6}}(?:-\d{{1,3}})?号"
COUNTED = re.compile(
    rf"^(?=(?:(?:受理|信访件?|举报件?|交办件?|案件)编号|{_BATCH}))(?:(?:受理|信访件?|举报件?|交办件?|案件)编号(?:\s*(?:为|[:：]))?)?(?:\s*(?P<batch>{_BATCH}))?\s*第?"
    rf"(?P<number>\d{{1,6}}(?:-\d{{1,3}})?(?:号(?:[、，,和及]\s*{_ONE_COUNTED})*|(?=[:：])))(?:信访|举报|交办|案件|问题|件)*(?:办理|处理|调查)*(?:情况|结果)?\s*[。：:，,]\s*(?=\S)"
)
"""A running number behind its batch, or behind the words for it (第23批1676号办理情况。, 受理编号4260：)."""


_EACH = re.compile(
    r"(?:(第?(?:\d{1,3}(?:-\d{1,2})?|[一二三四五六七八九十]{1,4})批次?)\s*)?第?(\d{1,6}(?:-\d{1,3})?号)"
)


def counted_number(found: re.Match[str]) -> tuple[str, str]:
    """The number and the batch of a petition that begins so; where it was handed on several times, all of both."""
    batch, number = found["batch"] or "", found["number"]
    others = _EACH.findall(number)
    if len(others) < _SEVERAL:
        return number, batch
    batches = dict.fromkeys(filter(None, (batch, *(one for one, _number in others))))
    return "、".join(one for _batch, one in others), "、".join(batches)


def is_named(text: str) -> bool:
    """Whether a line names a complaint so, beside those that say who complained (关于小区臭气问题：…)."""
    return text.startswith("关于") and NAMED.match(text) is not None


def is_number(line: str) -> bool:
    """Whether a line is nothing but the number of a petition: what is told of it stands below."""
    found = LEADING.match(line)
    return found is not None and found.end() == len(line)


def quoted_lines(lines: Sequence[Line]) -> int:
    """How many lines the words of the letter take that a petition begins with; 0 where it begins otherwise."""
    texts = [text for _row, text in lines[:_LONGEST_QUOTED]]
    return next((end for end in range(1, len(texts) + 1) if _QUOTED.fullmatch("".join(texts[:end]))), 0)

"""Numbers that problems have in the list they come from (（一）第3项：…): what only counts them in this paper is their 序号."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.labelling.label_words import field_of

SEQUENCE, NUMBER = "序号", "问题编号"
_OF_LIST = 0
"""The level of 第3项, 整改任务第五十五项, 二十八（三）."""
_LIST = r"(?:督察|督查|反馈|意见|任务|问题|清单|方案|交办|整改|通报|巡查)[的中]?"
_COUNT = r"第\s*([一二三四五六七八九十百零〇]{1,6}|\d{1,3})\s*[项条](?!措施)"
_SAID = re.compile(
    rf"^(?:关于|针对|对于?)?(?:第[一二三四]轮|[^，。；;：:第（）()\n]){{0,24}}{_LIST}{_COUNT}"
    rf"|^{_COUNT}(?:整改)?(?:任务|问题|事项)(?=[\u4e00-\u9fff（(“])"
    rf"|^[^\n]*[（(](?:[^（()）。；;，,第]{{0,16}}{_LIST})?{_COUNT}[)）][。；]?$"
)
"""省督察反馈意见第3项, 关于反馈第3项“…”问题, 第七项整改任务进展滞后, …问题（省督察反馈第3项）: the text keeps it."""
_CODE = re.compile(
    r"^((?:\d{1,3}|[A-Za-z]{1,6})[-—－]\d{1,5}号?)(?:号)?(?:问题|任务|事项|线索)?\s*[：:、]\s*(?=\S)"
)
"""3-01号问题：…, QS-12：…."""
_NAMED = re.compile(
    r"^(?:受理|信访件?|举报件?|投诉件?|交办|转办|案件|问题)(?:编?号|序号)\s*[：:]?\s*(?:第\s*)?([A-Za-z]{0,6}\d[\dA-Za-z-]{1,24}[*＊]?)\s*号?(?:(?:信访|举报|投诉)件?|问题)?[：:]?$"
    r"|^第?(\d{2,8})号(?:群众)?(?:来[信电])?(?:信访|举报|投诉)(?:案?件)?[：:]?$"
)
"""受理编号0312号, 第0327号举报件: nothing but the number of a petition."""
_IN_LABEL = re.compile(
    r"^([\u4e00-\u9fff]{2,10})\s*[（(]\s*(?:清单|任务|问题)?(?:[序编]号\s*[:：]?\s*(\d{1,3}|[一二三四五六七八九十百]{1,6})|(第\s*(?:\d{1,3}|[一二三四五六七八九十百]{1,6})\s*[项条]))\s*[)）]$"
)
"""整改任务（序号5）."""
_OTHERS = re.compile(r"重复|相同|一致|同一|类似|参照|参见|详见|合并")
"""What is said of another item."""
_SENTENCE = re.compile(r"[。；;]")


class Item(NamedTuple):
    """The number that a text begins with, the same as a figure, and the text without it; all of it where the list is named or it stands behind."""

    number: str
    ordinal: int
    rest: str


def item_of(text: str) -> Item | None:
    """The number in the list it comes from that a text begins with; None for none."""
    heading = heading_of(text)
    if heading is not None and heading.level == _OF_LIST:
        return Item(heading.number, heading.ordinal, heading.text)
    if code := _CODE.match(text):
        return Item(code[1], 0, text[code.end() :].strip())
    if named := _NAMED.match(text):
        return Item(named[1] or named[2], 0, "")
    found = _SAID.match(text)
    if found is None or _OTHERS.search(_SENTENCE.split(text, maxsplit=1)[0]):
        return None
    count = found[1] or found[2] or found[3]
    return Item(f"第{count}项", numeral(count) or 0, text)


def with_label_numbers(groups: Sequence[list[Pair]]) -> list[list[Pair]]:
    """The problems with the numbers in the labels of their texts (整改任务（序号5）：…), where every one has such a label and no two alike."""
    found = [_in_label(group) for group in groups]
    numbers = [number for _pair, _label, number in filter(None, found)]
    if not numbers or len(numbers) < len(groups) or len(set(numbers)) < len(numbers):
        return list(groups)
    told = []
    for group, (pair, label, number) in zip(groups, filter(None, found), strict=True):
        row, more, _label, text = pair
        told.append(
            [(row, 0, NUMBER, number), *((row, more, label, text) if one == pair else one for one in group)]
        )
    return told


def _in_label(group: Sequence[Pair]) -> tuple[Pair, str, str] | None:
    """The text whose label holds a number, the label without it, and the number; none where the problem has a number of the list."""
    if any(label == NUMBER for _row, _more, label, _text in group):
        return None
    for pair in group:
        found = _IN_LABEL.match(pair[2])
        if found and field_of(found[1]) == "description":
            return pair, found[1], found[2] or found[3]
    return None


def with_item_numbers(groups: Sequence[list[Pair]], texts: Sequence[str]) -> list[list[Pair]]:
    """The problems with the numbers that their texts, under the labels `texts`, begin with; a bare one is taken off there.

    Only where every one of them begins so, no two alike, and stands behind a number that counts it: else they are asked about.
    """
    named = [_named(group, texts) for group in groups]
    numbers = [item.ordinal or item.number for _pair, item in filter(None, named)]
    if len(numbers) < len(groups) or len(set(numbers)) < len(numbers):
        return list(groups)
    return [_numbered(group, *found) for group, found in zip(groups, named, strict=True) if found]


def _named(group: Sequence[Pair], texts: Sequence[str]) -> tuple[Pair, Item] | None:
    """The content that begins with such a number, the first label of `texts` that the group has, behind its count."""
    if not any(label == SEQUENCE and text for _row, _more, label, text in group):
        return None
    pair = next((one for name in texts for one in group if one[2] == name), None)
    item = item_of(pair[3]) if pair else None
    return (pair, item) if pair and item else None


def _numbered(group: list[Pair], pair: Pair, item: Item) -> list[Pair]:
    row, more, label, _text = pair
    kept = [(row, more, label, item.rest)] if item.rest else []
    place = group.index(pair)
    return [(row, 0, NUMBER, item.number), *group[:place], *kept, *group[place + 1 :]]

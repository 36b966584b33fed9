"""Elements of a bulletin (通报文字要素) read from what a petition says was done: 责令整改, 立案处罚, 罚款, 约谈, 问责 …"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dczg_desktop.domain.numbering import numeral

_N = r"(?P<n>(?<!\d)\d+|(?<![一二两三四五六七八九十百])[一二两三四五六七八九十百]+)"
_LOOKED_BACK = 24
_NOT = re.compile(r"(?:不予|未予?|无需|没有|暂未|尚未|免于|不再)[^，。；;\n]{0,4}$")
_TOTAL = re.compile(r"(?:共计?|合计|累计|总计|总共)[^。；;\n]{0,8}$")
_PLANNED = re.compile(r"(?:拟|建议|将|准备|正在|可处|处以上)[^，。；;\n]{0,6}$")


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its name, unit, the word that mentions it, the ways its number is written, and what is counted in doubt."""

    name: str
    unit: str
    mention: re.Pattern[str]
    numbers: tuple[re.Pattern[str], ...]
    doubtful: re.Pattern[str] | None = None


def _element(name: str, unit: str, mention: str, *numbers: str) -> Element:
    return Element(name, unit, re.compile(mention), tuple(re.compile(one) for one in numbers))


_UNITS = "(?:家|个|户|处)"
_ORDERED = "[^，。；;]{0,14}(?:改正|整改|整治|停产|停止)"
_ORDERS = Element(
    "责令整改", "家", re.compile(r"责令(?![^，。；;]{0,12}(?:书面检查|作出检查|检讨|辞职|道歉))"),
    (re.compile(rf"责令[^，。；;\d]{{0,14}}(?:改正|整改|整治|停产)[^，。；;\d]{{0,6}}?{_N}\s*{_UNITS}"),
     re.compile(rf"责令[^，。；;\d]{{0,4}}{_N}\s*{_UNITS}{_ORDERED}")),
    re.compile(rf"责令(?!{_ORDERED})[^，。；;\d]{{0,14}}?{_N}\s*{_UNITS}"),
)  # fmt: skip
"""责令11户安装净化器 is an order with a number, but whether it counts as 责令整改 is for a person to say."""
ELEMENTS: tuple[Element, ...] = (
    _ORDERS,
    _element("立案处罚", "家", "立案(?:处罚|查处|调查)|(?:行政)?处罚(?:决定|告知)|立案(?!侦)",
             rf"立案(?:处罚|查处|调查)?[^，。；;\d侦]{{0,4}}?{_N}\s*(?:{_UNITS}|件|起|宗)", rf"{_N}\s*(?:{_UNITS}|起)[^，。；;\d]{{0,8}}(?:被)?立案(?:处罚|查处)"),
    _element("立案侦查", "件", "立案侦查", rf"立案侦查[^，。；;\d]{{0,4}}?{_N}\s*(?:件|起|宗)"),
    _element("拘留", "人", "拘留", rf"(?:行政|刑事)?拘留[^，。；;\d]{{0,6}}?{_N}\s*[人名]", rf"{_N}\s*[人名](?:被)?(?:行政|刑事)?拘留"),
    _element("约谈", "人", "约谈", rf"约谈[^。；;\d]{{0,16}}?{_N}\s*[人名]", rf"{_N}\s*[人名][^，。；;\d]{{0,4}}(?:被|进行)?约谈"),
    _element("问责", "人", "问责|追责|党纪|政务处分|诫勉|警告处分|记过|批评教育|谈话提醒|通报批评",
             rf"(?:问责|追责|处理|处分)[^。；;\d]{{0,16}}?{_N}\s*[人名]",
             rf"{_N}\s*[人名][^，。；;\d]{{0,10}}(?:被|予以|给予|进行)?(?:问责|追责|处分|诫勉|批评教育|谈话提醒)"),
)  # fmt: skip
"""What is counted, besides the fines, in the order of a bulletin."""

FINES = "罚款金额"
OTHER_ORDER = "责令的是整改以外的事，算不算责令整改需人工核定"
NO_COUNT, NO_AMOUNT = "写到了，但没有写明数目", "写到了罚款，但没有读出金额"
NAMES = (*(one.name for one in ELEMENTS), FINES)
UNITS = {one.name: one.unit for one in ELEMENTS} | {FINES: "元"}

_FINE = re.compile(
    r"(?:罚款|处罚款|罚没款?|处罚金|罚金)[^，。；;\d]{0,10}?(?P<n>\d[\d,，]*(?:\.\d+)?)\s*(?:(?P<u>万|千)\s*)?余?元|"
    r"(?P<m>(?<!\d)(?<!\d[,，])\d+(?:[,，]\d+)*(?:\.\d+)?)\s*(?:(?P<v>万|千)\s*)?元(?:人民币)?的?(?:行政)?罚款"
)
_FINE_WORD = re.compile(r"罚款|罚没|罚金")
_PAID = re.compile(r"(?:缴纳|交纳|上缴|补缴|缴清)[^，。；;\d]{0,6}$")
"""Before an amount: that a fine told of before has been paid."""
_ABOUT = re.compile(r"(?:约|近|余|多)\s*$|余元|多元")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one text says of one element: a number, or why none was read."""

    name: str
    number: Decimal | None
    why: str = ""


def readings(*texts: str) -> list[Reading]:
    """Every element that the columns of one item mention, each once; an amount in 万元 comes in 元. Nothing is guessed.

    What two columns both give a number for may be one and the same: it is left to a person.
    """
    found: dict[str, list[Reading]] = {}
    for text in texts:
        for one in _of_column(text):
            found.setdefault(one.name, []).append(one)
    return [_of_item(said) for said in found.values()]


def _of_item(said: list[Reading]) -> Reading:
    doubtful = [one for one in said if one.number is None and one.why not in {NO_COUNT, NO_AMOUNT}]
    stated = [one for one in said if one.number is not None]
    if len(stated) > 1 and not doubtful:
        return Reading(said[0].name, None, "几个栏目都写了数目，可能是同一件事，需人工核定")
    return next(iter([*doubtful, *stated, *said]))


def _of_column(text: str) -> list[Reading]:
    found = [one for element in ELEMENTS if (one := _read(element, text))]
    fine = _fines(text)
    return [*found, *([fine] if fine else [])]


def _read(element: Element, text: str) -> Reading | None:
    mentions = [one for one in element.mention.finditer(text) if not _NOT.search(_before(text, one.start()))]
    if not mentions:
        return None
    if element.doubtful and any(
        not _NOT.search(_before(text, one.start())) for one in element.doubtful.finditer(text)
    ):
        return Reading(element.name, None, OTHER_ORDER)
    hits: dict[tuple[int, int], tuple[int, str]] = {}
    for pattern in element.numbers:
        for one in pattern.finditer(text):
            before, number = _before(text, one.start()), numeral(one["n"])
            if number is not None and not _NOT.search(before):
                hits[one.span("n")] = number, before
    if not hits:
        return Reading(element.name, None, NO_COUNT)
    if len(hits) > 1 and any(_TOTAL.search(before) for _, before in hits.values()):
        return Reading(element.name, None, "既有分项又有合计，需人工核定")
    return Reading(element.name, Decimal(sum(number for number, _ in hits.values())))


def _before(text: str, place: int) -> str:
    """The words right before a place, as many as any of the patterns looks back."""
    return text[max(place - _LOOKED_BACK, 0) : place]


def _fines(text: str) -> Reading | None:
    words = [one for one in _FINE_WORD.finditer(text) if not _NOT.search(_before(text, one.start()))]
    if not words:
        return None
    amounts: list[Decimal] = []
    paid: list[Decimal] = []
    totals = 0
    for one in _FINE.finditer(text):
        before = _before(text, one.start())
        if _PLANNED.search(before):
            return Reading(FINES, None, "拟处或建议处罚，尚未决定")
        if _ABOUT.search(one[0]) or _ABOUT.search(text[one.start() : one.start("n" if one["n"] else "m")]):
            return Reading(FINES, None, "金额写的是约数")
        totals += bool(_TOTAL.search(before))
        told = paid if _PAID.search(before) else amounts
        told.append(_yuan(one["n"] or one["m"], one["u"] or one["v"] or ""))
    amounts = amounts or paid
    if not amounts:
        return Reading(FINES, None, NO_AMOUNT)
    if totals and len(amounts) > 1:
        return Reading(FINES, None, "既有分项又有合计，需人工核定")
    return Reading(FINES, sum(amounts, Decimal(0)))


def _yuan(number: str, unit: str) -> Decimal:
    plain = Decimal(number.replace(",", "").replace("，", ""))
    return plain * {"万": 10000, "千": 1000}.get(unit, 1)


def words_of(number: Decimal) -> str:
    """`123,456.5` without trailing zeros."""
    text = f"{number:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def total(numbers: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    return sum(numbers, Decimal(0))

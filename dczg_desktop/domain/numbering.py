"""Numbers given by others: petition numbers, problem ordinals, batches and the faults they arrive with (docs/glossary.md)."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_DIGITS = {
    "〇": 0,
    "零": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SHORTEST_PAIR = 12
_LONGEST_NUMERAL = 40
_UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERAL = "[〇零○一二两三四五六七八九十百千]+"
"""A number in words, as a pattern."""

_PLAIN = re.compile(r"[A-Za-z0-9-]+")
_WORDS = re.compile(r"(?:[A-Za-z0-9-]|(?![第号])[一-龥])+")
"""A text in which there is nothing to be taken apart, unless it begins as a label does."""
_BATCH = re.compile(rf"第(?:\d+(?:-\d+)?|{NUMERAL})批次?")
_STAR = re.compile(r"[(\[【]\s*[*＊★☆]+\s*[)\]】]|[*＊★☆]+")
_NATIONAL = re.compile(r"(?<![A-Z0-9])([DXW])(\d?[A-Z]{2})(\d*)(?![A-Z0-9])")
_REGIONAL = re.compile(r"(?<![A-Z0-9])([DXW])(\d{13,})(?![A-Z0-9])")
_KINDS_OF_NUMBER = frozenset("DXW")
_DAILY = r"[DXW]20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3,4}(?!\d)"
"""As provinces number theirs: the day and the running number, without an area (`D20181119007`)."""
_SMALL = r"[dxw]\d?[a-z]{2}20\d{10}(?!\d)|[dxw]\d{17,24}"
"""In small letters only when it is whole: shorter ones are names of files."""
PETITION_NUMBER = rf"(?:[DXW]\d?[A-Z]{{2}}\d{{8,12}}|[DXW]\d{{17,24}}|{_DAILY}|{_SMALL})"
"""The number of a petition, for patterns of the lines it stands in."""
_WIDE = re.compile("[Ａ-Ｚａ-ｚ０-９]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WRITTEN = re.compile(rf"(?<![A-Za-z0-9]){PETITION_NUMBER}\*?")
_TWO_NATIONAL = re.compile(r"[DXW]\d?[A-Z]{2}\d{8,12}(?=[DXW]\d?[A-Z]{2}\d)")
_ORDINAL_PREFIX = re.compile(
    rf"(?:整改任务)?第({NUMERAL}|\d+)[项条号件]|序号\s*(?:[:：]\s*)?({NUMERAL}|\d+)|编号\s*(?:[:：]\s*)?(\d{{1,4}})(?!\d)|[（(](\d+)号[）)]"
)
_LEADING = re.compile(rf"\s*[（(]?({NUMERAL}|\d{{1,4}})(?:[）)]|、|[.．](?!\d))")
_REMARK = re.compile(r"[(\[【]([^()\[\]【】]{1,20})[)\]】]")
_MARKS = re.compile("^[※▲△◆◇●○■□#]+|[※▲△◆◇●○■□#]+$")
_OF_WEIGHT = re.compile(r"重点(?:关注)?件?")
_LABEL = re.compile(r"^(?:受理|问题|信访件?|交办|转办|举报)?编号[:：]?|^序号[:：]?")


class OutsideNumber(NamedTuple):
    """A cell of numbers taken apart; `raw` is the cell as it stood, `faults` are Chinese sentences.

    `number` is the number itself without batch, label and star; `starred` marks a key petition (`*`).
    """

    raw: str
    number: str
    batch: str
    starred: bool
    faults: tuple[str, ...]


def numeral(text: str) -> int | None:
    """`二十七`, `27`, `１２`, `一〇三` as an integer; None when it is no number, or longer than anybody counts."""
    text = unicodedata.normalize("NFKC", text).strip()
    if len(text) > _LONGEST_NUMERAL:
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    if not re.fullmatch(NUMERAL, text):
        return None
    if not any(unit in text for unit in _UNITS):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = current = 0
    for char in text:
        if char in _UNITS:
            total += (current or 1) * _UNITS[char]
            current = 0
        else:
            current = _DIGITS[char]
    return total + current


def ordinal(text: str) -> int | None:
    """The problem number written in words: `第三十八项`, `序号14`, `(41号)`, `整改任务第1项`, `十三、…`; None when absent.

    A number at the beginning of the text (`十三、截至2021年8月…`) counts; one in the middle only with 第…项 or 序号.
    """
    whole = numeral(text)
    if whole is not None:
        return whole
    found = _LEADING.match(text) or _ORDINAL_PREFIX.search(unicodedata.normalize("NFKC", text))
    if not found:
        return None
    return numeral(next(group for group in found.groups() if group))


@lru_cache(maxsize=16384)
def split_number(text: str) -> OutsideNumber:
    """Take a number cell apart: `第31批 D3GS202312200043*` gives number, batch and star.

    Nothing is corrected: a number with missing digits or two numbers run together come back as written, with a
    sentence in `faults`.
    """
    if _PLAIN.fullmatch(text):  # the common case
        return OutsideNumber(text, text, "", starred=False, faults=tuple(_faults(text)))
    if _WORDS.fullmatch(text) and not _LABEL.match(text):
        return OutsideNumber(text, text, "", starred=False, faults=tuple(_faults(text)))
    plain = unicodedata.normalize("NFKC", text)
    batch = _BATCH.search(plain)
    rest = plain.replace(batch[0], " ") if batch else plain
    starred = bool(_STAR.search(rest))
    rest = _STAR.sub(" ", rest).strip()
    rest = _LABEL.sub("", rest)
    number = _unframed(re.sub(r"\s+", "", rest))
    number = number or (batch[0] if batch else "")  # 第35-1批 alone is a number
    number, remarks = _without_remarks(number)
    faults = [
        f"编号里还写着“{one}”，按“{number}”登记，请核对。" for one in remarks if not _OF_WEIGHT.fullmatch(one)
    ]
    starred = starred or any(map(_OF_WEIGHT.fullmatch, remarks))
    return OutsideNumber(text, number, batch[0] if batch else "", starred, (*_faults(number), *faults))


def _unframed(number: str) -> str:
    """A number without signs around it, and without brackets that hold all of it or are no pair."""
    number = number.strip(":：、，,;；")
    while number[:1] == "(" and (number.find(")") in {-1, len(number) - 1}):
        number = number[1:].removesuffix(")").strip(":：、，,;；")
    if number.endswith(")") and "(" not in number:
        return number.rstrip(")")
    return number


def _without_remarks(number: str) -> tuple[str, list[str]]:
    """A petition number without what is said of it in brackets (重点, 重复件), 号 behind it or a mark beside it (※); any other stays as it is."""
    bare = _MARKS.sub("", _REMARK.sub("", number)).removesuffix("号")
    if not bare or bare == number or find_number(bare) != bare:
        return number, []
    return bare, [*_REMARK.findall(number), *_MARKS.findall(_REMARK.sub("", number))]


def bare_number(text: str) -> str:
    """The number of a cell without batch, label and star, for whoever asks nothing else of it."""
    return text if _PLAIN.fullmatch(text) else split_number(text).number


def are_bare(texts: Iterable[str]) -> bool:
    """Whether `bare_number` would leave all of these cells as they are."""
    return bool(_PLAIN.fullmatch("".join(texts)))


def maybe_faulty(texts: Collection[str]) -> Collection[str]:
    """Those of these cells that `number_faults` may find something in, all but a few of most columns left out."""
    joined = "".join(texts)
    if not _PLAIN.fullmatch(joined) or any(kind in joined for kind in _KINDS_OF_NUMBER):
        return texts
    return [text for text in texts if len(text) >= _SHORTEST_PAIR and text.isdigit()]


def number_faults(text: str) -> tuple[str, ...]:
    """What is wrong with the number of a cell, in sentences."""
    return tuple(_faults(text)) if _PLAIN.fullmatch(text) else split_number(text).faults


def find_number(text: str) -> str:
    """The first petition number inside running text, or an empty string."""
    found = _WRITTEN.search(text.translate(_NARROW) if _WIDE.search(text) else text)
    return text[slice(*found.span())] if found else ""


_CITED = re.compile(
    rf"(?<![A-Za-z0-9])(?:[DXW]\d?[A-Z]{{2}}\d{{7,13}}|[DXW]\d{{17,24}}|{_DAILY}|[A-Z]{{3}}20[0-4]\d{{7}}|{_SMALL})(?![A-Za-z0-9])"
    r"|[信访来电网举督环]{0,3}[受访信电督举]\s*〔20[0-4]\d〕\s*\d{3,12}(?=号)|[信访电网]20[0-4]\d{7,10}(?!\d)"
)
_YEAR = re.compile(r"[〔\[(【{]\s*(20[0-4]\d)\s*[〕\])】}]")
_REPEATS = re.compile(
    r"重复|相同|一致|同一|同为|雷同|合并|类似|前件|此前|之前|前期|先前|已在|已于|曾|并案|参见|详见|见第"
)
_CITED_BARE = re.compile(
    rf"(?:(?:受理|信访件?|举报|交办|转办|问题|案件)编?号(?:为|是)?[:：]?\s*(?:第)?|第(?:\d{{1,3}}|{NUMERAL})批次?(?:交办|转办)?(?:的)?(?:群众)?(?:信访|举报)?件?"
    rf"[，,、（(]?(?:受理)?(?:编号|序号|第)?[:：]?\s*)(\d{{1,6}}(?:-\d{{1,3}})?)(?=[*＊]?(?:号|件|信访|举报|群众|问题|重复|相同|一致|[）)，,。；;]|$))"
)


def cited_numbers(text: str) -> tuple[str, ...]:
    """The petition numbers a text cites (`与第18批D3GS202312070006号相同`), in order, each once, without 号 and `*`.

    Full numbers count wherever they stand, also damaged ones; bare ones (`第5批243号`) only in a sentence that speaks
    of a repetition. The caller leaves out the petition's own number and compares by `number_key`.
    """
    plain = _YEAR.sub(r"〔\1〕", unicodedata.normalize("NFKC", text))
    found: list[tuple[int, str]] = [(one.start(), one[0]) for one in _CITED.finditer(plain)]
    for sentence in re.finditer(r"[^。\n；;]+", plain):
        if _REPEATS.search(sentence[0]):
            found += [(sentence.start() + one.start(1), one[1]) for one in _CITED_BARE.finditer(sentence[0])]
    return tuple(dict.fromkeys(re.sub(r"\s+", "", number) for _place, number in sorted(found)))


def number_key(text: str) -> str:
    """A number for comparing with another writing of it: half-width, capitals, without batch, label, `*`, 号, brackets, zeros in front."""
    plain = unicodedata.normalize("NFKC", split_number(text).number).upper()
    plain = re.sub(r"[\s〔〕()\[\]【】*]", "", plain).removesuffix("号").removeprefix("第")
    return plain.lstrip("0") if plain.isdigit() else plain


def is_petition_number(text: str) -> bool:
    """Whether a number cell holds a petition number of the inspections (`D3JX202405240023*`, `X140000201812090003`)."""
    number = split_number(text).number
    return bool(number) and find_number(number) == number


def _faults(number: str) -> list[str]:
    if _joined(number):
        halves = _halves(number)
        shown = f"“{halves[0]}”和“{halves[1]}”" if halves else "两个编号"
        return [f"编号“{number}”像是{shown}粘连在一起，请核对原件后分成两行，或改成正确的编号。"]
    if number[:1] not in _KINDS_OF_NUMBER and "+" not in number:
        return []
    if found := _NATIONAL.fullmatch(number):
        return _national_faults(number, found[3])
    if found := _REGIONAL.fullmatch(number):
        return _regional_faults(number, found[2])
    if "+" in number and re.search(r"\d(?:\.\d+)?[Ee]\+\d{2,3}", number):
        return [f"编号“{number}”已被表格软件改成科学计数，末尾数字已丢失，请从原件重新录入为文本。"]
    return []


def _joined(number: str) -> bool:
    if len(number) < _SHORTEST_PAIR:
        return False
    return bool(_TWO_NATIONAL.search(number)) or _halves(number) is not None


def _halves(number: str) -> tuple[str, str] | None:
    """The two numbers when a run of digits is two of equal length, both beginning with the same year."""
    half = len(number) // 2
    if not number.isdigit() or len(number) % 2 or half < 6:
        return None
    first, second = number[:half], number[half:]
    return (first, second) if first[:4] == second[:4] and re.match(r"20[0-4]\d", first) else None


def _national_faults(number: str, digits: str) -> list[str]:
    """8 digits of the day it was accepted and 4 of the running number (observed in every published list)."""
    if len(digits) != 12:
        word = "缺" if len(digits) < 12 else "多"
        return [
            f"编号“{number}”应为 8 位受理日期加 4 位流水号，现{word} {abs(12 - len(digits))} 位，请核对原件。"
        ]
    if not _is_day(digits[:8]):
        return [f"编号“{number}”中的受理日期 {digits[:8]} 不存在，请核对原件。"]
    return []


def _regional_faults(number: str, digits: str) -> list[str]:
    """6 or 12 digits of the area, 8 of the day, 3 or 4 of the running number."""
    for area in (6, 12):
        if len(digits) - area - 8 in (3, 4) and _is_day(digits[area : area + 8]):
            return []
    return [f"编号“{number}”的位数或其中的日期不对（区划代码＋8 位受理日期＋流水号），请核对原件。"]


def _is_day(digits: str) -> bool:
    try:
        return 2000 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:8])).year <= 2099
    except ValueError:
        return False

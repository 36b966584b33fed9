"""Plans of rectification as they are worded: headings of problems, and measures with units and deadlines of their own."""

import re
import unicodedata
from dataclasses import dataclass

from dczg_desktop.domain.brackets import Named, joined_units, said_in
from dczg_desktop.domain.measures import COUNTED_WHOLE
from dczg_desktop.domain.numbering import numeral

_NUMERAL = r"[一二三四五六七八九十百零〇]+|\d{1,3}"
_END = r"(?:\s*[：:、.．，,]\s*|\s+(?=\S)|(?=[】\]〗])|$)"
_TASK = re.compile(
    rf"^[【\[〖]?\s*(?:[省市县区中央]{{0,4}}(?:督察)?(?:反馈|整改)?(?:意见)?(?:任务|问题|事项)(?:清单(?=\s*[（(]))?\s*(?:第\s*[（(]?(?P<a>{_NUMERAL})[）)]?(?:\s*[项个])?|[（(]?(?P<c>{_NUMERAL})[）)]?(?:号(?=\s*[：:]))?(?!\s*[项个件条号\d]))"
    rf"|第\s*(?P<b>{_NUMERAL})\s*[项个件条](?:\s*(?:整改(?:任务|问题|事项)?|任务|问题|事项))?){_END}[】\]〗]?\s*[：:]?\s*"
)
_CHAPTER = re.compile(
    r"^第\s*(?P<n>[一二三四五六七八九十]+|\d{1,2})\s*(?:部分|章|篇|大?类(?!.*[。；;]$))[\s：:、]*"
)
_DIGITS_OF_TEXT = rf"(?=(?:19|20)\d\d\s*年|\d{{1,2}}\s*月[底末前\d]|\d{{1,3}}{COUNTED_WHOLE})"
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?P<n>[一二三四五六七八九十百零〇]+)\s*、\s*",
        r"^(?:[(（]\s*(?P<n>[一二三四五六七八九十百零〇]+)\s*[)）]|(?P<c>[㈠-㈩]))\s*[、.．]?\s*",
        rf"^(?:(?P<n>\d{{1,3}})\s*[.．、](?:(?!\d|(?:com|cn|net|gov|org)\b)|{_DIGITS_OF_TEXT})|(?P<c>[⒈-⒛]))\s*",
        r"^(?:[(（]\s*(?P<n>\d{1,3})\s*[)）]|(?P<c>[⑴-⒇])|(?P<m>\d{1,2})[)）])\s*[、.．]?\s*",
        r"^(?P<c>[①-⑳])\s*[、.．]?\s*",
    )
)
_IN_TWO = re.compile(
    rf"^(?P<n>(?:第\s*(?:{_NUMERAL})\s*[项条]|{_NUMERAL})\s*[（(]\s*(?:[一二三四五六七八九十]+|\d{{1,2}})\s*[）)])\s*[、.．：:]?\s*(?=\S)"
)
"""The number of one part of a task of the list above: 二十八（三）, 第三十八项（二）."""
_QUOTING = re.compile(
    r"(?:指出|反映|反馈|提出)的?(?:第.{1,5}[项个件])?(?:的?问题)?(?:如下)?[，,：:]?\s*[“\"「]"
)
_CALLED_SO = re.compile(
    r"[“「]([^“”「」]{6,200})[”」](?:的|等|这一)?问题|[“「]([^“”「」]{6,200}问题)[”」]"
    r"|第[一二三四五六七八九十百\d]{1,5}项(?:整改|反馈)?(?:问题|任务)(?:为|是|[：:，])?[“「]([^“”「」]{6,200})[”」]"
)
_BRACKETED = re.compile(rf"[\u4e00-\u9fff]{{2,12}}\s*[（(](?:{_NUMERAL})[）)]\s*[：:、]")
_LONGEST_TASK = 18
CHAPTER = -1
"""The level of 第一部分, above all others."""
BARE = 6
"""The level of a title without a number, below all others."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a line: its level, its number as written and the text after it.

    Levels: -1 第一部分, 0 整改任务第1项 or 二十八（三）, 1 一、, 2 （一）, 3 1., 4 （1）, 5 ① (GB/T 9704-2012, 7.3.3).
    """

    level: int
    number: str
    text: str

    @property
    def ordinal(self) -> int:
        """The number as an integer; 0 when it cannot be told."""
        last = re.search(r"[（(](.+)[）)]$", self.number)  # 二十八（三）
        return (
            numeral(last[1] if last and self.number[0] not in "(（" else re.sub(r"[第项()]", "", self.number))
            or 0
        )

    def follows(self, before: "Heading | None") -> bool:
        """Whether it is the next one of its level."""
        return before is not None and self.level == before.level and self.ordinal == before.ordinal + 1


def heading_of(line: str) -> Heading | None:
    """The heading a line begins with; None when it begins with none."""
    if found := _CHAPTER.match(line):
        return Heading(CHAPTER, found["n"], line[found.end() :].strip())
    if found := _TASK.match(line) or _TASK.match(line := _without_blanks(line)):
        number = unicodedata.normalize("NFKC", found["a"] or found["c"] or found["b"])
        return Heading(0, f"第{number}项", line[found.end() :].strip())
    if found := _IN_TWO.match(line):
        return Heading(0, re.sub(r"\s+", "", found["n"]), line[found.end() :].strip())
    for level, pattern in enumerate(_LEVELS, start=1):
        if found := pattern.match(line):
            number = next(text for text in found.groups() if text)
            plain = unicodedata.normalize("NFKC", number).strip("().")
            return Heading(level, plain, _without_repeat(plain, line[found.end() :].strip()))
    return None


def is_bracketed_task(line: str) -> bool:
    """Whether a line begins with the number of a problem in brackets (问题（一）：…): its words are no label."""
    heading = heading_of(line) if _BRACKETED.match(line) else None
    return heading is not None and heading.level == 0


def _without_repeat(number: str, text: str) -> str:
    """The text after a number without the same number in words (`一、问题一：…`)."""
    found = _TASK.match(text)
    is_same = found and numeral(number) == numeral(found["a"] or found["c"] or found["b"])
    return text[found.end() :].strip() if found and is_same else text


def _without_blanks(line: str) -> str:
    """A line without the blanks that scanning puts between the characters before its colon (`整改 任务 第 1 项：`)."""
    head, sign, rest = line.partition("：")
    if not sign or len(head) > _LONGEST_TASK or not re.search(r"[ 　]", head):
        return line
    return re.sub(r"[ 　]+", "", head) + sign + rest


@dataclass(frozen=True, slots=True)
class Promise:
    """One measure: its whole text, and the units and the raw deadline it names itself, empty when it names none.

    `unit` is what stands beside the measure (`县水利局牵头，河湾乡配合`), `units` are the names with their roles.
    """

    text: str
    unit: str = ""
    deadline: str = ""
    units: tuple[Named, ...] = ()


def promise_of(text: str) -> Promise:
    """A measure with the contents of its bracket `（责任单位：…；时限：…）` or of such labels on lines of their own.

    A bracket without labels counts when it holds nothing but units and dates (`（县水利局牵头，河湾乡配合，2025年底前）`).
    The text itself is left whole. Several brackets in one measure (each step with its unit) name every unit once, and
    no deadline unless there is exactly one (docs/import-texts.md §措施自己的单位和时限).
    """
    written: list[str] = []
    units: list[Named] = []
    deadlines: list[str] = []
    for said in said_in(text):
        written += [said.written] if said.written else []
        units += said.units
        deadlines += [said.deadline] if said.deadline else []
    different = list(dict.fromkeys(deadlines))
    named = tuple(dict.fromkeys(units))
    return Promise(text, joined_units(written, named), different[0] if len(different) == 1 else "", named)


def named_problem(text: str) -> str:
    """The problem that a title or an opening sentence quotes and calls one (`“河道垃圾无人清理”问题整改完成情况公示`); else empty."""
    found = _CALLED_SO.search(text)
    return next(filter(None, found.groups())).strip() if found else ""


def quoted_problem(text: str) -> str:
    """The problem quoted after 指出 or 反映 in a report (`…第二十七项指出，“…”问题，我县…`), without the outer quotation marks.

    Marks inside the quotation are matched in pairs; an unclosed quotation gives nothing.
    """
    found = _QUOTING.search(text)
    if not found:
        return ""
    opening = text[found.end() - 1]
    closing = {"“": "”", "「": "」"}.get(opening, opening)
    depth = 1
    for position in range(found.end(), len(text)):
        if text[position] == closing:
            depth -= 1
        elif text[position] == opening:
            depth += 1
        if not depth:
            return text[found.end() : position].strip()
    return ""

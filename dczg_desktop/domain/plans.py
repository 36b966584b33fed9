"""Plans of rectification as they are worded: headings of problems, and measures with a unit and deadline of their own."""

import re
from dataclasses import dataclass

_NUMERAL = r"[一二三四五六七八九十百]+|\d{1,3}"
_TASK = re.compile(
    rf"^(?:[省市县区]{{0,4}}(?:督察)?(?:反馈|整改)?(?:意见)?(?:任务|问题|事项)第?(?P<a>{_NUMERAL})[项个]?"
    rf"|第(?P<b>{_NUMERAL})[项个件条](?:整改)?(?:任务|问题|事项)?)(?:\s*[：:、.．]\s*|\s+(?=\S))"
)
_LEVELS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^(?P<n>[一二三四五六七八九十百]+)、\s*",
        r"^[(（](?P<n>[一二三四五六七八九十百]+)[)）]\s*[、.]?\s*",
        r"^(?P<n>\d{1,3})[.．、](?!\d)\s*",
        r"^[(（](?P<n>\d{1,3})[)）]\s*",
    )
)
_BRACKET = re.compile(r"[(（]([^()（）]*(?:[(（][^()（）]*[)）][^()（）]*)*)[)）]")
_UNIT = re.compile(
    r"(?:(?:牵头|主体|整改|落实|实施)?责任|牵头|实施|落实|承办|主办)(?:单位|部门|主体)\s*[:：]\s*(?P<text>[^；;。\n]+)"
)
_DEADLINE = re.compile(r"(?:整改|完成|办理)?(?:时限|期限|完成时间|时间节点)\s*[:：]\s*(?P<text>[^；;。\n]+)")
_QUOTING = re.compile(r"(?:指出|反映|反馈|提出)(?:的?问题)?(?:如下)?[，,：:]?\s*[“\"「]")
_NEXT_LABEL = re.compile(r"[，,、\s]+(?=[\u4e00-\u9fff]{2,8}[:：])")


@dataclass(frozen=True, slots=True)
class Heading:
    """The beginning of a line: its level (0 整改任务第1项, 1 一、, 2 （一）, 3 1., 4 （1）), its number and the text after it."""

    level: int
    number: str
    text: str


def heading_of(line: str) -> Heading | None:
    """The heading a line begins with; None when it begins with none (levels: GB/T 9704-2012, 7.3.3)."""
    if found := _TASK.match(line):
        number = found["a"] or found["b"]
        return Heading(0, f"第{number}项", line[found.end() :].strip())
    for level, pattern in enumerate(_LEVELS, start=1):
        if found := pattern.match(line):
            return Heading(level, found["n"], line[found.end() :].strip())
    return None


@dataclass(frozen=True, slots=True)
class Promise:
    """One measure: its whole text, and the unit and raw deadline it names itself, empty when it names none."""

    text: str
    unit: str = ""
    deadline: str = ""


def promise_of(text: str) -> Promise:
    """A measure with the contents of its bracket `（责任单位：…；时限：…）` or of such labels on lines of their own.

    The text itself is left whole. Several brackets in one measure (each step with its unit) name every unit once, and
    no deadline unless there is exactly one (docs/import.md).
    """
    units: list[str] = []
    deadlines: list[str] = []
    for piece in _labelled_pieces(text):
        units += [found["text"].strip(" ，,、") for found in _UNIT.finditer(piece)]
        deadlines += [found["text"].strip(" ，,、") for found in _DEADLINE.finditer(piece)]
    different = list(dict.fromkeys(deadlines))
    return Promise(text, "；".join(dict.fromkeys(units)), different[0] if len(different) == 1 else "")


def _labelled_pieces(text: str) -> list[str]:
    """The contents of brackets and the sentences that begin with a label; labels parted by a comma stand apart."""
    pieces = [found[1] for found in _BRACKET.finditer(text)]
    outside = _BRACKET.sub("", text)
    pieces += [
        part for part in re.split(r"[\n。]", outside) if re.match(r"\s*[\u4e00-\u9fff]{2,8}\s*[:：]", part)
    ]
    return [_NEXT_LABEL.sub("；", piece) for piece in pieces]


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

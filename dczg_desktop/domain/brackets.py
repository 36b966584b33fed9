"""What a measure says in brackets or labels of its own: who does it in which role, and until when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dczg_desktop.domain.milestones import is_time
from dczg_desktop.domain.units import split_units
from dczg_desktop.domain.words import DutyRole

Named = tuple[DutyRole, str]
"""A unit with the role it was given."""

_ROLES: tuple[tuple[str, DutyRole], ...] = (
    (r"(?:牵头|主办)(?:责任|落实|实施)?(?:单位|部门)?", DutyRole.LEAD_UNIT),
    (r"(?:配合|协办|参与|协同)(?:责任|落实)?(?:单位|部门)?", DutyRole.SUPPORTING_UNIT),
    (r"(?:牵头)?(?:督导|督办)(?:责任|验收)?(?:单位|部门)", DutyRole.SUPERVISING_UNIT),
    (r"(?:牵头)?(?:验收|销号)(?:责任)?(?:单位|部门)", DutyRole.ACCEPTING_UNIT),
    (
        r"(?:(?:主体|整改|落实|实施|属地|具体)?责任|实施|落实|承办|整改)(?:单位|部门|主体)",
        DutyRole.RESPONSIBLE_UNIT,
    ),
)
_LONGEST_TIME = 30
_OF = r"(?:主要|[省市县区乡镇州]{1,2}[级直]?)?"
_LABELS = tuple((re.compile(rf"\s*{_OF}{pattern}\s*[:：]\s*"), role) for pattern, role in _ROLES)
_TIME_LABEL = re.compile(
    r"\s*(?:整改|完成|办理|办结|计划|拟)?(?:完成)?(?:时限|期限|时间|时间节点|时限要求)\s*[:：]\s*"
)
_ANY_LABEL = re.compile(r"\s*[\u4e00-\u9fff]{2,10}\s*[:：]")
_NEXT_LABEL = re.compile(r"(?<![，,、。；;\s])[，,、。；;\s]+(?=[\u4e00-\u9fff]{2,10}\s*[:：])")
_HOW = r"(?:按照?(?:各自)?职[责能](?:分工)?|依职责|分别|共同|具体|分头|各自)*"
_TAIL_ROLE = re.compile(rf"{_HOW}(?:牵头|主办|配合|协办|参与|负责|落实|实施|承担|办理)$")
_DOES = re.compile(
    rf"{_HOW}(?:负责|落实|实施|承担|办理)(?=$|[，,；;、])|{_HOW}(?=(?:牵头|主办|配合|协办|参与)(?:$|[，,；;、]))"
)
_BY = re.compile(r"(^|[，,；;])\s*由(?=..)")
_UNIT = re.compile(
    r"^(?!含|包括|如|即|不含|其中|见|详见|共|约|注|原|以下|以上|及|等)[\u4e00-\u9fff（）()、·]{1,40}?"
    r"(?:局|委|办|办公室|厅|政府|司|会|处|院|所|队|站|中心|公司|集团|部|乡|镇|街道|园区|开发区|新区|区|县|市|州|旗|党工委|办事处|林场|水库|单位|部门)"
    r"(?:[（(][\u4e00-\u9fff、]{1,20}[)）])?$"
)
_SHORT_UNIT = re.compile(r"[省市县区州旗党镇][委局办]|各?[乡镇市县区州旗]{1,2}|各?街道|园区")
_SHORT = 2
_DONE_BY = re.compile(r"\d.*(?:完成|完工|到位)$")
_CLAUSE_ENDS = "。；;\n（(［[【〔"
_NUMBER = re.compile(r"\s*(?:\d{1,2}\s*[.．、]|[（(].{1,3}[)）]|[①-⑳]|[一二三四五六七八九十]+(?:是|、))?\s*")


@dataclass(frozen=True, slots=True)
class Bracket:
    """The inside of a bracket and where it begins in the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one bracket or line says: units as written and by role, the raw deadline."""

    written: str = ""
    units: tuple[Named, ...] = ()
    deadline: str = ""


def brackets(text: str) -> Iterator[Bracket]:
    """The outermost brackets of a text, round, square or thick; the last one may be unclosed and ends with the text.

    One that is not closed before others begin is a stray sign and hides none of them.
    """
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for position, char in enumerate(text):
        if char in "(（[［【〔":
            opened.append(position)
        elif char in ")）]］】〕" and opened:
            start = opened.pop()
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, position))
    if opened and (not found or opened[-1] > found[-1][1]):
        found.append((opened[-1], len(text)))
    for start, end in found:
        yield Bracket(start, min(end + 1, len(text)), text[start + 1 : end])


def bracket_of(inside: str) -> Said:
    """The units and the deadline in a bracket behind a measure; nothing when it holds anything else."""
    return _by_labels(inside) if _is_labelled(inside) else _by_content(inside)


def said_in(text: str) -> Iterator[Said]:
    """What the brackets of a measure say, and its sentences that begin with a label (`责任单位：县住建局`).

    Bare names in the middle of a sentence are what it is about (督促企业（恒发水泥公司）整改): without a role or a day they
    count only where a bracket ends its clause, or begins the measure.
    """
    outside = list(text)
    for found in brackets(text):
        if _is_labelled(found.text):
            outside[found.start : found.end] = "\n" * (found.end - found.start)
            yield _by_labels(found.text)
        else:
            said = _by_content(found.text)
            if (said.deadline and said.units) or _has_role(found.text) or _is_apart(text, found):
                yield said
    for part in re.split(r"[\n。]", "".join(outside)):
        if _is_labelled(part):
            yield _by_labels(part)


def _has_role(inside: str) -> bool:
    return any(_TAIL_ROLE.search(piece.strip()) for piece in re.split(r"[，,；;、]", inside))


def _is_apart(text: str, found: Bracket) -> bool:
    """Whether a bracket ends its clause, or stands before all that the measure says."""
    rest = text[found.end : found.end + 8].lstrip(" 　")
    return not rest or rest[0] in _CLAUSE_ENDS or _NUMBER.fullmatch(text[: found.start][-8:]) is not None


def joined_units(written: list[str], units: tuple[Named, ...]) -> str:
    """The units of a measure in one line: as written, with 牵头 and 配合 when there are both."""
    lead = [name for role, name in units if role is DutyRole.LEAD_UNIT]
    support = [name for role, name in units if role is DutyRole.SUPPORTING_UNIT]
    if support:
        doing = [name for role, name in units if role is DutyRole.RESPONSIBLE_UNIT]
        parts = [
            "、".join(doing),
            f"{'、'.join(lead)}牵头" if lead else "",
            f"{'、'.join(support)}配合",
        ]
        return "，".join(filter(None, parts))
    return "；".join(dict.fromkeys(written))


def _is_labelled(text: str) -> bool:
    """Whether a text begins with a label and one of its labels names a unit or a time (`责任人：…；责任单位：…`)."""
    return _ANY_LABEL.match(text) is not None and any(map(_names, _NEXT_LABEL.split(text)))


def _names(piece: str) -> bool:
    return any(pattern.match(piece) for pattern, _role in _LABELS) or _TIME_LABEL.match(piece) is not None


def _by_labels(text: str) -> Said:
    """`责任单位：县水利局、河湾乡；时限：2025年6月底前`, the labels parted by any sign."""
    written: list[str] = []
    units: list[Named] = []
    deadline = ""
    for piece in _NEXT_LABEL.split(text):
        if found := _TIME_LABEL.match(piece):
            deadline = deadline or _trimmed(piece[found.end() :])
            continue
        for pattern, role in _LABELS:
            if (found := pattern.match(piece)) and (content := _trimmed(piece[found.end() :])):
                content, time = _without_time(content)
                deadline = deadline or time
                named = split_units(content, role)
                units += named
                if role in {DutyRole.RESPONSIBLE_UNIT, DutyRole.LEAD_UNIT}:
                    written.append(content)
                break
    return Said("；".join(dict.fromkeys(written)), tuple(units), deadline)


def _without_time(content: str) -> tuple[str, str]:
    """`县水利局，2025年6月底前完成` in two: the units, and an end that is nothing but a date."""
    for found in re.finditer(r"[，,；;\s]+", content):
        rest = content[found.end() :]
        if found.start() and len(rest) <= _LONGEST_TIME and is_time(rest):
            return content[: found.start()], rest
    return content, ""


def _by_content(inside: str) -> Said:
    """A bracket without labels: every piece must be a date or a unit, and there must be a unit; one day at most."""
    pieces = [piece.strip() for piece in re.split(r"[，,；;]", inside) if piece.strip()]
    times = [piece for piece in pieces if is_time(piece)]
    written = "，".join(piece for piece in pieces if not is_time(piece))
    written = _DOES.sub("", _BY.sub(r"\1", written))
    if not written and len(times) == 1 and _DONE_BY.search(times[0]):
        return Said("", (), times[0])  # （2023年6月完成）
    named = split_units(written)
    if not named or sum(map(_has_digit, times)) > 1 or not all(_is_unit(name) for _role, name in named):
        return Said()
    return Said(written, tuple(named), "，".join(times))


def _has_digit(time: str) -> bool:
    return any(char.isdigit() for char in time)


def _is_unit(name: str) -> bool:
    """Whether a name is that of an office: two characters are one only in the usual words (县委, 各镇)."""
    return bool(_UNIT.match(name)) and (len(name) > _SHORT or _SHORT_UNIT.fullmatch(name) is not None)


def _trimmed(text: str) -> str:
    return text.strip(" 　，,、；;。")

"""What a measure says in brackets or labels of its own: who does it in which role, and until when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dczg_desktop.domain.milestones import is_time
from dczg_desktop.domain.vocabulary import split_units
from dczg_desktop.domain.words import DutyRole

Named = tuple[DutyRole, str]
"""A unit with the role it was given."""

_ROLES: tuple[tuple[str, DutyRole], ...] = (
    (r"(?:市|县|省|区)?(?:级|直)?(?:牵头|主办)(?:责任|落实|实施)?(?:单位|部门)?", DutyRole.LEAD_UNIT),
    (r"(?:配合|协办|参与|协同)(?:责任|落实)?(?:单位|部门)?", DutyRole.SUPPORTING_UNIT),
    (r"(?:牵头)?(?:督导|督办)(?:责任|验收)?(?:单位|部门)", DutyRole.SUPERVISING_UNIT),
    (r"(?:牵头)?(?:验收|销号)(?:责任)?(?:单位|部门)", DutyRole.ACCEPTING_UNIT),
    (
        r"(?:(?:主体|整改|落实|实施|属地|具体)?责任|实施|落实|承办|整改)(?:单位|部门|主体)",
        DutyRole.RESPONSIBLE_UNIT,
    ),
)
_LABELS = tuple((re.compile(rf"\s*{pattern}\s*[:：]\s*"), role) for pattern, role in _ROLES)
_TIME_LABEL = re.compile(
    r"\s*(?:整改|完成|办理|办结|计划|拟)?(?:完成)?(?:时限|期限|时间|时间节点|时限要求)\s*[:：]\s*"
)
_NEXT_LABEL = re.compile(r"(?<![，,、。；;\s])[，,、。；;\s]+(?=[\u4e00-\u9fff]{2,10}\s*[:：])")
_TAIL_ROLE = re.compile(r"(?:牵头|主办|配合|协办|参与|负责|落实)$")
_UNIT = re.compile(
    r"^(?!含|包括|如|即|不含|其中|见|详见|共|约|注|原|以下|以上|及|等)[\u4e00-\u9fff（）()、·]{1,40}?"
    r"(?:局|委|办|厅|政府|司|会|处|院|所|队|站|中心|公司|集团|部|乡|镇|街道|园区|开发区|新区|区|县|市|州|旗|党工委|办事处|林场|水库|单位|部门)$"
)


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
    """The units and the deadline in a bracket; nothing when it holds anything else."""
    if _first_label(inside):
        return _by_labels(inside)
    return _by_content(inside)


def labelled(text: str) -> Iterator[Said]:
    """What the sentences outside brackets say that begin with a label (`责任单位：县住建局`)."""
    outside = list(text)
    for found in brackets(text):
        if _first_label(found.text):
            outside[found.start : found.end] = "\n" * (found.end - found.start)
    for part in re.split(r"[\n。]", "".join(outside)):
        if _first_label(part):
            yield _by_labels(part)


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


def _first_label(text: str) -> DutyRole | str | None:
    for pattern, role in _LABELS:
        if pattern.match(text):
            return role
    return "时限" if _TIME_LABEL.match(text) else None


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
    """`县水利局，2025年6月底前完成` in two: the units, and a last piece that is nothing but a date."""
    found = re.fullmatch(r"(.+)[，,；;](.+?)", content, re.S)
    return (found[1], found[2]) if found and is_time(found[2]) else (content, "")


def _by_content(inside: str) -> Said:
    """A bracket without labels: every piece must be a date or a unit, and there must be a unit."""
    pieces = [piece.strip() for piece in re.split(r"[，,；;]", inside) if piece.strip()]
    times = [piece for piece in pieces if is_time(piece)]
    units = [piece for piece in pieces if not is_time(piece)]
    if not units or len(times) > 1:
        return Said()
    if not all(_is_units(piece) for piece in units):
        return Said()
    written = "，".join(units)
    plain = re.sub(r"(?:负责|落实)(?=$|[，,；;、])", "", written)
    return Said(plain, tuple(split_units(plain)), times[0] if times else "")


def _is_units(piece: str) -> bool:
    """Whether a piece is a list of units, with a role after it or without."""
    bare = _TAIL_ROLE.sub("", piece)
    return all(_UNIT.match(name.strip()) for name in re.split(r"[、和及]", bare) if name.strip()) and bool(
        bare
    )


def _trimmed(text: str) -> str:
    return text.strip(" 　，,、；;。")

"""Labels in running text: `整改时限：…`, `【整改目标】…`, `三、整改措施`, a label alone on its line or broken over several."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dczg_desktop.domain.brackets import brackets
from dczg_desktop.domain.headings import folded_header, header_field
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.tables.upright import is_label
from dczg_desktop.imports.texts.petition_lines import OF_PETITION, number_alone

Labelled = tuple[str, str]
"""A label as written and its content."""

WEAK = frozenset(
    [
        "responsible_unit", "lead_unit", "supporting_unit", "supervising_unit", "accepting_unit", "lead_leader",
        "responsible_leader", "responsible_person", "deadline",
    ]
)  # fmt: skip
"""Fields that a single measure may name as well as a problem."""
OWN = frozenset({"responsible_unit", "lead_unit", "supporting_unit", "responsible_person", "deadline"})
"""What a single measure may say of itself."""
UNITS = WEAK - {"deadline"}
STRONG = frozenset({"goal", "measures", "description", "progress", "result"})
"""Fields that only a problem has."""

_MORE = frozenset(
    [
        "标题", "问题标题", "整改类型", "销号标准", "验收标准", "完成标准", "整改时间", "完成时间", "整改完成时间", "督导领导", "督导责任领导",
        "包抓领导", "问题性质", "联络员", "举一反三", "长效机制", "整改责任", "公示网址", "公示网站", "公示地点", "公示方式", "公示媒体", "公示平台",
        "公示渠道", "公示单位", "公示日期", "公示起止时间", "公示时限", "反馈方式", "反馈渠道", "受理电话", "受理方式", "受理地址", "受理邮箱", "邮箱", "通信地址",
        "邮政编码", "邮编", "整改验收情况", "验收结论", "验收意见", "销号意见", "整改结果", "整改成效", "监督方式", "联系方式", "传真", "验收时间", "验收日期",
        "反映渠道", "反映方式", "反映电话", "反馈电话", "咨询电话", "公示电话", "反馈单位", "受理机构", "受理科室", "联系部门", "邮寄地址", "反馈地址", "电话", "地址",
        "自查结论", "监督单位", "销号结论", "异议受理", "异议反映", "异议反馈", "反映途径", "公示截止日期", "公示截止时间", "公示开始时间", "公示结束时间", "意见反馈", "异议受理电话", "异议反映电话", "举报方式", "举报邮箱", "验收结果", "核查意见", "核查结论", "复核意见", "自查自验情况", "自验情况", "现场核查情况",
    ]
)  # fmt: skip
"""Labels of plans and notices beside those of tables."""
SHORT = {
    "责任": "责任单位", "牵头": "牵头单位", "配合": "配合单位", "督导": "督导单位", "验收": "验收单位", "领导": "责任领导", "任务": "整改任务",
    "责任人": "责任人员",
}  # fmt: skip
"""Words that are labels only in thick brackets (`【责任】`)."""
ATTACHED = frozenset({"附件", "附表", "附图"})
"""What is attached is nothing of any problem."""
_LOOSE = re.compile(
    r"^(?:[省市县区乡镇州]{1,2}[级直]?)?(?:市直|县直|区直)?(?:牵头|整改|主体|直接|具体|属地|督导|督办|验收|销号|配合|协办|包案|包抓|包保|分管|责任|监管)+"
    r"(?:责任)?(?:单位|部门|领导|人员|责任人|负责人|主体)(?:及(?:职务|联系人|负责人|人员))?$"
    r"|^(?:[省市县区镇]级?|原|新)(?:任务|问题|清单)?(?:序号|编号)$|^(?:受理|联系|监督)(?:单位|部门|人|科室)[及和](?:联系)?电话$"
    r"|^(?:主要|整改|具体)(?:整改|工作|做法|措施|完成|落实|进展|情况){0,3}(?:及|和|与)?(?:主要|取得)?成效$"
    r"|^(?:整改|治理|工作){1,2}(?:目标|措施|举措|任务)(?:及要求|和要求)?$|^(?:整改|完成|办结|销号){1,2}(?:时限|期限)(?:要求)?$"
)
_CALLING = re.compile(
    r"^[\u4e00-\u9fff]{0,10}(?:电话|邮箱|热线|传真)$|^公示[\u4e00-\u9fff]{0,4}(?:时间|日期|期限|期间|期|时限)$"
    r"|^[\u4e00-\u9fff]{0,4}(?:验收|销号|复核)(?:组)?(?:意见|结论|结果|情况)$"
)
_LABELLED = re.compile(r"^([^：:。；;]{2,24}?)\s*(?:(?:为|是)\s*)?(?:[：:]+|——+|－－|--)\s*(.*)$", re.S)
_IN_BRACKETS = re.compile(
    r"^[【\[〖［]\s*([^】\]〗］\s][^】\]〗］]{1,23}?)\s*(?:[：:]\s*)?[】\]〗］]\s*(?:[：:]\s*)?(.*)$", re.S
)
_SEQUENCE = re.compile(r"^(序\s*号)\s*(?:[:：]\s*)?(\d+)(?![\d)）])\s*")
_FULL_STOP = re.compile(r"^([\u4e00-\u9fff]{3,8})。\s*(.*)$", re.S)
PREFIX = re.compile(
    r"^(?:[一二三四五六七八九十百零]{1,5}\s*、|[（(]\s*(?:[一二三四五六七八九十百零]{1,5}|\d{1,3})\s*[)）](?:\s*[、.．])?|\d{1,2}\s*[.．、)）]|[①-⑳㈠-㈩⑴-⒇⒈-⒛]|[◆●■▪•·★◇○\-—])\s*"
)
_BREAK = re.compile(
    r"(?P<sign>(?<![；;。，,\s】])[；;。，,\s】]+|[：:](?=一、|（一）|1[.、])|(?<=[\u4e00-\u9fff])(?=[（(][一二三四五六七八九十]{1,2}[)）]))(?:(?:[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十\d]{1,2}[)）]|\d{1,2}[.．、])\s*)?(?=[\u4e00-\u9fff])"
)
_OPEN_LABEL = re.compile(r"([\u4e00-\u9fff（）()]{2,14}?)\s*[:：]\s*")
_BRACKET_LABEL = re.compile(r"[【〖［]\s*([\u4e00-\u9fff]{2,12})\s*(?:[：:]\s*)?[】〗］]")
_COUNTED = re.compile(
    r"^([\u4e00-\u9fff]{2,8}?)\s*([一二三四五六七八九十]{1,2}|\d{1,2})\s*[：:]\s*(.*)$", re.S
)
_DONE = re.compile(r"(?:措施|目标|任务).{0,4}(?:完成|落实|进展|整改)情况$")
_COLON = re.compile(r"\s*[:：]?\s*")
_WRAPPED = re.compile(r"^[（(](.{6,})[）)][。；;]?$", re.S)
_BROKEN = 3
_PIECE = re.compile(r"[^【〖［\[\d]{0,8}")  # 反馈问题3项 / 【整改目标】 are none
_LONGEST_BLANK = 14


def names_field(text: str) -> bool:
    """Whether a text is a label of plans and notices, with blanks between its characters or without."""
    plain = folded_header(text)
    return is_label(text) or plain in _MORE or bool(_LOOSE.match(plain) or _CALLING.match(plain))


def section_of(text: str) -> str:
    """The label of a numbered section nobody lists: as written, but a section of goals and what was done is what was done."""
    is_done = _DONE.search(folded_header(text)) and field_of(text) != "progress"
    return f"整改完成情况（{text}）" if is_done else text


def field_of(label: str) -> str:
    """The field of a label, or the label itself folded when it is no field of ours."""
    return header_field(label)[0] or folded_header(label)


def labels_at(
    lines: Sequence[str], position: int, more: frozenset[str] = frozenset()
) -> tuple[list[Labelled], int]:
    """The labels with contents that begin at a line, and how many lines they take; `more` are other labels of this text."""
    line = _unwrapped(lines[position])
    plain = PREFIX.sub("", line)
    if is_label(plain) and (longer := _broken(lines, position)):
        return longer
    if found := _of_petition(plain, more) or _labels_of(plain, more, is_numbered=plain != line):
        return found, 1
    if found := _bare_number(lines, position, plain, more):
        return found, 1
    return _broken(lines, position) or ([], 1)


def _bare_number(lines: Sequence[str], position: int, plain: str, more: frozenset[str]) -> list[Labelled]:
    """The number of a petition alone on a line above its labels (（一）D3… / 举报内容：…), unless a label holds it."""
    before = PREFIX.sub("", lines[position - 1]).rstrip(" ：:") if position else ""
    number = "" if names_field(before) else number_alone(plain, before)
    following = next((line for line in lines[position + 1 : position + 3] if line.strip()), "")
    if not number:
        return []
    below = PREFIX.sub("", following)
    first = heading_of(following)
    is_above = (
        (first is not None and first.ordinal == 1)
        or names_field(below)
        or _labels_of(below, more, is_numbered=below != following)
    )
    return [("受理编号", number)] if is_above else []


def _broken(lines: Sequence[str], position: int) -> tuple[list[Labelled], int] | None:
    """A label broken over two or three short lines (交办问题 / 基本情况)."""
    for count in range(2, _BROKEN + 1):
        parts = lines[position : position + count]
        joined = "".join(parts)
        if len(parts) == count and all(map(_PIECE.fullmatch, parts)) and is_label(joined):
            return [(joined, "")], count
    return None


def _unwrapped(line: str) -> str:
    """A line without the brackets that stand around all of it (`（牵头单位：…；整改时限：…）`)."""
    found = _WRAPPED.match(line)
    outer = next(brackets(line), None) if found else None
    is_whole = outer is not None and not outer.start and outer.end >= len(line.rstrip("。；;"))
    return found[1] if found and is_whole and _LABELLED.match(found[1]) else line


def _labels_of(plain: str, more: frozenset[str], *, is_numbered: bool) -> list[Labelled]:
    if sequence := _SEQUENCE.match(plain):
        rest = plain[sequence.end() :]
        return [("序号", sequence[2]), *([(rest, "")] if is_label(rest) else [])]
    counted = _COUNTED.match(plain)
    if (
        counted
        and names_field(counted[1])
        and not heading_of(plain)
        and not is_label(counted[1] + counted[2])
    ):
        return _counted(plain, counted)
    for pattern in (_IN_BRACKETS, _LABELLED):
        found = pattern.match(plain)
        if found and pattern is _IN_BRACKETS and found[1] in SHORT:
            return parted(SHORT[found[1]], found[2].strip())
        if found and _is_ours(found[1], more):
            return parted(found[1], found[2].strip())
    if _is_ours(plain, more) and heading_of(plain) is None:
        return [(plain, "")]
    if is_numbered and (found := _FULL_STOP.match(plain)) and names_field(found[1]):
        return parted(found[1], found[2])
    return _before_blank(plain)


def _of_petition(plain: str, more: frozenset[str]) -> list[Labelled]:
    """The number of a petition that a line begins with, and what it says behind it (受理编号D3…。夜间噪声扰民。)."""
    found = OF_PETITION.match(plain)
    if not found:
        return []
    rest = found[3].strip()
    return [
        (found[1], found[2]),
        *(_labels_of(rest, more, is_numbered=False) or [("反映问题", rest)] * bool(rest)),
    ]


def measure_number(line: str) -> int:
    """Which measure a line is that says so (`整改措施二：…`); 0 when it says nothing."""
    found = _COUNTED.match(PREFIX.sub("", line))
    return (numeral(found[2]) or 0) if found and field_of(found[1]) == "measures" else 0


def _counted(plain: str, found: re.Match[str]) -> list[Labelled]:
    """Labels with a number: 存在问题二：… is the second problem, 编号8：… the one of that number, 整改措施一：… the first
    measure, a later one goes on.
    """
    field = field_of(found[1])
    if field == "number":
        return [(found[1], found[2]), *(parted("反馈问题", found[3].strip()) if found[3].strip() else [])]
    if field == "description":
        return [("序号", found[2]), *parted(found[1], found[3].strip())]
    if field == "measures":
        return [(found[1], plain)] if numeral(found[2]) == 1 else []
    return parted(found[1], found[3].strip())


def _is_ours(text: str, more: frozenset[str]) -> bool:
    return names_field(text) or folded_header(text) in more


def _before_blank(plain: str) -> list[Labelled]:
    """A label without a colon, parted from its content by a blank (`整改时限　2025年底前`); only long known spellings."""
    for found in re.finditer(r"[ 　\t]+", plain[: _LONGEST_BLANK + 6]):
        before, after = plain[: found.start()], plain[found.end() :]
        if after and len(folded_header(before)) >= 4 and is_label(before):
            return parted(before, after)
    return []


def parted(label: str, content: str) -> list[Labelled]:
    """Several labels on one line (`责任单位：甲；责任领导：乙`), each with its content.

    Measures keep the units and times of single ones; those after the last one, when no other has its own, are the problem's.
    """
    found: list[Labelled] = []
    begin = depth = 0
    inside = _labels_inside(content)
    is_measures = field_of(label) == "measures"
    last = _last_item(content, 0, inside) if is_measures else 0
    for number, one in enumerate(inside):
        field = field_of(one.name)
        if one.start < begin or (one.depth is not None and (one.depth != depth or one.start == begin)):
            continue
        if is_measures and field in OWN and one.start < last:
            break
        if is_measures and field == "measures":
            continue
        found.append((label, content[begin : one.start].rstrip(" 　；;，,")))
        label, begin, depth = one.name, one.end, one.depth_behind
        is_measures = field == "measures"
        last = _last_item(content, begin, inside[number + 1 :]) if is_measures else 0
    return [*found, (label, content[begin:])]


def _last_item(content: str, begin: int, inside: Sequence["_Inside"]) -> int:
    """Where the last numbered measure begins, of those before the next label that no measure has."""
    ends = (one.start for one in inside if field_of(one.name) not in OWN | {"measures"})
    text = content[begin : next(ends, len(content))]
    pieces = split_measures(text)
    return begin + text.rfind(pieces[-1]) if len(pieces) > 1 else 0


def inline_labels(text: str) -> list[tuple[int, str, int]]:
    """Labels inside a line after a sign or a blank, outside round brackets.

    Each with where it begins (its number included), its name, and where its content begins.
    """
    return [(one.start, one.name, one.end) for one in _labels_inside(text) if not one.depth]


class _Inside(NamedTuple):
    """A label inside a line; `depth` is how many round brackets are open there, None for one in thick brackets."""

    start: int
    name: str
    end: int
    depth: int | None
    depth_behind: int


def _labels_inside(text: str) -> list[_Inside]:
    found: list[tuple[int, str, int, bool]] = []
    for match in _BRACKET_LABEL.finditer(text):
        if names_field(match[1]):
            colon = _COLON.match(text, match.end())
            found.append((match.start(), match[1], colon.end() if colon else match.end(), True))
    for match in _BREAK.finditer(text):
        label = _OPEN_LABEL.match(text, match.end())
        if label and names_field(label[1]):
            found.append((match.end("sign"), label[1], label.end(), False))
    depths = _depths(text, sorted({place for one in found for place in (one[0], one[2])}))
    return [
        _Inside(start, name, end, None if is_thick else depths[start], depths[end])
        for start, name, end, is_thick in sorted(found)
    ]


def _depths(text: str, places: Sequence[int]) -> dict[int, int]:
    """How many round brackets are open at each of these places."""
    depths: dict[int, int] = {}
    before = depth = 0
    for place in places:
        part = text[before:place]
        depth += part.count("（") + part.count("(") - part.count("）") - part.count(")")
        before, depths[place] = place, depth
    return depths

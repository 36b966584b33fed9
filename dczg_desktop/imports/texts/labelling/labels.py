"""Labels in running text: `整改时限：…`, `【整改目标】…`, `三、整改措施`, a label alone on its line or broken over several."""

import re
from collections.abc import Sequence

from dczg_desktop.domain.areas import areas
from dczg_desktop.domain.brackets import brackets
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.numbering import numeral
from dczg_desktop.domain.plans import heading_of, is_bracketed_task
from dczg_desktop.domain.traditional import simplified
from dczg_desktop.domain.vocabulary import status_of
from dczg_desktop.imports.tables.forms.upright import is_label
from dczg_desktop.imports.texts.labelling.broken_labels import broken_label
from dczg_desktop.imports.texts.labelling.label_words import GOES_ON, SHORT, WITH_COLON, field_of, names_field
from dczg_desktop.imports.texts.labelling.labels_on_line import Labelled, parted
from dczg_desktop.imports.texts.labelling.petition_lines import (
    HEADED,
    OF_PETITION,
    UNBRACKETED,
    number_alone,
    placed_number,
)

_LABELLED = re.compile(r"^([^：:。；;]{2,24}?)\s*(?:(?:为|是)\s*)?(?:[：:]+|——+|－－|--)\s*(.*)$", re.S)
_WITH_BRACKETS = SHORT | {word: label for word, label in WITH_COLON.items() if status_of(word) is None}
"""【整改完成】 is how far a problem is, in front of it or below it."""
_NO_REPORT = re.compile(
    r"[^。；;]{0,80}?(?:反馈|移交|交办|指出)[^。；;]{0,12}?(?:(?:问题|任务|事项)\s*\d+\s*[项个条件]|\d+\s*[项个条件][^。；;]{0,6}?(?:问题|任务|事项))"
    r"|(?:以上|上述|其中)|\d+\s*[项个条件]|(?:[是否]|20\d\d[年.\-/][\d年月日.\-/底前末]*)。?$"
)
"""How many problems there are, or when it was done: it tells nothing of one problem (督察反馈：…共反馈问题25项)."""
_PERSON, _GREETING = re.compile(r"(?:[信言诉报]人|友|民|群众|先生|女士|同志)$"), re.compile(r"(?:您|你们?)好")
_IN_BRACKETS = re.compile(
    r"^[【\[〖［]\s*([^】\]〗］\s][^】\]〗］]{1,23}?)\s*(?:[：:]\s*)?[】\]〗］]\s*(?:[：:]\s*)?(.*)$", re.S
)
_SEQUENCE = re.compile(
    r"^(序\s*号)\s*(?:[:：]\s*)?(?:(\d+)(?![\d)）])|([一二三四五六七八九十百]{1,5})(?=[:：、\s]))\s*[:：、]?\s*"
)
_NUMBERED = re.compile(
    r"^[{｛【\[（(]\s*((?:问题|任务)?[编序]号)\s*(?:[:：]\s*)?([A-Za-z0-9][A-Za-z0-9()（）—–-]{0,23}?)\s*[}｝】\]）)]\s*[:：]\s*(\S.*)$",
    re.S,
)
"""The number in brackets before the problem ({编号364(35-11)}：水源保护不力。)."""
_FULL_STOP = re.compile(r"^([\u4e00-\u9fff]{3,12})。\s*(.*)$", re.S)
PREFIX = re.compile(
    r"^(?:(?:案件|案例|信访件|举报件|交办件|转办件|第)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,3})\s*件?[\s：:、，.．]*(?=[\u4e00-\u9fff]{2,4}编号|[DXW]\d?[A-Z]{2}\d)|[一二三四五六七八九十百零]{1,5}\s*、|[（(]\s*(?:[一二三四五六七八九十百零]{1,5}|\d{1,3})\s*[)）](?:\s*[、.．])?|\d{1,2}\s*[.．、)）]|[①-⑳㈠-㈩⑴-⒇⒈-⒛]|[◆●■▪•·★◇○\-—])\s*"
)
_COUNTED = re.compile(
    r"^([\u4e00-\u9fff]{2,8}?)\s*([一二三四五六七八九十]{1,2}|\d{1,2})\s*[：:]\s*(.*)$", re.S
)
_NEXT = re.compile(
    r"^(下(?:一?步|周|月|季度|阶段)(?:工作)?(?:打算|计划|安排|措施|整改措施|整改计划))\s*[：:]\s*(\S.*)$",
    re.S,
)
"""What a report says will be done next, on its own line: in no field of the problem."""
_SENTENCE_ENDS = ("。", "；", ";")
_WRAPPED = re.compile(r"^[（(](.{6,})[）)][。；;]?$", re.S)
_NUMBER, _PLACE, _TITLE = "受理编号", "行政区域", "标题"
_IS_AREA = re.compile(r"[省市州盟县区旗乡镇村]$|街道$")
_LONGEST_BLANK = 14


def labels_at(
    lines: Sequence[str], position: int, more: frozenset[str] = frozenset()
) -> tuple[list[Labelled], int]:
    """The labels with contents that begin at a line, and how many lines they take; `more` are other labels of this text."""
    if lines[position].startswith(GOES_ON):
        return [], 1
    line = _unwrapped(lines[position])
    plain = PREFIX.sub("", line)
    if is_label(plain) and (longer := _broken(lines, position)):
        return longer
    if found := _of_petition(plain, more) or _labels_of(plain, more, is_numbered=plain != line):
        return found, 1
    if found := _bare_number(lines, position, plain, more) or _like_its_neighbour(lines, position, plain):
        return found, 1
    return _broken(lines, position) or ([], 1)


def _like_its_neighbour(lines: Sequence[str], position: int, plain: str) -> list[Labelled]:
    """A label of three characters before a blank (责任人 罗刚) right beside a longer one that stands so."""
    found = re.match(r"([\u4e00-\u9fff]{3})[ 　\t]+(\S.{0,60})$", plain)
    if not found or not is_label(found[1]):
        return []
    beside = [*lines[max(position - 1, 0) : position], *lines[position + 1 : position + 2]]
    return [(found[1], found[2])] if any(before_blank(PREFIX.sub("", line)) for line in beside) else []


def _bare_number(lines: Sequence[str], position: int, plain: str, more: frozenset[str]) -> list[Labelled]:
    """The number of a petition alone on a line above its labels (（一）D3… / 举报内容：…), unless a label holds it."""
    before = PREFIX.sub("", lines[position - 1]).rstrip(" ：:") if position else ""
    place, number = number_alone(plain, before) if not names_field(before) else ("", "")
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
    return [(_NUMBER, number), *_placed(place)] if is_above else []


def _broken(lines: Sequence[str], position: int) -> tuple[list[Labelled], int] | None:
    """A label broken over two or three short lines, with what may stand behind it."""
    found = broken_label(lines, position)
    return ([(found[0], found[1])], found[2]) if found else None


def _unwrapped(line: str) -> str:
    """A line without the brackets that stand around all of it (`（牵头单位：…；整改时限：…）`)."""
    found = _WRAPPED.match(line)
    outer = next(brackets(line), None) if found else None
    is_whole = outer is not None and not outer.start and outer.end >= len(line.rstrip("。；;"))
    return found[1] if found and is_whole and _LABELLED.match(found[1]) else line


def _labels_of(plain: str, more: frozenset[str], *, is_numbered: bool) -> list[Labelled]:
    known = simplified(plain)
    if sequence := _SEQUENCE.match(known):
        return _of_sequence(sequence[2] or sequence[3], plain[sequence.end() :].strip(), more)
    if number := _NUMBERED.match(known):
        return [(number[1], plain[slice(*number.span(2))]), *parted("反馈问题", plain[number.start(3) :])]
    counted = _COUNTED.match(plain)
    if counted and names_field(counted[1]) and _is_counted(plain, counted, is_numbered=is_numbered):
        return _counted(plain, counted)
    for pattern, meant in ((_IN_BRACKETS, _WITH_BRACKETS), (_LABELLED, WITH_COLON)):
        found = pattern.match(plain)
        if found and (is_bracketed_task(plain) or is_greeting(found[1], found[2])):
            return []
        is_told = found is not None and not (found[1] in WITH_COLON and _NO_REPORT.match(found[2]))
        if found and ((found[1] in meant and is_told) or _is_ours(found[1], more)):
            return parted(meant.get(found[1], found[1]), found[2].strip())
    return _without_content(plain, more, is_numbered=is_numbered) or before_blank(plain, more)


def is_greeting(label: str, text: str) -> bool:
    """Whether a label names somebody whom the words behind it greet (来信人：您好！…): the beginning of an answer, and no label."""
    return _PERSON.search(label) is not None and _GREETING.match(text) is not None


def _without_content(plain: str, more: frozenset[str], *, is_numbered: bool) -> list[Labelled]:
    """A label alone on its line, one that ends with a full stop behind a number (（二）整改时限。), or what will be done next."""
    if not is_numbered and (found := _NEXT.match(plain)):
        return [(found[1], found[2].strip())]
    if _is_ours(plain, more) and heading_of(plain) is None:
        is_item = is_numbered and plain.endswith(_SENTENCE_ENDS) and not is_label(plain)  # 2.公开举报电话。
        return [] if is_item else [(plain, "")]
    found = _FULL_STOP.match(plain) if is_numbered else None
    if found and (names_field(found[1]) if found[2] else is_label(found[1])):
        return parted(found[1], found[2])
    return []


def _of_sequence(number: str, rest: str, more: frozenset[str]) -> list[Labelled]:
    """A number of the list and what stands behind it on the line: a label, or the problem; the title of a notice is none."""
    if "公示" in rest:
        return []
    behind = _labels_of(rest, more, is_numbered=False) if rest else []
    return [("序号", number), *(behind or [("反馈问题", rest)] * bool(rest))]


def _of_petition(plain: str, more: frozenset[str]) -> list[Labelled]:
    """The number of a petition that a line begins with, and what it says behind it (受理编号D3…。夜间噪声扰民。)."""
    found = OF_PETITION.match(plain)
    if not found:
        return placed_number(plain) or _headed(plain, more)
    rest = found[3].strip()
    return [
        (found[1], found[2]),
        *(_labels_of(rest, more, is_numbered=False) or [("反映问题", rest)] * bool(rest)),
    ]


def _headed(plain: str, more: frozenset[str]) -> list[Labelled]:
    """The place, the number and what follows of a line that holds all three (青石县（D3…）反映情况：…); nothing without a label behind them."""
    found = HEADED.match(plain) or UNBRACKETED.match(plain)
    labels = _labels_of(found[3].strip(), more, is_numbered=False) if found else []
    return [(_NUMBER, found[2]), *_placed(found[1]), *labels] if found and labels else []


def _placed(text: str) -> list[Labelled]:
    """What stands before the number of a petition: the area, or else its title."""
    return [(_PLACE if areas(text) == (text,) and _IS_AREA.search(text) else _TITLE, text)] if text else []


def measure_number(line: str) -> int:
    """Which measure a line is that says so (`整改措施二：…`); 0 when it says nothing."""
    found = _COUNTED.match(PREFIX.sub("", line))
    return (numeral(found[2]) or 0) if found and field_of(found[1]) == "measures" else 0


def _is_counted(plain: str, counted: re.Match[str], *, is_numbered: bool) -> bool:
    """Whether a line is a label with a number, and no heading (问题一：…) but for one that is nothing else, its problem standing below."""
    is_alone = not is_numbered and not counted[3] and field_of(counted[1]) == "description"
    return is_alone or not (heading_of(plain) or is_label(counted[1] + counted[2]))


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


def before_blank(plain: str, more: frozenset[str] = frozenset()) -> list[Labelled]:
    """A label without a colon, parted from its content by a blank (`整改时限　2025年底前`); only long known spellings."""
    for found in re.finditer(r"[ 　\t]+", plain[: _LONGEST_BLANK + 6]):
        before, after = plain[: found.start()], plain[found.end() :]
        name = folded_header(before)
        is_more = name in more and heading_of(plain) is None  # 第一部分 共性问题
        if after and len(name) >= 4 and (is_label(before) or is_more):
            return parted(before, after)
    return []

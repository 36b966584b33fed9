"""Texts whose line breaks were lost on the way (copied from a telephone): sections counted 一、二、三、, petitions one after the other."""

import re
from itertools import pairwise

from dczg_desktop.domain.headings import header_field
from dczg_desktop.domain.notice_contacts import is_office
from dczg_desktop.domain.numbering import PETITION_NUMBER
from dczg_desktop.imports.tables.forms.upright import is_label
from dczg_desktop.imports.texts.labelling.label_words import WEAK, field_of, names_field

_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_FEWEST, _SHORTEST, _LONGEST_LABEL, _FEWEST_KNOWN = 3, 60, 12, 2
_UNLISTED = re.compile(
    r"[\u4e00-\u9fff]{2,8}(?=[:：])|[\u4e00-\u9fff]{2,5}(?:情况|经过|结果|打算|过程|依据|意见|成效|事项)?(?=[，,])"
)
_LONGEST_BEFORE_COMMA = 6
_BUILT, _LAST_WORDS = 0.75, ("情况", "成效", "效果")
"""A label nobody lists that is built of known words (整改效果) is as sure as this."""
_WORDS = re.compile(r"[\u4e00-\u9fff]*")
_OF_INSPECTION = re.compile(
    r"[\u4e00-\u9fff“”]{2,18}?督察(?:“?回头看”?)?(?:组)?(?:反馈|移交|交办)的?(?:意见)?(?:整改任务|的?问题|整改问题)(?![\u4e00-\u9fff]{0,6}(?:情况|整改))"
)
"""The problem under the name of the inspection that found it (第二轮省生态环境保护督察反馈问题)."""
_AFTER = re.compile(
    r"(?<!\s)\s*(?=(?:如果?|若|倘若?)[\u4e00-\u9fff]{0,8}?(?:对|有)[^。]{0,40}(?:异议|意见|疑问)|以上整改(?:完成|落实)?(?:情况|结果|内容)[^。]{0,12}公[示开]|(?<=[。；;])(?:责任|牵头|承办)(?:单位|部门|领导|人)[:：]|(?:监督|联系|举报|受理|咨询)(?:电话|地址|单位|部门)[:：]|公示(?:时间|日期|期限?)(?:[:：为（(自从]|\d{1,4}[年月]))"
)

_COUNT = r"(?:[一二三四五六七八九十]{1,3}|\d{1,3})\s*[、.．]\s*"
_WORDS_OF_NUMBER = r"(?:受理|信访件?|交办件?|举报件?)编号"
_NUMBER = rf"{PETITION_NUMBER}\s*[*＊]?[）)】]?(?:[（(][*＊][）)])?号?"
_PETITION = re.compile(
    rf"(?<![（(【\[〔“‘、.．\d一二三四五六七八九十])(?="
    rf"(?:(?:{_COUNT})?{_WORDS_OF_NUMBER}\s*[:：]\s*|{_COUNT}[\u4e00-\u9fff]{{2,24}}\s*(?:[（(【]\s*)?){_NUMBER}\s*[，,。；;]?\s*(?P<label>[\u4e00-\u9fff]{{2,12}})\s*[:：]"
    rf"|(?:{_COUNT})?{_WORDS_OF_NUMBER}\s*{_NUMBER}\s*[:：])"
)


def petitions(line: str) -> list[str]:
    """The petitions of a line that holds several things, each from its number on (…一、青石县（D3…）反映情况：…二、云溪区（D3…）反映情况：…)."""
    found = _PETITION.finditer(line)
    places = [one.start() for one in found if one["label"] is None or names_field(one["label"])]
    starts = [place for place in places if place]
    return [part for part in (line[a:b].strip() for a, b in pairwise([0, *starts, len(line)])) if part]


def sections(line: str) -> list[str]:
    """The label and the text of every section as lines of their own, with what stands before and after; the line alone when it has no such sections."""
    starts = _starts(line) if len(line) >= _SHORTEST else []
    if len(starts) < _FEWEST:
        return [line]
    ends = [start for start, _label in starts[1:]] + [len(line)]
    found = [line[: starts[0][0]]]
    for (start, label), end in zip(starts, ends, strict=True):
        body = label + len(line[label:end]) - len(line[label:end].lstrip(" 　：:。，,"))
        found += [
            line[start:label],
            *(_AFTER.split(line[body:end]) if end == len(line) else [line[body:end]]),
        ]
    return [part.strip() for part in found if part.strip()]


def before_public(text: str) -> list[str]:
    """A content run on in one paragraph, parted from its words to the public (公示时间为…, 如有异议…)."""
    parts = [part.strip() for part in _AFTER.split(text) if part.strip()]
    return [*(part.rstrip("；;") for part in parts[:-1]), *parts[-1:]]


def _starts(line: str) -> list[tuple[int, int]]:
    """Where each section begins and where its label ends, as far as they are counted without a gap."""
    found: list[tuple[int, int]] = []
    place = known = 0
    before = ""
    for numeral in _NUMERALS:
        while again := _again(line, place, before, numeral):  # 三、调查核实情况 … 三、整改处理情况
            place = again[1]
            known += 1
            found.append(again)
        match = _counted(line, place, numeral)
        if not match:
            break
        length = _label_length(line[match.end() :])
        known += length > 0
        if not length and not (length := _unlisted_length(line[match.end() :])):
            return []  # a section nobody lists would be swallowed by the one before
        place, before = match.end() + length, numeral
        found.append((match.start(), place))
    return found if known >= max(_FEWEST_KNOWN, len(found) / 2) else []


def _counted(line: str, place: int, numeral: str) -> re.Match[str] | None:
    return re.compile(rf"(?<![一二三四五六七八九十第]){numeral}、\s*").search(line, place)


def _again(line: str, place: int, before: str, numeral: str) -> tuple[int, int] | None:
    """Where a known label stands under the number of the section above once more, and where it ends."""
    match = _counted(line, place, before) if before else None
    following = _counted(line, place, numeral)
    if match is None or (following and following.start() < match.start()):
        return None
    length = _label_length(line[match.end() :])
    return (match.start(), match.end() + length) if length else None


def _unlisted_length(text: str) -> int:
    """How many characters are a label nobody lists, closed by a sign (核实经过：…); 0 where it may be a sentence."""
    found = _UNLISTED.match(text)
    return found.end() if found else 0


def _label_length(text: str) -> int:
    """How many characters are the label a text begins with, the longest that is one; 0 without any."""
    if named := _OF_INSPECTION.match(text):
        return named.end()
    words = _WORDS.match(text)
    longest = min(words.end() if words else 0, _LONGEST_LABEL)
    whole = next((end for end in range(longest, 1, -1) if _is_label(text, end)), 0)
    return next(
        (end for end in range(2, whole - 1) if is_label(text[:end]) and _ends(text[:end], text[end:whole])),
        whole,
    )


def _ends(label: str, words: str) -> bool:
    """Whether a label ends before words that are another one, or the office it names (四、责任单位青石县人民政府。)."""
    return _is_next(words) or (field_of(label) in WEAK and is_office(words))


def _is_next(words: str) -> bool:
    """Whether words are a label of their own right behind another one (整改实施主体 / 牵头单位：…, 公示期限 / 公示期限：…)."""
    return is_label(words) and (field_of(words) in WEAK or words.startswith("公示"))


def _is_label(text: str, end: int) -> bool:
    """Whether the first characters are a label: a known one, or one built of known words where a sign or its own last word ends it."""
    words = text[:end]
    if text[end : end + 1] in {"，", ","}:
        return end <= _LONGEST_BEFORE_COMMA and (is_label(words) or header_field(words)[1] > _BUILT)
    if text[end : end + 1] in {" ", "　", "：", ":", "。"}:
        return names_field(words) or header_field(words)[1] > _BUILT
    return is_label(words) or (words.endswith(_LAST_WORDS) and header_field(words)[1] > _BUILT)

"""Personal data in free text (R23): telephones, identity numbers, front doors, names of those who complained.

A finding holds where it stands and what to write instead, never the text itself: it may be shown, stored and logged.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter


class PersonalKind(StrEnum):
    """What kind of personal data was found."""

    MOBILE = "手机号"
    TELEPHONE = "固定电话"
    IDENTITY = "身份证号"
    DOOR = "门牌住址"
    NAME = "举报人姓名"


OF_PERSON = frozenset(PersonalKind) - {PersonalKind.DOOR}
"""What names or reaches a person; a front door is as often the very place of the matter."""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One find: `text[start:end]` is personal data of this kind, `masked` the proposal in its place."""

    kind: PersonalKind
    start: int
    end: int
    masked: str


_WIDE = (
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｘ（）：＋＃　﹣－—"
)
_NARROW = str.maketrans(_WIDE, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefx():+# ---")
_HAS_WIDE = re.compile(f"[{_WIDE}]")
"""Full width to half width, character for character, so that places stay."""

_NUMBER = "0-9一二三四五六七八九十百〇零"
_MOBILE = re.compile(r"(?<![0-9A-Fa-f.])(?:\+?86[- ]?)?(1[3-9]\d)([- ]?)(\d{4})\2(\d{4})(?![0-9A-Fa-f])(?!\s*(?:元|吨|立方|平方|公斤|千瓦))")  # fmt: skip
_TELEPHONE = re.compile(
    r"(?:家庭|住宅|家里|本人|个人|举报人|信访人|投诉人|反映人)[^，。；\n\d]{0,8}?((?:\(?0\d{2,3}\)?[- ]?)?[2-8]\d{6,7})(?!\d)"
)
_IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-8]\d{5})((?:18|19|20)\d{2})(\d{2})(\d{2})\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_OLD_IDENTITY = re.compile(r"身份证[^0-9\n]{0,12}([1-8]\d{5})(\d{2})(\d{2})(\d{2})\d{3}(?![0-9A-Za-z])")
_DOORS = (
    (re.compile("单元"), re.compile(rf"[A-Za-z{_NUMBER}]{{1,5}}(?:栋|幢|座|号楼|#楼|#|楼)?[ ,，]?[{_NUMBER}]{{1,3}}单元[ ,，]?(?:[{_NUMBER}][{_NUMBER}-]{{0,5}}(?:号房|号|室|房|户)?)?")),
    (re.compile("[栋幢楼]"), re.compile(rf"[A-Za-z{_NUMBER}]{{1,5}}(?:栋|幢|号楼|#楼)[ ,，]?[{_NUMBER}][{_NUMBER}-]{{0,5}}(?:号房|号|室)(?![厂车仓炉线罐机井池楼])")),
    (re.compile("座"), re.compile(rf"[{_NUMBER}]{{1,3}}座[ ,，]?[0-9-]{{3,6}}(?:号房|号|室)")),
    (re.compile("[组社队]"), re.compile(rf"[村寨屯庄][^，。；\n]{{0,6}}?([{_NUMBER}]{{1,3}}(?:组|社|队)[{_NUMBER}]{{1,4}}号)(?![厂车仓炉线罐机井池楼])")),
)  # fmt: skip

_COMPLAINANT = "(?:举报|信访|投诉|反映|来访|来信|来电|上访|检举|控告|申诉)人"
_LONG_NUMBER = re.compile(r"\d{3}(?:\d{4}|[-－—﹣ 　]\d{4})")
_SOMEBODY = re.compile(_COMPLAINANT)
_ANY_COMPLAINANT = re.compile(f"人(?<={_COMPLAINANT})")
"""The same, beginning with one character: over long texts it is several times as fast."""
_WIDE_DIGITS = "０１２３４５６７８９"
_WIDE_PARTINGS = "－—﹣　"
_ROUGH_NUMBERS = (b"0000000", b"000-0000")
_WIDELY_PARTED = b"000?0000"
_ROUGH_NUMBER = re.compile(b"0000000|000[-?]0000")
_ROUGHLY = bytes(
    ord("0") if code in b"0123456789" else ord("-") if code in b"- " else ord("X") if code in b"Xx"
    else ord("*") if code in b"*_+#" else ord("?") if code == ord("?") else ord(".")
    for code in range(256)
)  # fmt: skip
"""ASCII bytes as digits, what may part a number, X, signs and the rest; all that is not ASCII has become a question mark."""
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛奚范彭郎鲁韦马苗凤"
    "花俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛"
    "禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊"
    "胡凌霍虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢裴陆荣翁荀羊甄曲家封芮储靳段富"
    "乌焦巴牧山谷车侯全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司韶黎薄印白怀从索咸籍赖卓蔺屠蒙池乔胥苍双"
    "闻莘党翟谭贡姬申冉宰郦雍桑桂牛寿通边扈燕冀郏浦尚农温别庄晏柴阎充慕连茹习艾容向古易慎戈廖终暨居衡步都耿"
    "满弘匡国文寇广东殷利蔚越隆师巩库聂晁勾敖融冷辛阚那简饶空曾沙丰关蒯相查后荆红游权盖益桓公覃佘闫肖付岳帅"
)
_EVERYDAY = frozenset(
    "于和高常应方满时安全成相明都向从同平关管连通单公后别充空容终步居家国文广东利越师强经任何解干支双"
)
"""Surnames that just as often begin an ordinary word: 举报人高度关注, 信访人于近日."""
_SAYS = r"(?:反映|反应|称|说|举报|投诉|来电|来信|来访|表示|要求|提出|认为|电话|手机|身份证|家住|住址|住在|住|本人|等人|现|的|[男女])"
_EDGE = rf"(?=\s|[，,。.；;、：:（()）\"“”0-9]|{_SAYS}|$)"
_STATED = re.compile(
    rf"{_COMPLAINANT}(?:的?姓名)?\s*(?:[:(]|是|为|系|叫|名叫|姓名)\s*([{_SURNAMES}][一-鿿·]{{1,2}}){_EDGE}"
)
_DIRECT = re.compile(rf"{_COMPLAINANT}([{_SURNAMES}][一-鿿]{{1,2}}){_EDGE}")
_VEILED = re.compile(r"[某*×xX]|先生|女士|同志|师傅|大爷|大妈|[市县区镇乡村组]$")


def personal_data(text: str) -> list[PersonalData]:
    """All personal data in `text`, in order, none overlapping another."""
    plain = _narrow(text)
    found: list[PersonalData] = []
    for hint, rule in RULES:
        for one in rule(plain) if hint.search(plain) else ():
            place = bisect_right(found, one.start, key=_start)
            is_free = (not place or found[place - 1].end <= one.start) and (
                place == len(found) or one.end <= found[place].start
            )
            if is_free:
                found.insert(place, one)
    return found


_start = attrgetter("start")


def masked(text: str) -> str:
    """`text` with every proposal taken."""
    return with_proposals(text, personal_data(text))


def without_persons(text: str) -> str:
    """`text` with every proposal of `OF_PERSON` taken."""
    return with_proposals(text, person_data(text))


def with_proposals(text: str, found: Sequence[PersonalData]) -> str:
    """`text` with the proposals of these finds taken, which are in order."""
    parts, place = [], 0
    for one in found:
        parts += [text[place : one.start], one.masked]
        place = one.end
    return "".join(parts) + text[place:]


@lru_cache(maxsize=1024)
def person_data(text: str) -> tuple[PersonalData, ...]:
    """The personal data of `OF_PERSON` in `text`; a text without long numbers and complainants costs two quick looks."""
    if _LONG_NUMBER.search(text):
        return tuple(one for one in personal_data(text) if one.kind in OF_PERSON)
    return tuple(_names(_narrow(text))) if _SOMEBODY.search(text) else ()


def roughly(texts: str) -> bytes:
    """Texts for a quick look: `0` is a digit, `X` an x, `*` one of `*_+#`, `-` what may part a number, `?` what is not ASCII."""
    return texts.encode("ascii", "replace").translate(_ROUGHLY)


def maybe_person_data(texts: str, rough: bytes) -> Iterator[int]:
    """Where `person_data` may find something in many texts joined by line ends; `rough` is `roughly` of them.

    Every text in which it finds something holds at least one of these places.
    """
    is_near = any(number in rough for number in _ROUGH_NUMBERS)
    if is_near or (any(sign in texts for sign in _WIDE_PARTINGS) and _WIDELY_PARTED in rough):
        yield from (found.start() for found in _ROUGH_NUMBER.finditer(rough))
    yield from (found.start() for found in _ANY_COMPLAINANT.finditer(texts))
    for digit in _WIDE_DIGITS:
        if digit in texts:
            yield from (found.start() for found in re.finditer(digit, texts))


def _narrow(text: str) -> str:
    return text.translate(_NARROW) if _HAS_WIDE.search(text) else text


def _identities(text: str) -> Iterator[PersonalData]:
    for match in _IDENTITY.finditer(text):
        if _is_day(int(match[2]), int(match[3]), int(match[4])):
            yield PersonalData(PersonalKind.IDENTITY, *match.span(), match[1][:4] + "*" * 14)
    for match in _OLD_IDENTITY.finditer(text):
        if _is_day(1900 + int(match[2]), int(match[3]), int(match[4])):
            yield PersonalData(PersonalKind.IDENTITY, match.start(1), match.end(), match[1][:4] + "*" * 11)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _mobiles(text: str) -> Iterator[PersonalData]:
    for match in _MOBILE.finditer(text):
        yield PersonalData(PersonalKind.MOBILE, *match.span(), f"{match[1]}****{match[4]}")


def _telephones(text: str) -> Iterator[PersonalData]:
    for match in _TELEPHONE.finditer(text):
        yield PersonalData(PersonalKind.TELEPHONE, *match.span(1), match[1][:-4] + "****")


def _doors(text: str) -> Iterator[PersonalData]:
    for word, pattern in _DOORS:
        for match in pattern.finditer(text) if word.search(text) else ():
            start, end = match.span(pattern.groups)
            place = text[start:end].rstrip(" ,，")
            yield PersonalData(
                PersonalKind.DOOR, start, start + len(place), re.sub(f"[{_NUMBER}]+", "*", place)
            )


def _names(text: str) -> Iterator[PersonalData]:
    for pattern in (_STATED, _DIRECT):
        for match in pattern.finditer(text):
            name = match[1]
            doubtful = pattern is _DIRECT and name[0] in _EVERYDAY
            if not doubtful and not _VEILED.search(name):
                yield PersonalData(PersonalKind.NAME, *match.span(1), name[0] + "某" * (len(name) - 1))


_DIGITS = re.compile(r"\d{6}")
RULES: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[PersonalData]]], ...] = (
    (_DIGITS, _identities),
    (re.compile(r"1[3-9]\d[- ]?\d{4}"), _mobiles),
    (_DIGITS, _telephones),
    (re.compile("单元|[栋幢楼座组社队]"), _doors),
    (re.compile(_COMPLAINANT), _names),
)
"""Surest first: what one rule has taken the next ones leave alone. Each after a quick look whether it can find anything."""

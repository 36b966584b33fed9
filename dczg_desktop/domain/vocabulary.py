"""Words of the trade as offices write them, and what they mean: statuses, categories, findings, unit roles."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from dczg_desktop.domain.boxes import has_boxes, has_tick, ticked
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.words import DutyRole

_ADVERBS = (
    r"(?:[能够会有]|按[期时]|如期|及时|全部|全面|完全|彻底|最终|整改|\d{1,4}年|\d{1,2}月|[年底末前内])*"
)
_NOT = rf"(?:未|没|不能|无法|难以){_ADVERBS}"
_NOT_YET = rf"(?:待|拟|将|计划|预计|预期|力争|争取|确保|尚需|还需|正在){_ADVERBS}"
STATUSES: tuple[tuple[str, str], ...] = (
    (
        r"未申请验收|未完成(?:验收|销号)|正在验收|验收中|待销号|销号中|(?:申请|上报|提交|报请|报送).{0,4}(?:验收|销号)|待验收",
        "完成整改",
    ),
    (r"未完成[但并].*达到(?:时序|序时)", "达到序时进度"),
    (
        r"交账销号|验收销号|已销号|^销号(?![退不待未])|整改销号|完成销号|已验收|(?<!未)(?<!不)予以销号",
        "已销号",
    ),
    (r"阶段性?办结", "阶段性办结"),
    (rf"(?:{_NOT}|{_NOT_YET}|不予)办结", "未办结"),
    (r"正在办理|办理中|限期办结|在办", "正在办理"),
    (r"已?办结", "已办结"),
    (r"尚?未启动|待整改|未开展|未开工|未整改(?!到位|完成|完毕)", "尚未启动"),
    (
        rf"{_NOT}(?:达到?|完成|到位|完毕)|不到位|(?:达不到|不符合|低于|落后|慢于).{{0,3}}(?:时序|序时)",
        "未达到序时进度",
    ),
    (
        r"滞后|停滞|红灯|未按|(?<![未无有不])(?:逾期|超期)(?!后?已?(?:全部)?(?:完成|整改完))",
        "未达到序时进度",
    ),
    (r"超(?:过|前)?(?:时序|序时)|(?:提前|超前)(?!已?完成)", "超过序时进度"),
    (
        r"(?:达到?|按|符合|正常|完成).{0,3}(?:时序|序时)|(?:时序|序时)任务|(?:序时|时序|正常|有序|加快|加速|稳步|按期|按计划|如期|持续|正在)推进|整改中|正在整改|在整改|推进中|进行中|进展顺利|绿灯|黄灯",
        "达到序时进度",
    ),
    (
        r"(?<!基本)(?<!部分)(?<!阶段性)(?<!阶段)(?<!初步)(?:完成|整改到位|整改完毕)|(?<!不)合格|(?<!不)(?<!未)通过",
        "完成整改",
    ),
)
_STEP = r"前期|主体|土建|立项|可研|环评|设计|勘察|招投?标|选址|征地|方案|编制|审批"
_UNDONE = re.compile(
    rf"{_NOT_YET}(?:完成|到位|完毕)|完成了?(?:一半|过半|大半|大部|近半|{_STEP})|(?:{_STEP})(?:工作|工程|编制)?(?:已|均|全部)?完成"
)
"""What will be done, and one step of what is to be done: no status that is certain."""
_PARTLY = re.compile(r"(?<![\d.])(?!100(?:\.0+)?%)\d+(?:\.\d+)?%|完成(?:了|投资)?(?!100(?:\.0+)?%)\d")
_STATUS = tuple((re.compile(pattern), word) for pattern, word in STATUSES)

CATEGORIES: tuple[tuple[str, str], ...] = (
    ("噪声", "噪声|噪音|振动|震动"),
    ("扬尘", "扬尘|粉尘"),
    ("油烟", "油烟|餐饮"),
    ("大气", "大气|废气|空气|异味|臭气|气味|^气$"),
    ("土壤", "土壤|耕地"),
    ("固体废物", "固废|固体废物|危废|危险废物|渣土"),
    ("垃圾", "垃圾"),
    ("重金属", "重金属"),
    ("辐射", "辐射|电磁"),
    ("海洋", "海洋|近岸"),
    ("生态", "生态|林地|草原|湿地|自然保护"),
    ("水", "水"),
    ("其他", "其他|其它"),
)
_CATEGORIES = tuple((word, re.compile(pattern)) for word, pattern in CATEGORIES)

_SUBSTANCE = re.compile(r"(?<!是否)(?<![非未够])(?:基本|部[分份]|不)?属实")
_SUBSTANTIATED = {
    "是": "属实",
    "属实": "属实",
    "完全属实": "属实",
    "全部属实": "属实",
    "基本属实": "基本属实",
    "部分属实": "部分属实",
    "部分": "部分属实",
    "否": "不属实",
    "不属实": "不属实",
    "不实": "不属实",
    "失实": "不属实",
    "未查实": "不属实",
    "查实": "属实",
    "已查实": "属实",
    "查无实据": "不属实",
    "查否": "不属实",
    "不完全属实": "部分属实",
}

_ROLE_WORDS = {
    "牵头": DutyRole.LEAD_UNIT,
    "主办": DutyRole.LEAD_UNIT,
    "配合": DutyRole.SUPPORTING_UNIT,
    "协办": DutyRole.SUPPORTING_UNIT,
    "参与": DutyRole.SUPPORTING_UNIT,
    "督导": DutyRole.SUPERVISING_UNIT,
    "验收": DutyRole.ACCEPTING_UNIT,
    "责任": DutyRole.RESPONSIBLE_UNIT,
    "落实": DutyRole.RESPONSIBLE_UNIT,
}
_ROLE_WORD = "牵头|主办|配合|协办|参与|督导|验收|责任|落实"
_ROLE_LABEL = re.compile(rf"({_ROLE_WORD})(?:责任|落实|实施)?(?:(?:单位|部门)[:：]?|[:：])")
_LABEL_INSIDE = re.compile(
    rf"(?<=[^\s。.、，,;；:：(（])[\s。.]+(?=(?:{_ROLE_WORD})(?:责任|落实|实施)?(?:单位|部门)[:：])"
)
_ROLE_TAIL = re.compile(
    r"(?:[(（](牵头|主办|配合|协办|参与|督导|验收|责任)(?:责任)?(?:单位|部门)?[)）]|(?<=.)(牵头|主办|配合|协办|参与))$"
)
_LONGEST_NAMES = 200
_CLAUSE = frozenset("，,;；\n")
_SEPARATORS = re.compile(r"[、，,;；\n]+")
_ROUND = re.compile(r"[()（）]")
_UNIT_END = r"[局委办厅府司会处院所队站部校社厂园组]|中心|公司|集团|党委|党工委|[)）]"
_PLACE_INSIDE = r"(?<!城)[省市州盟县旗乡镇](?![场政容])|(?<!社)区(?!域)"
_DEPARTMENT = rf"(?:(?!(?:{_PLACE_INSIDE})(?=[^省市州盟县区旗乡镇]))[^、，,;；]){{0,20}}?(?:{_UNIT_END})"
_BROKEN_NAME = re.compile(
    rf"(?<![、，,;；。:：\n局委办厅府司会处院所队站部校社厂园组心团)）])(?<=[\u4e00-\u9fff])"
    rf"\n(?={_DEPARTMENT}(?:[、，,;；\n]|$))",
    re.S,
)
_SPACED = re.compile(
    r"(?<=[局委办厅府司会处院所队站心])[ \u3000]+(?=[\u4e00-\u9fff]{2,}[局委办厅府司会处院所队站心园区])"
)
_AND = re.compile(
    r"(?:(?<=[局委办厅])|(?<=政府)(?=.{1,2}[各有相市县区镇乡街园])|(?<=[^城][乡镇])(?<!乡镇)(?=..?[\u4e00-\u9fff]{1,6}(?:[乡镇]|街道)))"
    rf"(?:以及|和|及|与)(?!其|所属|下属)(?=[^、，,;；\n]{{1,20}}?(?:{_UNIT_END}|[乡镇区]|街道|单位|部门)(?:[、，,;；\n等和及与]|牵头|主办|配合|协办|参与|负责|$))"
)
"""Between two offices (县水利局和河湾乡); inside a name (住房和城乡建设局) no office ends before it."""
_PARTY = re.compile(r"^(?P<place>.*?)(?:(?<=[省市州盟县区旗地])委|党委|党工委|(?<=[区园道镇])工委)$")
_GOVERNMENT = re.compile(
    r"^(?P<place>.*?)(?:人民政府|政府|行政公署|行署|(?:街道)?办事处|街道办|管理委员会|管委会)$"
)
_FRAMES = {"【": "】", "〖": "〗", "［": "］", "[": "]"}
_GENERIC_PLACES = frozenset(
    ["", *"省市州盟县区旗乡镇", "街道", "地区", "园区", "开发区", "高新区", "经开区", "新区"]
)


@lru_cache(maxsize=8192)
def status_of(text: str) -> str | None:
    """The status word behind a spelling (`达到时序进度` and `达到序时进度` are one); None when unknown or not one.

    A cell of boxes gives the ticked option, and None unless exactly one is ticked.
    """
    if has_boxes(text) or has_tick(text):
        marked = ticked(text)
        return status_of(marked[0]) if len(marked) == 1 and not has_boxes(marked[0]) else None
    plain = folded_header(text)
    if not plain or len(plain) > 24:
        return None
    if _PARTLY.search(unicodedata.normalize("NFKC", text)):
        return None  # 完成60% is a report and no status
    if plain in {"是", "否"}:
        return "完成整改" if plain == "是" else "未达到序时进度"
    word = next((word for pattern, word in _STATUS if pattern.search(plain)), None)
    return None if word == "完成整改" and _UNDONE.search(plain) else word


def categories(text: str) -> tuple[str, ...]:
    """The categories named in a cell in normal words, in the cell's order; an unknown one is kept as written."""
    found: list[str] = []
    for piece in re.split(r"[、，,;；/|＋+\s和及与]+", unicodedata.normalize("NFKC", text)):
        plain = folded_header(piece).removesuffix("污染") or folded_header(piece)
        if plain and plain != "污染":
            found.append(
                next((word for word, pattern in _CATEGORIES if pattern.search(plain)), piece.strip())
            )
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=8192)
def substantiated_word(text: str) -> str | None:
    """`属实`, `基本属实`, `部分属实` or `不属实` for what stands under 是否属实; None when it says none of them."""
    if has_boxes(text) or has_tick(text):
        marked = ticked(text)
        return substantiated_word(marked[0]) if len(marked) == 1 and not has_boxes(marked[0]) else None
    plain = folded_header(text)
    if plain in _SUBSTANTIATED:
        return _SUBSTANTIATED[plain]
    if len(plain) > 14:
        return None
    said = {word.replace("份", "分") for word in _SUBSTANCE.findall(plain)}
    if said == {"部分属实", "属实"} and plain.startswith("部分属实"):
        return "部分属实"  # 部分属实（扬尘属实）
    return said.pop() if len(said) == 1 else None


def split_units(text: str, default: DutyRole = DutyRole.RESPONSIBLE_UNIT) -> list[tuple[DutyRole, str]]:
    """The units of one cell with their roles: `市生态环境局牵头，市发改委、市住建局配合`, `牵头单位：甲；配合单位：乙、丙`.

    In a list `甲、乙牵头，丙、丁` both lead and those after them support them. Names keep their own brackets. Party committee and
    government of one place (`埇桥区委、区政府`, `园区党工委、管委会`) are one unit (docs/import.md).
    """
    pairs: list[tuple[DutyRole, str]] = []
    role, pending, clause = default, 0, 0
    for sign, part in _pieces(text):
        piece = part.strip()
        clause = len(pairs) if set(sign) & _CLAUSE else clause
        if label := _ROLE_LABEL.match(piece):
            role, piece, pending = _ROLE_WORDS[label[1]], piece[label.end() :].strip(), len(pairs)
        tail = _ROLE_TAIL.search(piece)
        name = (piece[: tail.start()] if tail else piece).strip(" 　。.等")
        if not name:
            continue
        own = _ROLE_WORDS[tail[1] or tail[2]] if tail else role
        pairs.append((own, name))
        if tail and own is DutyRole.SUPPORTING_UNIT and tail[2]:
            pairs[pending:] = [(own, other) for _role, other in pairs[pending:]]
        if tail and own is DutyRole.LEAD_UNIT and tail[2]:  # 甲、乙牵头
            alone = max(pending, clause)
            pairs[alone:] = [(own if one == role else one, other) for one, other in pairs[alone:]]
        if tail and tail[2]:
            pending = len(pairs)
            role = DutyRole.SUPPORTING_UNIT if own is DutyRole.LEAD_UNIT else role
    return pairs


def _pieces(text: str) -> list[tuple[str, str]]:
    """The units of a cell as written, each with the sign before it: parted at signs, at line breaks that end a name, at blanks
    and 和 between units.
    """
    text = text.strip()
    if text[:1] in _FRAMES and text[-1:] in _FRAMES.values() and not _FRAMES.keys() & set(text[1:]):
        text = text[1:-1].strip()
    if text[:1] in "(（" and text[-1:] in ")）" and not _ROUND.search(text, 1, len(text) - 1):
        text = text[1:-1]  # （责任单位：甲、乙）
    text = _LABEL_INSIDE.sub("；", text)
    text = _SPACED.sub("、", _BROKEN_NAME.sub("", text))
    pieces: list[tuple[str, str]] = []
    for sign, piece in _parted(text):
        if pieces and not set(sign) & set(";；") and _is_one_office(pieces[-1][1], piece):
            pieces[-1] = pieces[-1][0], f"{pieces[-1][1]}、{piece.strip()}"
        else:
            pieces += _joined_by_and(sign, piece)
    return pieces


def _joined_by_and(sign: str, piece: str) -> Iterator[tuple[str, str]]:
    """The offices of a piece that 和 joins; committee and government of one place stay one, and a name with brackets whole."""
    start = 0
    for found in _AND.finditer(piece) if len(piece) <= _LONGEST_NAMES and not _ROUND.search(piece) else ():
        if not _is_one_office(piece[start : found.start()], piece[found.end() :]):
            yield sign, piece[start : found.start()]
            sign, start = found[0], found.end()
    yield sign, piece[start:]


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """What stands between the signs, each with the sign before it; a sign inside brackets parts nothing."""
    closing = [(found.start(), found[0] in ")）") for found in _ROUND.finditer(text)]
    place, sign, start = 0, "", 0
    for found in _SEPARATORS.finditer(text):
        while place < len(closing) and closing[place][0] < found.end():
            place += 1
        if place == len(closing) or not closing[place][1]:
            yield sign, text[start : found.start()]
            sign, start = found[0], found.end()
    yield sign, text[start:]


def _is_one_office(first: str, second: str) -> bool:
    """Whether two names are the party committee and the government of one place."""
    label = _ROLE_LABEL.match(first.strip())
    party = _PARTY.match(first.strip()[label.end() if label else 0 :].strip())
    tail = _ROLE_TAIL.search(second.strip())
    government = _GOVERNMENT.match(second.strip()[: tail.start() if tail else None])
    if not party or not government:
        return False
    return government["place"] in _GENERIC_PLACES or government["place"] == party["place"]

"""Words of the trade as offices write them, and what they mean: statuses, categories, findings."""

import re
import unicodedata
from functools import lru_cache

from dczg_desktop.domain.boxes import has_boxes, has_tick, ticked
from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.traditional import simplified

_ADVERBS = r"(?:[能够会有于在到至]|按[期时]|如期|及时|全部|全面|完全|彻底|最终|整改|规定|[时期]限|\d|[今明本上下半年月日号季度周旬初底末前内])*"
"""What may stand between 未 or 将 and 完成: how, and by what time."""
_NOT = rf"(?:未|没|不能|无法|难以){_ADVERBS}"
_NOT_YET = rf"(?:待|拟|将|计划|预计|预期|力争|争取|确保|尚需|还需|正在){_ADVERBS}"
STATUSES: tuple[tuple[str, str], ...] = (
    (
        r"未申请验收|未完成(?:验收|销号)|正在验收|验收中|待销号|销号中|待(?:[省市县区州]级?|上级|上报|国家)验收|(?:申请|上报|提交|报请|报送).{0,4}(?:验收|销号)|待验收",
        "完成整改",
    ),
    (r"未完成[但并].*达到(?:时序|序时)", "达到序时进度"),
    (
        r"^(?!.*(?:未销号|[未待][^，,；;。]{0,6}验收)).*(?:交账销号|验收销号|已销号|^销号(?![退不待未])|整改销号|完成销号|已验收|(?<!未)(?<!不)予以销号|已[^未待拟将]{0,8}并已?(?:验收)?销号)",
        "已销号",
    ),
    (r"阶段性?办结|办结阶段性?$", "阶段性办结"),
    (rf"(?:{_NOT}|{_NOT_YET}|不予)办结", "未办结"),
    (r"正在办理|办理中|限期办结|在办|办结中(?!心)", "正在办理"),
    (r"已?办结", "已办结"),
    (r"尚?未启动|待整改|未开展|未开工|未整改(?!到位|完成|完毕)", "尚未启动"),
    (
        rf"{_NOT}(?:达到?|完成|到位|完毕)|不到位(?!.*完成)|(?:达不到|不符合|低于|落后|慢于).{{0,3}}(?:时序|序时)",
        "未达到序时进度",
    ),
    (
        r"(?<![未无不])(?<!没有)(?:滞后|停滞)|红灯|未按|(?<![未无有不])(?:逾期|超期)(?!后?已?(?:全部)?(?:完成|整改完))",
        "未达到序时进度",
    ),
    (r"超(?:过|前)?(?:时序|序时)|(?:提前|超前)(?!已?完成)", "超过序时进度"),
    (
        r"(?:达到?|按|符合|正常|完成).{0,3}(?:时序|序时)|(?:时序|序时)任务|(?:序时|时序|正常|有序|加快|加速|稳步|按期|按计划|如期|持续|正在)推进|整改中|正在整改|在整改|推进中|进行中|进展顺利|绿灯|黄灯",
        "达到序时进度",
    ),
    (
        r"(?<!不)(?<!未)(?<!基本)(?<!原则)(?<!部分)(?<!阶段性)(?<!阶段)(?<!初步)(?:完成|整改到位|整改完毕|合格|通过)|(?<!不)(?:同意(?:通过|验收|销号)|准予销号|建议销号)",
        "完成整改",
    ),
    (r"^(?:[均都现]|目前|全部|问题)*已经?(?:全部|全面|完全|彻底)?整改(?:完|好|结束)?$", "完成整改"),
    (r"^(?:[均都现]|目前|全部|问题)*已经?(?:全部|完全|彻底|成功)?化解(?:完|完成)?$", "已办结"),
    (rf"^(?:[均都现]|目前|问题)*(?:{_NOT}|{_NOT_YET})化解$|化解中$|^正在化解", "未办结"),
)
_DONE = r"(?:完成|到位|完毕|办结)"
_STEP = r"前期|主体|土建|立项|可研|环评|设计|勘察|招投?标|选址|征地|方案|编制|审批|整改方案|排查|摸排|核查|调查|立案|采购|论证|备案|公示|初步|大体|总体上?|主要|[一二三四]期|第[一二三四]阶段"
_HAS_TO = (
    r"可以?|能|有望|快要?|临近|接近|准备|尽快|加快|抓紧|(?<!按)(?<!按照)要求|应当?|须|需要?|务必|必须|限期?"
)
_BY_WHEN = r"(?:(?<!提)[前底末内]|近期|\d[年月季]|季度|半年)(?:[之以]?前)?"
_UNDONE = re.compile(
    rf"{_NOT_YET}{_DONE}|{_DONE}部分$|完成了?(?:一半|过半|大半|大部|近半|{_STEP})|(?:{_STEP})(?:任务|工作|工程|项目|编制)?(?:已|均|全部)?完成"
    rf"|(?:部分|基本|初步|大部分?){_DONE}"
    r"|过半|近半|大半|一半"
    r"|完成(?:时限|时间|期限|日期|节点|标准|情况|比例|率?[近约超]?(?:[一二两三四五六七八九]成|百分之(?!百)|[一二两三四五六七八九十]+分之))"
    r"|通过(?:环评|审批|立项|评审|可研|论证|审查|备案|初审)"
    r"|完成.{0,8}(?:年度?|半年|季度|阶段性?|当月|本月)(?:整改|治理|目标)*任务|(?:年度?|半年|季度|阶段性?|当月|本月)(?:整改|治理|目标)*任务.{0,4}完成"
    r"|^(?!.*(?:[防无未没]|避免|杜绝).{0,6}(?:反弹|回潮|死灰复燃)).*(?:反弹|回潮|死灰复燃)"
)
"""What will be done or is to be, one step or a part of it, and what came back afterwards: no status that is certain."""
_TO_BE_DONE = re.compile(
    rf"(?:{_HAS_TO}|{_BY_WHEN})(?:[按如]期|[按及]时|全部|全面|整改|于|在)*{_DONE}|{_DONE}(?:整改|任务)*(?:有|存在|确有)?(?:一定|较大|很大)?(?:的)?(?:困难|难度|风险|压力)"
)
_HAS_BEEN = re.compile(
    rf"已经?(?:[于在按]|如期|[按如]时|全部|全面|提前|整改|要求|规定|计划|节点|[时期]限|[\d今本上下半年月日号季度旬初底末前之以内])*{_DONE}"
)
"""2026年底前完成 is to be done by then; 已于2026年6月底前完成 is."""
_PARTLY = re.compile(r"(?<![\d.])(?!100(?:\.0+)?%)\d+(?:\.\d+)?%|完成(?:了|投资)?(?!100(?:\.0+)?%)\d")
_DAY_BEHIND = re.compile(
    r"(?<=[是结完号])\s*[（(]\s*(?:20\d\d[年./-])?\d{1,2}[月./-]\d{1,2}日?(?:办结|完成)?\s*[)）]\s*$"
)
"""是（4月25日）: since when it is so."""
ENDS = frozenset({"完成整改", "已办结", "已销号"})
_LONGEST_RESULT = 24
_REFUSED = re.compile(
    r"(?:未|没有?|不予?|暂[未不]予?|尚未)(?:能|获|被)?(?:通过|合格|达标|同意|符合)|不(?:予|同意|能|得)?销号|退回(?:重新)?整改|驳回"
)
_ONLY_UNDONE = re.compile(
    r"否|(?:目前|至今|暂|尚|还|仍){0,3}(?:未|没有?)(?:全部|完全|整体|彻底)?(?:整改)?(?:完成|到位|完毕)(?:整改|任务|整改任务|的)?"
)
_ACCEPTED = re.compile(
    r"(?:经|县级|市级|省级|已经?|均|全部|一致|复核|核查|现场|初步|初验|验收|验收组?|整改|意见[:：]|符合要求|[,，;；、。\s])*"
    r"(?:通过|合格|达标|到位|符合(?:要求|标准|条件|验收标准|销号条件)?|(?:同意|准予|建议|可以|予以)(?:通过|验收|销号)+|完成验收)"
    r"(?:验收|销号|[,，;；、。\s])*"
)
_STATUS = tuple((re.compile(pattern), word) for pattern, word in STATUSES)

CATEGORIES: tuple[tuple[str, str], ...] = (
    ("噪声", "噪声|噪音|振动|震动|^声$"),
    ("扬尘", "扬尘|粉尘|^尘$"),
    ("油烟", "油烟|餐饮"),
    ("大气", "大气|废气|空气|异味|臭气|气味|^气$"),
    ("土壤", "土壤|耕地|^土$"),
    ("固体废物", "固废|固体废物|危废|危险废物|渣土|^渣$|^固$"),
    ("垃圾", "垃圾"),
    ("重金属", "重金属"),
    ("辐射", "辐射|电磁"),
    ("海洋", "海洋|近岸"),
    ("生态", "生态|林地|草原|湿地|自然保护|水土流失|水土保持"),
    ("水", "水"),
    ("其他", "其他|其它"),
)
_CATEGORIES = tuple((word, re.compile(pattern)) for word, pattern in CATEGORIES)
_TOGETHER = re.compile(
    "水生态|水土流失|水土保持|噪[声音]|振动|扬尘|粉尘|油烟|大气|[废臭]气|气味|异味|土壤|[固危]废|(?:固体|危险)废物|渣土|垃圾|重金属"
    "|辐射|海洋|生态|废水|污水|(?:地下|地表)水|其[他它]|[水气声渣土尘固]"
)
"""What stands side by side in 水气声渣 or 大气水土; 渣土 and 水生态 are one."""
_BETWEEN = re.compile(r"[、，,;；/\\|＋+·&和及与]+")
_OF_TITLES = re.compile("问题|方面|领域|防治|治理|管理|管控|保护|处置|突出|存在的?|整改|扰民|专项|攻坚")
_FILLING = re.compile("环境|污染|[类等]")

_SUBSTANCE = re.compile(r"(?<!是否)(?<![非未够])(?:基本|部[分份]|不)?属实")
_PARTLY_UNTRUE = re.compile(r"(?:部[分份]|基本|大多|大部分)不属?实")
_CONCLUDED = re.compile(
    r"(?:^|[，,。；;：:])经?(?:综上(?:所述)?|综合|总体|整体|最终)[,，]?(?:来看|研判|判断|认定|判定|评定|核定|结论)?"
    r"(?:(?:该|此|本)(?:信访|举报)?件|(?:群众|信访)?(?:反映|举报)的?(?:情况|问题|内容)?)?(?:认定|判定|结论)?[为是]?"
    r"(不属实|部[分份]属实|基本属实|属实)[。；;]?$"
)
"""What a sentence about single points comes to, in a clause of its own: …属实、…不属实，综合认定为部分属实; 臭气总体不属实 is one of the points."""
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
    "属实部分": "部分属实",
}


@lru_cache(maxsize=8192)
def status_of(text: str) -> str | None:
    """The status word behind a spelling (`达到时序进度` and `达到序时进度` are one); None when unknown or not one.

    A cell of boxes gives the ticked option, and None unless exactly one is ticked.
    """
    if has_boxes(text) or has_tick(text):
        marked = ticked(text)
        return status_of(marked[0]) if len(marked) == 1 and not has_boxes(marked[0]) else None
    plain = folded_header(_DAY_BEHIND.sub("", text))
    if not plain or len(plain) > 24:
        return None
    if _PARTLY.search(unicodedata.normalize("NFKC", text)):
        return None  # 完成60% is a report and no status
    if plain in {"是", "否"}:
        return "完成整改" if plain == "是" else None  # not done yet may still be in time
    word = next((word for pattern, word in _STATUS if pattern.search(plain)), None)
    return None if word in ENDS and _is_open(plain) else word


def _is_open(plain: str) -> bool:
    """Whether what names an end tells of a part of it, or of a time to come."""
    if _UNDONE.search(plain) or _REFUSED.search(plain):
        return True
    return bool(_TO_BE_DONE.search(plain)) and not _HAS_BEEN.search(plain)


def is_only_undone(text: str) -> bool:
    """Whether a state says that something is not done and nothing of the time it has (否, 未完成整改): late or in time is open."""
    return _ONLY_UNDONE.fullmatch(folded_header(text)) is not None


def is_refused(text: str) -> bool:
    """Whether the result of an acceptance is that it was not passed."""
    return len(text) <= _LONGEST_RESULT and _REFUSED.search(folded_header(text)) is not None


def is_acceptance(text: str) -> bool:
    """Whether a text says nothing but how an acceptance ended: 通过, 合格，同意销号, 未通过."""
    return is_refused(text) or (
        len(text) <= _LONGEST_RESULT
        and re.fullmatch(f"(?:{_ACCEPTED.pattern})+", unicodedata.normalize("NFKC", text).strip()) is not None
    )


def categories(text: str) -> tuple[str, ...]:
    """The categories named in a cell in normal words, in the cell's order; an unknown one is kept as written.

    Of a cell of boxes only the ticked ones count.
    """
    said = "、".join(ticked(text)) if has_boxes(text) else text
    found: list[str] = []
    for piece in _BETWEEN.split(unicodedata.normalize("NFKC", said)):
        found += _side_by_side(piece) or [
            word for one in piece.split() for word in _side_by_side(one) or _named(one)
        ]
    return tuple(dict.fromkeys(found))


def title_categories(title: str) -> tuple[str, ...]:
    """The categories that a title of a group names (水环境问题, 大气污染防治方面); none where it says anything else."""
    if "生态环境" in title:
        return ()  # everything is
    pieces = [
        _side_by_side(one) for one in _BETWEEN.split(_OF_TITLES.sub("", unicodedata.normalize("NFKC", title)))
    ]
    return tuple(dict.fromkeys(word for piece in pieces for word in piece)) if all(pieces) else ()


def _side_by_side(piece: str) -> list[str]:
    """The categories of a piece that is nothing but their names, one behind the other; none of any other piece."""
    bare = _FILLING.sub("", folded_header(piece))
    found = _TOGETHER.findall(bare)
    if not bare or "".join(found) != bare or "(" in piece:
        return []
    return [_category(one, one) for one in found]


def _named(piece: str) -> list[str]:
    """The category that a piece names in whatever words."""
    plain = folded_header(piece).removesuffix("污染") or folded_header(piece)
    return [_category(plain, piece)] if plain and plain != "污染" else []


def _category(plain: str, written: str) -> str:
    return next((word for word, pattern in _CATEGORIES if pattern.search(plain)), written)


@lru_cache(maxsize=8192)
def substantiated_word(text: str) -> str | None:
    """`属实`, `基本属实`, `部分属实` or `不属实` for what stands under 是否属实; None when it says none of them."""
    if has_boxes(text) or has_tick(text):
        marked = ticked(text)
        return substantiated_word(marked[0]) if len(marked) == 1 and not has_boxes(marked[0]) else None
    plain = folded_header(text)
    if plain in _SUBSTANTIATED:
        return _SUBSTANTIATED[plain]
    if "属实" in plain and (found := _CONCLUDED.search(simplified("".join(text.split())))):
        return found[1].replace("份", "分")
    if len(plain) > 14 or _PARTLY_UNTRUE.search(plain):
        return None
    said = {word.replace("份", "分") for word in _SUBSTANCE.findall(plain)}
    if said == {"部分属实", "属实"} and plain.startswith("部分属实"):
        return "部分属实"  # 部分属实（扬尘属实）
    return said.pop() if len(said) == 1 else None

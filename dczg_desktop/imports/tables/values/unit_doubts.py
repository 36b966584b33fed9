"""What is doubtful about whom a cell names: nobody, an uncounted number, a person among units, a unit among persons."""

import re
from collections.abc import Collection
from functools import lru_cache
from itertools import islice

from dczg_desktop.domain.telephones import without_telephones
from dczg_desktop.domain.units import NOBODY

OTHER_UNITS = {
    "lead_unit": "牵头单位",
    "supporting_unit": "配合单位",
    "supervising_unit": "督导单位",
    "accepting_unit": "验收单位",
}
UNIT_FIELDS = frozenset({"responsible_unit", *OTHER_UNITS})
PERSON_FIELDS = frozenset({"responsible_leader", "responsible_person", "lead_leader"})

_AND_OTHERS = re.compile(
    r"等\s*(?:\d{1,3}|[二两三四五六七八九十]{1,3})\s*[个家](?:责任|市直|县直|区直|相关|有关)?(?:单位|部门|局|企业|乡镇|街道|县|区|镇|乡|村)"
)
_OF_CLASS = r"(?:单位|部门|机构|科室|企业|公司|成员|主管|行业|责任|直属|市直|县直|区直|州直|省直|派出|党委|党工委|人民政府|政府|办事处|管委会|委员会|分局|委办局|乡镇|镇街|镇村|街镇|县区|市县|市州|市区|旗县|[省市县州盟区旗镇乡村]|街道|社区|园区|开发区|[（(][^（）()]{1,8}[）)]|[、和及])"
_UNNAMED = re.compile(
    rf"(?:^|[、，,;；\n和及与]|[省市县区州盟旗全直级线][^、，,;；\n]{{0,4}}?)(?P<name>(?:沿线|沿河|沿江|沿湖|流域内?|辖区内?|全[省市县区州镇乡]|属地|所在|涉及的?|涉事|[省市县区州][直级])?(?:各(?!庄)|有关|相关|属地|所在|涉及的?|涉事)(?:各|有关|相关|涉及的?)?{_OF_CLASS}+)(?=$|[、，,;；\n和及与。]|牵头|负责|配合|按|分别|共同)"
    r"|(?P<others>等(?:有关|相关|各|责任|市直|县直|区直|行业|主管){0,3}(?:单位|部门|乡镇|街道|企业|县区))(?=$|[、，,;；\n。]|牵头|负责|配合|按|分别|共同)"
)
"""Units that a word only calls by their class (各乡镇, 相关部门, 沿线各镇, 等部门)."""
_AND_MORE = re.compile(r"(?<=[局委办厅府会处院所站队司团心乡镇道区县市村])等\s*(?=$|[。；;\n])")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙朱胡郭何罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛阎余潘杜戴夏钟汪"
    "任姜范姚谭廖邹熊陆郝孔崔邱秦顾侯邵孟龙段雷钱汤尹黎易贺赖龚"
)
"""The most common ones, without those that begin the names of places and trades as often (石, 江, 林, 金)."""
_NAME = rf"[{_SURNAMES}][\u4e00-\u9fff]{{0,1}}[^\W\d_市县区镇乡村组局委办厅站所队科股室部院校厂司业矿河山湖湾沟等]"
_ONLY_NAMES = re.compile(rf"{_NAME}(?:[、，,\s]+{_NAME})*")
_UNIT = r"(?:[局委办厅院所站队]|政府|中心|公司|集团|街道|管委会|办事处|[乡镇])"
_END_OF_UNIT = re.compile(rf"(?:{_UNIT}|[县市区州旗]|单位|部门)(?:[（(][^（()）]*[)）])?$")
_LAST_OF_UNIT = frozenset("局委办厅院所站队府心司团道会处乡镇县市区州旗位门)）")
ANYBODY = _NAME.replace(
    _SURNAMES, _SURNAMES + "武石江林金白毛史万方田任柳尚温庄严康贺倪施洪章葛齐梅喻殷安常向古易耿关兰文欧翁翟"
)
"""Behind a unit and a blank or a bracket rarer surnames are names too."""
_UNIT_AND_NAME = re.compile(
    rf"(?:{_UNIT}(?:\s*[（(:：]\s*|\s+)|(?:局长|主任|镇长|乡长|书记|县长|区长|科长|所长|站长|队长|股长|经理)\s*)({ANYBODY})\s*[)）]?(?=$|[、，,;；\n])"
)
_OTHER_LABEL = re.compile(
    r"(?P<name>责\s*任\s*人|负\s*责\s*人|联\s*系\s*(?:人|电\s*话)|(?:责任|牵头|包保)领导|(?:整改|完成|办理|办结)时限)\s*[:：]"
)
_ONLY_UNIT = re.compile(r"[\u4e00-\u9fff（）()]{2,30}(?:局|委员会|政府|办事处|街道办|中心|公司|管委会)")
_UNIT_AT_END = re.compile(r"[局会府处办心司][^\S\n]*(?:\n|$)")
_CONTACT = re.compile(r"[（(][^（）()\n]{0,20}(?:联系人|联络员|电话|手机)[^（）()\n]{0,40}[）)]")
_MOSTLY = 0.5
_LONGEST_END = 24
_NONE: tuple[str, ...] = ()


def of_unit(text: str) -> tuple[str, ...]:
    """The doubts about who is responsible; nobody at all is one."""
    if text.strip() in NOBODY:
        return ("责任单位为空。请补填负责整改的单位。",)
    return of_other_unit("责任单位", text)


def _beside_unit(name: str, text: str) -> tuple[str, ...]:
    """The doubts about what else stands beside a unit: whom to call, a person, the content of another column."""
    if found := _CONTACT.search(text):
        return (f"{name}里写着“{found[0]}”，会一起记成单位的名称。请把联系人、电话移到备注。",)
    if without_telephones(text)[1]:
        return (f"{name}里写着电话，会一起记成单位的名称。请把电话移到备注。",)
    if found := _UNIT_AND_NAME.search(text):
        return (f"单位后面写着人名“{found[1]}”，会一起记成单位的名称。请把人名移到责任人一栏。",)
    if found := _OTHER_LABEL.search(text):
        said = re.sub(r"\s", "", found["name"])
        return (f"{name}里写着“{said}：”，后面的内容会一起记成单位的名称。请移到{said}一栏。",)
    return _NONE


@lru_cache(maxsize=8192)
def of_other_unit(name: str, text: str) -> tuple[str, ...]:
    """The same about units that need not be there: only counted, or called by their class, or no units at all."""
    if found := _AND_OTHERS.search(text):
        return (f"{name}写着“{found[0]}”，没有写全是哪几个。请写出每个单位的名称。",)
    if found := _UNNAMED.search(text):
        said = found["name"] or found["others"]
        return (f"{name}写着“{said}”，没有写明是哪几个。请写出每个单位的名称，确实是全部的可以照样导入。",)
    if _AND_MORE.search(text):
        return (f"{name}写着“…等”，没有写全是哪几个。请写出每个单位的名称，只有这些的请去掉“等”字。",)
    if _ONLY_NAMES.fullmatch(text.strip()):
        return (
            f"“{text.strip()}”像是人名，这一栏是单位。请改填单位名称；整栏都是人的，请在列对应里改为责任人。",
        )
    return _beside_unit(name, text)


@lru_cache(maxsize=8192)
def of_person(text: str) -> tuple[str, ...]:
    """The doubts about persons: what names nothing but units."""
    pieces = re.split(r"[、，,;；\n]+", text.strip())
    if text.strip() and all(map(_ONLY_UNIT.fullmatch, pieces)):
        return (
            f"“{text.strip()}”是单位，这一栏是人员。请改填姓名；整栏都是单位的，请在列对应里改为责任单位。",
        )
    return _NONE


def _ends_as_unit(text: str) -> bool:
    return (
        text[-1:] in _LAST_OF_UNIT and _END_OF_UNIT.search(text, max(len(text) - _LONGEST_END, 0)) is not None
    )


def maybe_units(texts: Collection[str]) -> Collection[str]:
    """Of a column of persons those texts that may name nothing but units: such a one ends as units do."""
    return set(texts) if _UNIT_AT_END.search("\n".join(texts)) else frozenset()


def _are_mostly_units(texts: Collection[str]) -> bool:
    """Whether more than half end as units do; no more are looked at than it takes to see that."""
    enough = int(len(texts) * _MOSTLY) + 1
    return sum(1 for _text in islice(filter(_ends_as_unit, texts), enough)) == enough


def _are_persons(texts: Collection[str]) -> bool:
    """Whether all may be names of persons, most of them of three characters (张建国): names of places are mostly shorter."""
    full = sum(len(text.strip()) % 4 == 3 for text in texts)  # 张建国、李大海 has seven
    return full >= len(texts) * _MOSTLY and all(_ONLY_NAMES.fullmatch(text.strip()) for text in texts)


def maybe_odd_units(texts: Collection[str], *, needed: bool) -> Collection[str]:
    """Of a column of units those to be looked at. Short names in a column of other short names (黄山、常德) are places."""
    distinct = set(texts)
    named = distinct - NOBODY
    are_units = _are_mostly_units(named) or _are_persons(named)
    odd = named if are_units else {text for text in named if not _ONLY_NAMES.fullmatch(text.strip())}
    return odd | (distinct & NOBODY) if needed else odd

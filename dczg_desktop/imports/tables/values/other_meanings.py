"""Columns that hold something else than their header says: figures under 问责, streets under 地址, kinds under 编码."""

import re

from dczg_desktop.domain.headings import folded_header

MOSTLY = 0.6
_TOLD_IN_WORDS = frozenset(
    {
        "accountability",
        "description",
        "measures",
        "goal",
        "responsible_unit",
        "responsible_person",
        "findings",
        "result",
    }
)
_NAMED = frozenset(
    {
        "area",
        "responsible_unit",
        "lead_unit",
        "supporting_unit",
        "supervising_unit",
        "accepting_unit",
        "responsible_person",
    }
)
_COUNT = re.compile(r"-?\d{1,6}(?:\.\d+)?|/|—|-")
_MARK = re.compile(r"[^\u4e00-\u9fff]{1,6}|[是否有无]")
_MAYBE_UNITS = frozenset(
    {
        "责任",
        "主体",
        "主责",
        "单位",
        "市直部门",
        "县直部门",
        "省直部门",
        "市直单位",
        "县直单位",
        "省直单位",
        "区直部门",
        "区直单位",
    }
)
_SPOT = re.compile(r"^(?!具体地点|所在地).*(?:地点|位置|地址|发生地|事发地)$")
_AREA_NAME = re.compile(r"^[\u4e00-\u9fff]{1,12}[省市州盟县区旗乡镇村]$|街道$|社区$|开发区$|园区$")
_LEVEL_WORD = re.compile(
    r"(?:特别?(?:重大|严重)|重大|较大|较[重轻]|一般|轻微|严重|突出|[高中低](?:风险)?|[一二三四ⅠⅡⅢⅣIV1-4]+级?|[红橙黄蓝绿]色?)(?:隐患|风险|问题|级)?"
)
UNIT_NAME = re.compile(
    r"^.{0,40}(?:[局委办厅部院校所站会队处司]|政府|办事处|中心|公司|集团|园区|[省市州县区乡镇村]|街道|开发区|企业|厂)(?:[(（][^)）]*[)）])?(?:[/／、，；\n].*)?$",
    re.S,
)
_NUMBER = re.compile(r"^-?[\d.,%]+$")
_LONGEST_CODE = 3
_OPINION = re.compile(r"(?:意见|建议)$")
_ROUND = re.compile(r"(?:中央|省级?)?第?[一二三四五六七八九十\d]{1,2}轮")
_FORMER = re.compile(
    r"原(?:先|来|有|定)?的?(?:整改|治理|整治|完成|办理|办结|落实|验收|销号|进展|进度|状态|结论|结果|上报|反馈|认定)"
)
"""原整改结论; 原因分析及整改进展 tells how it goes now."""


def holds_something_else(plain: str, field: str, texts: list[str]) -> bool:
    """问题地址 that holds streets and house numbers is no area; 隐患类别 that holds 一般, 重大 tells how grave, not which kind."""
    if field in {"status", "progress"} and _FORMER.match(plain):
        return True  # 原整改结论 tells how it was before
    if texts and _holds_figures(plain, field, texts):
        return True
    if field == "progress" and plain.endswith(("落实", "实施")):
        return share(texts, UNIT_NAME) > MOSTLY  # 镇村落实 over names of towns
    if field == "responsible_unit" and plain in _MAYBE_UNITS:
        return share(texts, UNIT_NAME) <= MOSTLY
    if field == "number":
        return _is_code(plain, texts)
    if field == "area":
        return bool(_SPOT.search(plain)) and share(texts, _AREA_NAME) <= MOSTLY
    return (
        field == "category"
        and bool(texts)
        and all(_LEVEL_WORD.fullmatch(folded_header(text)) for text in texts)
    )


def rounds(plain: str, field: str, texts: list[str]) -> list[tuple[str, float]] | None:
    """Nothing for a column of rounds (轮次) that only names those of the inspections (第三轮): no batch; 交办批次 may count its own in rounds."""
    is_round = field == "batch" and "轮" in plain and bool(texts) and all(map(_ROUND.fullmatch, texts))
    return [] if is_round else None


def of_problems(plain: str, field: str) -> list[tuple[str, float]] | None:
    """What 处理… means over a list of problems: nothing for what auditors advise (处理意见), measures first where they are named."""
    if field != "result":
        return None
    if _OPINION.search(plain):
        return []
    return [("measures", 0.74), ("progress", 0.73)] if "措施" in plain else None


def _is_code(plain: str, texts: list[str]) -> bool:
    """Whether a column of codes names kinds (主要污染问题编码 that holds a, b, a), and no single thing."""
    is_short = plain.endswith(("编码", "代码")) and max(map(len, texts), default=0) <= _LONGEST_CODE
    if any(char.isdigit() for text in texts for char in text):
        return False  # a number merged over rows, or counted anew in every chapter, is there twice too
    return is_short and 1 < len(texts) != len(set(texts))


def _holds_figures(plain: str, field: str, texts: list[str]) -> bool:
    """Whether a column of words, names or states holds nothing but figures or ticks."""
    if field in _TOLD_IN_WORDS and all(map(_COUNT.fullmatch, texts)):
        return True  # 问责（人次） that holds 0, 2
    if field == "status" and "%" in plain and all(map(_NUMBER.fullmatch, texts)):
        return True  # 整改进度（%） that holds 60
    return field in _NAMED and all(map(_MARK.fullmatch, texts))  # a tick, a number or 是 is nobody's name


def share(texts: list[str], pattern: re.Pattern[str]) -> float:
    """How many of the texts a pattern is found in, from 0 to 1."""
    return sum(bool(pattern.search(text)) for text in texts) / len(texts) if texts else 0.0

"""What the cells of a list of petitions hold, by which their columns are told where nothing else tells them."""

import re
from collections.abc import Callable

from dczg_desktop.domain.areas import areas, is_place
from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.domain.vocabulary import categories, substantiated_word

_LONGEST_AREA, _LONGEST_CATEGORY, _LONGEST_VERDICT = 16, 24, 14
STOP = re.compile(r"[。；;：:？?！!]")
ANY_NUMBER = re.compile(r"[A-Za-z]{0,6}[\dA-Za-z*＊〔〕-]{1,28}号?")
"""Any number: also one that the page has masked (X2NM***)."""
_STATE = re.compile(r"(?:已|未|暂未|尚未|阶段性?|阶段性已)?办结|正在办理|办理中|是|否")
_TOUCHED = re.compile(
    r"无|暂无|[/／\-—]+|(?:正在|正由|由)?[^。；，]{0,12}(?:依规依[纪法]|纪检|纪委|监委)[^。；，]{0,12}(?:调查|核查|处理|问责|办理)(?:中|处理)?。?|[^。]{0,80}(?:约谈|问责|诫勉|通报|批评|警告|处分|记过|检查|追[究责]|扣[发减除罚]|谈话|[免撤]职|提醒)[^。]{0,40}。?"
)


def is_short(text: str) -> bool:
    """Whether a text is no longer than the name of a place, and no sentence."""
    return len(text) <= _LONGEST_AREA and not STOP.search(text)


def _is_area(text: str) -> bool:
    plain = re.sub(r"\s", "", text)
    return len(plain) <= _LONGEST_AREA and all(map(is_place, areas(plain)))


def _is_category(text: str) -> bool:
    is_plain = (
        len(text) <= _LONGEST_CATEGORY and not STOP.search(text) and not text.endswith(("、", "，", ","))
    )
    return is_plain and bool(categories(text))


def _is_verdict(text: str) -> bool:
    is_brief = len(text) <= _LONGEST_VERDICT and not STOP.search(text)
    return is_brief and (text in {"是", "否"} or substantiated_word(text) is not None)


FITS: dict[str, Callable[[str], bool]] = {
    "number": lambda text: is_petition_number(text) or ANY_NUMBER.fullmatch(text) is not None,
    "area": _is_area,
    "category": _is_category,
    "substantiated": _is_verdict,
    "completion": lambda text: _STATE.fullmatch(text) is not None,
    "accountability": lambda text: _TOUCHED.fullmatch(text) is not None,
}
"""Field → whether a cell may stand in its column."""

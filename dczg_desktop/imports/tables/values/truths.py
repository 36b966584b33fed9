"""Whether a petition is true, told inside what was found or done (经查，群众反映属实。…) and in no cell of its own."""

import re

SUBSTANCE = re.compile(r"(?<!是否)(?:不属实|部分属实|基本属实|属实)")
_UNTRUE = "不属实"
_DENIED = re.compile(
    r"(?:未|没有?)(?:发现|见)(?!异常)|不存在|与(?:反映|举报|事实)[^。]{0,6}不符|查无|(?:无法|难以|未能)(?:核实|认定|查实|查证)"
)
"""What of it was not found: then it is hardly true as a whole."""
_QUOTED = re.compile(r"“[^“”]{7,400}”")
"""Words of somebody else: what an earlier answer said is no verdict."""
_EARLIER = re.compile(r"(?:上次|前次|此前|以往|曾)[^。；;，,]{0,16}属实")
_OF_WHOLE = re.compile(
    r"(?:(?:该|此|本)(?:信访|举报|交办|投诉|转办)*件|综上|(?:群众)?(?:反映|举报|投诉)的?(?:情况|问题|内容))[^。；;]{0,16}?(不属实|部分属实|基本属实|属实)"
)
_OPENING = re.compile(
    r"\s*(?:经[^。；;，,]{0,12}[，,])?(?:该|此|本)?(?:群众|信访|转办|交办|反映|举报|投诉)*的?(?:件|情况|问题|事项|内容)*(部分属实|基本属实)[。；;：:\n]"
)
"""What findings say in front of the whole (经调查，举报件部分属实。⑴…不属实。⑵…属实)."""


def truth_in(text: str) -> str:
    """The one thing a text says of the whole petition; empty where it says none, several, or that something was not found."""
    if "属实" not in text:
        return ""
    said = text
    text = _QUOTED.sub("", text)
    whole, told = set(_OF_WHOLE.findall(text)), set(SUBSTANCE.findall(text))
    words = whole if len(whole) == 1 else told
    if words is told and ((told != {_UNTRUE} and _DENIED.search(text)) or _EARLIER.search(text)):
        words = set()
    if opening := _OPENING.match(text):
        words = {opening[1]}
    return word if len(words) == 1 and len(said) > len(word := words.pop()) else ""

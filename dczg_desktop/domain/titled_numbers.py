"""The number that only a title names: 受理编号X3JX…, 第二十七项, （序号14）."""

import re

from dczg_desktop.domain.numbering import NUMERAL, find_number

_TITLED = (
    re.compile(r"(?<=情况)[(（]([A-Z]{1,5}\d{9,20}[*＊]?)[)）]$"),
    re.compile(rf"第(?:{NUMERAL}|\d+)[项条件](?!措施)"),
    re.compile(rf"序号\s*(?:[:：]\s*)?((?:{NUMERAL}|\d+))"),
    re.compile(
        r"(?:受理|问题|信访件?|交办|任务|整改)?编号\s*(?:[:：]\s*)?((?:[\u4e00-\u9fff]{1,6}[-—－])?(?=[〔〕()（）-]*[A-Za-z0-9*])[A-Za-z0-9*〔〕()（）-]{1,40}?号?)(?=[)）\s]|[^A-Za-z0-9*〔〕()（）-]|$)"
    ),
    re.compile(rf"[(（]((?:{NUMERAL}|\d+|(?<=(?:任务|问题|事项)[(（])(?:\d{{1,4}}[—－-]){{1,3}}\d+)号)[)）]"),
    re.compile(rf"[(（][\u4e00-\u9fff]{{0,8}}(?:任务|问题|事项)((?:{NUMERAL}|\d+))[)）]"),
    re.compile(
        rf"第(?:{NUMERAL}|\d+)号(?=(?:突出)?(?:生态环境|环境)?(?:问题|任务)|整改|信访|件|已)"
        r"|^[DXW]\d{10,24}(?=(?:信访|举报|交办|转办)*(?:案件|件))"
    ),
    re.compile(
        r"(?<![\d〕\]）)第—－-])((?:\d{1,8}[—－-])*\d{1,4}号)(?=(?:突出)?(?:生态环境|环境)?(?:问题|任务|信访件?))"
    ),
)


def titled_number(text: str) -> str:
    """The number a title names, as written: `受理编号X3JX…`, `第二十七项`, `（序号14）`, `问题编号：20252792025280`, else empty.

    A petition number wins over any ordinal.
    """
    if petition := find_number(text):
        return petition
    for pattern in _TITLED:
        if found := pattern.search(text):
            return found[1] if pattern.groups else found[0]
    return ""

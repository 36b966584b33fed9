"""What a sheet shows without its being in a cell: lines at the head and foot of its printed pages, colours that depend on a condition."""

import html
import re
from collections.abc import Iterator

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.album import named
from dczg_desktop.imports.files.styles import attribute
from dczg_desktop.imports.reading import Aside

HEAD, FOOT = "页眉", "页脚"
_FARTHEST = 20_000
_LINE = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(Header|Footer)\b[^<>]*>([^<]*)</")
_LOOKS = re.compile(r'&"[^"]*"|&K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|&\d{1,3}|&[BIUEXYSOH]')
_FILLED_IN = re.compile(r"&[PNDTAFZG](?:[+-]\d+)?")
_PART = re.compile(r"&[LCR]")
_PAGE = re.compile(r"第?\s*/?\s*页?[,，/\s]*(?:共\s*页?)?|[-—/\s]*")
_SECRET = re.compile(r"绝密|机密|秘密|内部(?:资料|文件|材料|使用)?|不得外传|注意保密")
_CONDITION = re.compile(
    rb"<(?:\w+:)?conditionalFormatting\s([^<>]*)>(.*?)</(?:\w+:)?conditionalFormatting>", re.S
)
_RULE = re.compile(rb"<(?:\w+:)?cfRule\s([^<>]*)>")
_SAYING = frozenset(
    {
        "expression",
        "cellIs",
        "containsText",
        "notContainsText",
        "beginsWith",
        "endsWith",
        "timePeriod",
        "colorScale",
        "iconSet",
    }
)
"""Rules that may show how far things are; bars, duplicates and the largest ten only count."""


def printed_lines(xml: bytes) -> list[Aside]:
    """The words at the head and foot of the printed pages, but for the number of the page."""
    end = xml.rfind(b"headerFooter")
    found: dict[tuple[str, str], None] = {}
    for line in _LINE.finditer(xml, max(end - _FARTHEST, 0)) if end >= 0 else ():
        text = _LOOKS.sub("", html.unescape(line[2].decode("utf-8", "replace")))
        for part in _PART.split(text):
            words = clean(_FILLED_IN.sub("", part).replace("&&", "&"))
            if words and not _PAGE.fullmatch(words):
                found[HEAD if line[1] == b"Header" else FOOT, words] = None
    return [Aside(-1, -1, kind, words) for kind, words in found]


def notes_around(name: str, xml: bytes, lines: list[Aside]) -> Iterator[str]:
    """What to say of a sheet: that its pages are marked as secret, that colours in it depend on conditions."""
    for line in lines:
        if _SECRET.search(line.text):
            yield f"工作表“{name}”的{line.kind}写着“{line.text}”，请按保密规定处理这份文件。"
    ranges = [
        attribute(found[1].decode("utf-8", "replace"), "sqref")
        for found in (_CONDITION.finditer(xml) if b"conditionalFormatting" in xml else ())
        if any(
            attribute(rule[1].decode("utf-8", "replace"), "type") in _SAYING
            for rule in _RULE.finditer(found[2])
        )
    ]
    if ranges:
        yield (
            f"工作表“{name}”里有按条件变色或加图标的格（{named(list(dict.fromkeys(ranges)))}），程序不读颜色和图标；"
            "颜色表示进度的，请对照原件补填状态或进展。"
        )

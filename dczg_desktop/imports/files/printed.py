"""The words at the head and foot of printed pages, without how they look and the number of the page (ECMA-376 18.3.1.46)."""

import re

from dczg_desktop.base.text import clean

HEAD, FOOT = "页眉", "页脚"
_LOOKS = re.compile(r'&"[^"]*"|&K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|&\d{1,3}|&[BIUEXYSOH]')
_FILLED_IN = re.compile(r"&[PNDTAFZG](?:[+-]\d+)?")
_PART = re.compile(r"&[LCR]")
_PAGE = re.compile(r"第?\s*/?\s*页?[,，/\s]*(?:共\s*页?)?|[-—/\s]*")


def words_of(code: str) -> list[str]:
    """What is written left, in the middle and right, each as a text of its own."""
    parts = (clean(_FILLED_IN.sub("", part).replace("&&", "&")) for part in _PART.split(_LOOKS.sub("", code)))
    return [words for words in parts if words and not _PAGE.fullmatch(words)]

"""The texts that the cells of a workbook share (ECMA-376 18.4.8), read and looked through while its cells are still being read.

Only what spreadsheet programs usually write is read here; whatever else there is, cells are looked through one by one.
"""

import html
import re
from string import ascii_uppercase

from dczg_desktop.imports.files.known_texts import BLANKS, KnownTexts, known_texts

_MOST = 32 * 1024 * 1024
"""Bytes of shared texts that are held once more."""
_PRESERVED = ' xml:space="preserve"'
_WORDS = re.compile(f"<t({_PRESERVED})?>([^<]*)</t>")
_BEGINS, _BETWEEN, _ENDS = "<si><t>", "</t></si><si><t>", "</t></si>"
_FIRST, _LAST, _BEHIND = b"<si>", b"</si>", b"</sst>"
_UNUSUAL_RUN = ("<!", "<rPh")
_OF_NUMBERS = b'0123456789.-+="' + ascii_uppercase.encode()
_ELSEWHERE = (b"<is", b":is>", b" tstr", b":v>", b"'", b"&", b"!")
"""What begins a text that stands in a cell of its own or that a formula gave, and what may hide one, without `_OF_NUMBERS`."""
_VALUE, _NUMBER = b"<v", b"<v></v>"


def shared_texts(xml: bytes) -> KnownTexts | None:
    """What is known of the shared texts of a workbook; None where there are none, too many, or unusually written ones.

    Characters told by number, line ends of other kinds and readings over a text are taken in different ways by readers.
    """
    if len(xml) > _MOST or b"\r" in xml or (b"_" in xml and b"_x" in xml) or (b"&" in xml and b"&#" in xml):
        return None
    first, last = xml.find(_FIRST), xml.rfind(_LAST)
    if not 0 <= first < last or xml[last + len(_LAST) :].strip() != _BEHIND:
        return None
    try:
        items = str(memoryview(xml)[first : last + len(_LAST)], "utf-8").replace("<t/>", "<t></t>")
    except UnicodeDecodeError:
        return None
    if "<r>" in items:
        items = "</si>".join(map(_without_runs, items.split("</si>")))
    texts = items.replace(_PRESERVED, "").split(_BETWEEN)
    if not (texts[0].startswith(_BEGINS) and texts[-1].endswith(_ENDS)):
        return None
    texts[0], texts[-1] = texts[0].removeprefix(_BEGINS), texts[-1].removesuffix(_ENDS)
    if any("<" in one for one in texts):
        return None
    return known_texts(list(map(html.unescape, texts)) if "&" in items else texts)


def are_shared(xml: bytes) -> bool:
    """Whether every text in the cells of a sheet is a shared one, as far as the sheet is written as usual."""
    first, last = xml.find(b"<sheetData"), xml.rfind(b"</sheetData")
    if first < 0:
        return False
    rows = xml[first:last].translate(None, _OF_NUMBERS)
    return not any(sign in rows for sign in _ELSEWHERE) and rows.count(_VALUE) == rows.count(_NUMBER)


def _without_runs(item: str) -> str:
    """A text up to its end, its runs of differing fonts put together: their blanks count where the file says so."""
    if not item.startswith("<si><r>") or any(sign in item for sign in _UNUSUAL_RUN):
        return item
    runs = [words if preserved else words.strip(BLANKS) for preserved, words in _WORDS.findall(item)]
    return f"{_BEGINS}{''.join(runs)}</t>"

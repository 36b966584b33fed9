"""What an OpenDocument sheet shows without its being in a cell: lines at the head and foot of printed pages, colours that depend on a condition."""

import re
from collections.abc import Iterator
from typing import Any

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.elements import child_of, name_of, value_of
from dczg_desktop.imports.files.printed import FOOT, HEAD, words_of
from dczg_desktop.imports.reading import Aside

_USUAL_PAGE = "Default"
_KINDS = {f"header{side}": HEAD for side in ("", "-left", "-first")} | {
    f"footer{side}": FOOT for side in ("", "-left", "-first")
}
_FILLED_IN = frozenset(
    {"page-number", "page-count", "sheet-name", "title", "file-name", "date", "time", "creation-date"}
)
_RULES = frozenset({"condition", "color-scale", "icon-set", "date-is"})
_COUNTING = re.compile(r"duplicate|unique|top-|bottom-|average", re.IGNORECASE)
_SHEET = re.compile(r"(?:'[^']*'|[^\s.:'$]+)\.|\$")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]")


def lines_of_sheets(styles: Any, content: Any) -> Iterator[tuple[str, list[Aside]]]:
    """The name of every sheet with a name and words on its printed pages, and these; `styles` are the common ones."""
    pages = {
        value_of(page, "name"): _printed(page)
        for holder in styles
        if name_of(holder) == "master-styles"
        for page in holder
    }
    page_of = _pages_of_tables(content)
    sheets = child_of(content, "body", "spreadsheet")
    for table in sheets if sheets is not None else ():
        page = page_of.get(value_of(table, "style-name")) or _USUAL_PAGE
        if name_of(table) == "table" and value_of(table, "name") and pages.get(page):
            yield value_of(table, "name"), pages[page]


def _printed(page: Any) -> list[Aside]:
    """The words at the head and foot of a style of pages, without what the program fills in."""
    lines = {
        (_KINDS[name_of(part)], words): None
        for part in page
        if name_of(part) in _KINDS and value_of(part, "display") != "false"
        for words in _lines(part)
    }
    return [Aside(-1, -1, kind, words) for kind, words in lines]


def _pages_of_tables(content: Any) -> dict[str, str]:
    """The style of a table → that of its pages, where it names one."""
    return {
        value_of(one, "name"): value_of(one, "master-page-name")
        for holder in content
        if name_of(holder) == "automatic-styles"
        for one in holder
        if value_of(one, "family") == "table"
    }


def _lines(part: Any) -> Iterator[str]:
    for paragraph in part.iter():
        if name_of(paragraph) == "p":
            text = clean("".join(_texts(paragraph)))
            yield from (words for words in words_of(text.replace("&", "&&")) if _WORD.search(words))


def _texts(paragraph: Any) -> Iterator[str]:
    waiting: list[Any] = [paragraph]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif name_of(one) not in _FILLED_IN:
            for inner in reversed(one):
                waiting += [inner.tail or "", inner]
            waiting.append(one.text or "")


def conditions_of(formats: Any) -> Iterator[str]:
    """The ranges whose colours or signs depend on a condition that may tell how far things are."""
    for one in formats:
        rules = [rule for rule in one if name_of(rule) in _RULES]
        if any(not _COUNTING.search(value_of(rule, "value")) for rule in rules):
            yield from _SHEET.sub("", value_of(one, "target-range-address")).split()

"""What a text has above a pasted table besides its title: the way to the page, its card, sentences, the list of what is attached."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.domain.traditional import simplified
from dczg_desktop.imports.furniture import CALLING, LISTED_BELOW, Line, end_of_card

FROM, SAID = "来源、时间等", "说明"
_LONG = 30
"""No line of a title that ends as a sentence is so long."""
_LONGEST_NAME = 12
_TERM = re.compile(r"公[示开](?:时间|期限?|日期)\s*[:：]")
_ABSTRACT = re.compile(r"(?:内容)?摘要\s*[:：]|导读\s*[:：]")
_WHICH = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[批轮輪]|截至|20\d\d年")
_COUNT = re.compile(r"^\d{1,2}\s*[.．、]\s*")


def is_sentence(text: str) -> bool:
    """Whether a line is a paragraph that leads to the table (现将办理情况公布如下：), and none of the title."""
    return len(text) >= _LONG and text.endswith(("。", "：", ":", "；"))


def beside_title(lines: Sequence[Line], ways: Sequence[str]) -> dict[int, str]:
    """Row → why the line there is none of the title; where that would leave none, the first one stays.

    `ways` are lines that say how to come to the page.
    """
    found = dict(_of_page(lines, ways))
    names = _attached_names(lines)
    named = next((place for place, (_row, text) in enumerate(lines) if text in names), 0)
    found |= {row: SAID for row, text in lines[:named] if row not in found and not _tells_which(text)}
    found |= {row: SAID for row, text in lines if row not in found and _is_word(text)}
    if len(found) == len(lines):
        found.pop(next((row for row, why in found.items() if why == SAID), -1), "")
    return found


def _of_page(lines: Sequence[Line], ways: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that the page put there: its card, and the name of the part of it that the way ends with."""
    card = end_of_card(list(lines))
    yield from ((row, FROM) for row, _text in lines[:card])
    for row, text in lines[card:]:
        if len(text) <= _LONGEST_NAME and any(_ends_with(way, text) for way in ways):
            yield row, FROM


def _ends_with(way: str, name: str) -> bool:
    """Whether the way to a page (首页 > 新闻 > 行业新闻 >) has such a part."""
    return name in map(str.strip, re.split(r"[>＞»]", way)[1:])


def _attached_names(lines: Sequence[Line]) -> set[str]:
    """What the list of what is attached names: the table below it stands under one of these names."""
    first = next((place for place, (_row, text) in enumerate(lines) if LISTED_BELOW.match(text)), len(lines))
    listed = [LISTED_BELOW.sub(r"\1", text, count=1) for _row, text in lines[first : first + 1]]
    listed += [text for _row, text in lines[first + 1 :] if _COUNT.match(text)]
    return {_COUNT.sub("", text).strip() for text in listed}


def _tells_which(text: str) -> bool:
    """Whether a line above what is attached is the title of the paper that tells its batch, inspection or day: the table is of these too."""
    return bool(_WHICH.search(text)) and not (
        is_sentence(text) or LISTED_BELOW.match(text) or _COUNT.match(text)
    )


def _is_word(text: str) -> bool:
    plain = simplified(text)
    return bool(is_sentence(text) or CALLING.match(plain) or _TERM.match(plain) or _ABSTRACT.match(plain))

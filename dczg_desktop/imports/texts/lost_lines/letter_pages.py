"""The page of an office that shows a letter with its answer (信件编号 4623 类型 领导信箱 / 内容 … / 答复内容 …): its labels are given colons."""

import re

from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import names_field

_SORTS = (
    ("受理编号", r"(?:信件|来信|留言|受理|诉求)编号|编号"),
    ("信件类型", r"(?:信件|来信|留言|诉求)?(?:类型|类别|分类)"),
    ("标题", r"(?:信件|来信|留言|诉求)?(?:标题|主题)"),
    ("信件内容", r"(?:信件|来信|留言|诉求|咨询)?(?:内容|正文)"),
    ("回复单位", r"(?:回复|答复|办理|承办|受理)(?:人|单位|部门)"),
    ("处理意见", r"(?:回复|答复|办理|处理)(?:内容|意见|结果|情况)"),
    (
        "",
        r"(?:提交|写信|来信|留言|回复|答复|办理|受理|反映)(?:日期|时间)|来信人|写信人|留言人|信件状态|办理状态",
    ),
)
_ANY = "|".join(rf"(?P<s{number}>{words})" for number, (_label, words) in enumerate(_SORTS))
_LABEL = re.compile(rf"(?:^|(?<=[ \t　]))(?:{_ANY})(?:\s*[:：]\s*|[ \t　]+|$)")
_FREE = frozenset({"信件内容", "处理意见"})
"""What is told at length: no label stands behind it on its line."""
_NEEDED = frozenset({"信件内容", "处理意见"})
_OF_LETTER = re.compile(r"信|留言|诉求|回复|答复")
_FEWEST, _KEPT = 4, 4
"""How many labels such a page has, and from which sort on a label is kept as written where it is known."""


def with_letter_labels(lines: list[Line]) -> list[Line]:
    """The lines with every label of such a page on its own and before a colon; unchanged where they show no letter with its answer."""
    found: list[Line] = []
    seen: list[int] = []
    is_letter = False
    for row, line in lines:
        parts = _parts(line)
        seen += [sort for sort, _word, _text in parts if _SORTS[sort][0]]
        is_letter = is_letter or any(_OF_LETTER.search(word) for _sort, word, _text in parts)
        found += [(row, f"{_label(sort, word)}：{text}") for sort, word, text in parts] or [(row, line)]
    is_page = is_letter and {_SORTS[sort][0] for sort in seen} >= _NEEDED
    return found if is_page and len(set(seen)) == len(seen) >= _FEWEST else lines


def _label(sort: int, word: str) -> str:
    """A label as it is known elsewhere."""
    own = _SORTS[sort][0]
    return word if not own or (sort >= _KEPT and names_field(word)) else own


def _parts(line: str) -> list[tuple[int, str, str]]:
    """The labels that a line begins with and holds: of which sort each is, as written, with what stands behind it."""
    places: list[tuple[re.Match[str], int]] = []
    for one in _LABEL.finditer(line):
        if (not places and one.start()) or (places and _SORTS[places[-1][1]][0] in _FREE):
            break
        places.append((one, next(int(name[1:]) for name, words in one.groupdict().items() if words)))
    ends = [*(one.start() for one, _sort in places[1:]), len(line)]
    return [
        (sort, one[f"s{sort}"], line[one.end() : end].strip())
        for (one, sort), end in zip(places, ends, strict=False)
    ]

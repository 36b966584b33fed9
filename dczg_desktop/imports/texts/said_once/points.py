"""Reports on several points, whose sections each say something of every point by its name (一、基本问题 点位一（编号）：… 三、整改情况 点位一（编号）：…)."""

import re
from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.labelling.label_words import field_of

_POINT = re.compile(
    r"(?P<name>(?:点位|图斑|事项|线索|地块|问题)(?:[一二三四五六七八九十]{1,3}|\d{1,3}))\s*(?:[（(](?P<code>[^（）()：:]{2,30})[）)])?\s*[：:]\s*(?P<text>\S.*)"
)
_CODE = re.compile(r"(?=.*\d)[A-Za-z\d一-鿿〔〕\[\]_\-—*]{2,30}")
_FEWEST, _NUMBER = 2, "编号"
_QUESTION = (
    "这里逐项写着{count}个点位，已按“{first}”等分成{count}条，没有分点位写的各项每条都有，请对照原文核对。"
)

_Parts = dict[str, tuple[str, str]]
"""Of every point its code and what is said of it."""


def with_points(pairs: list[Pair]) -> list[list[Pair]]:
    """The contents of every point; nothing where they are those of one problem, or a section parts them otherwise."""
    of_pairs = [_points(text) for _row, _more, _label, text in pairs]
    problem = next(
        (parts for pair, parts in zip(pairs, of_pairs, strict=True) if field_of(pair[2]) == "description"), {}
    )
    if len(problem) < _FEWEST or any(parts and set(parts) != set(problem) for parts in of_pairs):
        return []
    return [list(_of_point(pairs, of_pairs, name)) for name in problem]


def points_faults(table: Table, points: Sequence[Sequence[Pair]], pairs: Sequence[Pair]) -> Iterator[Fault]:
    """The question about every record that was made so."""
    names = next((list(parts) for *_place, text in pairs if (parts := _points(text))), [""])
    words = _QUESTION.format(count=len(points), first=names[0])
    for record in table.records if points else ():
        yield Fault(f"{table.sheet}!{record.cells.get('description', '')}", "", words)


def _points(text: str) -> _Parts:
    """What a content says of every point, lines without a name being of the one above; {} where it does not begin with one, or
    names one twice.
    """
    found: dict[str, tuple[str, str]] = {}
    name = ""
    for line in text.split("\n"):
        point = _POINT.fullmatch(line.strip())
        if point and point["name"] in found:
            return {}
        if point:
            name = point["name"]
            found[name] = (point["code"] or "", point["text"])
        elif not name:
            return {}
        else:
            code, said = found[name]
            found[name] = (code, f"{said}\n{line}")
    return found


def _of_point(pairs: Sequence[Pair], of_pairs: Sequence[_Parts], name: str) -> Iterator[Pair]:
    """The contents of one point, and those that say nothing of any."""
    code = next((parts[name][0] for parts in of_pairs if parts and parts[name][0]), "")
    if _CODE.fullmatch(code) and not any(field_of(label) == "number" for _row, _more, label, _text in pairs):
        yield pairs[0][0], 0, _NUMBER, code
    for (row, more, label, text), parts in zip(pairs, of_pairs, strict=True):
        yield row, more, label, parts[name][1] if parts else text

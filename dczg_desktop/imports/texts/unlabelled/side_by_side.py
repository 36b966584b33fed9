"""Papers whose sections count the same problems one below the other (一、存在问题 1.… 2.… / 二、整改措施 1.… 2.… / 三、整改时限 1.… 2.…)."""

from collections.abc import Iterator, Sequence

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.plans import Heading, heading_of
from dczg_desktop.imports.reading import Table
from dczg_desktop.imports.tables.forms.upright import Pair
from dczg_desktop.imports.texts.content.contents import Line
from dczg_desktop.imports.texts.labelling.label_words import STRONG, WEAK, field_of

_COUNT, _FEWEST = "序号", 2
_TOLD = STRONG | WEAK | {"status", "category", "area", "result"}
_PARTED = "“{names}”各写着 {count} 条，号相同的读作一个问题，共 {count} 个，没有逐条写的各项每个都有，请对照原文核对。"
_ONE = "“{names}”各写着几条，条数不一样，读成了一个问题。是几个问题的，请按问题逐条列成表（编号、问题、责任、措施各一栏），再导入。"

_Items = list[tuple[Heading, str]]
"""The items of a content, each with its number."""


def with_items_apart(pairs: list[Pair], loose: Sequence[Line]) -> list[list[Pair]]:
    """The contents of every item; nothing for a notice, or where no unit, person or time is counted as the problems are."""
    counted = _counted(pairs, loose)
    counts = {len(items) for items in counted.values()}
    return [_of_item(pairs, counted, place) for place in range(counts.pop())] if len(counts) == 1 else []


def item_faults(
    table: Table, parted: Sequence[Sequence[Pair]], pairs: Sequence[Pair], loose: Sequence[Line]
) -> Iterator[Fault]:
    """The question about every record that was made so, and about one that could not be parted."""
    counted = _counted(pairs, loose)
    names = "”“".join(pairs[place][2] for place in counted)
    words = _PARTED if parted else _ONE
    for record in table.records if counted else ():
        place = f"{table.sheet}!{record.cells.get('description', '')}"
        yield Fault(place, "", words.format(names=names, count=len(parted)))


def _counted(pairs: Sequence[Pair], loose: Sequence[Line]) -> dict[int, _Items]:
    """The contents that count items, by their place; empty unless the problem is one of them and a unit, person or time another."""
    if any("公示" in line for _row, line in loose):
        return {}
    found = {place: items for place, pair in enumerate(pairs) if (items := _items(pair))}
    fields = {field_of(pairs[place][2]) for place in found}
    return found if "description" in fields and fields & WEAK else {}


def _items(pair: Pair) -> _Items:
    """The items of a content that counts them 1, 2, 3, lines without a number being of the one above; empty for any other."""
    found: _Items = []
    for line in pair[3].split("\n") if field_of(pair[2]) in _TOLD else ():
        heading = heading_of(line)
        level = found[0][0].level if found else 0
        if (
            heading
            and heading.level > 0
            and heading.ordinal == len(found) + 1
            and level in {0, heading.level}
        ):
            found.append((heading, heading.text))
        elif not found:
            return []
        else:
            number, text = found[-1]
            found[-1] = (number, f"{text}\n{line}")
    return found if len(found) >= _FEWEST else []


def _of_item(pairs: Sequence[Pair], counted: dict[int, _Items], item: int) -> list[Pair]:
    """The contents of one item, and those that count none."""
    first = next(iter(counted))
    told = [
        (row, more, label, counted[place][item][1] if place in counted else text)
        for place, (row, more, label, text) in enumerate(pairs)
    ]
    return [(pairs[first][0], 0, _COUNT, counted[first][item][0].number), *told]

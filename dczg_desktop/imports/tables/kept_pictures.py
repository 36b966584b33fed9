"""Which pictures of a file come along, by the tables as a person left them: the others are told with their cells and the reason."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from dczg_desktop.imports.files.album import named
from dczg_desktop.imports.reading import ImportReading, Picture, Table

_TAKEN = "取出图片 {} 张（{}），导入时各存为所在问题的佐证。"
_COLUMN = "{} 张图片（{}）在不导入的列里，不取。"
_OF_PETITIONS = (
    "有 {} 张图片在信访件的行里，信访件本身不存佐证，没有取（{}），请另存后挂到所关联问题的佐证材料中。"
)
_FOR_LOOKING = "有 {} 张图片在只供查看、不写入台账的表里，没有取（{}），请另存后挂到佐证材料中。"
_ORDER = (_TAKEN, _COLUMN, _OF_PETITIONS, _FOR_LOOKING)

LeftOut = Sequence[AbstractSet[str]]
"""The columns left out of every table, by their letters."""


def with_pictures_sorted(reading: ImportReading, left_out: LeftOut | None = None) -> ImportReading:
    """The file with those of its pictures that become evidence, and what is told of them and of the others.

    Asked again with other tables or columns, what was left before may come along now.
    """
    if not reading.found_pictures:
        return reading
    columns = left_out or [frozenset()] * len(reading.tables)
    by_reason: dict[str, list[Picture]] = {}
    for one in reading.found_pictures:
        by_reason.setdefault(_reason(one, reading.tables[one.table], columns[one.table]), []).append(one)
    told = tuple(
        reason.format(len(found), named([one.where for one in found]))
        for reason in _ORDER
        if (found := by_reason.get(reason))
    )
    notes = (*(one for one in reading.notes if one not in reading.picture_notes), *told)
    return replace(reading, pictures=tuple(by_reason.get(_TAKEN, ())), notes=notes, picture_notes=told)


def _reason(picture: Picture, table: Table, left_out: AbstractSet[str]) -> str:
    if picture.column in left_out:
        return _COLUMN
    if table.kind == "petition":
        return _OF_PETITIONS
    return _TAKEN if table.kind == "problem" else _FOR_LOOKING

"""Cells that name a unit, a person in it and the telephone (县水利局（李明 13812345678）): which is which, where that is without doubt."""

import re
from typing import NamedTuple

from dczg_desktop.domain.telephones import ONE, bare_telephone
from dczg_desktop.domain.units import is_office
from dczg_desktop.imports.tables.values.unit_doubts import ANYBODY

_LABEL = r"(?:(?:联系|负责|责任|经办)人\s*[:：]?\s*)?"
_NAME = re.compile(rf"{_LABEL}(?P<name>{ANYBODY})")
_BEHIND = re.compile(rf"(?P<names>.+?)[\s（(，,:：、—-]*(?P<tel>{ONE})[\s)）\]】]*")
_BETWEEN = re.compile(r"[；;\n]+\s*|(?<=[)）\]】])\s*[、，,]\s*|(?<=\d)\s*[、，,]\s*(?=[\u4e00-\u9fff])")
_SIGN = re.compile(r"[\s（(\[【:：，,、—-]+")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,10}(?:乡|镇|街道|街道办)")
_LONGEST, _SHORTEST_UNIT = 200, 3


class Contacts(NamedTuple):
    """Units, persons and telephones of a cell, each in its order."""

    units: tuple[str, ...]
    persons: tuple[str, ...]
    numbers: tuple[str, ...]


def contacts_of(text: str) -> Contacts | None:
    """What a cell says in which every part names one unit, at least one with a person and a telephone; None of any other cell."""
    if len(text) > _LONGEST:
        return None
    if "\n" in text and (whole := _parted(" ".join(text.split()))) and whole[1]:
        return Contacts(*((one,) for one in whole))  # a name, a person and a number, each in a line
    parts = [part.strip() for part in _BETWEEN.split(text) if part.strip()]
    found = [_parted(part) for part in parts]
    told = [one for one in found if one is not None]
    if len(told) < len(parts) or not any(one[1] for one in told):
        return None
    units, persons, numbers = zip(*told, strict=True)
    return Contacts(tuple(dict.fromkeys(units)), tuple(filter(None, persons)), tuple(filter(None, numbers)))


def _parted(part: str) -> tuple[str, str, str] | None:
    """Unit, person and telephone of one part; one that only names a unit has neither, and there is only one way to part it."""
    if is_office(part) or _PLACE.fullmatch(part):
        return part, "", ""
    found = _BEHIND.fullmatch(part)
    if found is None:
        return None
    ways = list(_ways(found["names"]))
    return (*ways[0], bare_telephone(found["tel"])) if len(ways) == 1 else None


def _ways(text: str) -> list[tuple[str, str]]:
    """The ways to part a text into a unit and a person; without a sign between them the unit has to be an office."""
    ways = []
    for end in range(_SHORTEST_UNIT, len(text)):
        unit, rest = text[:end], text[end:]
        sign = _SIGN.match(rest)
        name = _NAME.fullmatch(rest[sign.end() :] if sign else rest)
        if name and (is_office(unit) or (sign and _PLACE.fullmatch(unit))):
            ways.append((unit, name["name"]))
    return ways

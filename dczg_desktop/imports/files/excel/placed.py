"""Pictures that Excel keeps inside cells as rich values: which cell mark (`vm`) is which picture part (MS-XLSX 2.3.6)."""

from pathlib import Path
from typing import Any

from dczg_desktop.imports.files.elements import child_of, name_of, parsed, value_of, whole_number
from dczg_desktop.imports.files.relations import relations_of

_FOLDER = "xl/richdata/"
_RELATION_KEY = "_rvRel:LocalImageIdentifier"


def placed_pictures(path: Path, parts: dict[str, bytes]) -> dict[str, str]:
    """The `vm` number of a cell → the part of the picture placed in it; empty when the workbook has none."""
    names = {name.lower(): name for name in parts}
    files = ["rdrichvalue.xml", "rdrichvaluestructure.xml", "richvaluerel.xml"]
    found = [names.get(_FOLDER + file) for file in files]
    if "xl/metadata.xml" not in parts or None in found:
        return {}
    values, structures, related = (parsed(path, parts[name]) for name in found if name)
    targets = relations_of(path, parts, str(found[2]))
    pictures = [targets.get(value_of(one, "id"), ("", ""))[0] for one in related]
    positions = [_position(one) for one in structures]
    images = [_image(one, positions, pictures) for one in values if name_of(one) == "rv"]
    return {
        str(mark): images[value]
        for mark, value in enumerate(_rich_values(parsed(path, parts["xl/metadata.xml"])), start=1)
        if 0 <= value < len(images) and images[value]
    }


def _position(structure: Any) -> int:
    """At which place a value of this structure names its picture, -1 when it names none."""
    keys = [value_of(one, "n") for one in structure]
    return keys.index(_RELATION_KEY) if _RELATION_KEY in keys else -1


def _image(value: Any, positions: list[int], pictures: list[str]) -> str:
    structure = whole_number(value_of(value, "s"), len(positions))
    texts = [one.text or "" for one in value]
    position = positions[structure] if structure < len(positions) else -1
    number = whole_number(texts[position], -1) if 0 <= position < len(texts) else -1
    return pictures[number] if 0 <= number < len(pictures) else ""


def _rich_values(metadata: Any) -> list[int]:
    """For every mark of cells, from 1, the number of its rich value; -1 for marks of other kinds."""
    types = [value_of(one, "name") for one in child_of(metadata, "metadataTypes") or ()]
    future = next(
        (
            one
            for one in metadata
            if name_of(one) == "futureMetadata" and value_of(one, "name") == "XLRICHVALUE"
        ),
        (),
    )
    values = [
        next((whole_number(value_of(one, "i"), -1) for one in block.iter() if name_of(one) == "rvb"), -1)
        for block in future
    ]
    found = []
    for block in child_of(metadata, "valueMetadata") or ():
        record = child_of(block, "rc")
        kind, place = (whole_number(value_of(record, name), 0 if name == "t" else -1) for name in ("t", "v"))
        is_rich = 1 <= kind <= len(types) and types[kind - 1] == "XLRICHVALUE"
        found.append(values[place] if is_rich and 0 <= place < len(values) else -1)
    return found

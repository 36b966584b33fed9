"""The relations of a part of an Office file: which other parts it names."""

import posixpath
from pathlib import Path

from dczg_desktop.imports.files.elements import parsed, value_of


def relations_of(path: Path, parts: dict[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """Relation id → part and type; targets outside the file are left out."""
    folder, name = posixpath.split(part)
    data = parts.get(f"{folder}/_rels/{name}.rels")
    if data is None:
        return {}
    return {
        value_of(one, "Id"): (_resolved(folder, value_of(one, "Target")), value_of(one, "Type"))
        for one in parsed(path, data)
        if value_of(one, "TargetMode") != "External"
    }


def _resolved(folder: str, target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")

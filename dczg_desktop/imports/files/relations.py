"""The relations of a part of an Office file: which other parts it names."""

import posixpath
from pathlib import Path

from dczg_desktop.imports.files.elements import parsed, value_of

Relations = dict[str, tuple[str, str]]
"""Relation id → part and type."""


def relations_of(path: Path, parts: dict[str, bytes], part: str) -> Relations:
    """What a part names, '' for the file itself; targets outside the file are left out, capitals do not matter.

    Raises UserError naming the file when the list is not whole.
    """
    folder, name = posixpath.split(part)
    names = {one.lower(): one for one in parts}
    data = parts.get(names.get(posixpath.join(folder, "_rels", f"{name}.rels").lower(), ""))
    if data is None:
        return {}
    return {
        value_of(one, "Id"): (_resolved(folder, value_of(one, "Target"), names), value_of(one, "Type"))
        for one in parsed(path, data)
        if value_of(one, "TargetMode") != "External"
    }


def _resolved(folder: str, target: str, names: dict[str, str]) -> str:
    target = target.replace("\\", "/")
    part = (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}").lstrip("/")
    )
    return names.get(part.lower(), part)

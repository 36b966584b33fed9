"""The relations of a part of an Office file: which other parts it names."""

import posixpath
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.elements import parsed, value_of

_OF_PERSONS = ("mailto:", "tel:")
Relations = dict[str, tuple[str, str]]
"""Relation id → part and type."""


def relations_of(path: Path, parts: dict[str, bytes], part: str) -> Relations:
    """What a part names, '' for the file itself; targets outside the file are left out, capitals do not matter.

    Raises UserError naming the file when the list is not whole.
    """
    folder = posixpath.dirname(part)
    names = {one.lower(): one for one in parts}
    return {
        value_of(one, "Id"): (_resolved(folder, value_of(one, "Target"), names), value_of(one, "Type"))
        for one in _listed(path, parts, part)
        if value_of(one, "TargetMode") != "External"
    }


def outside_of(path: Path, parts: dict[str, bytes], part: str) -> dict[str, str]:
    """Relation id → target of what a part names outside the file. Raises UserError as `relations_of`."""
    return {
        value_of(one, "Id"): value_of(one, "Target")
        for one in _listed(path, parts, part)
        if value_of(one, "TargetMode") == "External"
    }


def leads_to(target: str) -> str:
    """A target outside as a person reads it; '' for one within the file, and for mail and telephone, which are persons."""
    if target.startswith("#") or target.lower().startswith(_OF_PERSONS):
        return ""
    return clean(unquote(target))


def _listed(path: Path, parts: dict[str, bytes], part: str) -> Iterable[Any]:
    folder, name = posixpath.split(part)
    names = {one.lower(): one for one in parts}
    data = parts.get(names.get(posixpath.join(folder, "_rels", f"{name}.rels").lower(), ""))
    return () if data is None else parsed(path, data)


def _resolved(folder: str, target: str, names: dict[str, str]) -> str:
    target = target.replace("\\", "/")
    part = (
        target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}").lstrip("/")
    )
    return names.get(part.lower(), part)

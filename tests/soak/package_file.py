"""Packages read without the program: zip, XML and JSON by the standard library, seals by the age library, for judging what left an office."""

import base64
import io
import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyrage

from tests.soak.ledger_file import asked

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
HIDDEN = "_包信息"


@dataclass(frozen=True)
class PackageFile:
    """What stands in a package: the manifest, the records as JSON, names of the attachments it carries."""

    manifest: dict[str, Any]
    records: list[dict[str, Any]]
    attachments: frozenset[str]

    def uids(self, *kinds: str) -> list[str]:
        """The records of these kinds, in their order."""
        return [record["uid"] for record in self.records if record["kind"] in kinds]


def read_package(path: Path, ledger: Path | None = None) -> PackageFile:
    """The package at `path`, a workbook or a zip of one; a sealed one is opened with the key in the ledger file of its sender."""
    content = path.read_bytes()
    if content.startswith(b"age-encryption.org/"):
        assert ledger is not None
        content = pyrage.decrypt(content, _keys(ledger))
    with zipfile.ZipFile(io.BytesIO(content)) as outer:
        names = outer.namelist()
        attachments = frozenset(name.rpartition("/")[2] for name in names if name.startswith("附件/"))
        books = [name for name in names if name.endswith(".xlsx")]
        if not books:
            return _read(outer, attachments)
        with zipfile.ZipFile(io.BytesIO(outer.read(books[0]))) as inner:
            return _read(inner, attachments)


def _keys(ledger: Path) -> list[pyrage.x25519.Identity]:
    stored = asked(ledger, "SELECT value FROM meta WHERE key = 'sealing_key'")
    return [pyrage.x25519.Identity.from_str(secret) for (secret,) in stored]


def _read(book: zipfile.ZipFile, attachments: frozenset[str]) -> PackageFile:
    envelope, data = hidden_texts(book)
    return PackageFile(json.loads(json.loads(envelope)["manifest"]), json.loads(data)["records"], attachments)


def hidden_texts(book: zipfile.ZipFile) -> tuple[bytes, bytes]:
    """What the hidden sheet says: the envelope, and the data unpacked."""
    cells = hidden_cells(book)
    return base64.b64decode(_whole(cells, "M")), zlib.decompress(base64.b64decode(_whole(cells, "D")))


def hidden_cells(book: zipfile.ZipFile) -> dict[str, str]:
    """{label: text} of the hidden sheet."""
    root = ET.fromstring(book.read(hidden_part(book)))
    cells = [list(row.iter(f"{MAIN}c")) for row in root.iter(f"{MAIN}row")]
    is_shared = any(cell.get("t") == "s" for row in cells for cell in row)
    shared = _shared(book) if is_shared else []
    found = {}
    for row in cells:
        texts = [_text(cell, shared) for cell in row]
        if len(texts) == 2:
            found[texts[0]] = texts[1]
    return found


def hidden_part(book: zipfile.ZipFile) -> str:
    """The name of the part that holds the hidden sheet."""
    sheets = ET.fromstring(book.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
    wanted = next(sheet.get(RELATION) for sheet in sheets if sheet.get("name") == HIDDEN)
    links = ET.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    target = next(link.get("Target", "") for link in links if link.get("Id") == wanted)
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    root = ET.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(text.text or "" for text in item.iter(f"{MAIN}t")) for item in root.iter(f"{MAIN}si")]


def _text(cell: ET.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
    value = cell.find(f"{MAIN}v")
    said = "" if value is None else value.text or ""
    return shared[int(said)] if cell.get("t") == "s" else said


def _whole(cells: dict[str, str], letter: str) -> str:
    parts = {}
    for label, text in cells.items():
        match = re.fullmatch(rf"{letter}(\d+)/\d+", label)
        if match:
            parts[int(match[1])] = text.removeprefix(":")
    return "".join(parts[number] for number in sorted(parts))

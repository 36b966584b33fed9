"""Fifty names and the secrets of an office, and looking for them in every byte of a file, however it is packed or spelled."""

import io
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import quote

import pypdfium2

from tests.soak.package_file import hidden_texts

NAMES = [f"欧阳{first}{second}" for first in "甲乙丙丁戊" for second in "梓萱宸睿玥瑾奕翊晗煜"]

SPELLINGS = [
    *(partial(str.encode, encoding=code) for code in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")),
    lambda text: text.encode("ascii", "backslashreplace"),
    lambda text: text.encode("ascii", "xmlcharrefreplace"),
    lambda text: quote(text).encode("ascii"),
    lambda text: "".join(f"{ord(one):05x}" for one in text).encode("ascii"),
]
"""How a name may stand in bytes; the last one is how the search index writes it."""

MARKED: list[str] = []
"""Secrets of the city that no file but its ledger and its backups may hold: passwords for opening, private keys."""


def every_form(data: bytes) -> Iterator[bytes]:
    """The bytes, and what is packed, coded or compressed in them."""
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield from every_form(archive.read(entry))
            if (
                "xl/workbook.xml" in archive.namelist()
                and "_包信息" in archive.read("xl/workbook.xml").decode()
            ):
                yield from hidden_texts(archive)


def names_in(data: bytes) -> list[str]:
    """Names that stand in the bytes in UTF-8, UTF-16, GBK or as JSON escapes."""
    found = []
    for form in every_form(data):
        for spelled in SPELLINGS:
            if spelled("欧阳") in form:
                found += [name for name in NAMES if spelled(name) in form]
            found += [secret for secret in MARKED if spelled(secret) in form]
    return found


def all_files(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def in_pdf(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        texts, about = [], document.get_metadata_dict()
        for page in document:
            text = page.get_textpage()
            texts.append(text.get_text_bounded())
            text.close()
            page.close()
    finally:
        document.close()
    said = "".join("".join([*texts, *about.values()]).split())
    return [name for name in NAMES if name in said]

"""Pictures in the cells of a web page: written into the page itself, lying beside it in one file, or only linked (RFC 2397, 2557)."""

import base64
import quopri
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from dczg_desktop.imports.files.album import LINKED, Album, Found

_WRITTEN = re.compile(r"\s{0,9}data:image/([\w.+-]{1,30});base64,", re.I)
_OFFICE = "urn:schemas-microsoft-com:office:"
_HEAD = 20_000
_LONGEST_SOURCE, _LONGEST_NAME = 2000, 80


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """A part of a file of several parts as it is packed in there: how, and its bytes."""

    how: str
    body: bytes

    @property
    def size(self) -> int:
        """No fewer bytes than it has unpacked."""
        return len(self.body) * 3 // 4 if self.how == "base64" else len(self.body)

    def unpacked(self) -> bytes:
        """The bytes of the part. Raises ValueError when they are not whole."""
        if self.how == "quoted-printable":
            return quopri.decodestring(self.body)
        return base64.b64decode(self.body) if self.how == "base64" else self.body


def names_of(location: str, identity: str) -> list[str]:
    """Every name by which a page may call a part that lies beside it."""
    plain = unquote(location).replace("\\", "/").lower()
    names = [plain, plain.rpartition("/")[2]] if plain else []
    return [*names, f"cid:{identity.strip('<> ').lower()}"] if identity else names


def take_shown(
    album: Album, sheet: str, shown: list[tuple[Found, str]], shift: int, beside: Mapping[str, Packed]
) -> set[int]:
    """Take the pictures of one table, whose rows stand `shift` lower now; tells which parts they were, by identity."""
    used: set[int] = set()
    for found, source in shown:
        name, packed = _named(source, beside)
        if packed is None:
            album.lose(sheet, found.cell, LINKED)
            continue
        used.add(id(packed))
        where = found._replace(row=found.row + shift, part=name)
        album.add(sheet, where, packed.size, packed.unpacked)
    return used


def _named(source: str, beside: Mapping[str, Packed]) -> tuple[str, Packed | None]:
    """What a source means: a name for the picture and its bytes, None where these are not in the file."""
    if written := _WRITTEN.match(source):
        return f"图片.{written[1].lower()}", Packed(
            "base64", source[written.end() :].encode("ascii", "ignore")
        )
    plain = unquote(source[:_LONGEST_SOURCE]).partition("?")[0].replace("\\", "/")
    packed = next((beside[one] for one in names_of(source[:_LONGEST_SOURCE], "") if one in beside), None)
    return plain.rpartition("/")[2][-_LONGEST_NAME:], packed


def is_of_office(text: str) -> bool:
    """Whether an office program wrote a page: then its pictures are no ornaments."""
    return _OFFICE in text[:_HEAD]

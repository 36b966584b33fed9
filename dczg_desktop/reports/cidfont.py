"""One TrueType font inside one PDF: a two-byte CID font that holds only the characters drawn.

reportlab's own TrueType fonts are cut into parts of 256 characters and write characters beyond U+FFFF in a form no
reader can copy or search; here every character has one two-byte code and a correct UTF-16 entry.
"""

from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfbase.ttfonts import TTFontFace

NO_FONT = "dczg-none"
"""What a page starts with, so that no page names a Helvetica that is not embedded."""

ENTRIES = 100  # of one bfchar block, at most (PDF 32000-1, 9.10.3)


@lru_cache(maxsize=12)
def open_face(path: Path) -> Any:
    """The parsed font file. Raises reportlab's TTFError when it may not be embedded or has no TrueType outlines."""
    return TTFontFace(str(path))


class _NoFont:
    """Stands where reportlab wants an initial font; pages set their own before every text."""

    fontName = NO_FONT  # noqa: N815 -- reportlab's attribute
    _dynamicFont = 1  # noqa: N815 -- reportlab's attribute
    _multiByte = 1  # noqa: N815 -- reportlab's attribute
    face = SimpleNamespace(name=NO_FONT)


pdfmetrics.registerFont(_NoFont())
rl_config.useA85 = 0  # page contents as bytes: a fifth smaller and faster than as ASCII letters


class _Codes(dict[str, str]):
    """Four hexadecimal digits per character, given out in order of first use; 0000 stays the empty glyph."""

    def __missing__(self, character: str) -> str:
        self[character] = code = f"{len(self) + 1:04x}"
        return code


class CidFont:
    """A font of one document. `name` is what the page's text operators call it."""

    def __init__(self, face: Any, number: int, document: Any) -> None:
        self.name = f"/DC{number}"
        self._face = face
        self._codes = _Codes()
        document.delayedFonts.append(self)  # calls addObjects when the document is saved

    def encode(self, text: str) -> str:
        """The operand of a text operator for `text`, all of whose characters the font has."""
        return f"<{''.join(map(self._codes.__getitem__, text))}>"

    def addObjects(self, document: Any) -> None:  # noqa: N802 -- reportlab calls it so
        """Put the font with its subset, widths and character map into the document."""
        points = [ord(character) for character in self._codes]
        label = f"{_tag(self.name)}+{self._face.name.decode('latin-1')}"
        widths = [round(self._face.charWidths[point]) for point in points]
        descendant = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("CIDFontType2"),
                "BaseFont": PDFName(label),
                "CIDSystemInfo": PDFDictionary(
                    {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
                ),
                "DW": 1000,
                "W": PDFArray([1, PDFArray(widths)]),
                "CIDToGIDMap": _stream(document, self._glyph_numbers(points), f"gid{label}"),
                "FontDescriptor": self._face.addSubsetObjects(document, label, points),
            }
        )
        font = PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(label),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([document.Reference(descendant, f"cid{label}")]),
                "ToUnicode": _stream(document, _unicode_map(points).encode("ascii"), f"map{label}"),
            }
        )
        document.idToObject["BasicFonts"].dict[self.name[1:]] = document.Reference(font, f"font{label}")

    def _glyph_numbers(self, points: list[int]) -> bytes:
        """Glyph of every code in the subset; numbered as the subset maker does, in order of first use."""
        seen = {0: 0}
        glyphs = (self._face.charToGlyph[point] for point in points)
        numbers = [0, *(seen.setdefault(glyph, len(seen)) for glyph in glyphs)]
        return b"".join(number.to_bytes(2, "big") for number in numbers)


def _tag(name: str) -> str:
    """Six capitals before the name of a subset (PDF 32000-1, 9.6.4)."""
    return "".join(chr(ord("A") + int(digit)) for digit in name[3:].zfill(6))


def _stream(document: Any, content: bytes, label: str) -> Any:
    stream = PDFStream(content=content, filters=[PDFZCompress])
    return document.Reference(stream, label)


def _unicode_map(points: list[int]) -> str:
    """A ToUnicode character map; characters beyond the basic plane as UTF-16 pairs."""
    entries = [
        f"<{code:04x}> <{chr(point).encode('utf-16-be').hex()}>" for code, point in enumerate(points, 1)
    ]
    blocks = (entries[first : first + ENTRIES] for first in range(0, len(entries), ENTRIES))
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )

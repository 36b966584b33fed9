"""The typefaces of printed documents: which file serves 宋 黑 楷 仿宋 小标宋 here, and what happens to rare characters."""

import logging
import os
import struct
import unicodedata
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.paths import resources

if TYPE_CHECKING:
    from dczg_desktop.reports.cidfont import CidFont

GETA = "〓"
"""Printed for a character no font has, so that it is seen to be missing."""

_log = logging.getLogger(__name__)


class Typeface(StrEnum):
    """The faces official documents ask for (GB/T 9704-2012)."""

    SONG = "宋体"
    HEI = "黑体"
    KAI = "楷体"
    FANG = "仿宋"
    TITLE = "小标宋"


BUNDLED = {
    Typeface.SONG: "NotoSerifSC-Regular.ttf",
    Typeface.HEI: "NotoSansSC-Bold.ttf",
    Typeface.KAI: "DCZGKai-Regular.ttf",
    Typeface.FANG: "DCZGKai-Regular.ttf",
    Typeface.TITLE: "NotoSerifSC-Bold.ttf",
}
INSTALLED = {
    Typeface.FANG: ("simfang.ttf", "仿宋_gb2312.ttf", "fangsong_gb2312.ttf", "fangsong.ttf"),
    Typeface.TITLE: (
        "fzxbsjw.ttf",
        "方正小标宋简体.ttf",
        "fzxbsjw--gb1-0.ttf",
        "fzxbsk.ttf",
        "fzxbsk--gbk1-0.ttf",
    ),
}
LAST_RESORTS = ("NotoSerifSC-Regular.ttf", "DCZGKai-Regular.ttf", "NotoSansSC-Regular.ttf")


@dataclass(frozen=True, slots=True)
class FontLog:
    """What one export was really set in.

    `faces`: (asked, font name); `borrowed`: (character, font it came from); `missing`: (character, times printed as 〓).
    """

    faces: tuple[tuple[str, str], ...]
    borrowed: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, int], ...]

    def summary(self) -> str:
        """One paragraph for the user and the export register."""
        parts = ["字体：" + "，".join(f"{asked}用{name}" for asked, name in self.faces)]
        if self.borrowed:
            parts.append(
                "借用字形：" + "，".join(f"{character}（{name}）" for character, name in self.borrowed)
            )
        if self.missing:
            total = sum(times for _, times in self.missing)
            codes = "，".join(f"U+{ord(character):04X}" for character, _ in self.missing)
            parts.append(f"有 {total} 处字符没有字形，已印作“{GETA}”，请核对并手工补写：{codes}")
        return "；".join(parts) + "。"


def font_folders() -> tuple[Path, ...]:
    """Where this computer keeps its fonts."""
    home = Path.home()
    if os.name == "nt":
        local = Path(os.environ.get("LOCALAPPDATA") or home / "AppData/Local")
        return (Path(os.environ.get("WINDIR") or "C:/Windows") / "Fonts", local / "Microsoft/Windows/Fonts")
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    )


@lru_cache(maxsize=4)
def installed_fonts(folders: tuple[Path, ...]) -> dict[str, Path]:
    """Font files by lower-case name."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            found.setdefault(path.name.lower(), path)
    return found


def _load(path: Path) -> Any:
    from dczg_desktop.reports.cidfont import open_face

    return open_face(path)


def bundled_face(file_name: str) -> Any:
    """A font shipped with the program. Raises UserError when the installation lost it."""
    path = resources() / "fonts" / file_name
    if not path.is_file():
        raise UserError(f"程序自带的字体文件“{file_name}”不见了，无法打印。请重新安装程序（台账不受影响）。")
    return _load(path)


def own_face(typeface: Typeface) -> Any | None:
    """The computer's own font for `typeface`, or None when it has none that may be embedded."""
    from reportlab.pdfbase.ttfonts import TTFError

    known = installed_fonts(font_folders())
    for name in INSTALLED.get(typeface, ()):
        if path := known.get(name):
            try:
                return _load(path)
            except (TTFError, OSError, struct.error, ValueError, LookupError) as error:
                _log.info("font %s cannot be embedded: %s", path.name, error)
    return None


def small_typeface() -> Typeface:
    """The face of small print in tables: 仿宋 when the computer has it, else 宋, which is clearer than 楷 at 小五."""
    return Typeface.FANG if own_face(Typeface.FANG) else Typeface.SONG


class _Chain(dict[str, int]):
    """One typeface of one export: the advance of every character, in 1/1000 of the type size, looked up on first use."""

    def __init__(self, typeface: Typeface) -> None:
        super().__init__()
        first = own_face(typeface) or bundled_face(BUNDLED[typeface])
        self.faces = [first]
        self.plain: set[str] = set()
        self.home: dict[str, int] = {}
        self.glyph: dict[str, str] = {}

    def _with(self, character: str) -> int | None:
        point = ord(character)
        for number, name in enumerate(("", *LAST_RESORTS)):
            if number == len(self.faces):
                self.faces.append(bundled_face(name))
            if point in self.faces[number].charToGlyph:
                return number
        return None

    def __missing__(self, character: str) -> int:
        if unicodedata.category(character) in {"Cc", "Cf"} or "\ufe00" <= character <= "\ufe0f":
            self.glyph[character] = ""
            self[character] = 0
            return 0
        number = self._with(character)
        self.glyph[character] = GETA if number is None else character
        if number is None:
            number = self._with(GETA) or 0
        elif number == 0:
            self.plain.add(character)
        self.home[character] = number
        width: int = round(self.faces[number].charWidths[ord(self.glyph[character])])
        self[character] = width
        return width


class Fonts:
    """The fonts of one export; measures, splits text into runs of one font each, and keeps the account of it."""

    def __init__(self) -> None:
        self._chains: dict[Typeface, _Chain] = {}
        self._embedded: dict[str, CidFont] = {}
        self._borrowed: dict[str, str] = {}
        self._missing: Counter[str] = Counter()
        self._used: dict[str, str] = {}

    def widths(self, typeface: Typeface) -> dict[str, int]:
        """Advance of every character in 1/1000 of the type size; unknown characters are looked up when asked for."""
        if typeface not in self._chains:
            self._chains[typeface] = _Chain(typeface)
        return self._chains[typeface]

    def runs(self, text: str, typeface: Typeface, document: Any) -> list[tuple["CidFont", str]]:
        """`text` as pieces of one embedded font each; invisible characters are left out, unknown ones become 〓."""
        self.widths(typeface)
        chain = self._chains[typeface]
        if chain.plain.issuperset(text):
            return [(self._font(chain.faces[0], typeface, document), text)] if text else []
        pieces: list[tuple[CidFont, str]] = []
        for character in text:
            chain[character]
            glyph = chain.glyph[character]
            if not glyph:
                continue
            face = chain.faces[chain.home[character]]
            self._account(character, glyph, chain.home[character], face)
            font = self._font(face, typeface, document)
            if pieces and pieces[-1][0] is font:
                pieces[-1] = (font, pieces[-1][1] + glyph)
            else:
                pieces.append((font, glyph))
        return pieces

    def _account(self, character: str, glyph: str, number: int, face: Any) -> None:
        if glyph != character:
            self._missing[character] += 1
        elif number:
            self._borrowed[character] = face.name.decode("latin-1")

    def _font(self, face: Any, typeface: Typeface, document: Any) -> "CidFont":
        from dczg_desktop.reports.cidfont import CidFont

        name = face.name.decode("latin-1")
        if face is self._chains[typeface].faces[0]:
            self._used[typeface] = name
        if name not in self._embedded:
            self._embedded[name] = CidFont(face, len(self._embedded) + 1, document)
        return self._embedded[name]

    def log(self) -> FontLog:
        """The account so far."""
        return FontLog(
            faces=tuple(self._used.items()),
            borrowed=tuple(sorted(self._borrowed.items())),
            missing=tuple(sorted(self._missing.items())),
        )

"""Cut the five bundled typefaces out of their full releases and draw the check marks they lack.

    python make_fonts.py SERIF SERIF_BOLD SANS SANS_BOLD KAI Unihan_OtherMappings.txt OUT_FOLDER

The first five are TrueType files of Noto Serif SC Regular and Bold, Noto Sans SC Regular and Bold and LXGW WenKai
Regular; the sixth belongs to the Unicode character database (its field kTGH names the 8,105 characters of the national
standard table of 2013). Needs fontTools. README.md says what is kept and why.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

UNIFIED = set(range(0x4E00, 0xA000))
SYMBOLS = {
    code
    for first, last in (
        (0x20, 0x17F), (0x2C6, 0x2DD), (0x391, 0x3C9), (0x401, 0x451), (0x2000, 0x206F), (0x2070, 0x20BF), (0x2100, 0x22FF),
        (0x2300, 0x23FF), (0x2460, 0x27BF), (0x2E80, 0x2FDF), (0x3000, 0x312F), (0x3200, 0x33FF), (0xFA0E, 0xFA29),
        (0xFE10, 0xFE6F), (0xFF01, 0xFF65), (0xFFE0, 0xFFE6),
    )
    for code in range(first, last + 1)
}  # fmt: skip
UNCOMMON = ((0x2E80, 0x2FDF), (0x3040, 0x30FF), (0x3200, 0x321F), (0x322A, 0x337F))
"""Radicals, kana and enclosed words: only in the two regular Noto files."""

COMMON_SYMBOLS = {code for code in SYMBOLS if not any(first <= code <= last for first, last in UNCOMMON)}
KAI_NAMES = {0x20BB7, 0x20164, 0x21096, 0x242EE, 0x2A437, 0x2B300}
STROKE = 38


def standard_characters(mappings: Path) -> set[int]:
    """Code points of the 8,105 characters of the standard table of 2013."""
    lines = mappings.read_text("utf-8").splitlines()
    return {int(line.split("\t")[0][2:], 16) for line in lines if "\tkTGH\t" in line}


def simplified_set() -> set[int]:
    """Code points of the 6,763 characters of GB 2312."""
    rows = (
        bytes((high, low)).decode("gb2312", "ignore")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
    )
    return {ord(character) for character in rows if character}


def outline(font: TTFont, character: str, pen: TTGlyphPen, scale: float = 1.0) -> None:
    """Draw the glyph of `character` into `pen`, shrunk around the middle of the em."""
    recording = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(character)]].draw(recording)
    middle_x, middle_y = 500, 380
    move = (scale, 0, 0, scale, middle_x * (1 - scale), middle_y * (1 - scale))
    recording.replay(TransformPen(pen, move))


def cross(reach: float, stroke: float, pen: TTGlyphPen) -> None:
    """Draw two diagonal bars of half length `reach` around the middle of the em."""
    for way in (1, -1):
        ends = ((-reach, -reach * way), (reach, reach * way))
        side = (stroke * 0.7 * -way, stroke * 0.7)
        points = [
            (500 + x + s * side[0], 380 + y + s * side[1])
            for (x, y), s in ((ends[0], 1), (ends[0], -1), (ends[1], -1), (ends[1], 1))
        ]
        pen.moveTo(points[0])
        for point in points[1:]:
            pen.lineTo(point)
        pen.closePath()


def draw_marks(font: TTFont) -> None:
    """Give the font ☐ ☑ ☒ ✓ ✔ ✗ ✘ ✕ where it lacks them, built from its own square and tick."""
    drawings: dict[str, tuple[Callable[[TTGlyphPen], None], ...]] = {
        "☐": (partial(outline, font, "□"),),
        "☑": (partial(outline, font, "□"), partial(outline, font, "✓", scale=0.9)),
        "☒": (partial(outline, font, "□"), partial(cross, 210, STROKE)),
        "✔": (partial(outline, font, "✓"),),
        "✗": (partial(cross, 300, STROKE),),
        "✘": (partial(cross, 300, STROKE * 1.6),),
        "✕": (partial(cross, 300, STROKE),),
    }
    known = font.getBestCmap()
    order = font.getGlyphOrder()
    for character, parts in drawings.items():
        if ord(character) in known:
            continue
        pen = TTGlyphPen(None)
        for draw in parts:
            draw(pen)
        name = f"uni{ord(character):04X}"
        order.append(name)
        font["glyf"].glyphs[name] = glyph = pen.glyph()
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (1000, glyph.xMin)
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format in (4, 12):
                table.cmap[ord(character)] = name
    font.setGlyphOrder(order)
    font["glyf"].setGlyphOrder(order)


def widen_quotes(font: TTFont) -> None:
    """Give “ ” ‘ ’ the full width Chinese text wants: opening ones at the right of their square, closing ones at the left."""
    for mark in "“”‘’":
        name = font.getBestCmap()[ord(mark)]
        advance, bearing = font["hmtx"][name]
        glyph = font["glyf"][name]
        shift = 1000 - advance if mark in "“‘" else 0
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (1000, bearing + shift)


def rename(font: TTFont, family: str) -> None:
    """Call the font `family`: the licence reserves the original name for unmodified files."""
    style = "Regular"
    names = {1: family, 2: style, 3: f"{family} {style}", 4: family, 6: family.replace(" ", "")}
    for record in list(font["name"].names):
        if record.nameID in names and record.langID != 0x409 and record.platformID == 3:
            font["name"].removeNames(record.nameID, record.platformID, record.platEncID, record.langID)
        elif record.nameID in names:
            record.string = names[record.nameID]


def cut(source: Path, target: Path, keep: set[int], family: str = "") -> None:
    """Write `source` with the characters `keep` only, without layout tables, hinting and glyph names."""
    font = TTFont(source)
    options = Options(
        hinting=False, glyph_names=False, notdef_outline=True, layout_features=[], legacy_kern=False
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx", "VORG", "DSIG", "gasp"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=keep)
    subsetter.subset(font)
    draw_marks(font)
    if family:
        widen_quotes(font)
        rename(font, family)
    font.save(target)


def main(arguments: list[str]) -> None:
    """Cut all five files into the folder named last."""
    *sources, out = (Path(argument) for argument in arguments)
    serif, serif_bold, sans, sans_bold, kai, mappings = sources
    common = standard_characters(mappings) | simplified_set()
    whole = UNIFIED | common | SYMBOLS
    part = common | COMMON_SYMBOLS
    cut(serif, out / "NotoSerifSC-Regular.ttf", whole)
    cut(serif_bold, out / "NotoSerifSC-Bold.ttf", part)
    cut(sans, out / "NotoSansSC-Regular.ttf", whole)
    cut(sans_bold, out / "NotoSansSC-Bold.ttf", part)
    cut(kai, out / "DCZGKai-Regular.ttf", part | KAI_NAMES, "DCZG Kai")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Colours that may say something (red rows are behind): never read as a state, but said, with the rows that bear them."""

import re
from collections.abc import Iterable

from dczg_desktop.imports.files.album import named
from dczg_desktop.imports.files.elements import whole_number
from dczg_desktop.imports.files.palette import name_of_code, palette_code, theme_codes
from dczg_desktop.imports.files.styles import attribute, formats_of_cells, section
from dczg_desktop.imports.reading import Table

Spots = dict[tuple[int, int], str]

_FILL = re.compile(r"<(?:\w+:)?fill>([^<]*(?:<(?!/?(?:\w+:)?fill>)[^<]*)*)</(?:\w+:)?fill>|<(?:\w+:)?fill/>")
_OWN = re.compile(r"<(?:\w+:)?rgbColor\s([^<>]*)>")
_TINT = re.compile(r"-?(?:0|1|0?\.\d{1,20}|1\.0{1,20})")
_FONT = re.compile(r"<(?:\w+:)?font>([^<]*(?:<(?!/?(?:\w+:)?font>)[^<]*)*)</(?:\w+:)?font>|<(?:\w+:)?font/>")
_CROSSED = re.compile(r"<(?:\w+:)?strike(?:\s+val=[\"'](?:1|true)[\"'])?\s*/>")
_COLOUR = re.compile(r"<(?:\w+:)?fgColor\s([^<>]*)>")
_CELL = rb"<(?:\w+:)?c\s(?=[^<>]*>)([^<>]*\bs=[\"'](%s)[\"'][^<>]*)>"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_MENTIONED = re.compile(
    r"(?:标注?|填充?|底色|颜色)[^，。；：:]{0,4}[红黄绿橙蓝灰](?:[色字底的]|(?![\u4e00-\u9fff]))|[红黄绿橙蓝灰]色?(?:字体?|底色?|底纹|填充|部分|标注|的?行)?(?:为|表示|代表|标注|底色|填充|部分)|标[红黄绿]"
)
_MOST_ROWS = 12


def telling_fills(styles: bytes, theme: bytes = b"") -> dict[str, str]:
    """Style number → the name of its strong colour; pale ones and greys only make a table easier to read."""
    text = styles.decode("utf-8", "replace")
    own = [attribute(found[1], "rgb")[-6:] for found in _OWN.finditer(section(text, "indexedColors"))]
    codes = theme_codes(theme)
    names = [_name(found[1] or "", own, codes) for found in _FILL.finditer(section(text, "fills"))]
    telling: dict[str, str] = {}
    for index, attributes in enumerate(formats_of_cells(text)):
        number = whole_number(attribute(attributes, "fillId"), 0)
        if number < len(names) and names[number]:
            telling[str(index)] = names[number]
    return telling


def _name(fill: str, own: list[str], theme: list[str]) -> str:
    """The name of the colour a cell is filled with: given itself, by its number in the palette or in the theme."""
    found = _COLOUR.search(fill)
    if not found or "solid" not in fill:
        return ""
    tint = attribute(found[1], "tint")
    shade = float(tint) if _TINT.fullmatch(tint) else 0.0
    if code := attribute(found[1], "rgb"):
        return name_of_code(code[-6:], shade)
    number = whole_number(attribute(found[1], "indexed"), -1)
    if number >= 0:
        return name_of_code(own[number] if number < len(own) else palette_code(number), shade)
    number = whole_number(attribute(found[1], "theme"), -1)
    return name_of_code(theme[number], shade) if 0 <= number < len(theme) else ""


def coloured(xml: bytes, fills: dict[str, str]) -> Spots:
    """The cells of a sheet that bear a strong colour, from 0."""
    found: Spots = {}
    if not fills:
        return found
    pattern = re.compile(_CELL % "|".join(fills).encode())
    for cell in pattern.finditer(xml):
        place = _REFERENCE.fullmatch(attribute(cell[1].decode("utf-8", "replace"), "r"))
        if place:
            found[int(place[2]) - 1, 0] = fills[cell[2].decode()]
    return found


def struck_styles(styles: bytes) -> frozenset[str]:
    """The numbers of the styles that cross the words out."""
    text = styles.decode("utf-8", "replace")
    crossed = [bool(_CROSSED.search(found[1] or "")) for found in _FONT.finditer(section(text, "fonts"))]
    if not any(crossed):
        return frozenset()
    fonts = (whole_number(attribute(one, "fontId"), 0) for one in formats_of_cells(text))
    return frozenset(str(index) for index, font in enumerate(fonts) if font < len(crossed) and crossed[font])


def struck_note(table: Table) -> str:
    """What to say of words in a table that are crossed out; empty when there are none."""
    grid = table.grid
    rows = {record.row - 1 for record in table.records} if grid.struck else set()
    cells = [grid.place(*place) for place in sorted(grid.struck) if place[0] in rows]
    if not cells:
        return ""
    return f"“{table.sheet}”里有加了删除线的字（{named(cells)}），程序照读；删除线表示已删去、已销号的，请对照原件改正。"


def colour_note(table: Table) -> str:
    """What to say of the colours of a table: which rows bear which, or that its words speak of colours; empty when neither."""
    colours = table.grid.colours
    rows = (
        {record.row: colours[record.row - 1, 0] for record in table.records if (record.row - 1, 0) in colours}
        if colours
        else {}
    )
    by_colour: dict[str, list[int]] = {}
    for row, colour in rows.items():
        by_colour.setdefault(colour, []).append(row)
    if by_colour and (len(by_colour) > 1 or len(rows) < len(table.records)):
        named = "；".join(f"{colour}：{_rows(found)}" for colour, found in by_colour.items())
        return f"“{table.sheet}”里有底色（{named}）。程序不把颜色读作状态；颜色表示进度的，请对照原件补填状态或进展。"
    texts = [table.title, *(row.text for row in table.left_out)]
    if any(_MENTIONED.search(text) for text in texts):
        return f"“{table.sheet}”的文字说到颜色的含义。程序不把底色、字色读作状态，请对照原件补填状态或进展。"
    return ""


def _rows(found: Iterable[int]) -> str:
    rows = list(found)
    more = f"等 {len(rows)} 行" if len(rows) > _MOST_ROWS else " 行"
    return f"第 {'、'.join(map(str, rows[:_MOST_ROWS]))}{more}"

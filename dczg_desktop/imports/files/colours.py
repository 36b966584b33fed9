"""Colours that may say something (red rows are behind): never read as a state, but said, with the rows that bear them."""

import re
from collections.abc import Iterable

from dczg_desktop.imports.files.elements import whole_number
from dczg_desktop.imports.files.styles import attribute, formats_of_cells, section
from dczg_desktop.imports.reading import Table

Spots = dict[tuple[int, int], str]

_FILL = re.compile(r"<(?:\w+:)?fill>([^<]*(?:<(?!/?(?:\w+:)?fill>)[^<]*)*)</(?:\w+:)?fill>|<(?:\w+:)?fill/>")
_COLOUR = re.compile(r"<(?:\w+:)?fgColor\s([^<>]*)>")
_CELL = rb"<(?:\w+:)?c\s(?=[^<>]*>)([^<>]*\bs=[\"'](%s)[\"'][^<>]*)>"
_INDEXED = {
    "2": "红色",
    "10": "红色",
    "5": "黄色",
    "13": "黄色",
    "3": "绿色",
    "11": "绿色",
    "17": "绿色",
    "52": "橙色",
    "53": "橙色",
}
_STRONG = 110
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_MENTIONED = re.compile(
    r"(?:标注?|填充?|底色|颜色)[^，。；]{0,4}[红黄绿橙蓝灰]色?|[红黄绿橙蓝灰]色?(?:字体?|底色?|底纹|填充|部分|标注|的?行)?(?:为|表示|代表|标注|底色|填充|部分)|标[红黄绿]"
)
_MOST_ROWS = 12


def telling_fills(styles: bytes) -> dict[str, str]:
    """Style number → the name of its strong colour; pale ones and greys only make a table easier to read."""
    text = styles.decode("utf-8", "replace")
    names = [_name(found[1] or "") for found in _FILL.finditer(section(text, "fills"))]
    telling: dict[str, str] = {}
    for index, attributes in enumerate(formats_of_cells(text)):
        number = whole_number(attribute(attributes, "fillId"), 0)
        if number < len(names) and names[number]:
            telling[str(index)] = names[number]
    return telling


def _name(fill: str) -> str:
    found = _COLOUR.search(fill)
    if not found or "solid" not in fill:
        return ""
    if indexed := _INDEXED.get(attribute(found[1], "indexed")):
        return indexed
    value = attribute(found[1], "rgb")[-6:]
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", value):
        return ""
    red, green, blue = (int(value[place : place + 2], 16) for place in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < _STRONG:
        return ""
    if red > green + 90 and red > blue + 90:
        return "红色" if green < 140 else "橙色"
    if red > 150 and green > 130 and blue < 160:
        return "黄色"
    return "绿色" if green > red + 40 and green > blue else ""


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

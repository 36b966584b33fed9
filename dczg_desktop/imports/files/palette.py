"""What a colour is called: those of the old palette by number, those of a theme by place, others by their own red, green and blue.

The palette is that of MS-XLS 2.5.161, themes are ECMA-376 20.1.6.2; a pale colour or a grey has no name, for those only make a
table easier to read.
"""

import colorsys
import re

_STRONG, _STRONG_IF_DARK, _PURE = 110, 80, 0.6
_HUES = ((20, "红色"), (50, "橙色"), (70, "黄色"), (170, "绿色"), (340, ""), (361, "红色"))
"""Up to which degree of the circle of colours a name goes; blue and violet are the colours of headings."""
_FIRST = 8
_CODES = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 "
    "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 "
    "003366 339966 003300 333300 993300 993366 333399 333333"
)
_PALETTE = _CODES.split()
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
"""In this order a cell counts the colours of its theme, which is not the order they stand in."""


def colour_name(red: int, green: int, blue: int) -> str:
    """The name of a strong colour, else an empty string."""
    most = max(red, green, blue)
    spread = most - min(red, green, blue)
    if spread < _STRONG and (spread < _STRONG_IF_DARK or spread < _PURE * most):
        return ""
    degree = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)[0] * 360
    return next(name for end, name in _HUES if degree < end)


def name_of_code(code: str, tint: float = 0.0) -> str:
    """The same of six hexadecimal digits, made lighter (up to 1) or darker (down to -1); of anything else an empty string."""
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", code):
        return ""
    red, green, blue = (int(code[place : place + 2], 16) for place in (0, 2, 4))
    if tint:
        hue, light, full = colorsys.rgb_to_hls(red / 255, green / 255, blue / 255)
        light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
        red, green, blue = (
            round(part * 255) for part in colorsys.hls_to_rgb(hue, min(max(light, 0), 1), full)
        )
    return colour_name(red, green, blue)


def palette_code(number: int) -> str:
    """The colour of a number in the palette that every workbook begins with; the first eight stand in it twice."""
    place = number if number < _FIRST else number - _FIRST
    return _PALETTE[place] if 0 <= place < len(_PALETTE) else ""


def theme_codes(theme: bytes) -> list[str]:
    """The colours of a theme as cells count them; '' for one that is not there."""
    text = theme.decode("utf-8", "replace")
    found = (
        re.search(rf"""<(?:\w+:)?{name}>\s*<[^<>]*?\b(?:lastClr|val)=["']([0-9A-Fa-f]{{6}})["']""", text)
        for name in _THEME
    )
    return [one[1] if one else "" for one in found]

"""Cells of an OpenDocument sheet that hold a paragraph and nothing else, side by side: told once, so that a long sheet is a short part.

The reader behind reads their texts; here only what lies over cells, and their styles, are looked for.
"""

import re

_BEGINS, _ENDS = b"<table:table-cell", b"</table:table-cell>"
_TEXT, _TEXT_ENDS = b"<text:p>", b"</text:p>"
_ATTRIBUTES = b"".join(
    rb'(?: %s="[^"<>&]*")?' % name
    for name in (
        rb"table:style-name",
        rb"office:value-type",
        rb"office:(?:date-)?value",
        rb"calcext:value-type",
    )
)
_PLAIN = re.compile(rb"(<table:table-cell%s)><text:p>[^<&]*</text:p>" % _ATTRIBUTES)
_VALUE = re.compile(rb' office:(?:date-)?value="[^"<>&]*"')
"""A number or day as the reader behind reads it: cells that differ in it alone are told alike."""
_TAGS = 3
_USUAL = re.compile(rb"""<\?xml[^<>]*?\sencoding=["']utf-8["'][^<>]*\?>""", re.IGNORECASE)
_HIDING = (b"<!", b"]]>", b"\xef\xbf")
"""What may hide cells, or stand in no XML (two codes at the end of the plane)."""
_LINE = re.compile(rb"""line-through-(?:style|type)\s*=\s*["'](?!none["'])""")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")


def with_plain_cells_joined(data: bytes) -> bytes:
    """The content of a sheet in which neighbouring cells of one tag with plain texts are one empty cell, repeated, and no cell tells its value.

    As it is where that could hide a text no XML may hold, or words crossed out, which are told of every cell.
    """
    if crosses_out(data) or not _USUAL.match(data) or any(sign in data for sign in _HIDING):
        return data
    if len(data.translate(None, _CONTROLS)) < len(data) or not _is_utf8(data):
        return data
    made: list[bytes] = []
    tag, times = b"", 0
    *pieces, rest = data.split(_ENDS)
    for piece in pieces:
        if times and piece.startswith(tag) and piece.count(b"<") == _TAGS and b"&" not in piece:
            times += 1  # the third tag can only be the end of the paragraph
            continue
        if times:
            made.append(_repeated(tag, times))
        start = piece.rfind(_BEGINS)
        found = _PLAIN.fullmatch(piece, max(start, 0))
        tag, times = (found[1] + b">" + _TEXT, 1) if found else (b"", 0)
        made.append(piece[:start] if found else piece + _ENDS)
    if times:
        made.append(_repeated(tag, times))
    return b"".join([*made, rest])


def crosses_out(styles: bytes) -> bool:
    """Whether some style of a part may cross words out."""
    return _LINE.search(styles) is not None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _repeated(tag: bytes, times: int) -> bytes:
    opening = _VALUE.sub(b"", tag.removesuffix(b">" + _TEXT))
    if times == 1:
        return opening + b">" + _TEXT + _TEXT_ENDS + _ENDS
    return b'%s table:number-columns-repeated="%d">%s%s%s' % (opening, times, _TEXT, _TEXT_ENDS, _ENDS)

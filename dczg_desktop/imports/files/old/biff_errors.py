"""Error values in the cells of an old workbook (MS-XLS 2.5.10, 2.5.133)."""

_BOOLEAN, _FORMULA = 0x0205, 0x0006
FORMULAS = frozenset({0x0006, 0x0406})
_ONLY_AN_ERROR = b"\2\0\x1c"
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def error_word(kind: int, body: bytes) -> str:
    """The error word of an error cell, of a formula whose result is one or which is nothing else; else an empty string.

    A program writes the last for a function it does not know, a picture in a cell for one, with 0 as its result.
    """
    if kind == _BOOLEAN and len(body) >= 8 and body[7]:
        return _ERRORS.get(body[6], "#错误")
    if kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        return _ERRORS.get(body[8], "#错误")
    if kind in FORMULAS and body[20:23] == _ONLY_AN_ERROR and len(body) > 23:
        return _ERRORS.get(body[23], "#错误")
    return ""

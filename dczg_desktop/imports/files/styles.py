"""Number formats of a workbook that change what a number or date shows: percent, fixed digits, dates without a day."""

import re
from collections.abc import Iterator

from dczg_desktop.imports.files.elements import whole_number

BUILT_IN = {
    1: "0",
    2: "0.00",
    9: "0%",
    10: "0.00%",
    17: "mmm-yy",
    27: "yyyy年m月",
    36: "yyyy年m月",
    50: "yyyy年m月",
    52: "yyyy年m月",
    57: "yyyy年m月",
}  # 27 and above: the Chinese locale's own (ECMA-376 18.8.30)
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s([^<>]*)>")
_XF = re.compile(r"<(?:\w+:)?xf\s([^<>]*)>")


def attribute(attributes: str, name: str) -> str:
    """The value of one XML attribute, or an empty string."""
    found = re.search(rf"""(?<![\w:]){name}\s*=\s*(?:"([^"]*)"|'([^']*)')""", attributes)
    return (found[1] if found[1] is not None else found[2]) if found else ""


def section(text: str, name: str) -> str:
    """What stands in the first element of a name, `cellXfs`; empty where there is none, or no end of it."""
    begins = re.search(rf"<(?:\w+:)?{name}\b", text)
    ends = re.compile(rf"</(?:\w+:)?{name}>").search(text, begins.end()) if begins else None
    return text[begins.end() : ends.start()] if begins and ends else ""


def formats_of_cells(text: str) -> Iterator[str]:
    """The attributes of every cell format of the workbook's styles, in the order of their numbers."""
    return (found[1] for found in _XF.finditer(section(text, "cellXfs")))


def telling_formats(styles: bytes) -> dict[str, str]:
    """Style number → format code, only for formats that show something else than the plain value."""
    text = styles.decode("utf-8", "replace")
    codes = dict(BUILT_IN)
    for found in _FORMAT.finditer(text):
        number = attribute(found[1], "numFmtId")
        if number.isdecimal():
            codes[whole_number(number, 0)] = simplified(attribute(found[1], "formatCode"))
    telling: dict[str, str] = {}
    for index, attributes in enumerate(formats_of_cells(text)):
        number = attribute(attributes, "numFmtId")
        code = codes.get(whole_number(number, 0), "")
        if tells(code):
            telling[str(index)] = code
    return telling


def simplified(code: str) -> str:
    """A format code without locale, quotes and alternatives, in lower case: `yyyy年m月d日`, `0.00%`.

    A percent sign that is only written behind the number (`0"%"`) comes out as a wide one.
    """
    code = code.replace("&quot;", '"').split(";")[0].lower()
    code = re.sub(r'"[^"]*"|\\.', lambda literal: literal[0].replace("%", "％"), code)
    return re.sub(r"\[[^\]]*\]|[_*].|[\"\\@]", "", code).strip()


def tells(code: str) -> bool:
    """Whether a simplified format shows something else than the plain value."""
    if re.fullmatch(r"0+(\.0+)?[%％]?", code):
        return code != "0"
    return "y" in code and "d" not in code and "h" not in code

"""Texts of the cells of one worksheet part, read from its XML; formulas are told apart, never evaluated."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dczg_desktop.exchange.digest import canonical_number, canonical_text
from dczg_desktop.exchange.gate import refusal

ROW_LIMIT = 100_000
CELL_LIMIT = 3_000_000

_CELL = re.compile(rb'<c r="([A-Z]{1,2})([1-9][0-9]{0,5})"([^>]*?)(?:/>|>([^<]*(?:<(?!/c>)[^<]*)*)</c>)')
_CELL_START = re.compile(rb"<c[\s/>]")
_ROW_START = re.compile(rb"<row[\s/>]")
_KIND = re.compile(rb'\st="([a-zA-Z]+)"')
_STYLE = re.compile(rb'\ss="(\d+)"')
_VALUE = re.compile(rb"<v[^>/]*>([^<]*)</v>")
_FORMULA = re.compile(rb"<f[\s/>]")
_FORMULA_TEXT = re.compile(rb"<f[^>/]*>([^<]*)</f>")
_STRING = re.compile(rb"<si>([^<]*(?:<(?!/si>)[^<]*)*)</si>|<si/>")
_PLAIN_STRING = re.compile(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')
_STRING_START = re.compile(rb"<si[\s/>]")
_PHONETIC = re.compile(rb"<rPh\b.*?</rPh>", re.DOTALL)
_TEXT = re.compile(rb"<t(?:\s[^>]*)?(?<!/)>([^<]*)</t>")
_ENTITY = re.compile(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(lt|gt|amp|quot|apos));")
Cell = tuple[bytes, bytes, bytes, bytes]
"""Column letters, row number, attributes, content: as they stand in the XML."""

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


@dataclass(slots=True)
class Grid:
    """The non-blank cells of a sheet: `rows[row number][column letters]`; `formulas` holds (row, letters)."""

    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    formulas: set[tuple[int, str]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Numbers:
    """How stored numbers are read: styles that show dates or percentages, and the workbook's day zero."""

    dates: frozenset[int] = frozenset()
    percentages: frozenset[int] = frozenset()
    day_zero: datetime = datetime(1899, 12, 30)  # noqa: DTZ001 - workbooks know no zones


def shared_strings(data: bytes, name: str) -> list[str]:
    """The texts of the shared string part in canonical form; raises UserError for hidden content in file `name`."""
    _check_plain(data, name)
    plain = _PLAIN_STRING.findall(data)
    if len(plain) == len(_STRING_START.findall(data)):
        return [canonical_text(_unescaped(text)) for text in plain]
    return [_joined_text(text) for text in _STRING.findall(data)]


def read_grid(data: bytes, strings: list[str], numbers: Numbers, name: str) -> Grid:
    """The cells of a worksheet part that the gate has passed. Raises UserError naming the file `name`.

    Refused are comments and CDATA (they could hide cells), cells without a plain reference, cells outside
    100,000 rows × 702 columns, and the same cell or row twice.
    """
    _check_shape(data, name)
    grid = Grid()
    found = 0
    for row in data.split(b"</row>"):
        cells = _CELL.findall(row)
        found += len(cells)
        if cells:
            _take_row(grid, cells, strings, numbers, name)
    if found != len(_CELL_START.findall(data)):
        raise refusal(name, f"表格的单元格写法不规范或超出 {ROW_LIMIT // 10_000} 万行 × 702 列，无法可靠读取")
    return grid


def _check_plain(data: bytes, name: str) -> None:
    if b"<!" in data or data.find(b"<?", 5) >= 0:
        raise refusal(name, "表格内部含有注释或隐藏内容")


def _check_shape(data: bytes, name: str) -> None:
    _check_plain(data, name)
    rows = len(_ROW_START.findall(data))
    if rows > ROW_LIMIT or data.count(b"<c ") > CELL_LIMIT:
        raise refusal(name, f"表格超出允许范围（{ROW_LIMIT // 10_000} 万行 × 702 列）")


def _take_row(grid: Grid, cells: list[Cell], strings: list[str], numbers: Numbers, name: str) -> None:
    """Put one row's cells into `grid`; a text that refers to no string means a damaged file."""
    label = cells[0][1]
    number = int(label)
    if number > ROW_LIMIT or number in grid.rows or any(cell[1] != label for cell in cells):
        raise refusal(name, "表格的行号重复、错位或超出 10 万行")
    if len({cell[0] for cell in cells}) != len(cells):
        raise refusal(name, f"第 {number} 行有重复的单元格")
    texts = grid.rows[number] = {}
    for letters, _, attributes, body in cells:
        if not body:
            continue
        try:
            text = _cell_text(attributes, body, strings, numbers)
        except (ValueError, IndexError, OverflowError) as error:
            raise refusal(name, f"单元格 {letters.decode()}{number} 的内容已损坏") from error
        if text:
            texts[letters.decode()] = text
            if text.startswith("=") and _FORMULA.search(body):
                grid.formulas.add((number, letters.decode()))


def _cell_text(attributes: bytes, body: bytes, strings: list[str], numbers: Numbers) -> str:
    if body.startswith(b"<v>") and b't="s"' in attributes:
        return _shared(strings, body[3:-4])
    if _FORMULA.search(body):
        return _formula_text(body)
    return _plain_text(attributes, body, strings, numbers)


def _shared(strings: list[str], said: bytes) -> str:
    """The shared string of this number; a negative one refers to nothing. Raises ValueError or IndexError."""
    number = int(said)
    if number < 0:
        raise IndexError(number)
    return strings[number]


def _plain_text(attributes: bytes, body: bytes, strings: list[str], numbers: Numbers) -> str:
    kind = _KIND.search(attributes)
    word = kind[1] if kind else b"n"
    if word == b"inlineStr":
        return _joined_text(body)
    value = _VALUE.search(body)
    if value is None:
        return ""
    if word == b"s":
        return _shared(strings, value[1])
    if word == b"b":
        return "是" if value[1].strip() == b"1" else "否"
    if word != b"n":
        return canonical_text(_unescaped(value[1]))
    style = _STYLE.search(attributes)
    return _number_text(float(value[1]), int(style[1]) if style else 0, numbers)


def _number_text(number: float, style: int, numbers: Numbers) -> str:
    if style in numbers.percentages:
        return f"{canonical_number(number * 100)}%"
    if style not in numbers.dates or not 0 <= number < 2_958_466:
        return canonical_number(number)
    moment = numbers.day_zero + timedelta(seconds=round(number * 86_400))
    if number < 1:
        return moment.strftime("%H:%M")
    whole_day = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if whole_day else moment.isoformat(" ")


def _formula_text(body: bytes) -> str:
    text = _FORMULA_TEXT.search(body)
    return "=" + (canonical_text(_unescaped(text[1])) if text else "（与其他单元格共用的公式）")


def _joined_text(data: bytes) -> str:
    if b"<rPh" in data:
        data = _PHONETIC.sub(b"", data)
    return canonical_text("".join(_unescaped(text) for text in _TEXT.findall(data)))


def _unescaped(data: bytes) -> str:
    text = data.decode("utf-8")
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    return chr(int(match[1]) if match[1] else int(match[2], 16))

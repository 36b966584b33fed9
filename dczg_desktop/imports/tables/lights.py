"""States told by lights (红灯、黄灯、绿灯, cells filled with these colours): what they stand for is asked once where no legend says it."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import without_blanks
from dczg_desktop.imports.reading import Grid, RecordReading, Table, column_number

LIGHTS = "lights"
"""Beside the fields of an assignment of columns: which of `WAYS` the lights of the table are read by."""
_KEPT, _LAGS, _DONE = "达到序时进度", "未达到序时进度", "完成整改"
WAYS: Mapping[str, Mapping[str, str]] = {
    "pace": {"绿灯": _KEPT, "黄灯": _KEPT, "红灯": _LAGS},
    "done": {"绿灯": _DONE, "黄灯": _KEPT, "红灯": _LAGS},
    "late": {"绿灯": _KEPT, "黄灯": _LAGS, "红灯": _LAGS},
}
"""The usual meanings of three lights."""
_LIGHT = re.compile(r"(?:亮|挂)?([红黄绿橙蓝])(?:色?灯|色|牌|色?预警|色?警示)?")
_SHINING = {"🔴": "红灯", "🟠": "橙灯", "🟡": "黄灯", "🟢": "绿灯", "🔵": "蓝灯"}
_OF_LIGHTS = re.compile("灯")
_SIGNS = frozenset("●○▲△▼▽◆◇★☆◎⊙⚫⚪")
_LONGEST = 6
_FIELDS = ("status", "completion")
_ASKED = "“{}”一栏写着{}，表里没有图例，读不出是滞后还是完成。请说明这些灯说的是什么，同样的表头以后照办；不是状态的，请在“列对应”里改为其他字段。"
_SIGNED = "“{}”一栏只写着符号（{}），表里没有图例，读不出是什么状态。请补上图例，或改成“达到序时进度”“完成整改”等规范写法；不是状态的，请在“列对应”里改为其他字段。"
_FILLED = "“{}”一栏空着，各行的底色是{}，表里没有图例，读不出是滞后还是完成。请说明这些颜色说的是什么，同样的表头以后照办；不是状态的，请在“列对应”里改为其他字段。"


@lru_cache(maxsize=1024)
def light_of(text: str) -> str:
    """The light a cell names (红灯, 亮红灯, 红, 🔴 are one), '' for any other text."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain or len(plain) > _LONGEST:
        return ""
    found = _LIGHT.fullmatch(plain)
    return f"{found[1]}灯" if found else _SHINING.get(plain.removesuffix("\ufe0f"), "")


def is_sign(text: str) -> bool:
    """Whether a cell holds one sign that only a legend explains."""
    return text.strip() in _SIGNS


def column_of_lights(table: Table) -> tuple[str, str]:
    """Letter and heading of the column of states, ('', '') where there is none."""
    found = (one for field in _FIELDS for one in table.columns if one.field == field)
    return next(((one.letter, one.header) for one in found), ("", ""))


def lights_in(table: Table) -> dict[int, str]:
    """The rows (from 0) of records whose state is a light: as a word, or as the colour of a row under an empty heading of lights."""
    letter, header = column_of_lights(table)
    if not letter or table.kind not in {"problem", "petition"}:
        return {}
    place, grid = column_number(letter), table.grid
    texts = {one.row - 1: grid.rows[one.row - 1][place] for one in table.records}
    named = {text for text in dict.fromkeys(texts.values()) if light_of(text)}
    if named:
        return {row: light_of(text) for row, text in texts.items() if text in named}
    return filled_lights(grid, texts) if _OF_LIGHTS.search(header) else {}


def filled_lights(grid: Grid, texts: Mapping[int, str]) -> dict[int, str]:
    """Of rows whose cells under a heading of lights are all empty, the colours they bear."""
    if not grid.colours or any(texts.values()):
        return {}
    colours = {row: light_of(grid.colours.get((row, 0), "")) for row in texts}
    return {row: light for row, light in colours.items() if light}


def _signs_in(table: Table, letter: str) -> dict[int, str]:
    """The rows whose state is nothing but a sign."""
    place = column_number(letter) if letter else 0
    texts = {one.row - 1: table.grid.rows[one.row - 1][place] for one in table.records} if letter else {}
    return {row: text.strip() for row, text in texts.items() if is_sign(text)}


def lights_asked(table: Table, _records: Sequence[RecordReading]) -> Iterator[Fault]:
    """The one question about the lights of a table."""
    letter, header = column_of_lights(table)
    found = lights_in(table) or _signs_in(table, letter)
    if not found:
        return
    row, place = min(found), column_number(letter)
    names = "、".join(dict.fromkeys(found.values()))
    text = table.grid.rows[row][place]
    asked = _SIGNED if is_sign(text) else _ASKED if text else _FILLED
    words = asked.format(without_blanks(header), names)
    yield Fault(f"{table.sheet}!{table.grid.place(row, place)}", text, words)

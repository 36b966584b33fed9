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
_COLOURED = re.compile("[红黄绿橙蓝🔴🟠🟡🟢🔵]")
_LONGEST, _LONGEST_WRITTEN = 6, 12
"""Signs of a light, and of one written with blanks."""
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


def lights_in(table: Table, states: Sequence[str] | None = None) -> dict[int, str]:
    """The rows (from 0) of records whose state is a light: as a word, or as the colour of a row under an empty heading of lights.

    `states` is the column of states, row after row, where somebody took it already.
    """
    letter, header = column_of_lights(table)
    if not letter or table.kind not in {"problem", "petition"}:
        return {}
    texts = _texts(table, letter) if states is None else states
    named = {text: light for text in set(texts) if _may_shine(text) and (light := light_of(text))}
    if named:
        return {row: named[text] for row, text in zip(_rows(table), texts, strict=True) if text in named}
    is_of_lights = _OF_LIGHTS.search(header) is not None
    return filled_lights(table.grid, dict(zip(_rows(table), texts, strict=True))) if is_of_lights else {}


def _may_shine(text: str) -> bool:
    """A quick look: of long tables most states are none."""
    return len(text) <= _LONGEST_WRITTEN and _COLOURED.search(text) is not None


def _rows(table: Table) -> list[int]:
    return [one.row - 1 for one in table.records]


def _texts(table: Table, letter: str) -> list[str]:
    """What stands in a column of the records."""
    place, rows = column_number(letter), table.grid.rows
    return [rows[one.row - 1][place] for one in table.records]


def filled_lights(grid: Grid, texts: Mapping[int, str]) -> dict[int, str]:
    """Of rows whose cells under a heading of lights are all empty, the colours they bear."""
    if not grid.colours or any(texts.values()):
        return {}
    colours = {row: light_of(grid.colours.get((row, 0), "")) for row in texts}
    return {row: light for row, light in colours.items() if light}


def _signs_in(table: Table, texts: Sequence[str]) -> dict[int, str]:
    """The rows whose state is nothing but a sign."""
    signs = {text for text in set(texts) if len(text) <= _LONGEST and is_sign(text)}
    shown = zip(_rows(table), texts, strict=True) if signs else ()
    return {row: text.strip() for row, text in shown if text in signs}


def lights_asked(
    table: Table, _records: Sequence[RecordReading], columns: Mapping[str, Sequence[str]]
) -> Iterator[Fault]:
    """The one question about the lights of a table, and one about mere signs."""
    letter, header = column_of_lights(table)
    if not letter:
        return
    field = next(one.field for one in table.columns if one.letter == letter)
    texts = columns.get(field or "")
    texts = _texts(table, letter) if texts is None else texts
    for found in filter(None, (lights_in(table, texts), _signs_in(table, texts))):
        row, place = min(found), column_number(letter)
        names = "、".join(dict.fromkeys(found.values()))
        text = table.grid.rows[row][place]
        asked = _SIGNED if is_sign(text) else _ASKED if text else _FILLED
        words = asked.format(without_blanks(header), names)
        yield Fault(f"{table.sheet}!{table.grid.place(row, place)}", text, words)

"""Signs for states explained beside a table (图例：●已完成 ○正常推进 ■滞后), ticks under 是否…: the column of states is read as the words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dczg_desktop.imports.reading import Column, Grid, LeftOut, column_number
from dczg_desktop.imports.tables.values.lights import filled_lights, light_of

READ = "图例，状态栏的符号已按它读作文字"
_SIGNS = "●○■□▲△▼▽◆◇★☆√×✓✔✗✘◎⊙⚫⚪◐◑◒◓◔◕◯⬤⭕❌✅🔴🟠🟡🟢🔵"
_SIGN = re.compile(rf"([{_SIGNS}✕])\s*(?:(?:为|表示|代表|指|是|即|[:：=＝—-]+)\s*)?([\u4e00-\u9fff]{{2,10}})")
_BACKWARDS = re.compile(
    rf"([\u4e00-\u9fff]{{2,10}})\s*(?:为|用|标注?|打|填|记|以)\s*[“\"]?([{_SIGNS}])[”\"]?"
)
_COLOUR = re.compile(
    r"([红黄绿橙蓝])色?(?:灯|牌)?(?:为|表示|代表|指|是|即|[:：=＝—-]+)(?![一二三四五六七八九十两百]{1,4}[件个项条])([\u4e00-\u9fff]{2,24})"
)
_COLOUR_BACKWARDS = re.compile(
    r"([\u4e00-\u9fff]{2,10}?)(?:的?(?:为|用|标注?|标记|填|亮|挂))[“\"]?([红黄绿橙蓝])(?:色|灯|牌)"
)
_FIELDS = frozenset({"status", "completion", "substantiated"})
_FEWEST = 2
_YES_OR_NO = dict.fromkeys("√✓✔☑✅", "是") | dict.fromkeys("×✕✖✗✘❌╳", "否")
"""Signs under a heading that asks for yes or no (是否完成（✔/✘）)."""


def legend_of(text: str) -> dict[str, str]:
    """Sign → word of a line that explains at least two; empty for any other."""
    found = dict(_SIGN.findall(text)) or {sign: word for word, sign in _BACKWARDS.findall(text)}
    return found if len(found) >= _FEWEST else lights_of(text)


def lights_of(text: str) -> dict[str, str]:
    """Light → word of a line that explains at least two colours (绿灯为已完成，红灯为滞后)."""
    if not any(colour in text for colour in "红黄绿"):
        return {}
    told = _COLOUR.findall(text) or [(colour, word) for word, colour in _COLOUR_BACKWARDS.findall(text)]
    found = {f"{colour}灯": word for colour, word in told}
    return found if len(found) >= _FEWEST else {}


def with_signs_read(
    grid: Grid, columns: Sequence[Column], rows: Sequence[int], lines: Sequence[LeftOut]
) -> list[LeftOut]:
    """The lines around a table, those that explain signs marked as read; the cells of states hold the words from now on.

    Under 是否…（✔/✘） a tick says yes and a cross no.
    """
    told = list(lines)
    legends = {number: legend for number, line in enumerate(told) if (legend := legend_of(line.text))}
    spots = _spots(grid, columns, rows) if legends else {}
    for number, legend in legends.items():
        signs = [sign for sign in legend if sign in spots]
        for sign in signs:
            for row, place in spots.pop(sign):
                grid.rows[row][place] = legend[sign]
        if signs:
            told[number] = replace(told[number], why=READ)
    _answer(grid, [one for one in columns if one.field in _FIELDS and _asks_for_signs(one.header)], rows)
    return told


def _asks_for_signs(header: str) -> bool:
    return header.startswith("是否") and any(sign in header for sign in _YES_OR_NO)


def _answer(grid: Grid, columns: Sequence[Column], rows: Sequence[int]) -> None:
    for place in [column_number(column.letter) for column in columns]:
        for row in rows:
            if answer := _YES_OR_NO.get(grid.rows[row][place].strip()):
                grid.rows[row][place] = answer


def _spots(grid: Grid, columns: Sequence[Column], rows: Sequence[int]) -> dict[str, list[tuple[int, int]]]:
    """Where each text stands in the columns of states."""
    found: dict[str, list[tuple[int, int]]] = {}
    for column in [one for one in columns if one.field in _FIELDS]:
        place = column_number(column.letter)
        texts = {row: grid.rows[row][place] for row in rows}
        for row, text in texts.items():
            for sign in {text.strip(), light_of(text)} - {""}:
                found.setdefault(sign, []).append((row, place))
        for row, light in filled_lights(grid, texts).items() if "灯" in column.header else ():
            found.setdefault(light, []).append((row, place))
    return found

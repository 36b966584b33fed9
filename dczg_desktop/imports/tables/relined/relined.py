"""Tables whose lines were broken on the way into a text: cells over several lines, columns of blanks, lists with brackets."""

import re
from collections.abc import Collection, Sequence

from dczg_desktop.domain.numbering import is_petition_number
from dczg_desktop.imports.header import confidence, score
from dczg_desktop.imports.tables.forms.upright import is_label
from dczg_desktop.imports.tables.relined.heading_levels import have_width, levels_width
from dczg_desktop.imports.tables.relined.short_lines import OPEN, padded_rows
from dczg_desktop.imports.tables.relined.titles_between import GROUP_TITLE, is_between, titles_between
from dczg_desktop.imports.tables.values.column_texts import DONE_OR_DUE
from dczg_desktop.imports.tables.values.drawn import PAGE
from dczg_desktop.imports.tables.values.listed import LISTED

Rows = list[list[str]]

RELINED = "这段文字复制时丢了表格的分列，已按栏数和序号重新排成表，请在预览里逐格核对。"
SERIAL = re.compile(r"^(?:第)?[（(]?(\d{1,4})[)）]?[.、项]?$")
_OWN = re.compile(r"[A-Za-zⅠ-Ⅻ]{0,6}(?:[-—－/]?\d{1,24}){1,4}号?|第[一二三四五六七八九十百]{1,5}[项条件号个]")
_ITEM = re.compile(r"^(\d{1,3})[.．、]\s*(.{6,})$")
_UNIT_LINE = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）])\s*([\u4e00-\u9fff]{2,16}?(?:局|委|办|政府|办事处|中心|公司|集团|管委会|[镇乡]|街道|分局|支队|大队))[:：]?$"
)
_BRACKET = re.compile(r"[（(]([^（）():：]*[:：][^（）()]*)[)）]。?$")
_SAID = re.compile(r"([\u4e00-\u9fff]{2,8})[:：]((?:(?![，,、。 　]\s?[\u4e00-\u9fff]{2,8}[:：])[^；;])+)")
_QUOTED = re.compile(r'(?:(?<=[\t\n])|^)"((?:[^"]|"")*)"(?=\t|\r?\n|$)')
_HELD = "\x0b"
"""A line break inside quotes while the lines are put together."""
_FEWEST, _MOST_OF_HEADING, _FEWEST_TORN = 3, 60, 3
_COUNTING = re.compile(r"[\dA-Za-z一二三四五六七八九十]|[合总小]计|号|注|说明|填报|单位")
KNOWN = 0.7


def rejoined(text: str) -> Rows | None:
    """The rows of a text parted by tabs whose cells go on over several lines, those of the heading too; None when its lines fit as they are.

    A row begins with the next number of the list, and has no more cells than the heading. Raises ValueError where the lines are
    torn and nobody can tell which cell each of them belongs to.
    """
    if "\t" not in text:
        return None
    if '"' in text and _QUOTED.search(text):  # words in quotes inside a cell are nothing else
        return _with_quotes(text)
    lines = [line.rstrip("\r") for line in text.split("\n") if not PAGE.match(line)]
    heading = _heading(lines)
    if heading is None:
        _check_torn(lines)
        return None
    top, end, labels = heading
    width = len(labels) - 1
    below = [line for line in lines[end:] if line.strip()]
    titles = titles_between(below)
    fits = [line.count("\t") == width or is_between(below, place, titles) for place, line in enumerate(below)]
    above = [_cells(line) for line in lines[:top] if line.strip()]
    if top + 1 == end and all(fits):
        return None
    several = levels_width(lines[top:end])
    levels = _grouped(below, several, titles) if several else None
    if levels and have_width(levels[0], several):
        is_torn = any("\n" in row for row in levels[0])
        return [*above, *map(_cells, (*lines[top:end], *levels[0], *levels[1]))] if is_torn else None
    padded = padded_rows(below, several or width, titles, _serial)
    if padded and any("\n" in row for row in padded[0]):
        head = list(map(_cells, lines[top:end])) if several else [labels]
        return [*above, *head, *map(_cells, (*padded[0], *padded[1]))]
    found = _grouped(below, width, titles)
    if not found or not found[0] or _lack_tabs(found[0], width):
        _check_torn(lines, labels)
        return None
    is_as_it_was = top + 1 == end and not found[1] and not any("\n" in row for row in found[0])
    return None if is_as_it_was else [*above, labels, *map(_cells, (*found[0], *found[1]))]


def _lack_tabs(rows: Sequence[str], width: int) -> bool:
    """Whether some row but the last has fewer tabs than the heading, and is no title of a group."""
    return any(row.count("\t") < width and not GROUP_TITLE.match(row) for row in rows[:-1])


def _with_quotes(text: str) -> Rows | None:
    """The rows where only the headings were broken over lines and the cells below stand in quotes; None where the headings are whole."""
    plain = _QUOTED.sub(
        lambda found: found[1].replace('""', '"').replace("\r", "").replace("\n", _HELD), text
    )
    heading = _heading(plain.split("\n"))
    if heading is None or heading[0] + 1 == heading[1] or '"' in plain:
        return None
    rows = rejoined(plain)
    return rows and [[cell.replace(_HELD, "\n") for cell in row] for row in rows]


def _heading(lines: Sequence[str]) -> tuple[int, int, list[str]] | None:
    """Where the heading begins and ends, and its labels: one line, or the lines right above the first number whose cells were broken."""
    whole = (
        place for place, line in enumerate(lines) if line.count("\t") >= _FEWEST - 1 and score(_cells(line))
    )
    top = next(whole, None)
    first = next((place for place, line in enumerate(lines) if "\t" in line and _begins(line)), None)
    is_right_above = top is not None and all(map(GROUP_TITLE.match, lines[top + 1 : first]))
    if first is None or is_right_above:
        return None if top is None else (top, top + 1, _cells(lines[top]))
    found: list[tuple[float, int, list[str]]] = []
    for begin in range(max(first - _MOST_OF_HEADING, 0), first):
        labels = [re.sub(r"\s", "", cell) for cell in "\n".join(lines[begin:first]).split("\t")]
        if len(labels) >= _FEWEST and (worth := score(labels)):
            found.append((worth, begin, labels))
    if found:
        _worth, begin, labels = max(found)
        return begin, first, labels
    return None if top is None else (top, top + 1, _cells(lines[top]))


def _serial(line: str) -> int:
    """The number of the list that a line begins with; 0 without one."""
    found = SERIAL.match(line.partition("\t")[0].strip())
    return int(found[1]) if found else 0


def _begins(line: str) -> bool:
    """Whether a line begins as a row does: with the number of the list, that of a petition, or one of the office's own (HW-01, 20250301, 第一项)."""
    first = line.partition("\t")[0].strip()
    return bool(_serial(line)) or is_petition_number(first) or _OWN.fullmatch(first) is not None


def _check_torn(lines: Sequence[str], labels: Sequence[str] = ()) -> None:
    """Raises ValueError where cells go on over lines that hold more cells: nobody can tell which heading each stands under."""
    counts = [line.count("\t") for line in lines]
    usual = max(counts)
    torn = [
        place
        for place in range(1, len(lines))
        if 0 < counts[place] < usual
        and 0 < counts[place - 1] < usual
        and lines[place][0] != "\t"
        and not _serial(lines[place])
        and not _is_of_form(lines[place])
    ]
    firsts = [line.partition("\t")[0].strip() for line in lines if "\t" in line]
    wordy = (
        [one for one in firsts if one and not _COUNTING.search(one)] if labels and "号" in labels[0] else []
    )
    tabbed = sum(map(bool, counts))
    if (len(torn) >= _FEWEST_TORN and 3 * len(torn) >= tabbed) or (
        len(wordy) >= _FEWEST_TORN and 3 * len(wordy) >= tabbed
    ):
        raise ValueError(len(torn))


def _is_of_form(line: str) -> bool:
    """Whether a line is a label and its content (整改目标 / 消除黑臭): a row of an upright form that was copied as text."""
    label, tab, content = line.partition("\t")
    return bool(tab and content.strip()) and "\t" not in content and is_label(label.strip())


def _grouped(lines: Sequence[str], width: int, titles: Collection[int]) -> tuple[list[str], list[str]] | None:
    """The lines of each row together, and what stands after the last full row; None when they are no such rows."""
    rows: list[list[str]] = []
    tail: list[str] = []
    tabs = 0
    counted = (line for place, line in enumerate(lines) if place not in titles)
    following = _serial(next(counted, ""))
    for place, line in enumerate(lines):
        own = line.count("\t")
        is_next = bool(following) and _serial(line) == following
        if own and (is_next or (tabs == width * bool(rows) and _begins(line))):
            if rows:
                rows[-1] += tail
            tail, tabs = [], own
            rows.append([line])
            following = _serial(line) + 1
        elif (not rows or tabs == width) and not tail and place in titles:
            rows.append([line])
        elif not rows or tail or tabs + own > width:
            if own or not rows:
                return None
            tail.append(line)
        elif tabs == width and not (LISTED.match(line) or OPEN.search(rows[-1][-1])):
            tail.append(line)
        else:
            tabs += own
            rows[-1].append(line)
    return ["\n".join(row) for row in rows], tail


def _cells(line: str) -> list[str]:
    return [cell.strip(" \r") for cell in line.split("\t")]


def bracketed(text: str) -> Rows | None:
    """A list with what belongs to each item in brackets behind it: `1.…（责任单位：…；时限：…）`; None for any other text."""
    items = [
        (found, _BRACKET.search(found[2]))
        for line in text.splitlines()
        if (found := _ITEM.match(line.strip()))
    ]
    said = [dict(_SAID.findall(bracket[1])) if bracket else {} for _found, bracket in items]
    labels = [
        name
        for name in dict.fromkeys(name for one in said for name in one)
        if confidence(name) >= KNOWN or name in DONE_OR_DUE
    ]
    counted = [int(found[1]) for found, _bracket in items] == list(range(1, len(items) + 1))
    if len(items) < 2 or not counted or not labels or sum(map(bool, said)) * 2 < len(items):
        return None
    lines = [line.strip() for line in text.splitlines() if line.strip() and not _ITEM.match(line.strip())]
    rows = [
        [found[1], found[2], *(one.get(name, "").strip() for name in labels)]
        for (found, _bracket), one in zip(items, said, strict=True)
    ]
    return [*([line] for line in lines), ["序号", "问题", *labels], *rows]


def under_units(text: str) -> Rows | None:
    """Tasks listed under the units that have to do them (一、县住建局 / 1.… / 2.…); None for any other text."""
    rows: Rows = []
    title: Rows = []
    unit = ""
    for line in filter(None, map(str.strip, text.splitlines())):
        if found := _UNIT_LINE.match(line):
            unit = found[1]
        elif (item := _ITEM.match(line)) and unit:
            rows.append([item[1], item[2], unit])
        elif unit:
            return None
        else:
            title.append([line])
    several = len({row[2] for row in rows}) > 1
    return [*title, ["序号", "问题", "责任单位"], *rows] if several else None

"""What a cell that somebody filled in by hand says: names, days, shares."""

import re
from datetime import date

from dczg_desktop.base.text import clean, folded
from dczg_desktop.domain.finishing import read_finished
from dczg_desktop.domain.records import Value

YES, NO = "是", "否"
_YES = frozenset({"是", "有", "已附", "齐", "齐全", "√", "✓", "☑", "y", "yes", "1"})
_NO = frozenset({"否", "无", "没有", "未附", "缺", "×", "✗", "n", "no", "0"})
_BETWEEN = re.compile(r"[、，,；;\n](?![^（(]*[）)])")
_POSTED = re.compile(r"(.+?)\s*[（(](.*)[）)]")
_SPACED = re.compile(r"([\u4e00-\u9fff·]{2,6})[ \u3000]+(\S.*)")


def people_in(text: str) -> list[tuple[str, str]]:
    """(name, post) of the people in one cell: `王建（副县长、政法委书记）、李敏`, or with a blank before the post."""
    found = []
    for part in (clean(part) for part in _BETWEEN.split(text)):
        match = _POSTED.fullmatch(part) or _SPACED.fullmatch(part)
        if part:
            found.append((clean(match[1]), clean(match[2])) if match else (part, ""))
    return found


def names_in(text: str) -> list[str]:
    """The names in one cell, without their posts."""
    return [name for name, _ in people_in(text)]


def material_content(column: str, text: str) -> Value:
    """What a filled-in cell of the list of materials puts into its field."""
    if column == "enclosed":
        return folded(text) in _YES
    if column == "pages":
        match = re.fullmatch(r"(\d{1,5})(?:\.0+)?页?", folded(text))
        return int(match[1]) if match else None
    return clean(text)


def unreadable_material(column: str, text: str) -> str:
    """Why a cell of the list of materials cannot be taken; '' when it can."""
    if column == "enclosed" and folded(text) not in _YES | _NO:
        return "“是否已附”只能填“是”或“否”，没有接收。"
    if column == "pages" and clean(text) and material_content(column, text) is None:
        return "页数要填整数，没有接收。"
    return ""


def content_of(column: str, text: str) -> Value:
    """What a filled-in cell of the measures sheet puts into its field."""
    if column == "done_on":
        day = day_of(text) if text else None
        return day.isoformat() if day else None
    return clean(text)


def percent_of(text: str) -> int | None:
    """A whole number of per cent, with or without the sign; None when the text is something else."""
    match = re.fullmatch(r"(\d{1,3})(?:\.0+)?%?", folded(text))
    return int(match[1]) if match and int(match[1]) <= 100 else None


def day_of(text: str) -> date | None:
    """The one day a text names; None when it names none, several, or a month or year alone: its last day would be a guess."""
    found = read_finished(text)
    return None if found.doubt else found.day

"""Styles and values of XML spreadsheets of 2003: what a style shows of a number, its colour, what a text of a kind means."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dczg_desktop.imports.files.palette import name_of_code
from dczg_desktop.imports.files.styles import simplified, tells

_NAMED = {
    "Percent": "0.00%", "Fixed": "0.00", "Short Date": "yyyy-m-d", "Medium Date": "yyyy-m-d", "Long Date": "yyyy-m-d",
    "General Date": "yyyy-m-d h:mm", "Short Time": "h:mm", "Medium Time": "h:mm", "Long Time": "h:mm", "Standard": "",
    "Currency": "", "Euro Currency": "", "Yes/No": "", "True/False": "", "On/Off": "",
}  # fmt: skip
"""Formats that are given by a name; '' for those that are read as the plain value."""
_WORDS = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|[_*].")
"""What a format shows as it stands."""
_NUMBER = re.compile(r"[-+]?(?:\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:[eE][-+]?\d{1,2})?")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?Z?)?")
_BEGINNING, _BEGINNING_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - days of a sheet have no zone
_LAST_DAY = 2_958_465
_FIRST_YEAR = 1900
_MOST_PARENTS = 20
_USUAL = "Default"


@dataclass(slots=True)
class _Look:
    parent: str = ""
    code: str = ""
    colour: str = ""
    is_struck: bool = False


@dataclass(slots=True)
class Looks:
    """The styles of the workbook; what one does not say itself it has from its parent, or from the one called Default."""

    is_1904: bool = False
    _looks: dict[str, _Look] = field(default_factory=dict)
    _last: _Look = field(default_factory=_Look)
    _known: dict[str, tuple[str, bool, str]] = field(default_factory=dict)

    def take(self, kind: str, given: dict[str, str]) -> None:
        """Take an element that stands before the sheets."""
        if kind == "Style":
            self._last = self._looks.setdefault(given.get("ID", ""), _Look(given.get("Parent", "")))
        elif kind == "NumberFormat":
            self._last.code = given.get("Format", "")
        elif kind == "Interior" and given.get("Pattern") == "Solid":
            self._last.colour = name_of_code(given.get("Color", "").removeprefix("#"))
        elif kind == "Font":
            self._last.is_struck = given.get("StrikeThrough") == "1"
        elif kind == "Date1904":
            self.is_1904 = True

    def of(self, name: str) -> tuple[str, bool]:
        """The simplified format of a style where it tells something, and whether it shows days or times."""
        code, is_date, _colour = self._of(name)
        return code, is_date

    def colour(self, name: str) -> str:
        """The name of the strong colour of a style, else an empty string."""
        return self._of(name)[2] if name else ""

    def is_struck(self, name: str) -> bool:
        """Whether a style crosses words out."""
        look = self._looks.get(name)
        return look is not None and look.is_struck

    def _of(self, name: str) -> tuple[str, bool, str]:
        if name not in self._known:
            line: list[_Look] = []
            one = name or _USUAL
            for _step in range(_MOST_PARENTS):
                if (look := self._looks.get(one)) is None:
                    break
                line.append(look)
                one = look.parent or (_USUAL if one != _USUAL else "")
            written = next((look.code for look in line if look.code), "")
            written = _NAMED.get(written, written)
            code, bare = simplified(written), _WORDS.sub("", written).lower()
            is_date = bare != "general" and bool(re.search(r"[ydh]|m+:|:m+", bare))
            colour = next((look.colour for look in line if look.colour), "")
            self._known[name] = code if tells(code) else "", is_date, colour
        return self._known[name]


def value_of_data(kind: str, text: str, *, is_date: bool, is_1904: bool) -> object:
    """The value a cell holds: a number, a day, a truth, else the text as it stands."""
    plain = text.strip()
    if kind == "Number" and _NUMBER.fullmatch(plain):
        value = float(plain)
        beginning = _BEGINNING_1904 if is_1904 else _BEGINNING
        if is_date and 0 <= value <= _LAST_DAY - (beginning - _BEGINNING).days:
            return _shown_day(beginning + timedelta(days=value))
        return value
    if kind == "DateTime" and (found := _DAY.fullmatch(plain)):
        try:
            return _shown_day(datetime(*(int(part or 0) for part in found.groups())))  # type: ignore[arg-type]  # noqa: DTZ001
        except ValueError:
            return text
    if kind == "Boolean" and plain in {"0", "1"}:
        return plain == "1"
    return "" if kind == "Error" else text


def _shown_day(value: datetime) -> object:
    """A day before the first one that sheets count is only a time of the day."""
    if value.year < _FIRST_YEAR:
        return (value + timedelta(microseconds=500_000)).time()
    return (value + timedelta(microseconds=500_000)).replace(microsecond=0)

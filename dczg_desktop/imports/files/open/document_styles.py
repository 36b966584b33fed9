"""Styles of an OpenDocument sheet that say something: how numbers and dates are shown, a strong ground (ODF 1.2, 16.2 and 16.27)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dczg_desktop.imports.files.elements import child_of, name_of, value_of, whole_number
from dczg_desktop.imports.files.palette import name_of_code
from dczg_desktop.imports.files.styles import tells

_NUMBERS = frozenset({"number-style", "percentage-style"})
_MOST_DIGITS = 30
_MOST_PARENTS = 20
_HOLDERS = frozenset({"styles", "automatic-styles"})


@dataclass(slots=True)
class _Style:
    parent: str = ""
    shows: str = ""
    ground: str = ""
    line: str = ""


@dataclass(slots=True)
class DocumentStyles:
    """By the name of a style of cells: the code of what it shows, the name of its colour; '' where it says nothing.

    `crossing` are the styles of words inside cells that cross them out.
    """

    _styles: dict[str, _Style] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _known: dict[str, tuple[str, str, bool]] = field(default_factory=dict)
    crossing: set[str] = field(default_factory=set)

    def take(self, root: Any) -> None:
        """Take the styles of one part; those of the content come after the common ones and stand over them."""
        for one in (one for holder in root if name_of(holder) in _HOLDERS for one in holder):
            name = value_of(one, "name")
            if (kind := name_of(one)) in _NUMBERS:
                self._codes[name] = _number_code(one, is_share=kind == "percentage-style")
            elif kind == "date-style":
                self._codes[name] = _date_code(one)
            elif kind == "style" and value_of(one, "family") == "table-cell":
                ground = value_of(child_of(one, "table-cell-properties"), "background-color")
                crossed = _line_through(one)
                self._styles[name] = _Style(
                    value_of(one, "parent-style-name"), value_of(one, "data-style-name"), ground, crossed
                )

            elif kind == "style" and value_of(one, "family") == "text":
                (self.crossing.discard if _line_through(one) in {"", "none"} else self.crossing.add)(name)

    def of(self, name: str) -> tuple[str, str, bool]:
        """Code and colour of a style, and whether it crosses words out; what it does not say itself it has from the one it goes back to."""
        if name not in self._known:
            line = list(self._line(name))
            shows = next((one.shows for one in line if one.shows), "")
            ground = next((one.ground for one in line if one.ground), "")
            crossed = next((one.line for one in line if one.line), "none") != "none"
            self._known[name] = self._codes.get(shows, ""), name_of_code(ground.removeprefix("#")), crossed
        return self._known[name]

    def _line(self, name: str) -> Iterator[_Style]:
        for _step in range(_MOST_PARENTS):
            if (style := self._styles.get(name)) is None:
                return
            yield style
            name = style.parent


def _line_through(style: Any) -> str:
    """How words are crossed out, `none`, or '' where the style does not say; some programs only write of how many lines."""
    look = child_of(style, "text-properties")
    return value_of(look, "text-line-through-style") or value_of(look, "text-line-through-type")


def _number_code(style: Any, *, is_share: bool) -> str:
    """`0.00`, `000000`, `60%` written as codes of other programs; '' for one that shows more than digits."""
    parts = [one for one in style if name_of(one) not in {"properties", "text-properties", "map"}]
    words = "".join("".join(one.itertext()) for one in parts if name_of(one) == "text").strip()
    numbers = [one for one in parts if name_of(one) == "number"]
    if len(numbers) != 1 or words != ("%" if is_share else "") or value_of(numbers[0], "grouping") == "true":
        return ""
    if len(parts) != 1 + (1 if words else 0):
        return ""
    whole = min(max(whole_number(value_of(numbers[0], "min-integer-digits"), 1), 1), _MOST_DIGITS)
    written = value_of(numbers[0], "decimal-places")
    decimals = min(whole_number(written, 0), _MOST_DIGITS)
    if is_share and not written:
        return ""
    code = "0" * whole + ("." + "0" * decimals if decimals else "") + words
    return code if tells(code) else ""


def _date_code(style: Any) -> str:
    """`y年m月`, `y年` for dates that show no day."""
    shown = {name_of(one) for one in style}
    if "year" not in shown or shown & {"day", "hours", "day-of-week", "week-of-year", "quarter"}:
        return ""
    return "y年m月" if "month" in shown else "y年"

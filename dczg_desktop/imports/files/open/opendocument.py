"""What calamine does not tell of an OpenDocument sheet (.ods): merged and hidden cells, errors, formats, remarks (ODF 1.2, 9.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.album import LOST, Found
from dczg_desktop.imports.files.elements import children_of, name_of, parsed, value_of, whole_number
from dczg_desktop.imports.files.gate import Parts
from dczg_desktop.imports.files.limits import MOST_COLUMNS, MOST_ROWS
from dczg_desktop.imports.files.open.around import conditions_of, lines_of_sheets
from dczg_desktop.imports.files.open.document_styles import DocumentStyles
from dczg_desktop.imports.files.plain_cells import crosses_out
from dczg_desktop.imports.files.relations import leads_to
from dczg_desktop.imports.files.remarks import BOX, COMMENT, SHAPE, TICKED, UNTICKED
from dczg_desktop.imports.files.shown import Codes
from dczg_desktop.imports.reading import CROSSED_OUT, Aside, Oddity, Span

_DRAWN = (".svg", ".svm", ".emf", ".wmf")
_GROUPS = frozenset(
    [
        "table-header-rows",
        "table-row-group",
        "table-rows",
        "table-header-columns",
        "table-columns",
        "table-column-group",
    ]
)
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PARAGRAPH, _BREAK, _SPAN, _LINK = (f"{_TEXT}{name}" for name in ("p", "line-break", "span", "a"))
_NUMBERS = frozenset({"float", "percentage", "date"})
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:\d{3}|错误[:：]\d{3}")
_MOST_BLANKS = 1000
_MOST_SEEN = 4096


@dataclass(slots=True)
class SheetShape:
    """Merged ranges, hidden rows and columns of one sheet, all from 0; its pictures, and cells that show no content of their own.

    `codes` and `colours` are what styles tell, `asides` what is said beside the cells; `texts` are those of cells with something
    over them.
    """

    merges: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    rows: int = 0
    columns: int = 0
    pictures: list[Found] = field(default_factory=list)
    odd: dict[tuple[int, int], Oddity] = field(default_factory=dict)
    codes: Codes = field(default_factory=dict)
    colours: dict[tuple[int, int], str] = field(default_factory=dict)
    asides: list[Aside] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    struck: set[tuple[int, int]] = field(default_factory=set)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    conditions: list[str] = field(default_factory=list)


def shapes_of(path: Path, parts: Parts) -> dict[str, SheetShape]:
    """Sheet name → its shape. Raises UserError naming the file when its content or styles are not whole."""
    styles = DocumentStyles()
    common = parsed(path, parts["styles.xml"]) if "styles.xml" in parts else ()
    styles.take(common)
    is_told_once = not crosses_out(parts.get("styles.xml", b""))
    content = parsed(path, parts.content if is_told_once else parts["content.xml"])
    styles.take(content)
    found = {
        value_of(table, "name"): _Sheet(styles).read(table)
        for table in content.iter(_TABLE)
        if value_of(table, "name")
    }
    for name, lines in lines_of_sheets(common, content):
        found[name].asides += lines
    return found


class _Told(NamedTuple):
    """What the attributes of a cell say: how often it stands there, over how many columns and rows it is merged."""

    times: int
    across: int
    down: int
    style: str
    value_type: str
    formula: str


def _told(attributes: dict[str, str]) -> _Told:
    values = {key.rpartition("}")[2]: text for key, text in reversed(attributes.items())}
    value = values.get
    return _Told(
        _at_most(value("number-columns-repeated", ""), MOST_COLUMNS + 1),
        _at_most(value("number-columns-spanned", ""), MOST_COLUMNS),
        _at_most(value("number-rows-spanned", ""), MOST_ROWS),
        value("style-name", ""),
        value("value-type", ""),
        value("formula", ""),
    )


class _Sheet:
    """Reads one sheet; styles of columns hold for the cells in them that have none."""

    def __init__(self, styles: DocumentStyles) -> None:
        self._styles = styles
        self._shape = SheetShape()
        self._defaults: list[str] = []
        self._boxes: dict[str, str] = {}
        self._seen: dict[tuple[tuple[str, str], ...], _Told] = {}

    def read(self, table: Any) -> SheetShape:
        shape = self._shape
        for element in children_of(table, _GROUPS):
            kind = name_of(element)
            if kind == "forms":
                self._boxes = dict(_boxes(element))
            elif kind == "shapes":
                shape.pictures += [Found(-1, -1, part) for part in _pictures(element)]
                shape.asides += [one for inner in element for one in self._asides(inner, -1, -1)]
            elif kind == "table-column":
                self._column(element)
            elif kind == "table-row":
                self._row(element)
            elif kind == "conditional-formats":
                shape.conditions += conditions_of(element)
        return shape

    def _column(self, element: Any) -> None:
        shape, count = self._shape, _number(element, "number-columns-repeated", MOST_COLUMNS)
        if value_of(element, "visibility") in {"collapse", "filter"}:
            shape.hidden_columns.update(range(shape.columns, min(shape.columns + count, MOST_COLUMNS)))
        if len(self._defaults) < MOST_COLUMNS:
            self._defaults += [value_of(element, "default-cell-style-name")] * count
        shape.columns += count

    def _row(self, row: Any) -> None:
        shape, count = self._shape, _number(row, "number-rows-repeated", MOST_ROWS + 1)
        repeated = range(shape.rows, min(shape.rows + count, MOST_ROWS))
        if value_of(row, "visibility") in {"collapse", "filter"}:
            shape.hidden_rows.update(repeated)
        codes, colour = self._cells(row)
        if codes:
            shape.codes.update(dict.fromkeys(repeated, codes))
        if colour:
            shape.colours.update({(one, 0): colour for one in repeated})
        shape.rows += count

    def _cells(self, row: Any) -> tuple[list[tuple[int, str]], str]:
        """Take the cells of a row in; the columns under a telling format with its code, and the colour of the row."""
        shape = self._shape
        column = 0
        codes: list[tuple[int, str]] = []
        colour = ""
        usual = value_of(row, "default-cell-style-name")
        for cell in row:
            told = self._told(cell.attrib)
            code, ground, is_struck = self._styles.of(told.style or usual or self._default(column))
            if code and told.value_type in _NUMBERS:
                codes += [(one, code) for one in range(column, min(column + told.times, MOST_COLUMNS))]
            colour = ground if ground and told.style and column < MOST_COLUMNS else colour
            if told.across > 1 or told.down > 1:
                span = shape.rows, column, shape.rows + told.down - 1, column + told.across - 1
                shape.merges.append(span)
            if told.formula:
                _take_formula(shape, cell, column, told)
            if len(cell) and (is_struck or len(cell) > 1 or cell[0].tag != _PARAGRAPH or len(cell[0])):
                self._take(cell, column, is_struck=is_struck)
            column += told.times
        return codes, colour

    def _told(self, attributes: dict[str, str]) -> "_Told":
        """What the attributes of a cell say; most cells say the same as another."""
        key = tuple(attributes.items())
        told = self._seen.get(key)
        if told is None:
            told = _told(attributes)
            if len(self._seen) < _MOST_SEEN:
                self._seen[key] = told
        return told

    def _default(self, column: int) -> str:
        return self._defaults[column] if column < len(self._defaults) else ""

    def _take(self, cell: Any, column: int, *, is_struck: bool) -> None:
        """What lies over a cell, or is said of it; its own text where calamine would mix them."""
        shape, place = self._shape, (self._shape.rows, column)
        if is_struck and column < MOST_COLUMNS:
            shape.struck.add(place)
        if column < MOST_COLUMNS:
            self._take_words(cell, place)
        inside = [one for one in cell if one.tag != _PARAGRAPH]
        if not inside and next(cell.iter(_BREAK), None) is None:
            return
        for one in inside:
            shape.asides += self._asides(one, *place)
            shape.pictures += [Found(*place, part) for part in _pictures(one)]
        if value_of(cell, "value-type") in {"", "string"} and not value_of(cell, "string-value"):
            shape.texts[place] = _own(cell)

    def _take_words(self, cell: Any, place: tuple[int, int]) -> None:
        """Which words of a cell are crossed out, and where one leads to."""
        struck = (one for one in cell.iter(_SPAN) if value_of(one, "style-name") in self._styles.crossing)
        if words := clean("".join(map(_text, struck))):
            self._shape.odd.setdefault(place, Oddity(CROSSED_OUT, words))
        links = filter(None, (leads_to(value_of(one, "href")) for one in cell.iter(_LINK)))
        if link := next(links, ""):
            self._shape.links[place] = link

    def _asides(self, element: Any, row: int, column: int) -> Iterator[Aside]:
        """What a comment, a shape or a box to tick says: its paragraphs, wherever in it they stand."""
        if box := self._boxes.get(value_of(element, "control")):
            yield Aside(row, column, BOX, box)
        kind = COMMENT if name_of(element) == "annotation" else SHAPE
        if text := clean("\n".join(filter(None, map(_text, element.iter(_PARAGRAPH))))):
            yield Aside(row, column, kind, text)


def _boxes(forms: Any) -> Iterator[tuple[str, str]]:
    """The boxes to tick of a sheet: by their names what is written beside them and whether they are ticked."""
    for one in forms.iter():
        if name_of(one) in {"checkbox", "radio"}:
            is_ticked = (
                value_of(one, "current-state") == "checked" or value_of(one, "current-selected") == "true"
            )
            sign = TICKED if is_ticked else UNTICKED
            yield value_of(one, "id"), f"{sign} {clean(value_of(one, 'label'))}".strip()


def _take_formula(shape: SheetShape, cell: Any, column: int, told: _Told) -> None:
    """A formula that shows a picture, an error or nothing at all."""
    formula = told.formula
    if "dispimg" in formula.lower():
        shape.odd[shape.rows, column] = Oddity("picture", formula)
        shape.pictures.append(Found(shape.rows, column, LOST))
        return
    shown = _own(cell)
    oddity = None
    if _ERROR.fullmatch(shown):
        oddity = Oddity("error", shown if shown.startswith("#") else "#错误")
    elif not shown and not told.value_type:
        oddity = Oddity("formula", formula.removeprefix("of:").removeprefix("oooc:"))
    if oddity:
        shape.odd.update(
            {(shape.rows, one): oddity for one in range(column, column + min(told.times, MOST_COLUMNS))}
        )


def _own(cell: Any) -> str:
    return clean("\n".join(_text(one) for one in cell if one.tag == _PARAGRAPH))


def _text(paragraph: Any) -> str:
    """A paragraph as it is read: blanks counted together, tabs and line ends written as elements."""
    pieces: list[str] = []
    waiting: list[Any] = [paragraph]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            pieces.append(one)
        elif (kind := one.tag.removeprefix(_TEXT)) == "s":
            pieces.append(" " * min(max(whole_number(value_of(one, "c"), 1), 1), _MOST_BLANKS))
        elif kind in {"tab", "line-break"}:
            pieces.append("\t" if kind == "tab" else "\n")
        elif kind != "ruby-text" and name_of(one) != "annotation":
            for inner in reversed(one):
                waiting += [inner.tail or "", inner]
            waiting.append(one.text or "")
    return "".join(pieces)


def _pictures(element: Any) -> Iterator[str]:
    """The part of every picture in an element, '' for one that is only linked; charts and their stand-ins are none.

    A frame may hold one picture in two forms: the photo is taken.
    """
    for frame in element.iter():
        inside = [name_of(one) for one in frame] if name_of(frame) == "frame" else []
        if "image" not in inside or {"object", "object-ole"} & set(inside):
            continue
        links = [value_of(one, "href") for one in frame if name_of(one) == "image"]
        links.sort(key=lambda link: link.lower().endswith(_DRAWN))
        part = links[0].removeprefix("./")
        yield part if part.startswith("Pictures/") else "" if part else LOST


def _number(element: Any, name: str, most: int) -> int:
    return _at_most(value_of(element, name), most)


def _at_most(text: str, most: int) -> int:
    return min(max(whole_number(text, most if text.isdecimal() else 1), 1), most)

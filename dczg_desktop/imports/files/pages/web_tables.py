"""The tables of a web page cell by cell, with what their cells show besides words: a ground, pictures, comments."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import NamedTuple

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.elements import whole_number
from dczg_desktop.imports.files.palette import name_of_code
from dczg_desktop.imports.header import score

_SILENT = frozenset({"script", "style", "head", "title", "xml"})
_LINES = frozenset({"br", "p", "div", "li"})
_PARTS = _LINES | {"tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "section", "article", "ul", "ol"}
_DECLARED = re.compile(r"<(?:!--|!\[CDATA\[|[!?])")
_CLOSINGS = {"<!--": "-->", "<![CDATA[": "]]>"}
_DEEPEST = 12
"""So many tables in one another are told apart; what lies deeper is words of the cell."""
_BUTTONS = frozenset({"a", "button", "option"})
_BUTTON, _LONGEST_BUTTON = "\0", 7
"""Links of no more signs are the way around the page (首页, 政务公开, 关闭窗口), and so are lines of less than _SHORTEST."""
_SHORTEST = 3
_MOST_STYLES = 1 << 20
_CLASS = re.compile(r"\.([\w-]{1,60})\s{0,9}\{([^{}]{0,4000})\}")
_GROUND = re.compile(r"(?:^|[;\s])background(?:-color)?\s{0,9}:\s{0,9}([^;]{1,60})", re.I)
_CODE = re.compile(r"#([0-9A-Fa-f]{6})\b")
_MIXED = re.compile(r"rgb\(\s{0,9}(\d{1,3})\s{0,9},\s{0,9}(\d{1,3})\s{0,9},\s{0,9}(\d{1,3})")
_WORDS = {
    "red": "FF0000", "yellow": "FFFF00", "lime": "00FF00", "green": "008000", "orange": "FFA500", "maroon": "800000",
}  # fmt: skip
_UNSEEN = re.compile(r"display\s{0,9}:\s{0,9}none", re.I)
_MOST_COLUMNS = 1000
_CROSSING = frozenset({"s", "strike", "del"})
_TELLING = _CROSSING | {"comment", "img"}


class Cell(NamedTuple):
    """Text, columns and rows it covers; the name of its strong ground, the sources of its pictures, what comments say of it, whether
    words of it are crossed out.
    """

    text: str
    across: int
    down: int
    ground: str = ""
    pictures: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    is_struck: bool = False


@dataclass(slots=True)
class WebTable:
    """A table: its rows, and which rows and columns of it are not shown."""

    rows: list[list[Cell]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Open:
    """A table that is being read, and the pieces of the cell that is open."""

    table: WebTable = field(default_factory=WebTable)
    pieces: list[str] | None = None
    covers: tuple[int, int] = (1, 1)
    ground: str = ""
    row_ground: str = ""
    pictures: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    is_struck: bool = False
    columns: int = 0

    def begin_row(self, ground: str, *, is_hidden: bool) -> None:
        self.end_cell()
        if is_hidden:
            self.table.hidden_rows.add(len(self.table.rows))
        self.table.rows.append([])
        self.row_ground = ground

    def begin_cell(self, covers: tuple[int, int], ground: str) -> None:
        self.end_cell()
        self.pieces, self.covers, self.ground = [], covers, ground or self.row_ground

    def end_cell(self) -> None:
        if self.pieces is None:
            return
        lines = (line.strip() for line in "".join(self.pieces).split("\n"))
        if not self.table.rows:
            self.table.rows.append([])
        text = clean("\n".join(filter(None, lines)))
        self.table.rows[-1].append(
            Cell(text, *self.covers, self.ground, tuple(self.pictures), tuple(self.comments), self.is_struck)
        )
        self.pieces, self.pictures, self.comments, self.is_struck = None, [], [], False


class TablesOfPage(HTMLParser):
    """The tables of a page. One inside a cell is a table of its own where it has a heading, else words of that cell; one that
    follows a table nobody closed is no part of it.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[WebTable] = []
        self._open: list[_Open] = []
        self._deeper = self._silent = 0
        self._words: list[str] = []
        self._outside: list[tuple[int, str]] = []
        self._is_link = self._is_mark = self._is_style = False
        self._comment: list[str] | None = None
        self._grounds: dict[str, str] = {}

    @property
    def outside(self) -> list[tuple[int, str]]:
        """The lines that stand in no table, each with how many tables come before it."""
        texts: dict[int, list[str]] = {}
        for place, words in self._outside:
            texts.setdefault(place, []).append(words)
        found = [
            (place, line.strip()) for place, words in texts.items() for line in "".join(words).split("\n")
        ]
        return [(place, line.replace(_BUTTON, "")) for place, line in found if not _is_button(line)]

    @property
    def words(self) -> str:
        """All words of the page, a line for every paragraph."""
        return "\n".join(line for line in map(str.strip, "".join(self._words).split("\n")) if line)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        if tag in _SILENT:
            self._silent += tag not in {"head"}
            self._is_style = tag == "style"
        elif tag == "table":
            self._begin_table()
        elif self._open and not self._deeper and tag in {"tr", "td", "th", "col"}:
            self._end_comment()
            self._begin_part(self._open[-1], tag, {name: value or "" for name, value in attrs})
        elif tag in _TELLING:
            self._tell(tag, dict(attrs).get("src") or "")
        elif tag in _PARTS:
            self._add_to_cell("\n" if tag in _LINES else " ")
        self._is_link = self._is_link or tag in _BUTTONS
        if tag == "a":
            self._is_mark = (dict(attrs).get("class") or "").lower().startswith("msocom")
        self._break(tag)

    def _begin_part(self, table: _Open, tag: str, given: dict[str, str]) -> None:
        is_hidden = bool(_UNSEEN.search(given.get("style", "")))
        if tag == "tr":
            table.begin_row(self._ground(given), is_hidden=is_hidden)
        elif tag == "col":
            last = min(table.columns + _count(given, "span"), _MOST_COLUMNS)
            if is_hidden:
                table.table.hidden_columns.update(range(table.columns, last))
            table.columns = last
        else:
            table.begin_cell((_count(given, "colspan"), _count(given, "rowspan")), self._ground(given))

    def _ground(self, given: dict[str, str]) -> str:
        """The name of the strong colour that fills a row or cell: written at it, or in the style of its class."""
        if found := _GROUND.search(given.get("style", "")):
            return _colour(found[1])
        return _colour(given.get("bgcolor", "")) or self._grounds.get(given.get("class", "").lower(), "")

    def _tell(self, tag: str, source: str) -> None:
        """What an element of a cell shows besides words."""
        if tag == "comment":
            self._comment = []
        elif self._open and self._open[-1].pieces is not None:
            self._open[-1].is_struck |= tag in _CROSSING
            self._open[-1].pictures += [source] if source else []

    def _break(self, tag: str) -> None:
        if tag in _PARTS:
            self._words.append("\n")
            self._outside += [] if self._open else [(len(self.tables), "\n")]

    def _keep_outside(self, text: str) -> None:
        if text and not self._open:
            self._outside.append((len(self.tables), f"{_BUTTON}{text}" if self._is_link else text))

    def handle_endtag(self, tag: str) -> None:
        """An element ends; those that never began are passed over."""
        self._break(tag)
        self._is_link = self._is_link and tag not in _BUTTONS
        self._is_mark = self._is_mark and tag != "a"
        if tag in _SILENT:
            self._silent = max(self._silent - (tag not in {"head"}), 0)
            self._is_style = False
        elif tag == "comment":
            self._end_comment()
        elif tag == "table" and self._open:
            self._end_table()
        elif tag in {"td", "th", "tr"} and self._open and not self._deeper:
            self._open[-1].end_cell()

    def _end_comment(self) -> None:
        text, self._comment = clean("".join(self._comment or [])), None
        if text and self._open and self._open[-1].pieces is not None:
            self._open[-1].comments.append(text)
        else:
            self._keep_outside(text)

    def handle_data(self, data: str) -> None:
        """Words, of the page or of a style or comment in it."""
        if self._is_style:
            self._take_styles(data[:_MOST_STYLES])
        elif self._comment is not None:
            self._comment.append(data)
        elif not self._silent and not self._is_mark:
            words = " ".join(data.split())
            self._words.append(words)
            self._add_to_cell(words)
            self._keep_outside(words)

    def _take_styles(self, text: str) -> None:
        for found in _CLASS.finditer(text):
            if (ground := _GROUND.search(found[2])) and (name := _colour(ground[1])):
                self._grounds[found[1].lower()] = name

    def close(self) -> None:
        """Read what is left; tables that were not closed end here."""
        super().close()
        self._deeper = 0
        while self._open:
            self._end_table()

    def _add_to_cell(self, words: str) -> None:
        if self._open and self._open[-1].pieces is not None:
            self._open[-1].pieces.append(words)

    def _begin_table(self) -> None:
        if len(self._open) < _DEEPEST:
            self._open.append(_Open())
        else:
            self._deeper += 1

    def _end_table(self) -> None:
        if self._deeper:
            self._deeper -= 1
            return
        self._end_comment()
        table = self._open.pop()
        table.end_cell()
        rows = table.table.rows
        outer = self._open[-1] if self._open else None
        if outer is None or outer.pieces is None or any(score([one.text for one in row]) for row in rows):
            self.tables.append(table.table)
            return
        lines = (" ".join(one.text for one in row if one.text) for row in rows)
        self._add_to_cell("\n" + "\n".join(lines) + "\n")
        outer.pictures += [source for row in rows for one in row for source in one.pictures]
        outer.comments += [text for row in rows for one in row for text in one.comments]


def marked_up(text: str) -> str:
    """A page without comments and declarations, and with every < that nothing closes as a letter: half a tag at the end of a
    page, or a thousand of them, would be looked for again and again, and some declarations end the parser.
    """
    kept: list[str] = []
    place = 0
    missing: set[str] = set()
    for found in _DECLARED.finditer(text):
        if found.start() < place:
            continue
        closing = _CLOSINGS.get(found[0], ">")
        end = -1 if closing in missing else text.find(closing, found.end())
        kept.append(text[place : found.start()])
        if end < 0:
            missing.add(closing)
            kept.append("&lt;")
        place = end + len(closing) if end >= 0 else found.start() + 1
    whole = "".join(kept) + text[place:]
    end = whole.rfind(">") + 1
    return whole[:end] + whole[end:].replace("<", "&lt;")


def _is_button(line: str) -> bool:
    words = [word.strip() for word in line.split(_BUTTON)]
    return len("".join(words)) < _SHORTEST or (not words[0] and max(map(len, words)) <= _LONGEST_BUTTON)


def _colour(written: str) -> str:
    """The name of a strong colour as pages write it."""
    if found := _CODE.search(written):
        return name_of_code(found[1])
    if mixed := _MIXED.search(written):
        return name_of_code("".join(f"{min(int(part), 255):02x}" for part in mixed.groups()))
    return name_of_code(_WORDS.get(written.strip().lower(), ""))


def _count(given: dict[str, str], name: str) -> int:
    text = given.get(name, "1").strip()
    return min(max(whole_number(text, 1), 1), 1000)

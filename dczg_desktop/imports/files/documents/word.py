"""Word documents (.docx): their paragraphs with the numbers Word counts itself, and their tables as grids."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.album import Album, Found
from dczg_desktop.imports.files.documents.listing import Counting
from dczg_desktop.imports.files.documents.word_tables import (
    WRAPPERS,
    append,
    framed,
    is_frame,
    laid_out,
    merge_mark,
    own_cells,
    own_rows,
    property_of,
    under_title,
)
from dczg_desktop.imports.files.documents.word_text import (
    CROSSED_OUT,
    HIDDEN,
    crossed_out,
    has_lost_mark,
    hidden_words,
    is_revised,
    joined_paragraphs,
    notes_of,
    paragraph_text,
    paragraphs_in,
    tables_in_boxes,
)
from dczg_desktop.imports.files.elements import child_of, children_of, name_of, parsed, whole_number
from dczg_desktop.imports.files.excel.pictures import blips_in
from dczg_desktop.imports.files.gate import opened_parts
from dczg_desktop.imports.files.limits import check_extent
from dczg_desktop.imports.files.relations import relations_of
from dczg_desktop.imports.furniture import is_furniture, quoted_title, title_above
from dczg_desktop.imports.header import score
from dczg_desktop.imports.reading import Grid, Picture

TEXT = "正文"
_GOES_ON = re.compile(
    r"[（(]?(?:续|接)上?表[)）]?\s*[\d一二三四五六七八九十]*(?:[-—－]\d+)?|表?.{0,30}[（(]续表?[)）]"
)
"""What stands over the part of a table on the next page."""
_REVISED = (
    "这份文档里有修订（插入、删除、移动的痕迹），读的是全部接受修订以后的内容。"
    "请先在 WPS 或 Word 里逐处接受或拒绝，保存后再导入；已按最后的文字定稿的，可以照样导入。"
)
_HIDDEN = (
    "这份文档里有 {} 处设成“隐藏”的文字，平常看不见、打印不出来，程序照读，列在“未列入”里，请核对要不要。"
)


@dataclass(slots=True)
class Word:
    """A document as read: numbered paragraphs outside tables (from 0) and the tables with the short lines above each.

    `flow` is the order they stand in: numbers of paragraphs, and of tables as `~number`. Pictures outside tables are of
    the sheet `TEXT`; `untaken` are the places, by reason, of those that were not taken. `notes` are comments, footnotes, endnotes and
    page headers with their places (`脚注1`), and words that are crossed out, which are read all the same. `said` is what a
    person should know of the document itself.
    """

    lines: list[tuple[int, str]] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    flow: list[int] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    untaken: dict[str, list[str]] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    crossed_out: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def read_word(path: Path) -> Word:
    """All paragraphs and tables in order. Raises UserError naming the file when it is damaged, harmful or empty."""
    parts = opened_parts(path)
    main = _main_part(path, parts)
    targets = relations_of(path, parts, main)
    of_kind = {kind.rpartition("/")[2]: name for name, kind in targets.values()}
    names = (main, *(of_kind.get(one, f"word/{one}.xml") for one in ("numbering", "styles")))
    document, numbering, styles = (parsed(path, parts[name]) if name in parts else None for name in names)
    data = parts.get(main, b"")
    word = Word(said=[_REVISED] if is_revised(data) else [])
    reader = _Reader(path, word, Counting(numbering, styles), targets)
    reader.read(child_of(document, "body") or ())
    reader.take_pictures()
    word.notes = list(notes_of(path, parts, document))
    for number, (words, where) in enumerate(crossed_out(document, data), start=1):
        word.crossed_out.append(words)
        word.notes.append((f"{CROSSED_OUT}{number}", f"“{words}”（在“{where}”里）"))
    hidden = list(hidden_words(document, data))
    word.notes += [
        (f"{HIDDEN}{number}", f"“{words}”（在“{where}”里）")
        for number, (words, where) in enumerate(hidden, start=1)
    ]
    word.said += [_HIDDEN.format(len(hidden))] if hidden else []
    return word


def _main_part(path: Path, parts: dict[str, bytes]) -> str:
    """The part that holds the text: the one that the file itself names as its document, if it does."""
    named = (
        name for name, kind in relations_of(path, parts, "").values() if kind.endswith("/officeDocument")
    )
    return next((name for name in named if name in parts), "word/document.xml")


class _Reader:
    def __init__(
        self, path: Path, word: Word, counting: Counting, targets: dict[str, tuple[str, str]]
    ) -> None:
        self._path, self._targets = path, targets
        self._word, self._counting = word, counting
        self._shown: list[tuple[str, Found]] = []
        self._number = 0
        self._above: list[tuple[int, str]] = []
        self._joined: list[Any] = []
        self._in_cells: list[Any] = []

    def read(self, body: Any) -> None:
        """Read what stands in a body one below the other; a frame around a table is read as what it holds.

        Tables in text boxes that hang in cells come last: each is a table of its own, and none goes on with the one around it.
        """
        self._read(body)
        self._flush()
        for one in self._in_cells:  # grows while it is read: boxes may hang in these too
            self._above = []
            self._table(one, alone=True)

    def _read(self, body: Any) -> None:
        waiting = [children_of(body, WRAPPERS)]
        while waiting:
            element = next(waiting[-1], None)
            if element is None:
                waiting.pop()
            elif name_of(element) == "p":
                self._paragraph(element)
            elif name_of(element) == "tbl" and (inside := framed(element)):
                waiting.append(chain.from_iterable(children_of(cell, WRAPPERS) for cell in inside))
            elif name_of(element) == "tbl":
                self._table(element)

    def take_pictures(self) -> None:
        """Take the pictures met while reading out of the file."""
        album = Album()
        for sheet in dict.fromkeys(sheet for sheet, _found in self._shown):
            album.add_parts(self._path, sheet, [found for name, found in self._shown if name == sheet])
        self._word.pictures, self._word.untaken = album.taken, album.untaken

    def _paragraph(self, element: Any) -> None:
        self._show_in_text(element)
        self._joined.append(element)
        if not has_lost_mark(element):
            self._flush()
        self._number += 1
        for one in tables_in_boxes(element):
            self._table(one)

    def _flush(self) -> None:
        """Take the paragraphs that are one after all changes were accepted: each but the last lost its mark."""
        joined, self._joined = self._joined, []
        text = self._text(joined) if joined else ""
        for line in text.split("\n"):
            if line.strip():
                self._word.lines.append((self._number, line.strip()))
        if text:
            self._above.append((self._number, text))
            self._word.flow.append(self._number)

    def _text(self, paragraphs: Sequence[Any]) -> str:
        """The text of a paragraph with its number; an empty one is counted too, as Word does, unless it was deleted."""
        number, text = self._numbered(paragraphs)
        return f"{_apart(number)}{text}" if text else ""

    def _numbered(self, paragraphs: Sequence[Any]) -> tuple[str, str]:
        """The number and the text of paragraphs that are one; the last one says how it is numbered."""
        text = "".join(map(paragraph_text, paragraphs))
        is_gone = not text and has_lost_mark(paragraphs[-1])
        return "" if is_gone else self._counting.mark(paragraphs[-1]), text

    def _table(self, element: Any, *, alone: bool = False) -> None:
        self._flush()
        rows = list(own_rows(element))
        cells = [list(self._cells(row)) for row in rows]
        check_extent(self._path, len(cells), max((sum(one[0] for one in row) for row in cells), default=0))
        laid = laid_out(cells)
        if not laid.rows:
            return
        self._in_cells += (
            inner
            for row in rows
            for cell in own_cells(row)
            for one in paragraphs_in(cell)
            for inner in tables_in_boxes(one)
        )
        last = self._word.grids[-1] if self._word.grids else None
        goes_on = last is not None and not alone and self._goes_on(last, laid)
        if len(laid.rows[0]) == 1 or (not goes_on and is_frame(laid)):
            self._show_in_text(element)
            self._frame(["".join(row) for row in laid.rows])
            return
        if last and goes_on:
            self._show_in_table(last, len(last.rows), rows)
            append(last, laid)  # a table that goes on after a page break
            self._above = []
            return
        named = [line for line in self._above if is_furniture(line[1]) and quoted_title([line[1]])]
        above = title_above(self._above) or named[-1:]
        self._above = []
        self._word.flow.append(~len(self._word.grids))
        grid = under_title(f"表{len(self._word.grids) + 1}", above, laid)
        self._word.grids.append(grid)
        self._show_in_table(grid, len(above), rows)

    def _goes_on(self, last: Grid, laid: Grid) -> bool:
        """Whether a table is the next part of the one before: nothing but 续表 stands between, its heading is the same or none."""
        if len(last.rows[0]) != len(laid.rows[0]):
            return False
        if not all(_GOES_ON.fullmatch(line) for _number, line in self._above):
            return False
        return not any(map(score, laid.rows)) or (bool(self._above) and laid.rows[0] in last.rows)

    def _show_in_text(self, element: Any) -> None:
        place = f"第{self._number + 1}段"
        self._shown += [
            (TEXT, Found(self._number, 0, part, place)) for part in blips_in(element, self._targets)
        ]

    def _show_in_table(self, grid: Grid, first: int, rows: list[Any]) -> None:
        """Note the pictures in the cells of table rows, the first of which is row `first` of the grid."""
        for number, row in enumerate(rows):
            column = min(whole_number(property_of(row, "trPr", "gridBefore"), 0), 60)
            for cell in own_cells(row):
                place = f"第{number + 1}行第{column + 1}列"
                found = [Found(first + number, column, part, place) for part in blips_in(cell, self._targets)]
                self._shown += [(grid.name, one) for one in found]
                column += min(max(whole_number(property_of(cell, "tcPr", "gridSpan"), 1), 1), 60)

    def _frame(self, texts: list[str]) -> None:
        """A table that only frames text: each cell counts as a paragraph."""
        for text in filter(None, texts):
            self._word.lines += [(self._number, line.strip()) for line in text.split("\n") if line.strip()]
            self._word.flow.append(self._number)
            self._above.append((self._number, text))
            self._number += 1

    def _cells(self, row: Any) -> Iterator[tuple[int, str, str]]:
        """Width, merge mark and text of every cell of a row; blanks before the first cell as one without text."""
        before = property_of(row, "trPr", "gridBefore")
        if width := whole_number(before, 0):
            yield min(width, 60), "", ""
        for cell in own_cells(row):
            span = property_of(cell, "tcPr", "gridSpan")
            merge = merge_mark(cell)
            words = "" if merge == "continue" and not _has_text(cell) else self._words(cell)
            yield min(max(whole_number(span, 1), 1), 60), merge, words

    def _words(self, cell: Any) -> str:
        """The text of a cell; one that holds nothing but a number that Word counts (序号) shows that."""
        found = [self._numbered(one) for one in joined_paragraphs(cell)]
        texts = [f"{_apart(number)}{text}" for number, text in found if text]
        return clean("\n".join(texts or [number for number, _text in found if number][:1]))


def _apart(number: str) -> str:
    """A number that Word counts, with the gap Word leaves behind it where no sign parts it from the text (问题一 …)."""
    return f"{number} " if re.search(r"[\u4e00-\u9fffA-Za-z\d]$", number) else number


def _has_text(cell: Any) -> bool:
    return any(map(paragraph_text, paragraphs_in(cell)))

"""The text of a document as it stands, and which field of which record took which part of it."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dczg_desktop.domain.headings import folded_header
from dczg_desktop.domain.plans import heading_of
from dczg_desktop.imports.files.container import container_of
from dczg_desktop.imports.files.documents.word import read_word
from dczg_desktop.imports.files.encodings import decoded
from dczg_desktop.imports.reading import Grid, ImportReading, Table, column_number
from dczg_desktop.imports.tables.around.against_state import CHAPTER
from dczg_desktop.imports.texts.document import lines_of
from dczg_desktop.imports.texts.labelling.label_words import SHORT, names_field
from dczg_desktop.imports.texts.labelling.labels_on_line import inline_labels

_PLACE = re.compile(r"^第(\d+)(?:–(\d+))?[行段]$")
_LONGEST_PIECE = 400
_FARTHEST = 400
"""So many lines on from the one before it the next line of a field is looked for."""
_NOTHING = re.compile(r"^[\W_一二三四五六七八九十百零〇\d]*$")
_NUMBERING = re.compile(r"^[\W_]*(?:第?[一二三四五六七八九十百零〇\d]{1,4}[项条号件]?[、.．:：)）]?)?[\W_]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a line that a field took: from, to, and whose it is (table, row of the record, field or heading)."""

    start: int
    end: int
    table: int
    row: int
    name: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the source: its place as records name it, its text, what was taken of it, what nobody took."""

    place: str
    text: str
    taken: tuple[Passage, ...]
    left: tuple[tuple[int, int], ...]


def source_lines(path: Path, reading: ImportReading) -> tuple[SourceLine, ...]:
    """The source of a text or Word document with the passages of all its records; empty for a workbook or web page.

    Raises UserError as `imports.read_tables` when the file has gone or was changed to something else meanwhile.
    """
    if reading.container not in {"txt", "docx"}:
        return ()
    lines = _word_lines(path) if container_of(path) == "docx" else _text_lines(path)
    names: dict[str, list[int]] = defaultdict(list)
    written: dict[str, list[int]] = defaultdict(list)
    for number, (sheet, place, text) in enumerate(lines):
        names[f"{sheet}!{place}"].append(number)
        written[text].append(number)
    spans: dict[int, list[Passage]] = defaultdict(list)
    for index, table in enumerate(reading.tables):
        for passage, number in _passages(index, table, lines, names, written):
            spans[number].append(passage)
    labels = {folded_header(column.header) for table in reading.tables for column in table.columns}
    titles = {line for table in reading.tables for line in table.title.split("\n")}
    found = []
    for number, (_sheet, place, text) in enumerate(lines):
        taken = tuple(sorted(set(spans[number]), key=lambda one: (one.start, -one.end)))
        left = () if text in titles else tuple(_left(text, taken, labels))
        found.append(SourceLine(place, text, taken, left))
    return tuple(found)


Written = tuple[str, str, str]
"""Table of a cell or empty, place, text."""


def _text_lines(path: Path) -> list[Written]:
    return [("", f"第{number + 1}行", line) for number, line in lines_of(decoded(path)[0])]


def _word_lines(path: Path) -> list[Written]:
    """Paragraphs and cells in the order of the document."""
    word = read_word(path)
    paragraphs: dict[int, list[str]] = defaultdict(list)
    for number, text in word.lines:
        paragraphs[number].append(text)
    found: list[Written] = []
    for one in word.flow:
        if one >= 0:
            found += [("", f"第{one + 1}段", text) for text in paragraphs[one]]
        else:
            found += _cells(word.grids[~one])
    return found + [("", place, line) for place, text in word.notes for line in text.split("\n")]


def _cells(grid: Grid) -> Iterator[Written]:
    for row, cells in enumerate(grid.rows):
        for column, text in enumerate(cells):
            place = grid.place(row, column)
            if text and not place.endswith("段"):
                yield grid.name, place, text


def _passages(
    index: int,
    table: Table,
    lines: list[Written],
    names: dict[str, list[int]],
    written: dict[str, list[int]],
) -> Iterator[tuple[Passage, int]]:
    for record in table.records:
        for column in table.columns:
            name = column.field or column.header
            text = record.fields.get(column.field or "", "") or record.extra.get(column.header, "")
            place = record.cells.get(column.field or "") or table.grid.place(
                record.row - 1, column_number(column.letter)
            )
            candidates = _candidates(table.sheet, place, names)
            if column.header == CHAPTER:
                text = text.replace(" / ", "\n")
                candidates = list(_headings(text.split("\n"), candidates, written))
            spans = list(_found(column.header, text, candidates, lines))
            if text and not spans and column.field in {"number", "sequence"}:
                spans = list(_numbers(candidates, lines))
            for number, start, end in spans:
                yield Passage(start, end, index, record.row, name), number
        if "number" in record.fields and "number" not in table.mapping:  # taken out of the problem's text
            candidates = _candidates(table.sheet, record.cells["number"], names)
            for number, start, end in _found("", record.fields["number"], candidates, lines):
                yield Passage(start, end, index, record.row, "number"), number


def _numbers(candidates: list[int], lines: list[Written]) -> Iterator[tuple[int, int, int]]:
    """The number a heading begins with, when the record says it in other words (问题1 → 第1项)."""
    for number in candidates[:1]:
        text = lines[number][2]
        if heading := heading_of(text):
            yield number, 0, len(text) - len(heading.text)


def _headings(chapters: list[str], last: list[int], written: dict[str, list[int]]) -> Iterator[int]:
    """The lines of the chapters above a record, of each wording the nearest up to the last of them."""
    end = max(last, default=-1)
    for chapter in chapters:
        places = written.get(chapter, [])
        if above := bisect_right(places, end):
            yield places[above - 1]


def _candidates(sheet: str, place: str, names: dict[str, list[int]]) -> list[int]:
    """The lines that a place names."""
    span = _PLACE.match(place)
    if span is None:
        return names.get(f"{sheet}!{place}", [])
    unit = place[-1]
    numbers = range(int(span[1]), int(span[2] or span[1]) + 1)
    return [line for number in numbers for line in names.get(f"!第{number}{unit}", [])]


def _found(
    header: str, text: str, candidates: list[int], lines: list[Written]
) -> Iterator[tuple[int, int, int]]:
    """Where the lines of a field's text stand in the lines of the source; the first of them right behind its label if it can."""
    cursor = start = 0
    for number, piece in enumerate(filter(None, (part.strip() for part in text.split("\n")))):
        near = candidates[cursor : cursor + _FARTHEST]
        found = _plainly(piece, near, lines, start) or _by_pattern(
            "" if number else header, piece, near, lines, start
        )
        if found:
            step, begin, end = found
            yield candidates[cursor + step], begin, end
            cursor, start = cursor + step, end


def _plainly(
    piece: str, candidates: list[int], lines: list[Written], start: int
) -> tuple[int, int, int] | None:
    """The one place where a piece stands word for word; None when there is none, or more than one on its line."""
    for step, number in enumerate(candidates):
        line = lines[number][2]
        begin = line.find(piece, 0 if step else start)
        if begin >= 0:
            return None if line.find(piece, begin + 1) >= 0 else (step, begin, begin + len(piece))
    return None


def _by_pattern(
    header: str, piece: str, candidates: list[int], lines: list[Written], start: int
) -> tuple[int, int, int] | None:
    """Where a piece stands with other blanks, right behind its label if it can."""
    patterns = [re.compile(f"(?P<text>{_tolerant(piece)})")]
    if header:
        patterns.insert(0, re.compile(rf"{_tolerant(header)}[\s：:】\]〗—。]*(?P<text>{_tolerant(piece)})"))
    for pattern in patterns:
        for step, number in enumerate(candidates):
            if match := pattern.search(lines[number][2], 0 if step else start):
                return step, match.start("text"), match.end("text")
    return None


def _tolerant(piece: str) -> str:
    """The pattern of a piece with any blanks between its characters, where it is short enough to have been scanned so."""
    if len(piece) > _LONGEST_PIECE:
        return re.escape(piece)
    return r"\s*".join(map(re.escape, re.sub(r"\s+", "", piece)))


def _left(text: str, taken: tuple[Passage, ...], labels: set[str]) -> Iterator[tuple[int, int]]:
    """The parts of a line that no field took and that are no label, number or sign."""
    covered = [(one.start, one.end) for one in taken]
    covered += [(start, end) for start, name, end in inline_labels(text) if names_field(name)]
    position = 0
    for start, end in sorted([*covered, (len(text), len(text))]):
        if start > position and (part := _meaning(text, position, start, labels)):
            yield part
        position = max(position, end)


def _meaning(text: str, start: int, end: int, labels: set[str]) -> tuple[int, int] | None:
    """A part without the numbers and signs around it; None when it is nothing but a label or those."""
    part = text[start:end]
    heading = heading_of(part.strip()) if not start else None
    bare = _NUMBERING.sub("", heading.text if heading else part).strip(" 　\t：:；;。，,、【】()（）[]")
    if (
        not bare
        or _NOTHING.match(part)
        or names_field(bare)
        or bare in SHORT
        or folded_header(bare) in labels
    ):
        return None
    first = start + len(part) - len(part.lstrip())
    return first, start + len(part.rstrip())

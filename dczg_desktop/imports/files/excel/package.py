"""The parts of a workbook laid out as the reader behind looks for them, wherever the program that wrote it put them.

That reader passes over a sheet whose place is written `./worksheets/sheet1.xml`, knows the workbook only under one name, and
cells without a place of their own it counts itself, so that nobody else knows where they stand.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

from dczg_desktop.imports.files.extent import column_of, prefix_of
from dczg_desktop.imports.files.gate import Parts, check_counts, check_sheet
from dczg_desktop.imports.files.relations import Relations, relations_of
from dczg_desktop.imports.reading import letters

BOOK, ROOT = "xl/workbook.xml", ""
_XL = "xl/"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_HOMES = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
"""Parts that are looked for under one name only, by their kind."""
_READ = frozenset({"worksheet", "chartsheet", "dialogsheet", "macrosheet", *_HOMES})
"""Kinds of parts that are found by the directory."""
_LINE_OR_CELL = re.compile(rb"<((?:\w+:)?)(c|row)(?=[\s/>])([^<>]*?)(/?)>")
_PLACE = re.compile(rb"""(?<![\w:])r\s*=\s*["']\s*([A-Za-z]{0,3})(\d{1,7})\s*["']""")


def laid_out(path: Path, parts: Parts) -> Mapping[str, bytes]:
    """The parts with the workbook, its texts and its styles under the usual names, every place written from the root.

    The same parts where all this is so already. Raises UserError naming the file when a directory in it is not whole, or a
    part is not sound where it is now.
    """
    root = relations_of(path, parts, ROOT)
    book = next((part for part, kind in root.values() if _kind(kind) == "officeDocument"), BOOK)
    if book not in parts:
        return dict(
            parts
        )  # not the same: the reader behind looks elsewhere, and finds what was looked at alone
    related = relations_of(path, parts, book)
    moved = {book: BOOK} if book != BOOK else {}
    for part, kind in related.values():
        home = _HOMES.get(_kind(kind), part)
        if part in parts and home != part:
            moved[part] = home
    placed = {part: _placed(path, parts[part]) for part, _type in related.values() if part in parts.unusual}
    if not moved and not any(placed.values()) and _is_plainly_written(parts, related):
        return parts
    laid = {name: data for name, data in parts.items() if name not in moved}
    for name, home in moved.items():
        check_counts(path, parts[name])
        laid[home] = parts[name]
    laid[_RELATIONS] = _written({key: (moved.get(part, part), kind) for key, (part, kind) in related.items()})
    if book != BOOK:
        laid["_rels/.rels"] = _written(
            {key: (moved.get(part, part), kind) for key, (part, kind) in root.items()}
        )
    return laid | {moved.get(part, part): xml for part, xml in placed.items() if xml is not None}


def _placed(path: Path, sheet: bytes) -> bytes | None:
    if (placed := with_places(sheet)) is not None:
        check_sheet(path, placed)
    return placed


def _is_plainly_written(parts: Parts, related: Relations) -> bool:
    """Whether the reader behind finds every sheet by the directory as it is, and nothing that was not looked at."""
    told = parts.get(_RELATIONS, b"")
    if b"&" in told or any(name in told.lower() for name in map(_file_name, parts.others) if name):
        return False
    return all(
        part.lower() not in parts.others
        and (
            _kind(kind) not in _READ
            or (
                part in parts
                and any(f'"{name}"'.encode() in told for name in (f"/{part}", part.removeprefix(_XL)))
            )
        )
        for part, kind in related.values()
    )


def _file_name(part: str) -> bytes:
    return part.rpartition("/")[2].encode()


def _kind(kind: str) -> str:
    return kind.rpartition("/")[2]


def _written(related: Relations) -> bytes:
    lines = (
        f"<Relationship Id={quoteattr(key)} Type={quoteattr(kind)} Target={quoteattr('/' + part)}/>"
        for key, (part, kind) in related.items()
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{"".join(lines)}</Relationships>'.encode()


def with_places(xml: bytes) -> bytes | None:
    """A sheet whose rows and cells all say where they stand; None when they do already, as nearly everywhere."""
    cell = b"<" + prefix_of(xml) + b"c"
    if xml.count(cell + b' r="') == sum(xml.count(cell + end) for end in (b" ", b">", b"/>")):
        return None
    counting = _Counting()
    placed = _LINE_OR_CELL.sub(counting.placed, xml)
    return placed if counting.has_added else None


class _Counting:
    """Counts rows and cells as the reader behind does: on from the last one that says where it stands."""

    def __init__(self) -> None:
        self.row = self.column = 0
        self.has_added = False

    def placed(self, found: re.Match[bytes]) -> bytes:
        place = _PLACE.search(found[3])
        if found[2] == b"row":
            self.row, self.column = int(place[2]) if place else self.row + 1, 0
            told = str(self.row)
        else:
            self.column = column_of(place[1]) if place else self.column + 1
            told = f"{letters(self.column - 1)}{self.row}"
        if place:
            return found[0]
        self.has_added = True
        return b'<%b%b r="%b"%b%b>' % (found[1], found[2], told.encode(), found[3], found[4])

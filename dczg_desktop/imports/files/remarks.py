"""What is said beside the cells of a workbook: comments, answers to them, texts of shapes, boxes to tick (ECMA-376 18.7, 20.5)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dczg_desktop.base.text import clean
from dczg_desktop.imports.files.elements import child_of, name_of, parsed, value_of
from dczg_desktop.imports.files.relations import relations_of
from dczg_desktop.imports.files.styles import attribute
from dczg_desktop.imports.reading import Aside, column_number

COMMENT, SHAPE, BOX = "批注", "文本框", "勾选框"
TICKED, UNTICKED, MIXED = "☑", "☐", "▣"
OTHER_FORMS = frozenset({"Fallback", "del", "moveFrom"})
"""The second form of a drawing, and what was deleted: passed over."""
TOO_MANY = "批注太多，没有逐条列出，请打开原件查看。"
_MOST_BYTES = 4 * 1024 * 1024
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_CONTROL = re.compile(rb"<(?:\w+:)?control\s([^<>]*)>")
_SAID_TWICE = re.compile(r"^\[(?:线程批注|会话批注|Threaded comment)\]", re.I)


def place_of(reference: str) -> tuple[int, int]:
    """Row and column from 0 of `B4`; (-1, -1) when it is no cell."""
    found = _PLACE.fullmatch(reference)
    return (int(found[2]) - 1, column_number(found[1])) if found else (-1, -1)


def comments_of(path: Path, parts: dict[str, bytes], sheet_part: str) -> list[Aside]:
    """The comments of one sheet in the order of its rows; of a conversation all that was said, not the note that it is one.

    Raises UserError naming the file when a part of them is not whole.
    """
    found: list[Aside] = []
    talks: list[Aside] = []
    for part, kind in relations_of(path, parts, sheet_part).values():
        name = kind.rpartition("/")[2]
        if name not in {"comments", "threadedComment"} or part not in parts:
            continue
        if len(parts[part]) > _MOST_BYTES:
            found.append(Aside(-1, -1, COMMENT, TOO_MANY))
            continue
        (found if name == "comments" else talks).extend(_comments(parsed(path, parts[part])))
    places = {(one.row, one.column) for one in talks}
    kept = [one for one in found if (one.row, one.column) not in places or not _SAID_TWICE.match(one.text)]
    return sorted((*kept, *talks), key=lambda one: (one.row, one.column))


def _comments(root: Any) -> Iterator[Aside]:
    for one in root.iter():
        if name_of(one) in {"comment", "threadedComment"} and (text := _plain(child_of(one, "text"))):
            yield Aside(*place_of(value_of(one, "ref")), COMMENT, text)


def _plain(element: Any) -> str:
    """The text of a comment without the readings that stand over its signs."""
    if element is None:
        return ""
    spoken = {id(one) for each in element.iter() if name_of(each) == "rPh" for one in each.iter()}
    runs = (
        one.text or "" for one in element.iter() if id(one) not in spoken and name_of(one) in {"t", "text"}
    )
    return clean("".join(runs))


def boxes_of(path: Path, parts: dict[str, bytes], sheet_part: str) -> dict[str, str]:
    """Number of a shape that is a box to tick → its sign: whether it is ticked stands beside the drawing."""
    signs: dict[str, str] = {}
    targets = relations_of(path, parts, sheet_part)
    has_boxes = any(kind.endswith("/ctrlProp") for _part, kind in targets.values())
    for found in _CONTROL.finditer(parts.get(sheet_part, b"")) if has_boxes else ():
        attributes = found[1].decode("utf-8", "replace")
        part, kind = targets.get(attribute(attributes, r"\w+:id"), ("", ""))
        if kind.endswith("/ctrlProp") and len(parts.get(part, b"")) in range(1, _MOST_BYTES):
            box = parsed(path, parts[part])
            if value_of(box, "objectType") in {"CheckBox", "Radio"}:
                state = {"Checked": TICKED, "Mixed": MIXED}.get(value_of(box, "checked"), UNTICKED)
                signs[attribute(attributes, "shapeId")] = state
    return signs


def said_in_shapes(anchor: Any, row: int, column: int, boxes: dict[str, str]) -> Iterator[Aside]:
    """What the shapes of one anchor of a drawing say."""
    waiting, sign = [anchor], ""
    while waiting:
        one = waiting.pop()
        if (kind := name_of(one)) in OTHER_FORMS:
            continue
        if kind == "cNvPr":
            sign = boxes.get(value_of(one, "id"), "")
        if kind != "txBody":
            waiting += reversed(one)
        elif text := _lines(one):
            yield Aside(row, column, BOX if sign else SHAPE, f"{sign} {text}".strip())


def _lines(body: Any) -> str:
    """The paragraphs of a shape."""
    lines: list[str] = []
    for one in body.iter():
        if (kind := name_of(one)) == "p":
            lines.append("")
        elif kind in {"t", "br"} and lines:
            lines[-1] += "\n" if kind == "br" else one.text or ""
    return clean("\n".join(lines))

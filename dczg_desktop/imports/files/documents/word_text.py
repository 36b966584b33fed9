"""The words of a Word document: of a paragraph with its text boxes, of comments, footnotes, endnotes, page headers and footers."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dczg_desktop.base.text import clean, excerpt
from dczg_desktop.imports.files.elements import child_of, name_of, parsed, value_of
from dczg_desktop.imports.files.remarks import COMMENT

_LEFT_OUT = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "delText", "rt", "pPr", "rPr", "tblPr", "trPr", "tcPr"}
)
_AS_TEXT = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CHANGED = re.compile(rb"<(?:\w+:)?(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge)[\s/>]")
_MOST_OPEN, _LONGEST_WORDS = 20, 40
_BOXES = {
    "F0FE": "☑",
    "F052": "☑",
    "F053": "☒",
    "F0FD": "☒",
    "F0A8": "□",
    "F06F": "□",
    "F0FC": "√",
    "F0A3": "□",
}
_STRIKE, _VANISH, _OFF = b"strike", b"vanish", frozenset({"0", "false", "off"})
_MOST_MARKED = 100
CROSSED_OUT, HIDDEN = "删除线", "隐藏文字"
_NOTES = {
    r"word/comments\.xml": COMMENT,
    r"word/footnotes\.xml": "脚注",
    r"word/endnotes\.xml": "尾注",
    r"word/(?:header|footer)\d*\.xml": "页眉页脚",
}


def paragraph_text(paragraph: Any) -> str:
    """The text of a paragraph, and below it that of the text boxes that hang on it."""
    boxes = [
        "\n".join("".join(_pieces(one)) for one in box if name_of(one) == "p") for box in _boxes(paragraph)
    ]
    return clean("\n".join(["".join(_pieces(paragraph)), *boxes]))


def paragraphs_in(element: Any) -> Iterator[Any]:
    """The paragraphs of a cell or note, with those of tables inside; those of text boxes are words of their paragraph."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        if name_of(one) == "p":
            yield one
        else:
            waiting += reversed(one)


def joined_paragraphs(element: Any) -> Iterator[list[Any]]:
    """The paragraphs of a cell, those together that are one after all changes were accepted."""
    joined: list[Any] = []
    for one in paragraphs_in(element):
        joined.append(one)
        if not has_lost_mark(one):
            yield joined
            joined = []
    if joined:
        yield joined


def has_lost_mark(paragraph: Any) -> bool:
    """Whether the mark of a paragraph was deleted or moved away: what follows belongs to it."""
    return any(child_of(paragraph, "pPr", "rPr", name) is not None for name in ("del", "moveFrom"))


def is_revised(document: bytes) -> bool:
    """Whether a part of a document holds words that were inserted, deleted or moved in sight of everybody (修订)."""
    return _CHANGED.search(document) is not None


def notes_of(path: Path, parts: dict[str, bytes], document: Any) -> Iterator[tuple[str, str]]:
    """Comments, footnotes, endnotes, page headers and footers with their places; every header once, no page numbers.

    A comment tells the words of the `document` that it is about.
    """
    seen: set[tuple[str, str]] = set()
    about = _commented(document) if "word/comments.xml" in parts else {}
    for part in sorted(parts):
        kind = next((word for pattern, word in _NOTES.items() if re.fullmatch(pattern, part)), "")
        if not kind:
            continue
        root = parsed(path, parts[part])
        notes = [root] if kind == "页眉页脚" else list(root)
        for note in notes:
            text = clean("\n".join(map(paragraph_text, paragraphs_in(note))))
            if text and kind == COMMENT and (words := about.get(value_of(note, "id"))):
                text = f"{text}（批在“{words}”）"
            if re.search(r"[\u4e00-\u9fffA-Za-z]", text) and (kind, text) not in seen:
                seen.add((kind, text))
                yield f"{kind}{value_of(note, 'id')}", text


def _commented(document: Any) -> dict[str, str]:
    """The words every comment is about, by its number."""
    open_now: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for one in document.iter() if document is not None else ():
        kind = name_of(one)
        if kind == "commentRangeStart" and len(open_now) < _MOST_OPEN:
            open_now[value_of(one, "id")] = []
        elif kind == "commentRangeEnd" and (pieces := open_now.pop(value_of(one, "id"), None)):
            found[value_of(one, "id")] = excerpt("".join(pieces), _LONGEST_WORDS)
        elif kind == "t" and one.text:
            for pieces in open_now.values():
                pieces.extend([one.text[:_LONGEST_WORDS]] if len(pieces) < _LONGEST_WORDS else [])
    return found


def crossed_out(document: Any, data: bytes) -> Iterator[tuple[str, str]]:
    """Words crossed out in a paragraph, and what it says; `data` is the part the `document` was parsed from."""
    yield from _marked(document, _STRIKE in data, ("strike", "dstrike"))


def hidden_words(document: Any, data: bytes) -> Iterator[tuple[str, str]]:
    """Words that are formatted as hidden (隐藏文字), as `crossed_out`."""
    yield from _marked(document, _VANISH in data, ("vanish",))


def tables_in_boxes(paragraph: Any) -> Iterator[Any]:
    """The tables in the text boxes that hang on a paragraph."""
    return (one for box in _boxes(paragraph) for one in box if name_of(one) == "tbl")


def _marked(document: Any, may_be: bool, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:  # noqa: FBT001
    """Each paragraph once, however deep one stands in another."""
    found: dict[Any, list[str]] = {}
    waiting: list[tuple[Any, Any]] = [(document, None)] if document is not None and may_be else []
    while waiting and len(found) < _MOST_MARKED:
        one, paragraph = waiting.pop()
        kind = name_of(one)
        paragraph = one if kind == "p" else paragraph
        if kind == "r" and paragraph is not None and _has_format(one, names):
            found.setdefault(paragraph, []).extend(_pieces(one))
        waiting += [(inner, paragraph) for inner in reversed(one)]
    for paragraph, pieces in found.items():
        if words := clean("".join(pieces)):
            yield words, excerpt(paragraph_text(paragraph), _LONGEST_WORDS)


def _has_format(run: Any, names: tuple[str, ...]) -> bool:
    formats = (child_of(run, "rPr", name) for name in names)
    return any(one is not None and value_of(one).lower() not in _OFF for one in formats)


def _pieces(element: Any) -> Iterator[str]:
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        kind = name_of(one)
        if kind in _LEFT_OUT or kind == "txbxContent":
            continue
        if kind == "t":
            yield one.text or ""
        elif kind in _AS_TEXT:
            yield _AS_TEXT[kind]
        elif kind == "sym":
            yield _BOXES.get(value_of(one, "char").upper(), "")
        else:
            waiting += reversed(one)


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph; a box drawn twice for old programs is one."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        kind = name_of(one)
        if kind == "txbxContent":
            yield one
        elif kind != "Fallback":
            waiting += reversed(one)

"""Cleaning of text at the door: what enters the ledger survives every workbook it will travel in."""

import re
import unicodedata

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text as the ledger keeps it: LF line ends, no control characters or tabs, no blanks at either end.

    Tabs are lost by some office programs on saving and would look like an edit (docs/package-format.md).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = text if text.isprintable() else _CONTROL.sub("", text)  # most texts need no pattern
    return text.strip(" \n\u3000\ufeff")


_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
TURNED, HIDDEN = "〔改变文字方向〕", "〔看不见的字符〕"


def with_unseen_shown(text: str) -> str:
    """Text for reading in which what is not seen itself is seen: characters that make 1357 look like 7531, or stand unseen in a word.

    For screens, prints and lists; what is stored and sent stays as it was written.
    """
    if text.isascii() or not _UNSEEN.search(text):
        return text
    return _UNSEEN.sub(HIDDEN, _TURNING.sub(TURNED, text))


def count_unseen(text: str) -> int:
    """How many characters of a text are not seen."""
    return 0 if text.isascii() else len(_UNSEEN.findall(text))


def without_blanks(text: str) -> str:
    """A text in one piece, as a header is called that is broken over lines in its cell."""
    return "".join(text.split())


def folded(text: str) -> str:
    """Text for comparing, never for showing: full-width forms folded, all white space removed, lower case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def excerpt(text: str, length: int = 60) -> str:
    """The beginning of `text` on one line, with … where it was cut; `length` counts characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"

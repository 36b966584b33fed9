"""Cleaning of text at the door: what enters the ledger survives every workbook it will travel in."""

import re
import unicodedata

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Text as the ledger keeps it: LF line ends, no control characters or tabs, no blanks at either end.

    Tabs are lost by some office programs on saving and would look like an edit (docs/package-format.md).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _CONTROL.sub("", text).strip(" \n\u3000\ufeff")


_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def with_turns_shown(text: str) -> str:
    """Text in which the characters that turn the reading direction are seen: they make 1357 look like 7531."""
    return _TURNING.sub("〔改变文字方向〕", text)


def folded(text: str) -> str:
    """Text for comparing, never for showing: full-width forms folded, all white space removed, lower case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def excerpt(text: str, length: int = 60) -> str:
    """The beginning of `text` on one line, with … where it was cut; `length` counts characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"

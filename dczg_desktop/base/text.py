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


def folded(text: str) -> str:
    """Text for comparing, never for showing: full-width forms folded, all white space removed, lower case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lower()


def excerpt(text: str, length: int = 60) -> str:
    """The beginning of `text` on one line, with … where it was cut; `length` counts characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"

"""The canonical form of visible cells: what counts as the same text whatever program saved it again."""

import hashlib
import re
from collections.abc import Iterable, Sequence

from dczg_desktop.base.text import clean, folded

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ENDS = (" ", "\u3000")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


def canonical_text(text: str) -> str:
    """The text of a stored cell with `_xHHHH_` undone, LF line ends and no control characters.

    Source: docs/package-format.md §摘要.
    """
    return plain_text(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text)


def plain_text(text: str) -> str:
    """`base.text.clean`, quickly for the usual text that needs none."""
    if text.isprintable() and not (text[:1] in _ENDS or text[-1:] in _ENDS):
        return text
    return clean(text)


def canonical_number(number: float) -> str:
    """A number as text with 15 significant digits, all that a workbook holds."""
    return f"{number:.15g}"


def same_meaning(one: str, other: str) -> bool:
    """Whether two canonical texts differ only in width of forms, blanks, case or way of writing a date."""
    left, right = folded(canonical_text(one)), folded(canonical_text(other))
    return left == right or _dated(left) == _dated(right)


def _dated(text: str) -> str:
    match = _DATE.fullmatch(text)
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else text


def sheet_digest(columns: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    """SHA-256 (hex) of a sheet: rows by uid, columns by id, whatever their order; blank equals missing.

    `rows` are (uid, texts in the order of `columns`), the texts plain or canonical. Separators are control characters, which no text holds.
    """
    order = sorted(range(len(columns)), key=columns.__getitem__)
    digest = hashlib.sha256("\x1f".join(columns[index] for index in order).encode("utf-8"))
    for uid, texts in sorted(rows, key=lambda row: row[0]):
        line = "\x1f".join([uid, *(texts[index] for index in order)])
        digest.update(b"\x1e" + line.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()

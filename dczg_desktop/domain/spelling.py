"""Outside numbers as they are compared: what is one number in two writings, and what only looks like it. What is stored stays as written."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from dczg_desktop.domain.numbering import bare_number, number_key, numeral

_PLAIN = re.compile(r"[A-Z0-9-]*")
PLAIN_GLOB = "*[^A-Z0-9-]*"
"""In SQLite: numbers that hold anything else, or of which nobody can tell without looking."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣", "-"),
        **dict.fromkeys("〔[【{〈《", "("),
        **dict.fromkeys("〕]】}〉》", ")"),
    }
)
_ORDINAL = re.compile(r"第([〇零○一二两三四五六七八九十百千]+|\d+)([项条件])")


@lru_cache(maxsize=16384)
def one_writing(text: str) -> str:
    """A number as all writings of it come down to: half-width capitals, one sort of brackets and dashes, no 号, 第九项 as 第9项."""
    if _PLAIN.fullmatch(text):  # the common case
        return text
    plain = unicodedata.normalize("NFKC", bare_number(text) or text).upper().translate(_SIGNS)
    plain = re.sub(r"\s+", "", plain).rstrip("*").removesuffix("号")
    if found := _ORDINAL.fullmatch(plain):
        return f"第{numeral(found[1])}{found[2]}"
    return plain


def are_one_writing(texts: Iterable[str]) -> bool:
    """Whether `one_writing` would leave all of these as they are."""
    return bool(_PLAIN.fullmatch("".join(texts)))


def near_key(text: str) -> str:
    """What numbers share that may be the same: also without brackets, without zeros in front."""
    return number_key(one_writing(text))


def same_number(one: str, other: str) -> bool:
    """Whether two numbers differ in their writing at most."""
    return one == other or one_writing(one) == one_writing(other)

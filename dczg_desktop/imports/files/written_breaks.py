r"""Line breaks that a program wrote as signs into a text (``\n``, ``<br>``) where a cell of its table was broken over lines."""

import re

_SIGN = re.compile(r"\\(?:r\\)?n|<br\s*/?>", re.IGNORECASE)
_BREAK = re.compile(r"(?P<path>[A-Za-z]:\\\S*|\\\\\S+)|(?<![\\/])(?:\\r)?\\n(?![a-z])|<[Bb][Rr]\s*/?>")
"""A path (D:\\new, dir\\name) holds no break."""


def has_breaks(text: str) -> bool:
    """Whether such a sign stands somewhere in the text: of most cells a look at two characters tells that none does."""
    return ("\\" in text or "<" in text) and _SIGN.search(text) is not None


def with_breaks(text: str) -> str:
    """The text with line breaks in place of the signs for them."""
    return _BREAK.sub(_broken, text)


def _broken(found: re.Match[str]) -> str:
    return found["path"] or "\n"

"""The small pictures that a post on a telephone puts before its labels and titles (📌整改措施)."""

import re

from dczg_desktop.imports.texts.labelling.label_words import names_field

_PICTURE = re.compile(
    r"^(?:[\U0001F000-\U0001FAFF\u231A-\u23FF\u2600-\u2604\u2607-\u260F\u2613-\u26FF\u2702-\u2712\u2728-\u27BF\u2B00-\u2BFF][\uFE0F\u200D\U0001F3FB-\U0001F3FF]*\s*)+(?=[\u4e00-\u9fff\d【（(])"
)
_TICK = "✅"
_SIGN = re.compile(r"[：:\s]")


def undecorated(line: str) -> str:
    """A line without the pictures it begins with; a tick says something, unless a label stands behind it (✅整改成效)."""
    found = _PICTURE.match(line)
    if found is None:
        return line
    rest = line[found.end() :]
    return line if _TICK in found[0] and not names_field(_SIGN.split(rest)[0]) else rest

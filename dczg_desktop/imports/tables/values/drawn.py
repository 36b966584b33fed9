"""What texts draw around the cells of their tables and is nothing of them: lines of dashes under a heading, signs for bold words, numbers of pages."""

import re

PAGE = re.compile(
    r"^\s*(?:[—–－-]+\s*\d{1,4}\s*[—–－-]+|第\s*\d{1,4}\s*页(?:[,，/、\s]*共\s*\d{1,4}\s*页)?)\s*$"
)
"""The number of a page, between the lines of a table that went over several."""
_RULE = re.compile(r"^[\s|:+\-—─━═]{3,}$")
_MARKDOWN_RULE = re.compile(r"^\s*(?:\|\s*)?:?-{2,}:?\s*\|[\s|:-]*$")
_BOLD = re.compile(r"(?<!\*)\*\*((?![、，,；;。])[^\s*|](?:[^*|]*[^\s*|])?)\*\*(?!\*)")
"""张**、李** and X2NM***、X2NM*** are names and numbers that were masked."""
_CODE = re.compile(r"`([^`|]+)`")


def without_rules(text: str) -> str:
    """The text without the lines of dashes under a heading (`|---|---|`), and the signs that such texts put around words."""
    if "|-" not in text and "--" not in text and "—|" not in text and "━" not in text and "─" not in text:
        return text
    lines = text.split("\n")
    is_marked = any(_MARKDOWN_RULE.match(line) for line in lines)
    kept = (line for line in lines if not _RULE.match(line) or not line.strip())
    return "\n".join(_plain(line) if is_marked and "|" in line else line for line in kept)


def _plain(line: str) -> str:
    """A row without the signs for bold words and codes (**序号**, `D3…`)."""
    return _CODE.sub(r"\1", _BOLD.sub(r"\1", line))

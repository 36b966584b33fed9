"""How a script sees results: one JSON document, or plain lines."""

import dataclasses
import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any


def plain(content: Any) -> Any:
    """Anything a service returns as JSON: dataclasses by field, dates ISO, paths as text."""
    if dataclasses.is_dataclass(content) and not isinstance(content, type):
        return {f.name: plain(getattr(content, f.name)) for f in dataclasses.fields(content)}
    if isinstance(content, StrEnum):
        return content.value
    if isinstance(content, date | datetime):
        return content.isoformat()
    if isinstance(content, Path):
        return str(content)
    if isinstance(content, Mapping):
        return {str(plain(key)): plain(value) for key, value in content.items()}
    if isinstance(content, list | tuple | set | frozenset):
        return [plain(item) for item in content]
    return content


def show(content: Any, *, as_json: bool, words: str = "") -> None:
    """Print one JSON document, or `words`; the JSON itself when there are none."""
    if as_json or not words:
        print(json.dumps(plain(content), ensure_ascii=False, indent=1))
    else:
        print(words)


def refuse(message: str) -> None:
    """Say why, where scripts look for it."""
    print(message, file=sys.stderr)

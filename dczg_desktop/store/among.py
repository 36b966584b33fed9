"""Questions about many records at once, as statements that are built only once.

A list of uids goes in as one JSON text, so that the statement is the same for any number of them: SQLAlchemy then
compiles it a single time, and SQLite's limit of bound values does not matter (docs/architecture.md).
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select

UIDS = "uids"


def among(column: ColumnElement[Any], name: str = UIDS) -> ColumnElement[bool]:
    """Whether `column` holds one of the texts that `listed` gives for the parameter `name`."""
    values = func.json_each(bindparam(name)).table_valued("value", name=f"each_{name}")
    return column.in_(select(values.c.value))


def listed(uids: Iterable[str]) -> str:
    """What to give for the parameter of `among`."""
    return json.dumps(list(uids))

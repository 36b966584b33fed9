"""Questions about many records at once, as statements that are built only once.

A list of uids goes in as one JSON text, so that the statement is the same for any number of them: SQLAlchemy then
compiles it a single time, and SQLite's limit of bound values does not matter (docs/architecture.md).
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, cast

from sqlalchemy import ColumnElement, CompoundSelect, Select, bindparam, func, select
from sqlalchemy.orm import Session

from dczg_desktop.store.db import SharedDialect

UIDS = "uids"
AMONG = "IN (SELECT value FROM json_each(?))"
"""The same as `among` in SQL written by hand."""


def among(column: ColumnElement[Any], name: str = UIDS) -> ColumnElement[bool]:
    """Whether `column` holds one of the texts that `listed` gives for the parameter `name`."""
    values = func.json_each(bindparam(name)).table_valued("value", name=f"each_{name}")
    return column.in_(select(values.c.value))


def listed(uids: Iterable[str]) -> str:
    """What to give for the parameter of `among`."""
    return json.dumps(list(uids))


def driver(session: Session) -> sqlite3.Connection:
    """SQLite itself, within the session's transaction."""
    return cast("sqlite3.Connection", session.connection().connection.driver_connection)


class Question:
    """A statement about many records, made SQL text once and asked of SQLite itself: a third of what the session takes.

    The list of uids is the only parameter that is left open, and the only list; columns come back as SQLAlchemy gives them.
    """

    def __init__(self, statement: Select[Any] | CompoundSelect[Any]) -> None:
        self.statement = statement

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.statement.selected_columns.keys())

    @cached_property
    def _compiled(self) -> tuple[str, tuple[Any, ...], tuple[tuple[int, Callable[[Any], Any]], ...]]:
        """The SQL, its parameters, and by place what turns stored values into ours."""
        dialect = SharedDialect()
        compiled = self.statement.compile(dialect=dialect)
        parameters = tuple(compiled.params[name] for name in compiled.positiontup or ())
        found = (
            column.type.dialect_impl(dialect).result_processor(dialect, None)
            for column in self.statement.selected_columns
        )
        turning = tuple((place, turn) for place, turn in enumerate(found) if turn is not None)
        return str(compiled), parameters, turning

    def rows(self, session: Session, uids: str = "") -> list[Any]:
        """The rows about the records that `listed` named; of a question without a list all there are."""
        sql, parameters, turning = self._compiled
        bound = [uids if value is None else value for value in parameters]
        rows = driver(session).execute(sql, bound).fetchall()
        if not turning:
            return rows
        turned = [list(row) for row in rows]
        for row in turned:
            for place, turn in turning:
                row[place] = turn(row[place])
        return turned


def one_of(column: Any, uids: Iterable[str]) -> ColumnElement[bool]:
    """Whether `column` holds one of these, for statements that are built each time: there may be more than SQLite binds one by one."""
    values = func.json_each(listed(uids)).table_valued("value", name="each_uid")
    return column.in_(select(values.c.value))  # type: ignore[no-any-return]

"""The fields of a new record before anything is filled in, for the bulk writer."""

from functools import cache

from dczg_desktop.domain.dictionary import KINDS, to_value
from dczg_desktop.domain.records import Value


@cache
def _template(kind: str) -> tuple[tuple[str, Value], ...]:
    table = KINDS[kind].entity.__table__
    found: list[tuple[str, Value]] = []
    for name in KINDS[kind].columns():
        default = table.columns[name].default
        content = default.arg if default is not None and not callable(default.arg) else None
        empty: Value = None if table.columns[name].nullable else ""
        found.append((name, to_value(content) if content is not None else empty))
    return tuple(found)


def blank_fields(kind: str) -> dict[str, Value]:
    """Every exchanged field of `kind` with its default; callers overwrite what they know."""
    made = dict(_template(kind))
    for name in ("extra", "provenance"):
        if name in made:
            made[name] = {}
    if "dates" in made:
        made["dates"] = []
    return made

"""A plan of rectification in one of the layouts offices use, with every field that must come out of it."""

from dataclasses import dataclass, field

Fields = dict[str, str]


@dataclass(frozen=True)
class Sample:
    """A text and its records; `extra` are the columns that are no field of ours, `loose` lines that belong to no record."""

    name: str
    text: str
    records: list[Fields]
    extra: list[Fields] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)


def two(first: Fields, second: Fields) -> list[Fields]:
    return [first, second]

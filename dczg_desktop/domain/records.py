"""A record as it travels between offices and as the merge sees it: plain values, no session, no file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dczg_desktop.base.clock import is_moment
from dczg_desktop.base.text import excerpt

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]
"""What a field may hold on its way: JSON. Dates are ISO texts."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of any kind.

    `fields` holds the value shown for every field. `origin` is the uid of the act that made the record. For mutable
    kinds `living` names, field by field, the living values `{act uid: value}` wherever they are not simply
    `{origin: fields[field]}`, and `seen` all acts besides `origin` that this copy has taken in (docs/package-format.md).
    Append-only kinds leave both empty.
    """

    kind: str
    uid: str
    fields: Mapping[str, Value]
    origin: str
    living: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    seen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActNote:
    """Who did an act, where and when: shown beside values and conflicts. `at` is an ISO civil time."""

    office_uid: str
    who: str
    at: str
    title: str


def with_moment(record: Record) -> Record:
    """The record itself. Raises ValueError when the time it says it was made at is none: arithmetic with it would break."""
    at = record.fields.get("made_at")
    if at and not is_moment(str(at)):
        raise ValueError(f"时间“{excerpt(str(at), 30)}”不是时间")
    return record

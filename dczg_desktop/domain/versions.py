"""Living values of mutable records: writing, merging, naming conflicts; union of append-only records."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from dczg_desktop.base.errors import Fault
from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.records import ActNote, Record, Value

Living = Mapping[str, Value]
"""The living values of one field: `{act uid: value}`."""

Chooser = Callable[[str, Living], str]
"""`chooser(field, living)` names the act whose value is shown while several differ, the same everywhere."""


def fixed_order(acts: Mapping[str, ActNote], owner_office: Callable[[str], str | None]) -> Chooser:
    """A chooser: the field owner's value first, then the latest by (time, uid); docs/package-format.md §合并.

    `owner_office(field)` is the uid of the office that owns the field, or None. An act without a note counts
    as oldest.
    """

    def choose(field: str, values: Living) -> str:
        owner = owner_office(field)

        def rank(act: str) -> tuple[bool, str, str]:
            note = acts.get(act)
            return (note is not None and note.office_uid == owner, note.at if note else "", act)

        return max(values, key=rank)

    return choose


def living(record: Record, field: str) -> dict[str, Value]:
    """All living values of `field`, `{act: value}`; empty when this copy knows nothing of the field."""
    if field in record.living:
        return dict(record.living[field])
    return {record.origin: record.fields[field]} if field in record.fields else {}


def conflicts(record: Record) -> dict[str, dict[str, Value]]:
    """Fields whose living values differ, `{field: {act: value}}`; of equal values the smallest act."""
    found = {}
    for field in record.living:
        distinct: dict[str, str] = {}
        for act in sorted(record.living[field]):
            distinct.setdefault(_canonical(record.living[field][act]), act)
        if len(distinct) > 1:
            found[field] = {act: record.living[field][act] for act in distinct.values()}
    return found


def write(record: Record, changes: Mapping[str, Value], act: str) -> Record:
    """`record` after `act` wrote `changes`: each new value replaces all living values of its field.

    `act` is a fresh random uid, never used for an earlier act. No changes: the record itself.
    """
    if not changes:
        return record
    every = {**record.living, **{field: {act: value} for field, value in changes.items()}}
    return _compact(
        record, {**record.fields, **changes}, every, {*record.seen, record.origin, act}, record.origin
    )


def write_beside(record: Record, changes: Mapping[str, Value], act: str, shown: Chooser) -> Record:
    """`record` after `act` wrote values without having seen the living ones: both live, a conflict where they differ."""
    every: dict[str, Living] = {**record.living}
    fields = dict(record.fields)
    for field, value in changes.items():
        every[field] = {**living(record, field), act: value}
        fields[field] = _shown(field, every[field], shown)
    return _compact(record, fields, every, {*record.seen, record.origin, act}, record.origin)


def merge(ours: Record, theirs: Record, shown: Chooser) -> Record:
    """Two copies of one mutable record in one: idempotent, commutative, associative.

    A living value survives unless the other side has seen its act and no longer holds it. A field that one
    side lacks (older program, withheld) is taken from the other. Source: docs/package-format.md §合并.
    Raises ValueError when the two are not the same record.
    """
    if (ours.kind, ours.uid) != (theirs.kind, theirs.uid):
        raise ValueError(f"{ours.kind} {ours.uid} is not {theirs.kind} {theirs.uid}")
    if ours == theirs:
        return ours
    our_acts, their_acts = {ours.origin, *ours.seen}, {theirs.origin, *theirs.seen}
    fields: dict[str, Value] = {}
    every: dict[str, Living] = {}
    for field in {**ours.fields, **theirs.fields, **ours.living, **theirs.living}:
        every[field] = _join(living(ours, field), our_acts, living(theirs, field), their_acts)
        if field in ours.fields or field in theirs.fields:
            fields[field] = _shown(field, every[field], shown)
    return _compact(ours, fields, every, our_acts | their_acts, min(ours.origin, theirs.origin))


def arriving(ours: Record, theirs: Record) -> list[tuple[set[str], set[str]]]:
    """What of *theirs* is news here, in pieces that hang together: (acts, the fields they wrote), one piece after another.

    Acts that wrote a common field, and fields that a common act wrote, are one piece: they are taken or left as a whole.
    """
    known = {ours.origin, *ours.seen}
    pieces: list[tuple[set[str], set[str]]] = []
    for field in {**theirs.fields, **theirs.living}:
        acts, fields = set(living(theirs, field)) - known, {field}
        if not acts:
            continue
        for piece in [piece for piece in pieces if piece[0] & acts]:
            acts, fields = acts | piece[0], fields | piece[1]
            pieces.remove(piece)
        pieces.append((acts, fields))
    return sorted(pieces, key=lambda piece: sorted(piece[0]))


def without(ours: Record, theirs: Record, fields: Collection[str]) -> Record:
    """*theirs* as if what is news in `fields` had not been written yet; the same copy may be merged whole later.

    `fields` are whole pieces of `arriving`. Of what *theirs* has seen only what we know too or take now is kept:
    claiming to have seen more would let values be dropped that nobody replaced.
    """
    shown = {name: value for name, value in theirs.fields.items() if name not in fields}
    alive = {name: values for name, values in theirs.living.items() if name not in fields}
    rest = replace(theirs, fields=shown, living=alive)
    taken = {act for name in {**shown, **alive} for act in living(rest, name)}
    known = {ours.origin, *ours.seen}
    return replace(rest, seen=tuple(act for act in theirs.seen if act in known or act in taken))


def withhold(record: Record, names: Collection[str]) -> Record:
    """`record` without the values of `names`, for an office that must not see them.

    The acts stay, so that the record coming back replaces nothing. The receiver must not offer withheld
    fields for editing: it would replace a value it has not seen.
    """
    kept = {field: value for field, value in record.fields.items() if field not in names}
    hidden = {
        field: dict.fromkeys(values) if field in names else values for field, values in record.living.items()
    }
    return replace(record, fields=kept, living=hidden)


def union(existing: Record, arriving: Record) -> tuple[Record, Fault | None]:
    """An append-only record met again: the existing one, and a fault when the arriving one says otherwise.

    Fields only one side knows (a newer program wrote them) are kept. Raises ValueError when the two are
    not the same record.
    """
    if (existing.kind, existing.uid) != (arriving.kind, arriving.uid):
        raise ValueError(f"{existing.kind} {existing.uid} is not {arriving.kind} {arriving.uid}")
    for field, value in existing.fields.items():
        if field in arriving.fields and not _equal(value, arriving.fields[field]):
            there = excerpt(_canonical(arriving.fields[field]))
            return existing, _contradiction(existing, f"{field}：{there}", excerpt(_canonical(value)))
    if existing.origin != arriving.origin:
        return existing, _contradiction(existing, f"登记操作：{arriving.origin}", existing.origin)
    if arriving.fields.keys() <= existing.fields.keys():
        return existing, None
    return replace(existing, fields={**arriving.fields, **existing.fields}), None


def _contradiction(existing: Record, there: str, here: str) -> Fault:
    message = f"来文中同一条记录的内容与本机已有的不同（本机：{here}）。已保留本机内容，请与来文单位核对。"
    return Fault(f"{existing.kind} {existing.uid}", there, message)


def _canonical(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _equal(one: Value, other: Value) -> bool:
    """Equality as JSON has it: 1, 1.0 and true are three things."""
    return one is other or _canonical(one) == _canonical(other)


def _join(ours: Living, our_acts: set[str], theirs: Living, their_acts: set[str]) -> Living:
    if not ours or not theirs:
        return ours or theirs
    kept = {act: value for act, value in ours.items() if act in theirs or act not in their_acts}
    for act, value in theirs.items():
        if act in ours:
            kept[act] = _fuller(ours[act], value)
        elif act not in our_acts:
            kept[act] = value
    # Only copies that break the rules claim to have replaced each other's value; then nothing is dropped.
    return kept or {**ours, **theirs}


def _fuller(one: Value, other: Value) -> Value:
    """The value of one act known on both sides; a withheld value (None) gives way."""
    if one is None or other is None:
        return other if one is None else one
    return max(one, other, key=_canonical)


def _shown(field: str, values: Living, shown: Chooser) -> Value:
    first = next(iter(values.values()))
    if len(values) == 1 or all(_equal(first, value) for value in values.values()):
        return first
    return values[shown(field, values)]


def _compact(
    record: Record, fields: Mapping[str, Value], every: Mapping[str, Living], acts: set[str], origin: str
) -> Record:
    """The one way to write a state down: nothing in `living` that `origin` and `fields` already say."""
    kept = {field: dict(values) for field, values in every.items() if values.keys() != {origin}}
    return replace(
        record, fields=dict(fields), living=kept, origin=origin, seen=tuple(sorted(acts - {origin}))
    )

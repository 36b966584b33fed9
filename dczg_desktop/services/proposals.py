"""Values that arrive from an office that does not own the field: kept beside ours as 建议修改, never in its place.

Stock programs refuse such edits at entry; this guards against changed ones (docs/package-format.md §归属（ownership）).
"""

from collections.abc import Mapping

from dczg_desktop.base.errors import Fault
from dczg_desktop.domain.dictionary import Kind, Owner
from dczg_desktop.domain.records import ActNote, Record, Value
from dczg_desktop.domain.versions import living


def as_proposals(
    kind: Kind, ours: Record, merged: Record, acts: Mapping[str, ActNote], our_uid: str
) -> Record:
    """`merged` with our value alive and shown in every field that is ours, as issuer, and was written elsewhere.

    The other value lives on beside it until this office accepts it or writes its own again.
    """
    fields: dict[str, Value] = dict(merged.fields)
    alive = {name: dict(values) for name, values in merged.living.items()}
    for name, value in merged.fields.items():
        before, now = living(ours, name), living(merged, name)
        was_ours = any(_is_ours(acts.get(act), our_uid) for act in before)
        is_ours = any(_is_ours(acts.get(act), our_uid) for act in now)
        if (
            kind.owner_of(name) is Owner.ISSUER
            and value != ours.fields.get(name)
            and was_ours
            and not is_ours
        ):
            fields[name] = ours.fields.get(name)
            alive[name] = {**before, **now}
    return Record(merged.kind, merged.uid, fields, merged.origin, alive, merged.seen)


def _is_ours(note: ActNote | None, our_uid: str) -> bool:
    return note is not None and note.office_uid == our_uid


def foreign_decision(kind: Kind, record: Record, issuer: str) -> Fault | None:
    """A deadline decided by an office that did not issue the problem is named and left out."""
    maker = str(record.fields.get("office_uid") or "")
    if kind.name != "deadline" or not issuer or maker in {"", issuer}:
        return None
    said = str(record.fields.get("raw", ""))
    return Fault(
        f"时限 {record.uid[:8]}",
        said,
        "整改时限由交办单位决定，来文单位自行确定的时限没有接收。请与来文单位核对。",
    )

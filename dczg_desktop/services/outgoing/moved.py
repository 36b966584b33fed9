"""What an office is told of a petition that was taken from it: which one it is and who has it now, nothing of what others did since."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.domain.dictionary import CONFIDENTIAL, KINDS
from dczg_desktop.domain.entities import Change, ChangeSet, Petition
from dczg_desktop.domain.records import Record
from dczg_desktop.domain.versions import living
from dczg_desktop.services.petitions.holders import told_while_held
from dczg_desktop.store.among import UIDS, among, listed
from dczg_desktop.store.bulk import load_records

TOLD = ("number", "sequence", "batch", "issuer_uid", "source_uid", "office_uid", "responsible_unit", "description",
        "deadline", "due", "voided")  # fmt: skip
"""Fields that go however often they were written; what was found, done and answered since is the new office's."""

HOLDER = frozenset({"office_uid", "responsible_unit"})

_change, _petition = Change.__table__.c, Petition.__table__.c
_ALL = select(_petition.uid).where(~_petition.hidden).order_by(_petition.id)
_VERSIONS = select(_change.record_uid, _change.old, _change.new).where(
    among(_change.record_uid), _change.kind == "petition", _change.field == "@"
)
_WRITTEN = (
    select(_change.record_uid, _change.field, _change.set_uid)
    .join_from(Change.__table__, ChangeSet.__table__, ChangeSet.uid == _change.set_uid)
    .where(
        among(_change.record_uid), _change.kind == "petition", ChangeSet.package_uid == "",
        _change.field.not_in(("", "@", "hidden")),
    )
)  # fmt: skip


def moved_petitions(
    session: Session, receiver_uid: str, offices: Collection[str], given: Collection[str]
) -> list[Record]:
    """The petitions that were taken from the receiver, of those it was ever sent, without what hangs on them."""
    others = [uid for uid in session.scalars(_ALL) if uid not in given]
    told = told_while_held(session, receiver_uid, offices, others)
    uids = [uid for uid in others if uid in told]
    loaded, wrote = load_records(session, KINDS["petition"], uids), _acts_of(session, uids)
    return [_told(loaded[uid], wrote[uid]) for uid in uids]


def _told(record: Record, wrote: Mapping[str, set[str]]) -> Record:
    """`record` with these fields and what stands as it was made, having seen what was written in them and nothing else.

    What was written at the making must be the same in every copy: a receiver that lost the first package has it from here.
    To claim more would let the receiver's own values be replaced by ones that it never saw (docs/package-format.md §合并).
    A field that was written together with one that stays here stays too; who has it now is told all the same.
    """
    every = {name: wrote.get(name, set()) | living(record, name).keys() for name in {*record.fields, *wrote}}
    apart = {act for name in every.keys() - {*TOLD} for act in every[name]} - {record.origin}
    made = {name for name in record.fields if living(record, name).keys() == {record.origin}}
    told = {name for name in TOLD if name in HOLDER or not every.get(name, set()) & apart}
    names = (made | told) - CONFIDENTIAL["petition"]
    seen = {act for name in names for act in every.get(name, set())} - apart
    return replace(
        record,
        fields={name: value for name, value in record.fields.items() if name in names},
        living={name: values for name, values in record.living.items() if name in names},
        seen=tuple(act for act in record.seen if act in seen),
    )


def _acts_of(session: Session, uids: Iterable[str]) -> dict[str, dict[str, set[str]]]:
    """Of each petition the acts that ever wrote each of its fields, as far as the journal knows."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    asked = {UIDS: listed(uids)}
    for uid, name, act in session.execute(_WRITTEN, asked):
        found[uid][name].add(act)
    for uid, *versions in session.execute(_VERSIONS, asked):
        for version in versions:
            for name, values in (version or {}).get("living", {}).items():
                found[uid][name] |= values.keys()
    return found

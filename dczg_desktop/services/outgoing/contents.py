"""What a package for one office is made of: records in scope, files, manifest; nothing is written here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import Session

import dczg_desktop
from dczg_desktop.base.clock import stamp
from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Counterpart, Evidence, Office, Shipment, User, new_uid
from dczg_desktop.domain.records import ActNote
from dczg_desktop.domain.words import Direction
from dczg_desktop.exchange.manifest import AttachmentNote, Head, Manifest, Party
from dczg_desktop.safety.keys import restored
from dczg_desktop.services.confirming import refused_of
from dczg_desktop.services.detail import act_notes
from dczg_desktop.services.duties import office_named
from dczg_desktop.services.outgoing.leaving import sifted
from dczg_desktop.services.outgoing.reach import reached
from dczg_desktop.services.outgoing.scope import Scope, files_already_there, scope_for
from dczg_desktop.services.tree import above, office_tree
from dczg_desktop.services.trust.histories import trail
from dczg_desktop.services.trust.keys import known_revocations, our_serial
from dczg_desktop.services.trust.sealing import our_sealing_key
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Files:
    """Evidence in scope: all of it as the manifest names it, what goes along, what the receiver has, what is not here."""

    notes: tuple[AttachmentNote, ...]
    paths: Mapping[str, Path]
    there: frozenset[str]
    missing: tuple[str, ...]

    def sizes(self) -> dict[str, int]:
        """Bytes of what goes along, by SHA-256."""
        return {note.sha256: note.size for note in self.notes if note.sha256 in self.paths}

    def names(self) -> dict[str, str]:
        """Names by SHA-256."""
        return {note.sha256: note.name for note in self.notes}


_shipment, _office, _known, _user = (entity.__table__.c for entity in (Shipment, Office, Counterpart, User))
_LAST = (
    select(_shipment.sequence, _shipment.digest)
    .where(_shipment.office_uid == bindparam("office"), _shipment.direction == Direction.SENT)
    .order_by(_shipment.sequence.desc(), _shipment.id.desc())
    .limit(1)
)
_RECEIVED = (
    select(_shipment.uid)
    .where(
        _shipment.office_uid == bindparam("office"),
        _shipment.direction == Direction.RECEIVED,
        ~_shipment.undone,
    )
    .order_by(_shipment.id.desc())
    .limit(200)
)
_SEEN = select(_known.replica, _known.head_count, _known.head_hash).where(
    _known.office_uid == bindparam("office"), _known.head_count > 0
)
_OFFICE = select(_office.uid, _office.code, _office.name).where(_office.uid == bindparam("uid"))
_USER = select(_user.name).where(_user.uid == bindparam("uid"))
_HASHES = select(Evidence.__table__.c.sha256).where(~Evidence.__table__.c.hidden).distinct()


def receiver_named(session: Session, name: str, our_uid: str) -> Office:
    """The office to send to. Raises UserError when unknown or our own."""
    uid, _ = office_named(session, name)
    office = session.scalar(select(Office).where(Office.uid == uid)) if uid else None
    if office is None:
        raise UserError(f"机构表里没有“{name}”。请先登记对方的单位卡片（数据交换—往来单位），或核对名称。")
    if office.uid == our_uid:
        raise UserError("接收单位是本单位，没有生成数据包。请选择上级或下级单位。")
    return office


def leaving_for(session: Session, office: Office, our_uid: str, *, returning: bool = False) -> Scope:
    """The records that leave for `office`, all that ever came from it too when `returning`.

    Raises UserError when there is nothing to send.
    """
    scope = sifted(scope_for(session, office.uid, our_uid, returning=returning))
    if is_empty(scope):
        raise UserError(
            f"没有需要发给“{office.name}”的问题或信访件：请先把问题交办给它（责任单位、督导单位等）。没有生成数据包。"
        )
    return scope


def is_empty(scope: Scope) -> bool:
    """Whether nothing in scope is worth a package."""
    return not scope.problems and not scope.released and not any(r.kind == "petition" for r in scope.records)


def counted(scope: Scope) -> dict[str, int]:
    """Records by the Chinese name of their kind."""
    counts: dict[str, int] = {}
    for record in scope.records:
        label = KINDS[record.kind].label if record.kind in KINDS else "新版记录"
        counts[label] = counts.get(label, 0) + 1
    return counts


def files_of(
    ledger: Ledger, session: Session, scope: Scope, receiver_uid: str, *, returning: bool = False
) -> Files:
    """The evidence that records in scope speak of; when `returning` all of it goes along, whoever had it before."""
    there: set[str] = set() if returning else files_already_there(session, receiver_uid)
    notes: dict[str, AttachmentNote] = {}
    paths: dict[str, Path] = {}
    missing: list[str] = []
    for record in scope.records:
        if record.kind != "evidence":
            continue
        sha256, name = str(record.fields["sha256"]), str(record.fields["name"])
        notes[sha256] = AttachmentNote(sha256, int(str(record.fields["size"])), name)
        if sha256 in there or sha256 in paths:
            continue
        if ledger.evidence.has(sha256):
            paths[sha256] = ledger.evidence.path_of(sha256)
        else:
            missing.append(name)
    return Files(tuple(notes.values()), paths, frozenset(there & notes.keys()), tuple(missing))


def free_name(out: Path, stem: str) -> str:
    """A name that no package in `out` bears: after a restored backup, or beside a copied ledger, numbers come twice."""
    name, number = stem, 1
    taken = [path.name for path in out.iterdir()] if out.is_dir() else []
    while any(one.startswith((f"{name}.", f"{name}_第")) for one in taken):
        number += 1
        name = f"{stem}_{number}"
    return name


def next_sequence(session: Session, office_uid: str) -> int:
    """The number of the next package for an office."""
    last = _last(session, office_uid)
    return (last.sequence if last else 0) + 1


def _last(session: Session, office_uid: str) -> Row[Any, Any] | None:
    return session.execute(_LAST, {"office": office_uid}).first()


def manifest_for(ledger: Ledger, session: Session, office: Office, files: Files) -> Manifest:
    """The manifest of the next package for `office`, as the caller of `write_package` must give it."""
    identity = ledger.identity
    ours = session.execute(_OFFICE, {"uid": identity.office_uid}).one()
    who = session.scalar(_USER, {"uid": ledger.user_uid}) or ""
    last = _last(session, office.uid)
    theirs = {"office": office.uid}
    return Manifest(
        package_uid=new_uid(),
        sender=Party(ours.uid, ours.code, ours.name),
        replica=identity.replica,
        receiver=Party(office.uid, office.code, office.name),
        sequence=(last.sequence if last else 0) + 1,
        previous_digest=last.digest if last else "",
        head=Head(*journal_head(session)),
        made_at=stamp(ledger.moment()),
        made_by=who,
        program=dczg_desktop.__version__,
        public_key=restored(identity.private_key).public.hex(),
        heads_seen={
            one.replica: Head(one.head_count, one.head_hash) for one in session.execute(_SEEN, theirs)
        },
        acknowledged=tuple(session.scalars(_RECEIVED, theirs)),
        attachments=files.notes,
        wanted=_wanted(ledger, session),
        sealing_key=our_sealing_key(session),
        serial=our_serial(session),
        revocations=known_revocations(session),
        trail=trail(session, office.uid),
        declined=refused_of(session, office.uid),
        reached=reached(session) if office.uid in above(office_tree(session), identity.office_uid) else {},
    )


def _wanted(ledger: Ledger, session: Session) -> tuple[str, ...]:
    """Evidence on record whose content is not here, so that whoever has it sends it again."""
    return tuple(ledger.evidence.missing(session.scalars(_HASHES)))


def acts_behind(session: Session, scope: Scope) -> dict[str, ActNote]:
    """Who, where and when of the acts that wrote what leaves; titles stay here, they may speak of other records."""
    wanted: set[str] = set()
    for record in scope.records:
        wanted.add(record.origin)
        for values in record.living.values():
            wanted |= set(values)
    notes = act_notes(session, sorted(wanted - {""}))
    return {uid: replace(note, title="") for uid, note in notes.items()}

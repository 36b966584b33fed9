"""Sending: what would leave, the package file, the register of what went where."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

import dczg_desktop
from dczg_desktop.base.clock import stamp
from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Counterpart, Evidence, Office, Shipment, User, new_uid
from dczg_desktop.domain.records import ActNote
from dczg_desktop.domain.words import Direction
from dczg_desktop.exchange.manifest import AttachmentNote, Head, Manifest, Party
from dczg_desktop.exchange.package import Outgoing, write_package
from dczg_desktop.safety.keys import restored
from dczg_desktop.safety.medium import deliver
from dczg_desktop.services.detail import act_notes
from dczg_desktop.services.duties import office_named
from dczg_desktop.services.reach import reached
from dczg_desktop.services.scope import Scope, above, files_already_there, office_tree, scope_for
from dczg_desktop.services.sheets import build_sheets, period_words
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger, require_user


@dataclass(frozen=True, slots=True)
class Outlook:
    """将要发出的内容: what a package for `office` would hold, and what stays behind and why."""

    office_uid: str
    office: str
    counts: Mapping[str, int]
    problems: int
    released: int
    files: int
    file_bytes: int
    withheld: tuple[str, ...]
    missing: tuple[str, ...]
    sequence: int
    enrolled: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A package as it lies on disk and in the register."""

    path: Path
    package_uid: str
    sequence: int
    digest: str
    counts: Mapping[str, int]
    attachments: int
    withheld: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Files:
    notes: tuple[AttachmentNote, ...]
    paths: Mapping[str, Path]
    missing: tuple[str, ...]


def receiver_named(session: Session, name: str, our_uid: str) -> Office:
    """The office to send to. Raises UserError when unknown or our own."""
    uid, _ = office_named(session, name)
    office = session.scalar(select(Office).where(Office.uid == uid)) if uid else None
    if office is None:
        raise UserError(f"机构表里没有“{name}”。请先登记对方的单位卡片（数据交换—登记卡片），或核对名称。")
    if office.uid == our_uid:
        raise UserError("接收单位是本单位，没有生成数据包。请选择上级或下级单位。")
    return office


def outlook(ledger: Ledger, name: str) -> Outlook:
    """What would be sent to `name` now. Raises UserError for an unknown office."""
    with ledger.reading() as session:
        office = receiver_named(session, name, ledger.identity.office_uid)
        scope = scope_for(session, office.uid, ledger.identity.office_uid)
        files = _files(ledger, session, scope, office.uid)
        enrolled = (
            session.scalar(select(Counterpart.id).where(Counterpart.office_uid == office.uid)) is not None
        )
        size = sum(note.size for note in files.notes if note.sha256 in files.paths)
        return Outlook(
            office.uid, office.name, _counted(scope), len(scope.problems), len(scope.released), len(files.paths), size,
            scope.withheld, files.missing, _next_sequence(session, office.uid), enrolled,
        )  # fmt: skip


def _counted(scope: Scope) -> dict[str, int]:
    counts: dict[str, int] = {}
    for record in scope.records:
        label = KINDS[record.kind].label if record.kind in KINDS else "新版记录"
        counts[label] = counts.get(label, 0) + 1
    return counts


def _files(ledger: Ledger, session: Session, scope: Scope, receiver_uid: str) -> _Files:
    there = files_already_there(session, receiver_uid)
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
    return _Files(tuple(notes.values()), paths, tuple(missing))


def _next_sequence(session: Session, office_uid: str) -> int:
    last = _last(session, office_uid)
    return (last.sequence if last else 0) + 1


def _last(session: Session, office_uid: str) -> Shipment | None:
    query = select(Shipment).where(Shipment.office_uid == office_uid, Shipment.direction == Direction.SENT)
    return session.scalar(query.order_by(Shipment.sequence.desc(), Shipment.id.desc()).limit(1))


def _manifest(ledger: Ledger, session: Session, office: Office, files: _Files) -> Manifest:
    identity = ledger.identity
    ours = session.scalars(select(Office).where(Office.uid == identity.office_uid)).one()
    who = session.scalar(select(User.name).where(User.uid == ledger.user_uid)) or ""
    last = _last(session, office.uid)
    received = select(Shipment.uid).where(
        Shipment.office_uid == office.uid, Shipment.direction == Direction.RECEIVED, ~Shipment.undone
    )
    seen = select(Counterpart).where(Counterpart.office_uid == office.uid, Counterpart.head_count > 0)
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
        heads_seen={one.replica: Head(one.head_count, one.head_hash) for one in session.scalars(seen)},
        acknowledged=tuple(session.scalars(received.order_by(Shipment.id.desc()).limit(200))),
        attachments=files.notes,
        wanted=_wanted(ledger, session),
        reached=reached(session) if office.uid in above(office_tree(session), identity.office_uid) else {},
    )


def _wanted(ledger: Ledger, session: Session) -> tuple[str, ...]:
    """Evidence on record whose content is not here, so that whoever has it sends it again."""
    hashes = session.scalars(select(Evidence.sha256).where(~Evidence.hidden).distinct())
    return tuple(sha256 for sha256 in hashes if not ledger.evidence.has(sha256))


def _acts_of(scope: Scope) -> list[str]:
    wanted: set[str] = set()
    for record in scope.records:
        wanted.add(record.origin)
        for values in record.living.values():
            wanted |= set(values)
    return sorted(wanted - {""})


def _notes(session: Session, scope: Scope) -> dict[str, ActNote]:
    """Who, where and when of the acts; titles stay here, they may speak of records outside the scope."""
    notes = act_notes(session, _acts_of(scope))
    return {uid: replace(note, title="") for uid, note in notes.items()}


def _free(out: Path, stem: str) -> str:
    """A name that no package in `out` bears: after a restored backup, or beside a copied ledger, numbers come twice."""
    name, number = stem, 1
    while any((out / f"{name}{suffix}").exists() for suffix in (".xlsx", ".zip")):
        number += 1
        name = f"{stem}_{number}"
    return name


def send(ledger: Ledger, name: str, out: Path, tick: Tick = no_tick) -> Sent:
    """Write a package with everything in the receiver's scope to the folder `out`, and register it.

    Raises UserError: unknown office, nothing in its scope, the disk refuses; the register then says nothing.
    """
    key = restored(ledger.identity.private_key)
    with ledger.transaction("发出数据包") as (session, act):
        require_user(session, ledger.user_uid)
        office = receiver_named(session, name, act.office_uid)
        scope = scope_for(session, office.uid, act.office_uid)
        if not scope.problems and not scope.released and not any(r.kind == "petition" for r in scope.records):
            raise UserError(
                f"没有需要发给“{office.name}”的问题或信访件：请先把问题交办给它（责任单位、督导单位等）。没有生成数据包。"
            )
        files = _files(ledger, session, scope, office.uid)
        manifest = _manifest(ledger, session, office, files)
        outgoing = Outgoing(
            manifest, scope.records, _notes(session, scope),
            build_sheets(session, scope.problems, period_words(ledger.today())), files.paths,
        )  # fmt: skip
        stem = f"{manifest.sender.name}发{office.name}_第{manifest.sequence:03d}号_{ledger.today():%Y%m%d}"
        with tempfile.TemporaryDirectory(
            prefix="dczg-"
        ) as local:  # whole on the local disk before a stick sees it
            written = write_package(Path(local) / f"{_free(out, stem)}.xlsx", outgoing, key.sign, tick)
            path = deliver(written.path, out)
        act.title = f"{office.name} 第 {manifest.sequence} 号：{path.name}"
        act.package_uid = manifest.package_uid
        session.add(
            Shipment(uid=manifest.package_uid, direction=Direction.SENT, office_uid=office.uid, replica="", sequence=manifest.sequence,
                     digest=written.digest, file_name=path.name, at=act.at, made_at=manifest.made_at, who=act.who,
                     act_uid=act.uid, counts=_counted(scope), attachments=sorted(files.paths))
        )  # fmt: skip
    return Sent(
        path,
        manifest.package_uid,
        manifest.sequence,
        written.digest,
        _counted(scope),
        len(files.paths),
        scope.withheld,
    )


@dataclass(frozen=True, slots=True)
class ShipmentRow:
    """One line of the register of packages."""

    uid: str
    direction: Direction
    office: str
    sequence: int
    file_name: str
    at: str
    who: str
    counts: Mapping[str, int]
    acknowledged_at: str
    undone: bool
    act_uid: str


def shipments(ledger: Ledger, office_uid: str = "") -> list[ShipmentRow]:
    """All packages sent and received, newest first."""
    with ledger.reading() as session:
        query = select(Shipment, Office.name).join(Office, Office.uid == Shipment.office_uid, isouter=True)
        if office_uid:
            query = query.where(Shipment.office_uid == office_uid)
        return [
            ShipmentRow(one.uid, one.direction, name or "", one.sequence, one.file_name, one.at, one.who, one.counts,
                        one.acknowledged_at, one.undone, one.act_uid)
            for one, name in session.execute(query.order_by(Shipment.id.desc()))
        ]  # fmt: skip

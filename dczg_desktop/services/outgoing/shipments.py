"""Sending: a package or sheets to fill in, in one file or in volumes, and its entries in the register."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.faults import fault_point
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Office, Shipment, new_uid
from dczg_desktop.domain.words import Direction, Job, Medium, Sealing, ShipmentKind
from dczg_desktop.exchange.manifest import Manifest
from dczg_desktop.exchange.package import ZIP_LIMIT, Outgoing, WrittenPackage, volumes, write_package
from dczg_desktop.safety.keys import restored
from dczg_desktop.safety.medium import deliver, megabytes
from dczg_desktop.services.outgoing.blanking import blanked
from dczg_desktop.services.outgoing.contents import (
    Files,
    acts_behind,
    counted,
    files_of,
    free_name,
    leaving_for,
    manifest_for,
    receiver_named,
)
from dczg_desktop.services.outgoing.forms import form_words
from dczg_desktop.services.outgoing.outlook import Outlook, examined, outlook, require_reason
from dczg_desktop.services.outgoing.scope import Scope
from dczg_desktop.services.outgoing.sheets import period_words
from dczg_desktop.services.outgoing.visible_sheets import sheets_for
from dczg_desktop.services.passwords import password_for
from dczg_desktop.services.register import ShipmentRow, shipments, unconfirmed
from dczg_desktop.services.trust.keys import require_own_key
from dczg_desktop.services.trust.sealing import Seal, SealingOutlook, Way, our_sealing_key, sealing_outlook
from dczg_desktop.store.journal import Act
from dczg_desktop.store.ledger import Ledger, require_user

__all__ = ["Outlook", "SendOrder", "Sent", "ShipmentRow", "outlook", "resend", "send", "shipments"]

HEAD_ROOM = 1 << 20
"""Bytes of a volume kept for what a zip needs beside its members."""


@dataclass(frozen=True, slots=True)
class SendOrder:
    """How to send. `jobs`: sheets to fill in instead of a package; `volume_size` in bytes, 0 for one file of any size.

    `reason` says why it leaves in spite of blocking findings or personal data. `sealing` is the person's choice, None the
    usual way (`services.trust.sealing`), `new_password` replaces the one agreed with the office; `returning` adds all that ever came from the receiver (请求回传). The rest is for the
    register.
    """

    jobs: tuple[Job, ...] = ()
    volume_size: int = 0
    reason: str = ""
    medium: Medium | None = None
    medium_number: str = ""
    handler: str = ""
    sealing: Sealing | None = None
    returning: bool = False
    new_password: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A sending as it lies on disk and in the register; `path` and `digest` are of the first volume.

    `oversize` names files larger than a volume, which stand alone; `supersedes` the unconfirmed packages that are now
    unnecessary. `phrase` opens all volumes when they are sealed with one; it is kept nowhere: tell it by telephone.
    """

    path: Path
    package_uid: str
    sequence: int
    digest: str
    counts: Mapping[str, int]
    attachments: int
    withheld: tuple[str, ...]
    paths: tuple[Path, ...] = ()
    kind: ShipmentKind = ShipmentKind.PACKAGE
    jobs: tuple[str, ...] = ()
    oversize: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    sealing: Sealing = Sealing.PLAIN
    phrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class _Parts:
    """All volumes of one sending before they are written."""

    files: tuple[Outgoing, ...]
    stem: str
    oversize: tuple[str, ...]


def send(ledger: Ledger, name: str, out: Path, order: SendOrder | None = None, tick: Tick = no_tick) -> Sent:
    """Write everything in the receiver's scope to the folder `out`, as `order` says, and register it.

    Raises UserError: unknown office, nothing in its scope, personal data or blocking findings without a reason, the disk
    refuses; the register then says nothing and no file is left.
    """
    delivered: list[tuple[Outgoing, WrittenPackage]] = []
    try:
        return _sent(ledger, name, out, order or SendOrder(), delivered, tick)
    except BaseException:  # whatever stopped it, the last write of the register included
        for _, written in delivered:
            with suppress(OSError):
                written.path.unlink(missing_ok=True)
        raise


def _sent(
    ledger: Ledger,
    name: str,
    out: Path,
    order: SendOrder,
    delivered: list[tuple[Outgoing, WrittenPackage]],
    tick: Tick,
) -> Sent:
    """The whole act; `delivered` names the files that lie in the folder so far."""
    act_name = "发出填报表" if order.jobs else "发出数据包"
    with ledger.transaction(act_name) as (session, act):
        require_user(session, ledger.user_uid)
        office = receiver_named(session, name, act.office_uid)
        require_own_key(session, ledger.identity.replica)
        scope = leaving_for(session, office, act.office_uid, returning=order.returning)
        files = files_of(ledger, session, scope, office.uid, returning=order.returning)
        files = replace(files, paths={}) if order.jobs else files
        seen = examined(ledger, session, office, scope, files, tick)
        kinds, way = [one.kind for one in seen.personal], Way(bool(order.jobs), bool(files.paths))
        closing = sealing_outlook(session, office.uid, scope, kinds, order.sealing, way)
        require_reason(seen, order.reason, closing)
        seal = _seal_for(session, office, closing, order)
        parts = _parts(ledger, session, office, scope, files, order, closing.how)
        _deliver(ledger, parts, out, delivered, seal, tick)
        superseded = unconfirmed(session, office.uid, _kind(order))
        _register(session, act, office, scope, delivered, order, closing.how)
        act.title = _title(office.name, seen, delivered, order, closing)
        act.package_uid = delivered[0][1].manifest.package_uid
    first = delivered[0][1]
    return Sent(
        first.path, first.manifest.package_uid, first.manifest.sequence, first.digest, counted(scope), len(files.paths),
        tuple(map(str, scope.withheld)), tuple(written.path for _, written in delivered), _kind(order),
        tuple(job.value for job in order.jobs), parts.oversize, superseded,
        closing.how, seal.phrase,
    )  # fmt: skip


def resend(
    ledger: Ledger, shipment_uid: str, out: Path, order: SendOrder | None = None, tick: Tick = no_tick
) -> Sent:
    """Send the present state to the office of an entry of the register, as that was sent: what it confirms replaces it.

    Raises UserError when the entry is gone, was received, or as `send`.
    """
    with ledger.reading() as session:
        query = select(Shipment, Office.name).join(Office, Office.uid == Shipment.office_uid)
        row = session.execute(
            query.where(Shipment.uid == shipment_uid, Shipment.direction == Direction.SENT)
        ).first()
        if row is None:
            raise UserError("登记簿里没有这次发出的记录，不能重发。请刷新后重试。")
        former, name = row
        jobs = tuple(Job(job) for job in former.jobs)
    return send(ledger, name, out, replace(order or SendOrder(), jobs=jobs), tick)


def _kind(order: SendOrder) -> ShipmentKind:
    return ShipmentKind.FORM if order.jobs else ShipmentKind.PACKAGE


def _seal_for(session: Session, office: Office, closing: SealingOutlook, order: SendOrder) -> Seal:
    password = ""
    if closing.how is Sealing.PASSWORD:
        password = password_for(session, office.uid, renew=order.new_password)
    return Seal(closing, our_sealing_key(session), password)


def _parts(
    ledger: Ledger,
    session: Session,
    office: Office,
    scope: Scope,
    files: Files,
    order: SendOrder,
    how: Sealing,
) -> _Parts:
    manifest = manifest_for(ledger, session, office, files)
    period = period_words(ledger.today())
    sheets = sheets_for(ledger, session, office.uid, scope, order.jobs, period)
    title, advice = form_words(manifest.sender.name, office.name, order.jobs) if order.jobs else ("", ())
    whole = Outgoing(manifest, scope.records, acts_behind(session, scope), sheets, files.paths, title, advice)
    whole = blanked(whole) if how is Sealing.BLANK else whole
    day = f"{ledger.today():%Y%m%d}"
    word = "填报表" if order.jobs else ""
    stem = f"{manifest.sender.name}发{office.name}{word}_第{manifest.sequence:03d}号_{day}"
    if not order.volume_size or not files.paths:
        return _Parts((whole,), stem, ())
    room = order.volume_size - _book_size(ledger, whole) - HEAD_ROOM
    if room <= 0:
        raise UserError(
            f"台账表格本身约 {megabytes(order.volume_size - room)} MB，超过每卷 {megabytes(order.volume_size)} MB。"
            "没有生成数据包。请把每卷设得大一些。"
        )
    room = min(room, ZIP_LIMIT)
    groups = volumes(files.sizes(), room)
    sizes, names = files.sizes(), files.names()
    oversize = tuple(names[sha] for group in groups for sha in group if sizes[sha] > room)
    series = new_uid()
    split = tuple(
        replace(
            whole,
            manifest=_volume(manifest, number, len(groups), series),
            attachments={sha: files.paths[sha] for sha in group},
        )
        for number, group in enumerate(groups, start=1)
    )
    return _Parts(split if len(split) > 1 else (whole,), stem, oversize)


def _volume(manifest: Manifest, number: int, count: int, series: str) -> Manifest:
    return replace(manifest, package_uid=new_uid(), volume=number, volumes=count, series=series)


def _book_size(ledger: Ledger, whole: Outgoing) -> int:
    """The bytes of the workbook that every volume carries."""
    key = restored(ledger.identity.private_key)
    with ledger.evidence.workspace() as local:
        bare = write_package(local / "试.xlsx", replace(whole, attachments={}), key.sign)
        return bare.path.stat().st_size


def _deliver(
    ledger: Ledger,
    parts: _Parts,
    out: Path,
    delivered: list[tuple[Outgoing, WrittenPackage]],
    seal: Seal,
    tick: Tick,
) -> None:
    """Each volume whole, sealed if it is to be, beside the ledger before a stick sees it, then one by one to the folder.

    What is not sealed yet lies in the ledger's own work folder, which is emptied when the ledger is opened after a kill.
    """
    key = restored(ledger.identity.private_key)
    stem = free_name(out, parts.stem)
    for number, part in enumerate(parts.files, start=1):
        name = stem if len(parts.files) == 1 else f"{stem}_第{number}卷共{len(parts.files)}卷"
        with ledger.evidence.workspace() as local:
            written = write_package(local / f"{name}.xlsx", part, key.sign, tick)
            fault_point("send.before_seal")
            closed = seal.close(written.path)
            fault_point("send.before_delivery")
            delivered.append((part, replace(written, path=deliver(closed, out))))
        tick(number, len(parts.files))


def _register(
    session: Session,
    act: Act,
    office: Office,
    scope: Scope,
    delivered: Sequence[tuple[Outgoing, WrittenPackage]],
    order: SendOrder,
    sealing: Sealing,
) -> None:
    for part, written in delivered:
        manifest = written.manifest
        session.add(
            Shipment(uid=manifest.package_uid, direction=Direction.SENT, office_uid=office.uid, replica="", sequence=manifest.sequence,
                     digest=written.digest, file_name=written.path.name, at=act.at, made_at=manifest.made_at, who=act.who,
                     act_uid=act.uid, counts=counted(scope), attachments=sorted(part.attachments), kind=_kind(order),
                     series=manifest.series, volume=manifest.volume, volumes=manifest.volumes, size=written.path.stat().st_size,
                     jobs=[job.value for job in order.jobs], medium=order.medium, medium_number=clean(order.medium_number),
                     handler=clean(order.handler), handed_at=act.at if order.handler or order.medium else "", sealing=sealing.value)
        )  # fmt: skip


def _title(
    name: str,
    seen: Outlook,
    delivered: Sequence[tuple[Outgoing, WrittenPackage]],
    order: SendOrder,
    closing: SealingOutlook,
) -> str:
    first = delivered[0][1]
    count = f"等 {len(delivered)} 卷" if len(delivered) > 1 else ""
    title = f"{name} 第 {first.manifest.sequence} 号：{first.path.name}{count}"
    if closing.is_open:
        return f"{title}（{'；'.join(closing.reasons)}，经确认不加密发出：{clean(order.reason)}）"
    if not (seen.blocking or (seen.personal and closing.how is not Sealing.BLANK)):
        return title
    return f"{title}（阻断疑点 {len(seen.blocking)} 项、疑似个人信息 {len(seen.personal)} 处，经确认照发：{clean(order.reason)}）"

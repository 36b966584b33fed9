"""拒收: a package that is not taken in, with the reason; its sender learns it, and it can be taken in after all."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import sha256_of
from dczg_desktop.base.text import clean
from dczg_desktop.domain.acknowledgement import Outcome
from dczg_desktop.domain.entities import Shipment
from dczg_desktop.domain.words import Direction, InboxState
from dczg_desktop.services.acknowledgement import Acknowledgement, acknowledgement
from dczg_desktop.services.confirming import is_refused
from dczg_desktop.services.incoming.inbox import copies_of, item_of, items, mark, retry
from dczg_desktop.services.incoming.receiving import manifest_of
from dczg_desktop.store.ledger import Ledger, require_user


def refuse_package(ledger: Ledger, path: Path, reason: str, *, phrase: str = "") -> Acknowledgement:
    """Do not take a package in, and say why; returns what the sender is to be told. Nothing of it enters the ledger.

    The register keeps it as 拒收, the next package to the sender says so too. Raises UserError: no reason, not a whole
    package for this office from somebody enrolled, received before, our own form that came back.
    """
    if not clean(reason):
        raise UserError("请写明拒收的原因，没有拒收。对方要凭它改正后重报。")
    manifest, digest = manifest_of(ledger, path, phrase=phrase)
    if manifest.sender.uid == ledger.identity.office_uid:
        raise UserError(
            "这是本单位发出的表交回来的，对方没有程序，收不到拒收的回执。不采用的内容不勾选就不会写入；"
            "要对方改的，请用“退回修改”。"
        )
    content = {"outcome": Outcome.REFUSED.value, "accepted": 0, "held": 0, "refused": [clean(reason)]}
    title = f"{manifest.sender.name} 第 {manifest.sequence} 号：{clean(reason)}"
    with ledger.transaction("拒收数据包", title) as (session, act):
        require_user(session, ledger.user_uid)
        _not_taken_already(session, digest, path.name)
        session.add(
            Shipment(
                uid=manifest.package_uid, direction=Direction.RECEIVED, office_uid=manifest.sender.uid, replica=manifest.replica,
                sequence=manifest.sequence, digest=digest, file_name=path.name, at=act.at, made_at=manifest.made_at,
                who=manifest.made_by, act_uid=act.uid, undone=True, series=manifest.series, volume=manifest.volume,
                volumes=manifest.volumes, size=path.stat().st_size, receipt=content,
            )
        )  # fmt: skip
    told = acknowledgement(ledger, manifest.package_uid)
    mark_refused(ledger, sha256_of(path), told, clean(reason))
    return told


def withdraw_refusal(ledger: Ledger, uid: str) -> None:
    """The file `uid` of the inbox was refused by mistake: it can be received again. Raises UserError when it was not refused."""
    item = item_of(ledger, uid)
    with ledger.transaction("撤销拒收", item.file_name) as (session, act):
        require_user(session, ledger.user_uid)
        row = _last(session, item.package_uid)
        if item.state is not InboxState.DECLINED or row is None or not is_refused(row):
            raise UserError(f"“{item.file_name}”没有拒收，不用撤销。")
        act.title = f"{item.sender} 第 {row.sequence} 号：{item.file_name}"
        row.receipt = {"withdrawn": act.at}
    for one in copies_of(ledger, item):
        if one.state is InboxState.DECLINED:
            mark(ledger, replace(one, state=InboxState.READY, reason=""))
            retry(ledger, one.uid)


def mark_refused(ledger: Ledger, digest: str, told: Acknowledgement, reason: str) -> None:
    """Show in the inbox that a file was refused, why, and the code to read aloud."""
    said = f"已拒收：{reason}。电话回执码 {told.code}，请念给对方，或交去回执文件；下一个发给对方的数据包也会写明。"
    for item in items(ledger):
        if item.digest == digest:
            mark(
                ledger,
                replace(
                    item, state=InboxState.DECLINED, reason=said, package_uid=told.package_uid, seen=True
                ),
            )


def _last(session: Session, package_uid: str) -> Shipment | None:
    query = select(Shipment).where(Shipment.uid == package_uid, Shipment.direction == Direction.RECEIVED)
    return session.scalar(query.order_by(Shipment.id.desc()).limit(1))


def _not_taken_already(session: Session, digest: str, name: str) -> None:
    query = select(Shipment.at).where(
        Shipment.digest == digest, Shipment.direction == Direction.RECEIVED, ~Shipment.undone
    )
    if at := session.scalar(query.limit(1)):
        raise UserError(
            f"“{name}”已于 {at.replace('T', ' ')} 接收，没有拒收。确实不要的，请先在登记簿里撤销那次接收，再拒收。"
        )

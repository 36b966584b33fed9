"""Volumes of one sending as they come in: in any order, never mixed with those of another, missing ones named."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Shipment
from dczg_desktop.domain.words import Direction
from dczg_desktop.exchange.manifest import Manifest


def volume_words(session: Session, manifest: Manifest) -> tuple[str, str]:
    """How this volume stands in its sending, and a warning that names the ones still missing, '' when it is the last."""
    had = set(session.scalars(_received(manifest).where(Shipment.series == manifest.series)))
    missing = [
        number for number in range(1, manifest.volumes + 1) if number not in had and number != manifest.volume
    ]
    words = f"第 {manifest.sequence} 号，第 {manifest.volume} 卷（共 {manifest.volumes} 卷）"
    if not missing:
        return words, ""
    listed = "、".join(f"第 {number}/{manifest.volumes} 卷" for number in missing)
    return words, f"{listed}未收到：本卷内容完整，可以先接收；缺的各卷里只多佐证附件，收到后再接收。"


def refuse_mixed(session: Session, manifest: Manifest, name: str) -> None:
    """Raise UserError when volumes of another sending with the same number are here already."""
    if manifest.volumes < 2:
        return
    others = _received(manifest).where(
        Shipment.sequence == manifest.sequence, Shipment.volumes > 1, Shipment.series != manifest.series
    )
    if had := sorted(session.scalars(others)):
        listed = "、".join(f"第 {number} 卷" for number in had)
        raise UserError(
            f"没有接收“{name}”：“{manifest.sender.name}”第 {manifest.sequence} 号已收到{listed}，"
            "是另一次发出的，两次的分卷不能混用，台账没有改动。"
            "请收齐同一次发出的各卷；确要改用这一次的，先在登记簿里撤销已接收的那几卷。"
        )


def _received(manifest: Manifest) -> Select[int]:
    return select(Shipment.volume).where(
        Shipment.office_uid == manifest.sender.uid, Shipment.replica == manifest.replica,
        Shipment.direction == Direction.RECEIVED, ~Shipment.undone,
    )  # fmt: skip

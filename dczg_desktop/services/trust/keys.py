"""Keys that count no longer: declaring, telling, hearing and refusing; serial numbers of keys only rise."""

import json

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import Counterpart, Revocation, Shipment
from dczg_desktop.domain.words import Direction, RevocationCause
from dczg_desktop.exchange.card import OfficeCard, Succession
from dczg_desktop.exchange.manifest import Manifest, RevocationNote
from dczg_desktop.exchange.sealing import is_sealing_key
from dczg_desktop.services.incoming.arrivals import FORMER_KEYS
from dczg_desktop.services.tree import above, office_name, office_tree
from dczg_desktop.services.trust.histories import COUNTERPART
from dczg_desktop.store.journal import Act, journal_head
from dczg_desktop.store.ledger import Ledger, meta_value, require_user

TRUST = "revocation"
"""What the journal calls a change of trust; it is taken back by `resume_key` alone."""

SERIAL, SUCCESSIONS = "key_serial", "successions"
"""Where the ledger keeps how many keys it has had, and what each old key said about the next."""


class RevokedKey(UserError):
    """The package or card was signed by a key that counts no longer."""


def short(replica: str) -> str:
    """The beginning of an installation id, enough to tell two computers apart."""
    return replica[:8].upper()


_REVOKED = select(Revocation).where(Revocation.replica == bindparam("replica"))


def our_serial(session: Session) -> int:
    """How many keys this installation's line has had."""
    return int(meta_value(session, SERIAL) or 1)


def our_successions(session: Session) -> tuple[Succession, ...]:
    """What each of our old keys said about the next one, oldest first."""
    stored = json.loads(meta_value(session, SUCCESSIONS, "[]"))
    return tuple(Succession(**step) for step in stored)


def known_revocations(session: Session, office_uid: str = "") -> tuple[RevocationNote, ...]:
    """Every key we know to count no longer, or those of one office: they travel in each package and on our card."""
    query = select(Revocation).order_by(Revocation.id.desc()).limit(1000)
    if office_uid:
        query = query.where(Revocation.office_uid == office_uid)
    return tuple(
        RevocationNote(row.replica, row.office_uid, row.public_key, row.cause.value, row.since, row.successor, row.serial,
                       row.declared_by, row.reason, row.at)
        for row in session.scalars(query)
    )  # fmt: skip


def require_own_key(session: Session, replica: str) -> None:
    """Raise RevokedKey when our own key was declared to count no longer: everybody would refuse what we send."""
    row = session.scalar(_REVOKED, {"replica": replica})
    if row is not None:
        raise RevokedKey(
            f"本机的密钥自第 {row.since} 条起已被停用（{office_name(session, row.declared_by)}，{row.reason or row.cause}），"
            "没有生成数据包。请在“数据交换—往来单位”里更换本机密钥，再导出新卡片请往来单位登记。"
        )


def require_living_key(session: Session, manifest: Manifest) -> None:
    """Raise RevokedKey when the package was signed with a key after the point from which it counts no longer.

    A key replaced in good order still vouches for what it signed before; one that is lost or doubtful for nothing
    that is not here already, since whoever has it can write any number. What we sent ourselves is in our register.
    """
    row = session.scalar(_REVOKED, {"replica": manifest.replica})
    if row is None or (row.cause is RevocationCause.REPLACED and manifest.head.count < row.since):
        return
    mine = select(Shipment.id).where(
        Shipment.uid == manifest.package_uid, Shipment.direction == Direction.SENT
    )
    if manifest.sender.uid == meta_value(session, "office_uid") and session.scalar(mine) is not None:
        return
    late = (
        f"本包签发于它的第 {manifest.head.count} 条" if row.cause is RevocationCause.REPLACED
        else "停用以后不再接收它签发的任何新文件"
    )  # fmt: skip
    raise RevokedKey(
        f"“{manifest.sender.name}”的电脑 {short(manifest.replica)} 的密钥自第 {row.since} 条起不再有效"
        f"（{row.at[:10]} {row.cause}{f'：{row.reason}' if row.reason else ''}），{late}，没有接收，台账没有改动。"
        "以前已经接收的内容不受影响。请对方用新密钥重新生成；新卡片还没有登记的，先登记。"
    )


def is_stopped(session: Session, replica: str, count: int) -> bool:
    """Whether a letter of this installation, written at its act number `count`, counts no longer."""
    row = session.scalar(select(Revocation).where(Revocation.replica == replica))
    return row is not None and (row.cause is RevocationCause.DOUBTFUL or count >= row.since)


def learn_keys(session: Session, manifest: Manifest) -> None:
    """Take over what a trusted package says of its own installation: its sealing key and the number of its key."""
    known = session.scalar(COUNTERPART, {"replica": manifest.replica})
    if known is None:
        return
    if manifest.sealing_key and (is_sealing_key(manifest.sealing_key) and manifest.serial >= known.serial):
        known.sealing_key = manifest.sealing_key
    known.serial = max(known.serial, manifest.serial)


def refuse_old_card(session: Session, card: OfficeCard, name: str) -> None:
    """Raise RevokedKey for a card whose key was replaced or stopped, or whose number is below the one we know."""
    of_it = (Revocation.replica == card.replica, Revocation.office_uid == card.office.uid)
    row = session.scalar(select(Revocation).where(*of_it))
    known = session.scalar(select(Counterpart).where(Counterpart.replica == card.replica))
    if row is not None and row.successor:
        raise RevokedKey(
            f"“{name}”已被更新的卡片取代（电脑 {short(row.successor)}，第 {row.serial} 号密钥），没有登记。"
            "请向对方要最新导出的卡片。"
        )
    if row is not None:
        raise RevokedKey(
            f"“{name}”的密钥已停用（{row.at[:10]}，{row.reason or row.cause}），没有登记。请对方更换密钥后重新导出卡片。"
        )
    if known is not None and card.serial < known.serial:
        raise RevokedKey(
            f"“{name}”已被更新的卡片取代（这张是第 {card.serial} 号，已登记第 {known.serial} 号），没有登记。"
            "请向对方要最新导出的卡片。"
        )


def take_card_revocations(session: Session, act: Act, card: OfficeCard) -> list[str]:
    """Note the office's own keys that its new card says count no longer; returns the installations that were enrolled here.

    What another office ever said of the card's own installation, as if it were one of its own, goes.
    """
    false = (Revocation.replica == card.replica, Revocation.office_uid != card.office.uid)
    session.execute(delete(Revocation).where(*false))
    ours = [
        note
        for note in card.revoked
        if note.office_uid == card.office.uid and note.replica != card.replica and _is_whose(session, note)
    ]
    return [
        note.replica for note in ours if _note(session, act, note) and _is_enrolled(session, note.replica)
    ]


def take_revocations(session: Session, act: Act, manifest: Manifest, our_replica: str) -> list[str]:
    """Note what a trusted package says of keys that count no longer, as far as its sender may say so; in words."""
    told = []
    for note in manifest.revocations:
        if note.replica == manifest.replica or not _may_say(session, manifest, note, act.office_uid):
            continue
        if not _note(session, act, note):
            continue
        whose = office_name(session, note.office_uid)
        if note.replica == our_replica:
            told.append(
                f"来文告知：本机的密钥自第 {note.since} 条起已停用（{note.reason or note.cause}）。"
                "请与来文单位通电话；属实的，请在“往来单位”里更换本机密钥。"
            )
        else:
            told.append(
                f"来文告知：“{whose}”的电脑 {short(note.replica)} 的密钥自第 {note.since} 条起不再有效（{note.reason or note.cause}）。"
            )
    return told


def stop_key(ledger: Ledger, replica: str, reason: str, since: int | None = None) -> int:
    """停用: an enrolled installation was lost or its key is doubtful; nothing new signed by it is received from now on.

    It travels with our packages to everybody who may hear it from us. `since` is the act number the office names by
    telephone, else the one after the last we have seen. Returns it. Raises UserError: not enrolled, no reason.
    """
    if not clean(reason):
        raise UserError("请写明停用的原因（例如：电脑被盗、密钥可能泄露），没有停用。")
    with ledger.transaction("停用密钥") as (session, act):
        require_user(session, ledger.user_uid)
        known = session.scalar(select(Counterpart).where(Counterpart.replica == replica))
        if known is None:
            raise UserError("没有登记过这台电脑，没有停用。请刷新后再选。")
        if session.scalar(select(Revocation.id).where(Revocation.replica == replica)):
            raise UserError("这台电脑的密钥已经停用，没有重复停用。")
        first = since if since is not None else known.head_count + 1
        note = RevocationNote(replica, known.office_uid, known.public_key, RevocationCause.DOUBTFUL.value, first,
                              declared_by=act.office_uid, reason=clean(reason), at=act.at)  # fmt: skip
        _note(session, act, note)
        act.title = f"{office_name(session, known.office_uid)} 电脑 {short(replica)}，自第 {first} 条起：{clean(reason)}"
    return first


def resume_key(ledger: Ledger, replica: str) -> None:
    """Take a 停用 of ours back, as long as nobody was told and nothing took its place.

    Raises UserError: declared by others, replaced, or already sent to somebody in a package.
    """
    with ledger.transaction("恢复密钥") as (session, act):
        require_user(session, ledger.user_uid)
        row = session.scalar(select(Revocation).where(Revocation.replica == replica))
        if row is None:
            raise UserError("这台电脑的密钥没有停用，无需恢复。")
        if row.declared_by != act.office_uid or row.successor or row.cause is not RevocationCause.DOUBTFUL:
            raise UserError(
                "这是对方或上级声明的，或已有新卡片取代，不能恢复。请对方更换密钥后重新登记卡片。"
            )
        later = select(Shipment.file_name).where(Shipment.direction == Direction.SENT, Shipment.at > row.at)
        if told := session.scalar(later.limit(1)):
            raise UserError(
                f"停用以后已经发出过数据包（“{told}”），停用已告知往来单位，不能恢复。请对方更换密钥后重新登记卡片。"
            )
        act.title = f"{office_name(session, row.office_uid)} 电脑 {short(replica)}"
        session.delete(row)


def record_own_revocation(
    session: Session, act: Act, old: tuple[str, str], cause: RevocationCause, reason: str
) -> None:
    """Note that our former (installation, public key hex) counts no longer; the current one took its place."""
    since, _ = journal_head(session)
    note = RevocationNote(old[0], act.office_uid, old[1], cause.value, since + 1, act.replica, our_serial(session),
                          act.office_uid, clean(reason), act.at)  # fmt: skip
    _note(session, act, note)


def _may_say(session: Session, manifest: Manifest, note: RevocationNote, our_uid: str) -> bool:
    """An office speaks for itself with a key no older than the one it stops, a superior for everybody below it.

    Which office an installation belongs to is not for the note to say when it is known here.
    """
    if not _is_whose(session, note):
        return False
    tree = office_tree(session)
    sender = manifest.sender.uid
    if sender == note.office_uid:
        known = session.scalar(select(Counterpart.serial).where(Counterpart.replica == note.replica))
        return manifest.serial >= (known or 0)
    return sender in above(tree, note.office_uid) or sender in above(tree, our_uid) - {our_uid}


def _note(session: Session, act: Act, note: RevocationNote) -> bool:
    """Add or strengthen one revocation; whether it said anything new. A number never falls, 停用 never becomes 更换."""
    row = session.scalar(select(Revocation).where(Revocation.replica == note.replica))
    cause = _cause(note.cause)
    if row is None:
        session.add(
            Revocation(replica=note.replica, office_uid=note.office_uid, public_key=note.public_key[:64], cause=cause, since=note.since,
                       successor=note.successor, serial=note.serial, declared_by=note.declared_by, reason=note.reason,
                       at=note.at or act.at)
        )  # fmt: skip
        act.note(
            TRUST,
            note.replica,
            "",
            None,
            {"office": note.office_uid, "since": note.since, "cause": cause.value},
        )
        session.flush()
        return True
    before = (row.cause, row.since, row.successor, row.serial)
    if note.serial > row.serial:
        row.successor, row.serial = note.successor, note.serial
    if cause is RevocationCause.DOUBTFUL and row.cause is not cause:
        row.cause, row.since, row.reason = cause, min(row.since, note.since), note.reason
    after = (row.cause, row.since, row.successor, row.serial)
    if after == before:
        return False
    act.note(TRUST, note.replica, "@", list(before), list(after))
    session.flush()
    return True


def _is_whose(session: Session, note: RevocationNote) -> bool:
    """Whether the installation is, as far as is known here, one of the office that the note names."""
    enrolled = select(Counterpart.office_uid).where(Counterpart.replica == note.replica)
    told = select(Revocation.office_uid).where(Revocation.replica == note.replica)
    owners = {session.scalar(enrolled) or session.scalar(told) or note.office_uid}
    former = json.loads(meta_value(session, FORMER_KEYS, "{}"))
    if note.replica in {meta_value(session, "replica"), *former}:
        owners = {meta_value(session, "office_uid")}
    return note.office_uid in owners


def _cause(text: str) -> RevocationCause:
    """An unknown reason of a newer program counts as the stricter one."""
    return RevocationCause.REPLACED if text == RevocationCause.REPLACED.value else RevocationCause.DOUBTFUL


def _is_enrolled(session: Session, replica: str) -> bool:
    return session.scalar(select(Counterpart.id).where(Counterpart.replica == replica)) is not None

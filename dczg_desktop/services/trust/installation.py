"""The installation (本机): its identity and keys, and whether the ledger was moved, copied or put back from a backup."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import clean
from dczg_desktop.domain.entities import ChangeSet, new_uid
from dczg_desktop.domain.words import RevocationCause
from dczg_desktop.exchange.card import succession
from dczg_desktop.safety.keys import make_key_pair, restored, stored
from dczg_desktop.safety.mark import Mark, machine_id, read_mark, write_mark
from dczg_desktop.services.incoming.arrivals import FORMER_KEYS
from dczg_desktop.services.trust.keys import SERIAL, SUCCESSIONS, record_own_revocation
from dczg_desktop.services.trust.sealing import renew_sealing_key
from dczg_desktop.store.journal import journal_head
from dczg_desktop.store.ledger import Ledger, require_user

PLACE = "place"
"""Where the ledger keeps the computer and the path at which it was last at home."""


class Standing(StrEnum):
    """What the mark outside the ledger says about it."""

    FINE = "正常"
    OLDER = "比上次使用时旧"
    COPIED = "另有一份"
    ELSEWHERE = "换了电脑"


@dataclass(frozen=True, slots=True)
class InstallationState:
    """`words` for the person, '' when all is well; `question` whether 移动还是复制 must be answered."""

    standing: Standing
    words: str = ""

    @property
    def question(self) -> bool:
        """Whether the person has to say what happened."""
        return self.standing is not Standing.FINE


def installation_state(ledger: Ledger) -> InstallationState:
    """Compare the ledger with the mark outside it. Nothing is written."""
    mark, place = read_mark(ledger.identity.replica), json.loads(ledger.meta(PLACE, "{}"))
    with ledger.reading() as session:
        count, _ = journal_head(session)
        there = (
            session.scalar(select(ChangeSet.hash).where(ChangeSet.counter == mark.count)) if mark else None
        )
    if mark is not None and mark.count and there != mark.hash:
        words = (
            f"此台账比上次使用时旧（上次到第 {mark.count} 条，现在第 {count} 条）：可能恢复了旧备份，或打开了一份旧的拷贝。"
            "请更换本机标识，再向往来单位请求回传，对方会把本单位报送过的全部内容发回来。"
        )
        return InstallationState(Standing.OLDER, words)
    if place and place.get("machine") != machine_id():
        words = (
            "此台账上次是在另一台电脑上使用的。请问是移动还是复制？移动：原来那台不再使用，继续用原来的标识；"
            "复制：原来那台还在用，本机换一个新标识，往来单位要登记新卡片。"
        )
        return InstallationState(Standing.ELSEWHERE, words)
    other = Path(str(place.get("path", ""))) if place else ledger.path
    if place and other != ledger.path.resolve() and _holds(other, ledger.identity.replica):
        words = (
            f"这台电脑上另有一份同样的台账（“{other}”）。请问是移动还是复制？移动：那一份不再使用；"
            "复制：两份都要用，本机换一个新标识，往来单位要登记新卡片。"
        )
        return InstallationState(Standing.COPIED, words)
    return InstallationState(Standing.FINE)


def be_at_home(ledger: Ledger) -> None:
    """移动 (or nothing to ask): this computer and path are where the installation lives; leave the mark."""
    place = json.dumps({"machine": machine_id(), "path": str(ledger.path.resolve())}, ensure_ascii=False)
    if ledger.meta(PLACE) != place:
        ledger.set_meta(PLACE, place)
    leave_mark(ledger)


def leave_mark(ledger: Ledger) -> None:
    """Write down outside the ledger how far its journal has come."""
    with ledger.reading() as session:
        count, value = journal_head(session)
    write_mark(Mark(ledger.identity.replica, str(ledger.path.resolve()), machine_id(), count, value))


def settle(ledger: Ledger, *, copied: bool) -> str:
    """Answer 移动还是复制; returns the installation id, a new one for a copy (also for a ledger put back from a backup)."""
    if copied:
        renew_installation(ledger)
    be_at_home(ledger)
    return ledger.identity.replica


def renew_installation(ledger: Ledger) -> str:
    """Give this copy of the ledger an installation id and keys of its own (after a restore or a copied folder).

    Counterparts must enrol the new card; what they hold of this office comes back with their next packages. The old
    installation may live on: its key still counts.
    """
    _change_identity(ledger)
    with ledger.transaction("更换本机标识", ledger.identity.replica):
        pass
    return ledger.identity.replica


def renew_key(ledger: Ledger, cause: RevocationCause, reason: str) -> str:
    """更换密钥: a new installation id and keys; the old key counts no longer from the next act on, and everybody is told.

    更换 (the old key is sound): it signs the statement that names the new one, so that the new card is recognised.
    停用 (lost, stolen, doubtful): the new card stands alone and is compared over the telephone. Returns the new id.
    Raises UserError without a reason.
    """
    if not clean(reason):
        raise UserError("请写明更换密钥的原因，没有更换。")
    old = ledger.identity
    pair = restored(old.private_key)
    with ledger.reading() as session:
        require_user(session, ledger.user_uid)
        count, _ = journal_head(session)
    _change_identity(ledger)
    serial = int(ledger.meta(SERIAL, "1"))
    steps = json.loads(ledger.meta(SUCCESSIONS, "[]"))
    if cause is RevocationCause.REPLACED:
        new = (ledger.identity.replica, restored(ledger.identity.private_key).public)
        step = succession(old.office_uid, (old.replica, pair), new, serial, count + 1)
        steps.append({"text": step.text, "signature": step.signature})
    else:
        steps = []  # what a doubtful key has signed proves nothing
    ledger.set_meta(SUCCESSIONS, json.dumps(steps))
    with ledger.transaction("更换密钥", f"{cause}：{clean(reason)}") as (session, act):
        record_own_revocation(session, act, (old.replica, pair.public.hex()), cause, reason)
    leave_mark(ledger)
    return ledger.identity.replica


def _change_identity(ledger: Ledger) -> None:
    identity = ledger.identity
    former = json.loads(ledger.meta(FORMER_KEYS, "{}"))
    former[identity.replica] = restored(identity.private_key).public.hex()
    ledger.set_meta(FORMER_KEYS, json.dumps(former))
    renew_sealing_key(ledger)
    ledger.set_meta(SERIAL, str(int(ledger.meta(SERIAL, "1")) + 1))
    ledger.set_meta("replica", new_uid())
    ledger.set_meta("private_key", stored(make_key_pair()))
    ledger.forget_identity()


def _holds(path: Path, replica: str) -> bool:
    """Whether the ledger file at `path` is the same installation."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
            row = raw.execute("SELECT value FROM meta WHERE key = 'replica'").fetchone()
    except sqlite3.Error:
        return False
    return row is not None and row[0] == replica

"""Making a ledger and opening one."""

from pathlib import Path

from sqlalchemy import insert

from dczg_desktop.base.clock import Clock, now, stamp
from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Meta, User, new_uid
from dczg_desktop.domain.words import Role
from dczg_desktop.store import register
from dczg_desktop.store.ledger import Ledger
from dczg_desktop.store.schema import SCHEMA, refuse_newer, upgrade


def create(path: Path, office_uid: str, private_key: str, first_user: str, clock: Clock = now) -> Ledger:
    """A new empty ledger with its identity and first user (管理员), who is signed in.

    Raises UserError when the file exists already or cannot be written.
    """
    if path.exists():
        raise UserError(f"“{path.name}”已经存在，没有覆盖。请换一个文件名，或直接打开它。")
    path.parent.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(path, clock)
    upgrade(ledger.engine, path)
    user_uid = new_uid()
    facts = {"office_uid": office_uid, "replica": new_uid(), "private_key": private_key, "made_at": stamp(clock()),
             "board_day": clock().date().isoformat(), "procedure": "通用"}  # fmt: skip
    with ledger.housekeeping() as session:
        session.execute(insert(Meta), [{"key": key, "value": value} for key, value in facts.items()])
        session.add(User(uid=user_uid, name=first_user, role=Role.ADMINISTRATOR))
    ledger.user_uid = user_uid
    return ledger


def needs_upgrade(path: Path) -> bool:
    """Whether opening would migrate (a safety copy comes first). Raises UserError as `refuse_newer`."""
    return refuse_newer(path) < SCHEMA


def open_existing(path: Path, clock: Clock = now) -> Ledger:
    """Open a ledger, migrating it when it is older. Raises UserError: missing, not ours, newer, damaged."""
    if not path.is_file():
        raise UserError(f"找不到台账文件“{path}”。请确认路径，或新建台账。")
    if not needs_upgrade(path):
        return Ledger(path, clock)
    ledger = Ledger(path, clock)
    upgrade(ledger.engine, path)
    with ledger.housekeeping() as session:
        register.rebuild(session)
    return ledger

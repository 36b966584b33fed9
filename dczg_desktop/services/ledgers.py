"""Making, opening and closing a ledger: lock, safety copy, migration, the board of a new day."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import func, select

from dczg_desktop.base.clock import Clock, now
from dczg_desktop.base.errors import UserError
from dczg_desktop.base.scratch import sweep_scratch
from dczg_desktop.domain.entities import Office, Problem, User, new_uid
from dczg_desktop.domain.words import Level
from dczg_desktop.safety.copies import daily_copy, safety_copy, sweep
from dczg_desktop.safety.drives import refuse_unsafe_place
from dczg_desktop.safety.keys import make_key_pair, stored
from dczg_desktop.safety.lock import LedgerLock
from dczg_desktop.services.trust.installation import be_at_home, installation_state, leave_mark
from dczg_desktop.services.trust.sealing import ensure_sealing_key
from dczg_desktop.store import board, opening
from dczg_desktop.store.foreign import dictionary_mark, take_in, waiting
from dczg_desktop.store.ledger import Ledger

SUFFIX = ".dczg"


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """Whose ledger this is, for the screen."""

    uid: str
    name: str
    code: str
    level: Level
    replica: str
    user: str
    problems: int
    path: Path


def create_ledger(
    path: Path, name: str, code: str, level: Level, first_user: str, clock: Clock = now
) -> Ledger:
    """A new ledger of the office `name`, locked and open, with its first user signed in.

    Raises UserError: name or code missing, file exists, unsafe place (network, removable drive), disk full.
    """
    if not name.strip() or not code.strip():
        raise UserError("新建台账需要填写单位名称和单位代码（行政区划代码或本级自编代码），没有新建。")
    path = path if path.suffix else path.with_suffix(SUFFIX)
    refuse_unsafe_place(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        held.enter_context(LedgerLock(path))
        office_uid = new_uid()
        ledger = opening.create(
            path, office_uid, stored(make_key_pair()), first_user.strip() or "管理员", clock
        )
        ledger.closers.append(held.pop_all().close)
    ensure_sealing_key(ledger)
    with ledger.transaction("新建台账", name) as (session, _act):
        session.add(Office(uid=office_uid, name=name.strip(), code=code.strip(), level=level))
    ledger.set_meta("board_day", ledger.today().isoformat())
    ledger.set_meta("dictionary", dictionary_mark())
    _settle_in(ledger)
    return ledger


def open_ledger(path: Path, clock: Clock = now, *, safety: bool = True) -> Ledger:
    """Open a ledger for work: refuse unsafe places and second openers, copy daily, migrate, bring the board to today.

    The user who was first in the list is signed in; callers choose another with `sign_in`.
    Raises UserError naming the file: missing, not ours, newer, damaged, locked, unsafe place.
    """
    if not path.is_file():
        raise UserError(f"找不到台账文件“{path}”。请确认路径，或新建台账。")
    refuse_unsafe_place(path)
    with ExitStack() as held:
        held.enter_context(LedgerLock(path))
        sweep(path)
        upgrading = opening.needs_upgrade(path)
        if upgrading:
            safety_copy(path, "升级前", clock())
        ledger = opening.open_existing(path, clock)
        if safety and not upgrading:
            daily_copy(path, clock())
        ledger.evidence.sweep()
        sweep_scratch()
        _start_day(ledger)
        _take_in(ledger)
        ensure_sealing_key(ledger)
        with ledger.reading() as session:
            query = select(User.uid).where(~User.disabled).order_by(User.id)
            ledger.user_uid = session.scalar(query) or ""
        ledger.closers.append(held.pop_all().close)
    _settle_in(ledger)
    return ledger


def _settle_in(ledger: Ledger) -> None:
    """Unless it must be asked whether the ledger was moved or copied, this is its home; the mark is renewed on leaving."""
    if not installation_state(ledger).question:
        be_at_home(ledger)
        ledger.leaving.append(partial(leave_mark, ledger))


def _start_day(ledger: Ledger) -> None:
    last, today = ledger.meta("board_day"), ledger.today()
    if last == today.isoformat():
        return
    with ledger.housekeeping() as session:
        board.refresh_day(session, date.fromisoformat(last) if last else None, today)
    ledger.set_meta("board_day", today.isoformat())


def _take_in(ledger: Ledger) -> None:
    """After an upgrade: what a newer program had sent and this one could only keep goes to its place."""
    mark = dictionary_mark()
    has_new_columns = ledger.meta("dictionary") != mark
    with ledger.reading() as session:
        is_waiting = waiting(session, has_new_columns=has_new_columns)
    if is_waiting:
        with ledger.transaction("升级后补入") as (session, act):
            act.title = f"新版程序的内容 {take_in(session, act)} 处"
    if has_new_columns:
        ledger.set_meta("dictionary", mark)


def office_card(ledger: Ledger) -> OfficeCard:
    """Office, installation and user of an open ledger."""
    identity = ledger.identity
    with ledger.reading() as session:
        office = session.scalar(select(Office).where(Office.uid == identity.office_uid))
        user = session.scalar(select(User.name).where(User.uid == ledger.user_uid)) or ""
        count = session.scalar(select(func.count()).select_from(Problem).where(~Problem.hidden)) or 0
        if office is None:
            raise UserError(f"台账“{ledger.path.name}”缺少本单位信息，请从备份恢复。")
        return OfficeCard(
            office.uid, office.name, office.code, office.level, identity.replica, user, count, ledger.path
        )

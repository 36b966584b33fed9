"""A ledger: one SQLite file, its evidence folder beside it, and the two ways in — reading and one act."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, bindparam, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dczg_desktop.base.clock import Clock, now, stamp
from dczg_desktop.base.collector import collector_resting
from dczg_desktop.base.errors import UserError
from dczg_desktop.base.faults import fault_point
from dczg_desktop.base.progress import Tick, no_tick, share
from dczg_desktop.domain.entities import Meta, User
from dczg_desktop.store import board, register, search
from dczg_desktop.store.among import driver
from dczg_desktop.store.db import begin, in_plain_words, open_engine
from dczg_desktop.store.door import Door
from dczg_desktop.store.evidence import EvidenceFolder
from dczg_desktop.store.journal import Act, JournalledSession, write_act

LOG = logging.getLogger("dczg_desktop.store")


_META, _USER = Meta.__table__.c, User.__table__.c
_ALL_META = select(_META.key, _META.value)
_ACTING = select(User).where(User.uid == bindparam("uid"))
_USER_NAME = select(_USER.name).where(_USER.uid == bindparam("uid"))


def meta_value(session: Session, key: str, default: str = "") -> str:
    """One stored fact about the ledger that is being read."""
    row = driver(session).execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return (row and row[0]) or default


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose ledger this is: office, installation (本机), its signing key as 64 hex digits."""

    office_uid: str
    replica: str
    private_key: str


@dataclass(frozen=True, slots=True)
class CopiedBefore:
    """A safety copy that still holds all but a run of receipts; `acts` is the journal's length after the last of them."""

    copy: Path
    made: float
    acts: int


class Ledger:
    """An open ledger. Made by `store.opening`; closed by `close`."""

    def __init__(self, path: Path, clock: Clock = now) -> None:
        self.path = path
        self.clock = clock
        self.engine: Engine = open_engine(path)
        self.evidence = EvidenceFolder(path.with_name(f"{path.stem}.附件"))
        self.user_uid = ""
        self.closers: list[Callable[[], None]] = []
        self.copied_before: CopiedBefore | None = None
        self.leaving: list[Callable[[], None]] = []
        self.kept: dict[str, object] = {}  # what readers keep between their questions, their own to read
        self._identity: Identity | None = None
        self._door = Door()

    @property
    def identity(self) -> Identity:
        """Office and installation; read once."""
        if self._identity is None:
            with self.reading() as session:
                stored = dict(session.execute(_ALL_META).all())
            self._identity = Identity(stored["office_uid"], stored["replica"], stored["private_key"])
        return self._identity

    def forget_identity(self) -> None:
        """Read office and installation again next time (after a restore made a new one)."""
        self._identity = None

    def today(self) -> date:
        """The day deadlines are measured against."""
        return self.clock().date()

    def moment(self) -> datetime:
        """The present moment by this ledger's clock."""
        return self.clock()

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        """A connection for one work; one that comes back after the closing is dropped, not kept for later."""
        with self._door.inside(), in_plain_words(self.path), self.engine.connect() as connection:
            try:
                yield connection
            finally:
                if self._door.is_shut:
                    connection.invalidate()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A snapshot for reading; a long writer does not block it."""
        with self._connected() as connection:
            begin(connection, writing=False)
            with Session(connection, autoflush=False) as session:
                try:
                    yield session
                finally:
                    session.rollback()

    @contextmanager
    def transaction(
        self, act: str, title: str = "", *, package_uid: str = "", undoes: str = "", tick: Tick = no_tick
    ) -> Iterator[tuple[Session, Act]]:
        """One act of the user: commits whole with its change set, board and search index, or leaves nothing.

        `tick` is told of the lines, the index and the journal that are written at the end, and may stop it even then.
        Raises UserError when the disk refuses or another program is writing.
        """
        identity = self.identity
        with collector_resting(kept=False), self._connected() as connection:
            begin(connection, writing=True)
            try:
                done = Act(
                    act, title, self.user_uid, "", identity.office_uid, identity.replica, stamp(self.clock())
                )
                done.package_uid, done.undoes = package_uid, undoes
                session = JournalledSession(connection, done)
                done.who = session.scalar(_USER_NAME, {"uid": self.user_uid}) or ""
                with session:
                    yield session, done
                    session.flush()
                    self._finish(connection, session, done, tick)
                fault_point("act.before_commit")
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                if _still_open(connection):
                    connection.exec_driver_sql("ROLLBACK")
                raise
            _fold(connection)

    def _finish(self, connection: Connection, session: Session, act: Act, tick: Tick) -> None:
        if act.touched:
            board.refresh(session, act.touched, self.today(), share(tick, 0, 30))
            search.refresh(connection, act.touched, tick=share(tick, 30, 60))
        if petitions := register.touched(session, act):
            register.refresh(session, petitions)
            search.refresh(connection, petitions, search.PETITIONS, share(tick, 60, 70))
        write_act(session, act, share(tick, 70, 100))
        session.flush()

    @contextmanager
    def housekeeping(self) -> Iterator[Session]:
        """Writing of derived or local data (board of a new day, remembered layouts) that is nobody's act."""
        with self._connected() as connection:
            begin(connection, writing=True)
            try:
                with Session(connection, autoflush=False) as session:
                    yield session
                    session.flush()
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                if _still_open(connection):
                    connection.exec_driver_sql("ROLLBACK")
                raise
            _fold(connection)

    def meta(self, key: str, default: str = "") -> str:
        """One stored fact about this file."""
        with self.reading() as session:
            return meta_value(session, key, default)

    def set_meta(self, key: str, value: str) -> None:
        """Store one fact about this file."""
        with self.housekeeping() as session:
            row = session.scalar(select(Meta).where(Meta.key == key))
            if row is None:
                session.add(Meta(key=key, value=value))
            else:
                row.value = value

    def close(self) -> None:
        """Fold the write-ahead log into the file, so that the ledger is one file again, and let go of it for good.

        What is under way ends first; what was waiting to begin is refused (`LedgerClosed`) and never opens the file again.
        """
        if self._door.is_shut:
            return
        while self.leaving:
            self.leaving.pop()()
        self._door.shut()
        try:
            with in_plain_words(self.path), self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.engine.dispose()
            while self.closers:
                self.closers.pop()()


def _fold(connection: Connection) -> None:
    """Bring the write-ahead log into the file, so that the file alone holds all acts even if somebody copies it.

    The act is committed already; what cannot be folded now (disk full) stays safe in the log until the next time.
    """
    try:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
    except DBAPIError as error:
        LOG.info("the write-ahead log was not folded: %s", type(error.orig).__name__)


def _still_open(connection: Connection) -> bool:
    raw = connection.connection.driver_connection
    return bool(raw and raw.in_transaction)


def require_user(session: Session, user_uid: str) -> User:
    """The acting user. Raises UserError when nobody is signed in or the account is disabled."""
    user = session.scalar(_ACTING, {"uid": user_uid})
    if user is None or user.disabled:
        raise UserError("没有选定经办人，或该账号已停用。请先在“系统—用户”里换用户（脚本用 --user 姓名）。")
    return user

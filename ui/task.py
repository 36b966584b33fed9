"""Long work off the window's thread: one class for all of it, with progress, time left and cancel.

A page writes `task = Task(self, partial(service, ledger, …))`, connects `succeeded` and `failed`,
hands the task to its `ProgressStrip` and calls `task.start(context.pool)`. The work gets `tick=`.
"""

import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from dczg_desktop.base.errors import Cancelled

TICK_PAUSE = 0.05
"""Seconds between two reports to the window; more only makes it stutter."""
FIRST_ESTIMATE = 1.0
"""Seconds of work before the time left is worth showing."""


class Task(QObject):
    """One run of `work(tick=…)`; its owner is the page that started it.

    All signals arrive on the window's thread. `failed` carries the exception (UserError or a bug);
    a cancelled run emits only `finished`, which always comes last.
    """

    ticked = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(Exception)
    finished = Signal()
    _ended = Signal(object)

    def __init__(self, owner: QObject, work: Callable[..., Any], title: str = "正在处理") -> None:
        super().__init__(owner)
        self.title = title
        self.is_running = False
        self._work = work
        self._stop = Event()
        self._began = self._told = 0.0
        self._done = self._total = 0
        # queued even when the work ended before `start` returned: results never come before the ticks
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        owner.destroyed.connect(self._stop.set)

    def start(self, pool: Executor) -> None:
        """Queue the work on `pool`; to be called once."""
        self.is_running = True
        self._began = time.monotonic()
        pool.submit(self._work, tick=self._tick).add_done_callback(self._report)

    def cancel(self) -> None:
        """Ask the work to stop at its next tick; `finished` tells when it has."""
        self._stop.set()

    @property
    def is_stopping(self) -> bool:
        """Whether cancel was asked for."""
        return self._stop.is_set()

    def seconds_left(self) -> float | None:
        """Estimated seconds to go from the pace so far; None while too little is known."""
        elapsed = time.monotonic() - self._began
        if not self._done or not self._total or elapsed < FIRST_ESTIMATE:
            return None
        return elapsed * (self._total - self._done) / self._done

    def _tick(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled  # leaves the service through its transaction, which rolls back
        now = time.monotonic()
        if now - self._told >= TICK_PAUSE or done >= total:
            self._told, self._done, self._total = now, done, total
            self.ticked.emit(done, total)

    def _report(self, future: "Future[Any]") -> None:
        if isValid(self):  # the page may have been closed meanwhile
            self._ended.emit(future)

    def _deliver(self, future: "Future[Any]") -> None:
        self.is_running = False
        error = None if future.cancelled() else future.exception()
        if error is None and not future.cancelled():
            self.succeeded.emit(future.result())
        elif error is not None and not isinstance(error, Cancelled):
            self.failed.emit(error)
        self.finished.emit()
        self.deleteLater()

"""Long work off the window's thread: one class for all of it, with progress, time left and cancel.

A page writes `task = Task(self, partial(service, ledger, …))`, connects `succeeded` and `failed`,
hands the task to its `ProgressStrip` and calls `task.start(context.pool)`. The work gets `tick=`. Work that only reads
(`only_reads`) is left at once when it is cancelled, even in the middle of a call that never ticks.

The worker thread never touches Qt: it leaves its progress and its result, and a timer of the window's
thread looks for them. Signals emitted across threads crashed PySide now and then.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from dczg_desktop.base.errors import Cancelled
from ui.worker import Worker

LOOK_PAUSE = 25
"""Milliseconds between two looks at the work; more often only makes the window stutter."""
FIRST_ESTIMATE = 1.0
"""Seconds of work before the time left is worth showing."""


class Task(QObject):
    """One run of `work(tick=…)`; its owner is the page that started it.

    All signals arrive on the window's thread. `failed` carries the exception (UserError or a bug);
    a cancelled run emits only `ended` and `finished`, the first and the last of the four.
    """

    ticked = Signal(object, object)  # whole numbers: bytes do not fit the 32 bits of Signal(int)
    ended = Signal()
    succeeded = Signal(object)
    failed = Signal(Exception)
    finished = Signal()

    def __init__(
        self, owner: QObject, work: Callable[..., Any], title: str = "正在处理", *, only_reads: bool = False
    ) -> None:
        super().__init__(owner)
        self.title = title
        self._pool: Worker | None = None
        self._only_reads = only_reads
        self.is_running = False
        self._work = work
        self._stop = Event()
        self._began = 0.0
        self._reached = self._told = (0, 0)
        self._future: Future[Any] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_PAUSE)
        self._timer.timeout.connect(self._look)
        owner.destroyed.connect(self._stop.set)

    def start(self, pool: Worker) -> None:
        """Queue the work on `pool`; to be called once."""
        self.is_running, self._pool = True, pool
        self._began = time.monotonic()
        self._future = pool.submit(self._work, tick=self._tick)
        self._timer.start()

    def cancel(self) -> None:
        """Ask the work to stop at its next tick; `finished` tells when it has, at once for work that only reads."""
        self._stop.set()
        if self._only_reads and self.is_running and self._pool is not None and self._future is not None:
            self._pool.leave(self._future)
            self._timer.stop()
            self.is_running = False
            self.ended.emit()
            self.finished.emit()
            self.deleteLater()

    @property
    def is_stopping(self) -> bool:
        """Whether cancel was asked for."""
        return self._stop.is_set()

    def seconds_left(self) -> float | None:
        """Estimated seconds to go from the pace so far; None while too little is known."""
        elapsed = time.monotonic() - self._began
        done, total = self._reached
        if not done or not total or elapsed < FIRST_ESTIMATE:
            return None
        return elapsed * (total - done) / done

    def _tick(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled  # leaves the service through its transaction, which rolls back
        self._reached = (done, total)

    def _look(self) -> None:
        """Tell how far the work is, and its result once there is one."""
        future = self._future
        is_over = future is not None and future.done()
        if self._reached != self._told:
            self._told = self._reached
            self.ticked.emit(*self._told)
        if future is not None and is_over and self.is_running:
            self._timer.stop()
            self._deliver(future)

    def _deliver(self, future: "Future[Any]") -> None:
        self.is_running = False
        self.ended.emit()
        error = None if future.cancelled() else future.exception()
        if error is None and not future.cancelled():
            self.succeeded.emit(future.result())
        elif error is not None and not isinstance(error, Cancelled):
            self.failed.emit(error)
        self.finished.emit()
        self.deleteLater()

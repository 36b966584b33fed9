"""Short reads off the window's thread: what a page shows is fetched elsewhere, and only the newest answer is shown.

They have a thread of their own, so that a page is not empty while long work runs.
"""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from ui.context import Context

LOOK_PAUSE = 15
"""Milliseconds between two looks whether the answer is there."""

T = TypeVar("T")


class Reading:
    """The reads of one page or card, `owner`; `ask` forgets the read before.

    No Qt object of its own: one that lies under a page crashed PySide when both were collected together.
    """

    def __init__(self, owner: QObject, context: Context) -> None:
        self._context = context
        self._future: Future[Any] | None = None
        self._done: Callable[[Any], None] | None = None
        self._ledger: object = None
        self._timer = QTimer(owner)
        self._timer.setInterval(LOOK_PAUSE)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether an answer is awaited."""
        return self._future is not None

    def ask(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do `work()` on the reading thread; `done` gets the answer on this one, unless something else was asked since."""
        if self._future is not None:
            self._future.cancel()
        if self._context.is_closed:  # the window closes: an answer that came asks for more
            return
        self._ledger = self._context.ledger
        self._done = done
        self._future = self._context.reader.submit(work)
        if self._future.done():
            self._look()
        else:
            self._timer.start()

    def forget(self) -> None:
        """Whatever is being read is wanted no more."""
        self._timer.stop()
        self._future = self._done = None

    def _look(self) -> None:
        future, done = self._future, self._done
        if future is None or done is None or not future.done():
            return
        self._timer.stop()
        self._future = self._done = None
        if future.cancelled() or not self._context.has_ledger or self._context.ledger is not self._ledger:
            return  # the ledger was left meanwhile
        error = future.exception()
        if error is None:
            done(future.result())
        elif isinstance(error, Exception):
            self._context.show_error(None, error)


def reading(*parts: Callable[[], Any]) -> Callable[[], tuple[Any, ...]]:
    """Several reads as one."""
    return partial(_all, parts)


def _all(parts: tuple[Callable[[], Any], ...]) -> tuple[Any, ...]:
    return tuple(part() for part in parts)

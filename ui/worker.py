"""The one thread that does the long work of all pages, one after the other; a thread stuck in foreign code can be left behind."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
Item = tuple["Future[Any]", Callable[[], Any]]


class Worker(Executor):
    """An executor of one thread.

    Work that only reads may be left with `leave`: what waits goes on at once on a new thread, the old one ends as soon as
    the call it is stuck in comes back, and nobody waits for it, not even the end of the program.
    """

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Item | None] = SimpleQueue()
        self._lock = Lock()
        self._thread: Thread | None = None
        self._running: Future[Any] | None = None
        self._is_shut = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Do `fn` when all that was submitted before is done."""
        future: Future[T] = Future()
        with self._lock:
            if self._is_shut:
                raise RuntimeError("the worker is shut")
            self._waiting.put((future, lambda: fn(*args, **kwargs)))
            if self._thread is None:
                self._begin()
        return future

    def leave(self, future: "Future[Any]") -> None:
        """Wait no longer for a work: dropped when it has not begun, left to itself when it has."""
        with self._lock:
            if not future.cancel() and self._running is future:
                self._running = None
                self._begin()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as the base class has it
        """Take no more work and end; with `wait` not before the running work has ended."""
        with self._lock:
            self._is_shut = True
            thread = self._thread
            while cancel_futures and not self._waiting.empty():
                if item := self._waiting.get():
                    item[0].cancel()
            self._waiting.put(None)
        if wait and thread is not None:
            thread.join()

    def _begin(self) -> None:
        self._thread = Thread(target=self._run, name="worker", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while item := self._next():
            future, work = item
            if not future.set_running_or_notify_cancel():
                continue
            try:
                answer = work()
            except BaseException as error:  # noqa: BLE001 - whoever asked is told, as by every executor
                future.set_exception(error)
            else:
                future.set_result(answer)
            del item, future, work

    def _next(self) -> Item | None:
        """The next work; None when there will be none, or when this thread was left behind."""
        with self._lock:
            if self._thread is not current_thread():
                return None
            self._running = None
        item = self._waiting.get()
        if item is None:
            self._waiting.put(None)
            return None
        with self._lock:
            self._running = item[0]
        return item

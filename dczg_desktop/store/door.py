"""Who is at work in a ledger: closing waits for them, and nobody enters afterwards."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, get_ident

from dczg_desktop.base.errors import UserError

PATIENCE = 10.0
"""Seconds that closing waits for those who are still at work; whoever is later loses the connection on leaving."""


class LedgerClosed(UserError):
    """The ledger was closed before this work began; it is never opened again by it."""


class Door:
    """Open until `shut`; work that is under way may still go further in, so that it ends whole."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._inside: Counter[int] = Counter()
        self._is_closing = False
        self.is_shut = False

    @contextmanager
    def inside(self) -> Iterator[None]:
        """For as long as one works with the file. Raises LedgerClosed once it is closed."""
        me = get_ident()
        with self._changed:
            if self.is_shut or (self._is_closing and not self._inside[me]):
                raise LedgerClosed("台账已经关闭，这一步没有办理，台账没有改动。请重新打开台账后再试。")
            self._inside[me] += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside[me] -= 1
                if not self._inside[me]:
                    del self._inside[me]
                self._changed.notify_all()

    def shut(self, patience: float = PATIENCE) -> None:
        """Let nobody in any more and wait for the other threads that are inside; for good."""
        me = get_ident()
        with self._changed:
            self._is_closing = True
            self._changed.wait_for(lambda: not set(self._inside) - {me}, patience)
            self.is_shut = True

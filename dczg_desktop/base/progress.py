"""How the core tells how far it has come and hears that it should stop."""

from collections.abc import Callable

Tick = Callable[[int, int], None]
"""`tick(done, total)`; may raise `Cancelled`. Called every few dozen items, not for every one."""


def no_tick(done: int, total: int) -> None:
    """Report to nobody."""


def share(tick: Tick, first: int, last: int, whole: int = 100) -> Tick:
    """A tick for one part of a longer work: its 0 to total is told as `first` to `last` of `whole`."""

    def told(done: int, total: int) -> None:
        tick(first + (last - first) * done // max(total, 1), whole)

    return told

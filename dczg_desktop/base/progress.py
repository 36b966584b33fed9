"""How the core tells how far it has come and hears that it should stop."""

from collections.abc import Callable

Tick = Callable[[int, int], None]
"""`tick(done, total)`; may raise `Cancelled`. Called every few dozen items, not for every one."""


def no_tick(done: int, total: int) -> None:
    """Report to nobody."""

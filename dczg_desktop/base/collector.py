"""Python's collector of garbage while much is made and nothing thrown away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting(*, kept: bool = True) -> Iterator[None]:
    """Making a hundred thousand lists and texts without cycles: the collector would only walk over them again and again.

    `kept` says that what was made stays; else what still lives is walked over once at the end, so that nothing piles up.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            if kept:
                gc.freeze()
                gc.unfreeze()  # what was made counts as old now, without having been walked over
            gc.enable()

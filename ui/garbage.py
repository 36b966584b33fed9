"""Collects Python's garbage only between the events of the window, never while one is being handled.

Left alone, Python collects wherever it happens to allocate: in the worker thread, or in the middle of a
paint event. Widgets freed there brought the program down, for example right after files were attached.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE = 500
"""Milliseconds between two looks at what has gathered."""


class GarbageCollector(QObject):
    """Takes the place of the automatic collection until `stop`."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(collect)
        self._timer.start()

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.enable()


def collect() -> None:
    """Collect the oldest generation that has gathered enough, as Python itself would."""
    counts, limits = gc.get_count(), gc.get_threshold()
    full = [age for age in range(3) if counts[age] > limits[age]]
    if full:
        gc.collect(full[-1])

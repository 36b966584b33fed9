"""What a dialog looks up on the worker: the newest question counts, an older one is not waited for."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.task import Task


class Inquiry(QObject):
    """`changed` when it begins and ends; `ticked` how far it is."""

    changed = Signal()
    ticked = Signal(object, object)

    def __init__(self, owner: QWidget, context: Context) -> None:
        super().__init__(owner)
        self._owner, self._context = owner, context
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still awaited."""
        return self._task is not None

    def ask(self, work: Callable[..., Any], done: Callable[[Any], None]) -> None:
        """Do `work(tick=…)`; its answer goes to `done` unless another question was asked meanwhile."""
        self.drop()
        task = Task(self, work)
        task.ticked.connect(self.ticked)
        task.ended.connect(partial(self._end, task))
        task.succeeded.connect(lambda answer: done(answer) if not task.is_stopping else None)
        task.failed.connect(partial(self._context.show_error, self._owner))
        self._task = task
        task.start(self._context.pool)
        self.changed.emit()

    def drop(self) -> None:
        """Want no answer any more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.changed.emit()

    def _end(self, task: Task) -> None:
        if self._task is task:
            self._task = None
            self.changed.emit()

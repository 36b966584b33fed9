"""One long act that belongs to no page: what is being done, how far it is, and 取消."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout

from ui.context import Context
from ui.task import Task
from ui.widgets.progress_strip import ProgressStrip

STOPPED = "已停止，没有留下任何改动。"


class WaitingDialog(QDialog):
    """Stands before the window while the act runs and closes by itself; Esc and the closing cross ask it to stop."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(QApplication.activeWindow())
        self._context = context
        self._has_answer = False
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.strip = ProgressStrip(context)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.addWidget(self.strip)
        self.setMinimumWidth(560)

    def run(
        self, work: Callable[..., Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do `work(tick=…)` on the worker; to be called once."""
        task = Task(self, work, self.windowTitle())
        task.succeeded.connect(self._answered)
        task.failed.connect(self._answered)
        task.ended.connect(self.accept)  # before what succeeded or failed may show a box of its own
        task.succeeded.connect(done)
        task.failed.connect(failed)
        task.finished.connect(self._ended)
        self.strip.follow(task)
        self.open()
        task.start(self._context.pool)

    def reject(self) -> None:
        self.strip.cancel_button.click()

    def _answered(self, _answer: object) -> None:
        self._has_answer = True

    def _ended(self) -> None:
        if not self._has_answer:
            self._context.say(STOPPED)
        self.deleteLater()

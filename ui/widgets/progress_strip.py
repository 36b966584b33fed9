"""The strip a page shows while its long work runs: bar, words, time left, cancel."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QScrollArea,
    QWidget,
)

from ui.context import Context
from ui.task import Task
from ui.widgets.words import button, label


def time_left_words(seconds: float) -> str:
    """`约 40 秒`, `约 3 分钟`, `约 1 小时 20 分`: rounded up, in steps a waiting person can use."""
    if seconds < 60:
        return f"约 {max(5, -(-int(seconds) // 5) * 5)} 秒"
    minutes = -(-int(seconds) // 60)
    return f"约 {minutes} 分钟" if minutes < 60 else f"约 {minutes // 60} 小时 {minutes % 60} 分"


class ProgressStrip(QFrame):
    """Hidden until `follow(task)`; hides again when the task has finished, however it ended.

    It scrolls into sight. The button that began the work rests meanwhile: 取消 has the focus, which goes back afterwards.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._task: Task | None = None
        self._begun_by: QWidget | None = None
        self._holds_focus = False
        self.setProperty("ground", "card")
        self.words, self.left = label("", "strong"), label("", "secondary")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel_button = button("取消")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 12, 6)
        layout.setSpacing(12)
        layout.addWidget(self.words)
        layout.addWidget(self.bar, 1)
        layout.addWidget(self.left)
        layout.addWidget(self.cancel_button)
        self.cancel_button.clicked.connect(self._cancel)
        self.hide()

    def follow(self, task: Task) -> None:
        """Show how `task` gets on; call it before `task.start`."""
        self._task = task
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(task.title)
        self.words.setText(f"{task.title}…")
        self.left.setText("")
        self.cancel_button.setText("取消")
        self.cancel_button.setEnabled(True)
        task.ticked.connect(self._show)
        task.ended.connect(self._end)  # before what succeeded or failed may ask in a dialog
        task.finished.connect(self._give_focus_back)
        self._context.busy_changed.emit(task.title)
        self.show()
        QTimer.singleShot(0, self, self._come_into_sight)  # when the layout has given it its place
        self._begun_by = self.window().focusWidget()  # also where a dialog before the window began it
        self._holds_focus = isinstance(self._begun_by, QAbstractButton) and self.isVisible()
        if self._holds_focus:
            self.cancel_button.setFocus()

    def _come_into_sight(self) -> None:
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(self)
            above = above.parentWidget()

    def _show(self, done: int, total: int) -> None:
        if self._task is None or self._task.is_stopping:
            return
        # permille: totals may be counted in bytes and do not fit a 32-bit bar
        share = min(1.0, done / total) if total else 0.0
        self.bar.setRange(0, 1000 if total else 0)
        self.bar.setValue(round(share * 1000))
        self.words.setText(f"{self._task.title} {done:,} / {total:,}" if total else f"{self._task.title}…")
        seconds = self._task.seconds_left()
        self.left.setText("" if seconds is None else f"剩余时间 {time_left_words(seconds)}")
        self._context.busy_changed.emit(f"{self._task.title} {share:.0%}")

    def _cancel(self) -> None:
        if self._task is not None:
            self._holds_focus = self._holds_focus and self.cancel_button.hasFocus()
            self.words.setText("正在停止…")
            self.left.setText("尚未写入的内容将全部撤回")
            self.cancel_button.setEnabled(False)
            self._context.busy_changed.emit("正在停止…")
            self._task.cancel()  # last: it may end at once

    def _end(self) -> None:
        is_cancelled = self._task is not None and self._task.is_stopping
        self._holds_focus = self._holds_focus and (
            is_cancelled or self.window().focusWidget() is self.cancel_button
        )
        self._task = None
        self.hide()
        self._context.busy_changed.emit("")

    def _give_focus_back(self) -> None:
        """Once the button may be pressed again, if it still is there."""
        begun_by, self._begun_by = self._begun_by, None
        try:
            if self._holds_focus and begun_by is not None and begun_by.isVisible() and begun_by.isEnabled():
                begun_by.setFocus()
        except RuntimeError:  # gone with what it stood in
            return

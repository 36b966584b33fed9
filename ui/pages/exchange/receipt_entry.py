"""登记对方的回执: the twelve digits read over the telephone, or the small file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from dczg_desktop.services import acknowledgement
from dczg_desktop.services.confirming import Confirmed
from ui.context import Context
from ui.pages.work_page import unticked
from ui.task import Task
from ui.widgets.words import button, label


class ReceiptEntry(QWidget):
    """One line for the register; `ask_file` is the file dialog, tests replace it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ask_file: Callable[[QWidget], Path | None] = ask_file
        name = label("输入电话回执(&K)")
        self.code = QLineEdit()
        self.code.setPlaceholderText("对方念的 12 位数字，如 2481 9037 5526")
        self.code.setAccessibleName("电话回执码")
        self.code.setMinimumWidth(self.fontMetrics().horizontalAdvance(self.code.placeholderText()) + 30)
        name.setBuddy(self.code)
        self.enter_button = button("登记(&J)")
        self.file_button = button("打开回执文件…")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (name, self.code, self.enter_button, self.file_button):
            row.addWidget(widget)
        row.addStretch(1)
        self.code.returnPressed.connect(self.enter)
        self.enter_button.clicked.connect(self.enter)
        self.file_button.clicked.connect(self.open_file)

    def enter(self) -> None:
        """Take in the code that was typed; a mistyped one stays to be put right."""
        if not self.code.text().strip():
            self.code.setFocus()
            self._context.say("请先输入对方在电话里念的 12 位回执码。")
            return
        self._take(partial(acknowledgement.accept_code, self._context.ledger, self.code.text()))

    def open_file(self) -> None:
        """Take in a receipt file."""
        if (path := self.ask_file(self)) is not None:
            self._take(partial(acknowledgement.accept_receipt, self._context.ledger, path))

    def _take(self, work: Callable[[], Confirmed]) -> None:
        self.setEnabled(False)
        task = Task(self, unticked(work), "正在登记回执")
        task.succeeded.connect(self._taken)
        task.failed.connect(partial(self._context.show_error, self))
        task.finished.connect(lambda: self.setEnabled(True))
        task.start(self._context.pool)

    def _taken(self, done: Confirmed) -> None:
        self.code.clear()
        self._context.say(f"已登记回执：{done.words}")
        self._context.ledger_changed.emit()


def ask_file(parent: QWidget) -> Path | None:
    """A receipt file; None when the person changed their mind."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "打开对方的回执文件", "", "回执 (*.dczghz)")
    return Path(chosen) if chosen else None

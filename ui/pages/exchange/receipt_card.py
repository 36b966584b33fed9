"""回执: what the sender of a received package is to be told, as a code for the telephone, a file and a page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.services import acknowledgement
from ui.context import Context
from ui.dialogs.enrolment import FingerprintView
from ui.pages.work_page import unticked
from ui.reading import Reading
from ui.task import Task
from ui.widgets.cards import SectionCard
from ui.widgets.words import button, passage


class ReceiptCard(SectionCard):
    """Hidden until `show_receipt`; `ask_target` is the file dialog, tests replace it."""

    def __init__(self, context: Context) -> None:
        super().__init__("给来文单位的回执")
        self._context = context
        self._reading = Reading(self, context)
        self._told: acknowledgement.Acknowledgement | None = None
        self.ask_target: Callable[[QWidget, str, str], Path | None] = ask_target
        self.code, self.advice = FingerprintView(), passage("", "secondary")
        self.copy_button = button("复制回执(&Y)", tip="连同回执码复制成一段文字，可粘贴到邮件、短信里")
        self.save_button = button(
            "存成回执文件(&V)…", tip="一个签名的小文件（.dczghz），对方在登记簿里打开就登记"
        )
        self.print_button = button("存成 PDF 打印(&T)…")
        row = QHBoxLayout()
        for widget in (self.copy_button, self.save_button, self.print_button):
            row.addWidget(widget)
        row.addStretch(1)
        self.body.addWidget(self.code)
        self.body.addWidget(self.advice)
        self.body.addLayout(row)
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save)
        self.print_button.clicked.connect(self._print)
        self.hide()

    def show_receipt(self, package_uid: str) -> None:
        """Show the receipt of a package that was received here; '' hides the card."""
        if package_uid:
            work = partial(_told, self._context.ledger, package_uid)
            self._reading.ask(work, self._show)
        else:
            self._reading.forget()
            self._show(None)

    def _show(self, told: acknowledgement.Acknowledgement | None) -> None:
        self._told = told
        if self._told is not None:
            self.code.show_digits(self._told.code)
            self.advice.setText(f"{self._told.outcome}。电话回执码如上，{acknowledgement.ADVICE}")
        self.setVisible(self._told is not None)

    def _copy(self) -> None:
        if self._told is not None:
            QGuiApplication.clipboard().setText(self._told.text)
            self._context.say("回执已复制，可粘贴到公文、邮件或短信里。")

    def _save(self) -> None:
        self._write("保存回执文件", "dczghz", acknowledgement.write_receipt, "已保存回执文件")

    def _print(self) -> None:
        self._write("回执存成 PDF", "pdf", acknowledgement.print_receipt, "已存成 PDF，可打开打印")

    def _write(self, title: str, suffix: str, write: Callable[..., Path], said: str) -> None:
        told = self._told
        if told is None:
            return
        target = self.ask_target(self, title, f"回执_{told.sender}第{told.sequence:03d}号.{suffix}")
        if target is None:
            return
        task = Task(self, unticked(partial(write, self._context.ledger, told.package_uid, target)), title)
        task.succeeded.connect(lambda path: self._context.say(f"{said}：{path}"))
        task.failed.connect(partial(self._context.show_error, self))
        task.start(self._context.pool)


def _told(ledger: Any, package_uid: str) -> acknowledgement.Acknowledgement | None:
    try:
        return acknowledgement.acknowledgement(ledger, package_uid)
    except UserError:
        return None  # taken back meanwhile


def ask_target(parent: QWidget, title: str, name: str) -> Path | None:
    """Where the receipt goes; None when the person changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name)
    return Path(chosen) if chosen else None

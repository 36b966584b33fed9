"""The frame of a dialog: heading, content, what is wrong, and the two buttons."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMessageBox, QPlainTextEdit, QVBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import with_unseen_shown
from ui.task import Task
from ui.widgets.scroll import Bounded
from ui.widgets.words import button, in_tab_order, label, passage

T = TypeVar("T")
Saved = str | Task
"""What became of what was typed: '' when it is written, a sentence that says why not, or the work that is writing it."""

INCOMPLETE = "还没有填全，没有保存。请补全后再试。"


class Sheet(QDialog):
    """Put the content into `body`. `do_words` names the act (登记, 发出): never 确定 alone.

    On the act button `check` is asked, then `save`: a sentence keeps the dialog open and is shown, '' accepts. So nothing that
    was typed is lost with a refusal. `save` may give a task that it has started instead: the dialog rests and is accepted, or says
    the refusal, when that has ended; 取消 stops it.
    Ctrl+Enter acts from anywhere, Esc and 取消 reject, after a question where `loses` says that something was typed: a text of
    several lines, unless a subclass knows better. A subclass offers `ask(parent, …) -> Answer | None`.
    """

    def __init__(self, parent: QWidget | None, title: str, do_words: str, lead: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.check: Callable[[], str] = _nothing_wrong
        self.save: Callable[[], Saved] = _nothing_wrong
        self._task: Task | None = None
        self._rests: list[QWidget] = []
        self._left: QWidget | None = None
        self._texts: dict[QPlainTextEdit, str] = {}
        self.loses: Callable[[], bool] = self._has_typed
        self.confirm_loss: Callable[[QWidget], bool] = confirm_loss
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.wrong = passage("", "fault")
        self.do_button, self.cancel_button = button(do_words, "primary"), button("取消")
        self.do_button.setDefault(True)
        self._frame(title, lead)
        self.do_button.clicked.connect(self._do)
        self.cancel_button.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(
            self._do
        )  # from a text of several lines

    def _frame(self, title: str, lead: str) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 16, 18, 14)
        layout.setSpacing(12)
        layout.addWidget(label(title, "heading"))
        if lead:
            layout.addWidget(Bounded(passage(lead, "secondary")))
        layout.addLayout(self.body, 1)
        self._told = Bounded(self.wrong)
        layout.addWidget(self._told)
        self.wrong.hide()
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.do_button)
        layout.addLayout(self.buttons)
        self.setMinimumWidth(460)

    def showEvent(self, event: QShowEvent) -> None:
        for one in self.findChildren(QPlainTextEdit):
            self._texts.setdefault(one, one.toPlainText())
        self._order_keys()
        super().showEvent(event)

    def _order_keys(self) -> None:
        """Tab goes through the content first, then to what is wrong and the buttons; the first field has the cursor."""
        fields = [
            one for one in _in_tab_order(self) if one not in {self._told, self.do_button, self.cancel_button}
        ]
        if not fields:
            return
        in_tab_order((fields[-1], self._told, self.do_button, self.cancel_button))
        if self.focusWidget() is None:
            typed = (one for one in fields if one.isEnabled() and not isinstance(one, Bounded))
            next(typed, self.do_button).setFocus()

    def say_wrong(self, words: str) -> None:
        """Show what stands in the way; '' shows nothing."""
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def save_by(self, answer: Callable[[], T | None], save: Callable[[T], Saved]) -> None:
        """Have the answer written by `save`; one that is None is not complete, whatever `check` said."""
        self.save = lambda: INCOMPLETE if (given := answer()) is None else save(given)

    def _has_typed(self) -> bool:
        """Whether a text of several lines is another one than when the dialog was first shown."""
        return any(one.toPlainText() != text for one, text in self._texts.items())

    def reject(self) -> None:
        if self._task is not None and not self._task.is_stopping:
            self.say_wrong("正在停止…再按一次“取消”就不等了。")
            self._task.cancel()
        elif not self.loses() or self.confirm_loss(self):
            super().reject()

    def _do(self) -> None:
        if self._task is not None:
            return
        self.act_on(self.check() or self.save())

    def act_on(self, saved: Saved) -> None:
        """Close for what is written, stay for what is refused, wait for what is being written."""
        if isinstance(saved, Task):
            self._wait_for(saved)
            return
        self.say_wrong(saved)
        if not saved:
            self.accept()

    def _wait_for(self, task: Task) -> None:
        """Rest with what was typed until it is written."""
        self._task, self._left = task, self.focusWidget()
        self.say_wrong("")
        content = [self.body.itemAt(n).widget() for n in range(self.body.count())]
        self._rests = [one for one in (*content, self.do_button) if one is not None and one.isEnabled()]
        for one in self._rests:
            one.setEnabled(False)
        task.ended.connect(self._rest_no_more)
        task.succeeded.connect(self.accept)
        task.failed.connect(self._refused)

    def _rest_no_more(self) -> None:
        is_stopped = self._task is not None and self._task.is_stopping
        self._task = None
        for one in self._rests:
            one.setEnabled(True)
        self.say_wrong("已停止，没有办成。写的还在，可以再试。" if is_stopped else "")
        if self._left is not None:
            self._left.setFocus()

    def _refused(self, error: Exception) -> None:
        """What is no refusal was told by the page."""
        self.say_wrong(str(error) if isinstance(error, UserError) else "没有办成。写的还在，可以再试。")


def _in_tab_order(dialog: QDialog) -> list[QWidget]:
    """What Tab reaches inside the dialog, in its order."""
    found: list[QWidget] = []
    widget: QWidget | None = dialog.nextInFocusChain()
    while widget is not None and widget is not dialog:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and dialog.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _nothing_wrong() -> str:
    return ""


def confirm_loss(parent: QWidget) -> bool:
    """Ask before a dialog is closed with what was typed in it."""
    return confirm(parent, "放弃改动", "改动还没有保存，关闭就没有了。", "放弃改动", "要接着改，请点“取消”。")


def confirm(parent: QWidget | None, title: str, question: str, do_words: str, more: str = "") -> bool:
    """Ask before an act that cannot simply be undone; the safe answer is the default."""
    box = QMessageBox(QMessageBox.Icon.Question, title, with_unseen_shown(question), parent=parent)
    box.setInformativeText(with_unseen_shown(more))
    box.setTextFormat(Qt.TextFormat.PlainText)
    act = box.addButton(do_words, QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    box.exec()
    return box.clickedButton() is act

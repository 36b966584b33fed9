"""A dialog that is given its answer, has it saved, and remembers what was refused; or one that is left open."""

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.store.ledger import Ledger
from ui.dialogs.reason import ReasonDialog
from ui.task import Task
from ui.widgets.dialog import Sheet

WORDS, FULL = "经现场核实，情况如下，写了很长。", "磁盘空间不足，没有办成。"


def typing(answer: object, refused: list | None = None) -> Callable[..., None]:
    """Stands for a dialog's `ask(…, save)`; the reason of a refusal goes to `refused`."""

    def ask(*asked, **_more) -> None:
        told = asked[-1](answer)
        if refused is None:
            return
        if isinstance(told, Task):
            told.failed.connect(refused.append)
        elif told:
            refused.append(told)

    return ask


def answering(answer: Callable[..., object]) -> Callable[..., None]:
    """Stands for a dialog's `ask(…, save)`; `answer` is given what was asked, and None saves nothing."""

    def ask(*asked, **more) -> None:
        given = answer(*asked[:-1], **more)
        if given is not None:
            told = asked[-1](given)
            assert isinstance(told, Task) or told == ""

    return ask


def leaving_open(dialogs: list[ReasonDialog]) -> Callable[..., None]:
    """Stands for `ReasonDialog.ask`: the dialog is shown and goes to `dialogs`."""

    def ask(*asked, **more) -> None:
        dialog = ReasonDialog.saving(*asked, **more)
        dialog.confirm_loss = lambda _parent: True
        dialogs.append(dialog)
        dialog.show()

    return ask


def left_open(monkeypatch) -> list[Sheet]:
    """Every dialog is shown, but not waited for, and goes to this list."""
    dialogs: list[Sheet] = []

    def show(dialog: Sheet) -> None:
        dialog.confirm_loss = lambda _parent: True
        dialogs.append(dialog)
        dialog.show()

    monkeypatch.setattr(Sheet, "exec", show)
    return dialogs


def is_kept_until_it_is_taken(qtbot, monkeypatch, dialog: ReasonDialog) -> None:
    """What is typed stays with the reason when the disk refuses it, and is taken when it is tried again."""
    dialog.text.setPlainText(WORDS)
    is_given_again(qtbot, monkeypatch, dialog)
    assert dialog.answer() == WORDS


def is_given_again(qtbot, monkeypatch, dialog: Sheet) -> None:
    """The same for a dialog with any entries, which are those when it is pressed."""
    typed = entries(dialog)

    def refuse(*_given, **_named):
        raise UserError(FULL)

    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "transaction", refuse)
        dialog.do_button.click()
        qtbot.waitUntil(lambda: dialog.wrong.text() == FULL, timeout=10_000)
    assert (dialog.isVisible(), entries(dialog)) == (True, typed)

    qtbot.waitUntil(dialog.do_button.isEnabled)
    dialog.do_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=10_000)


def entries(dialog: Sheet) -> list[str | bool]:
    """Everything that is typed, chosen or ticked in a dialog."""
    tables = [
        one.item(row, column)
        for one in dialog.findChildren(QTableWidget)
        for row in range(one.rowCount())
        for column in range(one.columnCount())
    ]
    return [
        *(one.text() for one in (*dialog.findChildren(QLineEdit), *filter(None, tables))),
        *(one.toPlainText() for one in dialog.findChildren(QPlainTextEdit)),
        *(one.currentText() for one in dialog.findChildren(QComboBox)),
        *(one.isChecked() for one in dialog.findChildren(QAbstractButton)),
    ]

"""A dialog that is given its answer, has it saved, and remembers what was refused; or one that is left open."""

from collections.abc import Callable

from dczg_desktop.base.errors import UserError
from dczg_desktop.store.ledger import Ledger
from ui.dialogs.reason import ReasonDialog
from ui.task import Task

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


def leaving_open(dialogs: list[ReasonDialog]) -> Callable[..., None]:
    """Stands for `ReasonDialog.ask`: the dialog is shown and goes to `dialogs`."""

    def ask(*asked, **more) -> None:
        dialog = ReasonDialog.saving(*asked, **more)
        dialog.confirm_loss = lambda _parent: True
        dialogs.append(dialog)
        dialog.show()

    return ask


def is_kept_until_it_is_taken(qtbot, monkeypatch, dialog: ReasonDialog) -> None:
    """What is typed stays with the reason when the disk refuses it, and is taken when it is tried again."""

    def refuse(*_given, **_named):
        raise UserError(FULL)

    dialog.text.setPlainText(WORDS)
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "transaction", refuse)
        dialog.do_button.click()
        qtbot.waitUntil(lambda: dialog.wrong.text() == FULL, timeout=10_000)
    assert (dialog.isVisible(), dialog.answer()) == (True, WORDS)

    dialog.do_button.click()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=10_000)

"""Asking why a package is refused, and whether a refusal is really to be taken back; the work itself for a task."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from dczg_desktop.services.acknowledgement import Acknowledgement
from dczg_desktop.services.incoming import inbox, refusals
from dczg_desktop.services.incoming.inbox import InboxItem
from ui.context import Context
from ui.dialogs.reason import ReasonDialog
from ui.pages.work_page import WorkPage, unticked
from ui.task import Task
from ui.widgets.dialog import confirm

LEAD = (
    "“{name}”（{sender} 第 {number} 号）不收进台账，一个字也不会写入；登记簿记下拒收和原因。\n"
    "对方凭电话回执码、回执文件或本单位的下一个数据包知道被拒收和原因，改正后重报。拒收错了可以撤销。"
)


class RefusalDesk:
    """`ask_reason` and `confirm` are the dialogs, `owner` their parent."""

    def __init__(self, owner: QWidget, context: Context) -> None:
        self._owner, self._context = owner, context
        self.ask_reason = ReasonDialog.ask
        self.confirm: Callable[[QWidget, str, str, str, str], bool] = confirm

    def refuse(
        self, page: WorkPage, item: InboxItem, done: Callable[[Acknowledgement], None], phrase: str = ""
    ) -> None:
        """Ask why the file is refused and let `page` refuse it; a reason that cannot be written stays in the dialog."""
        ledger, lead = (
            self._context.ledger,
            LEAD.format(name=item.file_name, sender=item.sender, number=item.sequence),
        )
        path = inbox.path_of(ledger, item)

        def save(reason: str) -> Task:
            work = partial(refusals.refuse_package, ledger, path, reason, phrase=phrase)
            return page.run_for_dialog(unticked(work), f"正在拒收 {item.file_name}", done)

        self.ask_reason(self._owner, "拒收数据包", "拒收", lead, "原因", save)

    def is_sure(self, item: InboxItem) -> bool:
        """Whether the refusal is really to be taken back."""
        more = "文件回到“待接收”，登记簿里拒收和撤销都留着。已经把拒收告诉过对方的，请再告诉一声。"
        question = f"撤销对“{item.file_name}”的拒收吗？"
        return self.confirm(self._owner, "撤销拒收", question, "撤销拒收", more)

    def withdrawing(self, item: InboxItem) -> Callable[..., object]:
        """The work that takes the refusal back."""
        return unticked(partial(refusals.withdraw_refusal, self._context.ledger, item.uid))

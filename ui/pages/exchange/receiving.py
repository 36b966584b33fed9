"""接收: the inbox, and of an opened file every change; accept it, all or in part, and take it back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dczg_desktop.domain.words import InboxState
from dczg_desktop.services import undo
from dczg_desktop.services.acknowledgement import Acknowledgement
from dczg_desktop.services.incoming import deliveries, inbox
from dczg_desktop.services.incoming.inbox import InboxItem
from dczg_desktop.services.incoming.receipts import Receipt
from dczg_desktop.services.trust.sealing import asks_for_phrase
from ui.context import Context
from ui.dialogs.phrase import PhraseDialog
from ui.pages.exchange.inbox import REFUSE_TIP, InboxPanel
from ui.pages.exchange.receipt_card import ReceiptCard
from ui.pages.exchange.review import ReviewView
from ui.pages.work_page import BUSY, WorkPage
from ui.reading import Reading
from ui.widgets.dialog import confirm
from ui.widgets.scroll import scrolled
from ui.widgets.words import allow, button, label


class ReceivingPanel(WorkPage):
    """The inbox until a file is opened; then what it holds."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.confirm: Callable[[QWidget, str, str, str, str], bool] = confirm
        self.inbox = InboxPanel(context)
        self.item: InboxItem | None = None
        self.receipt: Receipt | None = None
        self.review, self.told = ReviewView(context), ReceiptCard(context)
        self.ask_phrase: Callable[[QWidget, str, str, str], str | None] = PhraseDialog.ask
        self._phrase, self._reading = "", Reading(self, context)
        self.all_tick, self.hint = QCheckBox(), label("", "secondary")
        self.again_button = button("回到收件箱(&N)")
        self.refuse_button = button("拒收(&J)…", tip=REFUSE_TIP)
        self.undo_button = button("撤销本次接收", "danger")
        self.receive_button = button("接收(&A)", "primary")
        self.stack = QStackedWidget()
        self._lay_out()
        self.inbox.opened.connect(self.open_item)
        self.review.choice_changed.connect(self.enable)
        self.all_tick.clicked.connect(self._tick_all)
        self.again_button.clicked.connect(self.start_over)
        self.refuse_button.clicked.connect(self.refuse)
        self.undo_button.clicked.connect(self.undo)
        self.receive_button.clicked.connect(self.receive)
        self.start_over()

    def _lay_out(self) -> None:
        reviewing = QWidget()
        layout = QVBoxLayout(reviewing)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.told)
        layout.addWidget(scrolled(self.review), 1)
        acts = QHBoxLayout()
        acts.addWidget(self.again_button)
        acts.addStretch(1)
        for widget in (self.hint, self.all_tick, self.undo_button, self.refuse_button, self.receive_button):
            acts.addWidget(widget)
        layout.addLayout(acts)
        self.inbox.body.setContentsMargins(0, 0, 0, 0)
        self.stack.addWidget(self.inbox)
        self.stack.addWidget(reviewing)
        self.body.addWidget(self.stack, 1)

    def reload(self) -> None:
        self.inbox.reload()
        if self.receipt is not None and self.receipt.act_uid:
            work = partial(undo.is_taken_back, self.context.ledger, self.receipt.act_uid)
            self._reading.ask(work, lambda is_gone: self.start_over() if is_gone else None)

    def search(self, text: str) -> None:
        self.inbox.search(text)
        self.review.search(text)

    def open_file(self, path: Path) -> None:
        """Put a file into the inbox and show what it holds; nothing is written to the ledger."""
        self.inbox.take_in([path])

    def open_item(self, item: InboxItem) -> None:
        """Show what a file of the inbox holds; nothing is written."""
        if self.is_busy:
            return
        self._reading.forget()
        self.item, self._phrase = item, ""
        self._preview(item)

    def _preview(self, item: InboxItem) -> None:
        work = partial(deliveries.preview_kept, self.context.ledger, item, phrase=self._phrase)
        self.run(work, f"正在核对 {item.file_name}", self._previewed, self._not_previewed)

    def receive(self) -> None:
        """Accept the package that is shown, with what is ticked."""
        receipt, item = self.receipt, self.item
        if receipt is None or item is None or self._why_not(receipt):
            return
        left = len(receipt.optional() - self.review.ticked)
        if left and not receipt.repeated and not self._leave(left):
            return
        chosen = frozenset(self.review.ticked)
        work = partial(inbox.receive_kept, self.context.ledger, item.uid, chosen=chosen, phrase=self._phrase)
        self.run(work, f"正在接收 {item.file_name}", self._received)

    def refuse(self) -> None:
        """Do not take the package that is shown in, with a reason."""
        item = self.item
        if item is not None and self._may_refuse():
            self.inbox.desk.refuse(self, item, self._refused, self._phrase)

    def undo(self) -> None:
        """Take the accepted package back."""
        receipt = self.receipt
        if receipt is None or not receipt.act_uid:
            return
        more = "台账恢复到接收之前；历史记录里会留下接收和撤销两笔。以后可以再次接收同一文件。"
        if self.confirm(self, "撤销接收", f"撤销来自“{self._from(receipt)}”的这次接收吗？", "撤销接收", more):
            work = partial(undo.undo, self.context.ledger, receipt.act_uid)
            self.run(work, "正在撤销接收", self._undone)

    def start_over(self) -> None:
        """Back to the inbox."""
        self._reading.forget()
        self.receipt = None
        self.told.show_receipt("")
        self.stack.setCurrentIndex(0)
        if self.context.has_ledger:
            self.inbox.reload()
        self.enable()

    def enable(self) -> None:
        receipt = self.receipt
        accepted = receipt is not None and receipt.accepted
        optional, ticked = (len(receipt.optional()) if receipt else 0), len(self.review.ticked)
        self.all_tick.setText(f"全部勾选（已勾 {ticked} / {optional} 处）(&H)")
        self.all_tick.setChecked(bool(optional) and ticked == optional)
        self.all_tick.setVisible(bool(optional) and not accepted)
        self.undo_button.setVisible(accepted)
        self.receive_button.setVisible(not accepted)
        self.refuse_button.setVisible(self._may_refuse())
        busy = BUSY if self.is_busy else ""
        allow(
            self.all_tick, busy, "手工填报和建议修改可以逐处勾选：选中后按空格；没勾的留待以后从同一文件补收"
        )
        allow(self.undo_button, busy)
        allow(self.refuse_button, busy, REFUSE_TIP)
        allow(self.again_button, busy)
        why = self._why_not(receipt)
        allow(self.receive_button, why)
        self.hint.setText(why if optional and not accepted and not busy else "")

    def _tick_all(self) -> None:
        every = self.receipt.optional() if self.receipt else set()
        self.review.tick(set() if self.review.ticked == every else every)
        self.enable()

    def _why_not(self, receipt: Receipt | None) -> str:
        if self.is_busy:
            return BUSY
        if receipt is None or (receipt.repeated and not receipt.optional()):
            return "这个数据包以前接收过，无需再接收。"
        alone = receipt.repeated or self._is_ours(receipt)
        if alone and not self.review.ticked:
            return "请先在列表里勾选要接收的（选中后按空格）。"
        return ""

    def _may_refuse(self) -> bool:
        receipt, item = self.receipt, self.item
        if receipt is None or item is None or item.state is InboxState.DECLINED:
            return False
        return not (receipt.accepted or receipt.repeated or self._is_ours(receipt))

    def _is_ours(self, receipt: Receipt) -> bool:
        """Whether it is a file of ours that was filled in and given back."""
        return receipt.sender == self.context.office_name

    def _from(self, receipt: Receipt) -> str:
        return receipt.receiver if self._is_ours(receipt) else receipt.sender

    def _show_told(self, receipt: Receipt, *, is_told: bool) -> None:
        """The receipt for the sender; nobody waits for one about a file of ours."""
        self.told.show_receipt(receipt.package_uid if is_told and not self._is_ours(receipt) else "")

    def _leave(self, count: int) -> bool:
        return self.confirm(
            self,
            "还有没勾选的",
            f"这个文件里有 {count} 处（手工填报、建议修改）没有勾选，先接收其余内容吗？",
            "先接收其余",
            "没勾选的留待以后：同一文件还在收件箱里，随时可以打开补收。",
        )

    def _previewed(self, receipt: Receipt) -> None:
        self.receipt = receipt
        declined = self.item is not None and self.item.state is InboxState.DECLINED
        self._show_told(receipt, is_told=receipt.repeated or declined)
        if self.item is not None:
            self.review.show_receipt(receipt, Path(self.item.file_name))
        self.stack.setCurrentIndex(1)
        self.enable()

    def _not_previewed(self, error: Exception) -> None:
        if asks_for_phrase(error) and self.item is not None:
            wrong = str(error) if self._phrase else ""
            if phrase := self.ask_phrase(self, self.item.file_name, wrong, self._phrase):
                self._phrase = phrase
                QTimer.singleShot(0, partial(self._preview, self.item))  # the task that failed ends first
                return
            self.start_over()
            return
        self.start_over()
        self.context.show_error(self, error)

    def _received(self, receipt: Receipt) -> None:
        self.receipt = receipt
        if self.item is not None:
            self.review.show_receipt(receipt, Path(self.item.file_name))
        self._show_told(receipt, is_told=receipt.accepted)
        what = "填报" if self._is_ours(receipt) else "数据包"
        self.context.say(f"来自“{self._from(receipt)}”的{what}：{receipt.message}")
        self.context.ledger_changed.emit()

    def _refused(self, told: Acknowledgement) -> None:
        """The list shows the refused file with the reason and the code to read aloud."""
        self.start_over()
        self.context.say(f"已拒收“{told.sender}”第 {told.sequence} 号数据包，电话回执码 {told.code}。")
        self.context.ledger_changed.emit()

    def _undone(self, _title: str) -> None:
        name = self.item.file_name if self.item else ""
        self.start_over()
        self.context.say(f"已撤销接收“{name}”，台账恢复到接收之前。")
        self.context.ledger_changed.emit()

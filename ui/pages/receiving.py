"""接收: give a package, look at every change, accept it, take it back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.services import receiving, undo
from dczg_desktop.services.foreign import is_foreign_table
from dczg_desktop.services.receipts import Receipt
from ui.context import Context
from ui.pages.drop_area import DropArea, ask_package
from ui.pages.notice import Notice
from ui.pages.review import ReviewView
from ui.pages.work_page import BUSY, WorkPage, allow, unticked
from ui.widgets.dialog import confirm
from ui.widgets.scroll import scrolled
from ui.widgets.words import button, label, passage

HOW = (
    "拖进来以后先逐格列出改动，看过再接收；没有点“接收”之前，台账一个字也不会变。\n"
    "接收前自动做一份安全备份；接收后还可以整批撤销。"
)


class ReceivingPanel(WorkPage):
    """`open_import(path)` is given by whoever builds the pages; without it foreign tables are only named."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.open_import: Callable[[Path], object] | None = None
        self.confirm: Callable[[QWidget, str, str, str, str], bool] = confirm
        self.path = Path()
        self.receipt: Receipt | None = None
        self.drop = DropArea("把收到的数据包拖到这里", "选择文件…", ask_package, tall=True)
        self.refusal = Notice("warning")
        self.import_button = button("作为外来表格导入(&I)")
        self.review = ReviewView(context)
        self.hand_tick, self.hint = QCheckBox(), label("", "secondary")
        self.again_button = button("换一个文件(&N)")
        self.undo_button = button("撤销本次接收", "danger")
        self.receive_button = button("接收(&A)", "primary")
        self._waiting, self._reviewing = QWidget(), QWidget()
        self._lay_out()
        self.drop.given.connect(self.open_file)
        self.import_button.clicked.connect(self._import)
        self.hand_tick.toggled.connect(self.enable)
        self.again_button.clicked.connect(self.start_over)
        self.undo_button.clicked.connect(self.undo)
        self.receive_button.clicked.connect(self.receive)
        self.start_over()

    def _lay_out(self) -> None:
        first = QVBoxLayout(self._waiting)
        first.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.refusal, 1)
        row.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignBottom)
        first.addLayout(row)
        first.addWidget(self.drop, 1)
        first.addWidget(passage(HOW, "secondary"))
        second = QVBoxLayout(self._reviewing)
        second.setContentsMargins(0, 0, 0, 0)
        second.addWidget(scrolled(self.review), 1)
        acts = QHBoxLayout()
        acts.addWidget(self.again_button)
        acts.addStretch(1)
        for widget in (self.hint, self.hand_tick, self.undo_button, self.receive_button):
            acts.addWidget(widget)
        second.addLayout(acts)
        self.body.addWidget(self._waiting, 1)
        self.body.addWidget(self._reviewing, 1)

    def search(self, text: str) -> None:
        self.review.search(text)

    def open_file(self, path: Path) -> None:
        """Preview a package; nothing is written."""
        if self.is_busy:
            return
        self.path = path
        self._refuse("")
        work = partial(receiving.preview_package, self.context.ledger, path)
        self.run(work, f"正在核对 {path.name}", self._previewed, self._not_previewed)

    def receive(self) -> None:
        """Accept the package that is shown."""
        receipt, hand = self.receipt, self.hand_tick.isChecked()
        if receipt is None or self._why_not(receipt):
            return
        if receipt.hand_edits and not hand and not self._leave_hand_edits(len(receipt.hand_edits)):
            return
        work = partial(receiving.receive, self.context.ledger, self.path, accept_hand_edits=hand)
        self.run(work, f"正在接收 {self.path.name}", self._received)

    def undo(self) -> None:
        """Take the accepted package back."""
        receipt = self.receipt
        if receipt is None or not receipt.act_uid:
            return
        more = "台账恢复到接收之前；历史记录里会留下接收和撤销两笔。以后可以再次接收同一文件。"
        if self.confirm(self, "撤销接收", f"撤销来自“{receipt.sender}”的这次接收吗？", "撤销接收", more):
            work = partial(undo.undo, self.context.ledger, receipt.act_uid)
            self.run(unticked(work), "正在撤销接收", self._undone)

    def start_over(self) -> None:
        """Back to the empty page."""
        self.receipt = None
        self._refuse("")
        self._show_review(shown=False)
        self.enable()

    def enable(self) -> None:
        receipt = self.receipt
        accepted = receipt is not None and receipt.accepted
        edits = len(receipt.hand_edits) if receipt else 0
        allow(self.drop.choose_button, BUSY if self.is_busy else "")
        self.drop.setAcceptDrops(not self.is_busy)
        self.hand_tick.setText(f"同时接收手工填报 {edits} 处(&H)")
        self.hand_tick.setVisible(bool(edits) and not accepted)
        self.undo_button.setVisible(accepted)
        self.receive_button.setVisible(not accepted)
        self.again_button.setText("再接收一个文件(&N)" if accepted else "换一个文件(&N)")
        allow(self.hand_tick, BUSY if self.is_busy else "", "对方直接写在表格里的内容，逐处列在上面")
        allow(self.undo_button, BUSY if self.is_busy else "")
        allow(self.again_button, BUSY if self.is_busy else "")
        allow(self.receive_button, self._why_not(receipt))
        only_hand_edits = bool(edits) and not accepted and not self.is_busy
        self.hint.setText(self._why_not(receipt) if only_hand_edits else "")

    def _why_not(self, receipt: Receipt | None) -> str:
        if self.is_busy:
            return BUSY
        if receipt is None or receipt.repeated:
            return "这个数据包以前接收过，无需再接收。"
        if receipt.sender == self.context.office_name and not self.hand_tick.isChecked():
            return "这是本单位发出的回填件，请先勾选要接收手工填报。"
        return ""

    def _leave_hand_edits(self, count: int) -> bool:
        return self.confirm(
            self,
            "手工填报没有勾选",
            f"这个文件里有 {count} 处手工填报没有勾选，只接收其余内容吗？",
            "不要手工填报",
            "接收以后，同一文件里的手工填报不能再补收（除非先撤销这次接收）。",
        )

    def _show_review(self, *, shown: bool) -> None:
        self._waiting.setVisible(not shown)
        self._reviewing.setVisible(shown)

    def _previewed(self, receipt: Receipt) -> None:
        self.receipt = receipt
        self.hand_tick.setChecked(False)
        self.review.show_receipt(receipt, self.path)
        self._show_review(shown=True)
        self.enable()

    def _not_previewed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self.context.show_error(self, error)
            return
        self.start_over()
        self._refuse(str(error), foreign=is_foreign_table(error))

    def _received(self, receipt: Receipt) -> None:
        self.receipt = receipt
        self.review.show_receipt(receipt, self.path)
        self.context.say(f"来自“{receipt.sender}”的数据包：{receipt.message}")
        self.context.ledger_changed.emit()

    def _undone(self, _title: str) -> None:
        name = self.path.name
        self.start_over()
        self.context.say(f"已撤销接收“{name}”，台账恢复到接收之前。")
        self.context.ledger_changed.emit()

    def _refuse(self, words: str, *, foreign: bool = False) -> None:
        self.refusal.say(words, "warning")
        self.import_button.setVisible(foreign and self.open_import is not None)

    def _import(self) -> None:
        if self.open_import is not None:
            self.open_import(self.path)

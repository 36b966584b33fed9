"""The head of the details: code, the three statuses as chips, and every mark that asks for attention."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.domain.duties import gaps_of
from dczg_desktop.services.detail import ProblemDetail
from ui.pages.ledger.lines import remark_on_due, shown_remark
from ui.theme.status import PLAIN, Shape, StatusLook, look_of
from ui.widgets.chip import ChipLabel
from ui.widgets.flow import FlowLayout
from ui.widgets.words import button, label

LOCK = StatusLook(PLAIN.colour, PLAIN.tint, Shape.SQUARE)


class DetailHead(QWidget):
    """`folded` asks for the details to be put away."""

    folded = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = label("", "heading")
        self.fold_button = button("收起", "link", "收起详情，列表占满整个宽度；按 Enter 再打开")
        self.chips = {name: ChipLabel() for name in ("progress", "closure", "due", "lock", "dispute", "gaps")}
        row, flow = QWidget(), FlowLayout(6)
        row.setLayout(flow)
        for chip in self.chips.values():
            flow.addWidget(chip)
        top = QHBoxLayout()
        top.addWidget(self.code, 1)
        top.addWidget(self.fold_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 0, 2, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(row)
        self.fold_button.clicked.connect(self.folded)

    def show_problem(self, detail: ProblemDetail, soon: int) -> None:
        """Show how this problem stands."""
        row = detail.row
        self.code.setText(row.code)
        due, missing = remark_on_due(row, soon), gaps_of(row.gaps)
        self._chip("progress", row.progress_status.value)
        self._chip("closure", "已作废" if row.voided else row.closure_status.value)
        self._chip("due", shown_remark(due), look_of(due))
        foreign = "" if detail.ours else "上级交办"
        moved = f"已移交 {detail.released}" if detail.released else ""
        self._chip("lock", moved or ("已锁定" if detail.locked else foreign), LOCK)
        self._chip("dispute", f"冲突 {row.disputed} 处" if row.disputed else "")
        self._chip("gaps", f"缺 {len(missing)} 项要素" if missing else "", look_of("注意"))
        self.chips["gaps"].setToolTip("缺：" + "、".join(missing) if missing else "")
        self.chips["lock"].setToolTip(
            f"交办单位已改由{detail.released}承担，历史都在，只能查看"
            if detail.released
            else "已销号或作废，内容锁定"
            if detail.locked
            else f"交办单位：{detail.issuer or '上级'}"
        )

    def _chip(self, name: str, word: str, look: StatusLook | None = None) -> None:
        chip = self.chips[name]
        chip.set_word(word, look)
        chip.setVisible(bool(word))

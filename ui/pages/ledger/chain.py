"""责任链: the levels a problem has come down to, who answers there, whether they have it, and where it stops."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dczg_desktop.services.chain import ChainLink, Receipt, chain
from dczg_desktop.services.detail import ProblemDetail
from ui.context import Context
from ui.pages.ledger.table import SmallTable, TableRow
from ui.widgets.words import label, passage

LOOKS = {
    Receipt.CONFIRMED: "正常",
    Receipt.WAITING: "注意",
    Receipt.UNSENT: "注意",
    Receipt.UNTOLD: "注意",
    Receipt.STRANGER: "冲突",
}
"""Whose look a receipt borrows; our own office and those above have none."""


class ChainCard(QWidget):
    """Hidden while no unit answers for the problem."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.words = passage("", "secondary")
        self.table = SmallTable("责任链", ("层级", "单位", "责任人", "收到"), (3, 0, 6, 6.5), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label("责任链", "strong"))
        layout.addWidget(self.words)
        layout.addWidget(self.table)

    def show_problem(self, detail: ProblemDetail) -> None:
        """Show how far down this problem has come."""
        found = chain(self._context.ledger, detail.uid)
        self.words.setText(f"{found.words}。")
        self.table.show_rows([_row(one) for one in found.links])
        self.setVisible(bool(found.links))


def _row(link: ChainLink) -> TableRow:
    level = link.level.value if link.level else "—"
    named = (*link.leaders, *link.people)
    people = "、".join(named) or "未到人"
    received = f"{link.receipt}\n{link.received_at[:10]}" if link.received_at else link.receipt.value
    since = f"，{link.since} 起" if link.since else ""
    by = f"{link.assigned_by}交办{since}" if link.assigned_by else ""
    unit = f"{link.unit}（{link.role}）"
    return TableRow(link.office_uid, (level, unit, people, received), LOOKS.get(link.receipt, ""), by)

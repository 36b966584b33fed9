"""The deadline of a problem: the first decision, every later one, and the button that adjusts it."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.domain.facts import DeadlineFacts
from dczg_desktop.services.detail import ProblemDetail
from dczg_desktop.services.problems import adjust_deadline
from ui.context import Context
from ui.dialogs.deadline import DeadlineDecision, DeadlineDialog
from ui.pages.acting import attempt
from ui.pages.ledger.origin import origin_tip
from ui.pages.ledger.panel import why_not_ours
from ui.pages.ledger.table import SmallTable, TableRow
from ui.widgets.words import allow, button, label


class DeadlineList(QWidget):
    """The first deadline stays in sight for good."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._detail: ProblemDetail | None = None
        self.ask = DeadlineDialog.ask
        self.adjust_button = button("调整时限(&T)")
        self.table = SmallTable("整改时限", ("决定", "时限与依据", "到期日"), (3, 0, 6), 1)
        self.nothing = label("还没有时限", "secondary")
        head = QHBoxLayout()
        head.addWidget(label("整改时限", "strong"), 1)
        head.addWidget(self.adjust_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self.nothing)
        layout.addWidget(self.table)
        self.adjust_button.clicked.connect(self._adjust)

    def show_problem(self, detail: ProblemDetail) -> None:
        """Show every decision, the first on top."""
        self._detail = detail
        decisions = detail.facts.deadlines
        self.table.show_rows(
            [TableRow(one.uid, _cells(one), tip=origin_tip(detail, one.uid)) for one in decisions]
        )
        self.table.setVisible(bool(decisions))
        self.nothing.setVisible(not decisions)
        self.adjust_button.setText("调整时限(&T)" if decisions else "确定时限(&T)")
        allow(self.adjust_button, why_not_ours(detail), "原定时限和历次调整都会保留")

    def _adjust(self) -> None:
        detail = self._detail
        if detail is None:
            return
        ledger, current = self._context.ledger, detail.facts.deadline()

        def save(one: DeadlineDecision) -> str:
            act = partial(
                adjust_deadline, ledger, detail.uid, one.raw, one.reason, one.decided_by, one.document
            )
            return attempt(self._context, act, f"问题 {detail.row.code} 的时限已定为：{one.raw}")

        self.ask(self, detail.row.code, current.raw if current else "", ledger.today(), save)


def _cells(one: DeadlineFacts) -> tuple[str, ...]:
    grounds = "　".join(part for part in (one.decided_by, one.document, one.reason) if part)
    day = one.due.isoformat() if one.due else "长期坚持" if one.long_term else "—"
    return (one.kind.value, "\n".join(part for part in (one.raw, grounds) if part), day)

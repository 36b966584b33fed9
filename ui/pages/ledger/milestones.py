"""The dated steps of a problem's plan."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.domain.facts import MilestoneFacts
from dczg_desktop.services.detail import ProblemDetail
from dczg_desktop.services.measures import add_milestone, finish_milestone
from ui.context import Context
from ui.dialogs.measure import FinishDialog, Finished, MilestoneDialog, MilestoneDraft
from ui.pages.acting import attempt, perform, saving
from ui.pages.ledger.panel import why_locked
from ui.pages.ledger.table import SmallTable, TableRow
from ui.widgets.words import allow, button, label


class MilestoneList(QWidget):
    """Adding a step, setting and taking back the day it was reached."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._detail: ProblemDetail | None = None
        self.ask_milestone, self.ask_finished = MilestoneDialog.ask, FinishDialog.ask
        self.table = SmallTable("节点", ("节点", "到期日", "完成"), (0, 5.5, 5.5), 0)
        self.nothing = label("没有节点", "secondary")
        self.add_button, self.finish_button = button("新增节点"), button("登记完成")
        self.reset_button = button("撤回完成")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label("节点", "strong"))
        layout.addWidget(self.nothing)
        layout.addWidget(self.table)
        row = QHBoxLayout()
        for one in (self.add_button, self.finish_button, self.reset_button):
            row.addWidget(one)
        row.addStretch(1)
        layout.addLayout(row)
        self.table.chosen.connect(self._allow)
        self.add_button.clicked.connect(self._add)
        self.finish_button.clicked.connect(self._finish)
        self.reset_button.clicked.connect(self._reset)

    def show_problem(self, detail: ProblemDetail) -> None:
        """Show the steps in the order of their days."""
        self._detail = detail
        today = self._context.ledger.today()
        rows = []
        for one in sorted(detail.facts.milestones, key=lambda step: step.due or date.max):
            late = one.due is not None and one.done_on is None and one.due < today
            state = one.done_on.isoformat() if one.done_on else "已到期未完成" if late else "未完成"
            status = "正常" if one.done_on else "已逾期" if late else ""
            rows.append(
                TableRow(one.uid, (one.title, one.due.isoformat() if one.due else "—", state), status)
            )
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self._allow()

    def _chosen(self) -> MilestoneFacts | None:
        keys = self.table.selected_keys()
        found = self._detail.facts.milestones if self._detail else ()
        return next((one for one in found if keys and one.uid == keys[0]), None)

    def _allow(self) -> None:
        locked, one = why_locked(self._detail), self._chosen()
        none = "" if one else "请先选中一个节点"
        allow(self.add_button, locked)
        allow(self.finish_button, locked or none or ("这个节点已经完成" if one and one.done_on else ""))
        allow(self.reset_button, locked or none or ("" if one and one.done_on else "这个节点还没有完成"))

    def _add(self) -> None:
        if self._detail is None:
            return
        ledger, uid = self._context.ledger, self._detail.uid

        def save(step: MilestoneDraft) -> str:
            act = partial(add_milestone, ledger, uid, step.title, step.due)
            return attempt(self._context, act, f"已新增节点：{step.title}")

        self.ask_milestone(self, ledger.today(), save)

    def _finish(self) -> None:
        one, ledger = self._chosen(), self._context.ledger
        if one is None:
            return

        def write(answer: Finished) -> None:
            finish_milestone(ledger, one.uid, answer.day)

        save = saving(self._context, write, f"节点“{one.title}”已登记完成")
        self.ask_finished(self, one.title, ledger.today(), save, with_result=False)

    def _reset(self) -> None:
        if one := self._chosen():
            act = partial(finish_milestone, self._context.ledger, one.uid, None)
            perform(self._context, self, act, f"已撤回节点“{one.title}”的完成日期")

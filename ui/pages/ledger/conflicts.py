"""What offices disagree about on one problem: both values, who wrote them, and the choice that ends it."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.domain.records import Value
from dczg_desktop.services.conflicts import Conflict, LivingValue, list_conflicts, resolve_conflict
from dczg_desktop.services.detail import ProblemDetail
from ui.context import Context, ErrorShower
from ui.dialogs.reason import ReasonDialog
from ui.pages.ledger.panel import why_locked
from ui.pages.work_page import unticked
from ui.reading import Reading
from ui.task import Task
from ui.widgets.words import allow, button, ground, label, passage, restyle


class ConflictList(QWidget):
    """Hidden while there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.ask_reason = ReasonDialog.ask
        self._reading = Reading(self, context)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_problem(self, detail: ProblemDetail) -> None:
        """Show every conflict of this problem."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.hide()
        self._reading.forget()
        if detail.row.disputed:
            work = partial(list_conflicts, self._context.ledger, detail.uid)
            self._reading.ask(work, partial(self._show_found, detail))

    def _show_found(self, detail: ProblemDetail, found: list[Conflict]) -> None:
        for conflict in found:
            self._rows.addWidget(self._card(conflict, detail))
        self.setVisible(bool(found))

    def _card(self, conflict: Conflict, detail: ProblemDetail) -> QWidget:
        card = ground("notice")
        card.setProperty("tone", "trouble")
        restyle(card)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 8, 10, 10)
        layout.addWidget(label(f"冲突：{conflict.record}　{conflict.label}", "strong"))
        layout.addWidget(passage(f"分歧以前：{value_words(conflict.base)}", "secondary"))
        why_not = why_locked(detail)
        if not why_not and not conflict.may_decide:
            why_not = f"由{conflict.decider}定夺，结果随回包下发"
        for living in conflict.values:
            layout.addLayout(self._choice(conflict, living, why_not))
        return card

    def _choice(self, conflict: Conflict, living: LivingValue, why_not: str) -> QHBoxLayout:
        who = f"{living.office} {living.who}　{living.at[:16].replace('T', ' ')}".strip()
        words = passage(f"{value_words(living.value)}\n{who}{'　（现在显示）' if living.shown else ''}")
        take = button("采用")
        allow(take, why_not, "以这个值为准；下次交换后各单位一致")
        take.clicked.connect(lambda: self._resolve(conflict, living.value))
        row = QHBoxLayout()
        row.addWidget(words, 1)
        row.addWidget(take)
        return row

    def _resolve(self, conflict: Conflict, value: Value) -> None:
        if not conflict.note_required:
            self._decide(conflict, value, self._context.show_error, "")
            return
        lead = f"{conflict.record}　{conflict.label}\n这一项由{conflict.decider}掌握，对方会看到您写的理由。"
        save = partial(self._decide, conflict, value, self._context.show_unforeseen)
        self.ask_reason(self.window(), "定夺冲突", "就按这个", lead, "理由", save)

    def _decide(self, conflict: Conflict, value: Value, failed: ErrorShower, reason: str) -> Task:
        work = partial(
            resolve_conflict, self._context.ledger, conflict.kind, conflict.uid, conflict.field, value, reason
        )
        self.setEnabled(False)  # until it has ended: pressing twice decides once
        task = Task(self, unticked(work), f"正在定“{conflict.label}”")
        task.succeeded.connect(
            lambda _done: self._resolved(f"已处理“{conflict.label}”的冲突，采用：{value_words(value)}")
        )
        task.failed.connect(partial(failed, self))
        task.ended.connect(lambda: self.setEnabled(True))
        task.start(self._context.pool)
        return task

    def _resolved(self, said: str) -> None:
        self._context.say(said, undoable=True)
        self._context.ledger_changed.emit()


def value_words(value: Value) -> str:
    """A stored value for reading; nothing reads 〔空〕."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "〔空〕" if value is None or value == "" else str(value)

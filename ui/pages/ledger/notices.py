"""Public notices of a closure and what people objected to."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.domain.facts import NoticeFacts
from dczg_desktop.domain.procedures import Procedure
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.closure import answer_objection, publish_notice, raise_objection
from dczg_desktop.services.detail import ProblemDetail
from ui.context import Context
from ui.dialogs.closure import Notice, NoticeDialog
from ui.dialogs.reason import ReasonDialog
from ui.pages.acting import attempt
from ui.pages.ledger.panel import why_locked
from ui.pages.ledger.table import SmallTable, TableRow
from ui.widgets.words import allow, button, label, passage


class NoticeList(QWidget):
    """A notice is registered, never changed; an objection stands until it is answered."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._detail: ProblemDetail | None = None
        self._rule = ""
        self.ask_notice, self.ask_reason = NoticeDialog.ask, ReasonDialog.ask
        self.notices = passage()
        self.objections = SmallTable("异议", ("异议", "提出日期", "处理结果"), (0, 5.5, 9), 0)
        self.notice_button, self.object_button = button("登记公示(&N)"), button("登记异议")
        self.answer_button = button("答复异议")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.addWidget(label("公示与异议", "strong"))
        layout.addWidget(self.notices)
        layout.addWidget(self.objections)
        row = QHBoxLayout()
        for one in (self.notice_button, self.object_button, self.answer_button):
            row.addWidget(one)
        row.addStretch(1)
        layout.addLayout(row)
        self.objections.chosen.connect(self._allow)
        self.notice_button.clicked.connect(self._publish)
        self.object_button.clicked.connect(self._object)
        self.answer_button.clicked.connect(self._answer)

    def show_problem(self, detail: ProblemDetail, procedure: Procedure) -> None:
        """Show what was made public and what was objected."""
        self._detail, self._rule = detail, notice_rule(procedure)
        found = detail.facts.notices
        self.notices.setText("\n".join([self._rule, *(_notice_words(one) for one in found)]))
        rows = [
            TableRow(
                one.uid,
                (one.text, one.raised_on.isoformat() if one.raised_on else "—", one.answer or "尚未处理"),
                "" if one.answer else "严重",
            )
            for one in detail.facts.objections
        ]
        self.objections.show_rows(rows)
        self.objections.setVisible(bool(rows))
        self._allow()

    def _allow(self) -> None:
        locked = why_locked(self._detail)
        allow(self.notice_button, locked, self._rule)
        allow(self.object_button, locked, "登记后，答复之前不能销号")
        open_ = (
            {one.uid for one in self._detail.facts.objections if not one.answer} if self._detail else set()
        )
        chosen = self.objections.selected_keys()
        none = "" if chosen and chosen[0] in open_ else "请先选中一条还没有处理的异议"
        allow(self.answer_button, locked or none)

    def _publish(self) -> None:
        if self._detail is None:
            return
        uid, code, ledger = self._detail.uid, self._detail.row.code, self._context.ledger

        def save(notice: Notice) -> str:
            act = partial(publish_notice, ledger, uid, notice.starts, notice.ends, notice.place)
            return attempt(self._context, act, lambda days: f"已登记公示，共 {days} 个工作日。")

        self.ask_notice(self, code, self._rule, save)

    def _object(self) -> None:
        if self._detail is None:
            return
        uid, code = self._detail.uid, self._detail.row.code

        def save(text: str) -> str:
            act = partial(raise_objection, self._context.ledger, uid, text)
            return attempt(self._context, act, f"已登记对问题 {code} 的异议，答复之前不能销号。")

        self.ask_reason(self, "登记异议", "登记", f"问题 {code}", "异议内容", save)

    def _answer(self) -> None:
        chosen = self.objections.selected_keys()
        if not chosen or self._detail is None:
            return
        one = next(found for found in self._detail.facts.objections if found.uid == chosen[0])

        def save(answer: str) -> str:
            act = partial(answer_objection, self._context.ledger, one.uid, answer)
            return attempt(self._context, act, "已登记异议的处理结果。")

        self.ask_reason(self, "答复异议", "保存答复", f"异议：{one.text}", "核查处理结果", save)


def notice_rule(procedure: Procedure) -> str:
    """What a procedure demands of the public notice, in one sentence."""
    if not procedure.notice_days:
        return "本流程不要求公示，可以自愿登记。"
    kind = "工作日" if procedure.notice_working else "自然日"
    counted = "起日计入" if procedure.first_day_counts else "起日不计"
    return f"本流程要求公示 {procedure.notice_days} 个{kind}（{counted}），期满次日起方可销号。"


def _notice_words(one: NoticeFacts) -> str:
    natural = (one.ends - one.starts).days + 1
    days = f"{working_days(one.starts, one.ends)} 个工作日、{natural} 个自然日"
    return f"{one.starts} 至 {one.ends}（{days}）　{one.place}"

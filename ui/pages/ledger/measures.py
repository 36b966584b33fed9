"""The tab 措施与节点: the promised pieces of work and the dated steps, each done when it carries its day."""

from functools import partial

from dczg_desktop.domain.facts import MeasureFacts
from dczg_desktop.services.detail import ProblemDetail
from dczg_desktop.services.duties import known_names
from dczg_desktop.services.measures import (
    MeasureDraft,
    add_measures,
    edit_measure,
    finish_measures,
    void_measure,
)
from ui.context import Context
from ui.dialogs.measure import FinishDialog, Finished, MeasureDialog, MeasuresDialog
from ui.dialogs.reason import ReasonDialog
from ui.pages.acting import attempt, perform, saving
from ui.pages.ledger.milestones import MilestoneList
from ui.pages.ledger.origin import origin_tip
from ui.pages.ledger.panel import ProblemPanel, why_locked
from ui.pages.ledger.table import SmallTable, TableRow
from ui.widgets.words import allow, button, label


class MeasuresPanel(ProblemPanel):
    """Several measures may be finished at once; changing and voiding is for one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.add_requests("measure")
        self.ask_measures, self.ask_measure = MeasuresDialog.ask, MeasureDialog.ask
        self.ask_finished, self.ask_reason = FinishDialog.ask, ReasonDialog.ask
        self.count = label("", "strong")
        self.table = SmallTable("整改措施", ("措施", "时限", "完成"), (0, 5.5, 5.5), 0)
        self.nothing = label("还没有分解措施。点“新增措施”，可以从方案原文拆分。", "secondary")
        self.nothing.setWordWrap(True)
        self.add_button = button("新增措施(&A)")
        self.finish_button = button("登记完成(&W)")
        self.edit_button = button("修改(&E)")
        self.reset_button = button("撤回完成")
        self.void_button = button("作废", "danger")
        self.milestones = MilestoneList(context)
        for part in (self.count, self.nothing, self.table):
            self.body.addWidget(part)
        self.add_buttons(
            self.add_button, self.finish_button, self.edit_button, self.reset_button, self.void_button
        )
        self.body.addSpacing(8)
        self.body.addWidget(self.milestones)
        self.end()
        self.table.chosen.connect(self._allow)
        self.table.opened.connect(lambda _key: self._edit())
        self.add_button.clicked.connect(self._add)
        self.finish_button.clicked.connect(self._finish)
        self.edit_button.clicked.connect(self._edit)
        self.reset_button.clicked.connect(self._reset)
        self.void_button.clicked.connect(self._void)

    def show_problem(self, detail: ProblemDetail) -> None:
        super().show_problem(detail)
        measures = detail.facts.measures
        done = sum(1 for one in measures if one.done_on)
        self.count.setText(f"整改措施　已完成 {done} / {len(measures)}" if measures else "整改措施")
        today = self.context.ledger.today()
        rows = []
        for one in measures:
            late = one.due is not None and one.done_on is None and one.due < today
            state = one.done_on.isoformat() if one.done_on else "已到期未完成" if late else "未完成"
            status = "正常" if one.done_on else "已逾期" if late else ""
            when = one.due.isoformat() if one.due else one.deadline or "—"
            rows.append(TableRow(one.uid, (_words(one), when, state), status, origin_tip(detail, one.uid)))
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.milestones.show_problem(detail)
        self._allow()

    def _chosen(self) -> list[MeasureFacts]:
        keys = set(self.table.selected_keys())
        return [one for one in self.detail.facts.measures if one.uid in keys] if self.detail else []

    def _allow(self) -> None:
        locked, chosen = why_locked(self.detail), self._chosen()
        none = "" if chosen else "请先在上面选中措施"
        several = "一次只能选中一条" if len(chosen) > 1 else ""
        done = all(one.done_on for one in chosen)
        allow(self.add_button, locked, "一条一条写，或把方案原文粘贴进来自动拆开")
        allow(self.finish_button, locked or none or ("选中的措施已经完成" if done else ""), "可以多选")
        allow(self.edit_button, locked or none or several)
        allow(self.reset_button, locked or none or ("" if done else "选中的措施还没有完成"))
        allow(self.void_button, locked or none or several, "写明理由后作废，记录保留")

    def _add(self) -> None:
        if self.detail is None:
            return
        ledger, uid = self.context.ledger, self.detail.uid
        text = "" if self.detail.facts.measures else self.detail.facts.plan

        def save(drafts: list[MeasureDraft]) -> str:
            return attempt(
                self.context, partial(add_measures, ledger, uid, drafts), f"已新增 {len(drafts)} 条措施"
            )

        self.ask_measures(self, text, known_names(ledger)[0], ledger.today(), save)

    def _edit(self) -> None:
        chosen = self._chosen()
        if len(chosen) != 1 or why_locked(self.detail):
            return
        one, ledger = chosen[0], self.context.ledger
        draft = MeasureDraft(one.text, one.unit, one.deadline)
        shown = self.requests.shown if self.requests else []
        marks = {
            asked.facts.field: f"退回修改：{asked.reason}"
            for asked in shown
            if asked.ours and asked.facts.target_uid == one.uid
        }
        save = saving(self.context, partial(edit_measure, ledger, one.uid), "已保存措施的修改")
        self.ask_measure(self, draft, known_names(ledger)[0], ledger.today(), marks, save)

    def _finish(self) -> None:
        uids = [one.uid for one in self._chosen() if one.done_on is None]
        ledger = self.context.ledger
        if not uids:
            return

        def save(answer: Finished) -> str:
            act = partial(finish_measures, ledger, uids, answer.day, answer.result)
            return attempt(self.context, act, f"已登记 {len(uids)} 条措施于 {answer.day} 完成")

        self.ask_finished(self, f"选中 {len(uids)} 条措施", ledger.today(), save)

    def _reset(self) -> None:
        uids = [one.uid for one in self._chosen()]
        act = partial(finish_measures, self.context.ledger, uids, None)
        perform(self.context, self, act, f"已撤回 {len(uids)} 条措施的完成日期")

    def _void(self) -> None:
        one = self._chosen()[0]
        act = partial(void_measure, self.context.ledger, one.uid)
        save = saving(self.context, act, "已作废一条措施")
        self.ask_reason(self, "作废措施", "作废", one.text, "理由", save)


def _words(one: MeasureFacts) -> str:
    more = "　".join(part for part in (one.unit and f"承办：{one.unit}", one.result) if part)
    return "\n".join(part for part in (one.text, more) if part)

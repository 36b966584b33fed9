"""The tab 进展: the reports of every period, newest first, and filing the next one."""

from functools import partial

from dczg_desktop.domain.facts import ProgressFacts
from dczg_desktop.services.detail import ProblemDetail
from dczg_desktop.services.offices import offices
from dczg_desktop.services.progress import Report, period_of, report_progress, unfinished_measures
from ui.context import Context
from ui.dialogs.progress import ProgressDialog
from ui.pages.acting import attempt
from ui.pages.ledger.panel import ProblemPanel, why_locked
from ui.widgets.bars import BarChart, plain_bar
from ui.widgets.timeline import Happening, Timeline
from ui.widgets.words import allow, button, label


class ProgressPanel(ProblemPanel):
    """A later report of the same office and period takes the place of the former one."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.add_requests("progress")
        self.ask_report = ProgressDialog.ask
        self.report_button = button("填报进展(&P)")
        self.bar = BarChart("完成比例")
        self.bar.setFixedHeight(40)
        self.nothing = label("还没有进展。每个调度期填报一次，随数据包报给上级。", "secondary")
        self.nothing.setWordWrap(True)
        self.timeline = Timeline("进展")
        self.timeline.setMinimumHeight(180)
        self.body.addWidget(self.bar)
        self.add_buttons(self.report_button)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.timeline, 1)
        self.report_button.clicked.connect(self.report)

    def show_problem(self, detail: ProblemDetail) -> None:
        super().show_problem(detail)
        row = detail.row
        words = f"{row.percent}%　措施 {row.measures_done} / {row.measures}"
        self.bar.show_bars([plain_bar("", "完成", row.percent, words, 100)])
        names = {one.uid: one.name for one in offices(self.context.ledger) if not one.ours}
        reports = sorted(detail.facts.progress, key=lambda one: (one.period, one.made_at), reverse=True)
        self.timeline.show_happenings([_happening(one, names.get(one.office_uid, "")) for one in reports])
        self.timeline.setVisible(bool(reports))
        self.nothing.setVisible(not reports)
        self.body.setStretch(self.body.count() - 1, 1 if reports else 0)
        allow(self.report_button, why_locked(detail), "写明本期做了什么；完成的措施可以一起登记")

    def report(self) -> None:
        """Ask for the report of this period and file it."""
        if self.detail is None or why_locked(self.detail):
            return
        ledger, detail = self.context.ledger, self.detail
        ours = [one for one in detail.facts.progress if one.office_uid == ledger.identity.office_uid]
        last = max(ours, key=lambda one: (one.period, one.made_at)).text if ours else ""
        measures = unfinished_measures(ledger, detail.uid)
        open_ = [one for one in (self.requests.shown if self.requests else ()) if one.ours]
        period = open_[0].facts.period if open_ else period_of(ledger.today())
        marks = {one.facts.field: f"退回修改：{one.reason}" for one in open_ if one.facts.period == period}

        def save(answer: Report) -> str:
            act = partial(report_progress, ledger, detail.uid, answer)
            return attempt(self.context, act, f"已填报问题 {detail.row.code} {answer.period} 的进展")

        self.ask_report(self, detail.row.code, period, measures, last, marks, save)


def _happening(one: ProgressFacts, office: str) -> Happening:
    lines = [one.text]
    lines += [f"存在问题：{one.obstacle}"] if one.obstacle else []
    lines += [f"下一步：{one.next_step}"] if one.next_step else []
    share = f"　完成 {one.percent}%" if one.percent is not None else ""
    who = "　".join(part for part in (office, one.made_by) if part)
    return Happening(f"{one.period}{share}", who, "\n".join(lines), "达到序时进度", one.uid)

"""The tab 销号: what still stands in the way, applying, deciding, reopening, and every step so far."""

from functools import partial

from dczg_desktop.domain.closure import decision_objections, last_case, next_step, objections
from dczg_desktop.domain.facts import StepFacts
from dczg_desktop.domain.lights import four_lights
from dczg_desktop.domain.procedures import Procedure
from dczg_desktop.domain.words import ClosureStatus, Verdict
from dczg_desktop.services.calendars import working_days
from dczg_desktop.services.closure import apply_for_closure, decide, procedure_of, reopen
from dczg_desktop.services.detail import ProblemDetail
from ui.context import Context
from ui.dialogs.closure import Decision, DecisionDialog
from ui.dialogs.reason import ReasonDialog
from ui.pages.acting import attempt
from ui.pages.closure.four_lights import FourLights
from ui.pages.ledger.notices import NoticeList
from ui.pages.ledger.panel import ProblemPanel, why_locked
from ui.widgets.timeline import Happening, Timeline
from ui.widgets.words import allow, button, passage

SHOWN_AT_MOST = 12
LOOKS = {
    Verdict.APPLIED: "验收中",
    Verdict.AGREED: "审核通过",
    Verdict.RETURNED: "已退回",
    Verdict.REOPENED: "松动",
}


class ClosurePanel(ProblemPanel):
    """Nobody closes on paper: applying waits for the gate, agreeing for a second person."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.add_requests("closure_case")
        self.ask_reason, self.ask_decision = ReasonDialog.ask, DecisionDialog.ask
        self.state, self.against = passage(), passage()
        self.lights, self.notices = FourLights(), NoticeList(context)
        self.apply_button, self.decide_button = button("申请销号(&X)"), button("审核(&H)")
        self.reopen_button = button("重新启动", "danger")
        self.timeline = Timeline("销号过程")
        self.timeline.setFixedHeight(190)
        self.body.addWidget(self.state)
        self.body.addWidget(self.lights)
        self.body.addWidget(self.against)
        self.add_buttons(self.apply_button, self.decide_button, self.reopen_button)
        self.body.addWidget(self.notices)
        self.add_heading("办理过程")
        self.nothing = passage("还没有申请过销号。", "secondary")
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.timeline)
        self.end()
        self.apply_button.clicked.connect(self._apply)
        self.decide_button.clicked.connect(self._decide)
        self.reopen_button.clicked.connect(self._reopen)

    def show_problem(self, detail: ProblemDetail) -> None:
        super().show_problem(detail)
        procedure = self._procedure(detail)
        self.state.setText(_state_words(detail, procedure))
        self.lights.show_lights(four_lights(detail.facts, procedure))
        self.against.setText("\n".join(_against_lines(detail, procedure)))
        self.against.setVisible(bool(self.against.text()))
        self.notices.show_problem(detail, procedure)
        steps = sorted(detail.facts.steps, key=lambda one: one.made_at)
        self.timeline.show_happenings([_happening(one) for one in reversed(steps)])
        self.timeline.setVisible(bool(steps))
        self.nothing.setVisible(not steps)
        self._allow(detail, procedure)

    def _procedure(self, detail: ProblemDetail) -> Procedure:
        case = last_case(detail.facts) if detail.closure_status is ClosureStatus.IN_REVIEW else ()
        return procedure_of(self.context.ledger, case)

    def _allow(self, detail: ProblemDetail, procedure: Procedure) -> None:
        locked, status = why_locked(detail), detail.closure_status
        waiting = "已经申请，正等待审核" if status is ClosureStatus.IN_REVIEW else ""
        unready = "还不具备条件，缺什么见上面的说明" if objections(detail.facts, procedure) else ""
        allow(self.apply_button, locked or waiting or unready, "条件都已具备，可以申请")
        none = "" if waiting else "没有待审核的销号申请"
        allow(self.decide_button, locked or none, "核对佐证后同意或退回")
        closed = "" if status is ClosureStatus.CLOSED else "问题没有销号，不需要重新启动"
        allow(self.reopen_button, closed, "反弹或回头看发现问题时使用，写明理由，原记录保留")

    def _apply(self) -> None:
        if self.detail is None:
            return
        uid, code, ledger = self.detail.uid, self.detail.row.code, self.context.ledger
        lead = f"问题 {code}　申请后由第二人审核；审核前改动内容需要重新申请。"
        words = f"问题 {code} 已申请销号，等待审核。"

        def save(opinion: str) -> str:
            act = partial(apply_for_closure, ledger, uid, opinion)
            return attempt(self.context, act, words, undoable=False)

        self.ask_reason(self, "申请销号", "申请销号", lead, "申请说明", save, required=False)

    def _decide(self) -> None:
        if self.detail is None:
            return
        detail, ledger = self.detail, self.context.ledger
        case, procedure = last_case(detail.facts), self._procedure(detail)
        step = next_step(case, procedure)
        if step is None:
            return
        against = decision_objections(
            detail.facts, procedure, ledger.user_uid, "意见另填", ledger.today(), working_days
        )

        def save(answer: Decision) -> str:
            return attempt(
                self.context,
                lambda: decide(ledger, detail.uid, agree=answer.agree, opinion=answer.opinion),
                lambda status: f"问题 {detail.row.code} 的“{step.name}”已办理，现为：{status}",
                undoable=False,
            )

        self.ask_decision(self, detail.row.code, step.name, case[0].made_by, against, save)

    def _reopen(self) -> None:
        if self.detail is None:
            return
        uid, code = self.detail.uid, self.detail.row.code

        def save(reason: str) -> str:
            act = partial(reopen, self.context.ledger, uid, reason)
            return attempt(self.context, act, f"问题 {code} 已重新启动整改。", undoable=False)

        lead = f"问题 {code} 将解除锁定，销号记录保留。"
        self.ask_reason(self, "重新启动", "重新启动", lead, "理由", save)


def _state_words(detail: ProblemDetail, procedure: Procedure) -> str:
    step = next_step(last_case(detail.facts), procedure)
    way = " → ".join(["申请", *(one.name for one in procedure.steps)])
    now = f"，待办环节：{step.name}（{step.actor}）" if step else ""
    return f"{detail.closure_status.value}{now}\n流程：{way}"


def _against_lines(detail: ProblemDetail, procedure: Procedure) -> list[str]:
    """What stands in the way of an application, one sentence a line; nothing once it is closed or void."""
    if detail.locked:
        return []
    found = objections(detail.facts, procedure)
    more = [f"……还有 {len(found) - SHOWN_AT_MOST} 项"] if len(found) > SHOWN_AT_MOST else []
    head = [f"申请销号还缺 {len(found)} 项："] if found else []
    return [*head, *(f"· {one}" for one in found[:SHOWN_AT_MOST]), *more]


def _happening(one: StepFacts) -> Happening:
    words = one.step if one.step == one.verdict.value else f"{one.step}　{one.verdict.value}"
    opinion = f"：{one.opinion}" if one.opinion else ""
    moment = one.made_at[:16].replace("T", " ")
    return Happening(moment, one.made_by, f"{words}{opinion}", LOOKS[one.verdict], one.uid)

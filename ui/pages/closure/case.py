"""The side of the closure page: one case with what speaks for and against closing it, and what can be done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedLayout, QTabWidget, QVBoxLayout, QWidget

from dczg_desktop.base.text import excerpt
from dczg_desktop.domain.words import ClosureStatus, Verdict
from dczg_desktop.services.cases import CaseAct, CaseFile, StepLine
from ui.pages.closure.case_check import CaseCheck
from ui.pages.closure.case_materials import CaseMaterials, missing_words
from ui.pages.closure.case_notice import CaseNotice
from ui.widgets.cards import SectionCard
from ui.widgets.chip import ChipLabel
from ui.widgets.scroll import scrolled
from ui.widgets.timeline import Happening, Timeline
from ui.widgets.words import allow, button, passage, tip_of

SHOWN_WHEN: dict[ClosureStatus, tuple[CaseAct, ...]] = {
    ClosureStatus.NOT_APPLIED: (CaseAct.APPLY,),
    ClosureStatus.RETURNED: (CaseAct.APPLY,),
    ClosureStatus.IN_REVIEW: (CaseAct.RETURN, CaseAct.AGREE),
    ClosureStatus.CLOSED: (CaseAct.REOPEN,),
}
"""Buttons below the case, the primary one last."""

LOOKS_LIKE = {
    Verdict.APPLIED: "待审核",
    Verdict.AGREED: "审核通过",
    Verdict.RETURNED: "审核不通过",
    Verdict.REOPENED: "有变动",
}

LEAST = 280
"""Pixels of a case that are always in sight; a smaller window scrolls the whole page."""

TIPS = {
    CaseAct.APPLY: "提交销号申请，由第二人审核",
    CaseAct.AGREE: "写明核查意见并同意",
    CaseAct.RETURN: "逐条写明需要补正什么",
    CaseAct.REOPEN: "反弹或回头看发现问题时重新启动，原销号记录保留",
}


class CasePanel(SectionCard):
    """`acted` carries the wanted act, `print_asked` and `opened` concern the shown problem."""

    acted = Signal(object)
    print_asked = Signal()
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(" ")
        self.case: CaseFile | None = None
        self.chip = ChipLabel()
        self.open_button = button("打开问题", "link", "在整改台账里打开")
        self.text, self.facts = passage(), passage("", "secondary")
        self.check, self.notice, self.steps = CaseCheck(), CaseNotice(), Timeline()
        self.materials = CaseMaterials()
        self.tabs = QTabWidget()
        self.print_button = button("打印销号审批表(&P)")
        self.acts = {
            act: button(act.value, "primary" if act in {CaseAct.APPLY, CaseAct.AGREE} else "")
            for act in (CaseAct.RETURN, CaseAct.AGREE, CaseAct.APPLY, CaseAct.REOPEN)
        }
        self.nothing = _hint("在左边选一个问题，这里显示销号条件、佐证和办理过程")
        self._lay_out()
        for act, made in self.acts.items():
            made.clicked.connect(lambda _=False, wanted=act: self.acted.emit(wanted))
        self.notice.notice_asked.connect(lambda: self.acted.emit(CaseAct.NOTICE))
        self.notice.objection_asked.connect(lambda: self.acted.emit(CaseAct.OBJECT))
        self.print_button.clicked.connect(self.print_asked)
        self.open_button.clicked.connect(lambda: self.opened.emit(self.case.uid if self.case else ""))
        self.show_case(None)

    def _lay_out(self) -> None:
        self.add_action(self.open_button)
        self.add_action(self.chip)
        self.tabs.setDocumentMode(True)
        self.tabs.setMinimumHeight(LEAST)
        self.tabs.addTab(scrolled(self.check), "核对")
        self.tabs.addTab(scrolled(self.notice), "公示与异议")
        self.tabs.addTab(scrolled(self.materials), "材料目录")
        self.tabs.addTab(self.steps, "办理过程")
        foot = QHBoxLayout()
        foot.addWidget(self.print_button)
        foot.addStretch(1)
        for made in self.acts.values():
            foot.addWidget(made)
        self._whole = QWidget()
        layout = QVBoxLayout(self._whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        layout.addWidget(self.facts)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(foot)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._whole)
        self.body.addLayout(self._stack, 1)

    def show_case(self, case: CaseFile | None) -> None:
        """Show a case, or what to do when none is chosen."""
        if case is None or self.case is None or case.uid != self.case.uid:
            self.tabs.setCurrentIndex(0)
        self.case = case
        self._stack.setCurrentIndex(0 if case is None else 1)
        self.open_button.setVisible(case is not None)
        self.chip.setVisible(case is not None)
        self.set_heading(case.code if case else "销号办理")
        if case is None:
            return
        self.chip.set_word(case.status.value)
        self.text.setText(excerpt(case.description, 110))
        self.text.setToolTip(tip_of(case.description))
        self.facts.setText("　".join(filter(None, _facts(case))))
        self.check.show_case(case)
        self.notice.show_case(case)
        self.tabs.setTabText(1, _notice_title(case))
        self.materials.show_case(case)
        self.tabs.setTabText(2, missing_words(case))
        self.tabs.setTabText(3, f"办理过程 {len(case.steps)}" if case.steps else "办理过程")
        self.steps.show_happenings([_happening(step) for step in case.steps])
        for act, made in self.acts.items():
            made.setVisible(act in SHOWN_WHEN[case.status])
            allow(made, case.refusals[act], TIPS[act])


def _hint(words: str) -> QLabel:
    made = passage(words, "secondary")
    made.setMargin(16)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made


def _facts(case: CaseFile) -> tuple[str, ...]:
    return (
        f"责任单位：{case.unit or '未明确'}",
        f"时限：{case.deadline or '未明确'}",
        f"申请人：{case.applicant}（{case.applied_at[:10]}）" if case.applicant else "",
        f"待办环节：{case.step}（{case.actor}）" if case.step else "",
    )


def _notice_title(case: CaseFile) -> str:
    standing = sum(1 for doubt in case.doubts if not doubt.answer.strip())
    return f"公示与异议（{standing} 条待处理）" if standing else "公示与异议"


def _happening(step: StepLine) -> Happening:
    who = f"{step.who}（{step.office}）" if step.office else step.who
    said = f"{step.step}：{step.verdict}" if step.step != step.verdict.value else step.step
    words = f"{said}　{step.opinion}" if step.opinion else said
    return Happening(step.at[:16].replace("T", " "), who, words, LOOKS_LIKE[step.verdict])

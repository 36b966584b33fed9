"""公示与异议 of a case: notices with their days counted, objections with their answers."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.domain.facts import ObjectionFacts
from dczg_desktop.services.cases import CaseAct, CaseFile, NoticeLine
from ui.widgets.words import allow, button, ground, label, passage


class CaseNotice(QWidget):
    """`notice_asked`, `print_asked`, `objection_asked` and `answer_asked` (uid of the objection) go to the page."""

    notice_asked = Signal()
    objection_asked = Signal()
    print_asked = Signal()
    answer_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rule = passage("", "secondary")
        self.notice_button = button("登记公示(&G)")
        self.object_button = button("登记异议(&O)")
        self.print_button = button("打印公示(&R)…", "", "由台账填写；缺项、占位符、个人信息不改好不出件")
        self.answer_buttons: list[QWidget] = []
        self._notices, self._doubts = QVBoxLayout(), QVBoxLayout()
        self._lay_out()
        self.notice_button.clicked.connect(self.notice_asked)
        self.object_button.clicked.connect(self.objection_asked)
        self.print_button.clicked.connect(self.print_asked)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(8)
        for title, act, rows in (
            ("公示", self.notice_button, self._notices),
            ("异议", self.object_button, self._doubts),
        ):
            head = QHBoxLayout()
            head.addWidget(label(title, "strong"))
            if title == "公示":
                head.addWidget(self.rule, 1)
                head.addWidget(self.print_button)
            else:
                head.addStretch(1)
            head.addWidget(act)
            layout.addLayout(head)
            rows.setSpacing(6)
            layout.addLayout(rows)
        layout.addStretch(1)

    def show_case(self, case: CaseFile) -> None:
        """Show notices and objections of one case."""
        self.rule.setText(case.notice_rule)
        self._show_notices(case.notices)
        self._show_doubts(case.doubts, case.refusals[CaseAct.OBJECT])
        allow(self.notice_button, case.refusals[CaseAct.NOTICE], "登记起止日期和公示地点，自动计算工作日")
        allow(self.object_button, case.refusals[CaseAct.OBJECT], "有异议未处理时不能销号")

    def _show_notices(self, notices: Sequence[NoticeLine]) -> None:
        _empty(self._notices)
        for notice in reversed(notices):
            card = _card(self._notices)
            card.addWidget(passage(f"{notice.starts} 至 {notice.ends}　{notice.days}"))
            card.addWidget(passage(f"公示地点：{notice.place}", "secondary"))
        if not notices:
            self._notices.addWidget(label("还没有登记公示", "secondary"))

    def _show_doubts(self, doubts: Sequence[ObjectionFacts], refusal: str) -> None:
        _empty(self._doubts)
        self.answer_buttons = []
        for doubt in reversed(doubts):
            card = _card(self._doubts)
            card.addWidget(passage(f"{doubt.raised_on or ''}　{doubt.text}".strip()))
            if doubt.answer.strip():
                card.addWidget(passage(f"处理结果：{doubt.answer}", "secondary"))
                continue
            act = button("答复异议")
            allow(act, refusal, "写明核查处理结果")
            act.clicked.connect(lambda _=False, uid=doubt.uid: self.answer_asked.emit(uid))
            foot = QHBoxLayout()
            foot.addWidget(passage("尚未处理", "fault"), 1)
            foot.addWidget(act)
            card.addLayout(foot)
            self.answer_buttons.append(act)
        if not doubts:
            self._doubts.addWidget(label("没有收到异议", "secondary"))


def _card(rows: QVBoxLayout) -> QVBoxLayout:
    frame = ground("card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(10, 6, 10, 8)
    layout.setSpacing(3)
    rows.addWidget(frame)
    return layout


def _empty(rows: QVBoxLayout) -> None:
    while rows.count():
        item = rows.takeAt(0)
        if widget := item.widget() if item else None:
            widget.hide()
            widget.deleteLater()

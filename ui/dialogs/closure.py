"""Asks for a decision on a closure step, and for the days and place of a public notice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from dczg_desktop.services.calendars import working_days
from ui.widgets.dialog import Sheet
from ui.widgets.form import Form
from ui.widgets.scroll import Bounded
from ui.widgets.words import passage


@dataclass(frozen=True, slots=True)
class Decision:
    """Agree or return, with the opinion that says why."""

    agree: bool
    opinion: str


class DecisionDialog(Sheet):
    """`against` are the sentences that keep this person from agreeing; with any of them only returning is offered."""

    def __init__(
        self, parent: QWidget | None, code: str, step: str, applicant: str, against: Sequence[str] = ()
    ) -> None:
        super().__init__(
            parent, step, "提交意见", f"问题 {code}　申请人：{applicant}　请核对佐证后填写意见。"
        )
        self.agree, self.refuse = QRadioButton("同意(&Y)"), QRadioButton("退回补正(&N)")
        self._group = QButtonGroup(self)
        for choice in (self.agree, self.refuse):
            self._group.addButton(choice)
            self.body.addWidget(choice)
        if against:
            self.agree.setEnabled(False)
            self.agree.setToolTip("现在不能同意，原因见下")
            self.refuse.setChecked(True)
            lines = "\n".join(f"· {one}" for one in against)
            self.body.addWidget(Bounded(passage(f"现在不能同意：\n{lines}", "fault")))
        form = Form()
        self.opinion = form.area("意见", required=True, lines=4)
        self.body.addWidget(form)
        self.check = self._missing

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        code: str,
        step: str,
        applicant: str,
        against: Sequence[str],
        save: Callable[[Decision], str],
    ) -> None:
        """Have the decision written by `save`, which gives the reason of a refusal."""
        dialog = cls(parent, code, step, applicant, against)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Decision:
        """What was chosen and typed."""
        return Decision(self.agree.isChecked(), self.opinion.toPlainText().strip())

    def _missing(self) -> str:
        if self._group.checkedButton() is None:
            return "请选择同意还是退回补正。"
        if self.opinion.toPlainText().strip():
            return ""
        self.opinion.setFocus()
        return "请写明意见：同意要写明核查结论，退回要逐条写明需要补正什么。"


@dataclass(frozen=True, slots=True)
class Notice:
    """A public notice, both days counted."""

    starts: date
    ends: date
    place: str


class NoticeDialog(Sheet):
    """The days are counted while typing; `rule` says what the procedure demands."""

    def __init__(self, parent: QWidget | None, code: str, rule: str) -> None:
        super().__init__(parent, "登记公示", "登记公示", f"问题 {code}　{rule}")
        form = Form()
        self.starts = form.day("公示起日", required=True)
        self.ends = form.day("公示止日", required=True)
        self.days = form.shown("天数", "填写起止日期后自动计算，起止两日都计入", "secondary")
        self.place = form.line("公示地点", required=True, hint="例如：县政府网站、乡镇公示栏")
        self.body.addWidget(form)
        self.starts.changed.connect(self._count)
        self.ends.changed.connect(self._count)
        self.check = self._missing

    @classmethod
    def ask(cls, parent: QWidget | None, code: str, rule: str, save: Callable[[Notice], str]) -> None:
        """Have the notice registered by `save`, which gives the reason of a refusal."""
        dialog = cls(parent, code, rule)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Notice | None:
        """What was typed; None while a day is missing."""
        starts, ends = self.starts.value(), self.ends.value()
        return Notice(starts, ends, self.place.text().strip()) if starts and ends else None

    def _count(self) -> None:
        answer = self.answer()
        if answer and answer.ends >= answer.starts:
            natural = (answer.ends - answer.starts).days + 1
            self.days.setText(f"{working_days(answer.starts, answer.ends)} 个工作日（{natural} 个自然日）")
        else:
            self.days.setText("填写起止日期后自动计算，起止两日都计入")

    def _missing(self) -> str:
        answer = self.answer()
        if answer is None:
            return "请填写公示的起日和止日，例如 2026-11-05。"
        if answer.ends < answer.starts:
            return "公示止日早于起日，请核对。"
        return "" if answer.place else "请写明公示在哪里（网站、公示栏等）。"

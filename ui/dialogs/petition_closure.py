"""Asks for the next step of a petition's own closure: applying, deciding, starting again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from dczg_desktop.domain.petitions import CLOSED, IN_REVIEW
from dczg_desktop.services.petitions.closure import StepRow
from dczg_desktop.services.petitions.items import PetitionDetail
from ui.widgets.dialog import Sheet
from ui.widgets.form import Form
from ui.widgets.scroll import Bounded
from ui.widgets.words import passage

AGREE, RETURN = "同意验收销号", "退回补正"


@dataclass(frozen=True, slots=True)
class ClosureAnswer:
    """`verb` is apply, agree, return or reopen."""

    verb: str
    opinion: str
    document: str = ""
    on: date | None = None

    @property
    def words(self) -> str:
        """What was done."""
        return {"apply": "已申请验收销号", "agree": "已验收销号", "return": "已退回", "reopen": "已重新启动"}[
            self.verb
        ]


class PetitionClosureDialog(Sheet):
    """`status` is where the closure stands, `reasons` what stands in the way of applying."""

    def __init__(
        self,
        parent: QWidget | None,
        detail: PetitionDetail,
        status: str,
        steps: Sequence[StepRow],
        reasons: Sequence[str],
    ) -> None:
        follows = bool(detail.problem_uid) and not steps
        verb = "办理" if status == IN_REVIEW else "重新启动" if status == CLOSED else "申请验收销号"
        lead = f"信访件 {detail.text('number')}　办结：{detail.completion}　销号：{status}"
        super().__init__(parent, "信访件验收销号", verb, lead)
        self._status, self._blocked = status, bool(reasons) and status not in {IN_REVIEW, CLOSED}
        if steps:
            lines = (
                f"{one.decided_on or one.at[:10]}　{one.verdict}　{one.office}{one.who}　{one.document}　{one.opinion}"
                for one in steps
            )
            self.body.addWidget(Bounded(passage("\n".join(lines), "secondary")))
        if self._blocked or follows:
            told = (
                "本件随关联的问题验收销号，不单独申请。" if follows else "还不能申请：" + "；".join(reasons)
            )
            self.body.addWidget(Bounded(passage(told, "fault")))
        self._follows = follows
        self.form = Form()
        self.choice = (
            self.form.choice("结论", [AGREE, RETURN], AGREE) if status == IN_REVIEW and not follows else None
        )
        needs = status in {IN_REVIEW, CLOSED}
        self.opinion = self.form.area("理由" if status == CLOSED else "意见", required=needs, lines=4)
        self.document = self.form.line("验收文号") if self.choice else None
        self.on = self.form.day("验收日期") if self.choice else None
        self.body.addWidget(self.form)
        self.setMinimumWidth(560)
        self.check = self._missing

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        detail: PetitionDetail,
        status: str,
        steps: Sequence[StepRow],
        reasons: Sequence[str],
        save: Callable[[ClosureAnswer], str],
    ) -> None:
        """Have the step done by `save`, which gives the reason of a refusal."""
        dialog = cls(parent, detail, status, steps, reasons)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> ClosureAnswer:
        """What was chosen and written."""
        verb = "reopen" if self._status == CLOSED else "apply"
        if self.choice is not None:
            verb = "agree" if self.choice.currentText() == AGREE else "return"
        document = self.document.text().strip() if self.document else ""
        return ClosureAnswer(
            verb, self.opinion.toPlainText().strip(), document, self.on.value() if self.on else None
        )

    def _missing(self) -> str:
        if self._follows:
            return "请到“验收销号”页办理关联的问题；要单独销号，请先取消关联。"
        if self._blocked:
            return "请先补齐上面列出的内容。"
        if self.on is not None and self.on.is_faulty():
            return "验收日期请写成 2026-11-05，或留空（记为今天）。"
        if self._status in {IN_REVIEW, CLOSED} and not self.answer().opinion:
            return "请写明意见。" if self._status == IN_REVIEW else "请写明重新启动的理由。"
        return ""

"""Asks for a deadline, first or adjusted, and shows at once how its words are read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from dczg_desktop.domain.deadlines import read_deadline, reading_words
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form


@dataclass(frozen=True, slots=True)
class DeadlineDecision:
    """`raw` is the deadline in words; the rest says who decided it and why."""

    raw: str
    reason: str = ""
    decided_by: str = ""
    document: str = ""


class DeadlineDialog(Sheet):
    """`current` is the deadline in force; without one this decides the first, which needs no reason."""

    def __init__(self, parent: QWidget | None, code: str, current: str, today: date) -> None:
        words = "调整时限" if current else "确定时限"
        lead = f"问题 {code}　现行时限：{current}" if current else f"问题 {code} 还没有时限。"
        super().__init__(parent, words, words, lead)
        self._current, self._today = current, today
        form = Form()
        self.raw = form.line("时限", required=True, hint="例如：2026年12月底前；立行立改，长期坚持")
        self.reading = form.shown("识别结果", "", "secondary")
        self.reason = form.area("调整原因", required=bool(current), lines=3)
        self.decided_by = form.line("决定单位", hint="哪一级批准的")
        self.document = form.line("依据文号")
        self.body.addWidget(form)
        if current:
            form.shown("", "原定时限和历次调整都会保留。", "secondary")
        self.raw.textChanged.connect(self._read)
        self.check = self._missing

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        code: str,
        current: str,
        today: date,
        save: Callable[[DeadlineDecision], Saved],
    ) -> None:
        """Have the decision written by `save`."""
        dialog = cls(parent, code, current, today)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> DeadlineDecision:
        """What was typed."""
        return DeadlineDecision(
            self.raw.text().strip(),
            self.reason.toPlainText().strip(),
            self.decided_by.text().strip(),
            self.document.text().strip(),
        )

    def _read(self, text: str) -> None:
        self.reading.setText(reading_words(read_deadline(text.strip(), self._today)) if text.strip() else "")

    def _missing(self) -> str:
        answer = self.answer()
        reading = read_deadline(answer.raw, self._today)
        if not answer.raw or not reading.understood:
            return reading.proposal or "请填写时限，例如“2026年12月底前”或“长期坚持”。"
        if self._current and not answer.reason:
            return "调整时限必须写明原因（政策调整、客观条件、项目审批、不可抗力等）。"
        return ""

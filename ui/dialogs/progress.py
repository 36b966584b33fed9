"""Asks for the progress report of one period."""

from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher

from PySide6.QtWidgets import QCheckBox, QSpinBox, QVBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.text import excerpt
from dczg_desktop.services.progress import Report, refuse_bad
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form
from ui.widgets.scroll import scrolled
from ui.widgets.words import label, tip_of

ALIKE = 0.9
"""From this share of equal characters a report counts as copied from the last one."""


class ProgressDialog(Sheet):
    """`measures` are (uid, text) still unfinished; `last` is the text of the report before, for the warning."""

    def __init__(
        self,
        parent: QWidget | None,
        code: str,
        period: str,
        measures: Sequence[tuple[str, str]] = (),
        last: str = "",
        marks: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            parent, "填报进展", "保存进展", f"问题 {code}　同一期再次填报会替换上一份，旧的留在历史里。"
        )
        self._last = last
        form = Form()
        self.period = form.line("调度期", period, required=True, hint="例如：2026-10")
        self.text = form.area("本期进展", required=True, lines=5)
        self.alike = form.shown("", "", "secondary")
        self.percent = QSpinBox()
        self.percent.setRange(-1, 100)
        self.percent.setValue(-1)
        self.percent.setSuffix(" %")
        self.percent.setSpecialValueText("不填")
        form.add("完成比例", self.percent)
        self.obstacle = form.area("存在问题", lines=2)
        self.next_step = form.area("下一步打算", lines=2)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        self.ticks: list[tuple[str, QCheckBox]] = []
        if measures:
            column.addWidget(label("本期完成的措施", "strong"))
            self._add_ticks(column, measures)
        column.addStretch(1)
        self.body.addWidget(scrolled(inner))
        self.resize(640, 640)
        self.text.textChanged.connect(self._compare)
        self.check = self._missing
        self.text.setFocus()
        fields = {
            "text": self.text, "percent": self.percent, "obstacle": self.obstacle, "next_step": self.next_step,
        }  # fmt: skip
        for name, words in (marks or {}).items():
            form.fault(fields[name], words)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        code: str,
        period: str,
        measures: Sequence[tuple[str, str]],
        last: str,
        marks: Mapping[str, str],
        save: Callable[[Report], Saved],
    ) -> None:
        """Have the report filed by `save`. `marks` say at which field what was sent back for correction."""
        dialog = cls(parent, code, period, measures, last, marks)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Report:
        """What was typed."""
        percent = self.percent.value()
        return Report(
            self.period.text().strip(),
            self.text.toPlainText().strip(),
            percent if percent >= 0 else None,
            self.obstacle.toPlainText().strip(),
            self.next_step.toPlainText().strip(),
            tuple(uid for uid, tick in self.ticks if tick.isChecked()),
        )

    def _add_ticks(self, column: QVBoxLayout, measures: Sequence[tuple[str, str]]) -> None:
        for uid, text in measures:
            tick = QCheckBox(excerpt(text, 40).replace("&", "&&"))
            tick.setToolTip(tip_of(text))
            column.addWidget(tick)
            self.ticks.append((uid, tick))

    def _compare(self) -> None:
        text = self.text.toPlainText().strip()
        same = bool(self._last and text) and SequenceMatcher(None, self._last, text).ratio() >= ALIKE
        self.alike.setText("与上一期的内容几乎相同，请核对是否写了本期的新进展。" if same else "")

    def _missing(self) -> str:
        try:
            refuse_bad(self.answer())
        except UserError as error:
            return str(error)
        return ""

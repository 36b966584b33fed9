"""Asks for measures: one to change, several to add from a text, a milestone, the day something was finished."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from dczg_desktop.domain.deadlines import read_deadline, reading_words
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.services.measures import MeasureDraft
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form


def deadline_fault(raw: str, today: date) -> str:
    """What is wrong with a deadline in words; '' for a good or an empty one."""
    reading = read_deadline(raw, today)
    return "" if not raw or reading.understood else reading.proposal


class MeasureDialog(Sheet):
    """One measure to be changed."""

    def __init__(
        self,
        parent: QWidget | None,
        draft: MeasureDraft,
        units: Sequence[str],
        today: date,
        marks: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(parent, "修改措施", "保存措施")
        self._today = today
        form = Form()
        self.text = form.area("措施内容", draft.text, required=True, lines=5)
        self.unit = form.choice("承办单位", ["", *units], None)
        self.unit.setEditable(True)
        self.unit.setCurrentText(draft.unit)
        self.deadline = form.line("时限", draft.deadline, hint="例如：2026年9月底前，可留空")
        self.reading = form.shown("识别结果", "", "secondary")
        self.body.addWidget(form)
        self.deadline.textChanged.connect(self._read)
        self._read(draft.deadline)
        self.check = self._missing
        fields = {"text": self.text, "unit": self.unit, "deadline": self.deadline}
        for name, words in (marks or {}).items():
            if name in fields:
                form.fault(fields[name], words)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        draft: MeasureDraft,
        units: Sequence[str],
        today: date,
        marks: Mapping[str, str],
        save: Callable[[MeasureDraft], Saved],
    ) -> None:
        """Have the measure as changed saved by `save`. `marks` say at which field what was sent back for correction."""
        dialog = cls(parent, draft, units, today, marks)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> MeasureDraft:
        """What was typed."""
        return MeasureDraft(
            self.text.toPlainText().strip(), self.unit.currentText().strip(), self.deadline.text().strip()
        )

    def _read(self, text: str) -> None:
        self.reading.setText(reading_words(read_deadline(text.strip(), self._today)) if text.strip() else "")

    def _missing(self) -> str:
        answer = self.answer()
        if not answer.text:
            return "请写明措施内容；不再执行的措施请用“作废”。"
        return deadline_fault(answer.deadline, self._today)


class MeasuresDialog(Sheet):
    """Several measures from one text, `1.… 2.…` or one a line; what they become is counted while typing."""

    def __init__(self, parent: QWidget | None, text: str, units: Sequence[str], today: date) -> None:
        lead = "粘贴整改方案里的措施即可：按“1. 2. 3.”编号的自动拆开，没有编号的按行拆开。"
        super().__init__(parent, "新增措施", "新增措施", lead)
        self._today = today
        form = Form()
        self.text = form.area("措施", text, required=True, lines=8)
        self.count = form.shown("将新增", "", "secondary")
        self.unit = form.choice("承办单位", ["", *units], None)
        self.unit.setEditable(True)
        self.deadline = form.line("时限", hint="各条相同时填写，可留空")
        self.body.addWidget(form)
        self.setMinimumWidth(600)
        self.text.textChanged.connect(self._count)
        self._count()
        self.check = self._missing

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        text: str,
        units: Sequence[str],
        today: date,
        save: Callable[[list[MeasureDraft]], Saved],
    ) -> None:
        """Have the measures added by `save`. `text` is offered for splitting."""
        dialog = cls(parent, text, units, today)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> list[MeasureDraft]:
        """The measures the text holds."""
        unit, deadline = self.unit.currentText().strip(), self.deadline.text().strip()
        return [MeasureDraft(text, unit, deadline) for text in pieces(self.text.toPlainText())]

    def _count(self) -> None:
        found = pieces(self.text.toPlainText())
        self.count.setText(f"{len(found)} 条措施" if found else "还没有内容")

    def _missing(self) -> str:
        if not self.answer():
            return "请写明至少一条措施。"
        return deadline_fault(self.deadline.text().strip(), self._today)


def pieces(text: str) -> list[str]:
    """Single measures: by their numbers, or by lines where there are none."""
    numbered = split_measures(text)
    if len(numbered) > 1:
        return numbered
    return [line.strip() for line in text.splitlines() if line.strip()]


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    """A step of the plan; `due` is a deadline in words."""

    title: str
    due: str


class MilestoneDialog(Sheet):
    """A dated step of the plan."""

    def __init__(self, parent: QWidget | None, today: date) -> None:
        super().__init__(
            parent, "新增节点", "新增节点", "节点是方案里有日期的一步，到期未完成就是未达序时进度。"
        )
        self._today = today
        form = Form()
        self.title = form.line("节点名称", required=True, hint="例如：完成管网招标")
        self.due = form.line("到期日期", required=True, hint="例如：2026年9月底前")
        self.body.addWidget(form)
        self.check = self._missing

    @classmethod
    def ask(cls, parent: QWidget | None, today: date, save: Callable[[MilestoneDraft], Saved]) -> None:
        """Have the milestone added by `save`."""
        dialog = cls(parent, today)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> MilestoneDraft:
        """What was typed."""
        return MilestoneDraft(self.title.text().strip(), self.due.text().strip())

    def _missing(self) -> str:
        answer = self.answer()
        if not answer.title:
            return "请填写节点名称。"
        reading = read_deadline(answer.due, self._today)
        if reading.understood and reading.due is None:
            return "节点要有确切的到期日期，例如“2026年9月底前”。"
        return "" if reading.understood else reading.proposal


@dataclass(frozen=True, slots=True)
class Finished:
    """The day something was finished and what came of it."""

    day: date
    result: str = ""


class FinishDialog(Sheet):
    """The day measures or a milestone were finished; not in the future."""

    def __init__(
        self, parent: QWidget | None, subject: str, today: date, *, with_result: bool = True
    ) -> None:
        super().__init__(parent, "填写完成日期", "登记完成", subject)
        self._today = today
        form = Form()
        self.day = form.day("完成日期", today, required=True)
        self.outcome = form.area("完成情况", lines=3) if with_result else None
        self.body.addWidget(form)
        self.check = self._missing

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        subject: str,
        today: date,
        save: Callable[[Finished], Saved],
        *,
        with_result: bool = True,
    ) -> None:
        """Have the day and the result written by `save`."""
        dialog = cls(parent, subject, today, with_result=with_result)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Finished:
        """What was typed; today where no day stands."""
        result = self.outcome.toPlainText().strip() if self.outcome is not None else ""
        return Finished(self.day.value() or self._today, result)

    def _missing(self) -> str:
        day = self.day.value()
        if day is None:
            return "请填写完成日期，例如 2026-11-05。"
        return f"完成日期晚于今天（{self._today}），请填写实际完成的日期。" if day > self._today else ""

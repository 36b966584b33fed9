"""Asks for a new problem, and what to do with changes that were not saved."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QMessageBox, QWidget

from dczg_desktop.domain.deadlines import read_deadline, reading_words
from dczg_desktop.domain.measures import split_measures
from dczg_desktop.services.grid import FilterChoices
from dczg_desktop.services.problems import ProblemDraft
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form
from ui.widgets.scroll import scrolled

EMPTY = "〔空〕"


class ProblemDialog(Sheet):
    """The fields of a new problem; only the description must be filled in. `choices` are offered for typing."""

    def __init__(self, parent: QWidget | None, choices: FilterChoices, today: date) -> None:
        lead = "先写清问题，其余可以以后补；责任单位在保存后交办。"
        super().__init__(parent, "新增问题", "新增问题", lead)
        self._today = today
        self.form = Form()
        self.description = self.form.area("问题描述", required=True, lines=4)
        self.number = self.form.line("外部编号", hint="反馈意见或交办单上的编号，可留空")
        self.source = self._offer("问题来源", choices.sources)
        self.category = self._offer("类别", choices.categories)
        self.area = self._offer("属地", choices.areas)
        self.goal = self.form.area("整改目标", lines=2)
        self.plan = self.form.area("整改措施", lines=4)
        self.split = self.form.shown("", "按“1. 2. 3.”编号的措施会自动拆成逐条。", "secondary")
        self.deadline = self.form.line("整改时限", hint="例如：2026年12月底前；立行立改，长期坚持")
        self.reading = self.form.shown("识别结果", "未填写", "secondary")
        self.remark = self.form.line("备注")
        self.body.addWidget(scrolled(self.form))
        self.resize(680, 620)
        self.plan.textChanged.connect(self._count)
        self.deadline.textChanged.connect(self._read)
        self.check = self._missing
        self.description.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        choices: FilterChoices,
        today: date,
        save: Callable[[ProblemDraft], Saved],
    ) -> None:
        """Have the new problem added by `save`."""
        dialog = cls(parent, choices, today)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> ProblemDraft:
        """What was typed."""
        return ProblemDraft(
            description=self.description.toPlainText().strip(),
            number=self.number.text().strip(),
            source=self.source.currentText().strip(),
            goal=self.goal.toPlainText().strip(),
            plan=self.plan.toPlainText().strip(),
            deadline=self.deadline.text().strip(),
            category=self.category.currentText().strip(),
            area=self.area.currentText().strip(),
            remark=self.remark.text().strip(),
        )

    def _offer(self, name: str, options: list[str]) -> QComboBox:
        field = self.form.choice(name, ["", *(option for option in options if option != EMPTY)])
        field.setEditable(True)
        field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return field

    def _count(self) -> None:
        found = split_measures(self.plan.toPlainText())
        self.split.setText(f"将拆成 {len(found)} 条措施。" if found else "")

    def _read(self, text: str) -> None:
        reading = read_deadline(text.strip(), self._today)
        self.reading.setText(reading_words(reading) if text.strip() else "未填写")

    def _missing(self) -> str:
        if self.answer().description:
            return ""
        self.description.setFocus()
        return "请写明存在什么问题。"


def ask_unsaved(parent: QWidget | None, code: str) -> bool:
    """Whether changes typed for problem `code` are to be saved; otherwise they are dropped."""
    box = QMessageBox(
        QMessageBox.Icon.Question, "还没有保存", f"问题 {code} 有修改还没有保存。", parent=parent
    )
    box.setInformativeText("保存后可以撤销；不保存则丢弃刚才的修改。")
    box.setTextFormat(Qt.TextFormat.PlainText)
    save = box.addButton("保存修改", QMessageBox.ButtonRole.AcceptRole)
    box.addButton("不保存", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(save)
    box.setEscapeButton(save)
    box.exec()
    return box.clickedButton() is save

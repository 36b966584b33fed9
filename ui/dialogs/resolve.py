"""Asks which of the values that offices disagree on is to hold, or for another one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from dczg_desktop.base.text import clean
from dczg_desktop.domain.dictionary import KINDS, from_value
from dczg_desktop.domain.records import Value
from dczg_desktop.services.conflicts import Conflict, LivingValue
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form, TextArea
from ui.widgets.scroll import scrolled
from ui.widgets.words import passage

EMPTY = "〔空〕"
Names = Mapping[str, str]
"""Names of offices by uid, for fields that hold an office."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The value that ends the conflict, and why."""

    value: Value
    reason: str


def value_words(value: Value, names: Names) -> str:
    """A value as the user reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(value_words(one, names) for one in value) or EMPTY
    if isinstance(value, dict):
        return "；".join(f"{key}：{value_words(one, names)}" for key, one in value.items()) or EMPTY
    text = "" if value is None else str(value)
    return names.get(text, text) or EMPTY


def office_words(value: LivingValue) -> str:
    """The office that wrote a value."""
    return value.office or "来源单位未知"


def moment_words(value: LivingValue) -> str:
    """The person who wrote a value, and when."""
    return "　".join(part for part in (value.who, value.at.replace("T", " ")[:16]) if part)


def may_be_written(conflict: Conflict) -> bool:
    """Whether a value of one's own can be typed; a reference to an office or a yes-or-no can only be chosen."""
    plain = all(
        isinstance(one.value, str | int | None) and not isinstance(one.value, bool) for one in conflict.values
    )
    return plain and not conflict.field.endswith("_uid")


class ResolveDialog(Sheet):
    """Every value under the office that wrote it; the one shown meanwhile is not chosen beforehand."""

    def __init__(
        self, parent: QWidget | None, conflict: Conflict, names: Names, chosen: str | None = None
    ) -> None:
        lead = f"{conflict.code}　{conflict.record}\n这一项由{conflict.owner.value}掌握。定下来的值随下一次数据包发往各单位。"
        super().__init__(parent, f"处理冲突：{conflict.label}", "就按这个", lead)
        self._conflict = conflict
        self._group = QButtonGroup(self)
        self.choices: dict[str, QRadioButton] = {}
        list_ = QWidget()
        layout = QVBoxLayout(list_)
        layout.setContentsMargins(0, 0, 0, 0)
        for value in conflict.values:
            self._offer(value, names, layout, chosen=value.act_uid == chosen)
        self.another = self._choice("都不用，另写(&W)", layout)
        self.text = TextArea(lines=3)
        self.text.setAccessibleName("另写的内容")
        layout.addWidget(self.text)
        layout.addStretch(1)
        for widget in (self.another, self.text):
            widget.setVisible(may_be_written(conflict))
        area = scrolled(list_)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        form = Form()
        needed = conflict.note_required
        self.reason = form.line("说明", hint="为什么这样定，对方会看到", required=needed)
        self.body.addWidget(form)
        em = self.fontMetrics().lineSpacing()
        self.setMinimumSize(27 * em, 18 * em)
        self.resize(27 * em, min(24 * em, 640))
        self.text.textChanged.connect(self._write)
        self.check = self._missing

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        conflict: Conflict,
        names: Names,
        chosen: str | None,
        save: Callable[[Decision], Saved],
    ) -> None:
        """Have the decision written by `save`. `chosen` is the act of the value to begin with."""
        dialog = cls(parent, conflict, names, chosen)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Decision:
        """The chosen or written value."""
        reason = clean(self.reason.text())
        for value in self._conflict.values:
            if self.choices[value.act_uid].isChecked():
                return Decision(value.value, reason)
        return Decision(self._typed(), reason)

    def _offer(self, value: LivingValue, names: Names, layout: QVBoxLayout, *, chosen: bool) -> None:
        mark = "（现在显示）" if value.shown else ""
        choice = self._choice(f"{office_words(value)}{mark}", layout)
        choice.setChecked(chosen)
        self.choices[value.act_uid] = choice
        for words in (passage(moment_words(value), "secondary"), passage(value_words(value.value, names))):
            words.setContentsMargins(26, 0, 8, 0)
            layout.addWidget(words)
        layout.addSpacing(6)

    def _choice(self, words: str, layout: QVBoxLayout) -> QRadioButton:
        choice = QRadioButton(words)
        choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.addButton(choice)
        layout.addWidget(choice)
        return choice

    def _write(self) -> None:
        self.another.setChecked(True)

    def _typed(self) -> Value:
        text = clean(self.text.toPlainText())
        numeric = all(isinstance(one.value, int) for one in self._conflict.values)
        return int(text) if numeric and text.isdecimal() else text

    def _missing(self) -> str:
        if self._group.checkedButton() is None:
            return "请选择采用哪一方的内容，或者另写。"
        if self._conflict.note_required and not clean(self.reason.text()):
            return f"这一项由{self._conflict.decider}掌握，请写明为什么这样定，对方会看到。"
        if not self.another.isChecked():
            return ""
        if not clean(self.text.toPlainText()):
            return "请写上要采用的内容；如果应当留空，请选择空的那一方。"
        try:
            from_value(KINDS[self._conflict.kind], self._conflict.field, self._typed())
        except (ValueError, KeyError):
            like = value_words(self._conflict.values[0].value, {})
            return f"“{self._conflict.label}”不能写成这样，请照着这个样子写：{like}。"
        return ""

"""Asks who is to answer for problems, and in which role."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from dczg_desktop.domain.words import UNIT_ROLES, DutyRole
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form

REPLACING = (DutyRole.RESPONSIBLE_UNIT, DutyRole.SUPERVISING_UNIT, DutyRole.ACCEPTING_UNIT)


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to answer in which role; `post` only for people."""

    name: str
    role: DutyRole
    post: str = ""


class AssignDialog(Sheet):
    """`names` are (units, people) already known, offered while typing."""

    def __init__(
        self,
        parent: QWidget | None,
        subject: str,
        names: tuple[Sequence[str], Sequence[str]],
        role: DutyRole = DutyRole.RESPONSIBLE_UNIT,
    ) -> None:
        super().__init__(parent, "交办", "交办", f"交办对象：{subject}")
        self._names = names
        self.form = Form()
        self.role = self.form.choice("职责", [(one.value, one) for one in DutyRole], role)
        self.name = QComboBox()
        self.name.setEditable(True)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.form.add("单位或姓名", self.name, required=True)
        self.post = self.form.line("职务", hint="例如：副县长（只用于人员）")
        self.note = self.form.shown("", "", "secondary")
        self.body.addWidget(self.form)
        self.role.currentIndexChanged.connect(self._role_chosen)
        self.check = self._missing
        self._role_chosen()
        self.name.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        subject: str,
        names: tuple[Sequence[str], Sequence[str]],
        role: DutyRole,
        save: Callable[[Assignment], Saved],
    ) -> None:
        """Have it written by `save` who is to answer. `subject` names the problem or how many."""
        dialog = cls(parent, subject, names, role)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Assignment:
        """What was chosen."""
        post = "" if self._is_unit() else self.post.text().strip()
        return Assignment(self.name.currentText().strip(), DutyRole(self.role.currentData()), post)

    def _is_unit(self) -> bool:
        return self.role.currentData() in UNIT_ROLES

    def _role_chosen(self) -> None:
        typed = self.name.currentText()
        self.name.clear()
        self.name.addItems(list(self._names[0] if self._is_unit() else self._names[1]))
        self.name.setCurrentText(typed)
        if completer := self.name.completer():
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.post.setEnabled(not self._is_unit())
        self.post.setToolTip("职务只用于人员" if self._is_unit() else "")
        replaces = self.role.currentData() in REPLACING
        self.note.setText(
            "本单位原来定的自今天起不再承担，记录保留。" if replaces else "在原有名单上增加，不影响已有的。"
        )

    def _missing(self) -> str:
        if self.answer().name:
            return ""
        self.name.setFocus()
        return "请填写要交办的单位或姓名。"

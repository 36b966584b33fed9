"""Asks for the new words of a petition, and for the problem it belongs to."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.domain.finishing import contradiction, loses_day
from dczg_desktop.services.petitions.items import EDITABLE, PetitionDetail
from dczg_desktop.services.petitions.listing import COMPLETIONS, TRUTHS
from ui.widgets.date_field import DateField
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form, TextArea
from ui.widgets.scroll import scrolled

LONG = ("description", "findings", "goal", "result", "accountability", "remark")
CHOSEN = {"substantiated": TRUTHS[:-1], "completion": COMPLETIONS}
Field = QLineEdit | TextArea | QComboBox | QCheckBox | DateField


def title_of(name: str) -> str:
    """What a field of a petition is called on the screen."""
    return label_of("petition", name)


class PetitionDialog(Sheet):
    """Fields of the issuing office are shown, but cannot be changed."""

    def __init__(
        self, parent: QWidget | None, detail: PetitionDetail, marks: Mapping[str, str] | None = None
    ) -> None:
        lead = "编号、批次、交办内容和时限由交办单位掌握，本级只读。" if detail.foreign else ""
        super().__init__(parent, f"修改信访件 {detail.text('number')}", "保存", lead)
        self._detail = detail
        self.fields: dict[str, Field] = {}
        self.form = Form()
        for name in EDITABLE:
            self._add(name)
        self._kept_day: date | None = None
        completion = self.fields.get("completion")
        if isinstance(completion, QComboBox):
            completion.currentIndexChanged.connect(self._let_day_follow)
        for name, words in (marks or {}).items():
            if name in self.fields:
                self.form.fault(self.fields[name], f"退回修改：{words}")
        area = scrolled(self.form)
        self.body.addWidget(area, 1)
        self.setMinimumSize(720, 560)
        self.check = self._missing
        self.loses = lambda: bool(self.answer())

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        detail: PetitionDetail,
        marks: Mapping[str, str],
        save: Callable[[dict[str, str | bool]], str],
    ) -> None:
        """Have the changed fields saved by `save`, which gives the reason of a refusal.

        `marks` say at which field what was sent back for correction.
        """
        dialog = cls(parent, detail, marks)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> dict[str, str | bool]:
        """The fields whose content differs from what is stored."""
        typed = {name: _value(field) for name, field in self.fields.items()}
        return {
            name: value
            for name, value in typed.items()
            if value != (self._detail.fields[name] or type(value)())
        }

    def _add(self, name: str) -> None:
        title, text = title_of(name), self._detail.text(name)
        if name in self._detail.foreign:
            shown = ("是" if self._detail.fields[name] else "否") if name == "starred" else text
            self.form.shown(title, shown or "（未填写）")
        elif name == "starred":
            self.fields[name] = self.form.tick("重点件（编号带 *）", checked=bool(self._detail.fields[name]))
        elif name == "completed_on":
            self.fields[name] = self.form.day(title, date.fromisoformat(text) if text else None)
        elif name in CHOSEN:
            words = ["", *CHOSEN[name]]
            offered = [
                ("（未填写）" if word == "" else word, word) for word in [*words, *({text} - set(words))]
            ]
            self.fields[name] = self.form.choice(title, offered, text)
        elif name in LONG:
            self.fields[name] = self.form.area(title, text, required=name == "description", lines=4)
        else:
            self.fields[name] = self.form.line(title, text)

    def _let_day_follow(self) -> None:
        """Without 已办结 or 阶段性办结 there is no 办结日期; chosen again, the day is there again."""
        completion, day = self.fields["completion"], self.fields["completed_on"]
        if not isinstance(completion, QComboBox) or not isinstance(day, DateField):
            return
        if loses_day(str(completion.currentData() or "")):
            self._kept_day = day.value() or self._kept_day
            day.set_value(None)
        elif day.value() is None and self._kept_day:
            day.set_value(self._kept_day)

    def _contradiction(self) -> str:
        """What is wrong with the day beside what is chosen, if either was changed."""
        day, answer = self.fields.get("completed_on"), self.answer()
        if not isinstance(day, DateField) or not {"completion", "completed_on"} & answer.keys():
            return ""
        return contradiction(str(_value(self.fields["completion"])), day.value())

    def _missing(self) -> str:
        field = self.fields.get("description")
        if isinstance(field, TextArea) and not field.toPlainText().strip():
            field.setFocus()
            return "交办问题基本情况不能为空。"
        day = self.fields.get("completed_on")
        if isinstance(day, DateField) and day.is_faulty():
            day.setFocus()
            return "办结日期不是有效日期，请写成 2026-11-05。"
        if why := self._contradiction():
            return why
        return "" if self.answer() else "没有改动。不需要修改时请点“取消”。"


class LinkDialog(Sheet):
    """`find` turns a number into the uid of a problem, or refuses with the reason, which is shown."""

    def __init__(self, parent: QWidget | None, number: str, find: Callable[[str], str]) -> None:
        lead = f"信访件 {number}　填写台账里对应问题的编号（台账编号或外部编号均可）。"
        super().__init__(parent, "关联问题", "关联", lead)
        self._find, self._uid = find, ""
        form = Form()
        self.number = form.line("问题编号", required=True)
        self.body.addWidget(form)
        self.check = self._look_up
        self.number.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        number: str,
        find: Callable[[str], str],
        save: Callable[[str], Saved],
    ) -> None:
        """Have the petition linked by `save` to the problem with the uid found."""
        dialog = cls(parent, number, find)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> str:
        """The uid that was found."""
        return self._uid

    def _look_up(self) -> str:
        typed = self.number.text().strip()
        if not typed:
            return "请填写问题编号。"
        try:
            self._uid = self._find(typed)
        except UserError as error:
            return str(error)
        return ""


def _value(field: Field) -> str | bool:
    if isinstance(field, DateField):
        day = field.value()
        return day.isoformat() if day else ""
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return str(field.currentData() or "")
    return (field.toPlainText() if isinstance(field, TextArea) else field.text()).strip()

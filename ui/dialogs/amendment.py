"""Asks which fields are returned for correction and why, or what an owner of a field is asked to change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from dczg_desktop.base.text import excerpt
from dczg_desktop.domain import petition_amendments
from dczg_desktop.domain.amendments import Item
from dczg_desktop.domain.dictionary import label_of
from dczg_desktop.services.amendments import PROPOSABLE, Wish
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form, TextArea
from ui.widgets.scroll import scrolled
from ui.widgets.words import label, tip_of

SHOWN, WIDTH = 28, 44
"""Letters of a text beside its tick, and of the whole dialog: the longest title and as much of the text stand in a line."""
LONG = frozenset({"description", "goal", "remark"})
OF_PROBLEM = {name: label_of("problem", name) for name in PROPOSABLE} | {"deadline": "整改时限"}
OF_PETITION = {name: label_of("petition", name) for name in petition_amendments.PROPOSABLE}
"""Fields of the issuing office that others may ask it to change, by name."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What is sent back, and to which office."""

    wishes: tuple[Wish, ...]
    to_office_uid: str


class ReturnDialog(Sheet):
    """Every field an office below filled in, by its place; a ticked one asks for its reason."""

    def __init__(
        self, parent: QWidget | None, subject: str, items: Sequence[Item], offices: Sequence[tuple[str, str]]
    ) -> None:
        lead = f"{subject}\n勾选要修改的栏目，逐处写明理由。随下一次数据包下发，对方改正或说明以后自动办结。"
        super().__init__(parent, "退回修改", "退回修改", lead)
        form = Form()
        self.office: QComboBox = form.choice("退回给", [(name, uid) for uid, name in offices])
        self.body.addWidget(form)
        self.rows: list[tuple[Item, QCheckBox, QLineEdit]] = []
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(4)
        place = ""
        for item in items:
            if item.place != place:
                place = item.place
                column.addWidget(label(place, "strong"))
            self._offer(item, column)
        column.addStretch(1)
        area = scrolled(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        self.check = self._missing
        self.loses = lambda: bool(self.answer().wishes)
        self.resize(self.fontMetrics().horizontalAdvance("字") * WIDTH, 620)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        subject: str,
        items: Sequence[Item],
        offices: Sequence[tuple[str, str]],
        save: Callable[[Returned], Saved],
    ) -> None:
        """Have the chosen fields sent back with their reasons by `save`. `subject` is `问题 …` or `信访件 …`."""
        dialog = cls(parent, subject, items, offices)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Returned:
        """What was ticked."""
        wishes = tuple(
            Wish(item, reason.text().strip()) for item, tick, reason in self.rows if tick.isChecked()
        )
        return Returned(wishes, str(self.office.currentData() or ""))

    def _offer(self, item: Item, column: QVBoxLayout) -> None:
        said = "" if item.kind == "closure_case" else excerpt(item.said, SHOWN).replace("&", "&&") or "〔空〕"
        tick = QCheckBox(f"{item.label}：{said}" if said else item.label)
        tick.setToolTip(tip_of(item.said))
        reason = QLineEdit()
        reason.setPlaceholderText("为什么退回，要改成什么样")
        reason.setAccessibleName(f"{item.place} {item.label} 的退回理由")
        reason.hide()
        tick.toggled.connect(reason.setVisible)
        tick.toggled.connect(lambda on: reason.setFocus() if on else None)
        column.addWidget(tick)
        column.addWidget(reason)
        self.rows.append((item, tick, reason))

    def _missing(self) -> str:
        wishes = self.answer().wishes
        if not wishes:
            return "请勾选要修改的栏目。"
        silent = next((wish.item for wish in wishes if not wish.reason), None)
        return f"请写明“{silent.place} {silent.label}”为什么退回。" if silent else ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the owner is asked to write, field by field, and why."""

    values: Mapping[str, str]
    reason: str


class ProposeDialog(Sheet):
    """The fields of the issuing office as they are now; what is typed over them is proposed."""

    def __init__(
        self,
        parent: QWidget | None,
        subject: str,
        issuer: str,
        titles: Mapping[str, str],
        values: Mapping[str, str],
    ) -> None:
        lead = f"{subject}\n这些内容由{issuer}掌握。改成建议的样子并写明理由；采纳以前，台账里的内容不变。"
        super().__init__(parent, "建议修改", "提出建议", lead)
        self._values = values
        form = Form()
        self.fields: dict[str, TextArea | QLineEdit] = {}
        for name, title in titles.items():
            text = values.get(name, "")
            self.fields[name] = form.area(title, text, lines=2) if name in LONG else form.line(title, text)
        self.reason = form.area("理由", required=True, lines=2)
        area = scrolled(form)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        self.check = self._missing
        self.loses = lambda: bool(self.answer().values)
        self.resize(620, 600)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        subject: str,
        issuer: str,
        titles: Mapping[str, str],
        values: Mapping[str, str],
        save: Callable[[Proposed], Saved],
    ) -> None:
        """Have the changed fields proposed by `save`. `titles` are the fields that may be proposed, by name."""
        dialog = cls(parent, subject, issuer, titles, values)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> Proposed:
        """What differs from now."""
        typed = {
            name: (field.toPlainText() if isinstance(field, TextArea) else field.text()).strip()
            for name, field in self.fields.items()
        }
        changed = {name: text for name, text in typed.items() if text != self._values.get(name, "").strip()}
        return Proposed(changed, self.reason.toPlainText().strip())

    def _missing(self) -> str:
        answer = self.answer()
        if not answer.values:
            return "还没有改动。请在要改的栏目里写上建议的内容。"
        return "" if answer.reason else "请写明为什么建议修改。"

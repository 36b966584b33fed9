"""Asks what a letter needs besides the ledger: number, telephone, day; for lists, which items it names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from dczg_desktop.base.text import with_unseen_shown
from dczg_desktop.services.outgoing.letters import Heading
from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """`items` are those left ticked; `due` is None when the field was left empty."""

    heading: Heading
    due: date | None
    items: tuple[str, ...] = ()


class LetterDialog(Sheet):
    """With `items` at least one must stay ticked; `due_needed` refuses an empty day."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        lead: str,
        due: date | None,
        items: Sequence[str] = (),
        *,
        due_needed: bool = False,
        phone_needed: bool = False,
    ) -> None:
        super().__init__(parent, title, "打印成 PDF", lead)
        self._due_needed, self._phone_needed = due_needed, phone_needed
        form = Form()
        self.number = form.line("发文字号", hint="如：青整改函〔2026〕12号；不写就不印红色版头")
        self.phone = form.line("联系电话", required=phone_needed)
        self.due = form.day("办理期限", due, required=due_needed)
        self.preprinted = form.tick("用已印好红色版头的信笺（只印文字）")
        self.body.addWidget(form)
        self.list = QListWidget()
        self.list.setAccessibleName("列入函件的事项")
        self.list.setWordWrap(True)
        for text in items:
            item = QListWidgetItem(with_unseen_shown(text))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        self.list.setVisible(bool(items))
        self.body.addWidget(self.list, 1)
        if items:
            self.resize(720, 560)
        self.check = self._missing

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        lead: str,
        due: date | None,
        items: Sequence[str],
        save: Callable[[LetterChoice], Saved],
        *,
        due_needed: bool = False,
        phone_needed: bool = False,
    ) -> None:
        """Have the letter made by `save`."""
        dialog = cls(parent, title, lead, due, items, due_needed=due_needed, phone_needed=phone_needed)
        dialog.save_by(dialog.answer, save)
        dialog.exec()

    def answer(self) -> LetterChoice:
        """What was chosen."""
        rows = [self.list.item(number) for number in range(self.list.count())]
        ticked = tuple(row.text() for row in rows if row.checkState() is Qt.CheckState.Checked)
        heading = Heading(self.number.text().strip(), self.phone.text().strip(), self.preprinted.isChecked())
        return LetterChoice(heading, self.due.value(), ticked)

    def _missing(self) -> str:
        if self.due.is_faulty() or (self._due_needed and self.due.value() is None):
            return "请填写办理期限，例如 2026-12-05。"
        if self._phone_needed and not self.phone.text().strip():
            return "请填写联系电话，供公众反映意见。"
        return "请至少留一项。" if self.list.count() and not self.answer().items else ""

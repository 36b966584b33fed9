"""Asks for a few sentences: a reason, an opinion, the words of an objection."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.widgets.dialog import Sheet
from ui.widgets.form import Form


class ReasonDialog(Sheet):
    """One text field under a lead; with `required` it may not stay empty."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        do_words: str,
        lead: str = "",
        name: str = "理由",
        *,
        required: bool = True,
    ) -> None:
        super().__init__(parent, title, do_words, lead)
        self._name, self._required = name, required
        form = Form()
        self.text = form.area(name, required=required, lines=4)
        self.body.addWidget(form)
        self.check = self._missing
        self.text.setFocus()

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        do_words: str,
        lead: str = "",
        name: str = "理由",
        *,
        required: bool = True,
    ) -> str | None:
        """The words; None when the dialog was cancelled."""
        dialog = cls(parent, title, do_words, lead, name, required=required)
        return dialog.answer() if dialog.exec() else None

    @classmethod
    def ask_and_save(
        cls,
        parent: QWidget | None,
        title: str,
        do_words: str,
        lead: str,
        name: str,
        save: Callable[[str], str],
        *,
        required: bool = True,
    ) -> None:
        """Have the words acted on by `save`; the dialog stays open with them for the reason of a refusal that it gives."""
        dialog = cls(parent, title, do_words, lead, name, required=required)
        dialog.save = lambda: save(dialog.answer())
        dialog.exec()

    def answer(self) -> str:
        """What was typed."""
        return self.text.toPlainText().strip()

    def _missing(self) -> str:
        if not self._required or self.answer():
            return ""
        self.text.setFocus()
        return f"请填写{self._name}，它会留在历史记录里。"

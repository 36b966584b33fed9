"""Asks for a few sentences: a reason, an opinion, the words of an objection."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from PySide6.QtWidgets import QWidget

from ui.widgets.dialog import Saved, Sheet
from ui.widgets.form import Form


@dataclass(slots=True)
class Draft:
    """Words that were written and not yet acted on; kept when their dialog is closed."""

    words: str = ""

    def write(self, words: str) -> None:
        """Keep these instead."""
        self.words = words


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
    def saving(
        cls,
        parent: QWidget | None,
        title: str,
        do_words: str,
        lead: str,
        name: str,
        save: Callable[[str], Saved],
        *,
        required: bool = True,
        draft: Draft | None = None,
    ) -> Self:
        """A dialog that has its words acted on by `save`, and begins with those of `draft`."""
        dialog = cls(parent, title, do_words, lead, name, required=required)
        dialog.save_by(dialog.answer, save)
        if draft is not None:
            dialog.text.setPlainText(draft.words)
            dialog.text.textChanged.connect(lambda: draft.write(dialog.answer()))
            dialog.accepted.connect(lambda: draft.write(""))
            dialog.loses = bool
        return dialog

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        title: str,
        do_words: str,
        lead: str,
        name: str,
        save: Callable[[str], Saved],
        *,
        required: bool = True,
        draft: Draft | None = None,
    ) -> None:
        """Have the words acted on by `save`; the dialog stays open with them for the reason of a refusal that it gives.

        Where a refusal may have to be put right elsewhere (another folder, another field), `draft` keeps them for the next time.
        """
        cls.saving(parent, title, do_words, lead, name, save, required=required, draft=draft).exec()

    def answer(self) -> str:
        """What was typed."""
        return self.text.toPlainText().strip()

    def _missing(self) -> str:
        if not self._required or self.answer():
            return ""
        self.text.setFocus()
        return f"请填写{self._name}，它会留在历史记录里。"

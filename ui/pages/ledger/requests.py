"""What was sent back or proposed on one problem or petition, shown where it is put right."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.base.text import excerpt
from dczg_desktop.services.asked import Asked
from dczg_desktop.services.detail import ProblemDetail
from dczg_desktop.services.requests import list_amendments
from ui.context import Context
from ui.pages.exchange.answering import Answering, choices
from ui.widgets.words import button, ground, passage, restyle


class RequestList(QWidget):
    """Open requests about records of `kinds`; hidden while there is none."""

    def __init__(self, context: Context, kinds: Sequence[str] = ()) -> None:
        super().__init__()
        self._context, self._kinds = context, tuple(kinds)
        self.answering = Answering(context, self)
        self.shown: list[Asked] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_problem(self, detail: ProblemDetail) -> None:
        """Show what is open on this problem."""
        found = list_amendments(self._context.ledger, detail.uid) if detail.facts.amendments else []
        self.show_requests(one for one in found if one.facts.target_kind in self._kinds)

    def count(self, found: Iterable[Asked]) -> int:
        """How many of these would be shown here."""
        return sum(1 for one in found if one.waits and one.facts.target_kind in self._kinds)

    def show_requests(self, found: Iterable[Asked]) -> None:
        """Show those of these that somebody has to do something about."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.shown = [one for one in found if one.waits]
        for one in self.shown:
            self._rows.addWidget(self._card(one))
        self.setVisible(bool(self.shown))

    def _card(self, asked: Asked) -> QWidget:
        card = ground("notice")
        card.setProperty("tone", "warning")
        restyle(card)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(12, 8, 10, 8)
        waiting = "" if asked.ours or asked.remark else f"（等待{asked.receiver}办理）"
        layout.addWidget(passage(f"{asked.way}：{asked.place}　{asked.label}{waiting}", "strong"))
        layout.addWidget(passage(asked.reason))
        if asked.remark:
            layout.addWidget(passage(asked.remark, "strong"))
        if asked.wanted:
            layout.addWidget(passage(f"建议改成：{excerpt(asked.wanted, 200)}"))
        layout.addWidget(
            passage(f"{asked.maker}　{asked.made_by}　{asked.made_at[:16].replace('T', ' ')}", "secondary")
        )
        row = QHBoxLayout()
        row.addStretch(1)
        for choice in choices(asked):
            act = button(choice)
            act.clicked.connect(lambda _=False, choice=choice: self.answering.answer(asked, choice))
            row.addWidget(act)
        layout.addLayout(row)
        return card

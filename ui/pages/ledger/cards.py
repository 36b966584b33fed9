"""The row of numbers above the grid; pressing one shows exactly the rows it counted."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dczg_desktop.domain.words import ClosureStatus, ProgressStatus
from dczg_desktop.services.grid import Summary
from ui.theme.status import look_of
from ui.widgets.stat_card import StatCard, StatRow

CARDS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("问题总数", "", {}),
    ("已逾期", "已逾期", {"due": "已逾期"}),
    ("未达序时进度", ProgressStatus.BEHIND, {"progress": ProgressStatus.BEHIND.value}),
    ("验收中", ClosureStatus.IN_REVIEW, {"closure": ClosureStatus.IN_REVIEW.value}),
    ("已销号", ClosureStatus.CLOSED, {"closure": ClosureStatus.CLOSED.value}),
    ("责任要素缺项", "注意", {"mark": "要素缺项"}),
)
"""Title, word whose look it has, and the choices in the filter bar it stands for."""


class SummaryCards(QWidget):
    """`chosen` carries the choices of the pressed card."""

    chosen = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, StatCard] = {}
        for title, word, choices in CARDS:
            card = StatCard(title, look_of(word) if word else None)
            card.clicked.connect(lambda _=False, chosen=dict(choices): self.chosen.emit(chosen))
            self.cards[title] = card
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(StatRow(*self.cards.values()))

    def show_summary(self, counted: Summary) -> None:
        """Show these counts with what is worth knowing beside them."""
        share = f"销号率 {counted.closed / counted.total:.0%}" if counted.total else ""
        shown = (
            (counted.total, f"未销号 {counted.total - counted.closed}"),
            (counted.overdue, f"将到期 {counted.due_soon}"),
            (counted.behind, f"未启动 {counted.not_started}"),
            (counted.in_review, "等待审核" if counted.in_review else ""),
            (counted.closed, share),
            (counted.gaps, f"冲突 {counted.disputed}" if counted.disputed else ""),
        )
        for card, (number, note) in zip(self.cards.values(), shown, strict=True):
            card.show_number(number, note)

"""A list with the details of its chosen row: at its right, or below it where the window is narrow."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ui.context import Context

BESIDE_FROM = 64
"""Ems of width from which the details stand at the right: a 1366 px window at 11 points, not at 15."""


class ListDetail(QSplitter):
    """`shares` are the parts of the width given to list and details."""

    def __init__(
        self, context: Context, rows: QWidget, detail: QWidget, shares: tuple[int, int] = (66, 34)
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._context, self._shares = context, shares
        self.setChildrenCollapsible(False)
        self.setHandleWidth(10)
        self.addWidget(rows)
        self.addWidget(detail)
        for number, share in enumerate(shares):
            self.setStretchFactor(number, share)
        self._share()

    @property
    def is_beside(self) -> bool:
        """Whether the details stand at the right."""
        return self.orientation() == Qt.Orientation.Horizontal

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        em = self._context.settings.point_size * 96 / 72
        wanted = Qt.Orientation.Horizontal if self.width() / em >= BESIDE_FROM else Qt.Orientation.Vertical
        if wanted != self.orientation():
            self.setOrientation(wanted)
            self._share()

    def _share(self) -> None:
        self.setSizes([share * 20 for share in self._shares])

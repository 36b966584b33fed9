"""What the start page is made of: large cards to press, and the list of ledgers opened lately."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from ui.theme import colours
from ui.theme.icons import draw_icon
from ui.widgets.cards import SectionCard
from ui.widgets.words import tip_of

PATH = Qt.ItemDataRole.UserRole + 1


class StartCard(QAbstractButton):
    """An icon, a name and what happens when it is pressed; reached by Tab, pressed by Space or Enter."""

    def __init__(self, icon: str, name: str, words: str) -> None:
        super().__init__()
        self._icon, self.words = icon, words
        self.setText(name)
        self.setAccessibleName(name)
        self.setAccessibleDescription(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(self._em() * 17, round(self.fontMetrics().lineSpacing() * 5) + 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._em() * 11, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        lively = self.isEnabled() and (self.underMouse() or self.hasFocus())
        painter.setPen(QPen(QColor(colours.ACCENT if lively else colours.LINE), 2 if lively else 1))
        painter.setBrush(QColor(colours.HOVER if self.isDown() else colours.CARD))
        painter.drawRoundedRect(box, 6, 6)
        side = round(self.fontMetrics().height() * 1.5)
        colour = colours.ACCENT if self.isEnabled() else colours.FAINT
        draw_icon(painter, self._icon, QRectF(16, 16, side, side), colour)
        self._paint_words(painter, box.adjusted(16, 16, -14, -10), side, colour)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF, side: int, colour: str) -> None:
        font = self.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        name = QRectF(box.x() + side + 10, box.y(), box.width() - side - 10, side)
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(self.font())
        painter.setPen(QColor(colours.SECONDARY if self.isEnabled() else colours.FAINT))
        painter.drawText(box.adjusted(0, side + 10, 0, 0), Qt.TextFlag.TextWordWrap, self.words)

    def _em(self) -> int:
        return self.fontMetrics().horizontalAdvance("字")


class RecentList(SectionCard):
    """Ledgers opened lately, newest first; `opened` on Enter or click. Files that are gone say so."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("最近打开")
        self.list = QListWidget()
        self.list.setProperty("frame", "none")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setAccessibleName("最近打开的台账")
        self.body.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.list.itemClicked.connect(self._open)
        self.list.itemActivated.connect(self._open)

    def show_paths(self, paths: Sequence[str]) -> None:
        """Show these ledgers; with none the card disappears."""
        self.list.clear()
        for text in paths:
            path = Path(text)
            there = path.is_file()
            item = QListWidgetItem(
                f"{path.stem}　　{path.parent}" if there else f"{path.stem}　文件已不在 {path.parent}"
            )
            item.setData(PATH, text)
            item.setToolTip(tip_of(text))
            if not there:
                item.setForeground(QColor(colours.FAINT))
            self.list.addItem(item)
        self.setVisible(bool(paths))
        if paths:
            self.list.setCurrentRow(0)
        line = QFontMetrics(self.list.font()).lineSpacing() + 16
        for row in range(self.list.count()):
            self.list.item(row).setSizeHint(QSize(80, line))
        self.list.setFixedHeight(line * min(5, max(1, len(paths))) + 6)

    def paths(self) -> list[str]:
        """What is listed."""
        return [str(self.list.item(row).data(PATH)) for row in range(self.list.count())]

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(Path(str(item.data(PATH))))


def ask_ledger(parent: QWidget) -> Path | None:
    """A ledger file; None when the user changed their mind."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "打开台账", "", "督察整改台账 (*.dczg);;所有文件 (*)")
    return Path(chosen) if chosen else None

"""The navigation at the left: one row a page, with icon, word, badge, and who is working."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QScrollArea, QSizePolicy, QVBoxLayout

from ui.theme import colours
from ui.theme.icons import draw_icon
from ui.widgets.scroll import scrolled
from ui.widgets.words import ground, label


class NavigationRow(QAbstractButton):
    """One entry: chosen it is lighter with a yellow bar; a badge shows a count at its right."""

    def __init__(self, title: str, icon: str, shortcut: str) -> None:
        super().__init__()
        self._icon = icon
        self._badge = 0
        self._ringed = False
        self.setText(title)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setToolTip(f"{title}（{shortcut}）" if shortcut else title)
        self.setAccessibleName(title)

    def set_badge(self, count: int) -> None:
        """Show a count; 0 shows none."""
        self._badge = count
        self.setAccessibleName(f"{self.text()}，{count} 项待处理" if count else self.text())
        self.update()

    @property
    def badge(self) -> int:
        return self._badge

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 112, metrics.height() + 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        self._paint_ground(painter, box)
        side = min(24.0, self.fontMetrics().height() * 0.86)
        words = colours.ON_NAVY if self.isChecked() else colours.NAVY_TEXT
        draw_icon(painter, self._icon, QRectF(19, box.center().y() - side / 2, side, side), words)
        font = self.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(words))
        painter.drawText(box.adjusted(19 + side + 9, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._badge:
            self._paint_badge(painter, box)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() not in {
            Qt.FocusReason.MouseFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        }
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        super().focusOutEvent(event)

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        if self.isChecked():
            painter.fillRect(box, QColor(colours.NAVY_CHOSEN))
            painter.fillRect(QRectF(0, 0, 4, box.height()), QColor(colours.NAVY_MARK))
        elif self.underMouse():
            painter.fillRect(box, QColor(colours.NAVY_HOVER))
        if self._ringed:
            painter.setPen(QPen(QColor(colours.NAVY_MARK), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))

    def _paint_badge(self, painter: QPainter, box: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.82)
        font.setBold(True)
        painter.setFont(font)
        text = str(self._badge) if self._badge < 1000 else "999+"
        height = painter.fontMetrics().height() + 2.0
        width = max(height, painter.fontMetrics().horizontalAdvance(text) + 12.0)
        pill = QRectF(box.right() - width - 10, box.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.NAVY_MARK))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(QColor(colours.TEXT))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class Navigation(QFrame):
    """All entries under the program's name; `chosen` carries the name of the pressed one."""

    chosen = Signal(str)

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.setProperty("ground", "navy")
        self._rows: dict[str, NavigationRow] = {}
        self._group = QButtonGroup(self)
        self.heading = label(heading, "title")
        self.heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.heading.setContentsMargins(0, 13, 0, 13)
        self.footer = label()
        self.footer.setWordWrap(True)
        self.footer.setContentsMargins(10, 8, 8, 10)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.heading)
        layout.addWidget(self._scrolled(), 1)
        layout.addWidget(self.footer)

    def add(self, name: str, title: str, icon: str, shortcut: str) -> None:
        """Append an entry."""
        row = NavigationRow(title, icon, shortcut)
        self._rows[name] = row
        self._group.addButton(row)
        self._list.insertWidget(self._list.count() - 1, row)
        row.clicked.connect(lambda: self.chosen.emit(name))
        self.fit()

    def choose(self, name: str) -> None:
        """Mark an entry as the one shown; a page without an entry leaves the mark where it is."""
        if row := self._rows.get(name):
            row.setChecked(True)

    def set_badge(self, name: str, count: int) -> None:
        """Show a count beside an entry; entries that are not there are ignored."""
        if row := self._rows.get(name):
            row.set_badge(count)

    def row(self, name: str) -> NavigationRow:
        """The row of an entry."""
        return self._rows[name]

    def clear(self) -> None:
        """Remove all entries."""
        for row in self._rows.values():
            self._group.removeButton(row)
            row.deleteLater()
        self._rows.clear()

    def fit(self) -> None:
        """Take the width the present size of type needs."""
        widths = [row.sizeHint().width() for row in self._rows.values()]
        self.setFixedWidth(max([*widths, self.heading.sizeHint().width() + 28, 172]))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def _scrolled(self) -> QScrollArea:
        inner = ground("navy")
        inner.setLayout(self._list)
        self._list.addStretch(1)
        area = scrolled(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

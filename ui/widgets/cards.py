"""White cards: a section with a heading, and the card that says what to do first when there is nothing."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import colours
from ui.theme.icons import draw_icon
from ui.widgets.words import button, label, passage


class SectionCard(QFrame):
    """A card with a heading; put the content into `body`, buttons beside the heading with `add_action`."""

    def __init__(self, heading: str = "") -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.heading = label(heading, "heading")
        self._head = QHBoxLayout()
        self._head.addWidget(self.heading, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 9, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(self._head)
        layout.addLayout(self.body, 1)
        self.heading.setVisible(bool(heading))

    def set_heading(self, text: str) -> None:
        """Change the heading; an empty one takes no room."""
        self.heading.setText(text)
        self.heading.setVisible(bool(text))

    def add_action(self, widget: QWidget) -> None:
        """Put a button or a chip at the right of the heading."""
        self._head.addWidget(widget)


class Picture(QWidget):
    """One line icon, `side` pixels square."""

    def __init__(self, name: str, side: int = 56, colour: str = colours.CONTROL_LINE) -> None:
        super().__init__()
        self._name, self._side, self._colour = name, side, colour
        self.setFixedSize(side, side)

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, self._name, QRectF(self.rect()), self._colour)
        painter.end()


class EmptyState(QFrame):
    """What an empty page shows: what is missing, what to do first, and the button that does it."""

    acted = Signal()

    def __init__(self, title: str, advice: str, action: str = "", picture: str = "空") -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self.title, self.advice = label(title, "heading"), passage(advice, "secondary")
        self.action = button(action, "primary")
        self.action.setVisible(bool(action))
        self.advice.setFixedWidth(480)
        self.advice.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addStretch(2)
        layout.addWidget(Picture(picture), 0, middle)
        layout.addWidget(self.title, 0, middle)
        wrapped = QHBoxLayout()  # an aligned label would be given the height of one line only
        wrapped.addStretch(1)
        wrapped.addWidget(self.advice)
        wrapped.addStretch(1)
        layout.addLayout(wrapped)
        layout.addWidget(self.action, 0, middle)
        layout.addStretch(3)
        self.action.clicked.connect(self.acted)

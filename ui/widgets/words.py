"""Labels and buttons in the house look; every text is shown literally, never as markup."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget


def label(text: str = "", role: str = "") -> QLabel:
    """A label of plain text; roles: title, heading, strong, secondary, fault, or none for body text."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        made.setProperty("text_role", role)
    return made


def passage(text: str = "", role: str = "") -> QLabel:
    """A wrapped label whose text can be selected with the mouse and copied."""
    made = label(text, role)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def button(text: str, kind: str = "", tip: str = "") -> QPushButton:
    """A button; kinds: primary (one per screen), danger, link, or none. `text` may hold a mnemonic (&S)."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    if tip:
        made.setToolTip(tip)
    return made


def ground(name: str) -> QFrame:
    """A frame with one of the grounds of the style sheet: card, header, navy, notice."""
    made = QFrame()
    made.setProperty("ground", name)
    return made


def tip_of(text: str) -> str:
    """A tool tip that shows `text` literally, wrapped and with its line breaks."""
    return f"<div style='white-space:pre-wrap'>{escape(text)}</div>" if text else ""


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again at `widget` after one of its properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)

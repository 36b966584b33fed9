"""Labels and buttons in the house look; every text is shown literally, never as markup."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from dczg_desktop.base.text import HIDDEN, TURNED, count_unseen, excerpt, with_unseen_shown

BEFORE, NOTED = 12, 60
"""Characters of a text that are repeated below its field: before what is not seen, and in all."""


class PlainLabel(QLabel):
    """Shows its text literally, and what is not seen in it (characters that turn the reading direction) as marks."""

    def setText(self, text: str) -> None:
        super().setText(with_unseen_shown(text))


class UnseenNote(PlainLabel):
    """Stands under a field in which text is edited; hidden unless characters that are not seen stand in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("text_role", "fault")
        self.hide()

    def look_at(self, text: str) -> None:
        """Say what stands there unseen, with the text as it really is."""
        count = count_unseen(text)
        if count:
            shown = with_unseen_shown(text)
            first = min(found for mark in (TURNED, HIDDEN) if (found := shown.find(mark)) >= 0)
            piece = excerpt(shown[max(0, first - BEFORE) :], NOTED)
            self.setText(f"里面有 {count} 个看不见的字符，请核对，必要时删去重写：{piece}")
        if bool(count) == self.isHidden():
            self.setVisible(bool(count))


def label(text: str = "", role: str = "") -> QLabel:
    """A label of plain text; roles: title, heading, strong, secondary, fault, or none for body text."""
    made = PlainLabel()
    made.setText(text)
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


def allow(widget: QWidget, why_not: str, tip: str = "") -> None:
    """Enable `widget`, or disable it with a tool tip that says why."""
    widget.setEnabled(not why_not)
    widget.setToolTip(why_not or tip)


def ground(name: str) -> QFrame:
    """A frame with one of the grounds of the style sheet: card, header, navy, notice."""
    made = QFrame()
    made.setProperty("ground", name)
    return made


def tip_of(text: str) -> str:
    """A tool tip that shows `text` literally, wrapped and with its line breaks."""
    return f"<div style='white-space:pre-wrap'>{escape(with_unseen_shown(text))}</div>" if text else ""


def restyle(widget: QWidget) -> None:
    """Make the style sheet look again at `widget` after one of its properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def in_tab_order(stops: Sequence[QWidget]) -> None:
    """Let Tab reach these one after another; what takes no focus now has its place for when it does."""
    resting = [one for one in stops if one.focusPolicy() == Qt.FocusPolicy.NoFocus]
    for one in resting:
        one.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt leaves what takes no focus where it is
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)
    for one in resting:
        one.setFocusPolicy(Qt.FocusPolicy.NoFocus)

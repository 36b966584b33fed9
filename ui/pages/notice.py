"""A coloured strip of text inside a page, for what deserves attention before an act."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.widgets.words import passage, restyle

LISTED_AT_MOST = 40


class Notice(QFrame):
    """A coloured strip of text; tones: warning, trouble, or none. Hidden while it has nothing to say."""

    def __init__(self, tone: str = "") -> None:
        super().__init__()
        self.setProperty("ground", "notice")
        self.words = passage()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self.words)
        self.say("", tone)

    def say(self, text: str, tone: str = "") -> None:
        """Show `text`, or nothing."""
        self.words.setText(text)
        self.setProperty("tone", tone)
        restyle(self)
        self.setVisible(bool(text))


def listed(heading: str, lines: Sequence[str]) -> str:
    """A heading with its lines, shortened when there are very many; nothing for no lines."""
    if not lines:
        return ""
    more = len(lines) - LISTED_AT_MOST
    rest = [f"……另有 {more} 项"] if more > 0 else []
    return "\n".join([heading, *(f"· {line}" for line in lines[:LISTED_AT_MOST]), *rest])

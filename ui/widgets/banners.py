"""Strips above every page that stay until what they speak of is settled: conflicts, packages on a stick."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.words import button, label, restyle


@dataclass(frozen=True, slots=True)
class Banner:
    """One strip: `key` names it, empty `words` take it away; `act` is the button with what it does.

    What must not be forgotten cannot be closed (`closable` False). Tones as of the message bar.
    """

    key: str
    words: str = ""
    act_words: str = ""
    act: Callable[[], object] | None = None
    tone: str = ""
    closable: bool = True


class BannerStrip(QFrame):
    """One banner as it is shown."""

    def __init__(self, banner: Banner) -> None:
        super().__init__()
        self._banner = banner
        self.setProperty("ground", "notice")
        self.setProperty("tone", banner.tone)
        self.setMinimumWidth(0)
        self.words = label(banner.words)
        self.words.setWordWrap(True)
        self.words.setAccessibleName(banner.words)
        self.act_button = button(banner.act_words, "link")
        self.close_link = button("关闭", "link")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 3, 8, 3)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.act_button)
        layout.addWidget(self.close_link)
        self.act_button.setVisible(banner.act is not None)
        self.close_link.setVisible(banner.closable)
        if banner.act is not None:
            self.act_button.clicked.connect(self._act)
        self.close_link.clicked.connect(self.hide)
        restyle(self)

    def _act(self) -> None:
        if self._banner.act is not None:
            self._banner.act()


class Banners(QWidget):
    """All banners, one under the other, in the order of their first showing."""

    def __init__(self) -> None:
        super().__init__()
        self._banners: dict[str, Banner] = {}
        self.strips: dict[str, BannerStrip] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)

    def show_banner(self, banner: Banner) -> None:
        """Show a banner or change the one with its key; one that was closed stays closed until it says something else."""
        known = self._banners.get(banner.key)
        if known is not None and (known.words, known.tone) == (banner.words, banner.tone):
            return
        place = self._layout.count()
        if (old := self.strips.pop(banner.key, None)) is not None:
            place = self._layout.indexOf(old)
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._banners[banner.key] = banner
        if banner.words:
            self.strips[banner.key] = BannerStrip(banner)
            self._layout.insertWidget(place, self.strips[banner.key])
            self.strips[banner.key].show()

    def clear(self) -> None:
        """Take all away: another ledger is opened."""
        for key in list(self.strips):
            self.show_banner(Banner(key))
        self._banners.clear()

"""The line above a page: its title, its search field and its buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.search_box import SearchBox
from ui.widgets.words import label


class Header(QFrame):
    """Keeps the search field and buttons of every page and shows those of the visible one."""

    searched = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "header")
        self.title = label("", "title")
        self._areas: dict[str, QWidget] = {}
        self._boxes: dict[str, SearchBox] = {}
        self._shown = ""
        self.setMinimumHeight(52)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 7, 16, 7)
        self._layout.addWidget(self.title)
        self._layout.addStretch(1)

    def add_page(self, name: str, search_hint: str, actions: Sequence[QWidget]) -> None:
        """Take what a page puts into the header."""
        area = QWidget()
        layout = QHBoxLayout(area)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        if search_hint:
            box = SearchBox(search_hint)
            box.searched.connect(self.searched)
            self._boxes[name] = box
            layout.addWidget(box)
        for action in actions:
            layout.addWidget(action)
        area.hide()
        self._areas[name] = area
        self._layout.addWidget(area)

    def show_page(self, name: str, title: str) -> None:
        """Show the title, field and buttons of a page."""
        for other, area in self._areas.items():
            area.setVisible(other == name)
        self._shown = name
        self.title.setText(title)

    def focus_search(self) -> None:
        """Put the cursor into the search field, if the page has one."""
        if box := self._boxes.get(self._shown):
            box.setFocus()
            box.selectAll()

    def search_box(self, name: str) -> SearchBox | None:
        """The search field of a page."""
        return self._boxes.get(name)

    def clear(self) -> None:
        """Forget all pages."""
        for area in self._areas.values():
            area.deleteLater()
        self._areas.clear()
        self._boxes.clear()
        self._shown = ""

"""What a page is to the shell: its entry in the navigation and the few things the shell asks of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context


class Page(QWidget):
    """Base of all pages; fill `self.body` in the constructor, then answer what the shell asks.

    `search_hint` (not empty: the header has a search field), `help_text` (F1) and the header's
    widgets of `header_widgets` are read once. `reload` is called when the page comes into sight after the
    ledger changed, and on F5; a page does not load in its constructor.
    """

    search_hint = ""
    help_text = ""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(10)

    def header_widgets(self) -> Sequence[QWidget]:
        """Buttons for the header, the primary one last."""
        return ()

    def reload(self) -> None:
        """Read everything shown again; the first call is the first reading."""

    def unfinished(self) -> str:
        """What would be lost if the program ended or the ledger were left now, in a sentence; '' when nothing."""
        return ""

    def search(self, text: str) -> None:
        """Show only what fits the text of the header's search field."""

    def show_filter(self, page_filter: object) -> None:
        """Show only the rows named by another page's number; called before `reload`."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """An entry of the navigation; `name` is asked for by `context.navigate`, `icon` is one of `icons.NAMES`.

    A page not `in_navigation` is reached only from other pages. The page is made by `factory(context)` when it is opened for the first time.
    """

    name: str
    title: str
    icon: str
    factory: Callable[[Context], Page]
    in_navigation: bool = True

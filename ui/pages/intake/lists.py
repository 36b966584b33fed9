"""Two lists beside the rows: the doubtful cells, and the rows that are no records."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.models.grid import GridModel
from ui.models.lines import Lines
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid
from ui.widgets.scroll import Bounded
from ui.widgets.words import passage

WHOLE_LINES = 4
"""What is said about one line takes no more below the list; the rest scrolls."""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place of the file (cell or row), what stands there, what there is to say, and what is proposed."""

    id: int
    place: str
    value: str
    words: str
    advice: str = ""


class PlaceList(QWidget):
    """What is said about the current line stands below the list whole: in its cells it may be cut.

    `pointed` carries the place of the line that was clicked or chosen by the keys, `opened` that of a double click or Enter.
    """

    pointed, opened = Signal(str), Signal(str)

    def __init__(self, context: Context, name: str, titles: tuple[str, ...], empty: str) -> None:
        super().__init__()
        place = GridColumn("place", titles[0], 62)
        columns: tuple[GridColumn, ...]
        if len(titles) > 3:
            columns = (
                place,
                GridColumn("words", titles[1], 140, "long", sortable=False),
                GridColumn("advice", titles[3], 130, sortable=False),
                GridColumn("value", titles[2], 84, sortable=False),
            )
        else:
            columns = (
                place,
                GridColumn("words", titles[1], 124, sortable=False),
                GridColumn("value", titles[2], 140, "long", sortable=False),
            )
        self.lines: Lines[PlaceLine] = Lines()
        self.model = GridModel(columns, self.lines.ids, self.lines.rows, self)
        self.grid = Grid(name, context, empty)
        self.grid.show_model(self.model)
        self.model.failed.connect(partial(context.show_error, self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.whole = passage("", "secondary")
        self.whole.setContentsMargins(4, 4, 4, 4)
        self.told = Bounded(self.whole, WHOLE_LINES)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.told)
        self.whole.hide()
        self.grid.clicked.connect(self._point)
        self.grid.chosen.connect(self._follow)
        self.grid.opened.connect(self._open)

    def show_places(self, places: Sequence[tuple[str, ...]]) -> None:
        """Show (place, what there is to say, what stands there[, what is proposed])."""
        self.lines.put(
            PlaceLine(number, place, value, words, "".join(advice))
            for number, (place, words, value, *advice) in enumerate(places, start=1)
        )
        self.model.reload()
        self._tell()

    def _tell(self) -> None:
        line = self.lines.get(self.grid.current_id())
        self.whole.setVisible(line is not None)
        if line is not None:
            said = f"{line.words.rstrip('。')}。{line.advice}" if line.advice else line.words
            self.whole.setText(f"{line.place}　{said}　原文：{line.value or '〔空〕'}")

    def _follow(self) -> None:
        """The keys went to another line; rows that are put in point nowhere."""
        self._tell()
        if self.grid.hasFocus():
            self._point()

    def _open(self) -> None:
        if line := self.lines.get(self.grid.current_id()):
            self.opened.emit(line.place)

    def _point(self) -> None:
        if line := self.lines.get(self.grid.current_id()):
            self.pointed.emit(line.place)

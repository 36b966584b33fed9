"""Rows of cells that flow over pages: rows split between lines, borders are closed at every page's end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dczg_desktop.reports.fonts import Typeface
from dczg_desktop.reports.linebreak import Line
from dczg_desktop.reports.pen import ASCENT, Pen, Segment
from dczg_desktop.reports.tables import Align

THIN = 0.5
THICK = 1.0
KEEP = 3  # lines of a row that stay together on each side of a page's end


@dataclass(frozen=True, slots=True)
class GridStyle:
    """Type size, distance of baselines and the cells' inner margins, in points."""

    size: float
    leading: float
    pad_x: float
    pad_y: float


@dataclass(slots=True)
class Cell:
    """One box from `x` to `x + width`. `again` are the lines shown when a later part of the row has none left."""

    x: float
    width: float
    lines: Sequence[Line]
    typeface: Typeface
    align: Align = Align.LEFT
    again: Sequence[Line] = ()


@dataclass(slots=True)
class Row:
    """Cells side by side; at least `least` lines high; `feet` are lines kept together at the lower right end."""

    cells: Sequence[Cell]
    least: int = 0
    feet: Sequence[Line] = ()

    def depth(self) -> int:
        """Height in lines."""
        text = max(len(cell.lines) for cell in self.cells)
        return max(text + len(self.feet), self.least)


@dataclass(slots=True)
class _Label:
    """A box at the left of several rows, drawn again on every page they reach."""

    cell: Cell
    top: float


@dataclass(slots=True)
class Grid:
    """A table being drawn from `y` downwards; `turn` ends the page and returns where the next table part starts."""

    pen: Pen
    style: GridStyle
    left: float
    right: float
    y: float
    floor: float
    turn: Callable[[], float]
    _top: float = 0.0
    _edges: tuple[float, ...] = ()
    _edges_top: float = 0.0
    _label: _Label | None = None
    _segments: list[Segment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._start(self.y)

    def height(self, depth: int) -> float:
        """Height in points of a row of `depth` lines."""
        return depth * self.style.leading + 2 * self.style.pad_y

    def place(self, row: Row, reserve: float = 0.0) -> None:
        """Draw a row, over as many pages as it needs; `reserve` points below its end are kept free."""
        depth, done = row.depth(), 0
        while done < depth:
            left = depth - done
            if self.y + self.height(left) + reserve <= self.floor:
                self._draw(row, done, left)
                return
            count = self._part(row, left, reserve)
            if count:
                self._draw(row, done, count)
                done += count
            self._turn_page()

    def make_room(self, depth: int, extra: float = 0.0) -> None:
        """Go to the next page unless `depth` lines and `extra` points still fit on this one."""
        if self.y > self._top and self.y + self.height(depth) + extra > self.floor:
            self._turn_page()

    def _part(self, row: Row, left: int, reserve: float) -> int:
        """How many lines of the rest of a row go on this page; 0 when it should start on the next."""
        room = int((self.floor - self.y - 2 * self.style.pad_y) / self.style.leading + 1e-6)
        fresh = self.y == self._top
        keep = max(KEEP, len(row.feet))
        count = min(room, left - keep)
        if count >= KEEP:
            return count
        if not fresh:
            return 0
        tall = self.height(left) + reserve > self.floor - self._top
        return max(1, min(room, left)) if tall else 0

    def open_label(self, cell: Cell) -> None:
        """Start a box at the left which the following rows stand beside."""
        self._label = _Label(cell, self.y)

    def close_label(self) -> None:
        """End that box under the last row."""
        if self._label and self.y > self._label.top:
            self._draw_cell(self._label.cell, self._label.cell.lines, self._label.top, self.y)
            self._segments.append((self.left, self.y, self.right, self.y))
        self._label = None

    def close(self) -> None:
        """Draw the borders of what stands on this page."""
        self._flush_edges()
        if self.y > self._top:
            self.pen.rules(self._segments, THIN)
            box = (self.left, self._top, self.right, self.y)
            self.pen.rules(frame(box), THICK)
        self._segments = []

    def _turn_page(self) -> None:
        label = self._label
        self.close_label()
        self.close()
        self._start(self.turn())
        if label:
            self.open_label(label.cell)

    def _start(self, y: float) -> None:
        self.y = self._top = self._edges_top = y
        self._edges = ()

    def _draw(self, row: Row, start: int, count: int) -> None:
        bottom = self.y + self.height(count)
        last = start + count >= row.depth()
        for cell in row.cells:
            lines = cell.lines[start : start + count]
            self._draw_cell(cell, lines or (cell.again if start else ()), self.y, bottom)
        if last and row.feet:
            self._draw_feet(row, bottom)
        edges = tuple(cell.x for cell in row.cells[1:])
        if self._label:
            edges = (row.cells[0].x, *edges)
        if edges != self._edges:
            self._flush_edges()
            self._edges, self._edges_top = edges, self.y
        self.y = bottom
        self._segments.append(
            (
                self._label.cell.x + self._label.cell.width if self._label else self.left,
                bottom,
                self.right,
                bottom,
            )
        )

    def _flush_edges(self) -> None:
        self._segments.extend(
            (x, self._edges_top, x, self.y) for x in self._edges if self.y > self._edges_top
        )
        self._edges_top = self.y

    def _draw_cell(self, cell: Cell, lines: Sequence[Line], top: float, bottom: float) -> None:
        style, pen = self.style, self.pen
        room = cell.width - 2 * style.pad_x
        y = top + style.pad_y
        if cell.align is Align.CENTER:
            y = top + (bottom - top - len(lines) * style.leading) / 2
        y += (style.leading - style.size) / 2 + style.size * ASCENT
        for line in lines:
            x = cell.x + style.pad_x
            if cell.align is Align.CENTER:
                pen.text(
                    line.text, x + (room - line.width * style.size / 1000) / 2, y, cell.typeface, style.size
                )
            else:
                pen.fitted(line, x, y, room, cell.typeface, style.size)
            y += style.leading

    def _draw_feet(self, row: Row, bottom: float) -> None:
        style, cell = self.style, row.cells[-1]
        y = (
            bottom
            - style.pad_y
            - len(row.feet) * style.leading
            + (style.leading - style.size) / 2
            + style.size * ASCENT
        )
        for line in row.feet:
            right = cell.x + cell.width - style.pad_x - style.size
            self.pen.text(line.text, right - line.width * style.size / 1000, y, cell.typeface, style.size)
            y += style.leading


def frame(box: tuple[float, float, float, float]) -> list[Segment]:
    """The four sides of a box (x1, y1, x2, y2)."""
    x1, y1, x2, y2 = box
    return [(x1, y1, x2, y1), (x1, y2, x2, y2), (x1, y1, x1, y2), (x2, y1, x2, y2)]

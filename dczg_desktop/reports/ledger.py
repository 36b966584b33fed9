"""The ledger on paper: A3 or A4 across, head repeated on every page, rows running on over pages, signature line."""

from pathlib import Path

from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.reports.fonts import Typeface, small_typeface
from dczg_desktop.reports.grid import THICK, THIN, Cell, Grid, GridStyle, Row, frame
from dczg_desktop.reports.linebreak import Line
from dczg_desktop.reports.paper import ERHAO, LANDSCAPE, MM, WUHAO, XIAOWU, Paper
from dczg_desktop.reports.pen import ASCENT, Pen, PrintResult, Segment, write_pdf
from dczg_desktop.reports.tables import (
    SIGNATURES,
    Align,
    LedgerReport,
    groups,
    least_widths,
    proof,
    shares,
    sub_row,
)

BODY = GridStyle(size=XIAOWU, leading=12.6, pad_x=2.8, pad_y=3.0)
HEAD_LEADING = 14.0
HEAD_PAD = 4.0
TICK_EVERY = 50


def write_ledger_pdf(report: LedgerReport, target: Path, tick: Tick = no_tick) -> PrintResult:
    """Print the ledger to `target`, replacing it only when the new file is whole.

    Raises UserError when the disk refuses, the target is open elsewhere or the program's fonts are missing; ValueError
    when a row has not one text per column.
    """
    paper = LANDSCAPE[report.paper]
    return write_pdf(target, paper, report.title, lambda pen: _Ledger(pen, paper, report).draw(tick))


class _Ledger:
    """One ledger being drawn."""

    def __init__(self, pen: Pen, paper: Paper, report: LedgerReport) -> None:
        self.pen, self.paper, self.report = pen, paper, report
        self.face = small_typeface()
        widths = shares(report.columns, paper.inner_width, self._least())
        self.spans = [(paper.left + sum(widths[:number]), width) for number, width in enumerate(widths)]
        self.headings = [
            pen.even_lines(column.heading, width - 2 * BODY.pad_x, Typeface.HEI, WUHAO)
            for column, (_, width) in zip(report.columns, self.spans, strict=True)
        ]
        self.upper = any(column.group for column in report.columns)

    def _least(self) -> list[float]:
        """What every column needs, with its margins and a breath more, because lines are broken in whole thousandths."""

        def width(text: str) -> float:
            return self.pen.width(text, self.face, BODY.size) + 2 * BODY.pad_x + 0.5

        return least_widths(self.report, self.paper.inner_width, width)

    def draw(self, tick: Tick) -> None:
        pen, paper, rows = self.pen, self.paper, self.report.rows
        ending = self._ending_height()
        first = self._table_head(self._title())
        grid = Grid(pen, BODY, paper.left, paper.left + paper.inner_width, first, paper.floor, self._turn)
        for number, texts in enumerate(rows, start=1):
            grid.place(self._row(texts), ending if number == len(rows) else 0.0)
            if number % TICK_EVERY == 0 or number == len(rows):
                tick(number, len(rows))
        if not rows:
            lines = pen.lines("（本期无记录）", paper.inner_width, self.face, BODY.size)
            grid.place(
                Row([Cell(paper.left, paper.inner_width, lines, self.face, Align.CENTER)], least=2), ending
            )
        grid.close()
        self._ending(grid.y)
        self._footer()
        pen.end_page()
        total = pen.page - 1
        pen.define(
            "total",
            lambda: pen.text(f"共 {total} 页", self._middle + 4, self._footer_line, Typeface.SONG, XIAOWU),
        )

    @property
    def _middle(self) -> float:
        return self.paper.left + self.paper.inner_width / 2

    @property
    def _footer_line(self) -> float:
        return self.paper.floor + 9 * MM

    def _row(self, texts: tuple[str, ...]) -> Row:
        cells = []
        for number, (text, column, (x, width)) in enumerate(
            zip(texts, self.report.columns, self.spans, strict=True)
        ):
            breaker = self.pen.even_lines if column.align is Align.CENTER else self.pen.lines
            lines = breaker(text, width - 2 * BODY.pad_x, self.face, BODY.size)
            cells.append(
                Cell(
                    x, width, lines, self.face, column.align, self._again(lines, width) if number == 0 else ()
                )
            )
        return Row(cells)

    def _again(self, lines: list[Line], width: float) -> list[Line]:
        """What the first column shows on the pages a row runs on to."""
        if len(lines) > 1:
            return []
        return [*lines, *self.pen.lines("续", width - 2 * BODY.pad_x, self.face, BODY.size)]

    def _title(self) -> float:
        """Title and the line under it; returns where the table starts."""
        pen, paper = self.pen, self.paper
        y = paper.top
        for line in pen.even_lines(self.report.title, paper.inner_width - 40 * MM, Typeface.TITLE, ERHAO):
            pen.centred(line.text, self._middle, y + ERHAO * ASCENT, Typeface.TITLE, ERHAO)
            y += ERHAO * 1.35
        y += 3 * MM
        left, middle, right = sub_row(self.report)
        baseline = y + WUHAO * ASCENT
        pen.text(left, paper.left + BODY.pad_x, baseline, self.face, WUHAO)
        pen.ended(right, paper.left + paper.inner_width - BODY.pad_x, baseline, self.face, WUHAO)
        half = pen.width(middle, self.face, WUHAO) / 2
        start = max(self._middle - half, paper.left + pen.width(left, self.face, WUHAO) + 2 * WUHAO)
        pen.text(middle, start, baseline, self.face, WUHAO)
        return y + WUHAO + 2 * MM

    def _table_head(self, top: float) -> float:
        """The headings between rules; returns where the rows start."""
        right = self.paper.left + self.paper.inner_width
        upper = HEAD_LEADING + 2 * HEAD_PAD if self.upper else 0.0
        bottom = top + upper + max(map(len, self.headings)) * HEAD_LEADING + 2 * HEAD_PAD
        segments: list[Segment] = []
        for text, first, last in groups(self.report.columns):
            x, end = self.spans[first][0], self.spans[last][0] + self.spans[last][1]
            if first:
                segments.append((x, top, x, bottom))
            if text:
                self._group(text, (x, top, end, top + upper))
                segments.append((x, top + upper, end, top + upper))
                segments.extend(
                    (self.spans[number][0], top + upper, self.spans[number][0], bottom)
                    for number in range(first + 1, last + 1)
                )
            for number in range(first, last + 1):
                self._heading(number, top + upper if text else top, bottom)
        self.pen.rules(segments, THIN)
        self.pen.rules(frame((self.paper.left, top, right, bottom)), THICK)
        return bottom

    def _group(self, text: str, box: tuple[float, float, float, float]) -> None:
        x1, y1, x2, y2 = box
        self.pen.centred(text, (x1 + x2) / 2, (y1 + y2) / 2 + WUHAO * (ASCENT - 0.5), Typeface.HEI, WUHAO)

    def _heading(self, number: int, top: float, bottom: float) -> None:
        x, width = self.spans[number]
        lines = self.headings[number]
        y = (top + bottom - len(lines) * HEAD_LEADING) / 2 + (HEAD_LEADING - WUHAO) / 2 + WUHAO * ASCENT
        for line in lines:
            self.pen.centred(line.text, x + width / 2, y, Typeface.HEI, WUHAO)
            y += HEAD_LEADING

    def _turn(self) -> float:
        self._footer()
        self.pen.end_page()
        return self._table_head(self.paper.top)

    def _footer(self) -> None:
        """第 x 页 共 y 页 in the middle, what the sheet belongs to at the left, the print code at the right."""
        pen, paper, y = self.pen, self.paper, self._footer_line
        pen.ended(f"第 {pen.page} 页", self._middle - 4, y, Typeface.SONG, XIAOWU)
        pen.later("total")
        if pen.page > 1:
            name = pen.lines(self.report.title, paper.inner_width * 0.4, Typeface.SONG, XIAOWU)[0]
            pen.text(name.text, paper.left, y, Typeface.SONG, XIAOWU)
        pen.ended(proof(self.report), paper.left + paper.inner_width, y, Typeface.SONG, XIAOWU)

    def _note_lines(self) -> list[Line]:
        lines: list[Line] = []
        for note in self.report.footnotes:
            lines.extend(self.pen.lines(note, self.paper.inner_width - 2 * BODY.pad_x, self.face, BODY.size))
        return lines

    def _ending_height(self) -> float:
        return len(self._note_lines()) * BODY.leading + 4 * MM + 2 * WUHAO

    def _ending(self, y: float) -> None:
        """Footnotes and the signature line."""
        pen, paper = self.pen, self.paper
        y += 1.5 * MM
        for line in self._note_lines():
            pen.fitted(
                line,
                paper.left + BODY.pad_x,
                y + BODY.size * ASCENT,
                paper.inner_width - 2 * BODY.pad_x,
                self.face,
                BODY.size,
            )
            y += BODY.leading
        y += 2 * MM + WUHAO
        for number, caption in enumerate(SIGNATURES):
            pen.text(
                caption,
                paper.left + BODY.pad_x + number * paper.inner_width / len(SIGNATURES),
                y,
                self.face,
                WUHAO,
            )

"""The same ledger as a workbook made for printing: title, repeated head, row heights that show all text, signature row."""

from bisect import bisect_right
from dataclasses import replace
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO

from dczg_desktop.base.files import write_file
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.base.text import with_unseen_shown
from dczg_desktop.reports.fonts import Fonts, Typeface, own_face, small_typeface
from dczg_desktop.reports.linebreak import Line, break_lines, starts
from dczg_desktop.reports.paper import ERHAO, LANDSCAPE, MM, WUHAO, XIAOWU
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

PAPER_CODES = {"A3": 8, "A4": 9}
LEADING = 12.6
PAD = 6.0  # above and below the text of a row, together
SIDE = 6.0  # left and right of the text of a cell, together; office programs keep about this much
TALLEST = 30  # lines of one row; a row may not be higher than 409 points
LONGEST = 32_767  # characters of one cell
TICK_EVERY = 200


def write_ledger_workbook(report: LedgerReport, target: Path, tick: Tick = no_tick) -> int:
    """Write the ledger to `target` (.xlsx) and return the number of its sheet's rows.

    Every cell is text, so nothing is computed or re-typed on opening. A row taller than a sheet's row may be goes on in
    further rows without a rule between them, or with `whole_cells` in cells merged over several rows. Raises UserError when the disk refuses or the target is open elsewhere;
    the old file is then untouched.
    """
    counts: list[int] = []

    def write(stream: BinaryIO) -> None:
        from xlsxwriter import Workbook

        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        memory = BytesIO()
        book = Workbook(memory, options)
        try:
            counts.append(_Sheet(book, report).fill(tick))
        finally:
            book.close()
        stream.write(memory.getbuffer())

    write_file(target, write)
    return counts[0]


def _readable(report: LedgerReport) -> LedgerReport:
    """The report with what is not seen in its texts as marks."""
    return replace(
        report,
        title=with_unseen_shown(report.title),
        rows=[tuple(map(with_unseen_shown, row)) for row in report.rows],
        footnotes=tuple(map(with_unseen_shown, report.footnotes)),
    )


class _Sheet:
    """The one sheet of the workbook being filled."""

    def __init__(self, book: Any, report: LedgerReport) -> None:
        self.book, self.report = book, _readable(report)
        self.sheet = book.add_worksheet("台账")
        self.paper = LANDSCAPE[report.paper]
        fonts = Fonts()
        self.small = small_typeface()
        self.measure = {face: fonts.widths(face) for face in (self.small, Typeface.HEI, Typeface.TITLE)}
        room = self.paper.inner_width - 6
        least = least_widths(self.report, room, self._width)
        self.widths = [max(width, 20.0) for width in shares(report.columns, room, least)]
        self.looks: dict[tuple[bool, bool, bool], Any] = {}
        self.upper = any(column.group for column in report.columns)
        self.last = len(report.columns) - 1

    def _width(self, text: str) -> float:
        """What one line of a body cell takes with its margins; office programs measure a little wider."""
        return sum(map(self.measure[self.small].__getitem__, text)) * XIAOWU / 1000 * 1.06 + SIDE

    def fill(self, tick: Tick) -> int:
        """Write everything; returns the number of rows."""
        self._page()
        body = self._top()
        row = body
        for number, texts in enumerate(self.report.rows, start=1):
            row = self._record(row, texts)
            if number % TICK_EVERY == 0 or number == len(self.report.rows):
                tick(number, len(self.report.rows))
        if not self.report.rows:
            self._merge(
                row, 0, self.last, "（本期无记录）", self._format(self.small, XIAOWU, "center", border=1)
            )
            row += 1
        row = self._bottom(row)
        self.sheet.print_area(0, 0, row - 1, self.last)
        return row

    def _page(self) -> None:
        sheet, paper = self.sheet, self.paper
        sheet.set_landscape()
        sheet.set_paper(PAPER_CODES[self.report.paper])
        inch = 72.0
        sheet.set_margins(paper.left / inch, paper.right / inch, paper.top / inch, paper.bottom / inch)
        sheet.fit_to_pages(1, 0)
        code = proof(self.report).replace("&", "&&")
        sheet.set_footer(f"&C第 &P 页　共 &N 页&R{code}", {"margin": 9 * MM / inch})
        sheet.hide_gridlines(2)
        for number, width in enumerate(self.widths):
            sheet.set_column_pixels(number, number, round(width * 96 / 72))

    def _format(self, typeface: Typeface, size: float, align: str, **more: Any) -> Any:
        has_title_face = typeface is Typeface.TITLE and own_face(Typeface.TITLE)
        name = {Typeface.TITLE: "方正小标宋简体" if has_title_face else "宋体"}.get(typeface, str(typeface))
        look = {
            "font_name": name,
            "bold": name == "宋体" and typeface is Typeface.TITLE,
            "font_size": size,
            "align": align,
            "valign": "vcenter",
            "text_wrap": True,
            "num_format": "@",
        }
        return self.book.add_format({**look, **more})

    def _merge(
        self, row: int, first: int, last: int, text: str, look: Any, last_row: int | None = None
    ) -> None:
        end = row if last_row is None else last_row
        if (row, first) == (end, last):
            self.sheet.write_string(row, first, text, look)
        else:
            self.sheet.merge_range(row, first, end, last, "", look)
            self.sheet.write_string(row, first, text, look)

    def _top(self) -> int:
        """Title, the line under it and the headings; returns the first row of the body."""
        sheet = self.sheet
        title = break_lines(
            self.report.title, int((sum(self.widths) - SIDE) * 1000 / ERHAO), self.measure[Typeface.TITLE]
        )
        self._merge(0, 0, self.last, self.report.title, self._format(Typeface.TITLE, ERHAO, "center"))
        sheet.set_row(0, len(title) * ERHAO * 1.35 + 8)
        self._sub_row()
        head = self._format(Typeface.HEI, WUHAO, "center", border=1)
        self._headings(2, head)
        body = 4 if self.upper else 3
        sheet.repeat_rows(2, body - 1)
        sheet.freeze_panes(body, 0)
        return body

    def _sub_row(self) -> None:
        """The line under the title: in three parts, or in one where the table has fewer columns than that."""
        parts = sub_row(self.report)
        self.sheet.set_row(1, 20)
        if self.last < 2:
            self._merge(1, 0, self.last, "　".join(parts), self._format(self.small, WUHAO, "left"))
            return
        for (first, last), text, align in zip(
            self._thirds(), parts, ("left", "center", "right"), strict=True
        ):
            self._merge(1, first, last, text, self._format(self.small, WUHAO, align))

    def _thirds(self) -> list[tuple[int, int]]:
        """First and last column of the left, middle and right third of a line across a table of three columns or more."""
        edges = list(accumulate(self.widths))
        first = min(max(bisect_right(edges, edges[-1] / 3), 1), self.last - 1)
        second = min(max(bisect_right(edges, edges[-1] * 2 / 3), first + 1), self.last)
        return [(0, first - 1), (first, second - 1), (second, self.last)]

    def _headings(self, row: int, look: Any) -> None:
        lowest = row + 1 if self.upper else row
        depth = 1
        for text, first, last in groups(self.report.columns):
            if text:
                self._merge(row, first, last, text, look)
            for number in range(first, last + 1):
                heading = self.report.columns[number].heading
                self._merge(lowest if text else row, number, number, heading, look, lowest)
                limit = int((self.widths[number] - SIDE) * 1000 / WUHAO)
                depth = max(depth, len(break_lines(heading, limit, self.measure[Typeface.HEI])))
        if self.upper:
            self.sheet.set_row(row, 22)
        self.sheet.set_row(lowest, depth * WUHAO * 1.35 + PAD)

    def _record(self, row: int, texts: tuple[str, ...]) -> int:
        """One record, in as many rows as its tallest text needs; returns the next row."""
        widths = self.measure[self.small]
        broken = [
            break_lines(text, int((width - SIDE) * 1000 / XIAOWU), widths)
            for text, width in zip(texts, self.widths, strict=True)
        ]
        parts = -(-max(map(len, broken)) // TALLEST)
        if parts > 1 and self.report.whole_cells and max(map(len, texts)) <= LONGEST:
            return self._merged_record(row, texts, max(map(len, broken)))
        for part in range(parts):
            shown = [lines[part * TALLEST : (part + 1) * TALLEST] for lines in broken]
            for number, text in enumerate(texts):
                piece = text if parts == 1 else _piece(text, broken[number], part)
                self.sheet.write_string(row, number, piece, self._body(number, part, parts))
            self.sheet.set_row(row, max(1, *map(len, shown)) * LEADING + PAD)
            row += 1
        return row

    def _merged_record(self, row: int, texts: tuple[str, ...], lines: int) -> int:
        """A tall record whose cells are each merged over as many rows as it needs."""
        last = row + -(-lines // TALLEST) - 1
        for number, text in enumerate(texts):
            self._merge(row, number, number, text, self._body(number, 0, 1), last)
        for one in range(row, last + 1):
            self.sheet.set_row(one, min(lines, TALLEST) * LEADING + PAD)
            lines -= TALLEST
        return last + 1

    def _body(self, number: int, part: int, parts: int) -> Any:
        """The look of a body cell: long texts at the top left; no rule between the rows of one record."""
        centred = self.report.columns[number].align is Align.CENTER
        key = (centred, part == 0, part == parts - 1)
        if key not in self.looks:
            self.looks[key] = self._format(
                self.small, XIAOWU, "center" if centred else "left", valign="vcenter" if centred else "top",
                left=1, right=1, top=int(key[1]), bottom=int(key[2]),
            )  # fmt: skip
        return self.looks[key]

    def _bottom(self, row: int) -> int:
        """Footnotes and the signature line; returns the number of rows of the sheet."""
        note = self._format(self.small, XIAOWU, "left")
        limit = int((sum(self.widths) - SIDE) * 1000 / XIAOWU)
        for text in self.report.footnotes:
            self._merge(row, 0, self.last, text, note)
            self.sheet.set_row(row, len(break_lines(text, limit, self.measure[self.small])) * LEADING + PAD)
            row += 1
        look = self._format(self.small, WUHAO, "left")
        gap = "　" * 8
        self._merge(row, 0, self.last, gap.join(SIGNATURES), look)
        self.sheet.set_row(row, 30)
        return row + 1


def _piece(text: str, lines: list[Line], part: int) -> str:
    """The stretch of `text` that the `part`-th `TALLEST` lines come from."""
    begins = starts(text, lines)
    first, last = (min(number * TALLEST, len(lines)) for number in (part, part + 1))
    return text[begins[first] : begins[last]].removesuffix("\n")

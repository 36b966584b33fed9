"""Drawing on the pages of one PDF: text of any face and rules, in points from the top left corner of the sheet."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, cast

from dczg_desktop.base.files import write_file
from dczg_desktop.base.text import with_unseen_shown
from dczg_desktop.reports.fonts import FontLog, Fonts, Typeface
from dczg_desktop.reports.linebreak import Line, break_lines
from dczg_desktop.reports.paper import Paper
from dczg_desktop.reports.titles import title_lines

ASCENT = 0.86  # of the type size, from the upper edge of a character's square to its baseline
STRETCH = 0.12  # of the type size: the most a justified line is opened between two characters
REMEMBERED = 4000  # short texts such as offices, which most rows repeat

Segment = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PrintResult:
    """A finished document: number of pages, the fonts really used, where it lies."""

    pages: int
    fonts: FontLog
    path: Path


class _PageText:
    """The text operators of one page; reportlab asks it for its code."""

    def __init__(self) -> None:
        self.operators = ["BT"]
        self.state: tuple[str, float, float] = ("", 0.0, 0.0)

    def getCode(self) -> str:  # noqa: N802 -- reportlab calls it so
        return " ".join([*self.operators, "ET"])


class Pen:
    """Pages of one document. `y` always grows downwards; `text` takes the baseline."""

    def __init__(self, stream: BinaryIO, paper: Paper, title: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        from dczg_desktop.reports.cidfont import NO_FONT

        self.paper = paper
        self.fonts = Fonts()
        self.page = 1
        size = (paper.width, paper.height)
        untyped = cast("Any", Canvas)  # the published types know no font name as initial font
        self._canvas = untyped(
            stream, pagesize=size, pageCompression=1, initialFontName=NO_FONT, lang="zh-CN"
        )
        self._canvas.setTitle(with_unseen_shown(title))
        self._canvas.setCreator("督察整改台账")
        self._document = self._canvas._doc  # noqa: SLF001 -- what reportlab hands its own fonts
        self._text = _PageText()
        self._even: dict[tuple[str, int, Typeface], list[Line]] = {}

    def lines(self, text: str, width: float, typeface: Typeface, size: float) -> list[Line]:
        """`text` broken into lines of at most `width` points; what is not seen in it is printed as a mark, here and below."""
        return break_lines(with_unseen_shown(text), int(width * 1000 / size), self.fonts.widths(typeface))

    def even_lines(self, text: str, width: float, typeface: Typeface, size: float) -> list[Line]:
        """The same for titles, headings and short items: lines of nearly equal length that do not tear words."""
        text = with_unseen_shown(text)
        key = (text, int(width * 1000 / size), typeface)
        if key not in self._even:
            if len(self._even) >= REMEMBERED:
                self._even.clear()
            self._even[key] = title_lines(text, key[1], self.fonts.widths(typeface))
        return self._even[key]

    def width(self, text: str, typeface: Typeface, size: float) -> float:
        """Width of one line in points."""
        return sum(map(self.fonts.widths(typeface).__getitem__, with_unseen_shown(text))) * size / 1000

    def text(
        self, text: str, x: float, y: float, typeface: Typeface, size: float, spacing: float = 0.0
    ) -> None:
        """One line of text with its baseline at `y`; `spacing` points are added after every character."""
        page = self._text
        page.operators.append(f"1 0 0 1 {x:.2f} {self.paper.height - y:.2f} Tm")
        for font, piece in self.fonts.runs(with_unseen_shown(text), typeface, self._document):
            name, current, space = page.state
            if (name, current) != (font.name, size):
                page.operators.append(f"{font.name} {size:g} Tf")
            if space != spacing:
                page.operators.append(f"{spacing:.3f} Tc")
            page.state = (font.name, size, spacing)
            page.operators.append(f"{font.encode(piece)} Tj")

    def ink(self, colour: str) -> None:
        """Colour (#RRGGBB) of the texts that follow on this page."""
        parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        self._text.operators.append(" ".join(f"{part:.3f}" for part in parts) + " rg")

    def fitted(self, line: Line, x: float, y: float, room: float, typeface: Typeface, size: float) -> None:
        """A line of running text; one the breaker ended is opened to the full `room` when that looks natural."""
        slack = room - line.width * size / 1000
        gaps = len(line.text) - 1
        spacing = slack / gaps if line.soft and gaps > 0 and 0 < slack <= gaps * size * STRETCH else 0.0
        self.text(line.text, x, y, typeface, size, spacing)

    def centred(self, text: str, middle: float, y: float, typeface: Typeface, size: float) -> None:
        """One line around `middle`."""
        self.text(text, middle - self.width(text, typeface, size) / 2, y, typeface, size)

    def ended(self, text: str, right: float, y: float, typeface: Typeface, size: float) -> None:
        """One line whose right end is at `right`."""
        self.text(text, right - self.width(text, typeface, size), y, typeface, size)

    def rules(self, segments: Iterable[Segment], weight: float, colour: str = "#000000") -> None:
        """Straight lines (x1, y1, x2, y2) of `weight` points."""
        from reportlab.lib.colors import HexColor

        top = self.paper.height
        self._canvas.setLineWidth(weight)
        self._canvas.setLineCap(2)
        self._canvas.setStrokeColor(HexColor(colour))
        self._canvas.lines([(x1, top - y1, x2, top - y2) for x1, y1, x2, y2 in segments])

    def later(self, name: str) -> None:
        """Leave room on this page for what `define` draws once it is known (the number of pages)."""
        self._canvas.doForm(name)

    def define(self, name: str, draw: Callable[[], None]) -> None:
        """Draw, after the last page, what every page called `later`."""
        self._canvas.beginForm(name)
        draw()
        self._flush_text()
        self._canvas.endForm()

    def end_page(self) -> None:
        """Finish this page; drawing goes on with the next one."""
        self._flush_text()
        self._canvas.showPage()
        self.page += 1

    def save(self) -> None:
        """Write the document to the stream."""
        self._canvas.save()

    def _flush_text(self) -> None:
        self._canvas.drawText(self._text)
        self._text = _PageText()


def write_pdf(target: Path, paper: Paper, title: str, draw: Callable[[Pen], None]) -> PrintResult:
    """Draw a document with `draw(pen)` (which ends every page) and put it at `target` in one stroke.

    Raises UserError when the disk refuses or `target` is held by another program; the old file is then untouched.
    """
    pens: list[Pen] = []

    def write(stream: BinaryIO) -> None:
        pen = Pen(stream, paper, title)
        draw(pen)
        pen.save()
        pens.append(pen)

    write_file(target, write)
    return PrintResult(pens[0].page - 1, pens[0].fonts.log(), target)

"""Letters and notices in the layout of GB/T 9704-2012: 三号 text, 28 characters a line, 22 lines a page, page numbers outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dczg_desktop.base.text import with_unseen_shown
from dczg_desktop.reports.fonts import Typeface
from dczg_desktop.reports.letterhead import draw_letterhead
from dczg_desktop.reports.linebreak import Line, break_lines
from dczg_desktop.reports.paper import DOCUMENT, ERHAO, MM, SANHAO, SIHAO
from dczg_desktop.reports.pen import ASCENT, Pen, PrintResult, write_pdf

LEADING = (DOCUMENT.floor - DOCUMENT.top) / 22
TITLE_LEADING = ERHAO * 1.45
INDENT = "　　"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `heading` is set in 黑体; `is_flush` begins at the margin (称谓) instead of two characters in."""

    text: str
    heading: bool = False
    is_flush: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """Title (LF where its lines should part), at least one paragraph, who signs and when; `code` stands at the last foot.

    With a document `number` it is a letter (函) under the red head of the office that signs, its first page unnumbered;
    `is_preprinted` leaves the red parts to the paper.
    """

    title: str
    paragraphs: Sequence[Paragraph]
    signed_by: str
    signed_on: date | None
    code: str = ""
    number: str = ""
    is_preprinted: bool = False


def write_letter_pdf(letter: Letter, target: Path) -> PrintResult:
    """Print the letter to `target`, replacing it only when whole. Raises UserError when the disk refuses."""
    return write_pdf(target, DOCUMENT, letter.title, lambda pen: _Prose(pen, letter).draw())


class _Prose:
    """One letter being drawn."""

    def __init__(self, pen: Pen, letter: Letter) -> None:
        self.pen, self.letter = pen, letter
        self.y = DOCUMENT.top
        self.right = DOCUMENT.left + DOCUMENT.inner_width

    def draw(self) -> None:
        letter = self.letter
        if letter.number:
            self.y = draw_letterhead(
                self.pen, letter.signed_by, letter.number, is_preprinted=letter.is_preprinted
            )
        self._title()
        *before, last = self.letter.paragraphs
        for paragraph in before:
            self._paragraph(paragraph)
        names = self._names()
        self._paragraph(last, reserve=len(names) + 3)
        self._signature(names)
        if self.letter.code:
            line = DOCUMENT.floor + 12 * MM
            self.pen.centred(
                f"打印编号：{self.letter.code}",
                DOCUMENT.left + DOCUMENT.inner_width / 2,
                line,
                Typeface.SONG,
                9,
            )
        self._end_page()

    def _title(self) -> None:
        middle = DOCUMENT.left + DOCUMENT.inner_width / 2
        for line in self.pen.even_lines(
            self.letter.title, DOCUMENT.inner_width - 2 * ERHAO, Typeface.TITLE, ERHAO
        ):
            self.pen.centred(line.text, middle, self.y + ERHAO * ASCENT, Typeface.TITLE, ERHAO)
            self.y += TITLE_LEADING
        self.y += LEADING - TITLE_LEADING % LEADING / 2

    def _paragraph(self, paragraph: Paragraph, reserve: int = 0) -> None:
        """Set one paragraph; with `reserve` its last two lines stay on the page of the lines that follow it."""
        face = Typeface.HEI if paragraph.heading else Typeface.FANG
        lines = self._lines(paragraph, face)
        if paragraph.heading:
            self._room(len(lines) + 1)
        if reserve and len(lines) <= 2:
            self._room(len(lines) + reserve)
        for number, line in enumerate(lines):
            self._room(2 + reserve if reserve and number == len(lines) - 2 else 1)
            baseline = self.y + (LEADING - SANHAO) / 2 + SANHAO * ASCENT
            self.pen.fitted(line, DOCUMENT.left, baseline, DOCUMENT.inner_width, face, SANHAO)
            self.y += LEADING

    def _lines(self, paragraph: Paragraph, face: Typeface) -> list[Line]:
        limit = int(DOCUMENT.inner_width * 1000 / SANHAO + 1)
        indent = "" if paragraph.is_flush else INDENT
        widths = self.pen.fonts.widths(face)
        parts = with_unseen_shown(paragraph.text).split("\n")
        return [line for part in parts for line in break_lines(indent + part, limit, widths)]

    def _room(self, lines: int) -> None:
        if self.y + lines * LEADING > DOCUMENT.floor + 1:
            self._end_page()

    def _names(self) -> list[Line]:
        room = DOCUMENT.inner_width - 8 * SANHAO
        return self.pen.even_lines(self.letter.signed_by, room, Typeface.FANG, SANHAO)

    def _signature(self, names: list[Line]) -> None:
        """署名 centred over the date, the date four characters from the right edge (7.3.5)."""
        pen, signed_on = self.pen, self.letter.signed_on
        day = (
            f"{signed_on.year}年{signed_on.month}月{signed_on.day}日" if signed_on else "　　　年　　月　　日"
        )
        width = pen.width(day, Typeface.FANG, SANHAO)
        self.y += 2 * LEADING
        middle = self.right - 4 * SANHAO - width / 2
        widest = max(line.width for line in names) * SANHAO / 1000
        middle = min(middle, self.right - 2 * SANHAO - widest / 2)
        for line in names:
            pen.centred(line.text, middle, self.y + SANHAO * ASCENT, Typeface.FANG, SANHAO)
            self.y += LEADING
        pen.text(day, middle - width / 2, self.y + SANHAO * ASCENT, Typeface.FANG, SANHAO)

    def _end_page(self) -> None:
        """四号 page number between dashes, 7 mm under the type area, one character in from the outer edge (7.5)."""
        number = f"— {self.pen.page} —"
        line = DOCUMENT.floor + 7 * MM
        if self.pen.page == 1 and self.letter.number:
            pass
        elif self.pen.page % 2:
            self.pen.ended(number, self.right - SIHAO, line, Typeface.SONG, SIHAO)
        else:
            self.pen.text(number, DOCUMENT.left + SIHAO, line, Typeface.SONG, SIHAO)
        self.pen.end_page()
        self.y = DOCUMENT.top

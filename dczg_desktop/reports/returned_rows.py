"""The workbook that goes back to the sender: the faulty rows as they stood, what is wrong in each, how to put it right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

from dczg_desktop.base.files import write_file
from dczg_desktop.base.labels import RETURN_COVER, RETURN_REASON, RETURN_ROW
from dczg_desktop.base.progress import Tick, no_tick
from dczg_desktop.reports.fonts import Fonts, small_typeface
from dczg_desktop.reports.linebreak import break_lines

_SHEET_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
_LONGEST_NAME = 31
_PAPER_A4 = 9
_SIZE, _LEADING, _PAD = 10.0, 13.4, 8.0
_TALLEST = 400.0
_REASON_WIDTH, _ROW_WIDTH = 42.0, 8.0
_NARROW, _WIDE = 9.0, 38.0
_PAGE_WIDTH = 160.0
_ALONG = "没有疑点，与红框的行是同一条，随它一起退回，请原样交回。"
_POINTS = 5.6  # of one character width of a column at this size


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row: where it stood, its cells, and what is wrong: by column, or under -1 of the whole row; nothing in one that only goes along.

    `joined` are the columns in which it shows the cell of the row above, merged down.
    """

    place: str
    cells: tuple[str, ...]
    wrong: Mapping[int, Sequence[str]]
    joined: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ReturnedTable:
    """The faulty rows of one table under its own headings, with those of the same problem; `lead` are the lines above them that say what it is and whose."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[ReturnedRow, ...]
    lead: tuple[str, ...] = ()

    @property
    def faulty(self) -> int:
        """How many of the rows have something wrong; the others only go along with them."""
        return sum(bool(row.wrong) for row in self.rows)


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """What the cover says: the file, whom it came from and goes back to, who returns it and when."""

    file_name: str
    sender: str
    office: str
    who: str
    at: str
    records: int
    tables: tuple[ReturnedTable, ...]
    others: tuple[str, ...] = field(default_factory=tuple)

    @property
    def rows(self) -> int:
        """How many faulty rows go back."""
        return sum(table.faulty for table in self.tables)

    @property
    def places(self) -> int:
        """How many things are wrong."""
        return sum(len(said) for table in self.tables for row in table.rows for said in row.wrong.values())


def write_returned_rows(content: ReturnedFile, target: Path, tick: Tick = no_tick) -> int:
    """Write the workbook and return how many rows it holds.

    Every cell is text. Raises UserError when the disk refuses or the target is open elsewhere; an old file stays whole.
    """

    def write(stream: BinaryIO) -> None:
        from xlsxwriter import Workbook

        memory = BytesIO()
        plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        book = Workbook(memory, {"in_memory": True, **plain})
        try:
            _Book(book, content).fill(tick)
        finally:
            book.close()
        stream.write(memory.getbuffer())

    write_file(target, write)
    return content.rows


def _merged(rows: Sequence[ReturnedRow]) -> Iterator[tuple[int, int, int, ReturnedRow]]:
    """First and last row of every cell merged down, its column, and the row that says what is wrong with it."""
    for first, (row, next_one) in enumerate(pairwise(rows)):
        for column in next_one.joined - row.joined:
            last = first + 1
            while last + 1 < len(rows) and column in rows[last + 1].joined:
                last += 1
            yield first, last, column, row


class _Book:
    def __init__(self, book: Any, content: ReturnedFile) -> None:
        self._book, self._content = book, content
        face = small_typeface()
        self._widths = Fonts().widths(face)
        base = {
            "font_name": str(face),
            "font_size": _SIZE,
            "text_wrap": True,
            "num_format": "@",
            "valign": "top",
        }
        boxed = {**base, "border": 1}
        head = {**boxed, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E8EEF4"}
        self._looks = {
            name: book.add_format(look)
            for name, look in {
                "text": boxed, "wrong": {**boxed, "bg_color": "#FDE3E1", "border": 2, "border_color": "#B42318"},
                "reason": {**boxed, "bg_color": "#FFF6DC"}, "row": {**boxed, "align": "center"}, "head": head,
                "marked": {**head, "bg_color": "#F6E2A8"}, "title": {**base, "font_size": 18.0, "bold": True, "align": "center"},
                "plain": base, "name": {**boxed, "bold": True, "bg_color": "#E8EEF4"},
            }.items()
        }  # fmt: skip

    def fill(self, tick: Tick) -> None:
        self._cover()
        used: set[str] = {RETURN_COVER.lower()}
        done = 0
        for table in self._content.tables:
            self._table(table, _sheet_name(table.name, used))
            done += len(table.rows)
            tick(done, max(self._content.rows, done))

    def _cover(self) -> None:
        content = self._content
        sheet = self._book.add_worksheet(RETURN_COVER)
        self._page(sheet, is_wide=False)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 68)
        sheet.merge_range(0, 0, 0, 1, "", self._looks["title"])
        sheet.write_string(0, 0, f"{RETURN_COVER}（请按原因改正后交回）", self._looks["title"])
        sheet.set_row(0, 34)
        facts = (
            ("退回的文件", content.file_name), ("报送单位", content.sender or "（表中没有写明）"), ("退回单位", content.office), ("经办人", content.who),
            ("退回时间", content.at), ("原表记录", f"{content.records} 条"), ("退回", f"{content.rows} 条，共 {content.places} 处"),
        )  # fmt: skip
        row = 2
        for name, text in facts:
            row = self._line(sheet, row, name, text)
        row += 1
        steps = (
            f"1. 后面每张表是需要改正的行，列和原表一样，红框的格子有问题，最后一列“{RETURN_REASON}”逐条写明哪一格、什么问题、怎样写。",
            "2. 直接在红框的格子里改。不要改动表头；没有问题的格子不用动。",
            f"3. 改好后把这个文件交回。“{RETURN_ROW}”“{RETURN_REASON}”两列和这张说明不会当作内容读入，不用删。",
            "4. 原因里提到的 B5、C8 这样的格号是原表的格号。",
            "5. 拿不准的请对照原始文件或来电询问，不要猜着填。",
        )
        for text in (*steps, *(f"另：{text}" for text in content.others)):
            sheet.merge_range(row, 0, row, 1, "", self._looks["plain"])
            sheet.write_string(row, 0, text, self._looks["plain"])
            sheet.set_row(row, self._height(text, 82))
            row += 1

    def _line(self, sheet: Any, row: int, name: str, text: str) -> int:
        sheet.write_string(row, 0, name, self._looks["name"])
        sheet.write_string(row, 1, text, self._looks["text"])
        sheet.set_row(row, self._height(text, 68))
        return row + 1

    def _table(self, table: ReturnedTable, name: str) -> None:
        sheet = self._book.add_worksheet(name)
        self._page(sheet, is_wide=True)
        widths = self._column_widths(table)
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        headings = (RETURN_ROW, *table.headings, RETURN_REASON)
        top = len(table.lead)
        self._lead(sheet, table)
        for number, heading in enumerate(headings):
            is_ours = number in {0, len(headings) - 1}
            sheet.write_string(top, number, heading, self._looks["marked" if is_ours else "head"])
        sheet.set_row(
            top, max(self._height(text, width) for text, width in zip(headings, widths, strict=True))
        )
        sheet.freeze_panes(top + 1, 1)
        sheet.repeat_rows(0, top)
        for number, row in enumerate(table.rows, start=top + 1):
            self._row(sheet, number, row, table.headings, widths)
        for first, last, column, row in _merged(table.rows):
            look = self._looks["wrong" if row.wrong.get(column) else "text"]
            sheet.merge_range(top + 1 + first, column + 1, top + 1 + last, column + 1, "", look)
            sheet.write_string(top + 1 + first, column + 1, row.cells[column], look)
        sheet.print_area(0, 0, top + len(table.rows), len(headings) - 1)

    def _lead(self, sheet: Any, table: ReturnedTable) -> None:
        """Above the columns of the file alone: ours are taken out again when it comes back."""
        for number, text in enumerate(table.lead):
            if len(table.headings) > 1:
                sheet.merge_range(number, 1, number, len(table.headings), "", self._looks["plain"])
            sheet.write_string(number, 1, text, self._looks["plain"])

    def _row(
        self, sheet: Any, number: int, row: ReturnedRow, headings: Sequence[str], widths: Sequence[float]
    ) -> None:
        reason = reasons(row, headings)
        sheet.write_string(number, 0, row.place, self._looks["row"])
        for column, text in enumerate(row.cells):
            look = self._looks["wrong" if row.wrong.get(column) else "text"]
            sheet.write_string(number, column + 1, text, look)
        sheet.write_string(number, len(row.cells) + 1, reason, self._looks["reason"])
        texts = (row.place, *row.cells, reason)
        sheet.set_row(
            number, max(self._height(text, width) for text, width in zip(texts, widths, strict=True))
        )

    def _column_widths(self, table: ReturnedTable) -> list[float]:
        """Wide columns for long texts, all of them together as wide as the page."""
        wanted = []
        for number, heading in enumerate(table.headings):
            longest = max((len(row.cells[number]) for row in table.rows), default=0)
            wanted.append(min(max(_NARROW, len(heading) * 1.1 + 2, longest**0.5 * 3.4), _WIDE))
        room = max(_PAGE_WIDTH - _REASON_WIDTH - _ROW_WIDTH, _NARROW * len(wanted))
        scale = min(room / sum(wanted), 1.6) if wanted else 1.0
        return [_ROW_WIDTH, *(max(width * scale, _NARROW * 0.8) for width in wanted), _REASON_WIDTH]

    def _height(self, text: str, width: float) -> float:
        """The height of a row that shows all of a text; no row can be higher than 409 points."""
        limit = max(int((width * _POINTS - 6) * 1000 / _SIZE), 2000)
        return min(len(break_lines(text, limit, self._widths)) * _LEADING + _PAD, _TALLEST)

    def _page(self, sheet: Any, *, is_wide: bool) -> None:
        if is_wide:
            sheet.set_landscape()
        sheet.set_paper(_PAPER_A4)
        sheet.set_margins(0.5, 0.5, 0.6, 0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&C第 &P 页　共 &N 页")
        sheet.hide_gridlines(2)


def reasons(row: ReturnedRow, headings: Sequence[str]) -> str:
    """What is wrong with a row, one numbered line each, beginning with the column's heading."""
    lines: list[str] = []
    for column in sorted(row.wrong):
        for words in row.wrong[column]:
            where = f"“{' '.join(headings[column].split())}”：" if column >= 0 else ""
            lines.append(f"{len(lines) + 1}. {where}{words}")
    return "\n".join(lines) or _ALONG


def _sheet_name(name: str, used: set[str]) -> str:
    """A name a sheet may have, as near to the table's as can be; two tables never get the same."""
    plain = name.translate(_SHEET_FORBIDDEN).strip() or "表"
    for number in range(1, 1000):
        tail = f"（{number}）" if number > 1 else ""
        found = f"{plain[: _LONGEST_NAME - len(tail)]}{tail}"
        if found.lower() not in used:
            break
    used.add(found.lower())
    return found

"""The look of a package workbook: readable sheets to print and to fill in, and the hidden sheet with the data."""

import io
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from dczg_desktop.base.progress import Tick
from dczg_desktop.exchange.payload import HIDDEN_SHEET
from dczg_desktop.exchange.rows import assembled, row_height, rows_xml
from dczg_desktop.exchange.sheets import Sheet, SheetColumn, ShownSheet

IDENTITY = "#行标识|"
UID_HEADING = "行标识"
TITLE_ROW, HELP_ROW, IDENTITY_ROW, HEADING_ROW, FIRST_ROW = range(5)
CHOICES_SHEET = "_选项"
A4_WIDTH = 130  # characters that fit on A4 landscape at a readable scale; wider sheets go to A3
A3, A4 = 8, 9
EXPLANATION_WIDTH = 68  # characters of one line of the first sheet, upright A4
LEGEND = {
    (True, False): "这种颜色的格：由收文单位填写。",
    (True, True): "同上；以 =、+、-、@ 开头的内容也只作文字，不会计算。",
    (False, False): "这种颜色的格：由来文单位负责，供对照。",
    (False, True): "同上；以 =、+、-、@ 开头的内容也只作文字，不会计算。",
}

_BASE = {
    "font_name": "宋体",
    "font_size": 11,
    "valign": "top",
    "text_wrap": True,
    "num_format": "@",
    "border": 1,
    "border_color": "#BFBFBF",
}


class WorkbookWriter:
    """Writes one package workbook: the explanation first, the visible sheets, then `finish`."""

    def __init__(self, title: str, made: datetime) -> None:
        from xlsxwriter import Workbook

        self._stream = io.BytesIO()
        self._book = Workbook(self._stream, {"in_memory": True})
        self._data: list[tuple[Sheet, ShownSheet]] = []
        self._book.set_properties({"title": title, "created": made})
        self._choices: list[tuple[str, ...]] = []
        plain = {"font_name": "宋体", "font_size": 11, "text_wrap": True, "valign": "top"}
        self._plain = self._book.add_format(plain)
        self._title = self._book.add_format(
            {"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"}
        )
        self._help = self._book.add_format({**plain, "font_color": "#7F6000"})
        self._heading = self._book.add_format(
            {**_BASE, "bold": True, "align": "center", "bg_color": "#D9E2F3"}
        )
        self._cells = {
            (editable, quoted): self._book.add_format(
                {
                    **_BASE,
                    "locked": not editable,
                    "bg_color": "#FFFDE7" if editable else "#F2F2F2",
                    "quote_prefix": quoted,
                }
            )
            for editable in (False, True)
            for quoted in (False, True)
        }
        self._returned: dict[tuple[bool | None, bool], int] = {}

    def explanation(self, lines: Sequence[str]) -> None:
        """The first sheet: what this file is and how to fill it, a line a row; the first is the title."""
        page = self._book.add_worksheet("说明")
        page.set_column(0, 0, EXPLANATION_WIDTH)
        for row, line in enumerate(lines):
            page.write_string(row, 0, line, self._plain if row else self._title)
            page.set_row(row, row_height([(line, EXPLANATION_WIDTH)]) if row else 36)
        for row, (key, legend) in enumerate(LEGEND.items(), start=len(lines) + 1):
            page.write_string(row, 0, legend, self._cells[key])
        page.protect("")
        page.set_paper(A4)
        page.set_margins(0.6, 0.6, 0.7, 0.7)
        page.fit_to_pages(1, 0)
        page.print_area(0, 0, len(lines) + len(LEGEND), 0)

    def sheet(self, sheet: Sheet, shown: ShownSheet) -> None:
        """Head, widths and rules of one visible sheet; its rows are added by `finish`."""
        page = self._book.add_worksheet(sheet.name)
        if not self._returned and any(row.marked for row in sheet.rows):
            returned = {
                **_BASE,
                "locked": False,
                "bg_color": "#FCE4D6",
                "border": 2,
                "border_color": "#C00000",
            }
            form = self._book.add_format({**returned, "quote_prefix": True})
            index = form._get_xf_index()  # noqa: SLF001 - only the rows use it, which XlsxWriter does not write
            self._returned = {(None, quoted): index for quoted in (False, True)}
        self._heads(page, sheet)
        self._rules(page, sheet, max(FIRST_ROW + len(shown.rows) + sheet.spare_rows - 1, FIRST_ROW))
        self._data.append((sheet, shown))

    def finish(self, hidden: Callable[[dict[str, str]], Sequence[tuple[str, str]]], tick: Tick) -> bytes:
        """The finished file. `hidden(digests)` gives the chunks of the very hidden sheet, labels beside texts.

        `digests` are the SHA-256 of all other parts, so that a file nobody touched is known without reading cells.
        """
        page = self._book.add_worksheet(HIDDEN_SHEET)
        page.protect("")
        page.very_hidden()
        self._write_choices()
        self._book.close()
        formats = {key: int(form.xf_index) for key, form in self._cells.items()} | self._returned
        rows = {
            f"xl/worksheets/sheet{number}.xml": rows_xml(sheet, shown, formats, FIRST_ROW + 1, tick)
            for number, (sheet, shown) in enumerate(self._data, start=2)
        }
        hidden_part = f"xl/worksheets/sheet{len(self._data) + 2}.xml"
        return assembled(self._stream.getvalue(), rows, hidden_part, hidden)

    def _write_choices(self) -> None:
        """The lists behind the drop-downs."""
        if not self._choices:
            return
        page = self._book.add_worksheet(CHOICES_SHEET)
        for column, choices in enumerate(self._choices):
            page.write_column(0, column, choices, self._plain)
        page.hide()

    def _heads(self, page: Any, sheet: Sheet) -> None:
        last = max(len(sheet.columns), 1)
        page.set_column(0, 0, 12, None, {"hidden": True})
        for row, text, form in ((TITLE_ROW, sheet.title, self._title), (HELP_ROW, sheet.help, self._help)):
            page.write_string(row, 1, text, form)
            if last > 1:
                page.merge_range(row, 1, row, last, text, form)
        page.set_row(TITLE_ROW, 28)
        page.set_row(HELP_ROW, row_height([(sheet.help, sum(column.width for column in sheet.columns))]))
        page.set_row(IDENTITY_ROW, None, None, {"hidden": True})
        page.write_string(IDENTITY_ROW, 0, IDENTITY + sheet.name)
        page.write_string(HEADING_ROW, 0, UID_HEADING)
        for index, column in enumerate(sheet.columns, start=1):
            page.write_string(IDENTITY_ROW, index, f"#{column.id}")
            page.write_string(HEADING_ROW, index, column.heading, self._heading)
            page.set_column(index, index, column.width)
        page.set_row(HEADING_ROW, row_height((column.heading, column.width) for column in sheet.columns) + 6)

    def _rules(self, page: Any, sheet: Sheet, last: int) -> None:
        columns = max(len(sheet.columns), 1)
        for index, column in enumerate(sheet.columns, start=1):
            if column.editable and (column.choices or column.note):
                page.data_validation(FIRST_ROW, index, last, index, self._validation(column))
        page.autofilter(HEADING_ROW, 0, last, columns)
        page.freeze_panes(FIRST_ROW, min(3, columns))
        page.protect("", {"sort": True, "autofilter": True, "format_columns": True, "format_rows": True})
        page.set_landscape()
        page.set_paper(A3 if sum(column.width for column in sheet.columns) > A4_WIDTH else A4)
        page.set_margins(0.4, 0.4, 0.5, 0.5)
        page.repeat_rows(TITLE_ROW, HEADING_ROW)
        page.fit_to_pages(1, 0)
        page.print_area(TITLE_ROW, 1, last, columns)
        page.set_footer("&C第 &P 页 共 &N 页")

    def _validation(self, column: SheetColumn) -> dict[str, Any]:
        rule: dict[str, Any] = {"validate": "any"}
        if column.choices:
            if column.choices not in self._choices:
                self._choices.append(column.choices)
            rule = {
                "validate": "list",
                "source": self._list_range(column.choices),
                "error_type": "information",
                "error_title": "不在常用选项中",
                "error_message": "所填内容不在下拉选项中，接收时会请人核对。",
            }
        if column.note:
            rule |= {"input_title": column.heading[:32], "input_message": column.note[:255]}
        return rule

    def _list_range(self, choices: tuple[str, ...]) -> str:
        from xlsxwriter.utility import xl_col_to_name

        letters = xl_col_to_name(self._choices.index(choices))
        return f"='{CHOICES_SHEET}'!${letters}$1:${letters}${len(choices)}"

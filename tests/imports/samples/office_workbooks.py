"""A table laid out as offices do: merged title, 单位/日期 row, broken headers, wrapped cells, signature row at the end."""

from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

LONG = (
    "经现场核查，该处堆场未采取覆盖措施，雨天有泥水外流。\n1.已责令清理；\n2.已安排专人巡查，防止反弹。" * 3
)


@dataclass(frozen=True)
class Variant:
    """One form of table: headers, the rows under them, and what must be read."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str
    mapping: dict[str, str]
    title: str = "群众信访举报转办和边督边改公开情况一览表（第三批）"


def office_workbook(path: Path, variant: Variant, *, form_row: bool = True, sign: bool = True) -> Path:
    """Write the variant as an office would; the header stands in row 3 (row 2 without the form row)."""
    book = Workbook()
    sheet = book.active
    width = len(variant.headers)
    sheet.append([variant.title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    if form_row:
        sheet.append(["单位：云溪县整改办", *[""] * (width - 2), "日期：2025年6月3日"])
    sheet.append([_broken(header) for header in variant.headers])
    for row in variant.rows:
        sheet.append(list(row))
    if sign:
        sheet.append(["填表人：", *[""] * (width - 2), "审核人："])
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 16
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
    book.save(path)
    return path


def _broken(header: str) -> str:
    """Headers of four characters break in the middle, as in narrow columns."""
    return f"{header[:2]}\n{header[2:]}" if len(header) == 4 else header


def same(header: str) -> str:
    """A header without the line breaks and blanks of its layout."""
    return "".join(header.split())

"""What stands in the files that were printed."""

from pathlib import Path

import openpyxl
import pypdfium2


def lines_of(path: Path) -> list[str]:
    """The printed lines of a PDF; what is broken within a cell stands on two of them."""
    document = pypdfium2.PdfDocument(path)
    try:
        found: list[str] = []
        for page in document:
            text_page = page.get_textpage()
            found += text_page.get_text_bounded().splitlines()
            text_page.close()
            page.close()
        return found
    finally:
        document.close()


def words_of(path: Path) -> str:
    """The text of a PDF without blanks."""
    document = pypdfium2.PdfDocument(path)
    try:
        found = []
        for page in document:
            text_page = page.get_textpage()
            found.append("".join(text_page.get_text_bounded().split()))
            text_page.close()
            page.close()
        return "".join(found)
    finally:
        document.close()


def cells_of(path: Path) -> list[list[str]]:
    """The rows of the first sheet as texts."""
    book = openpyxl.load_workbook(path)
    rows = [[str(cell.value or "") for cell in row] for row in book.worksheets[0].iter_rows()]
    book.close()
    return rows

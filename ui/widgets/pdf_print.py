"""Printing a PDF: sent as it is where the system prints PDF files, else drawn page by page."""

import shutil
import subprocess
import sys

from PySide6.QtCore import QMarginsF, QRect, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.progress import Tick, no_tick
from ui.widgets.pdf_pages import POINTS_PER_INCH, PdfPages

LONG_SIDE_OF_A4 = 860
"""Points; a page with a longer side counts as A3."""
DPI_A4, DPI_A3 = 300, 200
"""Dots per inch that machines with 4 GB still draw in reasonable time."""


def lp_command(printer: str, copies: int, first: int, last: int) -> list[str] | None:
    """The command that hands a PDF from standard input to a printer queue; None where there is no `lp`.

    `first` and `last` are pages from 1; 0 and 0 mean all.
    """
    program = shutil.which("lp") if sys.platform.startswith("linux") else None
    if program is None or not printer:
        return None
    pages = ["-P", f"{first}-{last}"] if first else []
    return [program, "-d", printer, "-n", str(max(1, copies)), *pages, "-"]


def page_size_of(width: float, height: float) -> QPageSize:
    """A4 or A3, whichever a page of so many points needs."""
    large = max(width, height) > LONG_SIDE_OF_A4
    return QPageSize(QPageSize.PageSizeId.A3 if large else QPageSize.PageSizeId.A4)


def lacks_a3(pages: PdfPages, printer_name: str) -> bool:
    """Whether the document has A3 pages that this printer cannot take."""
    info = QPrinterInfo.printerInfo(printer_name)
    if info.isNull() or not info.supportedPageSizes():
        return False
    needed = any(page_size_of(s.width(), s.height()).id() == QPageSize.PageSizeId.A3 for s in pages.sizes)
    offered = {size.id() for size in info.supportedPageSizes()}
    return needed and QPageSize.PageSizeId.A3 not in offered


def print_pdf(data: bytes, printer: QPrinter, *, on_a4: bool = False, tick: Tick = no_tick) -> int:
    """Print, from a worker thread; return the number of pages. A cancel leaves the paper job aborted.

    Raises UserError when the printer does not answer.
    """
    pages = PdfPages(data)  # its own: the preview may show something else meanwhile
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
    numbers = range(first - 1, min(last, len(pages)))
    command = lp_command(printer.printerName(), printer.copyCount(), printer.fromPage(), printer.toPage())
    try:
        if command and not on_a4 and printer.outputFormat() == QPrinter.OutputFormat.NativeFormat:
            _send(command, data, printer.printerName())
        else:
            _draw(pages, printer, numbers, on_a4=on_a4, tick=tick)
    finally:
        pages.close()
    return len(numbers)


def _send(command: list[str], data: bytes, name: str) -> None:
    done = subprocess.run(command, input=data, capture_output=True, timeout=120, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise UserError(f"打印机“{name}”没有接受文件：{said}。请检查打印机是否开机、联机，或先保存为 PDF。")


def _draw(pages: PdfPages, printer: QPrinter, numbers: range, *, on_a4: bool, tick: Tick) -> None:
    printer.setFullPage(True)
    painter = QPainter()
    done = False
    try:
        for count, number in enumerate(numbers):
            tick(count, len(numbers))
            dpi = _lay_out(printer, pages, number, on_a4=on_a4)
            ready = printer.newPage() if painter.isActive() else painter.begin(printer)
            if not ready:
                raise UserError("打印机没有响应，未能开始打印。请检查打印机，或先保存为 PDF。")
            image = pages.image(number, dpi / POINTS_PER_INCH)
            sheet = painter.viewport()
            size = image.size().scaled(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (sheet.width() - size.width()) // 2, (sheet.height() - size.height()) // 2
            painter.drawImage(QRect(left, top, size.width(), size.height()), image)
        tick(len(numbers), len(numbers))
        done = True
    finally:
        if not done:
            printer.abort()
        if painter.isActive():
            painter.end()


def _lay_out(printer: QPrinter, pages: PdfPages, number: int, *, on_a4: bool) -> int:
    size = pages.sizes[number]
    paper = QPageSize(QPageSize.PageSizeId.A4) if on_a4 else page_size_of(size.width(), size.height())
    turned = size.width() > size.height()
    way = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, way, QMarginsF(0, 0, 0, 0)))
    return DPI_A3 if paper.id() == QPageSize.PageSizeId.A3 else DPI_A4

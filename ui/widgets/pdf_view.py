"""The preview of a PDF with its tool row: zoom, page, print, save."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMessageBox,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.files import write_file
from ui.context import Context
from ui.task import Task
from ui.widgets.pdf_canvas import GAP, PdfCanvas
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.pdf_print import lacks_a3, print_pdf
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.words import button, label

STEPS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
"""Offered sizes; 1.0 shows a page in its real size on a screen of 96 dots an inch."""
PIXELS_PER_POINT = 96 / 72


class PdfView(QWidget):
    """Shows one document; `show_pdf` takes its bytes and the file name proposed for saving.

    `ask_target` and `ask_printer` are the two dialogs; tests replace them.
    """

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._name = "文件.pdf"
        self._fits = True
        self.pages: PdfPages | None = None
        self.ask_target: Callable[[QWidget, str], Path | None] = ask_target
        self.ask_printer: Callable[[QWidget, PdfPages], tuple[QPrinter, bool] | None] = ask_printer
        self.canvas, self.area = PdfCanvas(), QScrollArea()
        self.smaller, self.larger = button("缩小"), button("放大")
        self.fit = button("适合宽度")
        self.number = QSpinBox()
        self.count, self.zoom = label("/ 0 页", "secondary"), label("", "secondary")
        self.print_button, self.save_button = button("打印(&P)"), button("另存为(&S)")
        self.strip = ProgressStrip(context)
        self._lay_out()
        if app := QCoreApplication.instance():
            app.aboutToQuit.connect(self.clear)
        self.smaller.clicked.connect(lambda: self._step(-1))
        self.larger.clicked.connect(lambda: self._step(1))
        self.fit.clicked.connect(self.fit_width)
        self.number.valueChanged.connect(self.go_to)
        self.print_button.clicked.connect(self.print_document)
        self.save_button.clicked.connect(self.save)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._enable()

    def _lay_out(self) -> None:
        self.area.setWidget(self.canvas)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area.setAccessibleName("文件预览")
        self.number.setAccessibleName("页码")
        self.number.setKeyboardTracking(False)
        self.number.setMinimumWidth(72)
        self.zoom.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        tools = QHBoxLayout()
        for widget in (self.smaller, self.larger, self.fit, self.zoom, self.number, self.count):
            tools.addWidget(widget)
        tools.addStretch(1)
        tools.addWidget(self.save_button)
        tools.addWidget(self.print_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(tools)
        layout.addWidget(self.strip)
        layout.addWidget(self.area, 1)

    def show_pdf(self, data: bytes, name: str) -> None:
        """Show a document; raises UserError when it is no PDF. `name` is proposed for saving."""
        pages = PdfPages(data, name)
        self.clear()
        self.pages, self._name = pages, name
        self.number.setRange(1, max(1, len(pages)))
        self.count.setText(f"/ {len(pages)} 页")
        self._enable()
        self.fit_width()

    def clear(self) -> None:
        """Show nothing."""
        if self.pages is not None:
            self.pages.close()
        self.pages = None
        self.canvas.show_pages(None, 1.0)
        self.count.setText("/ 0 页")
        self._enable()

    def fit_width(self) -> None:
        """As wide as the window allows, at most double size."""
        if self.pages is None:
            return
        widest = max(size.width() for size in self.pages.sizes)
        room = self.area.viewport().width() - 2 * GAP
        self._scale(min(2.0 * PIXELS_PER_POINT, max(0.2, room / widest)))
        self._fits = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            QTimer.singleShot(0, self.fit_width)  # after the scroll area has its new size

    def go_to(self, number: int) -> None:
        """Scroll to a page, counted from 1."""
        self.area.verticalScrollBar().setValue(self.canvas.place(number - 1).top() - GAP)

    def save(self) -> None:
        """Save a copy where the user says."""
        target = self.ask_target(self, self._name)
        if target is None or self.pages is None:
            return
        data = self.pages.data
        try:
            write_file(target, lambda stream: _put(stream.write, data))
        except UserError as error:
            self._context.show_error(self, error)
            return
        self._context.say(f"已保存：{target}")

    def print_document(self) -> None:
        """Print on the printer the user chooses, page by page on the worker."""
        if self.pages is None or (chosen := self.ask_printer(self, self.pages)) is None:
            return
        printer, on_a4 = chosen
        task = Task(self, partial(print_pdf, self.pages.data, printer, on_a4=on_a4), "正在打印")
        task.succeeded.connect(self._printed)
        task.failed.connect(partial(self._context.show_error, self))
        task.finished.connect(self._enable)
        self.strip.follow(task)
        self.print_button.setEnabled(False)
        task.start(self._context.pool)

    def _printed(self, count: int) -> None:
        self._context.say(f"已送打印机 {count} 页。")

    def _enable(self) -> None:
        shown = self.pages is not None
        for widget in (self.smaller, self.larger, self.fit, self.number, self.print_button, self.save_button):
            widget.setEnabled(shown)

    def _step(self, way: int) -> None:
        now = self.canvas.scale / PIXELS_PER_POINT
        larger = [step for step in STEPS if step > now + 0.01]
        smaller = [step for step in STEPS if step < now - 0.01]
        step = (larger[:1] or STEPS[-1:]) if way > 0 else (smaller[-1:] or STEPS[:1])
        self._scale(step[0] * PIXELS_PER_POINT)
        self._fits = False

    def _scale(self, scale: float) -> None:
        at = self.number.value()
        self.canvas.show_pages(self.pages, scale)
        self.zoom.setText(f"{scale / PIXELS_PER_POINT:.0%}")
        self.go_to(at)

    def _scrolled(self, value: int) -> None:
        page = self.canvas.page_at(value + self.area.viewport().height() // 3)
        self.number.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.number.setValue(page + 1)
        self.number.blockSignals(False)  # noqa: FBT003 - Qt's own signature


def _put(write: Callable[[bytes], int], data: bytes) -> None:
    write(data)


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Where to save; None when the user changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "另存为 PDF", name, "PDF 文件 (*.pdf)")
    return Path(chosen).with_suffix(".pdf") if chosen else None


def ask_printer(parent: QWidget, pages: PdfPages) -> tuple[QPrinter, bool] | None:
    """The printer, and whether A3 pages are shrunk to A4; None when the user changed their mind."""
    if not QPrinterInfo.availablePrinters():
        QMessageBox.information(
            parent, "打印", "这台电脑没有安装打印机。请用“另存为”保存 PDF，到有打印机的电脑上打印。"
        )
        return None
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(pages))
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return None
    if not lacks_a3(pages, printer.printerName()):
        return printer, False
    answer = QMessageBox.question(parent, "打印", "这台打印机不能用 A3 纸。是否缩小到 A4 打印？")
    return (printer, True) if answer == QMessageBox.StandardButton.Yes else None

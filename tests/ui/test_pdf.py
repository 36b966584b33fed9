import io

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from reportlab.pdfgen.canvas import Canvas

from dczg_desktop.base.errors import Cancelled, UserError
from ui.widgets import pdf_print
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.pdf_print import lp_command, page_size_of, print_pdf
from ui.widgets.pdf_view import PdfView

A4, A3_ACROSS = (595, 842), (1191, 842)


def a_pdf(*sizes: tuple[int, int]) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for number, size in enumerate(sizes):
        canvas.setPageSize(size)
        canvas.setFillGray(0.1 * number)
        canvas.rect(size[0] / 4, size[1] / 4, size[0] / 2, size[1] / 2, fill=1)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def a_printer(path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


@pytest.fixture
def view(qtbot, context):
    view = PdfView(context)
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show()
    view.show_pdf(a_pdf(*[A4] * 12), "台账.pdf")
    return view


def test_pages_are_drawn_in_their_own_size_and_colour():
    pages = PdfPages(a_pdf(A4, A3_ACROSS))

    assert pages.sizes == [QSizeF(*A4), QSizeF(*A3_ACROSS)]
    image = pages.image(0, 0.5)
    assert (image.width(), image.height()) == (298, 421)
    assert image.pixelColor(150, 210).lightness() < 10
    assert image.pixelColor(5, 5).lightness() == 255
    pages.close()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", a_pdf(A4)[:300]])
def test_what_is_no_pdf_is_refused_with_its_name(data):
    with pytest.raises(UserError, match="意见书"):
        PdfPages(data, "意见书")


def test_a_missing_file_is_refused_with_its_name(tmp_path):
    with pytest.raises(UserError, match=r"没有\.pdf"):
        PdfPages.of_file(tmp_path / "没有.pdf")


def test_only_pages_in_sight_are_drawn(qtbot, view):
    drawn: list[int] = []
    view.canvas.drawn.connect(drawn.append)

    qtbot.waitUntil(lambda: 0 in drawn)
    view.go_to(12)
    qtbot.waitUntil(lambda: 11 in drawn)

    assert 5 not in drawn
    assert view.number.value() == 12
    assert view.count.text() == "/ 12 页"


def test_zoom_keeps_the_page_and_fitting_follows_the_window(qtbot, view):
    qtbot.waitUntil(lambda: view.canvas.width() <= view.area.viewport().width())
    view.go_to(5)
    before = view.canvas.scale

    view.larger.click()
    assert view.canvas.scale > before
    assert view.number.value() == 5
    view.fit.click()
    view.resize(500, 500)
    qtbot.waitUntil(lambda: view.canvas.scale < before)


def test_saving_writes_the_same_bytes(view, context, tmp_path):
    said: list[str] = []
    context.said.connect(lambda words, _undoable: said.append(words))
    view.ask_target = lambda _parent, name: tmp_path / name

    view.save_button.click()

    assert (tmp_path / "台账.pdf").read_bytes() == view.pages.data
    assert "台账.pdf" in said[0]


def test_a_place_that_cannot_be_written_is_told(view, shown_errors, tmp_path):
    (tmp_path / "台账.pdf").mkdir()
    view.ask_target = lambda _parent, name: tmp_path / name

    view.save_button.click()

    assert "台账.pdf" in str(shown_errors[0])


def test_printing_runs_on_the_worker_and_says_how_many_pages(qtbot, view, context, tmp_path):
    view.show_pdf(a_pdf(A4, A3_ACROSS), "台账.pdf")
    said: list[str] = []
    context.said.connect(lambda words, _undoable: said.append(words))
    view.ask_printer = lambda _parent, _pages: (a_printer(tmp_path / "纸.pdf"), False)

    view.print_button.click()
    assert not view.print_button.isEnabled()
    qtbot.waitUntil(lambda: said != [], timeout=10_000)

    assert said == ["已送打印机 2 页。"]
    qtbot.waitUntil(view.print_button.isEnabled)
    printed = pypdfium2.PdfDocument((tmp_path / "纸.pdf").read_bytes())
    assert [tuple(round(side) for side in printed.get_page_size(i)) for i in range(2)] == [A4, A3_ACROSS]


def test_large_pages_can_be_shrunk_to_a4(dressed, tmp_path):
    print_pdf(a_pdf(A3_ACROSS), a_printer(tmp_path / "纸.pdf"), on_a4=True)

    printed = pypdfium2.PdfDocument((tmp_path / "纸.pdf").read_bytes())
    assert tuple(round(side) for side in printed.get_page_size(0)) == (842, 595)


def test_printing_stops_between_pages(dressed, tmp_path):
    told: list[int] = []

    def tick(done: int, _total: int) -> None:
        told.append(done)
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        print_pdf(a_pdf(A4, A4, A4), a_printer(tmp_path / "纸.pdf"), tick=tick)

    assert told == [0, 1]


def test_a_part_of_the_pages_can_be_printed(dressed, tmp_path):
    printer = a_printer(tmp_path / "纸.pdf")
    printer.setFromTo(2, 3)

    assert print_pdf(a_pdf(A4, A4, A4, A4), printer) == 2


def test_linux_hands_the_file_to_its_printing_system(monkeypatch):
    monkeypatch.setattr(pdf_print.sys, "platform", "linux")
    monkeypatch.setattr(pdf_print.shutil, "which", lambda _name: "/usr/bin/lp")

    assert lp_command("科室", 2, 0, 0) == ["/usr/bin/lp", "-d", "科室", "-n", "2", "-"]
    assert lp_command("科室", 1, 2, 3) == ["/usr/bin/lp", "-d", "科室", "-n", "1", "-P", "2-3", "-"]
    assert lp_command("", 1, 0, 0) is None
    monkeypatch.setattr(pdf_print.sys, "platform", "win32")
    assert lp_command("科室", 1, 0, 0) is None


def test_a3_starts_above_the_long_side_of_a4():
    assert page_size_of(595, 842).id() == QPageSize.PageSizeId.A4
    assert page_size_of(1191, 842).id() == QPageSize.PageSizeId.A3


def test_a_page_on_the_screen_shows_every_line_of_dots_that_was_drawn(view, qtbot):
    """A page a fraction of a dot taller than its place, once fitted into it, lost a line in the middle of a text."""
    scale = 0.41
    with qtbot.waitSignal(view.canvas.drawn):
        view.canvas.show_pages(view.pages, scale)
    place, drawn = view.canvas.place(0), view.pages.image(0, scale)
    assert drawn.height() == place.height() + 1

    shown = view.canvas.grab(place).toImage()

    inside = [(dot, line) for line in range(1, place.height() - 1) for dot in (5, place.width() // 2)]
    assert [shown.pixel(*at) for at in inside] == [drawn.pixel(*at) for at in inside]

"""The register of petitions reads beside the window and keeps its place when it is read anew."""

import threading
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication

from dczg_desktop.domain.entities import Petition
from dczg_desktop.services.petitions.cards import PetitionCounts
from dczg_desktop.services.petitions.publications import Edition
from tests.services.petition_acts import put
from tests.ui.petitions.register.scene import shown


def test_nothing_of_the_register_is_read_on_the_windows_thread(qtbot, page, readers):
    page.reload()
    page.search("洗砂场")
    page.filters.set_values({"place": "未定承办单位"})
    page._show()
    page.grid.sortByColumn(0, page.grid.horizontalHeader().sortIndicatorOrder().DescendingOrder)
    qtbot.waitUntil(lambda: not page._reading.is_running and not page._detail_reading.is_running)
    page.grid.selectRow(3)
    qtbot.waitUntil(lambda: not page._detail_reading.is_running)

    assert shown(page)[0] == "D060"
    assert page.panel.heading.text() == shown(page)[3]
    assert readers
    assert threading.get_ident() not in readers


def test_rows_beyond_the_first_come_beside_the_window_and_copying_leaves_none_out(
    qtbot, page, ledger, readers
):
    with ledger.transaction("导入表格") as (session, _act):
        session.add_all(
            Petition(number=f"E{n:03d}", description="噪声", issuer_uid=ledger.identity.office_uid)
            for n in range(500)
        )
    page.reload()
    qtbot.waitUntil(lambda: page.model.rowCount() == 560)
    readers.clear()

    page.grid.scrollTo(page.model.index(330, 0))
    page.grid.viewport().repaint()
    assert page.model.index(330, 0).data() is None
    qtbot.waitUntil(lambda: page.model.index(330, 0).data() == "E270")
    assert readers
    assert threading.get_ident() not in readers

    page.grid.selectAll()
    page.grid.copy()
    lines = QGuiApplication.clipboard().text().splitlines()[1:]
    assert [line.split("\t")[0] for line in lines] == [f"D{n:03d}" for n in range(1, 61)] + [
        f"E{n:03d}" for n in range(500)
    ]


def test_neither_a_tab_nor_an_export_reads_on_the_windows_thread(qtbot, page, readers):
    whole, asked = page.whole, []
    for name in ("批次", "统计", "通报要素", "公开记录"):
        readers.clear()
        whole.show_filter(name)
        panel = whole.panels[name]
        qtbot.waitUntil(lambda panel=panel: not panel._reading.is_running)
        assert readers, name
        assert threading.get_ident() not in readers, name
    qtbot.waitUntil(lambda: not whole.counts.inquiry.is_busy and not whole.bulletin.is_busy)
    page.files.ask_export = lambda _parent, _query, count, again, *_rest: asked.append((count, again))
    readers.clear()

    whole.publishing.publish_button.click()
    qtbot.waitUntil(lambda: bool(asked))

    assert asked == [(60, 0)]
    assert threading.get_ident() not in readers


def test_selection_and_place_of_the_list_stay_when_it_is_read_again(page, ledger):
    page.grid.selectRow(40)
    page.grid.scrollTo(page.model.index(40, 0))
    place = page.grid.verticalScrollBar().value()
    assert place > 0

    put(ledger, "D900")
    page.reload()

    assert (page.grid.currentIndex().row(), page.grid.verticalScrollBar().value()) == (40, place)
    assert page.panel.heading.text() == "D041"


@pytest.mark.parametrize(
    ("button", "dialog"),
    [("points_button", "ask_points"), ("repeats_button", "ask_repeat"), ("closure_button", "ask_closure")],
)
def test_what_a_dialog_shows_is_read_beside_the_window(qtbot, page, readers, button, dialog):
    asked = []
    setattr(page.acts, dialog, lambda *_found: asked.append(dialog))

    getattr(page.panel, button).click()
    qtbot.waitUntil(lambda: bool(asked))

    assert readers
    assert threading.get_ident() not in readers


def test_what_may_be_sent_back_is_read_beside_the_window(qtbot, page, readers):
    asked = []
    page.acts.requesting.ask_return = lambda *found: asked.append(found)

    page.acts.requesting.send_back()
    qtbot.waitUntil(lambda: bool(asked))

    assert readers
    assert threading.get_ident() not in readers


def test_the_petitions_of_a_public_list_are_read_beside_the_window(qtbot, page, readers):
    panel, wanted = page.whole.publishing, []
    panel._show_found([Edition("e", date(2026, 6, 9), "13 栏", "官网", "张录入", 2, 0)], PetitionCounts())
    panel.rows_asked.connect(wanted.append)

    panel.grid.opened.emit(1)
    qtbot.waitUntil(lambda: bool(wanted))
    qtbot.waitUntil(lambda: not page._reading.is_running and not page._detail_reading.is_running)

    assert readers
    assert threading.get_ident() not in readers

"""The register of petitions reads beside the window: newest answer only, state kept, no act upon what is not shown yet."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from PySide6.QtGui import QGuiApplication

from dczg_desktop.domain.entities import Petition
from dczg_desktop.services.petitions.cards import PetitionCounts
from dczg_desktop.services.petitions.listing import PetitionQuery
from dczg_desktop.services.petitions.publications import Edition
from tests.services.petition_acts import put
from tests.ui.held import Held
from ui.pages.petitions import PetitionsPage


@pytest.fixture
def page(qtbot, context, ledger):
    ours = ledger.identity.office_uid
    with ledger.transaction("导入表格") as (session, _act):
        for number in range(1, 61):
            area, completion = "东河乡" if number % 2 else "石桥镇", "已办结" if number % 3 else ""
            said = f"反映第{number}处洗砂场"
            session.add(
                Petition(
                    number=f"D{number:03d}",
                    area=area,
                    completion=completion,
                    description=said,
                    issuer_uid=ours,
                )
            )
    context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
    whole = PetitionsPage(context)
    qtbot.addWidget(whole)
    whole.resize(1190, 676)
    whole.show()
    whole.reload()
    whole.register.whole = whole
    return whole.register


def shown(page) -> list[str]:
    return [page.model.index(row, 0).data() for row in range(page.model.rowCount())]


def numbers(page) -> dict[str, str]:
    return {title: card._number for title, card in page.cards.items()}


def look(page) -> None:
    page._reading._look()
    page._detail_reading._look()


@pytest.fixture
def readers(page, context, ledger, monkeypatch):
    """The threads on which the ledger is read from now on."""
    context.reader, found = ThreadPoolExecutor(max_workers=1), []
    original = type(ledger).reading

    def watched(one):
        found.append(threading.get_ident())
        return original(one)

    monkeypatch.setattr(type(ledger), "reading", watched)
    return found


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


def test_rows_that_come_after_the_list_was_read_anew_are_dropped(page, context, ledger):
    page.model.put(PetitionQuery(), list(range(1000, 1400)), {})
    context.reader = held = Held()
    assert page.model.index(0, 0).data() is None
    page.reload()
    page._row_reading._look()
    held.answer(0)
    held.answer()
    look(page)
    page._row_reading._look()

    assert shown(page)[0] == "D001"


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


def test_a_register_that_is_not_read_yet_does_not_say_that_nothing_fits(qtbot, context, page):
    context.reader = held = Held()
    new = PetitionsPage(context)
    qtbot.addWidget(new)
    new.reload()
    assert new.register.grid._empty == "正在读取……"
    assert new.register.walk.source.isHidden()

    held.answer_all()
    look(new.register)

    assert new.register.grid._empty == "没有符合条件的信访件"


def test_an_older_answer_that_comes_late_does_not_overwrite_the_newer_one(page, context):
    context.reader = held = Held()
    page.search("D001")
    page.search("D002")

    held.answer(1)
    look(page)
    held.answer(0)
    look(page)

    assert shown(page) == ["D002"]


def test_a_filter_chosen_while_everything_is_read_anew_loses_nothing(page, context, ledger):
    put(ledger, "D061", area="北坡镇")
    context.reader = held = Held()
    page.reload()
    page.search("D061")

    held.answer(1)
    look(page)

    assert shown(page) == ["D061"]
    assert page.filters._choices["area"].findData("北坡镇") > 0


def test_selection_and_place_of_the_list_stay_when_it_is_read_again(page, ledger):
    page.grid.selectRow(40)
    page.grid.scrollTo(page.model.index(40, 0))
    place = page.grid.verticalScrollBar().value()
    assert place > 0

    put(ledger, "D900")
    page.reload()

    assert (page.grid.currentIndex().row(), page.grid.verticalScrollBar().value()) == (40, place)
    assert page.panel.heading.text() == "D041"


def test_enter_waits_for_the_row_it_was_pressed_on(page, context):
    edited = []
    page.acts.ask_changes = lambda _parent, detail, _marks, _save: edited.append(detail.text("number"))
    page.grid.selectRow(0)
    context.reader = held = Held()

    page.grid.selectRow(5)
    page.panel.edit_button.click()  # what is shown is another one still
    page.grid.opened.emit(6)
    assert edited == []
    held.answer()
    look(page)

    assert edited == ["D006"]


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


def test_no_dialog_opens_about_a_petition_that_was_left_meanwhile(page, context):
    asked = []
    page.acts.ask_points = lambda *_found: asked.append("points")
    context.reader = held = Held()
    page.panel.points_button.click()
    page.grid.selectRow(5)

    held.answer_all()
    page.acts._reading._look()
    look(page)

    assert page.panel.detail.text("number") == "D006"
    assert asked == []


def test_a_button_pressed_before_the_chosen_petition_is_there_is_about_that_one(page, context):
    asked = []
    page.acts.ask_points = lambda _parent, detail, *_found: asked.append(detail.text("number"))
    context.reader = held = Held()
    page.grid.selectRow(5)
    page.panel.points_button.click()

    held.answer_all()
    look(page)
    held.answer_all()
    page.acts._reading._look()

    assert asked == ["D006"]


@pytest.mark.parametrize("chosen", [{"place": "未定承办单位"}, {"area": "东河乡"}, {"truth": "未写明"}])
def test_every_filter_narrows_the_cards_and_a_card_shows_as_many_as_it_says(page, ledger, chosen):
    put(
        ledger,
        "D901",
        office_uid=ledger.identity.office_uid,
        area="西岭乡",
        substantiated="属实",
        completion="已办结",
    )
    page.reload()
    everything = int(numbers(page)["信访件总数"])
    page.filters.set_values(chosen)
    page.filters.changed.emit(page.filters.values())

    counted = numbers(page)
    assert int(counted["信访件总数"]) == page.model.rowCount() < everything
    assert int(counted["已办结"]) + int(counted["未办结"]) == int(counted["信访件总数"])
    for title in ("已办结", "未办结", "信访件总数"):
        page.cards[title].click()
        assert page.model.rowCount() == int(counted[title]) > 0
        assert numbers(page) == counted


def test_a_search_narrows_the_cards_too(page):
    page.search("D00")

    assert (numbers(page)["信访件总数"], page.model.rowCount()) == ("9", 9)

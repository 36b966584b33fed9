"""The grid of problems: cards, filters, search and order show exactly what they say; keys and rows lead to the details."""

from PySide6.QtCore import Qt

from dczg_desktop.domain.words import DutyRole, ProgressStatus
from dczg_desktop.services.grid import GridQuery
from tests.ui.ledger.scene import TEXTS, column, select


def test_an_empty_ledger_says_what_to_do_first_and_leads_there(qtbot, make_page):
    page = make_page()
    assert page.stack.currentWidget() is page.empty

    with qtbot.waitSignal(page.context.navigation_requested) as asked:
        page.empty.action.click()

    assert asked.args == ["导入表格", "整改台账"]


def test_the_deadline_says_how_late_it_is(page):
    assert column(page, "due") == [
        "2026-10-31　已逾期 22 天",
        "2026-12-05　即将到期 13 天",
        "长期坚持",
        "无时限",
    ]


def test_a_card_shows_exactly_the_rows_it_counted(page):
    card = page.cards.cards["已逾期"]
    assert card.accessibleName().startswith("已逾期 1")

    card.click()

    assert column(page, "summary") == [TEXTS[0]]
    assert page.filters.bar.values()["due"] == "已逾期"
    assert page.filters.bar.count.text() == "共 1 条"
    page.cards.cards["问题总数"].click()
    assert page.model.rowCount() == 4


def test_a_card_keeps_the_chosen_unit(page):
    page.filters.bar.set_values({"unit": "县水务局"})
    page.cards.cards["责任要素缺项"].click()

    assert column(page, "unit") == ["县水务局", "县水务局"]
    assert page.cards.cards["问题总数"].accessibleName().startswith("问题总数 2")


def test_search_and_filter_narrow_together_and_clearing_restores(page):
    page.search("垃圾")
    assert column(page, "summary") == [TEXTS[0], TEXTS[3]]
    page.filters.bar.set_values({"due": "无时限"})
    page.filters.bar.changed.emit({})
    assert column(page, "summary") == [TEXTS[3]]
    page.search("")
    page.filters.bar.clear()
    assert page.model.rowCount() == 4


def test_a_pressed_heading_sorts_and_the_export_has_the_same_order(page):
    page.model.sort(1, Qt.SortOrder.DescendingOrder)

    assert column(page, "summary") == sorted(TEXTS, reverse=True)
    assert (page.query().sort, page.query().descending) == ("summary", True)


def test_another_page_opens_its_rows_and_one_problem(qtbot, page, uids):
    page.show_filter(GridQuery(held_by=("县水务局", (DutyRole.RESPONSIBLE_UNIT,)), due="已逾期"))
    page.reload()
    assert column(page, "summary") == [TEXTS[0]]
    assert "县水务局" in page.filters.limit.text()

    page.show_filter(uids[2])
    page.reload()
    assert page.model.rowCount() == 4
    assert page.detail.uid == uids[2]


def test_lifting_the_limit_of_another_page_shows_the_rest(page, uids):
    page.show_filter(GridQuery(uids=(uids[1],)))
    page.reload()
    assert page.model.rowCount() == 1

    page.filters.limit.click()

    assert page.model.rowCount() == 4
    assert page.filters.limit.isHidden()


def test_folded_details_come_back_on_enter(qtbot, page, uids):
    page.detail.head.fold_button.click()
    assert page.detail.isHidden()
    page.grid.selectRow(1)

    qtbot.keyClick(page.grid, Qt.Key.Key_Return)

    assert not page.detail.isHidden()
    assert page.detail.uid == uids[1]
    assert page.show_link.isHidden()


def test_f2_puts_the_cursor_into_the_description(qtbot, page):
    page.activateWindow()
    page.grid.selectRow(1)

    qtbot.keyClick(page.grid, Qt.Key.Key_F2)

    assert page.detail.tabs.currentIndex() == 0
    assert page.detail.basics.fields["description"].field.hasFocus()


def test_every_status_can_be_filtered(page):
    for status in ProgressStatus:
        page.filters.show_states({"progress": status.value})
        assert set(column(page, "progress_status")) <= {status.value}


def test_selected_ids_come_from_top_to_bottom_whatever_was_pressed_first(page):
    page.grid.clearSelection()
    select(page, 3, 0, 1)

    assert page.grid.selected_ids() == [page.model.ids()[row] for row in (0, 1, 3)]
    assert page.grid.count_selected() == 3

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QItemSelectionModel, Qt

from dczg_desktop.domain.words import DutyRole, ProgressStatus
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.problems import ProblemDraft, add_problem, void_problems
from tests.ui.typed import is_given_again, is_kept_until_it_is_taken, leaving_open, left_open, typing
from ui.dialogs.assign import Assignment
from ui.pages.ledger import LedgerPage
from ui.pages.undoing import Undoing
from ui.shell import Shell
from ui.widgets.page import PageSpec

TEXTS = ("沟渠垃圾清运不及时", "污水处理厂二期工程滞后", "砂石料场扬尘防治不到位", "河道内倾倒建筑垃圾")
DEADLINES = ("2026年10月底前", "2026年12月5日前", "长期坚持", "")


@pytest.fixture
def uids(ledger) -> list[str]:
    """Four problems: overdue, soon due, long-term, without a deadline; the first two with a unit."""
    made = [
        add_problem(ledger, ProblemDraft(text, f"A{number}", "省级督察", deadline=deadline, area="东河镇"))
        for number, (text, deadline) in enumerate(zip(TEXTS, DEADLINES, strict=True))
    ]
    assign(ledger, made[:2], "县水务局")
    return made


@pytest.fixture
def make_page(qtbot, context, ledger) -> Callable[[], LedgerPage]:
    def made() -> LedgerPage:
        context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
        page = LedgerPage(context)
        context.ledger_changed.connect(page.reload)
        qtbot.addWidget(page)
        page.resize(1280, 720)
        page.show()
        page.reload()
        return page

    return made


@pytest.fixture
def page(make_page, uids) -> LedgerPage:
    return make_page()


def column(page: LedgerPage, key: str) -> list[str]:
    keys = [one.key for one in page.model.columns]
    return [page.model.index(row, keys.index(key)).data() for row in range(page.model.rowCount())]


def select(page: LedgerPage, *rows: int) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in rows:
        page.grid.selectionModel().select(page.model.index(row, 0), flags)


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


def test_the_bulk_bar_comes_with_the_second_row_and_assigns_all(page, ledger, uids):
    page.acts.ask_assignment = typing(Assignment("县住建局", DutyRole.RESPONSIBLE_UNIT))
    page.grid.clearSelection()
    select(page, 2)
    assert page.bulk.isHidden()
    select(page, 3)
    assert page.bulk.words.text() == "已选 2 个问题"

    page.bulk.assign_button.click()

    assert column(page, "unit") == ["县水务局", "县水务局", "县住建局", "县住建局"]


def test_many_problems_are_assigned_on_the_worker(qtbot, make_page, ledger, monkeypatch):
    monkeypatch.setattr("ui.pages.ledger.acts.AT_ONCE", 2)
    for text in TEXTS:
        add_problem(ledger, ProblemDraft(text))
    page = make_page()
    page.acts.ask_assignment = typing(Assignment("县住建局", DutyRole.RESPONSIBLE_UNIT))
    page.grid.selectAll()

    with qtbot.waitSignal(page.context.ledger_changed):
        page.bulk.assign_button.click()

    assert column(page, "unit") == ["县住建局"] * 4
    qtbot.waitUntil(page.strip.isHidden)


def test_delete_asks_for_a_reason_and_voids(qtbot, page, ledger, uids):
    page.acts.ask_reason = lambda *_: None  # nothing is saved
    page.grid.selectRow(0)
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)
    assert page.model.rowCount() == 4

    page.acts.ask_reason = typing("重复登记")
    qtbot.keyClick(page.grid, Qt.Key.Key_Delete)

    assert TEXTS[0] not in column(page, "summary")
    assert problem_detail(ledger, uids[0]).row.voided
    page.filters.bar.set_values({"mark": "已作废"})
    page.filters.bar.changed.emit({})
    assert column(page, "closure_status") == ["已作废"]


def test_a_refused_act_is_told_and_changes_nothing(page, ledger, uids):
    void_problems(ledger, [uids[0]], "重复")
    refused = []
    page.acts.ask_reason = typing("又一次", refused)
    page.grid.selectRow(0)

    page.bulk.void_button.click()

    assert "已作废" in refused[0]


@pytest.mark.parametrize("at_once", [200, 0])
def test_the_reason_of_a_voiding_that_is_refused_stays_in_its_dialog(
    qtbot, monkeypatch, page, ledger, uids, at_once
):
    monkeypatch.setattr("ui.pages.ledger.acts.AT_ONCE", at_once)
    dialogs = []
    page.acts.ask_reason = leaving_open(dialogs)
    page.grid.selectRow(0)

    page.bulk.void_button.click()

    is_kept_until_it_is_taken(qtbot, monkeypatch, dialogs[0])
    assert problem_detail(ledger, uids[0]).row.voided


def test_a_new_problem_is_shown_at_once_ready_to_be_assigned(qtbot, page):
    page.filters.bar.set_values({"due": "已逾期"})
    page.filters.bar.changed.emit({})
    page.acts.ask_problem = typing(ProblemDraft("新发现的问题", deadline="2027年3月底前"))

    page.new_button.click()

    assert page.model.rowCount() == 5
    assert page.detail.head.code.text() == "430600-2026-0005"
    assert not page.detail.duties.visibleRegion().isEmpty()


def test_the_selected_rows_are_exported(qtbot, page, tmp_path):
    target = tmp_path / "清单.xlsx"
    page.acts.ask_target = lambda *_: target
    page.grid.clearSelection()
    select(page, 1, 3)

    page.bulk.export_button.click()
    qtbot.waitUntil(lambda: target.exists() and page.strip.isHidden())

    cells = {str(cell.value) for row in load_workbook(target).active.iter_rows() for cell in row}
    assert any(TEXTS[1] in cell for cell in cells)
    assert any(TEXTS[3] in cell for cell in cells)
    assert not any(TEXTS[0] in cell for cell in cells)


def test_the_print_centre_gets_exactly_the_selected_problems(page, ledger, uids):
    asked: list[GridQuery] = []
    page.acts.open_print = asked.append
    page.grid.clearSelection()
    select(page, 0, 2)
    page.bulk.print_button.click()
    page.grid.selectAll()
    page.bulk.print_button.click()

    assert asked[0].uids == (uids[0], uids[2])
    assert asked[1] == page.query()
    assert len(problem_ids(ledger, asked[1])) == 4


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


def test_the_menu_of_a_row_reports_progress(page, uids):
    asked = []
    page.detail.progress.ask_report = lambda *args: asked.append(args[1])
    page.grid.selectRow(3)
    entries = dict(entry for entry in page.row_entries() if entry)

    entries["填报进展…"]()

    assert asked == ["430600-2026-0004"]


def test_ctrl_z_and_ctrl_y_of_the_shell_take_an_act_back_and_bring_it_again(qtbot, context, ledger, uids):
    context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
    Undoing(context)
    shell = Shell(context)
    qtbot.addWidget(shell)
    shell.set_pages([PageSpec("整改台账", "整改台账", "整改台账", LedgerPage)])
    shell.show()
    page = shell.page
    assert isinstance(page, LedgerPage)
    assert column(page, "unit")[:2] == ["县水务局", "县水务局"]

    context.undo_requested.emit()
    assert column(page, "unit")[:2] == ["〔未明确〕", "〔未明确〕"]
    context.redo_requested.emit()
    assert column(page, "unit")[:2] == ["县水务局", "县水务局"]


def test_every_status_can_be_filtered(page):
    for status in ProgressStatus:
        page.filters.show_states({"progress": status.value})
        assert set(column(page, "progress_status")) <= {status.value}


def test_export_offers_every_list(page, tmp_path: Path):
    words = [action.text() for action in page.export_button.menu().actions()]

    assert words == ["问题清单…", "责任清单…", "整改清单…"]


def test_selected_ids_come_from_top_to_bottom_whatever_was_pressed_first(page):
    page.grid.clearSelection()
    select(page, 3, 0, 1)

    assert page.grid.selected_ids() == [page.model.ids()[row] for row in (0, 1, 3)]
    assert page.grid.count_selected() == 3


def test_a_new_problem_that_is_refused_stays_in_its_dialog(qtbot, monkeypatch, page):
    dialogs = left_open(monkeypatch)
    page.new_button.click()
    dialogs[0].description.setPlainText("新发现的问题")
    dialogs[0].deadline.setText("2027年3月底前")

    is_given_again(qtbot, monkeypatch, dialogs[0])

    qtbot.waitUntil(lambda: not dialogs[0].isVisible())
    assert page.model.rowCount() == 5


@pytest.mark.parametrize("at_once", [50, 1])
def test_who_is_to_answer_for_several_stays_in_the_dialog_until_it_is_written(
    qtbot, monkeypatch, page, at_once
):
    monkeypatch.setattr("ui.pages.ledger.acts.AT_ONCE", at_once)
    dialogs = left_open(monkeypatch)
    page.grid.selectAll()
    page.bulk.assign_button.click()
    dialogs[0].name.setCurrentText("县住建局")

    is_given_again(qtbot, monkeypatch, dialogs[0])

    qtbot.waitUntil(lambda: not dialogs[0].isVisible())
    assert column(page, "unit") == ["县住建局"] * 4

"""What is done to the chosen problems from the page: assigned, voided, exported, printed, undone; what is refused stays in its dialog."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.problems import ProblemDraft, add_problem, void_problems
from tests.ui.ledger.scene import TEXTS, column, select
from tests.ui.typed import is_given_again, is_kept_until_it_is_taken, leaving_open, left_open, typing
from ui.dialogs.assign import Assignment
from ui.pages.ledger import LedgerPage
from ui.pages.undoing import Undoing
from ui.shell import Shell
from ui.widgets.page import PageSpec


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


def test_export_offers_every_list(page, tmp_path: Path):
    words = [action.text() for action in page.export_button.menu().actions()]

    assert words == ["问题清单…", "责任清单…", "整改清单…"]


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

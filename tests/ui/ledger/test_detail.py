import pytest
from openpyxl import Workbook
from PySide6.QtWidgets import QPushButton

from dczg_desktop.services.detail import problem_history
from dczg_desktop.services.duties import assign
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.problems import ProblemDraft, add_problem, edit_problem, find_problem
from tests.offices import CITY, COUNTY
from tests.ui.ledger.scene import detail_of
from tests.ui.typed import typing
from ui.dialogs.deadline import DeadlineDecision


def test_the_head_names_status_lateness_and_gaps(panel):
    chips = panel.head.chips

    assert panel.head.code.text() == "430600-2026-0001"
    assert chips["progress"].word == "未达到序时进度"
    assert chips["due"].word == "已逾期 22 天"
    assert chips["gaps"].word == "缺 4 项要素"
    assert "督导单位" in chips["gaps"].toolTip()
    assert chips["lock"].isHidden()


def test_nothing_is_written_before_save_and_one_act_after(panel, ledger, uid):
    fields = panel.basics.fields
    fields["category"].field.setText("水污染")
    fields["goal"].field.setPlainText("年底前全面清理")
    assert detail_of(ledger, uid).fields["category"] == ""
    assert panel.basics.bar.isVisible()

    panel.basics.save_button.click()

    stored = detail_of(ledger, uid).fields
    assert (stored["category"], stored["goal"]) == ("水污染", "年底前全面清理")
    assert panel.basics.bar.isHidden()
    newest = problem_history(ledger, uid)[:2]
    assert len({row.act_uid for row in newest}) == 1


def test_dropping_shows_the_stored_values_again(panel):
    panel.basics.fields["category"].field.setText("水污染")

    panel.basics.drop_button.click()

    assert panel.basics.fields["category"].value() == ""
    assert panel.basics.bar.isHidden()


def test_what_was_typed_survives_a_reload_by_another_act(panel, ledger, uid):
    panel.basics.fields["remark"].field.setPlainText("还在写")

    edit_problem(ledger, uid, {"area": "东河镇"})
    panel.reload()

    assert panel.basics.fields["remark"].value() == "还在写"
    assert panel.basics.fields["area"].value() == "东河镇"
    assert panel.basics.changes() == {"remark": "还在写"}


@pytest.mark.parametrize(("answer", "stored"), [(True, "改过"), (False, "")])
def test_leaving_unsaved_changes_asks_first(panel, ledger, uid, answer, stored):
    other = add_problem(ledger, ProblemDraft("另一个"))
    panel.basics.fields["remark"].field.setPlainText("改过")
    panel.ask_unsaved = lambda *_: answer

    panel.show_now(other)

    assert panel.uid == other
    assert panel.basics.changes() == {}
    assert detail_of(ledger, uid).fields["remark"] == stored


def test_a_problem_whose_changes_are_refused_stays_shown(qtbot, panel, ledger, uid, shown_errors):
    other = add_problem(ledger, ProblemDraft("另一个"))
    panel.basics.fields["description"].field.setPlainText(" ")
    panel.ask_unsaved = lambda *_: True

    with qtbot.waitSignal(panel.held) as held:
        panel.show_now(other)

    assert held.args == [uid]
    assert panel.uid == uid
    assert "不能清空" in str(shown_errors[0])


def test_fields_of_the_issuer_carry_a_padlock_below(show, offices):
    uid = add_problem(offices.city, ProblemDraft("市里交办的问题", deadline="2026年12月底前"))
    assign(offices.city, [uid], COUNTY)
    offices.deliver(CITY, COUNTY)

    panel = show(offices.county, uid)

    fields = panel.basics.fields
    assert not fields["description"].is_open()
    assert fields["description"].field.isReadOnly()
    assert CITY in fields["description"].padlock.toolTip()
    assert fields["accountability"].is_open()
    assert fields["internal_note"].is_open()
    assert not panel.basics.deadlines.adjust_button.isEnabled()
    assert panel.head.chips["lock"].word == "上级交办"


def test_both_values_of_a_conflict_are_shown_and_one_is_taken(qtbot, show, offices):
    uid = add_problem(offices.city, ProblemDraft("市里交办的问题"))
    assign(offices.city, [uid], COUNTY)
    offices.deliver(CITY, COUNTY)
    edit_problem(offices.city, uid, {"plan": "市里写的措施"})
    edit_problem(offices.county, uid, {"plan": "县里写的措施"})
    offices.deliver(COUNTY, CITY)

    panel = show(offices.city, uid)
    assert panel.head.chips["dispute"].word == "冲突 1 处"
    assert panel.basics.conflicts.isVisible()
    taken = detail_of(offices.city, uid).fields["plan"]
    buttons = panel.basics.conflicts.findChildren(QPushButton)
    assert len(buttons) == 2
    with qtbot.waitSignal(panel._context.ledger_changed, timeout=10_000):
        buttons[1].click()
        buttons[1].click()

    assert detail_of(offices.city, uid).row.disputed == 0
    assert detail_of(offices.city, uid).fields["plan"] in {"市里写的措施", "县里写的措施"}
    assert panel.basics.conflicts.isHidden()
    assert taken


def test_the_first_deadline_stays_beside_the_adjusted_one(panel, uid):
    panel.basics.deadlines.ask = typing(DeadlineDecision("2026年12月底前", "连续降雨", "市整改办"))

    panel.basics.deadlines.adjust_button.click()

    table = panel.basics.deadlines.table
    shown = [[table.item(row, column).text() for column in range(3)] for row in range(2)]
    assert shown[0] == ["原定", "2026年10月底前", "2026-10-31"]
    assert shown[1][0] == "调整"
    assert "连续降雨" in shown[1][1]
    assert shown[1][2] == "2026-12-31"


def test_history_shows_old_and_new_and_can_be_narrowed(panel, ledger, uid):
    edit_problem(ledger, uid, {"area": "东河镇"})
    edit_problem(ledger, uid, {"area": "城关镇"})
    panel.reload()
    panel.show_panel(panel.history)
    history = panel.history
    assert history.table.item(0, 2).text() == "东河镇 → 城关镇"

    history.field.setCurrentIndex(history.field.findData("问题 属地"))

    assert history.count.text() == "共 2 条"
    assert history.table.item(1, 2).text() == "〔空〕 → 东河镇"


def test_history_takes_the_last_act_back_through_the_context(qtbot, panel):
    panel.show_panel(panel.history)

    with qtbot.waitSignal(panel._context.undo_requested):
        panel.history.undo_button.click()


def test_a_held_arrow_key_reads_only_the_last_problem(qtbot, panel, ledger, uid):
    other = add_problem(ledger, ProblemDraft("另一个"))
    panel.show_uid("不存在的")
    panel.show_uid(other)

    assert panel.uid == uid
    qtbot.waitUntil(lambda: panel.uid == other)


def test_a_problem_that_is_gone_leaves_an_empty_panel(panel):
    panel.show_now("不存在的")

    assert panel.uid == ""
    assert panel.nothing.isVisible()


def test_titles_of_tabs_shorten_where_there_is_no_room(panel):
    panel.resize(300, 600)
    panel.tabs.fit()
    assert panel.tabs.tabText(2) == "措施"
    panel.resize(900, 600)
    panel.tabs.fit()
    assert panel.tabs.tabText(2) == "措施与节点"


def test_values_out_of_a_table_tell_their_cell(show, ledger, tmp_path):
    book = Workbook()
    book.active.title = "清单"
    for row in (
        ("问题清单",),
        ("问题编号", "问题描述", "整改措施", "整改时限", "责任单位"),
        ("YX202600001", "某砂场长期违规采砂", "停止采砂", "2026年12月底前", "县水利局"),
    ):
        book.active.append(row)
    book.save(tmp_path / "清单.xlsx")
    accept_import(ledger, preview_import(ledger, tmp_path / "清单.xlsx"))
    panel = show(ledger, find_problem(ledger, "YX202600001"))

    basics = panel.basics
    assert basics.fields["description"].field.toolTip() == "出处：“清单.xlsx”工作表“清单” B3"
    assert "出处：“清单.xlsx”工作表“清单” D3" in basics.deadlines.table.item(0, 1).toolTip()
    for tab in (panel.duties, panel.measures):
        tab.show_problem(detail_of(ledger, find_problem(ledger, "YX202600001")))
    assert "清单” E3" in panel.duties.table.item(0, 1).toolTip()
    assert "清单” C3" in panel.measures.table.item(0, 0).toolTip()
    assert basics.fields["remark"].field.toolTip() == ""

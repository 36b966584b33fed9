from datetime import date

from PySide6.QtCore import Qt

from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.duties import assign
from dczg_desktop.services.problems import ProblemDraft, add_problem, edit_problem
from dczg_desktop.services.progress import Report
from tests.ui.ledger.scene import PLAN, detail_of
from tests.ui.typed import answering, typing
from ui.dialogs.assign import Assignment
from ui.dialogs.measure import Finished, MeasuresDialog, MilestoneDraft


def test_the_seven_elements_and_the_first_missing_role(panel, ledger, uid):
    panel.show_panel(panel.duties)
    asked: list[DutyRole] = []

    def answer(_parent, _subject, _names, role):
        asked.append(role)
        return Assignment("县水务局", DutyRole.RESPONSIBLE_UNIT)

    panel.duties.ask_assignment = answering(answer)
    panel.duties.assign_button.click()
    panel.duties.assign_button.click()

    assert asked == [DutyRole.RESPONSIBLE_UNIT, DutyRole.RESPONSIBLE_LEADER]
    assert panel.duties.chips["责任单位"].word == "责任单位"
    assert panel.duties.chips["责任领导"].word == "缺 责任领导"
    assert panel.duties.table.item(0, 1).text() == "县水务局"


def test_ending_a_duty_needs_a_row_and_a_reason(panel, ledger, uid):
    assign(ledger, [uid], "王志强", DutyRole.RESPONSIBLE_LEADER)
    panel.reload()
    panel.show_panel(panel.duties)
    panel.duties.ask_reason = typing("调离")
    assert "选中" in panel.duties.end_button.toolTip()

    panel.duties.table.selectRow(0)
    panel.duties.end_button.click()

    assert panel.duties.table.rowCount() == 0
    assert detail_of(ledger, uid).facts.duties == ()


def test_measures_are_finished_taken_back_and_voided(panel, ledger, uid):
    panel.show_panel(panel.measures)
    measures = panel.measures
    assert measures.count.text() == "整改措施　已完成 0 / 3"
    measures.ask_finished = typing(Finished(date(2026, 11, 3), "已完成"))
    measures.table.selectRow(0)
    measures.table.choose(measures.table.item(0, 0).data(Qt.ItemDataRole.UserRole + 1))

    measures.finish_button.click()
    assert measures.table.item(0, 2).text() == "2026-11-03"
    assert "已经完成" in measures.finish_button.toolTip()

    measures.reset_button.click()
    assert measures.table.item(0, 2).text() == "未完成"

    measures.ask_reason = typing("方案调整")
    measures.void_button.click()
    assert [one.position for one in detail_of(ledger, uid).facts.measures] == [2, 3]


def test_measures_come_from_the_text_of_the_plan(panel, ledger):
    uid = add_problem(ledger, ProblemDraft("没有分解的问题"))
    edit_problem(ledger, uid, {"plan": PLAN})
    panel.show_now(uid, panel.measures)
    offered: list[str] = []

    def answer(parent, text, units, today):
        offered.append(text)
        return MeasuresDialog(parent, text, units, today).answer()

    panel.measures.ask_measures = answering(answer)
    panel.measures.add_button.click()

    assert offered == [PLAN]
    assert panel.measures.table.rowCount() == 3


def test_a_milestone_past_its_day_is_marked(panel):
    panel.show_panel(panel.measures)
    steps = panel.measures.milestones
    steps.ask_milestone = typing(MilestoneDraft("完成招标", "2026年9月底前"))
    steps.add_button.click()
    assert steps.table.item(0, 2).text() == "已到期未完成"

    steps.ask_finished = typing(Finished(date(2026, 9, 20)))
    steps.table.selectRow(0)
    steps.finish_button.click()

    assert steps.table.item(0, 2).text() == "2026-09-20"


def test_a_report_finishes_the_ticked_measures(panel, ledger, uid):
    panel.show_panel(panel.progress)
    given: list[object] = []

    def answer(_parent, _code, period, measures, last, _marks):
        given.append((period, len(measures), last))
        return Report(period, "清运垃圾 14 车", 40, finished=(measures[0][0],))

    panel.progress.ask_report = answering(answer)
    panel.progress.report_button.click()
    panel.progress.report_button.click()

    assert given == [("2026-11", 3, ""), ("2026-11", 2, "清运垃圾 14 车")]
    assert panel.progress.timeline.count() == 1
    assert sum(1 for one in detail_of(ledger, uid).facts.measures if one.done_on) == 2

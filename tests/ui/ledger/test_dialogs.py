from datetime import date

from tests.ui.ledger.scene import PLAN, TODAY
from ui.dialogs.closure import Decision, DecisionDialog, NoticeDialog
from ui.dialogs.deadline import DeadlineDialog
from ui.dialogs.measure import FinishDialog, MilestoneDialog
from ui.dialogs.problem import ProblemDialog
from ui.dialogs.progress import ProgressDialog
from ui.dialogs.reason import ReasonDialog


def test_a_dialog_without_its_words_stays_open(qtbot, dressed):
    dialog = ReasonDialog(None, "作废", "作废")
    qtbot.addWidget(dialog)
    dialog.do_button.click()
    assert "请填写理由" in dialog.wrong.text()
    assert not dialog.result()

    dialog.text.setPlainText("重复登记")
    dialog.do_button.click()
    assert dialog.result()


def test_a_deadline_is_read_while_it_is_typed(qtbot, dressed):
    dialog = DeadlineDialog(None, "A1", "2026年10月底前", TODAY)
    qtbot.addWidget(dialog)
    dialog.raw.setText("2026年12月底前，长期坚持")
    assert dialog.reading.text() == "读作 2026-12-31，长期坚持"
    assert "原因" in dialog.check()

    dialog.raw.setText("春节前")
    assert "春节" in dialog.check()


def test_days_of_a_notice_are_counted_while_typing(qtbot, dressed):
    dialog = NoticeDialog(None, "A1", "")
    qtbot.addWidget(dialog)
    dialog.starts.set_value(date(2025, 9, 4))
    dialog.ends.set_value(date(2025, 9, 17))
    assert dialog.days.text() == "10 个工作日（14 个自然日）"

    dialog.ends.set_value(date(2025, 9, 1))
    assert "早于" in dialog.check()


def test_who_may_not_agree_can_only_return(qtbot, dressed):
    dialog = DecisionDialog(None, "A1", "审核销号", "张录入", ["申请人不能审批本人事项"])
    qtbot.addWidget(dialog)
    dialog.opinion.setPlainText("请补充监测报告")

    assert not dialog.agree.isEnabled()
    assert dialog.answer() == Decision(agree=False, opinion="请补充监测报告")


def test_a_report_that_repeats_the_last_one_is_remarked(qtbot, dressed):
    dialog = ProgressDialog(None, "A1", "2026-11", [("m1", "清淤")], "清运垃圾 14 车，清淤 2 公里")
    qtbot.addWidget(dialog)
    assert "不能为空" in dialog.check()
    dialog.text.setPlainText("清运垃圾 14 车，清淤 2 公里。")
    dialog.ticks[0][1].setChecked(True)

    assert "几乎相同" in dialog.alike.text()
    assert dialog.check() == ""
    assert dialog.answer().finished == ("m1",)
    assert dialog.answer().percent is None


def test_days_and_dates_of_measures_are_checked(qtbot, dressed):
    finish, step = FinishDialog(None, "", TODAY), MilestoneDialog(None, TODAY)
    qtbot.addWidget(finish)
    qtbot.addWidget(step)
    finish.day.set_value(date(2026, 12, 1))
    step.title.setText("招标")
    step.due.setText("长期坚持")

    assert "晚于今天" in finish.check()
    assert "确切的到期日期" in step.check()


def test_a_new_problem_needs_only_its_description(qtbot, dressed, ledger):
    from dczg_desktop.services.grid import filter_choices

    dialog = ProblemDialog(None, filter_choices(ledger), TODAY)
    qtbot.addWidget(dialog)
    assert dialog.check()
    dialog.description.setPlainText("沟渠淤积")
    dialog.plan.setPlainText(PLAN)
    dialog.deadline.setText("2026年底前")

    assert dialog.check() == ""
    assert dialog.split.text() == "将拆成 3 条措施。"
    assert dialog.reading.text() == "读作 2026-12-31"
    assert dialog.answer().description == "沟渠淤积"

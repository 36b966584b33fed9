from datetime import date

from dczg_desktop.domain.words import ClosureStatus
from dczg_desktop.services.closure import raise_objection
from dczg_desktop.services.users import sign_in
from tests.offices import REVIEWER
from tests.ui.ledger.scene import complete, detail_of
from tests.ui.typed import typing
from ui.dialogs.closure import Decision, Notice


def test_closure_is_applied_for_only_when_nothing_is_missing(panel, ledger, uid, tmp_path):
    panel.show_panel(panel.closure)
    closure = panel.closure
    assert not closure.apply_button.isEnabled()
    assert "措施未完成：1.制定整改方案" in closure.against.text()

    complete(ledger, uid, tmp_path)
    panel.reload()
    assert closure.against.isHidden()
    closure.ask_reason = typing("整改完成")
    closure.apply_button.click()

    assert detail_of(ledger, uid).closure_status is ClosureStatus.IN_REVIEW
    assert not closure.apply_button.isEnabled()
    assert closure.decide_button.isEnabled()


def test_the_applicant_is_told_and_a_second_person_closes(panel, ledger, uid, tmp_path):
    complete(ledger, uid, tmp_path)
    panel.reload()
    panel.show_panel(panel.closure)
    closure = panel.closure
    closure.ask_reason = typing("整改完成")
    closure.apply_button.click()
    against: list[list[str]] = []

    def answer(_parent, _code, _step, _applicant, reasons, save):
        against.append(list(reasons))
        if not reasons:
            assert save(Decision(agree=True, opinion="现场核查属实")) == ""

    closure.ask_decision = answer
    closure.decide_button.click()
    assert "申请人不能审批本人事项" in against[0][0]

    sign_in(ledger, REVIEWER)
    closure.decide_button.click()

    assert detail_of(ledger, uid).closure_status is ClosureStatus.CLOSED
    assert panel.head.chips["lock"].word == "已锁定"
    assert not panel.basics.fields["remark"].is_open()
    assert "锁定" in panel.progress.report_button.toolTip() or panel.progress.detail is None

    closure.ask_reason = typing("回头看发现反弹")
    closure.reopen_button.click()
    assert detail_of(ledger, uid).closure_status is ClosureStatus.NOT_APPLIED
    assert closure.timeline.count() == 3


def test_a_notice_is_registered_and_an_objection_answered(panel, ledger, uid):
    raise_objection(ledger, uid, "下游仍有异味")
    panel.reload()
    panel.show_panel(panel.closure)
    notices = panel.closure.notices
    notices.ask_notice = typing(Notice(date(2025, 9, 4), date(2025, 9, 17), "县政府网站"))
    notices.notice_button.click()
    assert "10 个工作日、14 个自然日" in notices.notices.text()
    assert not notices.answer_button.isEnabled()

    notices.objections.selectRow(0)
    notices.ask_reason = typing("已复查，异味消除")
    notices.answer_button.click()

    assert notices.objections.item(0, 2).text() == "已复查，异味消除"
    assert not notices.answer_button.isEnabled()

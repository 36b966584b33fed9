"""The page 验收销号: queues, the chosen case, and what can be done with it."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from dczg_desktop.domain.words import ClosureStatus, Job
from dczg_desktop.services.cases import CaseAct
from dczg_desktop.services.closure import apply_for_closure, decide, publish_notice, raise_objection
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.measures import finish_measures
from dczg_desktop.services.outgoing.letters import Heading
from dczg_desktop.services.outgoing.shipments import SendOrder, send
from tests.offices import COUNTY
from tests.services.acts import SecondPerson, a_given_problem, a_problem, make_ready, measures_of
from tests.services.workbooks import Filled
from tests.ui.typed import leaving_open, typing
from ui.dialogs.closure import Notice
from ui.dialogs.letter import LetterChoice


@pytest.fixture
def ready(ledger, tmp_path) -> str:
    uid = a_problem(ledger)
    make_ready(ledger, uid, tmp_path)
    return uid


@pytest.fixture
def applied(ledger, ready) -> str:
    apply_for_closure(ledger, ready, "已完成")
    return ready


def titles(page) -> list[str]:
    return [page.queue.tabs.tabText(number) for number in range(4)]


def press(page, act: CaseAct) -> None:
    assert page.panel.acts[act].isEnabled(), page.panel.acts[act].toolTip()
    page.panel.acts[act].click()


def status(ledger, uid: str) -> ClosureStatus:
    return problem_detail(ledger, uid).closure_status


def test_a_ready_problem_waits_to_be_applied_for_and_then_for_review(page, ledger, ready):
    page.reload()
    assert titles(page) == ["待审核 0", "可申请 1", "已退回 0", "已销号 0"]
    page.queue.show_tab("可申请")
    assert page.panel.case.uid == ready

    press(page, CaseAct.APPLY)

    assert titles(page) == ["待审核 1", "可申请 0", "已退回 0", "已销号 0"]
    assert status(ledger, ready) is ClosureStatus.IN_REVIEW
    assert page.said == [(f"问题 {page.panel.case.code} 已申请销号，等待第二人审核。", False)]
    assert page.panel.chip.word == "验收中"


def test_the_applicant_sees_why_agreeing_is_not_for_him(page, applied):
    page.reload()

    for act in (CaseAct.AGREE, CaseAct.RETURN):
        assert not page.panel.acts[act].isEnabled()
        assert page.panel.acts[act].toolTip() == "申请人不能审批本人事项：申请人是 张录入，请由第二人办理"
    assert "申请人不能审批本人事项" in page.panel.check.sentences.text()


def test_the_second_person_agrees_and_the_problem_is_closed(page, ledger, applied):
    with SecondPerson(ledger):
        page.reload()
        press(page, CaseAct.AGREE)

    assert status(ledger, applied) is ClosureStatus.CLOSED
    assert page.said[0][0].endswith("已销号。")
    assert titles(page)[3] == "已销号 1"
    assert page.panel.acts[CaseAct.AGREE].isHidden()
    assert not page.panel.acts[CaseAct.REOPEN].isHidden()


def test_a_returned_case_shows_the_reasons_and_may_be_applied_for_again(page, ledger, applied):
    page.ask_words = typing("缺监测报告")
    with SecondPerson(ledger):
        page.reload()
        press(page, CaseAct.RETURN)
    page.queue.show_tab("已退回")
    page.reload()

    assert "退回意见（李审核）：缺监测报告" in page.panel.check.sentences.text()
    assert page.panel.acts[CaseAct.APPLY].isEnabled()
    assert "缺监测报告" in page.panel.steps.item(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_an_empty_list_shows_no_case_of_another_to_be_agreed_to(page, applied):
    page.reload()
    assert page.panel.case.uid == applied

    page.queue.show_tab("已销号")
    assert page.panel.case is None

    page.queue.show_tab("待审核")
    assert page.panel.case.uid == applied


def test_a_cancelled_dialog_changes_nothing(page, ledger, applied):
    page.ask_words = lambda *_words, **_more: None  # nothing is saved
    with SecondPerson(ledger):
        page.reload()
        press(page, CaseAct.AGREE)

    assert status(ledger, applied) is ClosureStatus.IN_REVIEW
    assert page.said == []


def test_an_unready_problem_opened_by_another_page_tells_what_is_missing(page, ledger):
    uid = a_problem(ledger)

    page.show_filter(uid)
    page.reload()

    assert page.panel.case.uid == uid
    assert "没有分解整改措施" in page.panel.check.sentences.text()
    assert page.panel.check.summary.text().startswith("还有 ")
    assert not page.panel.acts[CaseAct.APPLY].isEnabled()
    assert "见“核对”" in page.panel.acts[CaseAct.APPLY].toolTip()


def test_words_that_the_gate_refuses_stay_in_their_dialog_with_the_reason(page, ledger, applied):
    dialogs = []
    page.ask_words = leaving_open(dialogs)
    with SecondPerson(ledger):
        page.reload()
        raise_objection(ledger, applied, "下游仍有垃圾")  # meanwhile, before the page reads again
        press(page, CaseAct.AGREE)
        dialogs[0].text.setPlainText("现场核查，河道已清。")
        dialogs[0].do_button.click()

    assert "异议尚未处理" in dialogs[0].wrong.text()
    assert (dialogs[0].isVisible(), dialogs[0].answer()) == (True, "现场核查，河道已清。")
    assert status(ledger, applied) is ClosureStatus.IN_REVIEW


def test_a_notice_is_registered_with_its_working_days(page, applied):
    page.ask_notice = typing(Notice(date(2026, 11, 2), date(2026, 11, 13), "县政府网站"))
    page.reload()

    page.panel.notice.notice_button.click()

    assert page.said[0] == (f"已登记问题 {page.panel.case.code} 的公示，共 10 个工作日。", True)
    assert page.panel.case.notices[0].days == "10 个工作日（12 个自然日）"


def test_an_objection_is_registered_answered_and_counted_on_the_tab(page, applied):
    page.ask_words = typing("下游仍有垃圾")
    page.reload()
    page.panel.notice.object_button.click()
    assert page.panel.tabs.tabText(1) == "公示与异议（1 条待处理）"

    page.ask_words = typing("已清理，群众认可")
    page.panel.notice.answer_buttons[0].click()

    assert page.panel.tabs.tabText(1) == "公示与异议"
    assert page.panel.case.doubts[0].answer == "已清理，群众认可"
    assert page.panel.notice.answer_buttons == []


def test_a_closed_problem_is_locked_and_started_again_with_a_reason(page, ledger, applied):
    with SecondPerson(ledger):
        decide(ledger, applied, agree=True, opinion="同意")
    page.queue.show_tab("已销号")
    page.reload()
    assert page.panel.notice.object_button.toolTip().startswith("已销号并锁定")

    page.ask_words = typing("回头看发现反弹")
    press(page, CaseAct.REOPEN)

    assert status(ledger, applied) is ClosureStatus.NOT_APPLIED
    assert len(page.panel.case.steps) == 3


def test_the_four_lights_say_their_reasons(page, ledger, ready):
    page.show_filter(ready)
    page.reload()

    assert [cell.chip.word for cell in page.panel.check.lights.cells] == ["查清", "到位", "责任", "满意"]
    page.show_filter(a_problem(ledger, "另一个"))
    page.reload()
    assert page.panel.check.lights.cells[1].chip.word == "到位：未满足"
    assert "措施完成 0/0 条" in page.panel.check.lights.cells[1].reason.text()


def test_the_photos_stand_side_by_side_and_open_large(page, ready):
    seen = []
    page.panel.check.show_photo = lambda _parent, title, _path, caption: seen.append((title, caption))
    page.show_filter(ready)
    page.reload()

    page.panel.check.pair.opened.emit("after")

    assert page.panel.check.pair_title.text() == "整改前后对照（第 1 组，共 1 组）"
    assert seen[0][0] == "整改后"
    assert seen[0][1].startswith("整改后.jpg")


def test_the_search_narrows_every_queue(page, ledger, ready, tmp_path):
    other = a_problem(ledger, "养殖场粪污外排")
    make_ready(ledger, other, tmp_path)
    page.reload()
    assert titles(page)[1] == "可申请 2"

    page.search("养殖场")

    assert titles(page)[1] == "可申请 1"


def test_a_double_click_opens_the_problem_in_the_ledger(page, applied):
    page.reload()

    page.queue.review.doubleClicked.emit(page.queue.review.currentIndex())

    assert page.asked == [("整改台账", applied)]


def test_the_approval_form_is_made_off_the_window_thread_and_shown(qtbot, page, applied):
    documents = []
    page.show_document = lambda _parent, _context, content, name: documents.append((content[:5], name))
    page.reload()

    page.panel.print_button.click()
    qtbot.waitUntil(lambda: bool(documents), timeout=20_000)
    qtbot.waitUntil(page.strip.isHidden)

    assert documents == [(b"%PDF-", f"销号审批表 {page.panel.case.code}.pdf")]


def test_an_unfinished_measure_found_after_all_moves_the_case_out_of_the_queue(page, ledger, ready):
    page.reload()
    finish_measures(ledger, measures_of(ledger, ready)[:1], None)
    page.context.ledger_changed.emit()

    assert titles(page)[1] == "可申请 0"


def test_an_empty_ledger_says_how_to_begin(page):
    page.reload()

    assert page.panel.case is None
    assert not page.panel.nothing.isHidden()
    assert page.panel.open_button.isHidden()


def test_the_list_of_materials_says_what_is_where_and_what_is_missing(page, offices, ledger, tmp_path):
    uid = a_given_problem(ledger, COUNTY)
    form = Filled(send(ledger, COUNTY, tmp_path, SendOrder(jobs=(Job.MATERIALS,))).path)
    form.fill("销号材料目录", f"{uid}|整改前", 是否已附="是", 存放位置="卷宗第 1 册", 页数="12")
    receive(ledger, form.save(), accept_hand_edits=True)

    page.show_filter(uid)
    page.reload()

    before, after = page.panel.materials.lines
    assert (before.enclosed, before.place, before.pages, before.required) == (True, "卷宗第 1 册", 12, True)
    assert (after.said, after.required) == (False, True)
    assert COUNTY in before.made_by
    assert page.panel.tabs.tabText(2) == "材料目录（缺 1）"
    shown = [child.text() for child in page.panel.materials.findChildren(QLabel)]
    assert "卷宗第 1 册" in shown
    assert "整改后（必备）" in shown


def test_the_public_notice_is_printed_from_the_tab_of_notices(qtbot, page, ledger, ready, shown_errors):
    page.reload()
    page.queue.show_tab("可申请")
    asked, shown = [], []
    refused = []

    def ask(*words, **more):
        asked.append(more)
        typing(LetterChoice(Heading(phone="0774-2345678"), None), refused)(*words)

    page.ask_letter = ask
    page.show_document = lambda _parent, _context, content, name: shown.append((content[:5], name))

    page.panel.notice.print_button.click()
    qtbot.waitUntil(lambda: bool(refused), timeout=10_000)
    assert any("登记公示" in reason for reason in refused[0].reasons)
    publish_notice(ledger, ready, date(2026, 11, 23), date(2026, 12, 4), "市政府网站")
    page.panel.notice.print_button.click()
    qtbot.waitUntil(lambda: bool(shown), timeout=10_000)

    assert asked[0] == {"phone_needed": True}
    assert shown == [(b"%PDF-", f"整改销号公示 {page.panel.case.code}.pdf")]
    assert shown_errors == []

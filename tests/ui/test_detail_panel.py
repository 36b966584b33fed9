import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QPushButton

from dczg_desktop.domain.words import ClosureStatus, DutyRole, EvidenceRole
from dczg_desktop.services.closure import closure_objections, raise_objection
from dczg_desktop.services.detail import ProblemDetail, problem_detail, problem_history
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.measures import finish_measures
from dczg_desktop.services.problems import ProblemDraft, add_problem, edit_problem, find_problem
from dczg_desktop.services.progress import Report, unfinished_measures
from dczg_desktop.services.users import sign_in
from tests.offices import CITY, COUNTY, REVIEWER
from tests.safety.test_traces import a_photo
from ui.dialogs.assign import Assignment
from ui.dialogs.attach import Attachment
from ui.dialogs.closure import Decision, DecisionDialog, Notice, NoticeDialog
from ui.dialogs.deadline import DeadlineDecision, DeadlineDialog
from ui.dialogs.measure import FinishDialog, Finished, MeasuresDialog, MilestoneDialog, MilestoneDraft
from ui.dialogs.problem import ProblemDialog
from ui.dialogs.progress import ProgressDialog
from ui.dialogs.reason import ReasonDialog
from ui.pages.ledger.detail import DetailPanel

PLAN = "1.制定整改方案。2.完成沟渠清淤三公里。3.建立日常保洁制度。"
TODAY = date(2026, 11, 22)


@pytest.fixture
def uid(ledger) -> str:
    return add_problem(
        ledger, ProblemDraft("沟渠垃圾清运不及时", "A1", "省级督察", "全面清理", PLAN, "2026年10月底前")
    )


@pytest.fixture
def show(qtbot, context) -> Callable[..., DetailPanel]:
    def shown(ledger, uid: str) -> DetailPanel:
        context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
        panel = DetailPanel(context)
        context.ledger_changed.connect(panel.reload)
        qtbot.addWidget(panel)
        panel.resize(480, 620)
        panel.show()
        panel.show_now(uid)
        return panel

    return shown


@pytest.fixture
def panel(show, ledger, uid) -> DetailPanel:
    return show(ledger, uid)


def photo(path: Path, colour: str) -> Path:
    Image.new("RGB", (80, 60), colour).save(path)
    return path


def complete(ledger, uid: str, folder: Path) -> None:
    """Everything the gate of the plain procedure asks for."""
    assign(ledger, [uid], "县水务局")
    assign(ledger, [uid], "王志强", DutyRole.RESPONSIBLE_LEADER)
    assign(ledger, [uid], "孙晓明", DutyRole.RESPONSIBLE_PERSON)
    assign(ledger, [uid], "市生态环境局", DutyRole.SUPERVISING_UNIT)
    finish_measures(ledger, [one for one, _ in unfinished_measures(ledger, uid)], date(2026, 11, 1))
    attach_files(ledger, uid, [photo(folder / "前.png", "brown")], EvidenceRole.BEFORE)
    attach_files(ledger, uid, [photo(folder / "后.png", "green")], EvidenceRole.AFTER)
    assert closure_objections(ledger, uid) == []


def detail_of(ledger, uid: str) -> ProblemDetail:
    return problem_detail(ledger, uid)


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
    panel.basics.deadlines.ask = lambda *_: DeadlineDecision("2026年12月底前", "连续降雨", "市整改办")

    panel.basics.deadlines.adjust_button.click()

    table = panel.basics.deadlines.table
    shown = [[table.item(row, column).text() for column in range(3)] for row in range(2)]
    assert shown[0] == ["原定", "2026年10月底前", "2026-10-31"]
    assert shown[1][0] == "调整"
    assert "连续降雨" in shown[1][1]
    assert shown[1][2] == "2026-12-31"


def test_the_seven_elements_and_the_first_missing_role(panel, ledger, uid):
    panel.show_panel(panel.duties)
    asked: list[DutyRole] = []

    def answer(_parent, _subject, _names, role):
        asked.append(role)
        return Assignment("县水务局", DutyRole.RESPONSIBLE_UNIT)

    panel.duties.ask_assignment = answer
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
    panel.duties.ask_reason = lambda *_: "调离"
    assert "选中" in panel.duties.end_button.toolTip()

    panel.duties.table.selectRow(0)
    panel.duties.end_button.click()

    assert panel.duties.table.rowCount() == 0
    assert detail_of(ledger, uid).facts.duties == ()


def test_measures_are_finished_taken_back_and_voided(panel, ledger, uid):
    panel.show_panel(panel.measures)
    measures = panel.measures
    assert measures.count.text() == "整改措施　已完成 0 / 3"
    measures.ask_finished = lambda *_: Finished(date(2026, 11, 3), "已完成")
    measures.table.selectRow(0)
    measures.table.choose(measures.table.item(0, 0).data(Qt.ItemDataRole.UserRole + 1))

    measures.finish_button.click()
    assert measures.table.item(0, 2).text() == "2026-11-03"
    assert "已经完成" in measures.finish_button.toolTip()

    measures.reset_button.click()
    assert measures.table.item(0, 2).text() == "未完成"

    measures.ask_reason = lambda *_: "方案调整"
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

    panel.measures.ask_measures = answer
    panel.measures.add_button.click()

    assert offered == [PLAN]
    assert panel.measures.table.rowCount() == 3


def test_a_milestone_past_its_day_is_marked(panel):
    panel.show_panel(panel.measures)
    steps = panel.measures.milestones
    steps.ask_milestone = lambda *_: MilestoneDraft("完成招标", "2026年9月底前")
    steps.add_button.click()
    assert steps.table.item(0, 2).text() == "已到期未完成"

    steps.ask_finished = lambda *_, **__: Finished(date(2026, 9, 20))
    steps.table.selectRow(0)
    steps.finish_button.click()

    assert steps.table.item(0, 2).text() == "2026-09-20"


def test_a_report_finishes_the_ticked_measures(panel, ledger, uid):
    panel.show_panel(panel.progress)
    given: list[object] = []

    def answer(_parent, _code, period, measures, last, _marks):
        given.append((period, len(measures), last))
        return Report(period, "清运垃圾 14 车", 40, finished=(measures[0][0],))

    panel.progress.ask_report = answer
    panel.progress.report_button.click()
    panel.progress.report_button.click()

    assert given == [("2026-11", 3, ""), ("2026-11", 2, "清运垃圾 14 车")]
    assert panel.progress.timeline.count() == 1
    assert sum(1 for one in detail_of(ledger, uid).facts.measures if one.done_on) == 2


def test_files_are_attached_on_the_worker_and_withdrawn(qtbot, panel, ledger, uid, tmp_path):
    panel.show_panel(panel.evidence)
    evidence = panel.evidence
    files = (photo(tmp_path / "前.png", "brown"),)
    evidence.ask_files = lambda *_: Attachment(files, EvidenceRole.BEFORE, "村东")
    with qtbot.waitSignal(panel._context.ledger_changed):
        evidence.attach_button.click()
    assert evidence.thumbnails.item(0).text() == "整改前-1"
    assert not evidence.pair.before.image.isNull()

    evidence.thumbnails.opened.emit(detail_of(ledger, uid).facts.evidence[0].uid)
    opened: list[QUrl] = []
    evidence.open_url = lambda url: opened.append(url) or True
    evidence.open_button.click()
    assert Path(opened[0].toLocalFile()).read_bytes() == files[0].read_bytes()

    evidence.ask_reason = lambda *_: "拍错了"
    evidence.withdraw_button.click()
    assert detail_of(ledger, uid).facts.evidence == ()


def test_a_file_that_has_not_arrived_is_named(panel, ledger, uid, tmp_path):
    attach_files(ledger, uid, [photo(tmp_path / "后.png", "green")], EvidenceRole.AFTER)
    sha = detail_of(ledger, uid).facts.evidence[0].sha256
    ledger.evidence.path_of(sha).unlink()
    panel.reload()
    panel.show_panel(panel.evidence)

    assert panel.evidence.thumbnails.item(0).text() == "待收 整改后-1"
    assert "后.png" in panel.evidence.missing.text()


def test_a_photo_that_names_its_owner_says_so_and_is_replaced_by_a_cleaned_copy(
    qtbot, ledger, uid, panel, tmp_path
):
    (made,) = attach_files(ledger, uid, [a_photo(tmp_path / "现场.jpg")], EvidenceRole.BEFORE)
    panel.reload()
    panel.show_panel(panel.evidence)
    evidence = panel.evidence
    evidence.confirm = lambda *_question: True

    evidence.thumbnails.opened.emit(made.uid)
    assert "机主”：WANG XIAOMING" in evidence.told.words.text()
    with qtbot.waitSignal(panel._context.ledger_changed, timeout=10_000):
        evidence.clean_button.click()

    (left,) = detail_of(ledger, uid).facts.evidence
    assert left.sha256 != made.sha256
    assert made.sha256 in left.note


def test_dropped_files_are_offered_for_attaching(panel, tmp_path):
    panel.show_panel(panel.evidence)
    file, offered = photo(tmp_path / "拖入.png", "green"), []
    panel.evidence.ask_files = lambda _parent, _code, files, *_: offered.extend(files)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(tmp_path))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton

    entered = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
    panel.evidence.dragEnterEvent(entered)
    panel.evidence.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))

    assert entered.isAccepted()
    assert offered == [file]


def test_closure_is_applied_for_only_when_nothing_is_missing(panel, ledger, uid, tmp_path):
    panel.show_panel(panel.closure)
    closure = panel.closure
    assert not closure.apply_button.isEnabled()
    assert "措施未完成：1.制定整改方案" in closure.against.text()

    complete(ledger, uid, tmp_path)
    panel.reload()
    assert closure.against.isHidden()
    closure.ask_reason = lambda *_, **__: "整改完成"
    closure.apply_button.click()

    assert detail_of(ledger, uid).closure_status is ClosureStatus.IN_REVIEW
    assert not closure.apply_button.isEnabled()
    assert closure.decide_button.isEnabled()


def test_what_one_file_tells_is_never_shown_after_the_choice_was_left(qtbot, ledger, uid, panel, tmp_path):
    (made,) = attach_files(ledger, uid, [a_photo(tmp_path / "现场.jpg")], EvidenceRole.BEFORE)
    panel.reload()
    panel.show_panel(panel.evidence)
    gate, evidence, context = threading.Event(), panel.evidence, panel._context
    context.reader = ThreadPoolExecutor(max_workers=1)
    context.reader.submit(gate.wait, 5)

    evidence.thumbnails.opened.emit(made.uid)
    evidence.thumbnails.opened.emit("")
    gate.set()
    context.reader.submit(int).result()
    qtbot.wait(60)

    assert evidence.told.words.text() == ""
    assert not evidence.clean_button.isEnabled()


def test_the_applicant_is_told_and_a_second_person_closes(panel, ledger, uid, tmp_path):
    complete(ledger, uid, tmp_path)
    panel.reload()
    panel.show_panel(panel.closure)
    closure = panel.closure
    closure.ask_reason = lambda *_, **__: "整改完成"
    closure.apply_button.click()
    against: list[list[str]] = []

    def answer(_parent, _code, _step, _applicant, reasons):
        against.append(list(reasons))
        return None if reasons else Decision(agree=True, opinion="现场核查属实")

    closure.ask_decision = answer
    closure.decide_button.click()
    assert "申请人不能审批本人事项" in against[0][0]

    sign_in(ledger, REVIEWER)
    closure.decide_button.click()

    assert detail_of(ledger, uid).closure_status is ClosureStatus.CLOSED
    assert panel.head.chips["lock"].word == "已锁定"
    assert not panel.basics.fields["remark"].is_open()
    assert "锁定" in panel.progress.report_button.toolTip() or panel.progress.detail is None

    closure.ask_reason = lambda *_, **__: "回头看发现反弹"
    closure.reopen_button.click()
    assert detail_of(ledger, uid).closure_status is ClosureStatus.NOT_APPLIED
    assert closure.timeline.count() == 3


def test_a_notice_is_registered_and_an_objection_answered(panel, ledger, uid):
    raise_objection(ledger, uid, "下游仍有异味")
    panel.reload()
    panel.show_panel(panel.closure)
    notices = panel.closure.notices
    notices.ask_notice = lambda *_: Notice(date(2025, 9, 4), date(2025, 9, 17), "县政府网站")
    notices.notice_button.click()
    assert "10 个工作日、14 个自然日" in notices.notices.text()
    assert not notices.answer_button.isEnabled()

    notices.objections.selectRow(0)
    notices.ask_reason = lambda *_: "已复查，异味消除"
    notices.answer_button.click()

    assert notices.objections.item(0, 2).text() == "已复查，异味消除"
    assert not notices.answer_button.isEnabled()


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

"""What was sent back stands where it is put right: on the tab, and at the field in the dialog."""

import pytest

from dczg_desktop.domain.amendments import Item, returnable
from dczg_desktop.services.amendments import Wish, return_fields
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.measures import MeasureDraft
from dczg_desktop.services.overview import overview
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.requests import list_amendments
from tests.offices import CITY, COUNTY
from tests.services.acts import a_given_problem
from tests.ui.typed import is_given_again, left_open, typing
from ui.dialogs.amendment import OF_PROBLEM, ProposeDialog, ReturnDialog
from ui.dialogs.measure import MeasureDialog
from ui.dialogs.progress import ProgressDialog
from ui.pages.ledger.detail import DetailPanel
from ui.theme.dress import dress

REASON = "与照片不符，请写明面积"


@pytest.fixture
def given(offices):
    uid = a_given_problem(offices.city, COUNTY, plan="1.封堵排口。2.铺设管网。")
    offices.deliver(CITY, COUNTY)
    report_progress(offices.county, uid, Report("2026-11", "进展顺利", 40))
    offices.deliver(COUNTY, CITY)
    return uid


@pytest.fixture
def returned(offices, given):
    wanted = {("progress", "text"), ("progress", "percent"), ("measure", "text")}
    items = [
        one
        for one in returnable(problem_detail(offices.city, given).facts)
        if (one.kind, one.field) in wanted
    ]
    wishes = [Wish(one, REASON) for one in items if "第 2 条" not in one.place]
    return_fields(offices.city, given, wishes, offices.county.identity.office_uid)
    offices.deliver(CITY, COUNTY)
    return given


@pytest.fixture
def panel(qtbot, context, offices, returned):
    context.open_ledger(offices.county, offices.county.user_uid, "张录入", COUNTY)
    made = DetailPanel(context)
    qtbot.addWidget(made)
    made.show_now(returned, made.progress)
    return made


def test_each_tab_says_how_many_returned_fields_wait_on_it(panel):
    titles = [panel.tabs.tabText(number) for number in range(panel.tabs.count())]

    assert {title[:2] + title[-3:] for title in titles if title.endswith("）")} == {"进展（2）", "措施（1）"}


def test_the_office_below_has_it_among_todays_tasks(offices, returned):
    task = next(one for one in overview(offices.county).tasks if one.title == "退回修改")

    assert (task.count, task.urgent, task.page) == (3, True, "数据交换")


def test_the_tab_names_the_fields_and_the_dialog_marks_them(panel):
    assert {one.label for one in panel.progress.requests.shown} == {"本期进展", "完成比例"}
    asked = []
    panel.progress.ask_report = lambda *question: asked.append(question)

    panel.progress.report()

    period, marks = asked[0][2], asked[0][-2]
    assert (period, set(marks)) == ("2026-11", {"text", "percent"})
    assert marks["text"] == f"退回修改：{REASON}"


def test_the_dialogs_write_the_reason_under_the_field(qtbot, dressed, offices, returned):
    report = ProgressDialog(None, "1", "2026-11", (), "", {"text": f"退回修改：{REASON}"})
    measure = MeasureDialog(
        None,
        MeasureDraft("封堵"),
        [],
        offices.county.today(),
        {"text": f"退回修改：{REASON}", "result": "不在这里"},
    )
    for dialog in (report, measure):
        qtbot.addWidget(dialog)
        assert dialog.text.property("faulty")
        dialog.text.setPlainText("已覆盖 3 处，2600 平方米")
        assert not dialog.text.property("faulty")


def test_an_explanation_from_the_tab_settles_it(panel, offices, returned):
    panel.progress.requests.answering.ask_reason = typing("数字已核实")
    first = panel.progress.requests.shown[0]

    panel.progress.requests.answering.answer(first, "不用改，说明情况…")

    told = next(one for one in list_amendments(offices.county) if one.uid == first.uid)
    assert (told.standing.value, told.answer) == ("已说明", "数字已核实")


def test_the_superior_ticks_fields_and_must_say_why(qtbot, dressed, offices, given):
    facts = problem_detail(offices.city, given).facts
    dialog = ReturnDialog(None, "问题 1", returnable(facts), [("u1", COUNTY)])
    qtbot.addWidget(dialog)
    dialog.do_button.click()
    assert "请勾选" in dialog.wrong.text()
    _, tick, reason = dialog.rows[0]
    tick.setChecked(True)
    dialog.do_button.click()
    assert "为什么退回" in dialog.wrong.text()
    reason.setText(REASON)
    dialog.do_button.click()

    answer = dialog.answer()
    assert ([wish.reason for wish in answer.wishes], answer.to_office_uid) == ([REASON], "u1")


@pytest.mark.parametrize("points", [11, 15])
def test_a_long_text_beside_its_tick_is_shortened_not_cut(qtbot, dressed, points):
    dress(dressed, points)
    try:
        item = Item("petition", "u1", "accountability", "责任人被处理情况", "整件", "已约谈、通报批评" * 20)
        dialog = ReturnDialog(None, "信访件 D1", [item], [("u1", COUNTY)])
        qtbot.addWidget(dialog)
        dialog.show()

        tick = dialog.rows[0][1]
        assert tick.text().endswith("…")
        assert tick.width() >= tick.sizeHint().width()
        assert tick.visibleRegion().boundingRect().width() >= tick.sizeHint().width()
    finally:
        dress(dressed, 11)


def test_a_proposal_carries_only_what_was_changed(qtbot, dressed):
    dialog = ProposeDialog(
        None, "问题 1", CITY, OF_PROBLEM, {"goal": "消除直排", "deadline": "2026年12月底前"}
    )
    qtbot.addWidget(dialog)
    dialog.do_button.click()
    assert "还没有改动" in dialog.wrong.text()
    dialog.fields["goal"].setPlainText("雨季前消除直排")
    dialog.do_button.click()
    assert "为什么" in dialog.wrong.text()
    dialog.reason.setPlainText("汛期")

    assert dialog.answer().values == {"goal": "雨季前消除直排"}


def test_what_is_sent_back_or_proposed_stays_in_its_dialog_until_it_is_taken(
    qtbot, monkeypatch, context, offices, given
):
    dialogs, panels = left_open(monkeypatch), []
    for ledger, name, press in (
        (offices.city, CITY, "return_button"),
        (offices.county, COUNTY, "propose_button"),
    ):
        context.open_ledger(ledger, ledger.user_uid, "张录入", name)
        made = DetailPanel(context)
        panels.append(made)
        qtbot.addWidget(made)
        made.show_now(given, made.basics)
        getattr(made.basics, press).click()
    sent, proposed = dialogs
    _, tick, reason = sent.rows[0]
    tick.setChecked(True)
    reason.setText(REASON)
    proposed.fields["goal"].setPlainText("全部覆盖")
    proposed.reason.setPlainText("现场情况")

    for dialog in dialogs:
        is_given_again(qtbot, monkeypatch, dialog)

    assert [one.reason for one in list_amendments(offices.city, given)] == [REASON]
    assert [one.reason for one in list_amendments(offices.county, given)] == ["现场情况"]

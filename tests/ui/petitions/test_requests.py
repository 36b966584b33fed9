"""退回修改 and 建议修改 on the page 信访件, and where each petition is."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from dczg_desktop.services.amendments import Wish
from dczg_desktop.services.petitions.amendments import return_petition
from dczg_desktop.services.petitions.items import edit_petition
from dczg_desktop.services.petitions.listing import PetitionQuery
from dczg_desktop.services.petitions.points import Point, save_points
from dczg_desktop.services.petitions.requests import requests_about, returnable_items
from tests.offices import CITY, COUNTY
from tests.services.petition_acts import put
from tests.ui.typed import answering, is_given_again, left_open
from ui.dialogs.amendment import OF_PETITION, ProposeDialog, ReturnDialog
from ui.dialogs.petition import PetitionDialog
from ui.pages.exchange.amendments import AmendmentsPanel
from ui.pages.petitions import PetitionsPage

NUMBER = "D3XJ202611200017"
WHY = "请写明核查时间"


@pytest.fixture
def item(offices):
    """A petition of the city that the county has answered."""
    uid = put(
        offices.city, NUMBER, office_uid=offices.county.identity.office_uid, responsible_unit=COUNTY, deadline="2026-11-27"
    )  # fmt: skip
    offices.deliver(CITY, COUNTY)
    edit_petition(offices.county, uid, {"findings": "已核查", "substantiated": "属实"})
    offices.deliver(COUNTY, CITY)
    return uid


@pytest.fixture
def page_of(qtbot, context):
    """The register of an office with the petition chosen."""

    def opened(ledger, name):
        context.open_ledger(ledger, ledger.user_uid, "张录入", name)
        whole = PetitionsPage(context)
        context.ledger_changed.connect(whole.reload)
        qtbot.addWidget(whole)
        whole.resize(1190, 676)
        whole.reload()
        whole.register.grid.selectRow(0)
        whole.register.whole = whole
        return whole.register

    return opened


def ticked(dialog, label):
    """The dialog after ticking the field with this name and writing why."""
    _, tick, reason = next(row for row in dialog.rows if row[0].label == label)
    tick.setChecked(True)
    reason.setText(WHY)
    return dialog.answer()


def test_a_field_is_sent_back_from_the_page_and_waits_in_the_list(qtbot, offices, item, page_of, context):
    page = page_of(offices.city, CITY)
    asked = []

    def ask(parent, subject, items, lower):
        asked.append((subject, [name for _, name in lower]))
        return ticked(ReturnDialog(None, subject, items, lower), "调查核实情况")

    page.acts.requesting.ask_return = answering(ask)
    page.panel.return_button.click()

    assert asked == [(f"信访件 {NUMBER}", [COUNTY])]
    (one,) = requests_about(offices.city, item)
    assert (one.label, one.reason) == ("调查核实情况", WHY)
    assert [shown.label for shown in page.panel.requests.shown] == ["调查核实情况"]
    assert page.panel.place.text().startswith("退回待改")
    went = []
    context.navigation_requested.connect(lambda name, chosen: went.append((name, chosen)))
    listed = AmendmentsPanel(context)
    qtbot.addWidget(listed)
    listed.reload()
    assert listed.detail.open_button.text() == "打开信访件"
    listed.detail.open_button.click()
    assert went == [("信访件", PetitionQuery(uids=(item,)))]


def test_an_item_that_nobody_below_answers_for_cannot_be_sent_back(offices, item, page_of):
    page = page_of(offices.county, COUNTY)

    assert not page.panel.return_button.isEnabled()
    assert "没有下级单位" in page.panel.return_button.toolTip()
    assert page.panel.propose_button.isVisibleTo(page.panel)


def test_a_dialog_without_a_reason_says_so(offices, item):
    dialog = ReturnDialog(None, f"信访件 {NUMBER}", returnable_items(offices.city, item), [("u", COUNTY)])
    assert dialog.check() == "请勾选要修改的栏目。"
    next(tick for one, tick, _ in dialog.rows if one.field == "result").setChecked(True)
    assert dialog.check() == "请写明“整件 处理和整改情况”为什么退回。"


def test_a_change_of_what_the_issuer_owns_is_proposed(offices, item, page_of):
    page = page_of(offices.county, COUNTY)

    def ask(parent, subject, issuer, titles, values):
        dialog = ProposeDialog(None, subject, issuer, titles, values)
        assert list(dialog.fields) == list(OF_PETITION)
        dialog.fields["deadline"].setText("2026-12-05")
        assert dialog.check() == "请写明为什么建议修改。"
        dialog.reason.setPlainText("工期不够")
        return dialog.answer()

    page.acts.requesting.ask_proposal = answering(ask)
    page.panel.propose_button.click()

    (one,) = requests_about(offices.county, item)
    assert (one.way.value, one.wanted, one.receiver) == ("建议修改", "2026-12-05", CITY)


def test_the_list_is_narrowed_to_where_items_are(offices, item, page_of):
    put(offices.city, "别的件")
    page = page_of(offices.city, CITY)

    page.filters.set_values({"place": "已答复"})
    page._show()

    assert page.model.rowCount() == 1
    assert page.panel.place.text().startswith("已答复（11月22日发给")


def test_the_day_of_finishing_is_asked_for_as_a_day(offices, item, page_of):
    detail = page_of(offices.county, COUNTY).panel.detail
    dialog = PetitionDialog(None, detail)
    day, completion = dialog.fields["completed_on"], dialog.fields["completion"]
    day.line.setText("2026年11月20日")
    assert dialog.answer() == {"completed_on": "2026-11-20"}
    assert "办结情况却没有写" in dialog.check()
    completion.setCurrentText("已办结")
    assert dialog.check() == ""
    completion.setCurrentText("未办结")
    assert day.line.text() == ""
    completion.setCurrentText("阶段性办结")
    assert (day.line.text(), dialog.check()) == ("2026-11-20", "")
    day.line.setText("前天")
    assert "不是有效日期" in dialog.check()


def test_the_asked_office_sees_the_field_marked_where_it_is_put_right(offices, item, page_of):
    wish = next(one for one in returnable_items(offices.city, item) if one.field == "findings")
    return_petition(offices.city, item, [Wish(wish, WHY)], offices.county.identity.office_uid)
    offices.deliver(CITY, COUNTY)
    page, told = page_of(offices.county, COUNTY), []

    def ask(parent, detail, marks, save):
        told.append(marks)
        dialog = PetitionDialog(None, detail, marks)
        assert f"退回修改：{WHY}" in [label.text() for label in dialog.form.findChildren(QLabel)]
        dialog.fields["findings"].setPlainText("11月21日核查")
        save(dialog.answer())

    page.acts.ask_changes = ask
    page.panel.edit_button.click()

    assert told == [{"findings": WHY}]
    assert page.panel.requests.shown == []


def test_a_removed_point_is_shown_to_whoever_sent_it_back(offices, item, page_of):
    save_points(offices.county, item, [Point("料堆扬尘")])
    offices.deliver(COUNTY, CITY)
    wish = next(one for one in returnable_items(offices.city, item) if one.kind == "petition_point")
    return_petition(offices.city, item, [Wish(wish, WHY)], offices.county.identity.office_uid)
    save_points(offices.city, item, [])
    page = page_of(offices.city, CITY)

    told = [words.text() for words in page.panel.requests.findChildren(QLabel)]
    assert any("对应的点位已删除，请核对" in one for one in told)
    assert {one.text() for one in page.panel.requests.findChildren(QPushButton)} == {"撤回…"}


def test_what_is_sent_back_or_proposed_stays_until_it_is_taken(qtbot, monkeypatch, offices, item, page_of):
    dialogs = left_open(monkeypatch)
    page_of(offices.city, CITY).panel.return_button.click()
    _, tick, reason = dialogs[0].rows[0]
    tick.setChecked(True)
    reason.setText("请写明核查时间")
    is_given_again(qtbot, monkeypatch, dialogs[0])
    page_of(offices.county, COUNTY).panel.propose_button.click()
    dialogs[1].fields["deadline"].setText("2026-12-05")
    dialogs[1].reason.setPlainText("工期不够")
    is_given_again(qtbot, monkeypatch, dialogs[1])

    assert [one.reason for one in requests_about(offices.city, item)] == ["请写明核查时间"]
    assert [one.reason for one in requests_about(offices.county, item)] == ["工期不够"]

"""What was written in a dialog of the exchange stays there when it is refused, also by work beside the window."""

import pytest
from PySide6.QtWidgets import QPushButton

from dczg_desktop.domain.words import Relation
from dczg_desktop.services import detail, offices
from dczg_desktop.services.amendments import propose
from dczg_desktop.services.incoming import receiving
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.trust.installation import settle as settle_installation
from tests.ui.exchange.scene import COUNTY, TOWN, choose_receiver, settle
from tests.ui.typed import is_given_again, is_kept_until_it_is_taken, leaving_open, left_open
from ui.pages.ledger.conflicts import ConflictList


def stopping(_qtbot, page, _world, ask):
    page.show_tab("往来单位")
    page.counterparts.partners.selectRow(0)
    page.counterparts.ask_reason = ask
    page.counterparts.stop_button.click()


def renewing(_qtbot, page, world, ask):
    settle_installation(world.county, copied=False)
    page.counterparts.keys.ask_reason = ask
    page.counterparts.keys.renew_button.click()


def refusing(qtbot, page, world, ask):
    path = world.package_for_county()
    page.show_tab("接收")
    panel = page.receiving
    panel.inbox.desk.ask_reason = ask
    panel.open_file(path)
    qtbot.waitUntil(lambda: panel.receipt is not None and not panel.is_busy, timeout=10_000)
    panel.refuse_button.click()


def sending(qtbot, page, world, ask):
    choose_receiver(qtbot, page, TOWN)
    page.sending.folder.setText(str(world.folder))
    page.sending.ask_reason = ask
    page.sending.send_button.click()


def sending_again(_qtbot, page, world, ask):
    shipments.send(world.county, TOWN, world.folder, shipments.SendOrder(reason="急"))
    page.reload()
    page.show_tab("登记簿")
    page.shipments.grid.selectRow(0)
    page.shipments.ask_folder = lambda _parent, _start: world.folder
    page.shipments.ask_reason = ask
    page.shipments.again_button.click()


def declining(_qtbot, page, world, ask):
    receiving.receive(world.town, shipments.send(world.county, TOWN, world.folder).path)
    propose(world.town, world.uids[0], {"goal": "全部覆盖"}, "现场情况")
    receiving.receive(world.county, shipments.send(world.town, COUNTY, world.folder).path)
    page.reload()
    page.show_tab("退回与建议")
    page.amendments.answering.ask_reason = ask
    page.amendments.grid.selectRow(0)
    page.amendments.detail.buttons["不采纳…"].click()


def deciding(qtbot, page, world, ask):
    path = world.package_for_county()
    world.disagree()
    receiving.receive(world.county, path)
    page.conflict_list = ConflictList(page.context)
    qtbot.addWidget(page.conflict_list)
    page.conflict_list.ask_reason = ask
    page.conflict_list.show_problem(detail.problem_detail(world.county, world.uids[0]))
    page.conflict_list.findChildren(QPushButton)[0].click()


@pytest.mark.parametrize(
    "begin",
    [stopping, renewing, refusing, sending, sending_again, declining, deciding],
    ids=lambda one: one.__name__,
)
def test_a_reason_that_is_refused_stays_in_its_dialog(
    qtbot, monkeypatch, request, page, world, shown_errors, begin
):
    dialogs = []
    if begin in {sending, sending_again}:
        request.getfixturevalue("named")

    begin(qtbot, page, world, leaving_open(dialogs))

    qtbot.waitUntil(lambda: bool(dialogs), timeout=10_000)
    is_kept_until_it_is_taken(qtbot, monkeypatch, dialogs[0])
    assert shown_errors == []


def settling(page, world):
    path = world.package_for_county()
    world.disagree()
    receiving.receive(world.county, path)
    page.reload()
    page.show_tab("冲突")
    page.conflicts.detail.another_button.click()


def completing(page, world):
    shipments.send(world.county, TOWN, world.folder)
    page.reload()
    page.show_tab("登记簿")
    page.shipments.grid.selectRow(0)
    page.shipments.handover_button.click()


def enrolling(page, world):
    page.show_tab("往来单位")
    page.counterparts.enrol(offices.export_card(world.town, world.folder / "又一张")[0])


def write_another(dialog):
    dialog.text.setPlainText("分三期开工")
    dialog.reason.setText("以现场为准")


def name_the_carrier(dialog):
    dialog.number.setText("U-07")
    dialog.handler.setText("黄强")


def compare(dialog):
    dialog.compared.setChecked(True)
    dialog.choices[Relation.SUBORDINATE].setChecked(True)


@pytest.mark.parametrize(
    ("begin", "fill"), [(settling, write_another), (completing, name_the_carrier), (enrolling, compare)]
)
def test_entries_that_are_refused_stay_in_their_dialog(
    qtbot, monkeypatch, page, world, said, shown_errors, begin, fill
):
    dialogs = left_open(monkeypatch)
    begin(page, world)
    qtbot.waitUntil(lambda: bool(dialogs), timeout=10_000)
    fill(dialogs[0])

    is_given_again(qtbot, monkeypatch, dialogs[0])

    qtbot.waitUntil(lambda: not dialogs[0].isVisible(), timeout=10_000)
    assert (len(dialogs), shown_errors) == (1, [])
    assert any("已定为" in one or "已补登" in one or "已登记" in one for one in said)


def test_a_letter_that_cannot_be_written_there_is_written_elsewhere(
    qtbot, monkeypatch, page, tmp_path, shown_errors
):
    choose_receiver(qtbot, page, TOWN)
    dialogs, desk, opened = left_open(monkeypatch), page.sending.desk, []
    places = [None, tmp_path, tmp_path / "催报函.pdf"]
    desk.ask_target, desk.open = lambda _parent, _name: places.pop(0), opened.append
    page.sending.letter_button.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: bool(dialogs), timeout=10_000)
    dialogs[0].phone.setText("0816-1")

    dialogs[0].do_button.click()
    assert (dialogs[0].isVisible(), "没有选定" in dialogs[0].wrong.text()) == (True, True)
    dialogs[0].do_button.click()
    qtbot.waitUntil(lambda: dialogs[0].do_button.isEnabled() and "没有选定" not in dialogs[0].wrong.text())
    assert (dialogs[0].isVisible(), bool(dialogs[0].wrong.text())) == (True, True)
    dialogs[0].do_button.click()
    qtbot.waitUntil(lambda: not dialogs[0].isVisible(), timeout=10_000)

    assert opened == [tmp_path / "催报函.pdf"]
    assert shown_errors == []


def test_the_reason_of_a_sending_is_offered_again_when_another_folder_was_chosen(qtbot, page, world, named):
    dialogs = []
    sending(qtbot, page, world, leaving_open(dialogs))
    page.sending.folder.setText(str(world.folder / "没有这个文件夹"))
    dialogs[0].text.setPlainText("核查需要，已请示分管领导")
    (world.folder / "没有这个文件夹").write_text("一个文件")
    dialogs[0].do_button.click()
    qtbot.waitUntil(lambda: bool(dialogs[0].wrong.text()), timeout=10_000)
    settle(qtbot, page.sending)
    dialogs[0].reject()

    page.sending.folder.setText(str(world.folder))
    page.sending.send_button.click()

    assert (dialogs[0].isVisible(), dialogs[1].answer()) == (False, "核查需要，已请示分管领导")

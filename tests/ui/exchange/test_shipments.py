from datetime import date
from pathlib import Path

from dczg_desktop.domain.words import Medium
from dczg_desktop.services import register
from dczg_desktop.services.incoming import receiving
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.register import Handover
from tests.ui.exchange.scene import TOWN, choice_of, choose_receiver, settle
from tests.ui.typed import typing
from ui.dialogs.handover import HandoverDialog


def test_the_register_tells_what_went_and_what_was_confirmed(qtbot, page, world):
    receiving.receive(world.county, world.package_for_county())
    page.reload()

    page.show_tab("登记簿")

    rows = [page.shipments.model.row_at(n) for n in range(page.shipments.model.rowCount())]
    assert [(row.direction, row.office, row.number) for row in rows] == [
        ("收到", TOWN, "1"),
        ("发出", TOWN, "1"),
    ]
    assert rows[0].receipt == "已接收"
    assert rows[1].receipt.startswith("对方已收")


def test_only_a_received_package_can_be_taken_back_from_the_register(qtbot, page, world):
    receiving.receive(world.county, world.package_for_county())
    page.reload()
    page.show_tab("登记簿")
    register = page.shipments
    register.confirm = lambda *_question: True

    register.grid.selectRow(1)
    assert "收到的" in register.undo_button.toolTip()
    register.grid.selectRow(0)
    register.undo_button.click()
    settle(qtbot, register)

    assert register.model.row_at(0).receipt == "已撤销"
    assert world.measure_text() == "完成设计并开工"


def test_the_register_is_filtered_by_direction_and_words(page, world):
    shipments.send(world.county, TOWN, world.folder)
    page.reload()
    page.show_tab("登记簿")

    page.shipments.filters.set_values({"direction": "收到"})
    page.search("")
    received = page.shipments.model.rowCount()
    page.shipments.filters.clear()
    page.search("青溪")

    assert received == 0
    assert page.shipments.model.rowCount() == 1


def test_medium_and_carrier_go_into_the_register_and_the_note(qtbot, page, world):
    choose_receiver(qtbot, page, TOWN)
    order = page.sending.order
    order.folder.setText(str(world.folder))
    order.medium.setCurrentIndex(order.medium.findData(Medium.STICK))
    order.number.setText("U-07")
    order.handler.setText("黄强")
    order.volume.setCurrentIndex(2)
    assert "不用分卷" in page.sending.outlook.warning.words.text()

    page.sending.send_button.click()
    settle(qtbot, page.sending)

    (entry,) = register.shipments(world.county)
    assert (entry.medium, entry.medium_number, entry.handler) == (Medium.STICK, "U-07", "黄强")
    assert "存于U盘（编号 U-07），由黄强送达" in page.sending.sent.note.text()


def test_the_register_is_completed_printed_and_written_about(qtbot, page, world, tmp_path):
    shipments.send(world.county, TOWN, world.folder)
    page.reload()
    page.show_tab("登记簿")
    panel = page.shipments
    panel.grid.selectRow(0)
    panel.ask_handover = typing(Handover(Medium.DISC, "G-3", "黄强", "2026-11-21T10:00:00"))

    panel.handover_button.click()
    settle(qtbot, panel)

    row = panel.model.row_at(0)
    assert (row.medium, row.handler) == ("光盘 G-3", "黄强")
    shown, opened = [], []
    panel.desk.ask, panel.desk.open = choice_of(shown), opened.append
    panel.desk.ask_target = lambda _parent, name: tmp_path / name
    panel.ask_target = lambda _parent, _name: tmp_path / "登记簿.pdf"
    panel.grid.selectRow(0)
    panel.note_button.click()
    settle(qtbot, panel)
    panel.print_button.click()
    settle(qtbot, panel)
    assert [path.name[:3] for path in opened] == ["发文说", "登记簿"]


def test_the_register_is_filtered_by_day(page, world):
    shipments.send(world.county, TOWN, world.folder)
    page.reload()
    page.show_tab("登记簿")
    panel = page.shipments

    panel.since.set_value(date(2026, 11, 21))
    after = panel.model.rowCount()
    panel.since.set_value(date(2026, 11, 20))

    assert (after, panel.model.rowCount()) == (0, 1)


def test_what_was_not_confirmed_is_sent_again_with_a_reason_where_one_is_needed(
    qtbot, page, world, named, said
):
    shipments.send(world.county, TOWN, world.folder, shipments.SendOrder(reason="急"))
    page.reload()
    page.show_tab("登记簿")
    panel = page.shipments
    panel.grid.selectRow(0)
    panel.ask_folder = lambda _parent, _start: world.folder
    asked: list[str] = []
    panel.ask_reason = lambda *question, **_more: asked.append(question[3]) or question[-1]("仍然急")

    panel.again_button.click()
    qtbot.waitUntil(lambda: len(register.shipments(world.county)) == 2, timeout=10_000)
    settle(qtbot, panel)

    assert "疑似个人信息" in asked[0]
    assert "第 1 号（2026-11-20）不必再送" in said[-1]
    assert [panel.model.row_at(n).receipt for n in range(2)] == ["等待回执", "由第 2 号代替"]


def test_the_handover_dialog_begins_with_what_is_registered(qtbot, world):
    order = shipments.SendOrder(medium=Medium.STICK, medium_number="U-07", handler="黄强")
    shipments.send(world.county, TOWN, Path(world.folder), order)
    (row,) = register.shipments(world.county)
    dialog = HandoverDialog(None, row)
    qtbot.addWidget(dialog)

    assert dialog.answer() == Handover(Medium.STICK, "U-07", "黄强", row.handed_at)
    dialog.day.set_value(date(2026, 11, 19))
    assert dialog.answer().handed_at == "2026-11-19T00:00:00"

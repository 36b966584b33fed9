"""What the exchange pages write or read is done beside the window, once however often it is pressed, and told or refused in words."""

import threading

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import Medium
from dczg_desktop.services import conflicts, register
from dczg_desktop.services.incoming import receiving
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.register import Handover
from dczg_desktop.services.trust import keys
from dczg_desktop.store.ledger import Ledger
from tests.ui.exchange.scene import TOWN, settle
from tests.ui.typed import typing
from ui.dialogs.resolve import Decision


@pytest.fixture
def writers(monkeypatch):
    """The threads on which acts are written."""
    found: list[int] = []
    original = Ledger.transaction

    def watched(ledger, act, *rest, **named):
        found.append(threading.get_ident())
        return original(ledger, act, *rest, **named)

    monkeypatch.setattr(Ledger, "transaction", watched)
    return found


def conflict(page, world, told):
    path = world.package_for_county()
    world.disagree()
    receiving.receive(world.county, path)
    page.reload()
    page.show_tab("冲突")
    panel = page.conflicts
    one = panel.model.row_at(0).conflict
    panel.ask = typing(Decision(one.values[0].value, "以现场为准"), told)
    return panel, panel.detail.cards[0].use_button.clicked.emit, (conflicts, "resolve_conflict"), "已定为"


def stopping(page, world, told):
    page.show_tab("往来单位")
    panel = page.counterparts
    panel.partners.selectRow(0)
    panel.ask_reason = typing("电脑被盗", told)
    return panel, panel.stop_button.clicked.emit, (keys, "stop_key"), "已停用"


def resuming(page, world, _told):
    panel = page.counterparts
    panel.partners.selectRow(0)
    return panel, panel.resume_button.clicked.emit, (keys, "resume_key"), "已恢复"


def completing(page, world, told):
    shipments.send(world.county, TOWN, world.folder)
    page.reload()
    page.show_tab("登记簿")
    panel = page.shipments
    panel.grid.selectRow(0)
    panel.ask_handover = typing(Handover(Medium.DISC, "G-3", "黄强", "2026-11-21T10:00:00"), told)
    return panel, panel.handover_button.clicked.emit, (register, "complete_entry"), "已补登"


def test_acts_are_written_beside_the_window_a_double_click_does_them_once_and_a_refusal_is_told(
    qtbot, page, world, said, writers, shown_errors, monkeypatch
):
    def refuse(*_given, **_named):
        raise UserError("磁盘空间不足，没有办成。")

    for made in (stopping, resuming, completing, conflict):
        panel, press, (module, name), words = made(page, world, shown_errors)
        with monkeypatch.context() as patch:
            patch.setattr(module, name, refuse)
            press()
            settle(qtbot, panel)
        assert [str(error) for error in shown_errors] == ["磁盘空间不足，没有办成。"], name
        assert not [one for one in said if words in one]
        shown_errors.clear()
        writers.clear()

        press()
        assert panel.is_busy
        press()
        settle(qtbot, panel)

        assert len(writers) == 1, name
        assert threading.get_ident() not in writers
        assert len([one for one in said if words in one]) == 1
        assert shown_errors == []


def test_our_card_is_read_and_written_beside_the_window(qtbot, page, world, said, monkeypatch):
    readers, original = [], Ledger.reading

    def watched(ledger):
        readers.append(threading.get_ident())
        return original(ledger)

    panel = page.counterparts
    panel.ask_target = lambda _parent, _name: world.folder / "我们"
    monkeypatch.setattr(Ledger, "reading", watched)
    panel.ours.export_button.clicked.emit()
    panel.ours.export_button.clicked.emit()
    settle(qtbot, panel)

    assert readers
    assert threading.get_ident() not in readers
    assert len([one for one in said if "已导出本单位卡片" in one]) == 1

"""A dialog that waits for what it typed to be written, and one that has very much to say."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from dczg_desktop.domain.petitions import CLOSED, IN_REVIEW
from dczg_desktop.services.petitions.closure import StepRow
from dczg_desktop.services.petitions.items import PetitionDetail
from tests.ui.typed import WORDS
from ui.dialogs.closure import DecisionDialog
from ui.dialogs.petition_closure import PetitionClosureDialog
from ui.dialogs.reason import ReasonDialog
from ui.task import Task
from ui.widgets.scroll import Bounded

MANY = [f"第 {number} 条措施没有登记完成日期，请先登记完成再申请" for number in range(200)]


@pytest.fixture
def gate():
    """The work goes on when it is set."""
    return Event()


@pytest.fixture
def waiting(qtbot, context, gate):
    """A dialog whose words are being written; `begun` are the tasks."""

    def work(tick) -> None:
        gate.wait(5)
        tick(0, 0)

    def save(_words) -> Task:
        task = Task(context, work)
        task.start(context.pool)
        dialog.begun.append(task)
        return task

    dialog = ReasonDialog.saving(None, "停用密钥", "停用", "", "原因", save)
    dialog.begun, dialog.confirm_loss = [], lambda _parent: True
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.text.setPlainText(WORDS)
    dialog.do_button.click()
    yield dialog
    gate.set()


def test_nothing_is_pressed_or_typed_twice_while_it_is_written(qtbot, waiting, gate):
    waiting._do()  # Ctrl+Enter
    assert (waiting.do_button.isEnabled(), waiting.text.isEnabled(), len(waiting.begun)) == (False, False, 1)

    gate.set()

    qtbot.waitUntil(lambda: not waiting.isVisible())


def test_what_is_stopped_stays_to_be_tried_again(qtbot, waiting, gate):
    waiting.cancel_button.click()
    assert "正在停止" in waiting.wrong.text()
    gate.set()
    qtbot.waitUntil(waiting.do_button.isEnabled)

    assert (waiting.isVisible(), waiting.answer()) == (True, WORDS)
    assert "已停止" in waiting.wrong.text()
    waiting.do_button.click()
    qtbot.waitUntil(lambda: not waiting.isVisible())


def test_nobody_has_to_wait_for_the_stop(waiting):
    waiting.cancel_button.click()
    waiting.cancel_button.click()

    assert not waiting.isVisible()


def of_a_refusal() -> ReasonDialog:
    dialog = ReasonDialog(None, "申请销号", "提交申请")
    dialog.show()
    dialog.say_wrong("\n".join(MANY))
    return dialog


def of_a_gate() -> DecisionDialog:
    dialog = DecisionDialog(None, "1", "审核", "张录入", MANY)
    dialog.show()
    dialog.say_wrong("\n".join(MANY))
    return dialog


def of_a_lead() -> ReasonDialog:
    dialog = ReasonDialog(None, "作废措施", "作废", "\n".join(MANY))
    dialog.show()
    return dialog


@pytest.mark.parametrize("made", [of_a_refusal, of_a_gate, of_a_lead])
def test_a_dialog_with_very_many_reasons_fits_the_screen_and_lets_them_scroll(qtbot, dressed, made):
    dialog = made()
    qtbot.addWidget(dialog)
    dialog.loses = bool
    qtbot.waitUntil(
        lambda: any(one.verticalScrollBar().maximum() > 0 for one in dialog.findChildren(Bounded))
    )

    assert dialog.height() <= dialog.screen().availableGeometry().height()
    assert dialog.do_button.visibleRegion().boundingRect() == dialog.do_button.rect()


def test_a_short_reason_takes_the_room_it_needs_and_nothing_scrolls(qtbot, dressed):
    dialog = ReasonDialog(None, "申请销号", "提交申请")
    qtbot.addWidget(dialog)
    dialog.show()
    area = dialog.wrong.parentWidget().parentWidget()
    assert area.isHidden()

    dialog.say_wrong("异议尚未处理，" * 8)

    qtbot.waitUntil(lambda: area.height() == dialog.wrong.heightForWidth(area.width()))
    assert area.verticalScrollBar().maximum() == 0


def pressing(qtbot, dialog, *keys) -> list[int]:
    """How far down the area with the focus is after each key."""
    places = []
    for key in keys:
        qtbot.keyClick(dialog.focusWidget(), key)
        places.append(dialog.focusWidget().verticalScrollBar().value())
    return places


def tab_stops(qtbot, dialog) -> list[QWidget]:
    """What Tab reaches from the first field on, until it is there again."""
    stops = [dialog.focusWidget()]
    while True:
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        if dialog.focusWidget() is stops[0]:
            return stops
        stops.append(dialog.focusWidget())


@pytest.mark.parametrize("made", [of_a_refusal, of_a_gate, of_a_lead])
def test_very_many_reasons_are_read_with_the_keyboard(qtbot, dressed, made):
    dialog = made()
    qtbot.addWidget(dialog)
    dialog.loses = bool
    qtbot.waitUntil(
        lambda: any(one.verticalScrollBar().maximum() > 0 for one in dialog.findChildren(Bounded))
    )
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    area = next(one for one in tab_stops(qtbot, dialog) if isinstance(one, Bounded))
    area.setFocus()

    last = area.verticalScrollBar().maximum()
    down, page, end = pressing(qtbot, dialog, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End)
    assert 0 < down < page < end == last
    up, home = pressing(qtbot, dialog, Qt.Key.Key_PageUp, Qt.Key.Key_Home)
    assert home == 0 < up < last


def test_the_reasons_come_in_the_tab_order_where_they_stand(qtbot, dressed):
    dialog = ReasonDialog(None, "作废措施", "作废", "\n".join(MANY))
    qtbot.addWidget(dialog)
    dialog.show()
    lead = dialog.findChildren(Bounded)[0]
    qtbot.waitUntil(lambda: lead.verticalScrollBar().maximum() > 0)
    assert dialog.focusWidget() is dialog.text  # the first field, not the text above it
    dialog.say_wrong("\n".join(MANY))
    wrong = dialog.wrong.parentWidget().parentWidget()
    qtbot.waitUntil(lambda: wrong.verticalScrollBar().maximum() > 0)

    assert tab_stops(qtbot, dialog) == [dialog.text, wrong, dialog.do_button, dialog.cancel_button, lead]


def test_a_text_that_is_seen_whole_is_no_stop_of_the_tab_key(qtbot, dressed):
    dialog = ReasonDialog(None, "作废措施", "作废", "清淤三公里")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.say_wrong("请填写理由")

    assert tab_stops(qtbot, dialog) == [dialog.text, dialog.do_button, dialog.cancel_button]


@pytest.mark.parametrize("status", [IN_REVIEW, CLOSED, "退回补正"])
def test_the_dialog_of_a_petitions_closure_fits_the_screen_whatever_was_said_about_it(qtbot, dressed, status):
    fields = {"number": "D3GS202606070006"}
    detail = PetitionDetail(1, "p", fields, "", "", frozenset(), "", "", disputed=False)
    steps = [StepRow("退回补正", "县整改办", "李慧", "2026-11-01", None, "", "材料不全，" * 30)] * 60
    dialog = PetitionClosureDialog(None, detail, status, steps, MANY)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.say_wrong("\n".join(MANY))
    told = dialog.findChildren(Bounded)[1:]
    qtbot.waitUntil(lambda: all(one.verticalScrollBar().maximum() > 0 for one in told))

    assert len(told) == (3 if status == "退回补正" else 2)
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    fields = [one for one in (dialog.opinion, dialog.document, dialog.on) if one is not None]
    for one in (dialog.do_button, dialog.cancel_button, *fields):
        assert one.visibleRegion().boundingRect() == one.rect()

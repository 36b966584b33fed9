"""A dialog that waits for what it typed to be written, and one that has very much to say."""

from threading import Event

import pytest

from tests.ui.typed import WORDS
from ui.dialogs.closure import DecisionDialog
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

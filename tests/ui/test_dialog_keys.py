import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from ui.dialogs.attach import AttachDialog
from ui.dialogs.reason import ReasonDialog
from ui.widgets.dialog import Sheet
from ui.widgets.form import Form


def sheet(qtbot):
    dialog, form = Sheet(None, "登记", "登记"), Form()
    first, second = form.line("单位", required=True), form.line("代码", required=True)
    dialog.body.addWidget(form)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog, form, first, second


def test_the_cursor_stands_in_the_first_field_and_tab_ends_at_the_buttons(qtbot):
    dialog, _, first, second = sheet(qtbot)

    assert dialog.focusWidget() is first
    seen = []
    for _ in range(4):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        seen.append(dialog.focusWidget())

    assert seen == [second, dialog.do_button, dialog.cancel_button, first]


def test_the_remark_under_a_field_goes_when_it_is_filled_in(qtbot):
    _, form, first, second = sheet(qtbot)
    form.fault(first, "请填写单位。")
    form.fault(second, "请填写代码。")

    first.setText("浔江市")

    assert first.property("faulty") is False
    assert second.property("faulty") is True


def test_attaching_begins_with_choosing_files(qtbot):
    dialog = AttachDialog(None, "450400-2026-0001")
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()

    assert dialog.focusWidget() is dialog.choose


@pytest.fixture
def reason(qtbot):
    """A reason that is being written; asked whether it may be given up, the person says no."""
    dialog = ReasonDialog(None, "退回", "退回", "问题 1", "退回理由")
    dialog.asked = []
    dialog.confirm_loss = lambda _parent: bool(dialog.asked.append(1))
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.loses = bool


def test_esc_asks_before_a_long_text_is_lost(qtbot, reason):
    reason.text.setPlainText("一、监测报告缺第三方盖章；二、照片看不出整改前后。")

    qtbot.keyClick(reason, Qt.Key.Key_Escape)

    assert reason.asked == [1]
    assert reason.isVisible()


def test_esc_closes_a_dialog_in_which_nothing_was_written(qtbot, reason):
    qtbot.keyClick(reason, Qt.Key.Key_Escape)

    assert reason.asked == []
    assert not reason.isVisible()


def test_the_key_of_a_date_stands_for_its_line_which_takes_the_focus(qtbot):
    form = Form()
    day = form.day("公示起日")
    qtbot.addWidget(form)

    assert [one.buddy() for one in form.findChildren(QLabel) if one.buddy()] == [day.line]
    assert day.line.focusPolicy() != Qt.FocusPolicy.NoFocus

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from ui.shell import Shell
from ui.task import Task
from ui.widgets.help import HelpDialog
from ui.widgets.page import Page, PageSpec


class Probe(Page):
    help_text = "本页登记问题。"

    def __init__(self, context) -> None:
        super().__init__(context)
        self.calls: list[object] = []
        self.first, self.second = QLineEdit(), QPushButton("保存")
        self.body.addWidget(self.first)
        self.body.addWidget(self.second)

    def header_widgets(self):
        return (QPushButton("新增"),)

    def reload(self) -> None:
        self.calls.append("reload")

    def search(self, text: str) -> None:
        self.calls.append(("search", text))

    def show_filter(self, page_filter: object) -> None:
        self.calls.append(("filter", page_filter))


class SearchProbe(Probe):
    search_hint = "搜索问题"


@pytest.fixture
def shell(qtbot, context):
    context.office_name, context.user_name = "城关镇人民政府", "李秀兰"
    shell = Shell(context)
    qtbot.addWidget(shell)
    shell.set_pages(
        [PageSpec("整改台账", "整改台账", "整改台账", SearchProbe), PageSpec("系统", "系统", "系统", Probe)]
    )
    shell.show()
    qtbot.waitActive(shell)
    return shell


def press(shell: Shell, keys: str) -> None:
    QTest.keySequence(shell, QKeySequence(keys))


def test_a_page_is_made_when_first_opened_and_read_once(shell):
    assert shell.page.calls == ["reload"]
    assert shell.stack.count() == 1

    press(shell, "Alt+2")
    press(shell, "Alt+1")

    assert shell.stack.count() == 2
    assert shell.page.calls == ["reload"]
    assert shell.header.title.text() == "整改台账"
    assert shell.navigation.row("整改台账").isChecked()


def test_after_a_write_the_visible_page_reads_at_once_and_the_other_when_shown(shell, context):
    press(shell, "Alt+2")
    other = shell.page
    press(shell, "Alt+1")

    context.ledger_changed.emit()
    assert shell.page.calls == ["reload", "reload"]
    assert other.calls == ["reload"]
    press(shell, "Alt+2")
    assert other.calls == ["reload", "reload"]


def test_f5_reads_again_and_a_key_without_a_page_does_nothing(shell):
    press(shell, "F5")
    press(shell, "Alt+9")

    assert shell.page.calls == ["reload", "reload"]


def test_a_number_opens_its_rows_on_another_page(shell, context):
    press(shell, "Alt+2")
    press(shell, "Alt+1")
    shell.page.calls.clear()

    context.navigate("整改台账", {"status": "尚未启动"})

    assert shell.page.calls == [("filter", {"status": "尚未启动"}), "reload"]


def test_asking_for_a_page_that_is_not_there_changes_nothing(shell, context):
    context.navigate("挂图作战")

    assert shell.header.title.text() == "整改台账"


def test_ctrl_f_goes_to_the_search_field_and_typing_asks_once(qtbot, shell):
    press(shell, "Ctrl+F")
    box = shell.header.search_box("整改台账")
    qtbot.waitUntil(box.hasFocus)
    shell.page.calls.clear()

    box.setText("扬")  # keyClicks knows Latin letters only
    box.setText("扬尘")

    qtbot.waitUntil(lambda: shell.page.calls == [("search", "扬尘")], timeout=2000)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert shell.page.calls[-1] == ("search", "")


def test_undo_and_redo_are_asked_of_the_context(shell, context):
    asked: list[str] = []
    context.undo_requested.connect(lambda: asked.append("undo"))
    context.redo_requested.connect(lambda: asked.append("redo"))
    context.say("已登记 1 项", undoable=True)

    shell.message.undo_link.click()
    press(shell, "Ctrl+Z")
    press(shell, "Ctrl+Y")

    assert asked == ["undo", "undo", "redo"]


def test_in_a_text_field_ctrl_z_takes_back_the_typing_only(qtbot, shell, context):
    field = shell.page.first
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert field.text() == "a"

    with qtbot.assertNotEmitted(context.undo_requested):
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert field.text() == ""


def test_a_message_that_cannot_be_undone_offers_no_undo(shell, context):
    context.say("已保存到 U 盘")

    assert shell.message.words.text() == "已保存到 U 盘"
    assert shell.message.undo_link.isHidden()


def test_f1_shows_the_help_of_the_page(shell):
    press(shell, "F1")

    (dialog,) = shell.findChildren(HelpDialog)
    assert "本页登记问题" in dialog.text.toPlainText()
    assert "Ctrl+F" in dialog.text.toPlainText()
    dialog.close()


def test_a_badge_counts_beside_its_entry(shell, context):
    context.set_badge("系统", 3)
    context.set_badge("没有这一页", 3)

    row = shell.navigation.row("系统")
    assert row.badge == 3
    assert row.accessibleName() == "系统，3 项待处理"


def test_everything_is_reached_with_the_tab_key(shell):
    wanted = {shell.navigation.row("整改台账"), shell.page.first, shell.page.second}
    wanted |= {shell.header.search_box("整改台账"), *shell.header.findChildren(QPushButton)}
    widget, seen = shell.navigation, set()
    for _ in range(200):
        widget = widget.nextInFocusChain()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            seen.add(widget)

    assert wanted <= seen


def test_enter_presses_the_button_that_tab_reached(qtbot, shell):
    pressed = []
    shell.page.second.clicked.connect(lambda: pressed.append("保存"))
    shell.page.second.setFocus()

    qtbot.keyClick(shell.page.second, Qt.Key.Key_Return)

    assert pressed == ["保存"]


def test_arrow_keys_walk_through_the_navigation(qtbot, shell):
    first, second = shell.navigation.row("整改台账"), shell.navigation.row("系统")
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Down)

    assert second.hasFocus()
    assert shell.header.title.text() == "系统"
    assert second.isChecked()


def test_the_title_tells_how_far_the_work_is(shell, context):
    context.busy_changed.emit("正在导入 45%")
    assert shell.windowTitle() == "正在导入 45% - 整改台账 - 督察整改台账"

    press(shell, "Alt+2")
    assert shell.windowTitle() == "正在导入 45% - 系统 - 督察整改台账"
    context.busy_changed.emit("")
    assert shell.windowTitle() == "系统 - 督察整改台账"


def test_closing_stops_running_work_first_and_waits_for_it(qtbot, shell):
    gate, reached, stopped = threading.Event(), threading.Event(), []

    def work(tick):
        reached.set()
        gate.wait(5)
        try:
            tick(1, 2)
        finally:
            stopped.append("stopped")

    shell.confirm_stop = lambda _parent: True
    task = Task(shell.page, work)
    task.start(shell.page.context.pool)
    assert reached.wait(5)

    shell.close()
    assert shell.isVisible()
    gate.set()

    qtbot.waitUntil(lambda: not shell.isVisible())
    assert stopped == ["stopped"]


def test_the_user_may_stay_for_the_running_work(qtbot, shell):
    gate, reached = threading.Event(), threading.Event()

    def work(**_):
        reached.set()
        gate.wait(5)

    shell.confirm_stop = lambda _parent: False
    task = Task(shell.page, work)
    task.start(shell.page.context.pool)
    assert reached.wait(5)

    shell.close()

    assert shell.isVisible()
    assert not task.is_stopping
    with qtbot.waitSignal(task.finished):
        gate.set()


def test_without_running_work_closing_asks_nothing(shell):
    shell.confirm_stop = lambda _parent: pytest.fail("asked")

    assert shell.close()


def test_what_is_not_finished_is_asked_about_before_leaving(shell, monkeypatch):
    asked = []
    shell.confirm_leave = lambda _parent, words: bool(asked.append(words))
    monkeypatch.setattr(shell.page, "unfinished", lambda: "“表.xlsx”还没有导入。")

    assert not shell.close()
    assert asked == ["“表.xlsx”还没有导入。"]
    shell.confirm_leave = lambda _parent, _words: True

    assert shell.close()


def test_another_ledger_brings_its_own_pages(shell, context):
    shell.set_pages([PageSpec("系统", "系统", "系统", Probe)])

    assert shell.stack.count() == 1
    assert shell.header.title.text() == "系统"
    assert shell.navigation.footer.text() == "城关镇人民政府\n李秀兰"


@pytest.mark.parametrize("rests", [lambda one: one.setEnabled(False), QPushButton.hide])
def test_a_button_that_rests_or_goes_leaves_the_focus_on_the_page(qtbot, shell, rests):
    shell.page.second.setFocus()
    assert shell.page.second.hasFocus()
    shell.page.first.setEnabled(False)

    rests(shell.page.second)

    assert shell.page.hasFocus()


def test_tab_still_goes_from_the_page_to_the_navigation(qtbot, shell):
    shell.navigation.row("系统").setFocus()

    assert shell.navigation.row("系统").hasFocus()

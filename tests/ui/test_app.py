import os
import subprocess
import sys
import threading

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QMessageBox

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.log import details_of, log_file
from dczg_desktop.base.paths import program_folder
from ui import app
from ui.context import Context, show_error_box
from ui.shell import Shell


@pytest.fixture
def boxes(monkeypatch):
    """The message boxes that were shown, as (text, buttons, details)."""
    shown: list[tuple[str, list[str], str]] = []

    def execute(box: QMessageBox) -> int:
        shown.append((box.text(), [b.text() for b in box.buttons()], box.detailedText()))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", execute)
    return shown


@pytest.fixture
def hooks(monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    app.catch_the_uncaught()


def raised(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_a_refusal_is_shown_as_it_is(dressed, boxes):
    show_error_box(None, UserError("“台账.xlsx”正被其他程序打开。"))

    assert boxes == [("“台账.xlsx”正被其他程序打开。", ["知道了"], "")]


def test_a_bug_tells_what_it_means_and_offers_its_details(dressed, boxes, context, caplog):
    with caplog.at_level("ERROR", "dczg_desktop"):
        show_error_box(None, raised(TypeError("bad argument")))

    text, buttons, details = boxes[0]
    assert "已保存的内容不受影响" in text
    assert {"复制详情", "继续使用"} <= set(buttons)
    assert "TypeError：bad argument" in details
    assert "test_app.py" in details
    assert "bad argument" in caplog.text


def test_texts_of_the_ledger_stay_out_of_log_and_details():
    error, name = LookupError("县长信箱"), "张三 13800000000"
    error.__cause__ = raised(ValueError(name))

    details = details_of(error)

    assert "ValueError" in details
    assert "LookupError" in details
    assert "13800000000" not in details
    assert "县长信箱" not in details


def test_uncaught_errors_end_in_the_crash_dialog(dressed, boxes, hooks, context):
    error = raised(IndexError("x"))

    sys.excepthook(type(error), error, error.__traceback__)

    assert "IndexError" in boxes[0][2]


def test_a_second_error_while_the_dialog_stands_is_only_logged(dressed, monkeypatch, hooks, context, caplog):
    shown = []

    def execute(box):
        shown.append(box.text())
        error = raised(IndexError("second"))
        sys.excepthook(type(error), error, error.__traceback__)

    monkeypatch.setattr(QMessageBox, "exec", execute)
    error = raised(IndexError("first"))
    with caplog.at_level("ERROR", "dczg_desktop"):
        sys.excepthook(type(error), error, error.__traceback__)

    assert len(shown) == 1
    assert "second" in caplog.text


def test_an_error_in_a_thread_is_logged(hooks, context, caplog):
    def fail() -> None:
        raise TypeError("in a thread")

    with caplog.at_level("ERROR", "dczg_desktop"):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()

    assert "TypeError：in a thread" in caplog.text


@pytest.mark.parametrize(
    ("module", "plugin", "wanted"),
    [("fcitx", False, "ibus"), ("fcitx5", True, "fcitx5"), ("ibus", False, "ibus")],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has input method modules")
def test_fcitx_without_a_plugin_is_reached_through_ibus(monkeypatch, module, plugin, wanted):
    monkeypatch.setenv("QT_IM_MODULE", module)
    monkeypatch.setattr(app, "_has_fcitx", lambda: plugin)
    monkeypatch.setattr(app.QApplication, "setHighDpiScaleFactorRoundingPolicy", lambda _policy: None)

    app.prepare_environment()

    assert app.os.environ["QT_IM_MODULE"] == wanted


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has Wayland")
def test_on_linux_with_a_display_the_window_uses_x11(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":7")
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    monkeypatch.setattr(app.QApplication, "setHighDpiScaleFactorRoundingPolicy", lambda _policy: None)

    app.prepare_environment()

    assert app.os.environ["QT_QPA_PLATFORM"] == "xcb"


def test_qt_speaks_chinese(dressed):
    app.make_application()

    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_the_window_is_found_where_it_was_left(qtbot, context):
    first, second = Shell(context), Shell(context)
    qtbot.addWidget(first)
    qtbot.addWidget(second)
    first.setGeometry(0, 0, 1024, 650)  # the screen of the tests is small

    app.keep_window(first, context)
    app.restore_window(second, context)

    assert second.size() == first.size()


def test_a_damaged_place_of_the_window_counts_as_none(qtbot, context):
    context.settings.window = "不是十六进制"
    shell = Shell(context)
    qtbot.addWidget(shell)

    app.restore_window(shell, context)

    assert shell.isMaximized()


def test_the_start_page_stands_alone(qtbot, context: Context):
    shell = Shell(context)
    qtbot.addWidget(shell)

    shell.show_start(QLabel("打开台账"))

    assert shell.navigation.isHidden()
    assert shell.header.isHidden()


def test_pages_cannot_ask_for_a_ledger_before_it_is_open(context):
    assert not context.has_ledger
    with pytest.raises(LookupError):
        _ = context.ledger


def test_the_log_lies_in_the_data_folder(context, tmp_path):
    assert log_file().is_relative_to(tmp_path)


RUN = """
import os, sys, types
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
import ui.pages
from ui.widgets.page import Page, PageSpec

registry = types.ModuleType("ui.pages.registry")
seen = []

def welcome(context):
    (shell,) = QApplication.topLevelWidgets()
    seen.append(("window", shell.isVisible(), "sqlalchemy" in sys.modules))
    def open_ledger():
        context.open_ledger(types.SimpleNamespace(close=lambda: seen.append(("closed",))), "u1", "李秀兰", context.requested_path.name)
        seen.append(("page", shell.header.title.text(), shell.navigation.footer.text()))
        shell.close()
    QTimer.singleShot(0, open_ledger)
    return QLabel("打开台账")

registry.welcome = welcome
registry.pages = lambda context: [PageSpec("系统", "系统", "系统", Page)]
sys.modules["ui.pages.registry"] = ui.pages.registry = registry

from pathlib import Path
from ui.app import run
code = run(Path("县.dczg"))
print(code, seen)
"""


def test_the_program_starts_shows_its_window_first_and_ends_cleanly(tmp_path):
    environment = {**os.environ, "DCZG_DATA": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONIOENCODING"] = "utf-8"

    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", RUN],
        env=environment,
        cwd=program_folder(),
        capture_output=True,
        timeout=60,
        check=False,
    )

    said = done.stdout.decode("utf-8").strip()
    assert done.returncode == 0, done.stderr.decode("utf-8")
    assert said == "0 [('window', True, False), ('page', '系统', '县.dczg\\n李秀兰'), ('closed',)]"
    assert (tmp_path / "设置.json").exists()


def test_another_ledger_can_be_opened_without_leaving_the_program(qtbot, context, tmp_path, monkeypatch):
    from dczg_desktop.domain.words import Level
    from dczg_desktop.services.ledgers import create_ledger, open_ledger
    from ui.app import start_again
    from ui.pages import registry
    from ui.shell import Shell

    ledger = create_ledger(tmp_path / "甲" / "甲县.dczg", "甲县", "450421", Level.COUNTY, "王芳")
    shell = Shell(context)
    qtbot.addWidget(shell)
    context.open_ledger(ledger, ledger.user_uid, "王芳", "甲县")
    shell.set_pages(registry.pages(context))
    shell.show_page("系统")

    start_again(shell, context)

    assert not context.has_ledger
    assert shell.page_names() == []
    open_ledger(ledger.path).close()  # let go of

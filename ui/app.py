"""Starts the window: environment, look, first paint, then everything heavy; and catches what nobody caught."""

import faulthandler
import os
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QByteArray, QLibraryInfo, QLocale, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from dczg_desktop.base.log import details_of, start_log
from dczg_desktop.base.settings import load_settings
from ui.context import LOG, Context, show_crash
from ui.garbage import GarbageCollector
from ui.shell import Shell
from ui.theme.dress import dress


def run(ledger_path: Path | None) -> int:
    """Show the window until it is closed; return the exit code. `ledger_path` is opened by the start page."""
    prepare_environment()
    log = start_log()
    faults = log.with_name("崩溃.log").open("a", encoding="utf-8")
    faulthandler.enable(faults)
    app = make_application()
    garbage = GarbageCollector(app)
    context = Context(load_settings(), ledger_path)
    dress(app, context.settings.point_size)
    catch_the_uncaught()
    context.point_size_changed.connect(lambda points: dress(app, points))
    shell = Shell(context)
    restore_window(shell, context)
    shell.show()
    QTimer.singleShot(0, lambda: begin(shell, context))  # the first paint comes before the heavy imports
    code = app.exec()
    garbage.stop()
    keep_window(shell, context)
    context.close()
    if context.has_ledger:
        context.ledger.close()
    faulthandler.disable()
    faults.close()
    return code


def prepare_environment() -> None:
    """Settle what Qt reads from the environment, before it is started."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    if not sys.platform.startswith("linux"):
        return
    if os.environ.get("DISPLAY") and not os.environ.get("QT_QPA_PLATFORM"):
        os.environ["QT_QPA_PLATFORM"] = "xcb"  # the Wayland plugin is not shipped
    if os.environ.get("QT_IM_MODULE", "").startswith("fcitx") and not _has_fcitx():
        os.environ["QT_IM_MODULE"] = "ibus"  # fcitx5 answers on the interface of ibus


def _has_fcitx() -> bool:
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return any((plugins / "platforminputcontexts").glob("*fcitx*"))


def make_application() -> QApplication:
    """The application object with Qt's own words in Chinese."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("dczg_desktop")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def begin(shell: Shell, context: Context) -> None:
    """Show the start page, and the pages of the ledger as soon as it has opened one."""
    from ui.pages import registry

    context.ledger_opened.connect(lambda: shell.set_pages(registry.pages(context)))
    context.start_requested.connect(lambda: start_again(shell, context))
    shell.show_start(registry.welcome(context))


def start_again(shell: Shell, context: Context) -> None:
    """Close the ledger and show the start page; work that runs has to end first."""
    from ui.pages import registry

    if shell.running_tasks():
        context.say("还有工作没有做完，请等它完成或先取消，再换台账")
        return
    if not shell.may_leave():
        return
    shell.show_start(registry.welcome(context))
    context.leave_ledger()


def catch_the_uncaught() -> None:
    """Errors of slots and threads go to the log and, on the window's thread, into the crash dialog."""
    showing = threading.Lock()

    def from_window(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if not showing.acquire(blocking=False):  # a second error while the dialog stands
            LOG.error("unexpected error\n%s", details_of(error))
            return
        try:
            show_crash(QApplication.activeWindow(), error)
        finally:
            showing.release()

    def from_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            LOG.error("unexpected error in a thread\n%s", details_of(args.exc_value))

    sys.excepthook = from_window
    threading.excepthook = from_thread


def restore_window(shell: Shell, context: Context) -> None:
    """Put the window where it was, or fill the screen the first time."""
    kept = context.settings.window
    if not (kept and shell.restoreGeometry(QByteArray.fromHex(kept.encode()))):
        shell.resize(1366, 728)
        shell.setWindowState(Qt.WindowState.WindowMaximized)


def keep_window(shell: Shell, context: Context) -> None:
    """Remember where the window was."""
    context.settings.window = bytes(shell.saveGeometry().data()).hex()
    context.keep_settings()

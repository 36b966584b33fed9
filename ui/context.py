"""What every page is given: the open ledger, its user, the settings, the threads for work and for reading, the common requests."""

import logging
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.log import details_of, log_file
from dczg_desktop.base.settings import Settings, save_settings
from dczg_desktop.base.text import with_unseen_shown
from ui.worker import Worker

if TYPE_CHECKING:
    from dczg_desktop.store.ledger import Ledger

LOG = logging.getLogger("dczg_desktop.ui")

ErrorShower = Callable[[QWidget | None, Exception], None]


class Context(QObject):
    """Made once at the start and passed to every page; holds no page and no window.

    `requested_path` is the ledger named on the command line, for the start page to open. Before
    `open_ledger` there is no ledger and `ledger` raises. A test may replace `show_error(parent, error)`.
    """

    ledger_opened = Signal()
    """A ledger is open and its user known: pages may be built."""
    ledger_changed = Signal()
    """A service has written: the visible page reloads, the others when next shown."""
    navigation_requested = Signal(str, object)
    """Page name and its filter (whatever that page's `show_filter` takes, or None)."""
    badge_changed = Signal(str, int)
    """Page name and the number shown beside it in the navigation; 0 removes it."""
    said = Signal(str, bool)
    """A sentence for the message bar, and whether it can be undone."""
    banner_changed = Signal(object)
    """A `ui.widgets.banners.Banner` to stand above every page until it is settled."""
    folder_watched = Signal(object)
    """The folder that is to be watched for packages from now on; None for none."""
    busy_changed = Signal(str)
    """Words for the window title while long work runs; empty when it ended."""
    undo_requested = Signal()
    start_requested = Signal()
    """Leave this ledger and show the start page, to open or found another one."""
    redo_requested = Signal()
    point_size_changed = Signal(int)
    rows_changed = Signal(int)

    def __init__(
        self, settings: Settings, requested_path: Path | None = None, show_error: ErrorShower | None = None
    ) -> None:
        super().__init__()
        self.settings = settings
        self.requested_path = requested_path
        self.show_error: ErrorShower = show_error or show_error_box
        self.pool = Worker()
        self.reader: Executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")
        self.user_uid = ""
        self.user_name = ""
        self.office_name = ""
        self._ledger: Ledger | None = None
        self.is_closed = False

    @property
    def ledger(self) -> "Ledger":
        """The open ledger; only pages built after `ledger_opened` ask for it."""
        if self._ledger is None:
            raise LookupError("no ledger is open")
        return self._ledger

    @property
    def has_ledger(self) -> bool:
        return self._ledger is not None

    def open_ledger(self, ledger: "Ledger", user_uid: str, user_name: str, office_name: str) -> None:
        """Take the ledger the start page has opened, with the user who signed in."""
        self._ledger = ledger
        self.user_uid, self.user_name, self.office_name = user_uid, user_name, office_name
        self.ledger_opened.emit()

    def leave_ledger(self) -> None:
        """Close the ledger; the caller has taken its pages away and made sure that nothing runs."""
        ledger, self._ledger = self._ledger, None
        self.requested_path = None
        if ledger is not None:
            ledger.close()

    def navigate(self, page_name: str, page_filter: object = None) -> None:
        """Ask the shell to show a page, with only the rows `page_filter` names."""
        self.navigation_requested.emit(page_name, page_filter)

    def say(self, words: str, *, undoable: bool = False) -> None:
        """Tell in the message bar what was just done."""
        self.said.emit(words, undoable)

    def show_unforeseen(self, parent: QWidget | None, error: Exception) -> None:
        """Show a bug; a refusal is shown by the dialog that stays open with what was typed."""
        if not isinstance(error, UserError):
            self.show_error(parent, error)

    def set_badge(self, page_name: str, count: int) -> None:
        """Show a number beside a navigation entry, for example open conflicts."""
        self.badge_changed.emit(page_name, count)

    def set_point_size(self, point_size: int) -> None:
        """Change the size of all text, at once and for the next start."""
        self.settings.point_size = point_size
        self.point_size_changed.emit(point_size)
        self.keep_settings()

    def set_rows(self, lines: int) -> None:
        """Change how many lines (2 or 3) a row of every grid shows."""
        self.settings.rows = lines
        self.rows_changed.emit(lines)
        self.keep_settings()

    def keep_settings(self) -> None:
        """Write the settings; a disk that refuses is told in the message bar, the work goes on."""
        try:
            save_settings(self.settings)
        except UserError as error:
            self.say(f"显示设置没有保存：{error}")

    def close(self) -> None:
        """Drop waiting work and wait for the running one; whoever calls has cancelled it before. Nothing is read any more."""
        self.is_closed = True
        self.pool.shutdown(wait=True, cancel_futures=True)
        self.reader.shutdown(wait=True, cancel_futures=True)


def show_error_box(parent: QWidget | None, error: Exception) -> None:
    """A refusal in a calm box with its own text; anything else is a bug, logged and shown with details."""
    if not isinstance(error, UserError):
        show_crash(parent, error)
        return
    box = QMessageBox(
        QMessageBox.Icon.Information,
        "未能办理",
        with_unseen_shown(str(error)),
        QMessageBox.StandardButton.Ok,
        parent,
    )
    box.button(QMessageBox.StandardButton.Ok).setText("知道了")
    _plain(box)
    box.exec()


def show_crash(parent: QWidget | None, error: BaseException) -> None:
    """Log a bug and tell the user what it means, where the log lies, and give the details for copying."""
    details = details_of(error)
    LOG.error("unexpected error\n%s", details)
    box = QMessageBox(QMessageBox.Icon.Warning, "程序出现意外", crash_words(), parent=parent)
    box.setInformativeText(f"{type(error).__name__}\n运行记录：{log_file()}")
    box.setDetailedText(details)
    copy = box.addButton("复制详情", QMessageBox.ButtonRole.ActionRole)
    box.addButton("继续使用", QMessageBox.ButtonRole.AcceptRole)
    copy.clicked.disconnect()  # keeps the box open
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
    _plain(box)
    box.exec()


def crash_words() -> str:
    """What an unexpected error means for the user."""
    return (
        "刚才这一步没有做完，台账中已保存的内容不受影响。\n"
        "可以继续使用；如果再次出现，请点“复制详情”，连同运行记录一起交给维护人员。"
    )


def _plain(box: QMessageBox) -> None:
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

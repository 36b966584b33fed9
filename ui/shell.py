"""The main window: navigation, header, the visible page, message bar and keys. It owns nothing else."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.context import Context
from ui.task import Task
from ui.widgets.banners import Banners
from ui.widgets.dialog import confirm
from ui.widgets.header import Header
from ui.widgets.help import show_help
from ui.widgets.message_bar import MessageBar
from ui.widgets.navigation import Navigation
from ui.widgets.page import Page, PageSpec
from ui.widgets.scroll import scrolled

PROGRAM = "督察整改台账"
TICKED = (QCheckBox, QRadioButton)
"""Buttons that Space turns and Enter leaves alone."""


class Shell(QMainWindow):
    """Shows one page at a time; pages are made when first opened and reloaded when stale."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._specs: dict[str, PageSpec] = {}
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._shown = self._busy = ""
        self._closing = False
        self.confirm_stop: Callable[[QWidget], bool] = confirm_stop
        self.confirm_leave: Callable[[QWidget, str], bool] = confirm_leave
        self.navigation = Navigation(PROGRAM)
        self.header = Header()
        self.banners, self.message = Banners(), MessageBar()
        self.stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._add_keys()
        self.setWindowTitle(PROGRAM)
        self.setMinimumSize(1024, 600)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.header)
        notice = QVBoxLayout()
        notice.setContentsMargins(14, 0, 14, 0)
        notice.setSpacing(4)
        notice.addWidget(self.banners)
        notice.addWidget(self.message)
        right.addLayout(notice)
        right.addWidget(self.stack, 1)
        whole = QWidget()
        layout = QHBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.navigation)
        layout.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.show_page)
        self.header.searched.connect(self._search)
        self.message.undo_requested.connect(self._context.undo_requested)
        self._context.ledger_changed.connect(self._ledger_changed)
        self._context.navigation_requested.connect(self.show_page)
        self._context.badge_changed.connect(self.navigation.set_badge)
        self._context.said.connect(self.message.say)
        self._context.banner_changed.connect(self.banners.show_banner)
        self._context.busy_changed.connect(self._show_busy)
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._keep_focus)

    def _keep_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """A button that rests or goes gives the focus to the page, not by chance to the navigation: Enter would leave it."""
        if old is None or now is None or self.page is None or (old.isVisible() and old.isEnabled()):
            return
        if self.navigation.isAncestorOf(now) or self.header.isAncestorOf(now):
            self.page.setFocus()

    def _add_keys(self) -> None:
        for number in range(10):
            self._key(f"Alt+{(number + 1) % 10}", partial(self._show_nth, number))
        self._key("F5", self._refresh)
        self._key("F1", self._help)
        self._key("Ctrl+F", self.header.focus_search)
        self._key("Ctrl+Z", self._context.undo_requested.emit)
        self._key("Ctrl+Y", self._context.redo_requested.emit)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def show_start(self, widget: QWidget) -> None:
        """Show the start page alone, before a ledger is open."""
        self._forget_pages()
        self.navigation.hide()
        self.header.hide()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        self.setWindowTitle(PROGRAM)

    def set_pages(self, specs: Sequence[PageSpec]) -> None:
        """Take the pages of the opened ledger and show the first one."""
        self._forget_pages()
        self._specs = {spec.name: spec for spec in specs}
        listed = [spec for spec in specs if spec.in_navigation]
        for number, spec in enumerate(listed):
            keys = f"Alt+{(number + 1) % 10}" if number < 10 else ""
            self.navigation.add(spec.name, spec.title, spec.icon, keys)
        self.navigation.footer.setText(f"{self._context.office_name}\n{self._context.user_name}")
        self.navigation.show()
        self.header.show()
        if specs:
            self.show_page(specs[0].name)

    def show_page(self, name: str, page_filter: object = None) -> None:
        """Bring a page into sight, with a filter if one is given, reading it again if it is stale."""
        spec = self._specs.get(name)
        if spec is None:
            return
        page = self._pages.get(name) or self._make(spec)
        focused = self.focusWidget()
        in_navigation = focused is not None and self.navigation.isAncestorOf(focused)
        self._shown = name
        self.navigation.choose(name)
        self.header.show_page(name, spec.title)
        if page_filter is not None:
            page.show_filter(page_filter)
            self._stale.add(name)
        self.stack.setCurrentIndex(list(self._pages).index(name))
        if not in_navigation:
            page.setFocus()  # otherwise Qt gives it to the navigation or the message bar
        self._show_title()
        if name in self._stale:
            self._refresh()

    def page_names(self) -> list[str]:
        """The pages of the open ledger, in the order of the navigation."""
        return list(self._specs)

    @property
    def page(self) -> Page | None:
        """The visible page."""
        return self._pages.get(self._shown)

    def _make(self, spec: PageSpec) -> Page:
        page = spec.factory(self._context)
        self._pages[spec.name] = page
        self._stale.add(spec.name)
        self.stack.addWidget(scrolled(page))
        self.header.add_page(spec.name, page.search_hint, page.header_widgets())
        return page

    def _forget_pages(self) -> None:
        self.navigation.clear()
        self.header.clear()
        self.banners.clear()
        self._pages.clear()
        self._stale.clear()
        self._specs, self._shown = {}, ""
        while self.stack.count():
            widget = self.stack.widget(0)
            self.stack.removeWidget(widget)
            widget.deleteLater()

    def _show_nth(self, place: int) -> None:
        names = [name for name, spec in self._specs.items() if spec.in_navigation]
        if place < len(names):
            self.show_page(names[place])

    def _ledger_changed(self) -> None:
        self._stale.update(self._pages)
        self._refresh()

    def _refresh(self) -> None:
        if page := self.page:
            self._stale.discard(self._shown)
            page.reload()

    def _search(self, text: str) -> None:
        if page := self.page:
            page.search(text)

    def _help(self) -> None:
        if page := self.page:
            show_help(self, self._specs[self._shown].title, page.help_text)

    def _show_busy(self, words: str) -> None:
        self._busy = words
        self._show_title()

    def _show_title(self) -> None:
        title = self._specs[self._shown].title if self._shown else ""
        self.setWindowTitle(" - ".join(part for part in (self._busy, title, PROGRAM) if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that Tab reached, as in a dialog; not every system's Qt does it by itself."""
        focused = self.focusWidget()
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat()
        if is_enter and isinstance(focused, QAbstractButton) and not isinstance(focused, TICKED):
            focused.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "navigation"):
            self.navigation.fit()

    def running_tasks(self) -> list[Task]:
        """Long work under way, on whichever page."""
        tasks = [*self.findChildren(Task), *self._context.findChildren(Task)]
        return [task for task in tasks if task.is_running]

    def may_leave(self) -> bool:
        """Whether nothing would be lost now, or the user lets it go."""
        words = "\n".join(filter(None, (page.unfinished() for page in self._pages.values())))
        return not words or self.confirm_leave(self, words)

    def closeEvent(self, event: QCloseEvent) -> None:
        running = self.running_tasks()
        if not self._closing and not self.may_leave():
            event.ignore()
            return
        if not running:
            self._context.close()
            event.accept()
            return
        event.ignore()
        if self._closing or not self.confirm_stop(self):
            return
        self._closing = True
        self.setEnabled(False)
        self._show_busy("正在停止…")
        for task in running:
            if task.is_running:  # it may have ended while the question stood
                task.finished.connect(self._stopped, Qt.ConnectionType.QueuedConnection)
                task.cancel()
        self._stopped()

    def _stopped(self) -> None:
        tasks = [*self.findChildren(Task), *self._context.findChildren(Task)]
        if not any(task.is_running for task in tasks):
            self._closing = False
            self.close()


def confirm_leave(parent: QWidget, words: str) -> bool:
    """Ask whether what is not finished may be given up for leaving."""
    return confirm(parent, "离开", words, "放弃并离开")


def confirm_stop(parent: QWidget) -> bool:
    """Ask whether running work may be stopped for leaving."""
    box = QMessageBox(QMessageBox.Icon.Question, "退出", "有一项工作还没有做完。", parent=parent)
    box.setInformativeText("停止后，这项工作尚未写入的内容全部撤回，台账保持原样。")
    stop = box.addButton("停止并退出", QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton("继续工作", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
    return box.clickedButton() is stop

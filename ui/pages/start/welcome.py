"""The page before a ledger is open: look at the sample, found a ledger, or open one.

The services are imported when they are first needed, so that the page stands before SQLAlchemy is loaded.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.base.paths import data_folder
from dczg_desktop.base.progress import Tick
from ui.context import Context
from ui.dialogs.ledger_new import LedgerDialog, NewLedger
from ui.dialogs.user import Person, SignInDialog
from ui.pages.start.cards import RecentList, StartCard, ask_ledger
from ui.task import Task
from ui.theme import colours
from ui.widgets.cards import Picture
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.words import ground, label, passage, restyle

if TYPE_CHECKING:
    from dczg_desktop.store.ledger import Ledger

SAMPLE = "示例台账.dczg"
WIDTH = 62
"""Ems of the column in the middle."""


class WelcomePage(QWidget):
    """Opens one ledger for one user and hands both to the context; refusals stand calmly in place."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._draft: NewLedger | None = None
        self._is_started = self._is_busy = False
        self.ask_new = LedgerDialog.ask
        self.ask_file: Callable[[QWidget], Path | None] = ask_ledger
        self.ask_person = SignInDialog.ask
        self.sample = StartCard(
            "整改台账", "打开示例台账", "一个县的问题、信访件和往来单位，随便试用，不影响正式数据"
        )
        self.new = StartCard("文件", "新建台账", "填写单位名称、代码和第一个用户，建立本单位的台账")
        self.open = StartCard("空", "打开台账文件", "打开本机上已有的 .dczg 台账，或从备份恢复出来的台账")
        self.strip = ProgressStrip(context)
        self.refusal, self.words = ground("notice"), passage()
        self.recent = RecentList()
        self._lay_out()
        self.sample.clicked.connect(self.open_sample)
        self.new.clicked.connect(self.found)
        self.open.clicked.connect(self._choose)
        self.recent.opened.connect(self.open_path)
        self.recent.show_paths(context.settings.recent)

    def _lay_out(self) -> None:
        self.refusal.setProperty("tone", "trouble")
        restyle(self.refusal)
        self.refusal.hide()
        inside = QVBoxLayout(self.refusal)
        inside.setContentsMargins(14, 9, 14, 9)
        inside.addWidget(self.words)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        for card in (self.sample, self.new, self.open):
            cards.addWidget(card, 1)
        column = QWidget()
        column.setMaximumWidth(self.fontMetrics().horizontalAdvance("字") * WIDTH)
        body = QVBoxLayout(column)
        body.setSpacing(12)
        body.addStretch(2)
        body.addLayout(self._heading())
        for part in (self.refusal, self.strip):
            body.addWidget(part)
        body.addLayout(cards)
        body.addWidget(self.recent)
        body.addStretch(3)
        body.addWidget(passage("本程序不得存放涉密信息。信访件不登记举报人姓名和电话。", "secondary"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 18)
        layout.addStretch(1)
        layout.addWidget(column, 20)
        layout.addStretch(1)

    def _heading(self) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label("督察整改台账", "title"))
        words.addWidget(
            passage(
                "把督察发现的每个问题，从交办、整改、佐证一直管到验收销号。全部数据存在本机，不需要联网。"
            )
        )
        heading = QHBoxLayout()
        heading.setSpacing(14)
        heading.addWidget(Picture("验收销号", 54, colours.NAVY))
        heading.addLayout(words, 1)
        return heading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_started:
            self._is_started = True
            self.recent.setFocus()
            if path := self._context.requested_path:
                QTimer.singleShot(0, lambda: self.open_path(path))

    def open_path(self, path: Path) -> None:
        """Open a ledger file."""
        self._run(partial(_opened, path), f"正在打开“{path.name}”")

    def open_sample(self) -> None:
        """Open the sample in the data folder, making it the first time."""
        path = data_folder() / SAMPLE
        if path.is_file():
            self.open_path(path)
        else:
            self._run(partial(_made_sample, data_folder()), "正在准备示例台账")

    def found(self) -> None:
        """Ask for a new ledger and make it."""
        if wanted := self.ask_new(self, data_folder(), self._draft):
            self._draft = wanted
            self._run(partial(_founded, wanted), f"正在新建“{wanted.path.name}”")

    def _choose(self) -> None:
        if path := self.ask_file(self):
            self.open_path(path)

    def _run(self, work: Callable[..., "Ledger"], title: str) -> None:
        if self._is_busy:
            return
        task = Task(self, work, title)
        task.succeeded.connect(self._sign_in)
        task.failed.connect(self._refused)
        task.finished.connect(self._ended)
        self.refusal.hide()
        self._enable(enabled=False)
        self.strip.follow(task)
        task.start(self._context.pool)

    def _enable(self, *, enabled: bool) -> None:
        self._is_busy = not enabled
        for part in (self.sample, self.new, self.open, self.recent):
            part.setEnabled(enabled)

    def _ended(self) -> None:
        self._enable(enabled=True)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.words.setText(str(error))
            self.refusal.show()
        else:
            self._context.show_error(self, error)

    def _sign_in(self, ledger: "Ledger") -> None:
        from dczg_desktop.services.ledgers import office_card
        from dczg_desktop.services.users import list_users, sign_in

        people = [user for user in list_users(ledger) if not user.disabled]
        name = people[0].name if people else ""
        if len(people) > 1 or (people and people[0].has_password):
            asked = [Person(user.name, user.has_password) for user in people]
            last = self._context.settings.last_user
            answer = self.ask_person(self, asked, last, partial(sign_in, ledger))
            if answer is None:
                ledger.close()
                return
            name = answer
        self._context.settings.remember(ledger.path)
        self._context.settings.last_user = name
        self._context.keep_settings()
        self._context.open_ledger(ledger, ledger.user_uid, name, office_card(ledger).name)


def _opened(path: Path, tick: Tick) -> "Ledger":
    from dczg_desktop.services.ledgers import open_ledger

    return _kept(open_ledger(path), tick)


def _founded(wanted: NewLedger, tick: Tick) -> "Ledger":
    from dczg_desktop.services.ledgers import create_ledger

    return _kept(
        create_ledger(wanted.path, wanted.office, wanted.code, wanted.level, wanted.first_user), tick
    )


def _made_sample(folder: Path, tick: Tick) -> "Ledger":
    from dczg_desktop.services.ledgers import open_ledger
    from dczg_desktop.services.sample import make_sample

    path = make_sample(folder)
    tick(0, 0)
    return _kept(open_ledger(path), tick)


def _kept(ledger: "Ledger", tick: Tick) -> "Ledger":
    """The ledger, closed again when the user has pressed cancel meanwhile."""
    try:
        tick(1, 1)
    except BaseException:
        ledger.close()
        raise
    return ledger

"""本机的密钥与历史: moved or copied, a new key, everything back from the others."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from dczg_desktop.domain.words import RevocationCause
from dczg_desktop.services import returns
from dczg_desktop.services.outgoing.shipments import Sent
from dczg_desktop.services.trust import installation
from ui.context import Context, ErrorShower
from ui.dialogs.reason import ReasonDialog
from ui.pages.notice import Notice
from ui.pages.work_page import unticked
from ui.reading import Reading
from ui.task import Task
from ui.widgets.cards import SectionCard
from ui.widgets.dialog import confirm
from ui.widgets.words import button, passage

T = TypeVar("T")

CHANGED = "请导出新的单位卡片交往来单位登记：在它登记以前，本机的数据包对方收不了。"
RENEWING = (
    "本机换一把新密钥和新标识，旧密钥从下一条操作起不再有效，随数据包告知往来单位；以前发出的、收到的都不受影响。"
    "旧密钥完好的，由它签字证明新卡片；丢失、被盗、可能泄露的，对方必须电话核对指纹。"
)


class KeysCard(SectionCard):
    """`confirm`, `ask_reason` and the two file questions are the dialogs; tests replace them."""

    def __init__(self, context: Context) -> None:
        super().__init__("本机的密钥与历史")
        self._context = context
        self._reading = Reading(self, context)
        self.confirm: Callable[[QWidget, str, str, str, str], bool] = confirm
        self.ask_reason = ReasonDialog.ask
        self.ask_folder: Callable[[QWidget, str], Path | None] = ask_folder
        self.ask_request: Callable[[QWidget], Path | None] = ask_request
        self.partner = ""
        self.state = Notice("warning")
        self.moved_button, self.copied_button = (
            button("是移动过来的"),
            button("是复制的，换新标识", "primary"),
        )
        self.renew_button = button("更换密钥(&G)…", tip="换了电脑、例行更换")
        self.doubt_button = button("密钥丢失或可疑…", "danger")
        self.request_button = button(
            "请求回传(&Q)…", tip="恢复备份以后，请选中的往来单位把本单位报送过的全部内容发回来"
        )
        self.answer_button = button("答复回传请求(&W)…", tip="对方恢复了备份：按它的请求文件生成回传包")
        for pair in (
            (self.moved_button, self.copied_button),
            (self.renew_button, self.doubt_button),
            (self.request_button, self.answer_button),
        ):
            row = QHBoxLayout()
            for widget in pair:
                row.addWidget(widget)
            row.addStretch(1)
            if pair[0] is self.moved_button:
                self.body.addWidget(self.state)
            self.body.addLayout(row)
        self.body.addWidget(
            passage("电脑丢失、密钥可疑要尽快停用：拿到密钥的人可以冒充本单位。", "secondary")
        )
        self.moved_button.clicked.connect(self._moved)
        self.copied_button.clicked.connect(self._copied)
        self.renew_button.clicked.connect(self._renew)
        self.doubt_button.clicked.connect(self._doubt)
        self.request_button.clicked.connect(self.request)
        self.answer_button.clicked.connect(self.answer)

    def reload(self) -> None:
        """Read how the ledger stands to the mark outside it."""
        work = partial(installation.installation_state, self._context.ledger)
        self._reading.ask(work, self.show_state)

    def show_state(self, state: installation.InstallationState) -> None:
        """Show how the ledger stands to the mark outside it."""
        self.state.say(state.words, "warning")
        self.moved_button.setVisible(state.question)
        self.copied_button.setVisible(state.question)
        older = state.standing is installation.Standing.OLDER
        self.moved_button.setText("知道了，沿用标识" if older else "是移动过来的")
        self.copied_button.setText("更换本机标识" if older else "是复制的，换新标识")

    def asks(self) -> bool:
        """Whether 移动还是复制 waits for an answer."""
        return not self.state.isHidden()

    def _moved(self) -> None:
        work = partial(installation.settle, self._context.ledger, copied=False)
        self._do(work, "正在记下", lambda _id: "已记下：本机沿用原来的标识。")

    def _copied(self) -> None:
        work = partial(installation.settle, self._context.ledger, copied=True)
        self._do(work, "正在更换本机标识", lambda _id: f"已更换本机标识。{CHANGED}")

    def _renew(self) -> None:
        self._change(RevocationCause.REPLACED, "更换密钥")

    def _doubt(self) -> None:
        self._change(RevocationCause.DOUBTFUL, "停用旧密钥并更换")

    def _change(self, cause: RevocationCause, title: str) -> None:
        def save(reason: str) -> Task:
            work = unticked(partial(installation.renew_key, self._context.ledger, cause, reason))
            task = Task(self, work, "正在更换密钥")
            self._start(task, lambda _id: f"已更换密钥。{CHANGED}", self._context.show_unforeseen)
            return task

        self.ask_reason(self.window(), title, title, RENEWING, "原因", save)

    def request(self) -> None:
        """Ask the chosen office to send everything back."""
        if not self.partner:
            self._context.say("请先在右边选中要请求的往来单位。")
            return
        if (folder := self.ask_folder(self, "回传请求存到哪里（可以选 U 盘）")) is None:
            return
        partner = self.partner
        work = partial(returns.request_return, self._context.ledger, partner, folder)
        told = "已生成回传请求：{}。请交给“{}”，对方回传后照常接收。"
        self._do(work, "正在生成回传请求", lambda path: told.format(path, partner))

    def answer(self) -> None:
        """Make the package that a request asks for."""
        if (path := self.ask_request(self)) is None:
            return
        self._reading.ask(
            partial(returns.look_at_request, self._context.ledger, path), partial(self._ask_answer, path)
        )

    def _ask_answer(self, path: Path, asked: returns.Request) -> None:
        more = f"{asked.at[:16].replace('T', ' ')} {asked.by}{f'：{asked.reason}' if asked.reason else ''}"
        question = f"“{asked.office}”请求回传它报送过的全部内容，现在生成回传包吗？"
        if not self.confirm(self, "答复回传请求", question, "生成回传包", more):
            return
        if (folder := self.ask_folder(self, "回传包存到哪里（可以选 U 盘）")) is None:
            return
        self._start(
            Task(self, partial(returns.answer_request, self._context.ledger, path, folder), "正在生成回传包"),
            _given_back,
        )

    def _do(self, work: Callable[[], T], title: str, words: Callable[[T], str]) -> None:
        self._start(Task(self, unticked(work), title), words)

    def _start(self, task: Task, words: Callable[[Any], str], failed: ErrorShower | None = None) -> None:
        """One at a time: the card rests until it has ended; what was done is told, a refusal shown."""
        self.setEnabled(False)
        self._context.busy_changed.emit(task.title)
        task.succeeded.connect(lambda answer: self._done(words(answer)))
        task.failed.connect(partial(failed or self._context.show_error, self))
        task.ended.connect(self._ended)
        task.start(self._context.pool)

    def _ended(self) -> None:
        self.setEnabled(True)
        self._context.busy_changed.emit("")

    def _done(self, said: str) -> None:
        self._context.say(said)
        self._context.ledger_changed.emit()


def _given_back(done: Sent) -> str:
    phrase = f"口令（电话告知，只显示这一次）：{done.phrase}" if done.phrase else ""
    return f"已生成回传包：{done.path}。{phrase}"


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder; None when the person changed their mind."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def ask_request(parent: QWidget) -> Path | None:
    """A request file; None when the person changed their mind."""
    chosen, _ = QFileDialog.getOpenFileName(parent, "打开对方的回传请求", "", "回传请求 (*.dczgqq)")
    return Path(chosen) if chosen else None

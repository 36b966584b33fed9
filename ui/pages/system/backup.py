"""备份与恢复: the safety copies with their reasons, a full backup on another disk, and bringing one back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.copies import (
    BroughtBack,
    CopyRow,
    Loss,
    list_copies,
    look_at_backup,
    loss_since,
    restore_backup,
    restore_copy,
)
from dczg_desktop.services.verification import back_up
from ui.context import Context
from ui.models.grid import GridModel
from ui.models.lines import Lines
from ui.pages.work_page import BUSY, WorkPage
from ui.widgets.cards import SectionCard
from ui.widgets.columns import GridColumn
from ui.widgets.dialog import confirm
from ui.widgets.grid import Grid
from ui.widgets.words import allow, button, passage

if TYPE_CHECKING:
    from dczg_desktop.safety.backup import FullBackup

COLUMNS = (
    GridColumn("moment", "备份时间", 180),
    GridColumn("reason", "原因", 150),
    GridColumn("since", "之后又办理", 120),
    GridColumn("size", "大小", 100, "text", "right"),
    GridColumn("name", "文件", 200, "long", sortable=False),
)


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One safety copy in words; `acts` and `bytes` order the columns."""

    id: int
    copy: CopyRow
    moment: str
    reason: str
    since: str
    acts: int
    size: str
    bytes: int
    name: str


class BackupPanel(WorkPage):
    """Nothing here ever changes the open ledger: a backup comes back as a ledger of its own."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_folder: Callable[[QWidget, str], Path | None] = ask_folder
        self.ask_target: Callable[[QWidget, Path], Path | None] = ask_target
        self.confirm = confirm
        self.lines: Lines[CopyLine] = Lines({"since": "acts", "size": "bytes"})
        self.model = GridModel(COLUMNS, self.lines.ids, self.lines.rows, self)
        self.grid = Grid("系统-备份", context, "还没有备份：每天第一次打开、导入前、接收前会自动备份")
        self.grid.show_model(self.model)
        self.words = passage()
        self.backup_button = button("立即全部备份(&B)", "primary")
        self.restore_button = button("恢复为新台账(&R)")
        self.folder_button = button("从全部备份恢复…", "", "选择以前做的“全部备份”文件夹")
        card = SectionCard("自动备份（在台账旁边，不含附件）")
        card.body.addWidget(self.grid, 1)
        card.body.addWidget(self.words)
        acts = QHBoxLayout()
        acts.addWidget(self.restore_button)
        acts.addStretch(1)
        acts.addWidget(self.folder_button)
        acts.addWidget(self.backup_button)
        self.body.addWidget(card, 1)
        self.body.addWidget(
            passage(
                "自动备份和台账在同一块硬盘上。请定期用“立即全部备份”把台账和全部附件备到 U 盘或另一块硬盘。"
                "全部备份就是整本台账，含私钥和打开密码：只由本单位保管，不给别的单位。",
                "secondary",
            )
        )
        self.body.addLayout(acts)
        self.grid.chosen.connect(self._show_loss)
        self.backup_button.clicked.connect(self._back_up)
        self.restore_button.clicked.connect(self._restore)
        self.folder_button.clicked.connect(self._restore_folder)

    def reload(self) -> None:
        self.lines.put(self._line(one) for one in list_copies(self.context.ledger))
        self.model.reload()
        self._show_loss()

    def enable(self) -> None:
        busy = BUSY if self.is_busy else ""
        none = "" if self.lines.get(self.grid.current_id()) else "先在上面选一份备份"
        allow(self.restore_button, busy or none, "恢复成另一个文件，现在的台账不动")
        allow(self.backup_button, busy, "台账和全部附件，备份后逐个核对")
        allow(self.folder_button, busy, "选择以前做的“全部备份”文件夹")

    def _line(self, copy: CopyRow) -> CopyLine:
        since = f"{copy.acts_since} 次操作" if copy.acts_since else "没有操作"
        moment = copy.moment.strftime("%Y-%m-%d %H:%M:%S")
        return CopyLine(
            self.lines.number(str(copy.path)), copy, moment, copy.reason, since, copy.acts_since, size_words(copy.size),
            copy.size, copy.path.name,
        )  # fmt: skip

    def _show_loss(self) -> None:
        line = self.lines.get(self.grid.current_id())
        if line is None:
            self.words.setText("选一份备份，这里会说明恢复后缺少哪些操作。")
        else:
            loss = loss_since(self.context.ledger, line.copy.moment.isoformat(timespec="seconds"))
            self.words.setText(loss_words(loss))
        self.enable()

    def _back_up(self) -> None:
        if out := self.ask_folder(self, "备份存到哪里（建议 U 盘或另一块硬盘）"):
            self.run(partial(back_up, self.context.ledger, out), "正在全部备份", self._backed_up)

    def _backed_up(self, saved: "FullBackup") -> None:
        folder, count = saved.folder, saved.evidence
        lacking = len(saved.missing) + len(saved.damaged)
        more = f"另有 {lacking} 个附件缺失或已损坏，清单里有记录。" if lacking else ""
        self.context.say(f"已备份到“{folder}”：台账 1 本、附件 {count} 个，已逐个核对。{more}")

    def _restore(self) -> None:
        line = self.lines.get(self.grid.current_id())
        if line is None:
            return
        loss = loss_since(self.context.ledger, line.copy.moment.isoformat(timespec="seconds"))
        to = self._target(f"恢复到 {line.moment} 的样子", loss_words(loss))
        if to is not None:
            work = partial(restore_copy, self.context.ledger, line.copy.path, to)
            self.run(work, "正在恢复", self._restored)

    def _restore_folder(self) -> None:
        folder = self.ask_folder(self, "选择“全部备份”文件夹")
        if folder is None:
            return
        try:
            card = look_at_backup(folder)
        except UserError as error:
            self.context.show_error(self, error)
            return
        made = card.made.replace("T", " ")
        words = f"备份“{card.ledger}”做于 {made}，含附件 {card.evidence} 个。"
        if card.ledger == self.context.ledger.path.name:
            words += loss_words(loss_since(self.context.ledger, card.made))
        to = self._target(f"从 {made} 的全部备份恢复", words)
        if to is not None:
            self.run(partial(restore_backup, folder, to), "正在恢复", self._restored)

    def _target(self, title: str, words: str) -> Path | None:
        question = f"{title}，成为一本新台账。现在的台账不会改动。"
        if not self.confirm(self, "恢复为新台账", question, "选择存放位置", words):
            return None
        path = self.context.ledger.path
        return self.ask_target(self, path.with_name(f"{path.stem}（恢复）{path.suffix}"))

    def _restored(self, done: BroughtBack) -> None:
        lacking = f"，缺 {done.missing} 个" if done.missing else ""
        self.context.settings.recent = [
            *self.context.settings.recent[:1],
            str(done.path),
            *self.context.settings.recent[1:7],
        ]
        self.context.keep_settings()
        self.context.say(
            f"已恢复为“{done.path}”，附件 {done.evidence} 个{lacking}。要用它，请退出后在开始页面打开；"
            "与其他单位往来前，请重新交换单位卡片。"
        )


def loss_words(loss: Loss) -> str:
    """What a ledger brought back from that moment would lack."""
    if not loss.acts:
        return "这份备份之后没有办理过任何操作，恢复出来的与现在一样。"
    first, last = (at.replace("T", " ")[:16] for at in (loss.first, loss.last))
    when = first if first == last else f"{first} 至 {last}"
    more = "等" if loss.acts > len(loss.titles) else ""
    return (
        f"恢复出来的台账里没有之后办理的 {loss.acts} 次操作（{when}）：{'；'.join(loss.titles)}{more}。"
        "现在的台账不会改动，这些操作仍在现在的台账里。"
    )


def size_words(size: int) -> str:
    """`512 KB`, `3.4 MB`."""
    return f"{size / (1 << 20):.1f} MB" if size >= 1 << 20 else f"{-(-size // 1024)} KB"


def ask_folder(parent: QWidget, title: str) -> Path | None:
    """A folder; None when the user changed their mind."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def ask_target(parent: QWidget, proposed: Path) -> Path | None:
    """Where the ledger brought back goes; None when the user changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, "恢复的台账存放在哪里", str(proposed), f"督察整改台账 (*{proposed.suffix})"
    )
    return Path(chosen).with_suffix(proposed.suffix) if chosen else None

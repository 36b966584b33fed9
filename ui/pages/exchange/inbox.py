"""收件箱: every file that came, how it stands and why; opening one shows what it holds, nothing is taken by itself."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dczg_desktop.domain.words import InboxState
from dczg_desktop.services.acknowledgement import Acknowledgement
from dczg_desktop.services.incoming import deliveries, inbox
from dczg_desktop.services.incoming.deliveries import Kept
from dczg_desktop.services.incoming.inbox import InboxItem
from ui.context import Context
from ui.models.grid import GridModel
from ui.pages.exchange.drop_area import DropArea, ask_folder, ask_packages
from ui.pages.exchange.inbox_rows import COLUMNS, InboxRow, fits, row_of
from ui.pages.exchange.refusing import RefusalDesk
from ui.pages.listed import Listed
from ui.pages.notice import Notice, listed
from ui.pages.work_page import BUSY, WorkPage, unticked
from ui.reading import Reading
from ui.widgets.dialog import confirm
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.words import allow, button, label

EMPTY = "收件箱是空的。\n把收到的数据包或整个文件夹拖进来，或选择文件；也可以让程序监视一个文件夹。\n没有点“接收”之前，台账一个字也不会变。"
CAN_BE_OPENED = {
    InboxState.READY,
    InboxState.RECEIVED,
    InboxState.REPEATED,
    InboxState.SEALED,
    InboxState.DECLINED,
}
REFUSE_TIP = "不收进台账，写明原因；对方凭电话回执码、回执文件或本单位的下一个数据包知道"


class InboxPanel(WorkPage):
    """`opened` carries the item whose content is to be shown; tables that are no packages are handed to the import."""

    opened = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_folder: Callable[[QWidget], Path | None] = ask_folder
        self.confirm: Callable[[QWidget, str, str, str, str], bool] = confirm
        self.desk = RefusalDesk(self, context)
        self._rows = Listed[InboxRow](fits)
        self._words = ""
        self._reading = Reading(self, context)
        self._wanted: Callable[[], None] | None = None
        self.drop = DropArea(
            "把收到的数据包或整个文件夹拖到这里，可以一次多个", "选择文件(&O)…", ask_many=ask_packages
        )
        self.watched = label("", "secondary")
        self.watch_button, self.unwatch_button = button("监视文件夹(&W)…"), button("不再监视")
        self.refusal = Notice("warning")
        self.filters = FilterBar()
        self.filters.add_choice("state", "全部状态", ())
        self.filters.add_choice("sender", "全部单位", ())
        self.grid = Grid("exchange-inbox", context, EMPTY)
        self.model = GridModel(COLUMNS, self._rows.ids, self._rows.rows, self)
        self.grid.show_model(self.model)
        self.open_button = button("查看内容(&V)", "primary")
        self.retry_button, self.enrol_button = button("重新核对"), button("去登记来文单位")
        self.import_button = button("作为外来表格导入(&I)")
        self.refuse_button = button("拒收(&J)…", tip=REFUSE_TIP)
        self.withdraw_button = button("撤销拒收")
        self.remove_button = button("移出收件箱", "danger")
        self._lay_out()
        self._connect()
        self.enable()

    def _lay_out(self) -> None:
        watch = QHBoxLayout()
        watch.addWidget(self.watched, 1)
        watch.addWidget(self.watch_button)
        watch.addWidget(self.unwatch_button)
        acts = QHBoxLayout()
        for widget in (self.remove_button, self.retry_button, self.enrol_button, self.import_button,
                       self.refuse_button, self.withdraw_button):  # fmt: skip
            acts.addWidget(widget)
        acts.addStretch(1)
        acts.addWidget(self.open_button)
        self.body.addWidget(self.drop)
        self.body.addLayout(watch)
        self.body.addWidget(self.refusal)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.grid, 1)
        self.body.addLayout(acts)

    def _connect(self) -> None:
        self.drop.given_many.connect(self.take_in)
        self.watch_button.clicked.connect(self._watch)
        self.unwatch_button.clicked.connect(self._unwatch)
        self.filters.changed.connect(self._narrow)
        self.model.counted.connect(lambda count: self.filters.show_count(count, "件"))
        self.grid.chosen.connect(self._show)
        self.grid.opened.connect(lambda _row: self.open_chosen())
        self.open_button.clicked.connect(self.open_chosen)
        self.retry_button.clicked.connect(self.retry)
        self.enrol_button.clicked.connect(lambda: self.context.navigate("数据交换", "往来单位"))
        self.import_button.clicked.connect(self._import)
        self.refuse_button.clicked.connect(self.refuse)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.remove_button.clicked.connect(self.remove)

    def reload(self) -> None:
        self._reading.ask(partial(deliveries.inbox_now, self.context.ledger), self._show_items)

    def _show_items(self, found: list[InboxItem]) -> None:
        self._rows.put(row_of(one) for one in found)
        self.filters.set_options("state", sorted({row.state for row in self._rows}))
        self.filters.set_options("sender", sorted({row.sender for row in self._rows if row.sender}))
        folder = self.context.settings.watched_folder
        self.watched.setText(
            f"正在监视：{folder}　新来的数据包自动列在下面，不会自动接收。" if folder
            else "可以让程序监视一个文件夹（例如内网邮件的下载文件夹），新来的数据包自动列在下面。"
        )  # fmt: skip
        self.unwatch_button.setVisible(bool(folder))
        self._narrow({})
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            wanted()

    def search(self, text: str) -> None:
        self._words = text
        self._narrow({})

    def take_in(self, paths: list[Path]) -> None:
        """Keep these files; a single one is opened at once."""
        if not self.is_busy:
            work = partial(deliveries.keep_all, self.context.ledger, paths)
            self.run(work, "正在存入收件箱", self._kept)

    def chosen(self) -> InboxItem | None:
        """The file under the cursor."""
        row = self._rows.get(self.grid.current_id())
        return row.item if row else None

    def open_chosen(self) -> None:
        """Ask for the content of the chosen file to be shown."""
        item = self.chosen()
        if item is not None and not self._why_not_open(item):
            self.opened.emit(item)

    def retry(self) -> None:
        """Look at the chosen file again: its sender may be enrolled now, the program newer."""
        item = self.chosen()
        if item is not None:
            self.run(partial(inbox.retry, self.context.ledger, item.uid), "正在重新核对", self._retried)

    def refuse(self) -> None:
        """Do not take the chosen file in, with a reason."""
        item = self.chosen()
        if item is not None and item.state is InboxState.READY:
            self.desk.refuse(self, item, self._refused)

    def withdraw(self) -> None:
        """The chosen file was refused by mistake."""
        item = self.chosen()
        if item is not None and item.state is InboxState.DECLINED and self.desk.is_sure(item):
            self.run(self.desk.withdrawing(item), "正在撤销拒收", self._withdrawn)

    def remove(self) -> None:
        """Take the chosen file out of the inbox."""
        item = self.chosen()
        more = "只移走收件箱里的这一份；原来的文件和已经接收的内容都不受影响。"
        if item is not None and self.confirm(
            self, "移出收件箱", f"把“{item.file_name}”移出收件箱吗？", "移出", more
        ):
            work = partial(inbox.remove, self.context.ledger, item.uid)
            self.run(unticked(work), "正在移出", self._removed)

    def enable(self) -> None:
        item = self.chosen() if self.context.has_ledger else None
        none = BUSY if self.is_busy else "" if item else "请先在列表里选一个文件。"
        allow(self.drop.choose_button, BUSY if self.is_busy else "")
        self.drop.setAcceptDrops(not self.is_busy)
        allow(self.open_button, none or self._why_not_open(item), "看清每一处改动，再决定接收")
        allow(self.retry_button, none)
        allow(self.remove_button, none)
        state = item.state if item else None
        allow(self.refuse_button, BUSY if self.is_busy else "", REFUSE_TIP)
        allow(
            self.withdraw_button, BUSY if self.is_busy else "", "登记簿里保留拒收和撤销的记录，文件可以再接收"
        )
        self.refuse_button.setVisible(state is InboxState.READY)
        self.withdraw_button.setVisible(state is InboxState.DECLINED)
        self.enrol_button.setVisible(state is InboxState.STRANGER)
        self.import_button.setVisible(state is InboxState.FOREIGN)

    def _why_not_open(self, item: InboxItem | None) -> str:
        if item is None or item.state in CAN_BE_OPENED:
            return ""
        return item.reason or f"这个文件{item.state.value}。"

    def _kept(self, kept: Kept) -> None:
        self._wanted = partial(self._tell_kept, kept)
        self.reload()
        self.context.ledger_changed.emit()

    def _tell_kept(self, kept: Kept) -> None:
        """Once the new files are listed: show the first, open a single one."""
        self.refusal.say(
            listed("没有存入：", [f"{one.place}：{one.message}" for one in kept.faults]), "warning"
        )
        first = next((row for row in self._rows if kept.items and row.item.uid == kept.items[0].uid), None)
        if first is None:
            return
        self.grid.choose(first.id)
        if len(kept.items) > 1:
            self.context.say(f"收件箱新到 {len(kept.items)} 个文件，逐个查看后再接收。")
        elif self._why_not_open(first.item):
            self.refusal.say(_why(first.item), "warning")
        else:
            self.opened.emit(first.item)

    def _retried(self, item: InboxItem) -> None:
        self.reload()
        self.context.say(f"“{item.file_name}”：{item.words()}。{item.reason}")
        self.context.ledger_changed.emit()

    def _refused(self, told: Acknowledgement) -> None:
        self.context.say(f"已拒收“{told.sender}”第 {told.sequence} 号数据包，电话回执码 {told.code}。")
        self.context.ledger_changed.emit()

    def _withdrawn(self, _done: object) -> None:
        self.context.say("已撤销拒收，文件可以再接收。已把拒收告诉过对方的，请再告诉一声。")
        self.context.ledger_changed.emit()

    def _removed(self, item: InboxItem) -> None:
        self.context.say(f"已移出收件箱：{item.file_name}")
        self.context.ledger_changed.emit()

    def _show(self, _row: object) -> None:
        item = self.chosen()
        self.refusal.say(_why(item) if item else "", _tone(item))
        self.enable()

    def _watch(self) -> None:
        if folder := self.ask_folder(self):
            self._set_folder(str(folder))

    def _unwatch(self) -> None:
        self._set_folder("")

    def _set_folder(self, folder: str) -> None:
        self.context.settings.watched_folder = folder
        self.context.keep_settings()
        self.context.folder_watched.emit(Path(folder) if folder else None)
        self.reload()

    def _import(self) -> None:
        item = self.chosen()
        if item is not None:
            self.context.navigate("导入表格", inbox.path_of(self.context.ledger, item))

    def _narrow(self, _values: object) -> None:
        values = self.filters.values()
        self.model.show((values["state"], values["sender"], self._words))
        self.grid.set_empty("没有符合条件的文件" if len(self._rows) else EMPTY)
        if self.grid.current_id() is None and self.model.rowCount():
            self.grid.selectRow(0)
        self._show(None)


def _why(item: InboxItem) -> str:
    """The reason with the name of the file, which most reasons hold already."""
    return (
        item.reason
        if not item.reason or item.file_name in item.reason
        else f"{item.file_name}：{item.reason}"
    )


def _tone(item: InboxItem | None) -> str:
    return "" if item is None or item.state in CAN_BE_OPENED else "warning"

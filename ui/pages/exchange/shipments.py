"""登记簿: every package that went or came, on which medium, what the other side has confirmed, what was taken back."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from dczg_desktop.domain.words import Direction
from dczg_desktop.services import acknowledgement, register, undo
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.outgoing.outlook import NeedsReason
from dczg_desktop.services.register import RegisterFilter, ShipmentRow
from ui.context import Context
from ui.dialogs.handover import HandoverDialog
from ui.dialogs.reason import Draft, ReasonDialog
from ui.models.grid import GridModel
from ui.pages.exchange.letters import LetterDesk
from ui.pages.exchange.receipt_entry import ReceiptEntry
from ui.pages.exchange.register_rows import COLUMNS, RegisterRow, Wanted, fits, row_of
from ui.pages.exchange.send_order import ask_folder, default_folder
from ui.pages.listed import Listed
from ui.pages.work_page import BUSY, WorkPage, unticked
from ui.reading import Reading
from ui.task import Task
from ui.widgets.date_field import DateField
from ui.widgets.dialog import confirm
from ui.widgets.filter_bar import FilterBar
from ui.widgets.flow import FlowLayout
from ui.widgets.grid import Grid
from ui.widgets.words import allow, button, label

EMPTY = "还没有收发过数据包。发出或接收以后，这里逐件登记，对方收到后自动填上回执。"
COPY_TIP = "复制到剪贴板，可粘贴到 Excel、WPS 表格"


class ShipmentsPanel(WorkPage):
    """The register; `confirm`, `ask_handover`, `ask_folder` and `ask_target` are the dialogs, `desk` writes letters."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.confirm: Callable[[QWidget, str, str, str, str], bool] = confirm
        self.ask_handover = HandoverDialog.ask
        self.ask_reason = ReasonDialog.ask
        self._drafts: defaultdict[str, Draft] = defaultdict(Draft)
        self.ask_folder: Callable[[QWidget, str], Path | None] = ask_folder
        self.ask_target: Callable[[QWidget, str], Path | None] = ask_target
        self.desk = LetterDesk(self, context)
        self._rows = Listed[RegisterRow](fits)
        self._words = ""
        self._reading = Reading(self, context)
        self.entry = ReceiptEntry(context)
        self.filters = FilterBar()
        self.filters.add_choice("office", "全部单位", [])
        self.filters.add_choice("direction", "收发都看", [one.value for one in Direction])
        self.since, self.until = DateField(), DateField()
        self.undo_button = button("撤销这次接收", "danger")
        self.copy_button = button("复制所选(&C)", tip=COPY_TIP)
        self.print_button = button("打印登记簿(&P)", tip="按上面的筛选打印，存为 PDF 或 Excel")
        self.handover_button = button("补登介质(&M)…")
        self.note_button = button("发文说明(&N)…")
        self.again_button = button("重发现状(&R)…")
        self.take_back_button = button("撤销回执登记", "danger")
        self.grid = Grid("exchange-register", context, EMPTY)
        self.model = GridModel(COLUMNS, self._rows.ids, self._rows.rows, self)
        self.grid.show_model(self.model)
        self._lay_out()
        self._connect()
        self.enable()

    def _lay_out(self) -> None:
        for name, field in (("从", self.since), ("到", self.until)):
            field.setFixedWidth(178)
            field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            field.line.setPlaceholderText("不限")
            field.setAccessibleName(f"{name}哪一天")
            self.filters.add_widget(label(name, "secondary"))
            self.filters.add_widget(field)
        acts = QWidget()
        flow = FlowLayout()
        acts.setLayout(flow)
        for made in (self.print_button, self.copy_button, self.handover_button, self.note_button, self.again_button, self.take_back_button, self.undo_button):  # fmt: skip
            flow.addWidget(made)
        row = QHBoxLayout()
        row.addWidget(acts, 1)
        self.body.addWidget(self.entry)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.grid, 1)
        self.body.addLayout(row)

    def _connect(self) -> None:
        self.filters.changed.connect(self._narrow)
        self.since.changed.connect(self._narrow)
        self.until.changed.connect(self._narrow)
        self.model.counted.connect(self._count)
        self.grid.selectionModel().selectionChanged.connect(self.enable)
        self.grid.opened.connect(lambda _id: self.complete())
        self.copy_button.clicked.connect(self.grid.copy)
        self.print_button.clicked.connect(self.print_register)
        self.handover_button.clicked.connect(self.complete)
        self.note_button.clicked.connect(self.write_note)
        self.again_button.clicked.connect(self.send_again)
        self.take_back_button.clicked.connect(self.take_back)
        self.undo_button.clicked.connect(self.undo)

    def reload(self) -> None:
        self._reading.ask(partial(register.shipments, self.context.ledger), self._show_entries)

    def _show_entries(self, found: list[ShipmentRow]) -> None:
        self._rows.put(row_of(n, one) for n, one in enumerate(found))
        self.filters.set_options("office", sorted({row.office for row in self._rows if row.office}))
        self._narrow()

    def search(self, text: str) -> None:
        self._words = text
        self._narrow()

    def undo(self) -> None:
        """Take the chosen received package back."""
        row = self._chosen()
        if row is None or self._why_not_undo(row):
            return
        more = "台账恢复到接收之前；历史记录里会留下接收和撤销两笔。以后可以再次接收同一文件。"
        question = f"撤销接收“{row.office}”第 {row.number} 号数据包吗？"
        if self.confirm(self, "撤销接收", question, "撤销接收", more):
            work = partial(undo.undo, self.context.ledger, row.entry.act_uid)
            self.run(work, "正在撤销接收", partial(self._undone, row))

    def take_back(self) -> None:
        """The receipt of the chosen sending was entered by mistake."""
        row = self._chosen()
        if row is None or self._why_not_take_back(row):
            return
        more = "登记簿恢复到登记这份回执以前；历史记录里会留下登记和撤销两笔。同一份回执以后可以再登记。"
        question = f"撤销“{row.office}”第 {row.number} 号数据包的回执登记（{row.receipt}）吗？"
        if self.confirm(self, "撤销回执登记", question, "撤销登记", more):
            work = partial(acknowledgement.take_back_receipt, self.context.ledger, row.entry.uid)
            self.run(unticked(work), "正在撤销回执登记", partial(self._taken_back, row))

    def complete(self) -> None:
        """Register medium, number and carrier of the chosen entry."""
        row = self._chosen()
        if row is None or self.is_busy:
            return
        entry = row.entry

        def save(handover: register.Handover) -> Task:
            work = partial(register.complete_entry, self.context.ledger, entry.uid, entry.direction, handover)
            return self.run_for_dialog(unticked(work), "正在补登", lambda _done: self._completed(row))

        self.ask_handover(self, entry, save)

    def write_note(self) -> None:
        """The note that goes with the chosen sending."""
        row = self._chosen()
        if row is not None and not self._why_not_sent(row):
            self.desk.note(row.entry.uid)

    def send_again(self) -> None:
        """Send the present state to the office of a sending that was not confirmed."""
        row = self._chosen()
        if row is None or self._why_not_sent(row):
            return
        if (folder := self.ask_folder(self, default_folder())) is not None:
            self._send_again(row, folder, partial(self.run, failed=partial(self._refused, row, folder)), "")

    def _send_again(self, row: RegisterRow, folder: Path, run: Callable[..., Task], reason: str) -> Task:
        order = shipments.SendOrder(reason=reason)
        work = partial(shipments.resend, self.context.ledger, row.entry.uid, folder, order)
        return run(work, f"正在重发给{row.office}", partial(self._sent_again, row))

    def _refused(self, row: RegisterRow, folder: Path, error: Exception) -> None:
        """Personal data or blocking findings: with a reason it is sent all the same."""
        if isinstance(error, NeedsReason):
            QTimer.singleShot(0, self, partial(self._confirm, row, folder, str(error)))  # the task ends first
        else:
            self.context.show_error(self, error)

    def _confirm(self, row: RegisterRow, folder: Path, lead: str) -> None:
        save, draft = partial(self._send_again, row, folder, self.run_for_dialog), self._drafts[row.entry.uid]
        self.ask_reason(self, "确认照发", "照发", lead, "理由", save, draft=draft)

    def print_register(self) -> None:
        """Print what the filter takes."""
        name = f"数据包收发登记簿_{self.context.office_name}_{self.context.ledger.today():%Y%m%d}.pdf"
        if target := self.ask_target(self, name):
            work = partial(register.print_register, self.context.ledger, target, self._filter())
            self.run(work, "正在排版登记簿", lambda made: self._printed(made.path))

    def enable(self, *_selection: object) -> None:
        row = self._chosen()
        allow(self.undo_button, self._why_not_undo(row))
        allow(self.copy_button, "" if row else "请先选中一行或几行（Ctrl+A 全选）。", COPY_TIP)
        allow(self.print_button, BUSY if self.is_busy else "", "按上面的筛选打印，存为 PDF 或 Excel")
        allow(self.take_back_button, self._why_not_take_back(row), "电话回执码、回执文件登记错了时用")
        busy = BUSY if self.is_busy else "" if row else "请先选中一件。"
        allow(self.handover_button, busy, "登记用的什么介质、编号、谁经手、哪天交接")
        allow(self.note_button, self._why_not_sent(row), "打印随数据包送去的函")
        allow(self.again_button, self._why_not_sent(row), "按台账现状重新生成，以前没有回执的各号就不必再送")

    def _why_not_undo(self, row: RegisterRow | None) -> str:
        if self.is_busy:
            return BUSY
        if row is None or row.entry.direction is not Direction.RECEIVED:
            return "请先选中一个收到的数据包。"
        return "这次接收已经撤销过了。" if row.entry.undone else ""

    def _why_not_take_back(self, row: RegisterRow | None) -> str:
        if why := self._why_not_sent(row):
            return why
        return (
            ""
            if row is not None and row.entry.is_entered
            else "这一件没有人工登记的回执；对方来包里自动确认的不能撤销。"
        )

    def _why_not_sent(self, row: RegisterRow | None) -> str:
        if self.is_busy:
            return BUSY
        sent = row is not None and row.entry.direction is Direction.SENT
        return "" if sent else "请先选中一个发出的数据包。"

    def _chosen(self) -> RegisterRow | None:
        selected = self.grid.selected_ids()
        return self._rows.get(selected[0]) if selected else None

    def _filter(self) -> RegisterFilter:
        values = self.filters.values()
        since, until = (None if field.is_faulty() else field.value() for field in (self.since, self.until))
        return RegisterFilter(values["office"], values["direction"], since, until)

    def _narrow(self, *_values: object) -> None:
        self.grid.set_empty("没有符合条件的记录" if len(self._rows) else EMPTY)
        self.model.show(Wanted(self._filter(), self._words))
        self.enable()

    def _count(self, count: int) -> None:
        self.filters.show_count(count, "件")

    def _undone(self, row: RegisterRow, _title: str) -> None:
        self.context.say(f"已撤销接收“{row.file_name}”，台账恢复到接收之前。")
        self.context.ledger_changed.emit()

    def _completed(self, row: RegisterRow) -> None:
        self.context.say(f"已补登“{row.file_name}”的介质和经手人。")
        self.context.ledger_changed.emit()

    def _taken_back(self, row: RegisterRow, standing: str) -> None:
        self.context.say(f"已撤销“{row.office}”第 {row.number} 号数据包的回执登记，{standing}。")
        self.context.ledger_changed.emit()

    def _sent_again(self, row: RegisterRow, sent: shipments.Sent) -> None:
        replaced = f"{'、'.join(sent.supersedes)}不必再送。" if sent.supersedes else ""
        self.context.say(f"已按现状重发给“{row.office}”，第 {sent.sequence} 号：{sent.path}。{replaced}")
        self.context.ledger_changed.emit()

    def _printed(self, path: Path) -> None:
        self.context.say(f"已写出 {path}")
        self.desk.open(path)


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Where to put the register; None when the user changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "打印登记簿", name, "PDF (*.pdf);;Excel 工作簿 (*.xlsx)")
    return Path(chosen) if chosen else None

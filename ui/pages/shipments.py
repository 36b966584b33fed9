"""登记簿: every package that went or came, what the other side has confirmed, what was taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dczg_desktop.domain.words import Direction
from dczg_desktop.services import shipments, undo
from dczg_desktop.services.shipments import ShipmentRow
from ui.context import Context
from ui.models.grid import GridModel
from ui.pages.listed import Listed, mentions
from ui.pages.work_page import BUSY, WorkPage, allow, unticked
from ui.widgets.columns import GridColumn
from ui.widgets.dialog import confirm
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.words import button

COLUMNS = (
    GridColumn("direction", "方向", 60),
    GridColumn("office", "单位", 132),
    GridColumn("sequence", "编号", 56, "number"),
    GridColumn("file_name", "文件", 200, "long"),
    GridColumn("at", "时间", 140),
    GridColumn("who", "经办人", 74, secondary=True),
    GridColumn("counts", "内容", 170, secondary=True),
    GridColumn("receipt", "回执", 132),
)
EMPTY = "还没有收发过数据包。发出或接收以后，这里逐件登记，对方收到后自动填上回执。"


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One package in words."""

    id: int
    direction: str
    office: str
    sequence: int
    file_name: str
    at: str
    who: str
    counts: str
    receipt: str
    undone: bool
    act_uid: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Rows of one office and direction ('' for all) that mention the words."""

    office: str
    direction: str
    words: str


class ShipmentsPanel(WorkPage):
    """The register; `confirm` is the question before taking a received package back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.confirm: Callable[[QWidget, str, str, str, str], bool] = confirm
        self._rows = Listed[RegisterRow](_fits)
        self._words = ""
        self.filters = FilterBar()
        self.filters.add_choice("office", "全部单位", [])
        self.filters.add_choice("direction", "收发都看", [one.value for one in Direction])
        self.undo_button = button("撤销这次接收", "danger")
        self.copy_button = button("复制所选(&C)", tip="复制到剪贴板，可粘贴到 Excel、WPS 表格再打印")
        self.grid = Grid("exchange-register", context, EMPTY)
        self.model = GridModel(COLUMNS, self._rows.ids, self._rows.rows, self)
        self.grid.show_model(self.model)
        top = QHBoxLayout()
        top.addWidget(self.filters, 1)
        top.addWidget(self.copy_button)
        top.addWidget(self.undo_button)
        self.body.addLayout(top)
        self.body.addWidget(self.grid, 1)
        self.filters.changed.connect(self._narrow)
        self.model.counted.connect(self._count)
        self.grid.selectionModel().selectionChanged.connect(self.enable)
        self.copy_button.clicked.connect(self.grid.copy)
        self.undo_button.clicked.connect(self.undo)
        self.enable()

    def reload(self) -> None:
        found = shipments.shipments(self.context.ledger)
        self._rows.put(_row(n, one) for n, one in enumerate(found))
        self.filters.set_options("office", sorted({row.office for row in self._rows if row.office}))
        self._narrow({})

    def search(self, text: str) -> None:
        self._words = text
        self._narrow({})

    def undo(self) -> None:
        """Take the chosen received package back."""
        row = self._chosen()
        if row is None or self._why_not(row):
            return
        more = "台账恢复到接收之前；历史记录里会留下接收和撤销两笔。以后可以再次接收同一文件。"
        question = f"撤销接收“{row.office}”第 {row.sequence} 号数据包吗？"
        if self.confirm(self, "撤销接收", question, "撤销接收", more):
            work = partial(undo.undo, self.context.ledger, row.act_uid)
            self.run(unticked(work), "正在撤销接收", partial(self._undone, row))

    def enable(self, *_selection: object) -> None:
        row = self._chosen()
        allow(self.undo_button, self._why_not(row))
        allow(
            self.copy_button,
            "" if row else "请先选中一行或几行（Ctrl+A 全选）。",
            "复制到剪贴板，可粘贴到 Excel、WPS 表格再打印",
        )

    def _why_not(self, row: RegisterRow | None) -> str:
        if self.is_busy:
            return BUSY
        if row is None or row.direction != Direction.RECEIVED.value:
            return "请先选中一个收到的数据包。"
        return "这次接收已经撤销过了。" if row.undone else ""

    def _chosen(self) -> RegisterRow | None:
        selected = self.grid.selected_ids()
        return self._rows.get(selected[0]) if selected else None

    def _narrow(self, _values: object) -> None:
        values = self.filters.values()
        self.grid.set_empty("没有符合条件的记录" if len(self._rows) else EMPTY)
        self.model.show(Wanted(values["office"], values["direction"], self._words))
        self.enable()

    def _count(self, count: int) -> None:
        self.filters.show_count(count, "件")

    def _undone(self, row: RegisterRow, _title: str) -> None:
        self.context.say(f"已撤销接收“{row.file_name}”，台账恢复到接收之前。")
        self.context.ledger_changed.emit()


def _row(number: int, one: ShipmentRow) -> RegisterRow:
    counts = "、".join(f"{kind} {count}" for kind, count in one.counts.items() if count)
    return RegisterRow(
        number, one.direction.value, one.office, one.sequence, one.file_name, one.at[:16].replace("T", " "),
        one.who, counts or "没有新内容", _receipt(one), one.undone, one.act_uid,
    )  # fmt: skip


def _receipt(one: ShipmentRow) -> str:
    if one.undone:
        return "已撤销"
    if one.direction is Direction.RECEIVED:
        return "已接收"
    return f"对方已收 {one.acknowledged_at[5:10]}" if one.acknowledged_at else "等待回执"


def _fits(row: RegisterRow, wanted: Wanted) -> bool:
    if wanted.office and row.office != wanted.office:
        return False
    if wanted.direction and row.direction != wanted.direction:
        return False
    return mentions(wanted.words, row.office, row.file_name, row.who, row.counts, row.receipt)

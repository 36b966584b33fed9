"""发送: choose the receiver, see what would leave, make the package."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from dczg_desktop.domain.words import Relation
from dczg_desktop.services import offices, shipments
from ui.context import Context
from ui.models.grid import GridModel
from ui.pages.listed import Listed, mentions
from ui.pages.outlook_card import OutlookCard
from ui.pages.sent_card import SentCard, note_words
from ui.pages.work_page import BUSY, WorkPage, allow, unticked
from ui.task import Task
from ui.widgets.cards import EmptyState, SectionCard
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid
from ui.widgets.scroll import scrolled
from ui.widgets.words import button, label

COLUMNS = (
    GridColumn("name", "单位", 150, "long"),
    GridColumn("relation", "关系", 60),
    GridColumn("state", "登记", 76),
    GridColumn("level", "层级", 60, secondary=True),
)
NOBODY = "还没有可以发送的单位。请先在“往来单位”里登记对方的单位卡片。"
RANK = {Relation.SUPERIOR.value: 0, Relation.SUBORDINATE.value: 1, Relation.DEPARTMENT.value: 2, "": 3}


@dataclass(frozen=True, slots=True)
class Receiver:
    """An office that may be sent to."""

    id: int
    uid: str
    name: str
    relation: str
    state: str
    level: str


class SendingPanel(WorkPage):
    """`ask_folder` is the folder dialog; tests replace it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_folder: Callable[[QWidget, str], Path | None] = ask_folder
        self._receivers = Listed[Receiver](_fits)
        self._outlook: shipments.Outlook | None = None
        self._looking: Task | None = None
        self._words = ""
        self.office_grid = Grid("exchange-receivers", context, NOBODY)
        self.model = GridModel(COLUMNS, self._receivers.ids, self._receivers.rows, self)
        self.office_grid.show_model(self.model)
        self.guide = EmptyState("选择接收单位", "在左边选一个单位，这里先列出将要发出的内容，确认后再生成。")
        self.outlook, self.sent = OutlookCard(), SentCard(context)
        self.folder = QLineEdit(default_folder())
        self.folder_button, self.send_button = button("选择…"), button("生成数据包(&G)", "primary")
        self.right = QStackedWidget()
        self._lay_out()
        self.office_grid.chosen.connect(self._look)
        self.folder_button.clicked.connect(self._choose_folder)
        self.folder.textChanged.connect(self.enable)
        self.send_button.clicked.connect(self.send)
        self.enable()

    def _lay_out(self) -> None:
        left = SectionCard("接收单位")
        left.body.addWidget(self.office_grid, 1)
        self.folder.setAccessibleName("存放文件夹")
        row = QHBoxLayout()
        name = label("存放到(&D)")
        name.setBuddy(self.folder)
        for widget in (name, self.folder, self.folder_button, self.send_button):
            row.addWidget(widget)
        contents = QWidget()
        inner = QVBoxLayout(contents)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        inner.addWidget(self.sent, 1)
        inner.addWidget(self.outlook, 1)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        area = scrolled(contents)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout.addWidget(area, 1)
        act = SectionCard()
        act.body.addLayout(row)
        layout.addWidget(act)
        self.right.addWidget(self.guide)
        self.right.addWidget(whole)
        both = QHBoxLayout()
        both.setSpacing(10)
        both.addWidget(left, 34)
        both.addWidget(self.right, 66)
        self.body.addLayout(both, 1)

    def reload(self) -> None:
        ledger = self.context.ledger
        relations = {one.office_uid: one.relation.value for one in offices.counterparts(ledger)}
        found = [row for row in offices.offices(ledger) if not row.ours]
        found.sort(key=lambda row: RANK[relations.get(row.uid, "")])
        self._receivers.put(
            Receiver(
                n,
                row.uid,
                row.name,
                relations.get(row.uid, ""),
                "已登记" if row.enrolled else "未登记",
                row.level,
            )
            for n, row in enumerate(found)
        )
        self.search(self._words)
        self._look(self.office_grid.current_id())

    def search(self, text: str) -> None:
        self._words = text
        self.office_grid.set_empty("没有符合条件的单位" if text and len(self._receivers) else NOBODY)
        self.model.show(text)

    def send(self) -> None:
        """Make the package for the chosen receiver."""
        if (receiver := self._chosen()) is None:
            return
        folder = Path(self.folder.text().strip())
        work = partial(shipments.send, self.context.ledger, receiver.name, folder)
        self.run(work, f"正在生成发给{receiver.name}的数据包", partial(self._sent, receiver))

    def enable(self) -> None:
        allow(self.send_button, self._why_not())
        allow(self.folder_button, BUSY if self.is_busy else "")
        self.office_grid.setEnabled(not self.is_busy)

    def _why_not(self) -> str:
        if self.is_busy:
            return BUSY
        if self._outlook is None:
            return "请先在左边选择接收单位。"
        if not self._outlook.counts or not self._has_content(self._outlook):
            return "没有交给这个单位的问题或信访件：请先在“整改台账”里把问题交办给它。"
        folder = self.folder.text().strip()
        return "" if folder and Path(folder).is_dir() else "请先选择存放数据包的文件夹。"

    def _has_content(self, outlook: shipments.Outlook) -> bool:
        return bool(outlook.problems or outlook.released or outlook.counts.get("信访件"))

    def _chosen(self) -> Receiver | None:
        return self._receivers.get(self.office_grid.current_id())

    def _look(self, row_id: int | None) -> None:
        receiver = self._receivers.get(row_id)
        if self._looking is not None:
            self._looking.cancel()
        if receiver is None:
            self._outlook = None
            self.right.setCurrentIndex(0)
            self.enable()
            return
        if self._outlook is not None and self._outlook.office_uid != receiver.uid:
            self._outlook = None
            self.sent.hide()
        task = Task(self, unticked(partial(shipments.outlook, self.context.ledger, receiver.name)))
        self._looking = task
        task.succeeded.connect(self._looked)
        task.failed.connect(partial(self.context.show_error, self))
        task.finished.connect(partial(self._look_ended, task))
        self.enable()
        task.start(self.context.pool)

    def _look_ended(self, task: Task) -> None:
        if self._looking is task:
            self._looking = None

    def _looked(self, outlook: shipments.Outlook) -> None:
        receiver = self._chosen()
        if receiver is None or receiver.uid != outlook.office_uid:
            return
        self._outlook = outlook
        self.outlook.setVisible(self.sent.isHidden())
        self.outlook.show_outlook(outlook)
        self.right.setCurrentIndex(1)
        self.enable()

    def _choose_folder(self) -> None:
        if folder := self.ask_folder(self, self.folder.text()):
            self.folder.setText(str(folder))

    def _sent(self, receiver: Receiver, sent: shipments.Sent) -> None:
        ledger = self.context.ledger
        note = note_words(sent, receiver.name, receiver.relation, self.context.office_name, ledger.today())
        self.sent.show_sent(sent, note)
        self.outlook.hide()
        self.context.say(f"已生成发给“{receiver.name}”的第 {sent.sequence} 号数据包：{sent.path}")
        self.context.ledger_changed.emit()


def _fits(row: Receiver, query: object) -> bool:
    return mentions(query, row.name, row.relation, row.state, row.level)


def default_folder() -> str:
    """The desktop, where people look first; nothing when there is none."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
    return place if place and Path(place).is_dir() else ""


def ask_folder(parent: QWidget, start: str) -> Path | None:
    """The folder or USB stick for the package; None when the user changed their mind."""
    chosen = QFileDialog.getExistingDirectory(parent, "数据包存放到哪里（可以选 U 盘）", start)
    return Path(chosen) if chosen else None

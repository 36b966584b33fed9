"""怎样发送: a package or sheets to fill in, in volumes or not, on which medium, into which folder."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QStandardPaths, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from dczg_desktop.domain.words import Job, Medium, Sealing
from dczg_desktop.services.outgoing.shipments import SendOrder
from dczg_desktop.services.trust.sealing import SealingOutlook
from ui.pages.work_page import BUSY
from ui.widgets.cards import SectionCard
from ui.widgets.flow import FlowLayout
from ui.widgets.words import allow, button, label

MEGABYTE = 1 << 20
OWN = -1
VOLUMES = (("不分卷", 0), ("U 盘 4 GB", 3_800), ("邮件 50 MB", 50), ("自定大小", OWN))
FORMS = {False: "数据包（有程序）", True: "填报表（无程序）"}
TIPS = {
    Job.PROGRESS: "一题一行，填本期进展、完成比例、困难、打算",
    Job.MEASURES: "措施改到承办单位和时限，可以新增、拆分",
    Job.PEOPLE: "责任领导、责任人员的姓名和职务",
    Job.MATERIALS: "销号材料齐不齐、放在哪里、多少页",
    Job.PETITIONS: "没有办结的信访件，一件一行、分点位的一点一行：核实、是否属实、整改、办结",
}


class SendOrderCard(SectionCard):
    """`changed` when a choice that decides what may be sent changes; `ask_folder` is the folder dialog."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ask_folder: Callable[[QWidget, str], Path | None] = ask_folder
        self.kind, self.medium, self.volume = QComboBox(), QComboBox(), QComboBox()
        for is_form, words in FORMS.items():
            self.kind.addItem(words, is_form)
        self.jobs = {job: QCheckBox(job.value) for job in Job}
        for job, box in self.jobs.items():
            box.setToolTip(TIPS[job])
            box.setChecked(job in {Job.PROGRESS, Job.PEOPLE})
        for words, size in VOLUMES:
            self.volume.addItem(words, size)
        self.megabytes = QSpinBox()
        self.megabytes.setRange(2, 4_000)
        self.megabytes.setValue(100)
        self.megabytes.setSuffix(" MB")
        self.medium.addItem("介质", None)
        for medium in Medium:
            self.medium.addItem(medium.value, medium)
        self.seal = _seal_choice()
        self.new_password = QCheckBox("换新的打开密码")
        self.number, self.handler, self.folder = QLineEdit(), QLineEdit(), QLineEdit(default_folder())
        self.number.setPlaceholderText("编号")
        self.handler.setPlaceholderText("经手人")
        self.folder_button, self.send_button = button("选择…"), button("生成(&G)", "primary")
        self._name()
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._show)
        self.volume.currentIndexChanged.connect(self._show)
        for box in (*self.jobs.values(), self.new_password):
            box.toggled.connect(self.changed)
        self.megabytes.valueChanged.connect(self.changed)
        self.seal.currentIndexChanged.connect(self.changed)
        self.folder.textChanged.connect(self.changed)
        self.folder_button.clicked.connect(self._choose_folder)
        self._show()

    def _name(self) -> None:
        names = {self.kind: "发送方式", self.seal: "密封", self.volume: "分卷", self.megabytes: "每卷大小", self.medium: "介质",
                 self.number: "介质编号", self.handler: "经手人", self.folder: "存放文件夹"}  # fmt: skip
        for widget, name in names.items():
            widget.setAccessibleName(name)
        for field, width in ((self.number, 60), (self.handler, 78)):
            field.setFixedWidth(width)
            field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.new_password.setToolTip("原来与该单位约定的密码泄露、忘记时勾选；以前发出的表仍用原来的密码打开")
        self.kind.setToolTip("对方装有本程序的发数据包；只有 Excel、WPS 的发填报表，填好交回")
        self.volume.setToolTip("附件多时分成几个文件；每一卷都能单独接收，先后不限")

    def _lay_out(self) -> None:
        choices = QWidget()
        flow = FlowLayout()
        choices.setLayout(flow)
        for widget in (self.kind, *self.jobs.values(), self.volume, self.megabytes, self.seal, self.new_password, self.medium, self.number, self.handler):  # fmt: skip
            flow.addWidget(widget)
        row = QHBoxLayout()
        name = label("存放到(&D)")
        name.setBuddy(self.folder)
        row.addWidget(name)
        row.addWidget(self.folder, 1)
        row.addWidget(self.folder_button)
        row.addWidget(self.send_button)
        self.body.addWidget(choices)
        self.body.addLayout(row)

    @property
    def is_form(self) -> bool:
        """Whether sheets to fill in are chosen."""
        return bool(self.kind.currentData())

    @property
    def volume_size(self) -> int:
        """Bytes a volume may have, 0 for one file."""
        size = int(self.volume.currentData())
        return 0 if self.is_form else (self.megabytes.value() if size == OWN else size) * MEGABYTE

    def order(self, reason: str = "") -> SendOrder:
        """What was chosen."""
        jobs = tuple(job for job, box in self.jobs.items() if box.isChecked()) if self.is_form else ()
        return SendOrder(
            jobs, self.volume_size, reason, self.medium.currentData(), self.number.text(), self.handler.text(),
            sealing=self.sealing, new_password=self.new_password.isChecked() and not self.new_password.isHidden(),
        )  # fmt: skip

    @property
    def sealing(self) -> Sealing | None:
        """How the person wants it closed; None for the usual way."""
        chosen = self.seal.currentData()
        return Sealing(chosen) if chosen else None

    def offer(self, closing: SealingOutlook | None) -> None:
        """Offer the ways in which this may be closed; one that was chosen and is possible still stays chosen."""
        choices = closing.choices if closing else ()
        wish = self.sealing if self.sealing in choices else None
        with QSignalBlocker(self.seal):
            self.seal.clear()
            self.seal.addItem(f"自动：{closing.usual}" if closing else "自动", None)
            for choice in choices:
                self.seal.addItem(choice.value, choice.value)
            self.seal.setCurrentIndex(max(0, self.seal.findData(wish.value)) if wish else 0)
        how = wish or (closing.how if closing else None)
        self.new_password.setVisible(how is Sealing.PASSWORD and bool(closing and closing.agreed))

    def choose_form(self, *, is_form: bool) -> None:
        """Offer sheets to fill in to an office without the program, a package to the others."""
        self.kind.setCurrentIndex(int(is_form))

    def why_not(self) -> str:
        """What is still missing here."""
        if self.is_form and not self.order().jobs:
            return "请至少选一张要对方填的表。"
        folder = self.folder.text().strip()
        return "" if folder and Path(folder).is_dir() else "请先选择存放数据包的文件夹。"

    def enable(self, why_not: str, *, busy: bool) -> None:
        """Give the buttons their state and reason."""
        allow(self.send_button, why_not)
        allow(self.folder_button, BUSY if busy else "")

    def _show(self, *_choice: object) -> None:
        for box in self.jobs.values():
            box.setVisible(self.is_form)
        self.volume.setVisible(not self.is_form)
        self.megabytes.setVisible(not self.is_form and self.volume.currentData() == OWN)
        self.send_button.setText("生成填报表(&G)" if self.is_form else "生成数据包(&G)")
        self.changed.emit()

    def _choose_folder(self) -> None:
        if folder := self.ask_folder(self, self.folder.text()):
            self.folder.setText(str(folder))


def default_folder() -> str:
    """The desktop, where people look first; nothing when there is none."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
    return place if place and Path(place).is_dir() else ""


def _seal_choice() -> QComboBox:
    made = QComboBox()
    made.addItem("自动", None)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    made.setToolTip(
        "有信访件、个人信息的：数据包自动密封给对方的电脑，对方没有密封公钥的用口令；填报表设打开密码，或不带个人信息。密码电话告知"
    )
    return made


def ask_folder(parent: QWidget, start: str) -> Path | None:
    """The folder or USB stick for the package; None when the user changed their mind."""
    chosen = QFileDialog.getExistingDirectory(parent, "数据包存放到哪里（可以选 U 盘）", start)
    return Path(chosen) if chosen else None

"""往来单位: our card to give away, the offices we may exchange with, the directory."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import Level
from dczg_desktop.services import ledgers, offices
from ui.context import Context
from ui.dialogs.enrolment import Card, EnrolmentDialog, FingerprintView, likely_relation
from ui.models.grid import GridModel
from ui.pages.drop_area import DropArea, ask_card
from ui.pages.listed import Listed, mentions
from ui.pages.side_column import SideColumn
from ui.pages.work_page import WorkPage, allow, unticked
from ui.widgets.cards import SectionCard
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid
from ui.widgets.words import button, label, passage

STEPS = (
    "还没有登记往来单位。\n"
    "第一步：在左边导出本单位卡片，用 U 盘或内网邮件交给对方；\n"
    "第二步：对方也把卡片交来，拖到上面的虚线框里；\n"
    "第三步：打电话互相核对 24 位指纹，一致才登记。"
)
PARTNERS = (
    GridColumn("relation", "关系", 64),
    GridColumn("name", "单位", 170, "long"),
    GridColumn("fingerprint", "指纹", 268),
    GridColumn("replica", "本机标识", 96, secondary=True),
    GridColumn("enrolled_at", "登记时间", 150, secondary=True),
)
DIRECTORY = (
    GridColumn("name", "单位", 170, "long"),
    GridColumn("code", "代码", 110),
    GridColumn("level", "层级", 64),
    GridColumn("parent", "上级单位", 170, secondary=True),
    GridColumn("state", "登记", 96),
)


@dataclass(frozen=True, slots=True)
class Partner:
    """An enrolled installation."""

    id: int
    relation: str
    name: str
    fingerprint: str
    replica: str
    enrolled_at: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An office of the directory."""

    id: int
    name: str
    code: str
    level: str
    parent: str
    state: str


class OurCard(SectionCard):
    """Our installation as others must know it."""

    def __init__(self) -> None:
        super().__init__("本单位")
        self.name, self.facts = passage("", "strong"), passage("", "secondary")
        self.fingerprint = FingerprintView()
        self.export_button = button("导出本单位卡片(&E)", tip="存成一个小文件，交给要往来的单位登记")
        advice = "上级、下级登记本单位时，会打电话来核对这 24 位数字。请从左到右、逐组念给对方听。"
        for widget in (self.name, self.facts, label("本机指纹", "strong"), self.fingerprint):
            self.body.addWidget(widget)
        self.body.addWidget(passage(advice, "secondary"))
        self.body.addWidget(self.export_button)
        self.body.addStretch(1)

    def show_office(self, office: ledgers.OfficeCard, fingerprint: str) -> None:
        """Show who we are."""
        self.name.setText(office.name)
        self.facts.setText(f"代码 {office.code}　{office.level}级\n本机标识 {short(office.replica)}")
        self.facts.setToolTip(office.replica)
        self.fingerprint.show_digits(fingerprint)


def short(replica: str) -> str:
    """The beginning of an installation id, enough to tell two computers apart."""
    return replica[:8].upper()


class CounterpartsPanel(WorkPage):
    """`ask_target`, `ask_relation` and `drop.ask_file` are the dialogs; tests replace them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_target: Callable[[QWidget, str], Path | None] = ask_target
        self.ask_relation = EnrolmentDialog.ask
        self.ours = OurCard()
        self.drop = DropArea("对方的单位卡片（.dczgcard）拖到这里", "登记对方卡片(&R)…", ask_card)
        self._partners, self._directory = Listed[Partner](_partner_fits), Listed[Entry](_entry_fits)
        self.partners = Grid("exchange-partners", context, STEPS)
        self.directory = Grid("exchange-directory", context, "没有符合条件的单位")
        self.partner_model = GridModel(PARTNERS, self._partners.ids, self._partners.rows, self)
        self.directory_model = GridModel(DIRECTORY, self._directory.ids, self._directory.rows, self)
        self.partners.show_model(self.partner_model)
        self.directory.show_model(self.directory_model)
        for grid in (self.partners, self.directory):
            grid.setMinimumHeight(self.fontMetrics().lineSpacing() * 7)
        self._level = Level.COUNTY
        self._words = ""
        self._lay_out()
        self.ours.export_button.clicked.connect(self.export)
        self.drop.given.connect(self.enrol)

    def _lay_out(self) -> None:
        partners, directory = SectionCard("往来单位"), SectionCard("单位目录")
        partners.body.addWidget(self.drop)
        partners.body.addWidget(self.partners, 1)
        directory.body.addWidget(self.directory, 1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(partners, 3)
        right.addWidget(directory, 2)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(SideColumn(self.ours), 29)
        row.addLayout(right, 71)
        self.body.addLayout(row, 1)

    def reload(self) -> None:
        ledger = self.context.ledger
        office = ledgers.office_card(ledger)
        self._level = office.level
        self.ours.show_office(office, offices.our_fingerprint(ledger))
        self._partners.put(_partners(offices.counterparts(ledger)))
        self._directory.put(_entries(offices.offices(ledger)))
        self.search(self._words)

    def search(self, text: str) -> None:
        self._words = text
        self.partners.set_empty("没有符合条件的往来单位" if text and len(self._partners) else STEPS)
        self.partner_model.show(text)
        self.directory_model.show(text)

    def export(self) -> None:
        """Write our card where the user says."""
        if (target := self.ask_target(self, f"{self.ours.name.text()}.dczgcard")) is None:
            return
        try:
            path, _ = offices.export_card(self.context.ledger, target)
        except UserError as error:
            self.context.show_error(self, error)
            return
        self.context.say(f"已导出本单位卡片：{path}。请交给对方，并打电话核对指纹。")

    def enrol(self, path: Path) -> None:
        """Look at a card, ask, and enrol."""
        try:
            card = Card(*offices.look_at_card(path))
        except UserError as error:
            self.context.show_error(self, error)
            return
        relation = self.ask_relation(self, card, likely_relation(card.level, self._level))
        if relation is not None:
            work = partial(offices.enrol, self.context.ledger, path, relation)
            self.run(unticked(work), f"正在登记{card.name}", self._enrolled)

    def enable(self) -> None:
        busy = "正在登记，请稍候。" if self.is_busy else ""
        allow(self.drop.choose_button, busy)
        self.drop.setAcceptDrops(not busy)

    def _enrolled(self, done: offices.Enrolled) -> None:
        linked = f"台账里按名称写着它的 {done.linked} 处职责已自动关联。" if done.linked else ""
        self.context.say(f"已登记{done.relation}“{done.name}”，现在可以互相收发数据包。{linked}")
        self.context.ledger_changed.emit()


def _partner_fits(row: Partner, query: object) -> bool:
    return mentions(query, row.name, row.relation, row.fingerprint, row.replica)


def _entry_fits(row: Entry, query: object) -> bool:
    return mentions(query, row.name, row.code, row.level, row.parent)


def _partners(found: list[offices.Enrolled]) -> list[Partner]:
    return [
        Partner(n, one.relation, one.name, one.fingerprint, short(one.replica), one.enrolled_at[:16].replace("T", " "))
        for n, one in enumerate(found)
    ]  # fmt: skip


def _entries(found: list[offices.OfficeRow]) -> list[Entry]:
    return [
        Entry(n, one.name, one.code, one.level, one.parent, "本单位" if one.ours else "已登记" if one.enrolled else "未登记")
        for n, one in enumerate(found)
    ]  # fmt: skip


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Where to put our card; None when the user changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "导出本单位卡片", name, "单位卡片 (*.dczgcard)")
    return Path(chosen) if chosen else None

"""往来单位: our card to give away, the offices we may exchange with, the directory."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import Level, Relation
from dczg_desktop.services import ledgers, offices
from dczg_desktop.services.trust import cards, partners
from dczg_desktop.services.trust import keys as trust
from dczg_desktop.services.trust.installation import installation_state
from ui.context import Context
from ui.dialogs.enrolment import Card, EnrolmentDialog, likely_relation
from ui.dialogs.reason import ReasonDialog
from ui.models.grid import GridModel
from ui.pages.exchange.counterpart_rows import (
    DIRECTORY,
    PARTNERS,
    Entry,
    Partner,
    entry_fits,
    entry_rows,
    partner_fits,
    partner_rows,
)
from ui.pages.exchange.drop_area import DropArea, ask_card
from ui.pages.exchange.keys_card import KeysCard
from ui.pages.exchange.our_card import OurCard
from ui.pages.listed import Listed
from ui.pages.side_column import SideColumn
from ui.pages.work_page import BUSY, WorkPage, unticked
from ui.reading import Reading, reading
from ui.task import Task
from ui.widgets.cards import SectionCard
from ui.widgets.dialog import confirm
from ui.widgets.grid import Grid
from ui.widgets.words import allow, button

STEPS = (
    "还没有登记往来单位。\n"
    "第一步：在左边导出本单位卡片，用 U 盘或内网邮件交给对方；\n"
    "第二步：对方也把卡片交来，拖到上面的虚线框里；\n"
    "第三步：打电话互相核对 24 位指纹，一致才登记。"
)
EXPORT_TIP = "存成一个小文件，交给要往来的单位登记"
STOP_TIP = "对方电脑丢失、密钥可疑：从此不再接收这台电脑签发的新文件"
STOPPING = (
    "停用以后，这台电脑签发的、还没有收过的文件一律不收；已经接收的不受影响。停用随下一个数据包告知上下级。"
    "对方换了新密钥，登记它的新卡片后恢复往来。"
)


class CounterpartsPanel(WorkPage):
    """`ask_target`, `ask_relation` and `drop.ask_file` are the dialogs; tests replace them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_target: Callable[[QWidget, str], Path | None] = ask_target
        self.ask_relation = EnrolmentDialog.ask
        self.ask_reason = ReasonDialog.ask
        self.confirm: Callable[[QWidget, str, str, str, str], bool] = confirm
        self.ours, self.keys = OurCard(), KeysCard(context)
        self.stop_button = button("停用密钥(&U)…", "danger", STOP_TIP)
        self.resume_button, self.withdraw_button = button("恢复(&H)"), button("取消登记(&X)")
        self.drop = DropArea("对方的单位卡片（.dczgcard）拖到这里", "登记对方卡片(&R)…", ask_card)
        self._partners, self._directory = Listed[Partner](partner_fits), Listed[Entry](entry_fits)
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
        self._reading, self._card_reading = Reading(self, context), Reading(self, context)
        self._lay_out()
        self.ours.export_button.clicked.connect(self.export)
        self.drop.given.connect(self.enrol)
        self.partners.chosen.connect(self._choose)
        self.stop_button.clicked.connect(self.stop)
        self.resume_button.clicked.connect(self.resume)
        self.withdraw_button.clicked.connect(self.withdraw)
        self.enable()

    def _lay_out(self) -> None:
        partners, directory = SectionCard("往来单位"), SectionCard("单位目录")
        partners.body.addWidget(self.drop)
        partners.body.addWidget(self.partners, 1)
        acts = QHBoxLayout()
        acts.addStretch(1)
        for widget in (self.withdraw_button, self.resume_button, self.stop_button):
            acts.addWidget(widget)
        partners.body.addLayout(acts)
        directory.body.addWidget(self.directory, 1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(partners, 3)
        right.addWidget(directory, 2)
        row = QHBoxLayout()
        row.setSpacing(10)
        left = QWidget()
        column = self._column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.ours)
        column.addWidget(self.keys)
        column.addStretch(1)
        row.addWidget(SideColumn(left), 29)
        row.addLayout(right, 71)
        self.body.addLayout(row, 1)

    def reload(self) -> None:
        ledger = self.context.ledger
        parts = (
            ledgers.office_card,
            offices.our_fingerprint,
            installation_state,
            partners.partners,
            offices.offices,
        )
        self._reading.ask(reading(*(partial(part, ledger) for part in parts)), self._show_found)

    def _show_found(self, answer: tuple[Any, ...]) -> None:
        office, mark, state, enrolled, directory = answer
        self._level = office.level
        self.ours.show_office(office, mark)
        self.keys.show_state(state)
        self._column.insertWidget(0 if self.keys.asks() else 1, self.keys)  # a question stands first
        self._partners.put(partner_rows(enrolled))
        self._directory.put(entry_rows(directory))
        self.search(self._words)
        self._choose(None)

    def search(self, text: str) -> None:
        self._words = text
        self.partners.set_empty("没有符合条件的往来单位" if text and len(self._partners) else STEPS)
        self.partner_model.show(text)
        self.directory_model.show(text)

    def export(self) -> None:
        """Write our card where the user says."""
        if self.is_busy or (target := self.ask_target(self, f"{self.ours.name.text()}.dczgcard")) is None:
            return
        work = partial(offices.export_card, self.context.ledger, target)
        self.run(unticked(work), "正在导出本单位卡片", self._exported)

    def _exported(self, written: tuple[Path, str]) -> None:
        self.context.say(f"已导出本单位卡片：{written[0]}。请交给对方，并打电话核对指纹。")

    def enrol(self, path: Path) -> None:
        """Look at a card, ask, and enrol."""
        work = reading(
            partial(cards.card_news, self.context.ledger, path), partial(offices.look_at_card, path)
        )
        self._card_reading.ask(work, partial(self._ask_relation, path))

    def _ask_relation(self, path: Path, answer: tuple[Any, ...]) -> None:
        news, seen = answer
        card = Card(seen[0], seen[1], seen[2], news.words, news.endorsed)
        if news.refusal:
            self.context.show_error(self, UserError(news.refusal))
            return

        def save(relation: Relation) -> Task:
            work = partial(offices.enrol, self.context.ledger, path, relation)
            return self.run_for_dialog(unticked(work), f"正在登记{card.name}", self._enrolled)

        self.ask_relation(self, card, likely_relation(card.level, self._level), save)

    def stop(self) -> None:
        """停用: the chosen computer was lost or its key is doubtful."""
        if self.is_busy or (row := self._chosen()) is None:
            return
        said = f"已停用“{row.name}”电脑 {row.replica} 的密钥。"

        def save(reason: str) -> Task:
            work = unticked(partial(trust.stop_key, self.context.ledger, row.key, reason))
            return self.run_for_dialog(work, "正在停用密钥", lambda _done: self._settled(said))

        self.ask_reason(self, f"停用“{row.name}”的密钥", "停用", STOPPING, "原因", save)

    def resume(self) -> None:
        """Take a stop by mistake back."""
        if not self.is_busy and (row := self._chosen()) is not None:
            self._settle(
                partial(trust.resume_key, self.context.ledger, row.key),
                "正在恢复密钥",
                f"已恢复“{row.name}”电脑 {row.replica} 的密钥。",
            )

    def withdraw(self) -> None:
        """Take an enrolment by mistake back."""
        row = self._chosen()
        if (
            self.is_busy
            or row is None
            or not self.confirm(
                self, "取消登记", f"取消登记“{row.name}”的电脑 {row.replica} 吗？", "取消登记", ""
            )
        ):
            return
        self._settle(
            partial(offices.withdraw_enrolment, self.context.ledger, row.key),
            "正在取消登记",
            f"已取消登记“{row.name}”电脑 {row.replica}。",
        )

    def _settle(self, work: Callable[[], object], title: str, said: str) -> None:
        self.run(unticked(work), title, lambda _done: self._settled(said))

    def _settled(self, said: str) -> None:
        self.context.say(said)
        self.context.ledger_changed.emit()

    def _chosen(self) -> Partner | None:
        return self._partners.get(self.partners.current_id())

    def _choose(self, _row: object) -> None:
        row = self._chosen()
        self.keys.partner = row.name if row else ""
        self.enable()

    def enable(self) -> None:
        row = self._chosen()
        nobody = BUSY if self.is_busy else "请先选中一个往来单位。" if row is None else ""
        allow(self.stop_button, nobody or ("已经不再有效。" if row and row.stopped else ""), STOP_TIP)
        allow(
            self.resume_button,
            nobody or ("" if row and row.stopped else "没有停用。"),
            "误停用的，在发出过数据包以前可以恢复",
        )
        allow(self.withdraw_button, nobody, "登记错了的，在收到它的数据包以前可以取消")
        busy = BUSY if self.is_busy else ""
        allow(self.drop.choose_button, busy)
        allow(self.ours.export_button, BUSY if self.is_busy else "", EXPORT_TIP)
        self.drop.setAcceptDrops(not busy)

    def _enrolled(self, done: offices.Enrolled) -> None:
        linked = f"台账里按名称写着它的 {done.linked} 处职责已自动关联。" if done.linked else ""
        self.context.say(f"已登记{done.relation}“{done.name}”，现在可以互相收发数据包。{linked}")
        self.context.ledger_changed.emit()


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Where to put our card; None when the user changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "导出本单位卡片", name, "单位卡片 (*.dczgcard)")
    return Path(chosen) if chosen else None

"""发送: choose the receiver, see what would leave, make the package or the sheets to fill in."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from dczg_desktop.domain.words import Relation, Sealing
from dczg_desktop.services import offices
from dczg_desktop.services.outgoing import letters, outlook, outlook_print, shipments
from dczg_desktop.services.outgoing.mending import Mended, mend_personal
from dczg_desktop.services.outgoing.outlook import Outlook
from ui.context import Context
from ui.dialogs.reason import Draft, ReasonDialog
from ui.models.grid import GridModel
from ui.pages.exchange.cleaning import CleaningDesk
from ui.pages.exchange.letters import LetterDesk, ask_target
from ui.pages.exchange.outlook_card import OutlookCard
from ui.pages.exchange.send_order import SendOrderCard
from ui.pages.exchange.sent_card import SentCard
from ui.pages.listed import Listed, mentions
from ui.pages.side_column import SideColumn
from ui.pages.work_page import BUSY, WorkPage, unticked
from ui.reading import Reading, reading
from ui.task import Task
from ui.widgets.cards import EmptyState, SectionCard
from ui.widgets.columns import GridColumn
from ui.widgets.grid import Grid
from ui.widgets.words import allow, button

COLUMNS = (
    GridColumn("name", "单位", 150, "long"),
    GridColumn("relation", "关系", 60),
    GridColumn("state", "登记", 76),
    GridColumn("level", "层级", 60, secondary=True),
)
NOBODY = "还没有可以发送的单位。请先在“往来单位”里登记对方的单位卡片。"
RANK = {Relation.SUPERIOR.value: 0, Relation.SUBORDINATE.value: 1, Relation.DEPARTMENT.value: 2, "": 3}
WHY = "理由记入操作日志，以后可查。例如：核查需要，已请示分管领导。"


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
    """`ask_reason` and `ask_target` are dialogs, `desk` writes letters; tests replace them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_reason = ReasonDialog.ask
        self._drafts: defaultdict[str, Draft] = defaultdict(Draft)
        self.ask_target: Callable[[QWidget, str], Path | None] = ask_target
        self.desk, self.cleaning = LetterDesk(self, context), CleaningDesk(self, context)
        self._receivers = Listed[Receiver](_fits)
        self._outlook: Outlook | None = None
        self._looking: Task | None = None
        self._words = ""
        self._reading, self._note_reading = Reading(self, context), Reading(self, context)
        self.office_grid = Grid("exchange-receivers", context, NOBODY)
        self.model = GridModel(COLUMNS, self._receivers.ids, self._receivers.rows, self)
        self.office_grid.show_model(self.model)
        self.guide = EmptyState("选择接收单位", "在左边选一个单位，这里先列出将要发出的内容，确认后再生成。")
        self.outlook, self.sent, self.order = OutlookCard(context), SentCard(context), SendOrderCard()
        self.folder, self.folder_button = self.order.folder, self.order.folder_button
        self.send_button = self.order.send_button
        self.letter_button = button("补正、催报(&U)", "", "给下级单位打印补正通知或催报函")
        self.right = QStackedWidget()
        self._lay_out()
        self._connect()
        self.enable()

    def _connect(self) -> None:
        self.office_grid.chosen.connect(self._look)
        self.send_button.clicked.connect(self.send)
        self.order.changed.connect(self._reorder)
        self.outlook.mend_asked.connect(self.mend)
        self.outlook.print_asked.connect(self.print_outlook)
        self.outlook.clean_asked.connect(self.cleaning.clean)
        self.sent.print_asked.connect(self.desk.note)
        self.sent.back_button.clicked.connect(self._back)
        menu = QMenu(self.letter_button)
        menu.addAction("补正通知…", lambda: self._write(self.desk.correction))
        menu.addAction("催报函…", lambda: self._write(self.desk.reminder))
        self.letter_button.setMenu(menu)

    def _lay_out(self) -> None:
        left = SectionCard("接收单位")
        left.add_action(self.letter_button)
        left.body.addWidget(self.office_grid, 1)
        content, whole = QWidget(), QWidget()
        upper = QVBoxLayout(content)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.addWidget(self.sent, 1)
        upper.addWidget(self.outlook, 1)
        self.content = SideColumn(content)  # it scrolls, and what makes the package stays below it
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.content, 1)
        layout.addWidget(self.order)
        self.right.addWidget(self.guide)
        self.right.addWidget(whole)
        both = QHBoxLayout()
        both.setSpacing(10)
        both.addWidget(left, 28)
        both.addWidget(self.right, 72)
        self.body.addLayout(both, 1)

    def reload(self) -> None:
        ledger = self.context.ledger
        parts = reading(partial(offices.counterparts, ledger), partial(offices.offices, ledger))
        self._reading.ask(parts, self._show_offices)

    def _show_offices(self, answer: tuple[list[offices.Enrolled], list[offices.OfficeRow]]) -> None:
        enrolled, rows = answer
        relations = {one.office_uid: one.relation.value for one in enrolled}
        found = [row for row in rows if not row.ours]
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
        self.outlook.search("" if self._receivers.ids(text, None) else text)

    def send(self) -> None:
        """Make the package or the sheets for the chosen receiver; a reason is asked for where one is needed."""
        receiver, seen = self._chosen(), self._outlook
        if receiver is None or seen is None or self._why_not():
            return
        shown = self._shown(seen)
        how = self.order.sealing or (shown.sealing.how if shown.sealing else Sealing.PLAIN)
        found = outlook.to_confirm(shown, how)
        if not found:
            self._send(receiver, self.run, "")
            return
        save, draft = partial(self._send, receiver, self.run_for_dialog), self._drafts[receiver.uid]
        self.ask_reason(self, "确认照发", "照发", f"{found}。{WHY}", "理由", save, draft=draft)

    def _send(self, receiver: Receiver, run: Callable[..., Task], reason: str) -> Task:
        folder = Path(self.folder.text().strip())
        order = self.order.order(reason)
        work = partial(shipments.send, self.context.ledger, receiver.name, folder, order)
        return run(work, f"正在生成发给{receiver.name}的文件", partial(self._sent, receiver))

    def mend(self) -> None:
        """Mask the personal data that this office may mask."""
        if (receiver := self._chosen()) is not None:
            work = partial(mend_personal, self.context.ledger, receiver.name)
            self.run(unticked(work), "正在遮住个人信息", self._mended)

    def print_outlook(self) -> None:
        """Print the lines that are listed."""
        seen = self.outlook.seen
        if seen is None or self.is_busy:
            return
        name = f"将要发出的内容_{seen.office}_{self.context.ledger.today():%Y%m%d}.pdf"
        if target := self.ask_target(self, name):
            lines = self.outlook.shown_lines()
            work = partial(outlook_print.print_outlook, self.context.ledger, seen, lines, target)
            self.run(work, "正在排版", lambda made: self._printed(made.path))

    def enable(self) -> None:
        self.order.enable(self._why_not(), busy=self.is_busy)
        allow(self.letter_button, BUSY if self.is_busy else "" if self._chosen() else "请先在左边选择单位。")
        for one in (self.outlook.mend_button, self.outlook.clean_button, self.outlook.print_button):
            one.setEnabled(not self.is_busy)
        self.office_grid.setEnabled(not self.is_busy)

    def _why_not(self) -> str:
        if self.is_busy:
            return BUSY
        if self._outlook is None:
            return "请先在左边选择接收单位。"
        if not self._outlook.has_content:
            return "没有交给这个单位的问题或信访件：请先在“整改台账”里把问题交办给它。"
        return self.order.why_not()

    def _chosen(self) -> Receiver | None:
        return self._receivers.get(self.office_grid.current_id())

    def _write(self, letter: Callable[[str], None]) -> None:
        if (receiver := self._chosen()) is not None and not self.is_busy:
            letter(receiver.name)

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
        task = Task(self, partial(outlook.outlook, self.context.ledger, receiver.name))
        self._looking = task
        task.succeeded.connect(self._looked)
        task.failed.connect(partial(self.context.show_error, self))
        task.finished.connect(partial(self._look_ended, task))
        self.enable()
        task.start(self.context.pool)

    def _look_ended(self, task: Task) -> None:
        if self._looking is task:
            self._looking = None

    def _looked(self, seen: Outlook) -> None:
        receiver = self._chosen()
        if receiver is None or receiver.uid != seen.office_uid:
            return
        if self._outlook is None:
            self.order.choose_form(is_form=not seen.enrolled)
        self._outlook = seen
        self.outlook.setVisible(self.sent.isHidden())
        self._show_outlook()
        self.right.setCurrentIndex(1)
        self.enable()

    def _reorder(self) -> None:
        self._show_outlook()
        self.enable()

    def _show_outlook(self) -> None:
        if self._outlook is not None:
            seen = self._shown(self._outlook)
            self.order.offer(seen.sealing)
            self.outlook.show_outlook(seen, self.order.volume_size, self.order.sealing)

    def _shown(self, seen: Outlook) -> Outlook:
        return outlook.as_form(seen) if self.order.is_form else seen

    def _back(self) -> None:
        self.sent.hide()
        self.outlook.show()

    def _sent(self, receiver: Receiver, sent: shipments.Sent) -> None:
        work = partial(letters.covering_note, self.context.ledger, sent.package_uid)
        self._note_reading.ask(work, lambda note: self.sent.show_sent(sent, note.text))
        self.outlook.hide()
        self.context.say(f"已生成发给“{receiver.name}”的第 {sent.sequence} 号{sent.kind}：{sent.path}")
        self.context.ledger_changed.emit()

    def _mended(self, mended: Mended) -> None:
        left = f"，另有 {mended.left} 处要请有权的单位改或写明理由" if mended.left else ""
        self.context.say(f"已遮住 {mended.places} 处个人信息{left}。", undoable=True)
        self.context.ledger_changed.emit()

    def _printed(self, path: Path) -> None:
        self.context.say(f"已写出 {path}")
        self.desk.open(path)


def _fits(row: Receiver, query: object) -> bool:
    return mentions(query, row.name, row.relation, row.state, row.level)

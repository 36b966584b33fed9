"""退回与建议: what was sent back for correction and what was proposed, until each is settled."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from dczg_desktop.domain.amendments import Standing
from dczg_desktop.domain.words import AmendmentWay
from dczg_desktop.services.asked import Asked
from dczg_desktop.services.grid import GridQuery
from dczg_desktop.services.outgoing.correction import print_correction
from dczg_desktop.services.petitions.listing import PetitionQuery
from dczg_desktop.services.requests import list_amendments
from ui.context import Context
from ui.models.grid import GridModel
from ui.pages.exchange.answering import Answering, choices
from ui.pages.listed import Listed, mentions
from ui.pages.work_page import BUSY, WorkPage, unticked
from ui.reading import Reading
from ui.widgets.cards import SectionCard
from ui.widgets.columns import GridColumn
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.list_detail import ListDetail
from ui.widgets.scroll import scrolled
from ui.widgets.words import allow, button, label, passage

COLUMNS = (
    GridColumn("way", "类别", 108, "chip"),
    GridColumn("standing", "状态", 132, "chip"),
    GridColumn("code", "问题、信访件", 164),
    GridColumn("place", "哪一处", 140),
    GridColumn("reason", "理由", 150, "long"),
    GridColumn("maker", "提出单位", 120, secondary=True),
    GridColumn("receiver", "办理单位", 120, secondary=True),
    GridColumn("made_at", "时间", 100, secondary=True),
)
WHOSE = (("等本单位办理", "ours"), ("本单位提出的", "mine"))
EMPTY = "没有退回修改和建议修改。\n在整改台账的“基本情况”里，或“信访件”页，可以逐处退回下级填报的内容，或对上级掌握的内容提出建议。"


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request in words; `asked` is what the services know of it."""

    id: int
    way: str
    standing: str
    code: str
    place: str
    reason: str
    maker: str
    receiver: str
    made_at: str
    asked: Asked


class RequestDetail(SectionCard):
    """One request in full; `chosen` carries the request and the pressed choice, `opened` the request whose record to open."""

    chosen = Signal(object, str)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.place, self.who, self.advice = passage(), passage("", "secondary"), passage("", "secondary")
        self.parts = {name: passage() for name in ("请核对", "理由", "提出时的内容", "建议的内容", "答复")}
        self._names = {name: label(name, "strong") for name in self.parts}
        self.buttons: dict[str, QWidget] = {}
        self.open_button = button("打开问题", "link")
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.place)
        layout.addWidget(self.who)
        layout.addWidget(self.advice)
        for name, part in self.parts.items():
            layout.addWidget(self._names[name])
            layout.addWidget(part)
        layout.addStretch(1)
        area = scrolled(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        self._acts = QHBoxLayout()
        self._acts.addWidget(self.open_button)
        self._acts.addStretch(1)
        self.body.addLayout(self._acts)
        self._asked: Asked | None = None
        self.open_button.clicked.connect(self._open)
        self.show_request(None)

    def show_request(self, asked: Asked | None) -> None:
        """Show a request, or what to do when none is chosen."""
        self._asked = asked
        for act in self.buttons.values():
            act.hide()
            act.deleteLater()
        self.buttons = {}
        self.open_button.setVisible(asked is not None)
        self.open_button.setText("打开信访件" if asked and asked.petition_uid else "打开问题")
        self.set_heading(f"{asked.way}：{asked.label}" if asked else "明细")
        self.place.setText(f"{asked.code}　{asked.place}" if asked else "在列表里选一行，这里显示全文。")
        self.who.setText(
            f"{asked.maker}　{asked.made_by}　{asked.made_at[:16].replace('T', ' ')}　→　{asked.receiver}" if asked else ""
        )  # fmt: skip
        self.advice.setText(advice_on(asked) if asked else "")
        self.advice.setVisible(bool(self.advice.text()))
        is_case = asked is not None and asked.facts.target_kind == "closure_case"
        texts = (
            (
                asked.remark,
                asked.reason,
                "" if is_case else asked.said or "〔空〕",
                asked.wanted,
                asked.answer,
            )
            if asked
            else ("",) * len(self.parts)
        )
        for (name, part), text in zip(self.parts.items(), texts, strict=True):
            part.setText(text)
            part.setVisible(bool(text))
            self._names[name].setVisible(bool(text))
        if asked is None:
            return
        for choice in choices(asked):
            act = button(choice)
            act.clicked.connect(lambda _=False, choice=choice: self.chosen.emit(asked, choice))
            self._acts.addWidget(act)
            self.buttons[choice] = act

    def _open(self) -> None:
        if self._asked is not None:
            self.opened.emit(self._asked)


def advice_on(asked: Asked) -> str:
    """What this office has to do about a request, '' for nothing."""
    if not asked.ours or asked.standing is not Standing.OPEN:
        return ""
    if asked.way is AmendmentWay.RETURN:
        where = "打开信访件" if asked.petition_uid else "打开问题"
        return f"点“{where}”改好这一处，随下一次数据包报上去就自动办结；确实不用改的，说明情况。"
    return "采纳就改成建议的内容；不采纳要写明理由。"


class AmendmentsPanel(WorkPage):
    """`ask_target(parent, name)` asks where the letter goes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.ask_target: Callable[[QWidget, str], Path | None] = ask_target
        self.answering = Answering(context, self)
        self._rows = Listed[RequestRow](_fits)
        self._words = ""
        self._reading = Reading(self, context)
        self.filters = FilterBar()
        self.filters.add_choice("whose", "由谁办理", WHOSE)
        self.filters.add_choice("way", "退回和建议", [way.value for way in AmendmentWay])
        self.filters.add_choice("standing", "全部状态", [one.value for one in Standing])
        self.grid = Grid("exchange-amendments", context, EMPTY)
        self.model = GridModel(COLUMNS, self._rows.ids, self._rows.rows, self)
        self.grid.show_model(self.model)
        self.detail = RequestDetail()
        self.print_button = button("打印补正通知(&P)…")
        top = QHBoxLayout()
        top.addWidget(self.filters, 1)
        top.addWidget(self.print_button)
        self.body.addLayout(top)
        self.body.addWidget(ListDetail(context, self.grid, self.detail, (62, 38)), 1)
        self.filters.changed.connect(self._narrow)
        self.model.counted.connect(self.filters.show_count)
        self.grid.chosen.connect(self._show)
        self.grid.opened.connect(lambda _row: self._open(self._asked()))
        self.detail.opened.connect(self._open)
        self.detail.chosen.connect(self.answering.answer)
        self.print_button.clicked.connect(self.print_letter)
        self.enable()

    def reload(self) -> None:
        self._reading.ask(partial(list_amendments, self.context.ledger), self._show_found)

    def _show_found(self, found: list[Asked]) -> None:
        self._rows.put(_row(number, one) for number, one in enumerate(found))
        self._narrow({})

    def search(self, text: str) -> None:
        self._words = text
        self._narrow({})

    def print_letter(self) -> None:
        """Write the 补正通知 for the office of the chosen return."""
        row = self._chosen()
        if row is None or self._why_not_print(row):
            return
        to = row.asked.receiver
        if target := self.ask_target(self, f"补正通知_{to}.pdf"):
            work = partial(print_correction, self.context.ledger, to, target)
            said = f"补正通知已写到 {target}，可随数据包一并发给{to}。"
            self.run(unticked(work), "正在打印补正通知", lambda _done: self.context.say(said))

    def enable(self) -> None:
        allow(self.print_button, self._why_not_print(self._chosen()), "列出退回该单位而没有改正的全部内容")

    def _why_not_print(self, row: RequestRow | None) -> str:
        if self.is_busy:
            return BUSY
        fits = row is not None and row.asked.mine and row.asked.way is AmendmentWay.RETURN
        fits = fits and row is not None and row.asked.standing is Standing.OPEN
        return "" if fits else "请先选中一条本单位退回、对方还没有改正的。"

    def _chosen(self) -> RequestRow | None:
        return self._rows.get(self.grid.current_id())

    def _asked(self) -> Asked | None:
        row = self._chosen()
        return row.asked if row else None

    def _open(self, asked: Asked | None) -> None:
        if asked is None:
            return
        if asked.petition_uid:
            self.context.navigate("信访件", PetitionQuery(uids=(asked.petition_uid,)))
        else:
            self.context.navigate("整改台账", GridQuery(uids=(asked.problem_uid,)))

    def _narrow(self, _values: object) -> None:
        values = self.filters.values()
        self.grid.set_empty("没有符合条件的" if len(self._rows) else EMPTY)
        self.model.show((values["whose"], values["way"], values["standing"], self._words))
        if self.grid.current_id() is None and self.model.rowCount():
            self.grid.selectRow(0)
        self._show(self.grid.current_id())

    def _show(self, row_id: int | None) -> None:
        row = self._rows.get(row_id)
        self.detail.show_request(row.asked if row else None)
        self.enable()


def _row(number: int, one: Asked) -> RequestRow:
    return RequestRow(
        number, one.way.value, one.standing.value, one.code, f"{one.place}　{one.label}", one.reason or one.answer, one.maker,
        one.receiver, one.made_at[:10], one,
    )  # fmt: skip


def _fits(row: RequestRow, query: object) -> bool:
    whose, way, standing, words = query if isinstance(query, tuple) else ("", "", "", "")
    if whose and not getattr(row.asked, whose):
        return False
    if (way and row.way != way) or (standing and row.standing != standing):
        return False
    return mentions(words, row.code, row.place, row.reason, row.maker, row.receiver)


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Where a letter is to be written."""
    chosen, _ = QFileDialog.getSaveFileName(parent, "打印补正通知", name, "PDF (*.pdf)")
    return Path(chosen) if chosen else None

"""The tab 责任: which of the seven elements are there, who answers for what, and giving and ending duties."""

from functools import partial

from PySide6.QtWidgets import QWidget

from dczg_desktop.domain.duties import ELEMENTS, gaps_of
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.detail import ProblemDetail
from dczg_desktop.services.duties import assign, end_duty, known_names
from ui.context import Context
from ui.dialogs.assign import AssignDialog, Assignment
from ui.dialogs.reason import ReasonDialog
from ui.pages.acting import attempt, saving
from ui.pages.ledger.chain import ChainCard
from ui.pages.ledger.origin import origin_tip
from ui.pages.ledger.panel import ProblemPanel, why_locked
from ui.pages.ledger.table import SmallTable, TableRow
from ui.theme.status import look_of
from ui.widgets.chip import ChipLabel
from ui.widgets.flow import FlowLayout
from ui.widgets.words import allow, button, label

ROLE_OF = {
    "责任单位": DutyRole.RESPONSIBLE_UNIT,
    "责任领导": DutyRole.RESPONSIBLE_LEADER,
    "责任人员": DutyRole.RESPONSIBLE_PERSON,
    "督导单位": DutyRole.SUPERVISING_UNIT,
}


class DutiesPanel(ProblemPanel):
    """The first missing role is offered when a duty is given."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.add_requests("duty")
        self.ask_assignment, self.ask_reason = AssignDialog.ask, ReasonDialog.ask
        self.chips = {name: ChipLabel() for name, _ in ELEMENTS}
        self.table = SmallTable("责任清单", ("职责", "单位或姓名", "起"), (4, 0, 6), 1)
        self.nothing = label(
            "还没有人承担。先交办给责任单位，再补责任领导、责任人员和督导单位。", "secondary"
        )
        self.nothing.setWordWrap(True)
        self.assign_button, self.end_button = button("交办 / 增加(&J)"), button("免除(&M)")
        self.add_heading("责任七要素")
        self.body.addWidget(self._element_row())
        self.add_heading("谁来负责")
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.table)
        self.add_buttons(self.assign_button, self.end_button)
        self.chain = ChainCard(context)
        self.body.addWidget(self.chain)
        self.end()
        self.table.chosen.connect(self._allow)
        self.assign_button.clicked.connect(self._assign)
        self.end_button.clicked.connect(self._end_duty)

    def show_problem(self, detail: ProblemDetail) -> None:
        super().show_problem(detail)
        missing = gaps_of(detail.row.gaps)
        for name, chip in self.chips.items():
            there = name not in missing
            chip.set_word(name if there else f"缺 {name}", look_of("正常" if there else "冲突"))
        rows = [
            TableRow(
                duty.uid,
                (
                    duty.role.value,
                    "　".join(part for part in (duty.name, duty.post) if part),
                    duty.since.isoformat() if duty.since else "—",
                ),
                tip=origin_tip(detail, duty.uid),
            )
            for role in DutyRole
            for duty in detail.facts.duties
            if duty.role is role
        ]
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        self.chain.show_problem(detail)
        self._allow()

    def _element_row(self) -> QWidget:
        row, flow = QWidget(), FlowLayout(6)
        row.setLayout(flow)
        for chip in self.chips.values():
            flow.addWidget(chip)
        return row

    def _allow(self) -> None:
        locked = why_locked(self.detail)
        allow(self.assign_button, locked, "交给一个单位或增加责任人；原责任单位自动记为已更换")
        chosen = "" if self.table.selected_keys() else "请先在上面选中要免除的一行"
        allow(self.end_button, locked or chosen, "写明理由后免除，记录保留")

    def _first_missing(self) -> DutyRole:
        missing = gaps_of(self.detail.row.gaps) if self.detail else []
        return next((ROLE_OF[name] for name in missing if name in ROLE_OF), DutyRole.RESPONSIBLE_UNIT)

    def _assign(self) -> None:
        if self.detail is None:
            return
        uid, code, ledger = self.detail.uid, self.detail.row.code, self.context.ledger

        def save(answer: Assignment) -> str:
            return attempt(
                self.context,
                lambda: assign(ledger, [uid], answer.name, answer.role, answer.post),
                lambda done: f"已将问题 {code} 的{answer.role}定为：{done.unit}",
            )

        self.ask_assignment(self, f"问题 {code}", known_names(ledger), self._first_missing(), save)

    def _end_duty(self) -> None:
        keys = self.table.selected_keys()
        if not keys or self.detail is None:
            return
        duty = next(one for one in self.detail.facts.duties if one.uid == keys[0])
        lead = f"{duty.role}　{duty.name}"
        save = saving(self.context, partial(end_duty, self.context.ledger, duty.uid), f"已免除：{lead}")
        self.ask_reason(self, "免除职责", "免除", lead, "理由", save)

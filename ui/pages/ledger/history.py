"""The tab 历史: who changed which field when, from what to what."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from dczg_desktop.services.detail import HistoryRow, ProblemDetail, problem_history
from dczg_desktop.services.offices import offices
from ui.context import Context
from ui.pages.ledger.panel import ProblemPanel
from ui.pages.ledger.table import SmallTable, TableRow
from ui.widgets.words import button, label

SHOWN_AT_MOST = 200


class HistoryPanel(ProblemPanel):
    """Nothing of it can be changed; the last act can be taken back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: list[HistoryRow] = []
        self._ours = ""
        self.field = QComboBox()
        self.field.setAccessibleName("只看某个字段")
        self.field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.field.addItem("全部字段", "")
        self.count = label("", "secondary")
        self.undo_button = button("撤销上一步", "", "撤销台账里最近的一步（Ctrl+Z），撤销本身也留在历史里")
        self.table = SmallTable("历史", ("时间 / 经办", "事项 / 字段", "原值 → 新值"), (6.4, 6.6, 0), 2)
        head = QHBoxLayout()
        head.addWidget(self.field)
        head.addWidget(self.count, 1)
        head.addWidget(self.undo_button)
        self.body.addLayout(head)
        self.body.addWidget(self.table)
        self.end()
        self.field.currentIndexChanged.connect(self._show)
        self.undo_button.clicked.connect(context.undo_requested)

    def show_problem(self, detail: ProblemDetail) -> None:
        super().show_problem(detail)
        self._rows = problem_history(self.context.ledger, detail.uid)
        self._ours = next((one.name for one in offices(self.context.ledger) if one.ours), "")
        chosen = str(self.field.currentData() or "")
        names = sorted({_name(row) for row in self._rows})
        with QSignalBlocker(self.field):
            self.field.clear()
            self.field.addItem("全部字段", "")
            for name in names:
                self.field.addItem(name, name)
            self.field.setCurrentIndex(max(0, self.field.findData(chosen)))
        self._show()

    def _show(self) -> None:
        chosen = str(self.field.currentData() or "")
        fitting = [row for row in self._rows if not chosen or _name(row) == chosen]
        more = f"，显示最近 {SHOWN_AT_MOST} 条" if len(fitting) > SHOWN_AT_MOST else ""
        self.count.setText(f"共 {len(fitting)} 条{more}")
        self.table.show_rows([_table_row(row, self._ours) for row in fitting[:SHOWN_AT_MOST]])


def _name(row: HistoryRow) -> str:
    return f"{row.kind} {row.field}"


def _table_row(row: HistoryRow, ours: str) -> TableRow:
    """Another office is named; of our own the person is enough."""
    office = "" if row.office == ours else row.office
    day, _, hour = row.at[:16].partition("T")
    who = "\n".join(part for part in (day, f"{hour} {row.who}".strip(), office) if part)
    what = f"{row.act}\n{row.kind}·{row.field}"
    change = row.new if row.field == "新增记录" else f"{row.old or '〔空〕'} → {row.new or '〔空〕'}"
    return TableRow(row.act_uid, (who, what, change))

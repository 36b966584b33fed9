"""核验台账: the file, the chain of all acts and every evidence file are checked, and the answer given in words."""

from functools import partial

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel

from dczg_desktop.services.verification import Verification, verify
from ui.context import Context
from ui.pages.work_page import BUSY, WorkPage
from ui.widgets.cards import SectionCard
from ui.widgets.chip import ChipLabel
from ui.widgets.words import allow, button, label, passage

NAMED = 20
FINE, LOOK, BAD = "正常", "注意", "严重"
PARTS = ("台账文件", "操作链", "佐证材料")


class VerificationPanel(WorkPage):
    """One button; below it one line for the file, one for the journal, one for the evidence."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.start_button = button("开始核验(&V)", "primary")
        self.card = SectionCard("核验结果")
        self.verdict = passage("还没有核验。核验不改动任何内容，可以随时取消。", "strong")
        self.chips = {part: ChipLabel() for part in PARTS}
        self.answers: dict[str, QLabel] = {part: passage("", "secondary") for part in PARTS}
        head = QHBoxLayout()
        head.addWidget(
            passage(
                "核对三件事：台账文件是否完好，每一次操作的记录是否被改动过，每一份佐证材料是否还是原件。"
            ),
            1,
        )
        head.addWidget(self.start_button)
        lines = QGridLayout()
        lines.setVerticalSpacing(10)
        lines.setColumnStretch(2, 1)
        for row, part in enumerate(PARTS):
            for column, widget in enumerate((label(part), self.chips[part], self.answers[part])):
                lines.addWidget(widget, row, column)
        self.card.body.addWidget(self.verdict)
        self.card.body.addLayout(lines)
        self.body.insertLayout(0, head)
        self.body.addWidget(self.card)
        self.body.addStretch(1)
        self.start_button.clicked.connect(self._start)

    def enable(self) -> None:
        allow(self.start_button, BUSY if self.is_busy else "", "核对台账文件、操作记录和全部佐证材料")

    def show_result(self, found: Verification) -> None:
        """Put the answer into words."""
        if found.sound:
            self.verdict.setText(f"核验通过：{found.acts:,} 次操作、{found.changes:,} 处变更，一处不差。")
        else:
            self.verdict.setText(
                "核验发现问题，请不要继续录入。先做一份全部备份留存，再从最近的完好备份恢复，并报告上级。"
            )
        self._answer(PARTS[0], BAD if found.database else FINE, _file_words(found))
        self._answer(PARTS[1], FINE if found.broken_at is None else BAD, _chain_words(found))
        state = BAD if found.damaged else LOOK if found.missing else FINE
        self._answer(PARTS[2], state, _evidence_words(found))

    def _answer(self, part: str, state: str, words: str) -> None:
        self.chips[part].set_word(state)
        self.answers[part].setText(words)

    def _start(self) -> None:
        self.verdict.setText("正在核验……")
        self.run(partial(verify, self.context.ledger), "正在核验", self.show_result)


def _file_words(found: Verification) -> str:
    return "；".join(found.database[:NAMED]) or "数据库结构完好，记录之间的关联完整。"


def _chain_words(found: Verification) -> str:
    if found.broken_at is not None:
        return f"{found.reason}（第 {found.broken_at} 次操作）。此后的记录不能作为凭据。"
    return f"从第 1 次到第 {found.acts:,} 次操作首尾相接，没有改动、没有缺失。链头 {found.head[:16]}"


def _evidence_words(found: Verification) -> str:
    if not found.evidence:
        return "还没有登记佐证材料。"
    parts = [f"共 {found.evidence:,} 份"]
    if found.damaged:
        parts.append(f"{len(found.damaged)} 份与登记时不同：{_names(found.damaged)}")
    if found.missing:
        parts.append(f"{len(found.missing)} 份还没有收到原件（随以后的数据包补齐）：{_names(found.missing)}")
    if not found.damaged and not found.missing:
        parts.append("全部与登记时一致")
    return "，".join(parts) + "。"


def _names(names: tuple[str, ...]) -> str:
    more = f"等 {len(names)} 份" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more

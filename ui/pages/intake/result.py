"""What came of an import, and the ways on."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from dczg_desktop.services import undo
from dczg_desktop.services.importing.acceptance import Accepted
from ui.context import Context
from ui.reading import Reading
from ui.widgets.cards import Picture, SectionCard
from ui.widgets.words import allow, button, label, passage


class ResultCard(SectionCard):
    """`undo_asked`, `look_asked` and `more_asked` are the ways on."""

    undo_asked, look_asked, more_asked = Signal(), Signal(), Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._reading = context, Reading(self, context)
        self._act_uid = self._made = self._fine = ""
        self.is_undone = False
        self.words, self.details = label("", "title"), passage()
        self.undo_button = button("撤销本次导入", "danger")
        self.more_button, self.look_button = button("再导入一个文件"), button("去看台账", "primary")
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Picture("验收销号", 48))
        head.addWidget(self.words, 1)
        acts = QHBoxLayout()
        acts.addWidget(self.undo_button)
        acts.addStretch(1)
        acts.addWidget(self.more_button)
        acts.addWidget(self.look_button)
        self.body.setSpacing(12)
        self.body.addLayout(head)
        self.body.addWidget(self.details)
        self.body.addLayout(acts)
        self.undo_button.clicked.connect(self.undo_asked)
        self.look_button.clicked.connect(self.look_asked)
        self.more_button.clicked.connect(self.more_asked)

    def show_done(self, done: Accepted, file_name: str, doubtful: int = 0) -> str:
        """Show what an import made, `doubtful` rows of it with doubts that were left; returns it in a sentence."""
        self._act_uid, self._made = done.act_uid, made_words(done)
        known = f"{done.known} 条台账里已有，没有改动。" if done.known else ""
        skipped = f"{done.skipped} 行没有导入（没有勾选，或不是问题、信访件）。" if done.skipped else ""
        fine = f"每个值都记着出自“{file_name}”的哪一格。导入前的台账已自动备份，在“系统—备份与恢复”里。"
        left = f"{doubtful} 行带着没有改的疑点导入，没有读懂的留着原文，请在台账里补正。" if doubtful else ""
        self._fine = "".join((left, known, skipped, fine))
        allow(self.undo_button, "", "整批撤销，包括更新的内容；之后又改动过的就不能整批撤销了")
        self.undo_button.show()
        self.look_button.setText("去看台账" if done.problems or not done.petitions else "去看信访件")
        self._show(is_undone=False)
        return self._made

    def look_again(self) -> None:
        """After another act: Ctrl+Z may have taken the import back, Ctrl+Y brought it back."""
        work = partial(undo.is_taken_back, self._context.ledger, self._act_uid)
        self._reading.ask(work, lambda is_undone: self._show(is_undone=is_undone))

    def _show(self, *, is_undone: bool) -> None:
        self.is_undone = is_undone
        gone = "台账恢复到导入前的样子。操作日志里保留着导入和撤销两条记录。"
        self.words.setText("已撤销本次导入" if is_undone else self._made)
        self.details.setText(gone if is_undone else self._fine)
        if is_undone:
            self.undo_button.hide()  # brought back it is another act that can be undone


def made_words(done: Accepted) -> str:
    """`已导入 3 个问题、5 条措施，更新 2 条（6 处）`."""
    made = ((done.problems, "个问题"), (done.measures, "条措施"), (done.petitions, "件信访件"))
    words = "、".join(f"{count} {noun}" for count, noun in made if count)
    parts = [f"已导入 {words}"] if words else []
    parts += [f"更新 {done.updated} 条（{done.values} 处）"] if done.updated else []
    parts += [f"登记 {done.numbers} 个另一编号"] if done.numbers else []
    return "，".join(parts)

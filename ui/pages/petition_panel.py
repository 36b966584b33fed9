"""The side of the petition page: one petition with all its texts, and the problem it belongs to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from dczg_desktop.services.petition_list import completion_word, truth_word
from dczg_desktop.services.petitions import PetitionDetail
from ui.dialogs.petition import title_of
from ui.pages.ledger.acting import allow
from ui.widgets.cards import SectionCard
from ui.widgets.chip import ChipLabel
from ui.widgets.scroll import scrolled
from ui.widgets.words import button, label, passage

LEAST = 220
"""Pixels of text that are always in sight; a smaller window scrolls the whole page."""
SHORT = ("batch", "channel", "area", "category", "responsible_unit", "deadline", "substantiated", "handling")
LONG = ("description", "findings", "goal", "result", "accountability", "remark")


class PetitionPanel(SectionCard):
    """`edit_asked`, `link_asked` and `unlink_asked` go to the page; `opened` carries the uid of the linked problem."""

    edit_asked = Signal()
    link_asked = Signal()
    unlink_asked = Signal()
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__("信访件")
        self.detail: PetitionDetail | None = None
        self.completion = ChipLabel()
        self.edit_button = button("修改(&E)")
        self.link_button, self.unlink_button = button("关联问题(&L)"), button("取消关联", "link")
        self.problem = button("", "link", "在整改台账里打开")
        self.no_problem = label("还没有关联台账里的问题", "secondary")
        self.dispute = passage("两个单位改了同一处，请到“数据交换”里处理冲突。", "fault")
        self.source = passage("", "secondary")
        self.short = {name: passage() for name in SHORT}
        self.long = {name: passage() for name in LONG}
        self.headings: dict[str, QLabel] = {}
        self.nothing = passage("在左边选一件，这里显示交办内容、调查核实和处理整改的全文", "secondary")
        self._lay_out()
        self.edit_button.clicked.connect(self.edit_asked)
        self.link_button.clicked.connect(self.link_asked)
        self.unlink_button.clicked.connect(self.unlink_asked)
        self.problem.clicked.connect(lambda: self.opened.emit(self.detail.problem_uid if self.detail else ""))
        self.show_detail(None)

    def _lay_out(self) -> None:
        self.add_action(self.completion)
        self.nothing.setMargin(12)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._whole = QWidget()
        layout = QVBoxLayout(self._whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        area = scrolled(self._texts())
        area.setMinimumHeight(LEAST)
        layout.addWidget(area, 1)
        linked = QHBoxLayout()
        linked.addWidget(self.problem)
        linked.addWidget(self.no_problem)
        linked.addStretch(1)
        linked.addWidget(self.unlink_button)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.link_button)
        acts.addWidget(self.edit_button)
        layout.addLayout(linked)
        layout.addLayout(acts)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self._whole)
        self.body.addLayout(self._stack, 1)

    def _texts(self) -> QWidget:
        texts = QWidget()
        inner = QVBoxLayout(texts)
        inner.setContentsMargins(0, 0, 6, 0)
        inner.setSpacing(5)
        inner.addWidget(self.dispute)
        inner.addWidget(self.source)
        inner.addLayout(self._facts())
        for name, words in self.long.items():
            heading = label(title_of(name), "strong")
            self.headings[name] = heading
            inner.addSpacing(3)
            inner.addWidget(heading)
            inner.addWidget(words)
        inner.addStretch(1)
        return texts

    def _facts(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for number, (name, words) in enumerate(self.short.items()):
            row, column = number // 2, number % 2 * 2
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label(title_of(name), "secondary"), row, column, top)
            grid.addWidget(words, row, column + 1, top)
            grid.setColumnStretch(column + 1, 1)
        return grid

    def show_detail(self, detail: PetitionDetail | None) -> None:
        """Show a petition, or what to do when none is chosen."""
        self.detail = detail
        self._stack.setCurrentIndex(0 if detail is None else 1)
        self.completion.setVisible(detail is not None)
        if detail is None:
            self.set_heading("信访件")
            return
        star = "*" if detail.fields["starred"] else ""
        self.set_heading(f"{detail.text('number') or detail.text('sequence')}{star}")
        self.completion.set_word(completion_word(detail.text("completion")))
        self.dispute.setVisible(detail.disputed)
        parts = (
            detail.source,
            f"交办单位：{detail.issuer}" if detail.issuer else "",
            "重点件" if star else "",
        )
        self.source.setText("　".join(filter(None, parts)))
        self._show_texts(detail)
        self._show_link(detail)

    def _show_texts(self, detail: PetitionDetail) -> None:
        for name, words in self.short.items():
            text = detail.text(name)
            words.setText((truth_word(text) if name == "substantiated" else text) or "—")
        for name, words in self.long.items():
            text = detail.text(name)
            words.setText(text)
            words.setVisible(bool(text))
            self.headings[name].setVisible(bool(text))

    def _show_link(self, detail: PetitionDetail) -> None:
        linked = bool(detail.problem_uid)
        self.problem.setText(f"关联问题：{detail.problem[:26]}")
        for widget, shown in (
            (self.problem, linked),
            (self.unlink_button, linked),
            (self.no_problem, not linked),
        ):
            widget.setVisible(shown)
        self.link_button.setText("改关联" if linked else "关联问题(&L)")
        allow(self.link_button, "", "指明这件信访反映的是台账里的哪个问题")
        allow(self.edit_button, "", "修改本单位掌握的内容")

"""One line of a received package in full: where, before and after, who wrote it, and taking it or leaving it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.exchange.review_lines import LATER, NOT_TAKEN, ReviewLine
from ui.pages.notice import Notice
from ui.widgets.cards import SectionCard
from ui.widgets.scroll import scrolled
from ui.widgets.words import button, label, passage


class LineDetail(SectionCard):
    """`toggled` carries the key of a line that is to be taken instead of left, or the other way."""

    toggled = Signal(str)

    def __init__(self) -> None:
        super().__init__("明细")
        self.note = Notice("warning")
        self.place, self.origin = passage("", "secondary"), passage("", "secondary")
        self.before, self.after = passage(), passage()
        self._was, self._will = label("现在", "strong"), label("接收后", "strong")
        self.choice_button = button("")
        self._key = ""
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (
            self.place, self.note, self._was, self.before, self._will, self.after, self.origin, self.choice_button
        ):  # fmt: skip
            layout.addWidget(widget)
        layout.addStretch(1)
        area = scrolled(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        self.choice_button.clicked.connect(lambda: self.toggled.emit(self._key))
        self.show_line(None)

    def show_line(self, line: ReviewLine | None, *, may_choose: bool = True) -> None:
        """Show a line, or what to do when none is chosen."""
        self.set_heading(line.group if line else "明细")
        place = "　".join(part for part in (line.problem, line.record, line.field) if part) if line else ""
        self.place.setText(place or "在列表里选一行，这里显示改动前后的全文。")
        self.note.say(line.note if line else "", "warning")
        self.before.setText((line.before or "〔空〕") if line else "")
        self.after.setText((line.after or "〔空〕") if line else "")
        self.origin.setText(f"来自：{line.origin}" if line and line.origin else "")
        has_former = line is not None and line.group not in {"新增", NOT_TAKEN}
        self._was.setVisible(has_former)
        self.before.setVisible(has_former)
        self._will.setText("表格里写的" if line and line.group == NOT_TAKEN else "接收后")
        self._will.setVisible(line is not None)
        self._key = line.key if line else ""
        self.choice_button.setVisible(bool(self._key) and may_choose)
        is_left = line is not None and line.choice == LATER
        self.choice_button.setText("勾选，接收这一处（空格）" if is_left else "不勾，留待以后（空格）")

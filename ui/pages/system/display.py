"""显示: size of the type, lines of a row, and from how many days on a deadline counts as near."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSpinBox, QWidget

from ui.context import Context
from ui.theme.dress import SIZES
from ui.widgets.cards import SectionCard
from ui.widgets.page import Page
from ui.widgets.words import label, passage

LINES = {2: "两行", 3: "三行"}


class DisplayPanel(Page):
    """Every choice acts at once and is kept on this computer."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.sizes = {points: QRadioButton(f"{word}（{points} 号）") for points, word in SIZES.items()}
        self.rows = {lines: QRadioButton(word) for lines, word in LINES.items()}
        self.days = QSpinBox()
        self.days.setRange(1, 180)
        self.days.setSuffix(" 天")
        self.days.setAccessibleName("即将到期的天数")
        for choices in (self.sizes, self.rows):
            group = QButtonGroup(self)
            for choice in choices.values():
                group.addButton(choice)
        self._section("字号", list(self.sizes.values()), "字号大时，窄的窗口里次要的列会先收起来。")
        self._section(
            "表格每行显示", list(self.rows.values()), "长的问题描述在表格里只显示开头，全文在详情里。"
        )
        before = [label("期限前"), self.days, label("以内，算作“即将到期”")]
        self._section("到期提醒", before, "影响工作总览和整改台账里的“即将到期”。")
        self.body.addStretch(1)
        for points, choice in self.sizes.items():
            choice.clicked.connect(partial(context.set_point_size, points))
        for lines, choice in self.rows.items():
            choice.clicked.connect(partial(context.set_rows, lines))
        self.days.valueChanged.connect(self._set_days)

    def reload(self) -> None:
        settings = self.context.settings
        self.sizes.get(settings.point_size, self.sizes[11]).setChecked(True)
        self.rows.get(settings.rows, self.rows[2]).setChecked(True)
        self.days.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self.days.setValue(settings.due_soon_days)
        self.days.blockSignals(False)  # noqa: FBT003 - Qt's own signature

    def _section(self, heading: str, widgets: list[QWidget], words: str) -> None:
        card = SectionCard(heading)
        line = QHBoxLayout()
        line.setSpacing(18)
        for widget in widgets:
            line.addWidget(widget)
        line.addStretch(1)
        card.body.addLayout(line)
        card.body.addWidget(passage(words, "secondary"))
        self.body.addWidget(card)

    def _set_days(self, days: int) -> None:
        self.context.settings.due_soon_days = days
        self.context.keep_settings()
        self.context.ledger_changed.emit()

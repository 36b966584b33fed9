"""A date that may be left empty, typed in any usual form or picked from a calendar."""

import re
from datetime import date

from PySide6.QtCore import QDate, QPoint, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from dczg_desktop.base.clock import today
from dczg_desktop.base.text import folded
from ui.widgets.words import button, restyle

_FORMS = (r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?", r"(\d{4})(\d{2})(\d{2})")


def read_date(text: str) -> date | None:
    """`2026-11-05`, `2026.11.5`, `2026/11/5`, `2026年11月5日`, `20261105`; None for anything else."""
    for form in _FORMS:
        if found := re.fullmatch(form, folded(text)):
            try:
                return date(*(int(part) for part in found.groups()))
            except ValueError:
                return None
    return None


class DateField(QWidget):
    """Ask `value()` for the date and `is_faulty()` for a text that is none."""

    changed = Signal()

    def __init__(self, value: date | None = None) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText("年-月-日，可留空")
        self.pick = button("日历", "", "从日历中选择")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.pick)
        self.setFocusProxy(self.line)
        self.pick.clicked.connect(self._show_calendar)
        self.line.editingFinished.connect(self._settle)
        self.line.textChanged.connect(self.changed)
        self.set_value(value)

    def value(self) -> date | None:
        """The date; None when empty or faulty."""
        return read_date(self.line.text())

    def is_faulty(self) -> bool:
        """Whether something stands there that is no date."""
        return bool(self.line.text().strip()) and self.value() is None

    def set_value(self, value: date | None) -> None:
        """Show a date, or nothing."""
        self.line.setText(value.isoformat() if value else "")
        self._settle()

    def _settle(self) -> None:
        if value := self.value():
            self.line.setText(value.isoformat())
        faulty = self.is_faulty()
        self.line.setProperty("faulty", faulty)
        self.line.setToolTip("不是有效日期，请写成 2026-11-05" if faulty else "")
        restyle(self.line)

    def _show_calendar(self) -> None:
        day = self.value() or today()
        menu, calendar = QMenu(self), QCalendarWidget()
        calendar.setGridVisible(True)
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        calendar.clicked.connect(menu.close)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        self.line.setFocus()

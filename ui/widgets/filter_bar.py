"""The row of choices above a grid, with the count of what they leave at the right."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from dczg_desktop.base.text import with_unseen_shown
from ui.widgets.flow import FlowLayout
from ui.widgets.words import button, label

Option = tuple[str, str]
"""What is shown, and the value it stands for."""


class FilterBar(QWidget):
    """Combo boxes that wrap on a narrow window. `changed` carries {key: value}; '' means no restriction."""

    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._choices: dict[str, QComboBox] = {}
        self._silent = False
        left = QWidget()
        self._flow = FlowLayout()
        left.setLayout(self._flow)
        left.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.clear_button = button("清除筛选", "link")
        self.count = label("", "secondary")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(left, 1)
        layout.addWidget(self.clear_button)
        layout.addWidget(self.count)
        self.clear_button.hide()
        self.clear_button.clicked.connect(self.clear)

    def add_choice(self, key: str, title: str, options: Iterable[Option | str]) -> QComboBox:
        """A choice whose first entry, `title` (全部状态), restricts nothing."""
        box = QComboBox()
        box.setAccessibleName(title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._choices[key] = box
        self._fill(box, title, options)
        self._flow.addWidget(box)
        box.currentIndexChanged.connect(self._tell)
        return box

    def add_widget(self, widget: QWidget) -> None:
        """Something else in the row, a check box for example."""
        self._flow.addWidget(widget)

    def set_options(self, key: str, options: Iterable[Option | str]) -> None:
        """Replace the options, keeping the chosen value if it is still there; emits nothing."""
        box = self._choices[key]
        chosen = self._value(box)
        self._silent = True
        self._fill(box, box.itemText(0), options)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        self._silent = False

    def values(self) -> dict[str, str]:
        """The chosen value of every choice; '' where nothing is restricted."""
        return {key: self._value(box) for key, box in self._choices.items()}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Choose these values and nothing in the other choices; emits nothing."""
        self._silent = True
        for key, box in self._choices.items():
            box.setCurrentIndex(max(0, box.findData(values.get(key, ""))))
        self._silent = False
        self.clear_button.setVisible(any(self.values().values()))

    def clear(self) -> None:
        """Restrict nothing any more."""
        self.set_values({})
        self._tell()

    def show_count(self, count: int, unit: str = "条") -> None:
        """Tell how many rows are left."""
        self.count.setText(f"共 {count:,} {unit}")

    def _fill(self, box: QComboBox, title: str, options: Iterable[Option | str]) -> None:
        box.clear()
        box.addItem(title, "")
        for option in options:
            shown, value = (option, option) if isinstance(option, str) else option
            box.addItem(with_unseen_shown(shown), value)

    def _value(self, box: QComboBox) -> str:
        return str(box.currentData() or "")

    def _tell(self) -> None:
        if not self._silent:
            values = self.values()
            self.clear_button.setVisible(any(values.values()))
            self.changed.emit(values)

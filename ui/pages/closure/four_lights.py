"""四不放过 as four lights side by side: name, met or not as shape and word, and the reason."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from dczg_desktop.domain.lights import FourLight
from ui.theme.status import LOOKS
from ui.widgets.chip import ChipLabel
from ui.widgets.words import ground, passage

MET, UNMET = LOOKS["正常"], LOOKS["注意"]


class LightCell(QWidget):
    """One of the four."""

    def __init__(self) -> None:
        super().__init__()
        self.chip = ChipLabel()
        self.reason = passage("", "secondary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.chip)
        layout.addWidget(self.reason)
        layout.addStretch(1)

    def show_light(self, light: FourLight) -> None:
        """Show one light."""
        self.chip.set_word(
            f"{light.name}{'' if light.is_met else '：未满足'}", MET if light.is_met else UNMET
        )
        self.reason.setText(light.reason)
        self.setAccessibleName(f"{light.name}，{'已满足' if light.is_met else '未满足'}，{light.reason}")


class FourLights(QWidget):
    """The four in the order of the saying, two by two."""

    def __init__(self) -> None:
        super().__init__()
        self.cells = [LightCell() for _ in range(4)]
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        frame = ground("card")
        grid = QGridLayout(frame)
        grid.setContentsMargins(10, 8, 10, 8)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for number, cell in enumerate(self.cells):
            grid.addWidget(cell, number // 2, number % 2)
            grid.setColumnStretch(number % 2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def show_lights(self, lights: Sequence[FourLight]) -> None:
        """Show the lights of one problem."""
        for cell, light in zip(self.cells, lights, strict=True):
            cell.show_light(light)

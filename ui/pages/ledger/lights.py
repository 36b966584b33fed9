"""四盏灯: the four 不放过 of a problem, each green or with what stands in the way."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dczg_desktop.domain.closure import (
    evidence_present,
    measures_done,
    no_objection_stands,
    problem_counts,
    responsibility_complete,
)
from dczg_desktop.domain.facts import ProblemFacts
from dczg_desktop.domain.procedures import Procedure
from ui.theme.status import look_of
from ui.widgets.chip import ChipLabel
from ui.widgets.flow import FlowLayout
from ui.widgets.words import passage

LIGHTS: Mapping[str, tuple[Callable[[ProblemFacts, Procedure], Iterator[str]], ...]] = {
    "查清": (problem_counts, evidence_present),
    "到位": (measures_done,),
    "责任": (responsibility_complete,),
    "满意": (no_objection_stands,),
}
"""Which gates of `domain.closure` each light stands for: facts proven, measures done, people named, nobody objecting."""

SHOWN_AT_MOST = 12


def lights_of(facts: ProblemFacts, procedure: Procedure) -> dict[str, list[str]]:
    """What stands in the way, light by light; an empty list is a green light."""
    return {
        name: [reason for gate in gates for reason in gate(facts, procedure)]
        for name, gates in LIGHTS.items()
    }


class FourLights(QWidget):
    """Four chips and, below them, every objection as one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.chips = {name: ChipLabel() for name in LIGHTS}
        self.reasons = passage()
        row, flow = QWidget(), FlowLayout(6)
        row.setLayout(flow)
        for chip in self.chips.values():
            flow.addWidget(chip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(row)
        layout.addWidget(self.reasons)

    def show_problem(self, facts: ProblemFacts, procedure: Procedure) -> None:
        """Show how this problem stands against its procedure."""
        found = lights_of(facts, procedure)
        for name, reasons in found.items():
            word = f"{name}：还差 {len(reasons)} 项" if reasons else f"{name}：已达到"
            self.chips[name].set_word(word, look_of("冲突" if reasons else "正常"))
        against = [reason for reasons in found.values() for reason in reasons]
        lines = [f"· {one}" for one in against[:SHOWN_AT_MOST]]
        if len(against) > SHOWN_AT_MOST:
            lines.append(f"……还有 {len(against) - SHOWN_AT_MOST} 项")
        self.reasons.setText("\n".join(lines))
        self.reasons.setVisible(bool(lines))

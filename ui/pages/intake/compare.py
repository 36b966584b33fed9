"""比对: one row beside the record it may be about, and the choice of what is done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from dczg_desktop.domain.comparison import (
    Candidate,
    Choice,
    Difference,
    Verdict,
    Way,
    may_take_number,
    ways_of,
)
from dczg_desktop.services.importing.acceptance import Line
from dczg_desktop.services.importing.foreseen import foreseen
from dczg_desktop.services.importing.planned import Planned
from ui.pages.intake.draft import Draft
from ui.pages.intake.written import WrittenTable, clipped
from ui.widgets.chip import ChipLabel
from ui.widgets.scroll import scrolled
from ui.widgets.words import ground, label, passage

EMPTY = "〔空〕"
NOTHING = "在左边点一行，这里显示它与台账的比对，并选怎样处理。"
WAYS = {
    Way.NEW: "作为新的{noun}",
    Way.NUMBER: "只加为另一编号",
    Way.UPDATE: "更新已有的（逐项勾）",
    Way.SKIP: "不导入",
}
NOUNS = {"problem": "问题", "petition": "信访件"}


class ComparePanel(QWidget):
    """`changed` after a choice was made for the shown row."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.ways: dict[Way, QRadioButton] = {}
        self.targets: dict[str, QRadioButton] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self.reason = QLineEdit()
        self.written: WrittenTable | None = None
        self._draft: Draft | None = None
        self._line: Line = (0, 0)
        self._kind = "problem"
        self._target = ""
        self._shape: object = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._area: QWidget | None = None
        self.show_row(None, (0, 0))

    def show_row(self, draft: Draft | None, line: Line, kind: str = "problem") -> None:
        """Show a row with its candidates; without a draft say what this place is for."""
        same = draft is self._draft and line == self._line
        self._draft, self._line, self._kind = draft, line, kind
        choice = draft.choice(line) if draft else None
        known = draft.planned(line).candidates if draft else ()
        if not same or self._target not in {one.uid for one in known}:
            self._target = (choice.target if choice else "") or (known[0].uid if known else "")
        shape = (draft.planned(line), self._target, kind) if draft else None
        if same and shape is not None and shape == self._shape:
            self._mark()
        else:
            self._shape = shape
            self._build()

    def stops(self) -> list[QWidget]:
        """What Tab reaches, in its order."""
        reason = [self.reason] if self.reason.parent() is not None else []
        written = [self.written.table] if self.written is not None else []
        return [*self.targets.values(), *self.ways.values(), *self.ticks.values(), *reason, *written]

    def begin(self) -> None:
        """The keys go to what is proposed for the row; it is not chosen by that."""
        proposed = self._draft.planned(self._line).proposal.way if self._draft else None
        ways = sorted(self.ways.items(), key=lambda one: one[0] is not proposed)
        if found := next((one for _way, one in ways if one.isEnabled()), None):
            found.setFocus()

    def _mark(self) -> None:
        """Show the choice on what is already there: nothing jumps under the mouse."""
        choice = self._draft.choice(self._line) if self._draft else None
        for way, one in self.ways.items():
            if choice is not None and choice.way is way:
                one.setChecked(True)
        ticked = choice.ticks if choice and choice.way is Way.UPDATE else frozenset[str]()
        for key, tick in self.ticks.items():
            tick.setChecked(key in ticked)
        self._show_written()

    def _build(self) -> None:
        self.ways, self.targets, self.ticks = {}, {}, {}
        self.reason, self.written = QLineEdit(), None
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(12, 10, 8, 10)
        layout.setSpacing(8)
        if self._draft is None:
            layout.addWidget(passage(NOTHING, "secondary"))
        else:
            self._fill(layout, self._draft, self._draft.planned(self._line))
        layout.addStretch(1)
        if self._area is not None:
            self._layout.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        area = scrolled(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        self._layout.addWidget(area)

    def _fill(self, layout: QVBoxLayout, draft: Draft, one: Planned) -> None:
        head = QHBoxLayout()
        head.addWidget(label(f"第 {one.row} 行　{one.number}", "strong"))
        head.addWidget(ChipLabel(one.verdict.value))
        head.addStretch(1)
        layout.addLayout(head)
        layout.addWidget(passage(lead_words(one), "secondary"))
        if one.follows is not None:
            self._add_written(layout)
        if one.verdict in {Verdict.SKIPPED, Verdict.WAITING} or one.follows is not None:
            return
        self._add_targets(layout, one.candidates)
        self._add_ways(layout, draft, one)
        found = one.candidate(self._target)
        if found is not None:
            self._add_differences(layout, draft, found)
        self._add_written(layout)

    def _add_written(self, layout: QVBoxLayout) -> None:
        self.written = WrittenTable()
        layout.addWidget(self.written)
        self._show_written()

    def _show_written(self) -> None:
        """What a row that is taken in as a new record will become, or the one that it is merged under."""
        if self._draft is None or self.written is None:
            return
        follows = self._draft.planned(self._line).follows
        line = self._line if follows is None else (self._line[0], follows)
        choice = self._draft.choice(line)
        is_new = choice is not None and choice.way is Way.NEW
        self.written.show_foreseen(foreseen(self._draft.preview, line) if is_new else ())

    def _add_targets(self, layout: QVBoxLayout, candidates: Sequence[Candidate]) -> None:
        group = QButtonGroup(self)
        for one in candidates:
            card = ground("notice")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(10, 6, 10, 6)
            inside.setSpacing(2)
            title = f"{NOUNS[one.kind]} {one.code}　{one.unit}".rstrip()
            if len(candidates) > 1:
                choice = QRadioButton(title)
                choice.setChecked(one.uid == self._target)
                choice.clicked.connect(self._choose_target)
                choice.setProperty("uid", one.uid)
                group.addButton(choice)
                self.targets[one.uid] = choice
                inside.addWidget(choice)
            else:
                inside.addWidget(label(title, "strong"))
            inside.addWidget(label(one.why, "secondary"))
            inside.addWidget(passage(one.text))
            if one.locked:
                inside.addWidget(passage(one.locked, "fault"))
            layout.addWidget(card)

    def _add_ways(self, layout: QVBoxLayout, draft: Draft, one: Planned) -> None:
        group = QButtonGroup(self)
        choice = draft.choice(self._line)
        found = one.candidate(self._target)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        usual = None if choice is not None or one.is_other or one.is_notice else one.proposal.way
        for place, way in enumerate(ways_of(self._kind, one.candidates)):
            words = WAYS[way].format(noun=NOUNS.get(self._kind, "记录"))
            made = QRadioButton(words + ("（建议）" if way is usual else ""))
            made.setChecked(choice is not None and choice.way is way)
            why_not = self._why_not(way, found, one)
            made.setEnabled(not why_not)
            made.setToolTip(why_not)
            made.setProperty("way", way.value)
            made.clicked.connect(self._choose_way)
            group.addButton(made)
            self.ways[way] = made
            grid.addWidget(made, place // 2, place % 2)
        layout.addLayout(grid)

    def _why_not(self, way: Way, found: Candidate | None, one: Planned) -> str:
        if way in {Way.NEW, Way.SKIP} or found is None:
            return ""
        if found.locked:
            return found.locked
        if way is Way.NUMBER and not one.brings_number:
            return "这一行没有编号"
        if way is Way.NUMBER:
            return "" if may_take_number(found) else "信访件只有一个编号"
        if found.kind != self._kind:
            return "这一行是信访件，不能用来更新问题"
        return "" if found.differences else "这一行没有说出与台账不同的内容"

    def _add_differences(self, layout: QVBoxLayout, draft: Draft, found: Candidate) -> None:
        if not found.differences:
            return
        choice = draft.choice(self._line)
        ticked = choice.ticks if choice and choice.way is Way.UPDATE else frozenset[str]()
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, words in enumerate(("取来表", "台账现有", "来表")):
            grid.addWidget(label(words, "secondary"), 0, column)
        for number, one in enumerate(found.differences):
            self._add_difference(grid, 1 + 2 * number, one, ticked=one.key in ticked)
        layout.addWidget(table)
        if any(one.key == "deadline" and one.ours for one in found.differences):
            self.reason.setPlaceholderText("调整时限的原因（勾选时限时必填）")
            self.reason.setAccessibleName("调整时限的原因")
            self.reason.setText(choice.reason if choice else "")
            self.reason.editingFinished.connect(self._choose_ticks)
            layout.addWidget(self.reason)

    def _add_difference(self, grid: QGridLayout, row: int, one: Difference, *, ticked: bool) -> None:
        tick = QCheckBox(one.label)
        tick.setChecked(ticked)
        tick.setEnabled(not one.locked)
        tick.setToolTip(one.locked or f"来表的 {one.cell} 格" if one.cell else one.locked)
        tick.clicked.connect(self._choose_ticks)
        self.ticks[one.key] = tick
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(tick, row, 0, top)
        grid.addWidget(passage(clipped(one.ours) or EMPTY, "" if one.ours else "secondary"), row, 1, top)
        grid.addWidget(passage(clipped(one.theirs), "" if one.locked else "strong"), row, 2, top)
        if words := one.locked or one.note:
            grid.addWidget(passage(words, "fault" if one.locked else "secondary"), row + 1, 1, 1, 2)

    def _choose_target(self) -> None:
        found = [uid for uid, one in self.targets.items() if one.isChecked()]
        if found and self._draft is not None:
            self._target = found[0]
            choice = self._draft.choice(self._line)
            if choice is not None and choice.way in {Way.NUMBER, Way.UPDATE}:
                self._draft.choose([self._line], None)
            self.changed.emit()

    def _choose_way(self) -> None:
        way = next((way for way, one in self.ways.items() if one.isChecked()), None)
        if way is None or self._draft is None:
            return
        one = self._draft.planned(self._line).candidate(self._target)
        ticks = one.proposed() if way is Way.UPDATE and one else frozenset[str]()
        target = self._target if way in {Way.NUMBER, Way.UPDATE} else ""
        self._draft.choose([self._line], Choice(way, target, ticks))
        self.changed.emit()

    def _choose_ticks(self) -> None:
        if self._draft is None:
            return
        ticks = frozenset(key for key, one in self.ticks.items() if one.isChecked())
        choice = Choice(Way.UPDATE, self._target, ticks, self.reason.text().strip())
        self._draft.choose([self._line], choice if ticks else Choice(Way.SKIP))
        self.changed.emit()


def lead_words(one: Planned) -> str:
    """What the comparison found, in a sentence."""
    if one.follows is not None:
        return f"与第 {one.follows} 行合为一条，随那一行处理。"
    words = {
        Verdict.NEW: "台账里没有编号相同或内容相近的记录。",
        Verdict.SAME: "台账里已有，内容相同，不必导入。",
        Verdict.CHANGED: "台账里已有，来表有不同的内容。勾选的才会写入，没有勾的保持台账原样。",
        Verdict.UNCLEAR: "可能是台账里已有的一件，程序不替您决定，请选一种处理。"
        if one.candidates
        else "程序不替您决定，请选一种处理，或者先在左边改好这一行。",
        Verdict.WAITING: "编号对不上，要在台账里找内容相似的记录；找完才能选怎样处理。",
        Verdict.SKIPPED: "这一行既没有编号也没有问题描述，或者这张表不是问题、信访件清单，不导入。",
    }[one.verdict]
    return f"{one.note}。{words}" if one.note else words

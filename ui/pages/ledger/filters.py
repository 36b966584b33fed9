"""What is chosen above the grid, as one query: choices, search words, and the rows another page asked for."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from dczg_desktop.domain.words import ClosureStatus, ProgressStatus
from dczg_desktop.services.grid import FilterChoices, GridQuery
from ui.widgets.filter_bar import FilterBar
from ui.widgets.words import button

FACETS = (
    ("source", "全部来源"),
    ("round", "全部轮次"),
    ("area", "全部属地"),
    ("unit", "全部单位"),
    ("category", "全部类别"),
)
STATES = (
    ("progress", "全部进度", [status.value for status in ProgressStatus]),
    ("closure", "全部销号", [status.value for status in ClosureStatus]),
    ("due", "全部期限", ["已逾期", "即将到期", "长期坚持", "无时限"]),
    ("mark", "全部标记", ["要素缺项", "有冲突", "已移交", "已作废"]),
)
MARKS = {"要素缺项": "gap", "有冲突": "disputed", "已移交": "released", "已作废": "voided"}


class LedgerFilters(QWidget):
    """`query()` is what the grid shows, `facet_query()` the same without the states the cards count."""

    changed = Signal()

    def __init__(self, due_soon_days: int) -> None:
        super().__init__()
        self._base = GridQuery(due_soon_days=due_soon_days)
        self.bar = FilterBar()
        for key, title in FACETS:
            _narrow(self.bar.add_choice(key, title, ()))
        for key, title, options in STATES:
            _narrow(self.bar.add_choice(key, title, options))
        self.limit = button("", "link", "取消这项限制，显示其余问题")
        self.bar.add_widget(self.limit)
        self.limit.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.bar)
        self.bar.changed.connect(self.changed)
        self.limit.clicked.connect(self._lift)

    def query(self) -> GridQuery:
        """Everything that is chosen."""
        chosen = self.bar.values()
        parts: dict[str, object] = {key: chosen[key] for key, _ in FACETS}
        parts |= {key: chosen[key] for key in ("progress", "closure", "due")}
        if mark := MARKS.get(chosen["mark"]):
            parts[mark] = True
        return self._base.narrowed(**parts)

    def facet_query(self) -> GridQuery:
        """What the cards count: every restriction except progress, closure, deadline and mark."""
        none = dict.fromkeys(MARKS.values(), False)
        return self.query().narrowed(progress="", closure="", due="", **none)

    def is_narrowed(self) -> bool:
        """Whether anything at all is restricted."""
        base = GridQuery(due_soon_days=self._base.due_soon_days)
        return self.query() != base.narrowed(sort=self._base.sort, descending=self._base.descending)

    def set_choices(self, choices: FilterChoices) -> None:
        """Offer the values that occur in the ledger."""
        offered = (choices.sources, choices.rounds, choices.areas, choices.units, choices.categories)
        for (key, _), options in zip(FACETS, offered, strict=True):
            chosen = self.bar.values()[key]
            self.bar.set_options(key, options if not chosen or chosen in options else [*options, chosen])

    def set_words(self, words: str) -> None:
        """Restrict to what the search field says."""
        self._base = self._base.narrowed(words=words)
        self._show_limit()

    def show_states(self, states: Mapping[str, str]) -> None:
        """Choose these states and no others, keeping source, area, unit and the like."""
        kept = {key: self.bar.values()[key] for key, _ in FACETS}
        self.bar.set_values(kept | dict(states))
        self.changed.emit()

    def show_query(self, query: GridQuery) -> None:
        """Choose what another page asked for; emits nothing."""
        self._base = GridQuery(
            words=query.words,
            held_by=query.held_by,
            uids=query.uids,
            due_soon_days=query.due_soon_days,
            sort=query.sort,
            descending=query.descending,
        )
        mark = next((word for word, part in MARKS.items() if getattr(query, part)), "")
        wanted = {key: str(getattr(query, key)) for key, *_ in (*FACETS, *STATES) if key != "mark"}
        for key, _ in FACETS:
            if wanted[key]:
                self.bar.set_options(key, [wanted[key]])
        self.bar.set_values(wanted | {"mark": mark})
        self._show_limit()

    def forget(self) -> None:
        """Restrict nothing any more; emits nothing."""
        self.show_query(GridQuery(due_soon_days=self._base.due_soon_days))

    def _lift(self) -> None:
        self._base = self._base.narrowed(held_by=None, uids=None)
        self._show_limit()
        self.changed.emit()

    def _show_limit(self) -> None:
        words = ""
        if self._base.held_by:
            words = f"只看“{self._base.held_by[0]}”承担的 ×"
        elif self._base.uids is not None:
            words = f"只看指定的 {len(self._base.uids)} 个问题 ×"
        self.limit.setText(words)
        self.limit.setVisible(bool(words))


def _narrow(box: QComboBox) -> None:
    """Long names of sources must not fill the row; the list below the box is as wide as they are."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(5)
    box.setMaxVisibleItems(18)

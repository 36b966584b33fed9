"""The register of petitions: batch, numbers, filters, the grid, and the chosen one in full."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dczg_desktop.base.errors import UserError
from dczg_desktop.services.petitions.listing import (
    CLOSURES,
    COMPLETIONS,
    TRUTHS,
    PetitionQuery,
    PetitionRow,
)
from dczg_desktop.services.petitions.places import PLACES
from dczg_desktop.services.petitions.views import (
    PetitionView,
    RegisterView,
    petition_view,
    register_view,
    rows_of,
)
from ui.context import Context
from ui.models.fed import FedModel
from ui.models.grid import PAGE
from ui.pages.petitions.acts import PetitionActs
from ui.pages.petitions.choices import CARDS, COLUMNS, FACETS, MARKS, note_of
from ui.pages.petitions.files import PetitionFiles
from ui.pages.petitions.panel import PetitionPanel
from ui.pages.petitions.walk import BatchWalk
from ui.pages.work_page import BUSY
from ui.reading import Reading
from ui.theme.status import look_of
from ui.widgets.cards import EmptyState
from ui.widgets.filter_bar import FilterBar
from ui.widgets.grid import Grid
from ui.widgets.list_detail import ListDetail
from ui.widgets.page import Page
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.stat_card import StatCard, StatRow
from ui.widgets.words import allow, button, label

READING = "正在读取……"
STATES = frozenset({"completion", "closure", "mark"})
"""The choices that the cards stand for."""


class RegisterPanel(Page):
    """Look at petitions and act on the chosen one; everything shown follows the chosen batch."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._words = ""
        self._only: dict[str, Any] = {}
        self._is_busy = self._is_empty = False
        self._is_stale = True
        self._then: Callable[[], None] | None = None
        self._reading, self._detail_reading, self._row_reading = (Reading(self, context) for _ in range(3))
        self.cards = {
            title: StatCard(title, look_of(word) if word else None) for title, word, _chosen, _name in CARDS
        }
        self.walk, self.filters = BatchWalk(), FilterBar()
        self.strip, self.panel = ProgressStrip(context), PetitionPanel(context)
        self.only_words, self.only_off = label("", "strong"), button("看全部", "link")
        self.model = FedModel(COLUMNS, lambda ids: self._read_of(ids)(), self._show, self._fetch, self)
        self.grid = Grid("信访件", context, READING)
        self.empty = EmptyState(
            "还没有信访件",
            "把交办的“信访件一览表”（Excel 或 Word）导入台账，编号、批次、属地、是否属实、办结情况会自动识别。",
            "导入本日批次",
            "信访件",
        )
        self.import_button, self.export_button = (
            button("导入本日批次(&I)"),
            button("导出一览表(&P)", "primary"),
        )
        self.acts = PetitionActs(self, self.panel, self.walk, self.when_read)
        self.files = PetitionFiles(self, self.strip, self.query, self.set_busy)
        self._fill_filters()
        self._lay_out()
        self._connect()

    def _fill_filters(self) -> None:
        for key, title in FACETS:
            box = self.filters.add_choice(key, title, ())
            box.setMaxVisibleItems(18)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(5)
        self.filters.add_choice("truth", "是否属实", TRUTHS)
        self.filters.add_choice("completion", "全部办结", COMPLETIONS)
        self.filters.add_choice("closure", "全部销号", CLOSURES)
        self.filters.add_choice("place", "办理到哪", PLACES)
        self.filters.add_choice("mark", "全部标记", MARKS)

    def _lay_out(self) -> None:
        self.grid.show_model(self.model)
        self.only = QWidget()
        only = QHBoxLayout(self.only)
        only.setContentsMargins(0, 0, 0, 0)
        only.addWidget(self.only_words)
        only.addWidget(self.only_off)
        only.addStretch(1)
        self.only.hide()
        rows, whole = QWidget(), QWidget()
        left, layout = QVBoxLayout(rows), QVBoxLayout(whole)
        for one in (left, layout):
            one.setContentsMargins(0, 0, 0, 0)
            one.setSpacing(8)
        for widget in (self.filters, self.only):
            left.addWidget(widget)
        left.addWidget(self.grid, 1)
        layout.addWidget(self.walk)
        layout.addWidget(StatRow(*self.cards.values()))
        layout.addWidget(ListDetail(self.context, rows, self.panel, (62, 38)), 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(whole)
        self.stack.addWidget(self.empty)
        self.body.setContentsMargins(10, 10, 10, 10)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        for title, _word, chosen, _name in CARDS:
            self.cards[title].clicked.connect(lambda _=False, values=dict(chosen): self._choose(values))
        self.filters.changed.connect(self._show)
        self.walk.changed.connect(self._show)
        self.walk.announce_asked.connect(self.acts.announce)
        self.only_off.clicked.connect(self._show_all)
        self.model.counted.connect(lambda count: self.filters.show_count(count, "件"))
        self.model.failed.connect(partial(self.context.show_error, self))
        self.grid.chosen.connect(self._show_detail)
        self.grid.opened.connect(lambda _row: self.when_read(self.acts.edit))
        self.panel.opened.connect(lambda uid: self.context.navigate("整改台账", uid))
        self.empty.acted.connect(self.files.take_batch)
        self.import_button.clicked.connect(self.files.take_batch)
        self.export_button.clicked.connect(self.files.export)

    def header_widgets(self) -> Sequence[QWidget]:
        return self.import_button, self.export_button

    def reload(self) -> None:
        """Read everything anew, beside the window; what is shown stays until the answer is there."""
        self._is_stale = True
        self._show()

    def _show(self) -> None:
        """Read what is chosen now; an older answer that is still on its way is not shown."""
        query, whole = self.query(), self._is_stale
        order, near = self.model.order, self.grid.current_id()
        if order is not None:
            query = query.narrowed(sort=order.key, descending=order.descending)
        work = partial(register_view, self.context.ledger, query, self._counted(), PAGE, near, whole=whole)
        self._reading.ask(work, partial(self._show_found, is_whole=whole))

    def _counted(self) -> PetitionQuery:
        """What the cards count: every restriction but those they stand for themselves."""
        states = {key: "" for key in STATES if key != "mark"}
        marks = {part: getattr(PetitionQuery(), part) for parts in MARKS.values() for part in parts}
        return self.query().narrowed(**states, **marks, uids=None, chain=0, only_first=False)

    def _show_found(self, found: RegisterView, *, is_whole: bool) -> None:
        if is_whole:
            self._is_stale = False
            self.walk.show_batches(found.batches)
            choices = found.choices
            for (key, _), options in zip(
                FACETS, (choices.areas, choices.categories, choices.units), strict=True
            ):
                self.filters.set_options(key, options)
        self.stack.setCurrentIndex(0 if found.total else 1)
        for title, _word, _chosen, name in CARDS:
            self.cards[title].show_number(getattr(found.counts, name), note_of(name, found.counts))
        self.grid.set_empty("没有符合条件的信访件")
        self._is_empty = not found.total
        self._enable()
        self._put(found)
        if self.query() != found.query.narrowed(sort="", descending=False):
            self._show()  # a choice is gone that was asked for

    def _put(self, found: RegisterView) -> None:
        """Show the rows; the chosen one stays chosen, the list stands where it stood."""
        bar = self.grid.verticalScrollBar()
        place, chosen = bar.value(), self.grid.current_id()
        self.model.put(found.query, found.ids, found.pages)
        if chosen is not None and chosen == self.grid.current_id():
            bar.setValue(place)
        elif self.grid.current_id() is None and self.model.rowCount():
            self.grid.selectRow(0)
        self._show_detail(self.grid.current_id())

    def set_busy(self, *, is_busy: bool) -> None:
        """Whether a file is read or written now: no second one is begun."""
        self._is_busy = is_busy
        self._enable()

    def _enable(self) -> None:
        busy = BUSY if self._is_busy else ""
        allow(self.import_button, busy, "选本日交办的一览表，批次和日期从标题里认")
        allow(self.empty.action, busy)
        none = "还没有信访件" if self._is_empty else ""
        allow(self.export_button, busy or none, "打印、导出一览表：三种栏目，内部版和公开版")

    def search(self, text: str) -> None:
        self._words = text
        self._show()

    def show_filter(self, page_filter: object) -> None:
        """The choices in the filter bar, or a whole query; what the bar cannot show stands above the grid."""
        self._words, self._only = "", {}
        if isinstance(page_filter, PetitionQuery):
            self._take(page_filter)
        elif isinstance(page_filter, Mapping):
            self.walk.choose(page_filter.get("source", ""), page_filter.get("batch", ""))
            self.filters.set_values(page_filter)
        self._say_only()

    def _take(self, query: PetitionQuery) -> None:
        self.walk.choose(query.source, query.batch)
        for key, _title in FACETS:
            if wanted := getattr(query, key):
                self.filters.set_options(key, [wanted])
        mark = next(
            (word for word, parts in MARKS.items() if all(getattr(query, k) == v for k, v in parts.items())),
            "",
        )
        names = ("area", "category", "unit", "truth", "completion", "closure", "place")
        self.filters.set_values({name: getattr(query, name) for name in names} | {"mark": mark})
        beyond = {"uids": query.uids, "chain": query.chain, "only_first": query.only_first}
        self._only = {name: value for name, value in beyond.items() if value}

    def _say_only(self) -> None:
        words = []
        if "uids" in self._only:
            words.append(f"只看指定的 {len(self._only['uids'])} 件")
        if "chain" in self._only:
            words.append("只看同一链的重复件")
        if "only_first" in self._only:
            words.append("类型只按第一个算")
        self.only_words.setText("，".join(words))
        self.only.setVisible(bool(words))

    def _show_all(self) -> None:
        self._only = {}
        self._say_only()
        self._show()

    def query(self) -> PetitionQuery:
        """What is chosen and searched."""
        chosen = self.filters.values()
        source, batch = self.walk.chosen()
        mark = MARKS.get(chosen.pop("mark"), {})
        restricted: dict[str, Any] = {**chosen, **mark, **self._only}
        return PetitionQuery(words=self._words, source=source, batch=batch, **restricted)

    def _fetch(self, ids: Sequence[int]) -> None:
        """Read rows that came into sight, beside the window."""
        self._row_reading.ask(self._read_of(ids), self.model.fill)

    def _read_of(self, ids: Sequence[int]) -> Callable[[], list[PetitionRow]]:
        query = self.model.query if isinstance(self.model.query, PetitionQuery) else PetitionQuery()
        return partial(rows_of, self.context.ledger, query, ids)

    def _choose(self, values: Mapping[str, str]) -> None:
        """Choose these states and no others, keeping place, area, unit and the like: so many as the card says."""
        self._only = {}
        self._say_only()
        kept = {key: value for key, value in self.filters.values().items() if key not in STATES}
        self.filters.set_values(kept | dict(values))
        self._show()

    def _show_detail(self, row_id: int | None) -> None:
        """Read the chosen one; until it is there nothing can be done with the former one."""
        self._then = None
        if row_id is None:
            self._detail_reading.forget()
            self.panel.show_detail(None)
            return
        self.panel.detail = None
        self._detail_reading.ask(partial(petition_view, self.context.ledger, row_id), self._show_petition)

    def _show_petition(self, found: PetitionView | UserError) -> None:
        then, self._then = self._then, None
        if isinstance(found, UserError):
            self.panel.show_detail(None)
            self.context.say(str(found))
            return
        self.panel.show_detail(found.detail)
        self.acts.show_beside(found)
        if then is not None:
            then()

    def when_read(self, act: Callable[[], None]) -> None:
        """Do something with the chosen one, as soon as it is there."""
        if self._detail_reading.is_running:
            self._then = act
        else:
            act()

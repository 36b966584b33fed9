"""The parts pages are made of. A page looks like this; `registry.pages` lists it as a `PageSpec`.

    class PetitionPage(Page):
        search_hint = "搜索编号、地址、内容"
        help_text = "本页登记和办理信访件……"

        def __init__(self, context: Context) -> None:
            super().__init__(context)
            self.filters, self.strip = FilterBar(), ProgressStrip(context)
            self.filters.add_choice("status", "全部状态", [status.value for status in Status])
            self.grid = Grid("petitions", context, "没有符合条件的信访件")
            self.model = GridModel(COLUMNS, self._ids, partial(petitions.rows, context.ledger), self)
            self.grid.show_model(self.model)
            self.import_button = button("导入清单(&I)", "primary")
            for widget in (self.filters, self.strip):
                self.body.addWidget(widget)
            self.body.addWidget(ListDetail(context, self.grid, self.detail), 1)
            self.filters.changed.connect(self.model.show)
            self.model.counted.connect(self.filters.show_count)
            self.model.failed.connect(partial(context.show_error, self))
            self.grid.opened.connect(self._open)

        def header_widgets(self) -> Sequence[QWidget]:
            return (self.import_button,)

        def reload(self) -> None:
            self.model.show(self.filters.values())

A write: call the service, `context.say("已登记 1 件", undoable=True)`, `context.ledger_changed.emit()`.
Long work: `task = Task(self, partial(service, ledger, …), "正在导入")`, connect `succeeded` and
`failed`, `self.strip.follow(task)`, `task.start(context.pool)`.

| module | what it offers |
|---|---|
| `page` | `Page`, `PageSpec` |
| `words` | `label`, `passage` (wrapped, selectable), `button` (primary, danger, link), `ground`, `tip_of` |
| `cards` | `SectionCard` (heading, `body`, `add_action`), `EmptyState`, `Picture` |
| `stat_card` | `StatCard` (`clicked`), `StatRow` |
| `charts`, `donut`, `bars`, `legend` | `Part`; `Donut`; `Bar`, `plain_bar`, `BarChart`; `Legend` |
| `chip` | `ChipLabel` |
| `filter_bar`, `search_box`, `flow` | choices above a grid; delayed search; a wrapping row |
| `columns`, `grid` | `GridColumn`; `Grid`, with `ui.models.grid.GridModel` |
| `list_detail`, `scroll` | list beside or above its details; `scrolled(widget)` |
| `form`, `date_field` | `Form` rows with faults; `DateField`, `read_date` |
| `dialog` | `Sheet` (heading, `body`, act and cancel), `confirm` |
| `progress_strip`, `message_bar` | long work; the last act and its undo |
| `timeline` | `Happening`, `Timeline` |
| `thumbnails`, `pair_view`, `pictures` | small pictures; before and after; reading photos |
| `pdf_view`, `pdf_pages`, `pdf_print` | preview, pages as images, printing |
| `header`, `navigation`, `help` | parts of the shell |
"""

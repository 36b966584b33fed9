from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication

from dczg_desktop.base.errors import UserError
from ui.models.grid import PAGE, PAGES_KEPT, GridModel, Order
from ui.widgets.cells import wrapped
from ui.widgets.columns import GridColumn, Role, text_of
from ui.widgets.grid import Grid

COLUMNS = (
    GridColumn("number", "编号", 110),
    GridColumn("text", "整改问题", 200, "long"),
    GridColumn("status", "状态", 150, "chip"),
    GridColumn("due", "期限", 110, "date", secondary=True),
    GridColumn("done", "进度", 80, "percent", sortable=False, secondary=True),
)


@dataclass(frozen=True)
class Row:
    id: int
    number: str
    text: str
    status: str = "尚未启动"
    due: date = date(2026, 11, 5)
    done: int = 40


class Source:
    """A hundred thousand rows made up when asked for; it remembers what it was asked."""

    def __init__(self, count: int = 100_000) -> None:
        self.all = list(range(1, count + 1))
        self.queries: list[tuple[object, Order | None]] = []
        self.fetched: list[list[int]] = []
        self.refuses = False

    def ids(self, query: object, order: Order | None) -> list[int]:
        self.queries.append((query, order))
        return self.all[::-1] if order and order.descending else self.all

    def rows(self, ids) -> list[Row]:
        if self.refuses:
            raise UserError("台账文件读不出来")
        self.fetched.append(list(ids))
        return [Row(i, f"ZG-{i}", f"第 {i} 条\n" + "群众反映集中的问题" * 60) for i in reversed(ids)]


@pytest.fixture
def source() -> Source:
    return Source()


@pytest.fixture
def grid(qtbot, context, source) -> Grid:
    grid = Grid("probe", context, "没有符合条件的问题")
    qtbot.addWidget(grid)
    grid.show_model(GridModel(COLUMNS, source.ids, source.rows, grid))
    grid.resize(1000, 600)
    grid.show()
    qtbot.waitExposed(grid)
    return grid


def test_only_the_pages_in_sight_are_fetched(qtbot, grid, source):
    grid.model().reload()
    grid.grab()
    grid.scrollTo(grid.model().index(50_050, 0))
    grid.grab()

    assert [ids[0] for ids in source.fetched] == [1, 50_001]
    assert all(len(ids) == PAGE for ids in source.fetched)


def test_a_page_seen_again_is_not_fetched_again_but_few_are_kept(grid, source):
    model = grid.model()
    model.reload()
    for number in range(PAGES_KEPT + 5):
        model.row_at(number * PAGE)
    fetched = len(source.fetched)

    model.row_at((PAGES_KEPT + 4) * PAGE)
    assert len(source.fetched) == fetched
    model.row_at(0)
    assert len(source.fetched) == fetched + 1


def test_rows_keep_the_order_of_their_ids(grid):
    grid.model().reload()

    assert [grid.model().row_at(i).number for i in range(3)] == ["ZG-1", "ZG-2", "ZG-3"]


def test_a_header_asks_the_source_to_sort_and_then_for_the_usual_order(grid, source):
    grid.model().show("县")
    header = grid.horizontalHeader()

    header.setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert source.queries[-1] == ("县", Order("number", descending=True))
    assert grid.model().row_at(0).id == 100_000
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert source.queries[-1] == ("县", None)


def test_a_column_that_cannot_be_sorted_is_not_asked_for(grid, source):
    grid.model().show(None)
    asked = len(source.queries)

    grid.horizontalHeader().setSortIndicator(4, Qt.SortOrder.AscendingOrder)

    assert all(order is None for _, order in source.queries[asked:])
    assert grid.horizontalHeader().sortIndicatorSection() == -1


def test_the_selection_survives_sorting(grid):
    grid.model().reload()
    grid.choose(7)
    grid.selectionModel().select(
        grid.model().index(8, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )

    grid.model().sort(0, Qt.SortOrder.DescendingOrder)

    assert grid.current_id() == 7
    assert sorted(grid.selected_ids()) == [7, 9]
    assert grid.currentIndex().row() == 100_000 - 7


def test_a_row_that_is_gone_is_no_longer_chosen(qtbot, grid, source):
    grid.model().reload()
    grid.choose(7)
    source.all = [1, 2, 3]

    with qtbot.waitSignal(grid.chosen) as told:
        grid.model().reload()

    assert told.args == [None]
    assert grid.selected_ids() == []


def test_cells_are_cut_but_tips_copies_and_screen_readers_get_all(grid):
    grid.model().reload()
    cell = grid.model().index(0, 1)

    assert len(cell.data()) == 120
    assert "\n" not in cell.data()
    assert cell.data(Role.FULL_TEXT).count("群众") == 60
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole).count("群众") == 60
    assert cell.data(Qt.ItemDataRole.ToolTipRole).count("群众") == 60


def test_tips_show_markup_literally(qtbot, context):
    source = Source(1)
    source.rows = lambda _ids: [Row(1, "<b>1</b>", "<img src=x>")]
    model = GridModel(COLUMNS, source.ids, source.rows)
    model.reload()

    assert "&lt;img" in model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)


def test_a_refusal_is_told_once_for_a_page_not_once_for_a_cell(grid, source):
    told: list[Exception] = []
    grid.model().failed.connect(told.append)
    source.refuses = True

    grid.model().reload()
    grid.grab()

    assert [str(error) for error in told] == ["台账文件读不出来"]
    assert grid.model().index(0, 0).data() == ""


def test_tab_leaves_the_grid_and_enter_opens_the_row(qtbot, grid):
    grid.model().reload()
    grid.choose(3)
    assert not grid.tabKeyNavigation()

    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.keyClick(grid, Qt.Key.Key_Return)

    assert opened.args == [3]


def test_copying_takes_titles_and_whole_texts(qtbot, grid):
    grid.model().reload()
    grid.choose(2)

    qtbot.keyClick(grid, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t")[:2] == ["编号", "整改问题"]
    assert lines[1].startswith("ZG-2\t第 2 条 群众")
    assert lines[1].count("群众") == 60

    grid.choose(2)  # Ctrl is held still
    assert grid.selected_ids() == [2]


def test_dragged_widths_are_kept_for_the_next_time(qtbot, grid, context):
    grid.setColumnWidth(0, 177)

    again = Grid("probe", context)
    qtbot.addWidget(again)
    again.show_model(GridModel(COLUMNS, lambda _query, _order: [], lambda _ids: []))

    assert again.columnWidth(0) == 177


def test_rows_grow_with_the_chosen_number_of_lines(qtbot, grid, context):
    height = grid.verticalHeader().defaultSectionSize()

    context.set_rows(3)

    qtbot.waitUntil(lambda: grid.verticalHeader().defaultSectionSize() > height)


def test_secondary_columns_give_way_on_a_narrow_window(qtbot, grid):
    assert not grid.isColumnHidden(4)

    grid.resize(560, 600)
    assert grid.isColumnHidden(4)
    assert grid.columnWidth(1) >= 200
    grid.resize(1000, 600)
    assert not grid.isColumnHidden(4)


def test_two_long_columns_share_the_width_that_is_left(qtbot, context):
    columns = (
        GridColumn("a", "文件", 180, "long"),
        GridColumn("b", "编号", 80),
        GridColumn("c", "内容", 100, "long"),
    )
    grid = Grid("shared", context)
    qtbot.addWidget(grid)
    grid.show_model(GridModel(columns, lambda _query, _order: [], lambda _ids: []))
    grid.resize(900, 300)
    grid.show()

    spare = grid.viewport().width() - 360
    assert [grid.columnWidth(i) - column.width for i, column in enumerate(columns)] == [
        spare // 2,
        0,
        spare - spare // 2,
    ]
    assert sum(grid.columnWidth(i) for i in range(3)) == grid.viewport().width()


def test_an_empty_grid_says_so(qtbot, context):
    grid = Grid("empty", context, "没有符合条件的问题")
    qtbot.addWidget(grid)
    grid.show_model(GridModel(COLUMNS, lambda _query, _order: [], lambda _ids: []))
    grid.resize(600, 300)
    said = grid.grab().toImage()
    grid.set_empty("")

    assert said != grid.grab().toImage()


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, "date", ""),
        (date(2026, 1, 5), "date", "2026-01-05"),
        ("长期坚持", "date", "长期坚持"),
        (33.4, "percent", "33%"),
        (12800, "number", "12,800"),
        ("", "text", ""),
    ],
)
def test_values_are_shown_as_users_read_them(value, kind, text):
    assert text_of(value, kind) == text


def test_long_texts_end_with_an_ellipsis_on_the_last_line(dressed):
    lines = wrapped("村内主干道沿线生活垃圾清运不及时" * 5, dressed.font().toString(), 120, 2)

    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert lines[0][:4] == "村内主干"

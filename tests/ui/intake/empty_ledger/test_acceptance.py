"""Rows are ticked, taken in and taken back."""

from PySide6.QtCore import Qt

from dczg_desktop.services.grid import GridQuery, problem_ids
from dczg_desktop.services.journal import ActQuery, act_ids
from dczg_desktop.services.undo import last_redoable, last_undoable, redo, undo
from tests.ui.intake.scene import idle
from ui.pages.intake.rows import TAKE, WAY


def test_an_unticked_row_stays_out(qtbot, shown, context):
    grid = shown.preview.rows.grid
    keys = [column.key for column in grid.columns()]
    spot = grid.visualRect(grid.model().index(1, keys.index(TAKE))).center()

    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert grid.model().index(1, keys.index(WAY)).data() == "不导入"
    assert shown.preview.accept_button.text() == "导入 2 条(&I)"
    shown.preview.accept_button.click()
    idle(qtbot, shown)
    assert shown.result.words.text().startswith("已导入 2 个问题")
    assert len(problem_ids(context.ledger, GridQuery())) == 2


def test_space_changes_all_selected_rows(qtbot, shown):
    grid = shown.preview.rows.grid
    grid.selectAll()

    qtbot.keyClick(grid, Qt.Key.Key_Space)

    assert shown.preview.draft.counts().acts == 0
    assert not shown.preview.accept_button.isEnabled()
    assert "没有勾选" in shown.preview.accept_button.toolTip()


def test_an_import_is_taken_back_as_a_whole(qtbot, shown, context):
    said: list[str] = []
    context.said.connect(lambda words, _undoable: said.append(words))
    asked: list[tuple[str, object]] = []
    context.navigation_requested.connect(lambda name, which: asked.append((name, which)))
    shown.preview.head.source.setText("中央督察反馈")
    shown.preview.head.source.editingFinished.emit()
    idle(qtbot, shown)
    shown.preview.accept_button.click()
    idle(qtbot, shown)
    shown.result.look_button.click()
    assert asked == [("整改台账", GridQuery(source="中央督察反馈"))]
    assert len(problem_ids(context.ledger, asked[0][1])) == 3

    shown.result.undo_button.click()
    idle(qtbot, shown)

    assert problem_ids(context.ledger, GridQuery()) == []
    assert said[-1].startswith("已撤销本次导入")
    assert shown.result.undo_button.isHidden()


def test_an_import_taken_back_elsewhere_is_not_shown_as_made_any_more(qtbot, shown, context):
    shown.preview.accept_button.click()
    idle(qtbot, shown)

    undo(context.ledger, last_undoable(context.ledger).uid)
    shown.reload()

    assert shown.result.words.text() == "已撤销本次导入"
    assert shown.result.undo_button.isHidden()

    redo(context.ledger, last_redoable(context.ledger).uid)
    shown.reload()

    assert shown.result.words.text().startswith("已导入 3 个问题")
    assert shown.result.undo_button.isHidden()


def test_the_same_file_again_brings_nothing_new(qtbot, shown, table):
    shown.preview.accept_button.click()
    idle(qtbot, shown)
    shown.read(table)
    idle(qtbot, shown)

    assert [one.verdict for one in shown.preview.preview.of_table(0)] == ["无变动"] * 3
    assert not shown.preview.accept_button.isEnabled()


def test_a_cancelled_import_leaves_nothing(qtbot, shown, context):
    before = act_ids(context.ledger, ActQuery())
    shown.preview.accept_button.click()
    shown.strip.cancel_button.click()
    idle(qtbot, shown)

    assert act_ids(context.ledger, ActQuery()) == before
    assert shown.stack.currentIndex() == 1
    assert shown.preview.accept_button.isEnabled()


def test_reading_again_keeps_the_ticks(qtbot, shown):
    shown.preview.rows.rows.toggle(2)

    shown.reload()
    idle(qtbot, shown)

    ways = [choice.way for (table, _row), choice in shown.preview.draft.choices().items() if table == 0]
    assert ways == ["新增", "不导入", "新增"]


def test_rows_that_go_in_with_doubts_are_told_afterwards(qtbot, shown):
    doubtful = len(shown.preview.tables[0].doubtful)
    assert doubtful > 0

    shown.preview.accept_button.click()
    idle(qtbot, shown)

    assert shown.result.details.text().startswith(f"{doubtful} 行带着没有改的疑点导入")

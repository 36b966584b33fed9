"""Columns that are left out, hidden, kept or not understood."""

from openpyxl import Workbook

from tests.ui.import_scene import SECOND, a_book
from tests.ui.intake.scene import go_to, idle, words_in, write
from ui.pages.intake.rows import WAY
from ui.pages.intake.words import LEFT


def test_a_column_is_left_out_and_taken_again_from_the_menu_of_a_cell(qtbot, shown):
    go_to(shown, 4, "F")
    menu = shown.preview.rows.menu()
    next(act for act in menu.actions() if act.text() == "不导入这一列").trigger()
    idle(qtbot, shown)
    assert "F" not in [column.letter for column in shown.preview.preview.reading.tables[0].columns]
    titles = [column.title for column in shown.preview.rows.grid.columns()]
    assert "责任人员（不导入）" in titles
    assert shown.preview.mapping.marks["F"].word == "不导入"

    go_to(shown, 4, "F")
    menu = shown.preview.rows.menu()
    next(act for act in menu.actions() if act.text() == "重新导入这一列").trigger()
    idle(qtbot, shown)

    assert "责任人员" in [column.title for column in shown.preview.rows.grid.columns()]


def test_hidden_things_left_out_stay_in_sight(qtbot, shown):
    assert "10 隐藏" in words_in(shown, 10, "row")
    shown.preview.questions.buttons["rows-leave"].click()
    shown.preview.questions.buttons["columns-leave"].click()
    idle(qtbot, shown)

    assert words_in(shown, 10, WAY) == "不导入"
    assert "核算系数（隐藏）（不导入）" in [column.title for column in shown.preview.rows.grid.columns()]
    assert shown.preview.draft.unanswered() == []


def test_kept_columns_are_named_and_a_remembered_assignment_can_be_forgotten(qtbot, shown, tmp_path):
    view = shown.preview
    view.questions.buttons["rows-take"].click()
    view.questions.buttons["columns-take"].click()
    assert "核算系数" in view.questions.words
    view.questions.buttons["kept"].click()
    assert view.questions.isHidden()
    choice = view.mapping.choices["H"]
    choice.setCurrentIndex(choice.findData("category"))
    idle(qtbot, shown)
    shown.confirm_leave = lambda _parent, _words: True

    shown.read(a_book(tmp_path / "下月.xlsx", SECOND))
    idle(qtbot, shown)
    assert "为“青石县生态环境局”记住的" in view.questions.words
    view.questions.buttons["forget"].click()
    idle(qtbot, shown)

    assert "category" not in view.preview.reading.tables[0].mapping


def test_a_column_nobody_can_be_sure_of_is_asked_about(qtbot, page, tmp_path):
    book = Workbook()
    for row in (
        ("序号", "检查发现问题", "负责人", "单位名称"),
        ("1", "污水直排", "周明", "南坪镇"),
        ("2", "扬尘", "李强", "北坡镇"),
    ):
        book.active.append(row)
    book.save(tmp_path / "检查.xlsx")
    page.read(tmp_path / "检查.xlsx")
    idle(qtbot, page)
    view = page.preview
    assert "不能肯定是什么" in view.questions.words

    view.questions.buttons["mapping"].click()

    assert view.tabs.currentWidget() is view.mapping
    view.questions.buttons["doubted"].click()
    assert "不能肯定是什么" not in view.questions.words


def test_a_column_left_out_is_given_a_field_at_once(qtbot, shown):
    choice = shown.preview.mapping.choices["H"]
    choice.setCurrentIndex(choice.findData(LEFT))
    idle(qtbot, shown)
    assert "H" in shown.preview.draft.edits[0].columns

    choice = shown.preview.mapping.choices["H"]
    choice.setCurrentIndex(choice.findData("category"))
    qtbot.waitUntil(lambda: not shown.is_busy and shown.preview.draft.wish is None, timeout=8000)

    assert shown.preview.preview.reading.tables[0].mapping["category"] == "核算系数"
    assert not shown.preview.draft.edits[0].columns


def test_a_cell_corrected_while_columns_are_assigned_stays_corrected(qtbot, shown):
    write(qtbot, shown, 9, "E", "北坡镇人民政府")
    choice = shown.preview.mapping.choices["H"]
    choice.setCurrentIndex(choice.findData("category"))
    assert shown.is_busy
    shown.preview.rows.corrected.emit(8, "E", "县水利局")
    qtbot.waitUntil(lambda: not shown.is_busy and not shown._is_behind, timeout=8000)

    table = shown.preview.preview.reading.tables[0]
    units = {record.row: record.fields["responsible_unit"] for record in table.records}
    assert (units[8], units[9]) == ("县水利局", "北坡镇人民政府")
    assert table.mapping["category"] == "核算系数"

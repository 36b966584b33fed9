import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from tests.imports.samples.word_files import document, paragraph
from tests.ui.intake.scene import idle
from ui.pages.intake.source import NOBODY

PLAN = """青石县整改方案
一、总体要求
坚持问题导向。
二、整改任务
（一）南坪镇河道垃圾未清。
整改目标：2025年底前清理完毕。
整改时限：20259月底前
责任单位：县水利局；督导单位：市水利局
整改措施：
1.2025年3月底前开工，6月底前清理完毕。（牵头单位：县水利局；配合单位：南坪镇）
2.每季度巡查。
（二）云岭料场扬尘。
整改目标：覆盖到位。
整改时限：立行立改
责任单位：县住建局；督导单位：市住建局
整改措施：
1.覆盖。
2.巡查。
三、保障措施
加强组织领导。"""


@pytest.fixture
def beside(qtbot, page, tmp_path):
    page.read(document(tmp_path / "方案.docx", *map(paragraph, PLAN.splitlines())))
    idle(qtbot, page)
    page.beside.source_button.click()
    idle(qtbot, page)
    return page.beside


def place_of(view, words: str) -> int:
    return view.toPlainText().index(words)


def put_caret(view, words: str) -> None:
    cursor = view.textCursor()
    cursor.setPosition(place_of(view, words) + 1)
    view.setTextCursor(cursor)


def test_source_and_fields_stand_beside_each_other(page, beside):
    panel = beside.panel

    assert page.preview.middle.currentWidget() is panel
    assert panel.isVisible()
    assert panel.chooser.itemText(0) == "1/2　一　南坪镇河道垃圾未清。"
    cells = [panel.fields.item(row, 0).text() for row in range(panel.fields.rowCount())]
    expected = "编号 问题描述 整改目标 整改时限 责任单位 督导单位 整改措施 第1条 第2条 所在章节"
    assert [cell.strip() for cell in cells] == expected.split()
    assert ("record", "2025年底前清理完毕。") in panel.text.marked()


def test_measures_show_how_they_will_be_taken_apart(beside):
    fields = beside.panel.fields
    shown = [
        fields.item(row, 1).text() for row in range(fields.rowCount()) if "第" in fields.item(row, 0).text()
    ]

    first = shown[0].splitlines()
    assert first[1:3] == ["单位：县水利局牵头，南坪镇配合", "时限：2025年3月底前；6月底前（2025-06-30）"]
    assert first[3:] == ["节点：2025-03-31　2025年3月底前开工", "节点：2025-06-30　6月底前清理完毕"]
    assert shown[1].splitlines()[1:] == ["时限：每季度", "周期，只留文字：每季度"]


def test_choosing_a_field_marks_its_passage(beside):
    beside.panel.fields.choose("supervising_unit")

    assert [words for kind, words in beside.panel.text.marked() if kind == "field"] == ["市水利局"]


def test_pointing_at_a_passage_chooses_the_field_and_turns_to_its_record(page, beside):
    put_caret(beside.panel.text, "覆盖到位")

    assert beside.panel.chooser.currentIndex() == 1
    assert beside.panel.fields.selected_keys() == ["goal"]
    assert page.preview.rows.current() == 2
    assert place_of(beside.panel.text, "覆盖到位") + 1 == beside.panel.text.textCursor().position()


def test_the_keys_move_through_the_text_too(qtbot, beside):
    view = beside.panel.text
    put_caret(view, "南坪镇河道")
    view.setFocus()

    qtbot.keyClick(view, Qt.Key.Key_Down)

    assert beside.panel.fields.selected_keys() == ["goal"]


def test_what_nobody_took_is_marked_and_can_be_walked_through(beside):
    left = [words for kind, words in beside.panel.text.marked() if kind == "left"]
    assert left == ["一、总体要求", "坚持问题导向。", "三、保障措施", "加强组织领导。"]
    assert "没有读入的文字 4 处" in beside.panel.legend.text()

    walked = []
    for _step in range(5):
        beside.panel.left_button.click()
        walked.append(beside.panel.told.text().removeprefix("没有读入："))
    assert walked == [left[2], left[3], *left[:3]]


def test_pointing_at_words_nobody_took_says_so(beside):
    put_caret(beside.panel.text, "坚持问题导向")

    assert beside.panel.told.text() == NOBODY
    assert beside.panel.fields.selected_keys() == []


def test_the_button_brings_the_rows_back(page, beside):
    beside.source_button.click()

    assert page.preview.middle.currentIndex() == 0
    assert page.preview.rows.isVisible()


def test_the_text_opens_at_the_current_row(qtbot, page, beside):
    beside.source_button.click()
    page.preview.rows.grid.choose(2)

    beside.source_button.click()
    idle(qtbot, page)

    assert beside.panel.chooser.currentIndex() == 1


def test_a_workbook_offers_no_source_text(qtbot, page, tmp_path):
    (tmp_path / "a.csv").write_text("编号,问题,责任单位\n第1项,河道有垃圾,县水利局\n", "utf-8")
    page.read(tmp_path / "a.csv")
    idle(qtbot, page)

    assert not page.beside.source_button.isVisible()
    assert not page.beside.return_button.isEnabled()
    assert "没有需要退回的行" in page.beside.return_button.toolTip()


def test_faulty_rows_go_into_a_workbook_for_the_sender(qtbot, page, beside, tmp_path, context):
    beside.ask_target = lambda _parent, _name: tmp_path / "退回.xlsx"
    assert beside.return_button.text() == "导出问题行 1(&E)"

    beside.return_button.click()
    idle(qtbot, page)

    sheet = load_workbook(tmp_path / "退回.xlsx").worksheets[1]
    assert "20259月底前" in {cell.value for cell in sheet[3]}

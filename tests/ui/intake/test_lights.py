"""Lights without a legend above the rows: one question, one answer, remembered."""

from tests.ui.intake.scene import a_sheet, drop, idle

HEADS = ("编号", "存在问题", "责任单位", "亮灯情况")


def test_one_answer_reads_all_lights_of_the_table_and_of_the_next_one(qtbot, page, tmp_path):
    rows = (("A-1", "河湾镇污水直排", "县水利局", "红灯"), ("A-2", "青石镇砖厂扬尘", "县住建局", "绿灯"))
    drop(page, a_sheet(tmp_path / "一期.xlsx", HEADS, *rows))
    idle(qtbot, page)
    questions = page.preview.questions
    assert questions.words.startswith("“亮灯情况”一栏是红灯、绿灯，表里没有写这些灯说的是什么。")

    questions.buttons["lights-done"].click()
    idle(qtbot, page)

    assert states(page) == ["未达到序时进度", "完成整改"]
    assert "lights-done" not in questions.buttons

    drop(page, a_sheet(tmp_path / "二期.xlsx", HEADS, ("A-3", "城南垃圾堆积", "县城管局", "绿灯")))
    idle(qtbot, page)
    assert states(page) == ["完成整改"]


def test_columns_assigned_by_hand_keep_what_the_lights_are(qtbot, page, tmp_path):
    rows = [("A-1", "河湾镇污水直排", "县水利局", "绿灯")]
    drop(page, a_sheet(tmp_path / "一期.xlsx", HEADS, *rows))
    idle(qtbot, page)
    page.preview.questions.buttons["lights-late"].click()
    idle(qtbot, page)

    choice = page.preview.mapping.choices["C"]
    choice.setCurrentIndex(choice.findData("lead_unit"))
    idle(qtbot, page)

    assert states(page) == ["达到序时进度"]
    assert page.preview.preview.reading.tables[0].mapping["lead_unit"] == "责任单位"


def states(page):
    return [one.fields["status"] for one in page.preview.preview.reading.tables[0].records]

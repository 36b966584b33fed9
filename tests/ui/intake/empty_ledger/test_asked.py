"""Rows that nobody but a person can decide about, though the ledger has nothing like them."""

from openpyxl import Workbook

from tests.ui.intake.scene import idle


def test_a_row_that_says_there_is_no_problem_is_asked_about_without_naming_the_ledger(qtbot, page, tmp_path):
    book = Workbook()
    for row in (["序号", "反馈问题", "责任单位"], [1, "料场未覆盖", "南坪镇"], [2, "暂未发现问题", "北坡镇"]):
        book.active.append(row)
    book.save(tmp_path / "清单.xlsx")

    page.read(tmp_path / "清单.xlsx")
    idle(qtbot, page)

    assert page.preview.why_not.text() == "还不能导入：还有 1 行要由您决定，请先选怎样处理。"

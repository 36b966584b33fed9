"""How wide the columns of a foreign table are: the problem itself must be seen."""

from datetime import date

import pytest
from openpyxl import Workbook

from dczg_desktop.services.importing.imports import preview_import
from ui.pages.intake.draft import Draft
from ui.pages.intake.rows import ImportRows


@pytest.fixture
def widths(ledger, tmp_path):
    def of(*rows: list[str]) -> dict[str, int]:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "清单.xlsx")
        draft = Draft(preview_import(ledger, tmp_path / "清单.xlsx"))
        return {one.title: one.width for one in ImportRows(draft, 0, date(2026, 11, 1)).columns()}

    return of


HEADINGS = ["编号", "问题来源", "存在的问题", "责任单位"]
SOURCE = "第三轮省级生态环境保护督察反馈意见"


def test_short_texts_and_one_text_in_every_row_leave_their_room_to_the_problem(widths):
    rows = [
        [f"A{number}", SOURCE, f"第{number}处料场没有覆盖", f"{number}号街道办事处"] for number in range(1, 6)
    ]

    found = widths(HEADINGS, *rows)

    assert found["编号"] < found["责任单位"]
    assert found["问题来源"] < found["责任单位"] < found["问题描述"]


def test_differing_texts_and_long_numbers_are_given_room_and_never_too_much(widths):
    row = ["X3JX202405160020", "省级督察", "料场没有覆盖", "县水利局"]
    more = [
        "X3JX202405160021-补充-2",
        SOURCE * 3,
        "河道有垃圾",
        "县住房和城乡建设局、县农业农村局、河湾乡政府",
    ]

    found, wider = widths(HEADINGS, row), widths(HEADINGS, row, more)

    assert found["编号"] < wider["编号"] < found["问题描述"]
    assert found["责任单位"] < wider["责任单位"] == wider["问题来源"]

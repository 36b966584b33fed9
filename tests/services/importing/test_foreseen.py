"""What a row would become is told beforehand, and is what comes of it."""

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from dczg_desktop.domain.entities import Deadline, Duty, Measure, Problem
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.foreseen import Foreseen, foreseen
from dczg_desktop.services.importing.imports import preview_import, revised

HEADS = ("序号", "问题", "类型", "整改措施", "责任单位", "整改时限", "完成情况", "整改进展", "所属流域")
ROW = (
    3, "料场未覆盖，扬尘扰民", "扬尘污染，噪声", "1.覆盖料场（责任单位：县住建局；时限：2026年3月底前）。2.硬化道路。",
    "县住建局、城关镇人民政府", "2026年6月底前", "正在整改", "已覆盖一半", "云水河",
)  # fmt: skip


@pytest.fixture
def look(ledger, tmp_path):
    """Reads a table with these rows and compares it with the ledger."""

    def read(*rows, merged=(), title="清单"):
        book = Workbook()
        book.active.title = title
        for row in rows:
            book.active.append(list(row))
        for span in merged:
            book.active.merge_cells(span)
        book.save(tmp_path / "清单.xlsx")
        return preview_import(ledger, tmp_path / "清单.xlsx", source="某轮")

    return read


def told(preview, row):
    return {one.name: one for one in foreseen(preview, (0, row))}


def test_everything_a_problem_would_say_is_told_with_its_reading_and_its_cell(look):
    found = told(look(HEADS, ROW), 2)

    assert found["问题描述"] == Foreseen("问题描述", "料场未覆盖，扬尘扰民", "", "B2")
    assert found["问题来源"].text == "某轮"
    assert found["责任单位"] == Foreseen("责任单位", "县住建局\n城关镇人民政府", "", "E2")
    assert found["整改时限"] == Foreseen("整改时限", "2026年6月底前", "2026-06-30", "F2")
    assert found["措施 1"].reading == "单位：县住建局\n时限：2026年3月底前（2026-03-31）"
    assert found["措施 2"].text == "2.硬化道路。"
    assert found["完成状态"].reading == "达到序时进度"
    assert found["所属流域（其他字段）"] == Foreseen("所属流域（其他字段）", "云水河", "", "I2")
    assert [one.text for name, one in found.items() if name.startswith("进展")] == ["已覆盖一半"]


def test_what_is_told_is_what_is_written(look, ledger):
    preview = look(HEADS, ROW)
    found = told(preview, 2)

    accept_import(ledger, preview, "某轮")

    with ledger.reading() as session:
        description = session.scalar(select(Problem.description))
        measures = session.execute(select(Measure.text, Measure.due).order_by(Measure.position)).all()
        duties = session.scalars(select(Duty.name).order_by(Duty.id)).all()
        due = session.scalar(select(Deadline.due))
    assert description == found["问题描述"].text
    assert [one.text for one in measures] == [found["措施 1"].text, found["措施 2"].text]
    assert f"（{measures[0].due}）" in found["措施 1"].reading
    assert "\n".join(duties) == found["责任单位"].text
    assert str(due) == found["整改时限"].reading


def test_rows_merged_under_a_problem_are_told_with_it(look):
    heads = ("序号", "问题", "整改措施", "责任单位", "整改时限")
    rows = ((1, "甲", "清运", "县水利局", "2026年3月"), (None, None, "绿化", "县林业局", "2026年9月"))
    found = told(look(heads, *rows, merged=("A2:A3", "B2:B3")), 2)

    assert [found[f"措施 {number}"].reading for number in (1, 2)] == [
        "单位：县水利局\n时限：2026年3月（2026-03-31）",
        "单位：县林业局\n时限：2026年9月（2026-09-30）",
    ]
    assert [found[f"措施 {number}"].cell for number in (1, 2)] == ["C2", "C3"]
    assert found["整改时限"].text == "2026年9月"


def test_a_unit_of_another_role_and_one_in_a_bracket_say_where_they_stand(look):
    heads = ("序号", "问题", "整改措施", "责任单位")
    found = told(
        look(heads, (1, "甲", "清运（配合单位：县城管局）", "县水利局（牵头）、县住建局（配合）")), 2
    )

    assert found["牵头单位"] == Foreseen("牵头单位", "县水利局", "", "D2")
    assert found["配合单位"] == Foreseen("配合单位", "县住建局\n县城管局", "", "D2、C2")


@pytest.mark.parametrize("state", ["否", "未完成整改"])
def test_what_is_only_undone_is_neither_late_nor_in_time_and_asked_about(look, state):
    shown = look(("序号", "问题", "责任单位", "状态"), (1, "河道堆放垃圾", "县水利局", state))

    assert told(shown, 2)["完成状态"].reading == "没有完成，赶没赶上进度没有写"
    assert any("没有说赶没赶上进度" in one.message for one in shown.reading.tables[0].faults)


def test_a_deadline_that_is_not_understood_says_so(look):
    assert "没有从“择机”中读出时限" in told(look(HEADS, (*ROW[:5], "择机", *ROW[6:])), 2)["整改时限"].reading


def test_a_corrected_cell_changes_what_is_told(look, ledger):
    preview = look(HEADS, ROW)

    mended = revised(ledger, preview, (preview.edits[0].with_cell((2, "F"), "长期坚持"),))

    assert told(mended, 2)["整改时限"] == Foreseen("整改时限", "长期坚持", "", "F2")


def test_a_petition_is_told_in_the_words_of_its_list(look):
    heads = ("受理编号", "反映问题", "污染类型", "行政区域", "是否属实", "处理和整改情况", "是否办结")
    row = ("X2HA202604270093*", "作坊夜间排放刺鼻气味", "大气污染", "城关镇", "情况属实", "已停产", "已办结")
    found = told(look(heads, row), 2)

    assert found["受理编号"].text == "X2HA202604270093　重点件"
    assert (found["是否属实"].text, found["是否属实"].reading) == ("情况属实", "属实")
    assert found["问题类型"].reading == "大气"


def test_nothing_is_told_of_a_table_that_is_not_taken_in(look):
    rows = (("乡镇", "问题件数", "完成件数"), ("南坪镇", 12, 6), ("北坡镇", 3, 1))

    assert foreseen(look(*rows, title="统计"), (0, 2)) == ()


def test_a_month_without_a_year_is_told_beside_its_reading(look):
    heads = ("序号", "问题", "整改措施", "整改时限")
    found = told(look(heads, (1, "料场未覆盖", "1.3月底前覆盖。2.硬化。", "2027年9月底前")), 2)

    assert found["措施 1"].reading == "时限：3月底前（2027-03-31）"

"""Lists of petitions without a column for whether they are true take it from what was found or done, and ask."""

import pytest

from tests.imports.texts_read import asked, one_table

_TRUE = "经查属实。该厂未装布袋除尘器，已责令安装。"
_UNTRUE = "经现场核查，群众反映问题不属实。该场已于2025年关闭。"
_OPEN = "经核查，扬尘问题属实，噪声问题不属实。已责令洒水。"


def _list(heading, *texts, more=""):
    rows = [
        [
            str(place),
            f"D3HW20260511000{place}",
            f"城关镇{place}号院扬尘扰民。",
            "河湾县",
            text,
            "已办结",
            more,
        ]
        for place, text in enumerate(texts, 1)
    ]
    head = ["序号", "受理编号", "反映问题", "行政区域", heading, "是否办结", "是否属实"]
    width = len(head) if more else len(head) - 1
    return one_table("\n".join("\t".join(row[:width]) for row in (head, *rows)))


@pytest.mark.parametrize("heading", ["办理情况", "调查核实情况", "处理和整改情况"])
def test_what_the_cell_says_of_the_whole_is_taken_and_asked_about(heading):
    table = _list(heading, _TRUE, _UNTRUE, _OPEN)
    (column,) = [one for one in table.columns if one.field == "substantiated"]

    assert [one.fields["substantiated"] for one in table.records] == ["属实", "不属实", ""]
    assert column.header == f"是否属实（{heading}）"
    assert column.confidence < 0.75
    assert asked(table).count("看不出整件是否属实") == 1


def test_a_column_of_its_own_is_not_looked_past():
    table = _list("办理情况", _TRUE, _UNTRUE, more="部分属实")
    assert [one.fields["substantiated"] for one in table.records] == ["部分属实", "部分属实"]


def test_one_among_many_that_do_not_say_it_makes_no_column():
    table = _list("办理情况", _TRUE, "已责令洒水。", "已清运。")
    assert all(one.field != "substantiated" for one in table.columns)

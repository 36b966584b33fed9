"""Lines that come close to a rule of reading and mean something else: cells one a line, words in thick brackets, long lines."""

import time

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.samples.read_texts import left_out, table_of
from tests.imports.texts_read import one_table

LINES = "\n".join(
    [
        "序号", "受理编号", "行政区域", "交办问题基本情况", "调查核实情况", "是否属实", "处理和整改情况",
        "1", "D3HB20250", "6110021", "青石县", "噪声扰民", "经查，夜间超标", "属实", "已停工",
        "2", "D3HB20250", "6110022", "青石县", "异味扰民", "经查，超标", "{}",
    ]
)  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "truth", "result"),
    [
        ("属实\n已停工\n联系电话\n0871", "属实", "已停工联系电话0871"),
        ("部分属实\n（噪声属实）\n已停工", "部分属实（噪声属实）", "已停工"),
        ("部分\n属实\n已停工", "部分属实", "已停工"),
    ],
)
def test_whether_a_petition_is_true_ends_with_its_word(cells, truth, result):
    record = one_table(LINES.format(cells)).records[1]

    assert (record.fields["substantiated"], record.fields["result"].replace("\n", "")) == (truth, result)


def test_two_lists_in_a_row_of_cells_one_a_line_are_not_one_cell():
    with pytest.raises(UserError):
        read_text(
            "序号\n问题\n整改措施\n责任单位\n整改时限\n1\n存在以下问题：\n1.河道黑臭\n2.岸线垃圾\n1.清淤\n2.清运\n县水利局\n县住建局\n"
            "2026年6月底\n2\n扬尘\n洒水\n县住建局\n2026年7月底\n"
        )


def test_a_note_above_the_next_row_is_of_the_last_cell():
    table = one_table(
        "序号\t问题\t责任单位\t整改时限\t整改情况\n1\t河道黑臭\t县水利局\t2026年6月底\t已清淤\n备注：待验收\n2\t扬尘\t县住建局\t2026年7月底\t已洒水\n"
        "说明：按月报送。\n"
    )

    assert [one.fields["progress"] for one in table.records] == ["已清淤\n备注：待验收", "已洒水"]
    assert "说明：按月报送。" in left_out(table)


def test_a_number_among_cells_one_a_line_is_no_serial_where_the_next_one_follows():
    table = one_table(
        "序号\n问题\n整改措施\n投资（万元）\n责任单位\n1\n河道黑臭\n1.清淤\n2.截污\n3.绿化\n300\n县水利局\n2\n扬尘\n1.洒水\n2.围挡\n200\n"
        "县住建局\n"
    )

    assert [one.extra["投资（万元）"] for one in table.records] == ["300", "200"]
    assert [one.fields["responsible_unit"] for one in table.records] == ["县水利局", "县住建局"]


def test_a_state_in_thick_brackets_in_front_of_a_problem_is_no_label():
    table = table_of(
        "青石县整改清单\n1.【整改完成】河道黑臭问题\n责任单位：县水利局\n整改措施：清淤\n2.【整改完成】扬尘问题\n责任单位：县住建局\n整改措施：洒水\n"
    )

    assert [one.fields["description"] for one in table.records] == [
        "【整改完成】河道黑臭问题",
        "【整改完成】扬尘问题",
    ]


def test_a_short_label_in_thick_brackets_may_begin_with_a_count():
    table = table_of(
        "青石县整改清单\n"
        + "".join(
            f"{number}、{name}问题\n【整改措施】{work}\n【责任】{unit}\n【标准】{count}个排口全部封堵\n"
            for number, name, work, unit, count in (
                ("一", "河道黑臭", "清淤", "县水利局", 3),
                ("二", "扬尘", "洒水", "县住建局", 2),
            )
        )
    )

    assert [one.fields["goal"] for one in table.records] == ["3个排口全部封堵", "2个排口全部封堵"]


def test_a_long_line_behind_the_number_of_a_page_is_read_at_once():
    begun = time.process_time()
    one_table("序号\t问题\t责任单位\t整改时限\n1\t扬尘\t县住建局\t2026年6月底\n第1页" + " " * 30_000 + "x\n")

    assert time.process_time() - begun < 2

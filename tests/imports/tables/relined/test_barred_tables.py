"""Tables copied with a vertical line behind every cell that lost something on the way: cells, headings, the blanks of a second level."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.tables.relined.short_rows import aligned
from tests.imports.texts_read import asked, one_table

_HEAD = (
    "序号", "受理编号", "交办问题基本情况", "行政区域", "污染类型", "调查核实情况", "是否属实", "办结目标",
    "处理和整改情况", "是否办结", "责任人被处理情况",
)  # fmt: skip
_ROW = (
    "1", "D3HW202605110001", "城关镇水泥厂粉尘扰民，影响周边群众生活。", "河湾县", "大气", "经查，该厂未安装布袋除尘器，群众反映属实。",
    "属实", "消除粉尘影响，群众满意。", "责令7月底前安装布袋除尘器，加强日常巡查。", "已办结", "无",
)  # fmt: skip


@pytest.mark.parametrize("lost", [0, 2, 3, 9, 10])
def test_what_is_left_of_a_row_goes_where_it_fits(lost):
    whole = [*_ROW[:lost], "", *_ROW[lost + 1 :]]
    assert aligned(_HEAD, [*_ROW[:lost], *_ROW[lost + 1 :]]) == whole


@pytest.mark.parametrize("lost", [1, 7, 8])
def test_what_may_stand_in_two_columns_side_by_side_is_put_nowhere(lost):
    assert aligned(_HEAD, [*_ROW[:lost], *_ROW[lost + 1 :]]) is None


def test_a_table_of_other_things_is_left_as_it_is():
    assert aligned(["序号", "问题", "责任单位", "整改时限"], ["1", "县住建局", "2026年9月底前"]) is None


def test_lines_below_a_short_last_row_are_no_cell_of_it():
    head = (
        "序号 | 交办问题基本情况 | 涉及县区 | 调查核实情况 | 是否属实 | 处理和整改情况 | 是否办结 | 备注 |\n"
    )
    row = "3 | 河湾县 | 反映的垃圾填埋场已封场，场内有轻微异味。 | 属实 | 县环卫站加盖防渗膜，冲洗进场道路。 | 是 |\n"
    table = one_table(f"{head}{row}督察组进驻河湾县时间：2026年7月22日-8月20日\n举报值班电话：0731-5550000")
    (record,) = table.records
    assert (record.fields["area"], record.fields["substantiated"], record.fields["completion"]) == (
        "河湾县",
        "属实",
        "是",
    )
    assert record.fields["findings"].startswith("反映的垃圾填埋场")
    assert record.fields["description"] == ""
    assert "问题内容为空" in asked(table)
    assert len(table.left_out) == 2


def test_a_state_with_nothing_behind_it_is_the_state():
    rows = [
        f"{' | '.join(_HEAD)} |",
        f"{' | '.join(_ROW[:5])} | 暂未办结 | |||||",
        f"2 | D3HW202605110002 | {' | '.join(_ROW[2:5])} |\n{' | '.join(_ROW[5:])} |",
    ]
    first, second = one_table("\n".join(rows)).records
    assert (first.fields["findings"], first.fields["completion"]) == ("", "暂未办结")
    assert (second.fields["findings"], second.fields["completion"]) == (_ROW[5], "已办结")


@pytest.mark.parametrize("state", ["暂未办结", "未办结"])
def test_a_state_among_what_was_found_is_asked_about_in_a_workbook_too(state):
    rows = ["\t".join(_HEAD), "\t".join([*_ROW[:5], state, "", "", "", "", ""]), "\t".join(["2", *_ROW[1:]])]
    assert "这一格写的是状态" in asked(one_table("\n".join(rows)))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_headings_few_of_which_are_known_end_above_the_first_number(count):
    head = ["编号", "水体名称", "水体类型", "长度", "所在区域", "黑臭级别", "河湖长", "主责部门", "达标期限"]
    cells = [
        [str(number), f"第{number}条沟", "河流", "0.4km", "河湾县", "轻度", "王某", "县住建局", "2026年底"]
        for number in range(1, count + 1)
    ]
    table = one_table("\n".join(f"{cell} |" for row in (head, *cells) for cell in row))
    found = [(one.fields["number"], one.fields["area"], one.fields["deadline"]) for one in table.records]
    assert found == [(str(number), "河湾县", "2026年底") for number in range(1, count + 1)]


def test_cells_that_do_not_come_out_even_are_refused():
    head = ["编号", "水体名称", "水体类型", "长度", "所在区域", "黑臭级别", "河湖长", "主责部门", "达标期限"]
    cells = ["1", "城南沟", "河流", "0.4km", "河湾县", "轻度", "王某", "县住建局"]
    with pytest.raises(UserError, match="分不清"):
        read_text("\n".join(f"{cell} |" for cell in (*head, *cells)))


_UPPER, _LOWER = (
    ["序号", "县区", "水体名称", "地理位置信息", "黑臭成因", "完成时间"],
    ["起点", "经度", "终点"],
)


@pytest.mark.parametrize("count", [1, 2])
def test_headings_of_a_second_level_stand_under_the_one_that_names_several(count):
    row = ["河湾县", "城南沟", "桥头", "105.6", "闸口", "生活污水", "2026年5月底"]
    rows = [_UPPER, _LOWER, *([str(number), *row] for number in range(1, count + 1))]
    table = one_table("\n".join(" | ".join(one) + " |" for one in rows))
    assert [column.header for column in table.columns][3:6] == [
        "地理位置信息/起点", "地理位置信息/经度", "地理位置信息/终点",
    ]  # fmt: skip
    assert [one.extra["黑臭成因"] for one in table.records] == ["生活污水"] * count


def test_levels_that_may_stand_under_several_headings_are_refused():
    upper = ["序号", "县区", "排口信息", "地理位置信息", "黑臭成因", "完成时间"]
    row = ["1", "河湾县", "城南沟", "桥头", "105.6", "闸口", "生活污水", "2026年5月底"]
    with pytest.raises(UserError, match="分不清"):
        read_text("\n".join(" | ".join(one) + " |" for one in (upper, _LOWER, row)))

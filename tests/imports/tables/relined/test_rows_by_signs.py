"""Pasted tables whose cells go on over several lines: rows are told by how many signs they have, or by the office's own numbers."""

import pytest

from tests.imports.texts_read import one_table

_HEAD = ("问题编号", "反馈问题", "整改措施", "责任单位", "完成时限")
_CELLS = (
    (
        "磷石膏库渗滤液收集不全。",
        "1.修复收集池。\n2.完善导排。",
        "牵头：县经信局\n配合：县应急局",
        "2026年9月",
    ),
    ("秸秆焚烧火点居高不下。", "压实网格责任。", "县农业农村局", "长期坚持"),
    ("加油站油气回收不正常。", "更换油枪。", "县商务局\n县市场监管局", "2026年6月"),
)
_NUMBERS = (("20260301", "20260302", "20260303"), ("HW-01", "HW-02", "HW-07"), ("第一项", "第二项", "第三项"))
_NUMBERS = (*_NUMBERS, ("Ⅰ-1", "Ⅰ-2", "Ⅱ-1"), ("1", "2", "3"))


def _fields(text, *names):
    return [tuple(one.fields[name] for name in names) for one in one_table(text).records]


@pytest.mark.parametrize("numbers", _NUMBERS)
@pytest.mark.parametrize(("between", "end"), [("\t", ""), (" | ", ""), (" | ", " |")])
def test_a_cell_of_several_lines_is_no_row_of_its_own(numbers, between, end):
    rows = [between.join((number, *cells)) for number, cells in zip(numbers, _CELLS, strict=True)]
    text = "\n".join(f"{row}{end}" for row in (between.join(_HEAD), *rows))
    found = _fields(text, "number", "measures", "deadline")

    assert [one[0] for one in found] == list(numbers)
    assert [one[1:] for one in found] == [(cells[1], cells[3]) for cells in _CELLS]


def test_rows_with_a_sign_behind_every_cell_need_no_numbers():
    head = "水体名称 | 存在问题 | 责任单位 | 完成时限 |"
    rows = [
        "内城河\n(上水关) | 有异味。 | 县水利局 | 2026年9月 |",
        "清流河\n(五孔桥) | 返黑。 | 县住建局 | 2026年6月 |",
    ]
    assert _fields("\n".join([head, *rows]), "description", "deadline") == [
        ("有异味。", "2026年9月"),
        ("返黑。", "2026年6月"),
    ]


@pytest.mark.parametrize("number", ["1", "2"])
def test_rows_of_measures_that_repeat_the_number_and_lost_their_last_tabs_are_rows(number):
    head = "序号\t反馈问题\t整改措施\t责任单位\t完成时限\t进展情况\t备注"
    rows = (
        "1\t船屋占用水域。\t1.拆除船屋。\t县水利局\n双桥镇人民政府\t2026年6月底\t已拆除\t重点",
        f"{number}\t船屋占用水域。\t2.恢复岸线。\t双桥镇人民政府\t2026年12月底\t正在种植",
        "3\t积液未清。\t清运积液。\t县城管局\n柳林乡人民政府\t2026年9月底\t已完成",
    )
    found = _fields("\n".join([head, *rows]), "measures", "deadline", "progress")
    assert found == [
        ("1.拆除船屋。", "2026年6月底", "已拆除"),
        ("2.恢复岸线。", "2026年12月底", "正在种植"),
        ("清运积液。", "2026年9月底", "已完成"),
    ]


def test_a_last_line_that_breaks_off_goes_on_below():
    head = "序号\t问题\t整改时限\t责任单位"
    rows = ("1\t污水\n直排。\t2026年6月底\t县水利局", "2\t堆场未覆盖。\t2026年9月底\t县住建局、\n县城管局")
    table = one_table("\n".join([head, *rows]))
    assert table.records[1].fields["responsible_unit"].replace("\n", "") == "县住建局、县城管局"
    assert not table.left_out

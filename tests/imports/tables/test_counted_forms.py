"""Forms whose lines are counted or whose labels no table has, and notices written into the cells of one column."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.merged_workbooks import only, workbook

TITLE = "关于省级生态环境保护督察反馈第12项问题整改完成情况的公示"
LINES = [
    ("整改问题", "河湾镇污水直排清水河。"),
    ("整改目标", "完成截污，污水不再直排。"),
    ("整改措施", "新建管网2公里。"),
    ("整改主要工作及成效", "已建成管网2公里，排口全部封堵。"),
    ("责任单位", "县住建局"),
]
FIELDS = ("description", "goal", "measures", "progress", "responsible_unit")
READ = tuple(text for _label, text in LINES)


def told(record) -> tuple[str, ...]:
    return tuple(record.fields.get(field, "") for field in FIELDS)


@pytest.mark.parametrize("head", [[], [["序号", "项目", "内容"]]])
def test_the_numbers_of_the_lines_of_one_form_are_none_of_problems(tmp_path, head):
    rows = [[TITLE, "", ""], *head, *([str(number), *line] for number, line in enumerate(LINES, 1))]
    table = only(workbook(tmp_path / "a.xlsx", (rows, ("A1:C1",))))

    assert [told(record) for record in table.records] == [READ]


def test_numbers_of_several_forms_are_those_of_their_problems(tmp_path):
    rows = [["序号", "项目", "内容"]]
    for number in ("1", "2"):
        rows += [
            [number if not place else "", label, f"{text}{number}"]
            for place, (label, text) in enumerate(LINES)
        ]
    table = only(workbook(tmp_path / "a.xlsx", (rows, ())))

    assert [record.fields["number"] for record in table.records] == ["1", "2"]
    assert [told(record)[0] for record in table.records] == [
        "河湾镇污水直排清水河。1",
        "河湾镇污水直排清水河。2",
    ]


def test_a_form_with_few_known_labels_is_no_list(tmp_path):
    rows = [
        [TITLE, "", "", ""],
        ["整改目标", "完成截污。", "公示时间", "2025年1月6日至1月10日"],
        ["受理部门", "县整改办", "受理电话", "0888-2110011"],
        ["整改措施", "新建管网2公里。", "", ""],
        ["整改主要工作及成效", "已建成管网2公里。", "", ""],
    ]
    (record,) = only(workbook(tmp_path / "a.xlsx", (rows, ("A1:D1", "B4:D4", "B5:D5")))).records

    assert record.fields["goal"] == "完成截污。"
    assert record.fields["measures"] == "新建管网2公里。"
    assert record.extra["受理部门"] == "县整改办"


@pytest.mark.parametrize("behind", ["：", "\n"])
def test_a_notice_in_the_cells_of_one_column_is_read_as_its_text_is(tmp_path, behind):
    cells = [TITLE, *(f"{number}、{label}{behind}{text}" for number, (label, text) in zip("一二三四五", LINES, strict=True))]  # fmt: skip
    rows = [[line] for cell in cells for line in cell.split("\n")]

    for shape in (rows, [["\n".join(cells)]]):
        (table,) = read_tables(workbook(tmp_path / "a.xlsx", (shape, ()))).tables
        assert [told(record) for record in table.records] == [READ]


def test_a_list_of_names_in_one_column_is_none(tmp_path):
    with pytest.raises(UserError, match="没有认出表格"):
        read_tables(
            workbook(tmp_path / "a.xlsx", ([["青石县"], ["云溪市"], ["河湾镇"], ["白沙区"], ["东垣市"]], ()))
        )

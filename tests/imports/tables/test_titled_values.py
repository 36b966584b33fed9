"""A unit and a deadline that only the title of a list names hold for its rows and are asked about."""

import pytest

from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.tables.values.rivals import ASKED
from tests.imports.samples.merged_workbooks import workbook

HEADS = ["序号", "问题", "整改措施"]
ROWS = [["1", "河道淤积严重，行洪不畅", "清淤"], ["2", "排口不规范，没有标识", "规范"]]


def only(folder, title, *more):
    heads = [*HEADS, *(one[0] for one in more)]
    rows = [[*row, *(one[1] for one in more)] for row in ROWS]
    (table,) = read_tables(workbook(folder / "a.xlsx", ([[title], heads, *rows], ("A1:C1",)))).tables
    return table


@pytest.mark.parametrize(
    ("title", "field", "text"),
    [
        ("县水利局牵头整改问题清单", "lead_unit", "县水利局"),
        ("河湾乡人民政府负责的问题整改台账", "responsible_unit", "河湾乡人民政府"),
        ("2026年6月底前须完成整改的问题清单", "deadline", "2026年6月底前"),
        ("2026年底前完成整改任务台账", "deadline", "2026年底前"),
    ],
)
def test_what_the_title_says_of_all_rows_is_read_and_asked_about(tmp_path, title, field, text):
    table = only(tmp_path, title)

    assert [one.fields[field] for one in table.records] == [text, text]
    assert {one.cells[field] for one in table.records} == {"表名"}
    assert next(one.confidence for one in table.columns if one.field == field) <= ASKED


@pytest.mark.parametrize(
    "title",
    [
        "青石县突出环境问题清单",
        "县水利局整改问题清单",
        "2026年问题整改清单",
        "关于县水利局牵头整改问题的情况报告",
    ],
)
def test_any_other_title_says_nothing_of_them(tmp_path, title):
    assert not {"lead_unit", "responsible_unit", "deadline"} & only(tmp_path, title).mapping.keys()


def test_columns_of_their_own_hold(tmp_path):
    table = only(tmp_path, "县水利局牵头整改问题清单", ("责任单位", "县住建局"))
    assert (table.mapping.get("lead_unit"), table.records[0].fields["responsible_unit"]) == (None, "县住建局")

    other = only(tmp_path, "2026年6月底前须完成整改的问题清单", ("整改时限", "2026年5月底"))
    assert [one.fields["deadline"] for one in other.records] == ["2026年5月底"] * 2

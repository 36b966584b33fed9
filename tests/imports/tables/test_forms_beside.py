"""Forms that stand side by side in one sheet are records of their own, nothing of one goes to the other."""

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables

FIELDS = ("number", "description", "responsible_unit", "deadline")
FORMS = (
    (("交办编号", "11号", "", "交办编号", "12号"), ("问题内容", "氧化塘未清淤", "", "问题内容", "渣土车撒漏"),
     ("承办单位", "松林镇", "", "承办单位", "县城管局"), ("办理时限", "2025年12月15日前", "", "办理时限", "2025年11月30日前")),
    (("交办编号", "13号", "", "交办编号", "14号"), ("问题内容", "截洪沟淤堵", "", "问题内容", "加药记录缺失"),
     ("承办单位", "县应急局", "", "承办单位", "县卫健局"), ("办理时限", "2025年12月5日前", "", "办理时限", "立行立改")),
)  # fmt: skip


def tables_of(folder, rows):
    book = Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row])
    book.save(folder / "交办单.xlsx")
    return read_tables(folder / "交办单.xlsx").tables


@pytest.mark.parametrize("count", [1, 2])
def test_each_form_keeps_what_it_says(tmp_path, count):
    rows = [row for form in FORMS[:count] for row in (("交办单", "", "", "交办单", ""), *form, ())]
    records = [one for table in tables_of(tmp_path, rows) for one in table.records]

    found = {one.fields["number"]: tuple(one.fields[name] for name in FIELDS[1:]) for one in records}
    assert found == {
        form[0][place]: (form[1][place], form[2][place], form[3][place])
        for form in FORMS[:count]
        for place in (1, 4)
    }
    assert {one.cells["number"][0] for one in records} == {"B", "E"}


def test_one_form_with_two_labels_a_row_stays_one(tmp_path):
    rows = (
        ("编号", "11号", "承办单位", "松林镇"),
        ("问题内容", "未清淤", "责任单位", "松林镇"),
        ("整改要求", "清淤", "办理时限", "2025年底"),
    )
    (table,) = tables_of(tmp_path, rows)

    assert len(table.records) == 1
    assert table.records[0].fields["deadline"] == "2025年底"

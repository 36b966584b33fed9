"""问题清单、责任清单、措施清单 in sheets of their own: what is said of a number is read into the problem of that number, or a person is told."""

import pytest
from openpyxl import Workbook

from dczg_desktop.imports.read import read_tables

PROBLEMS = ("问题编号", "问题描述"), ("NY-01", "粪污设施闲置"), ("NY-02", "农膜残留较多")
DUTIES = ("问题编号", "牵头单位", "责任人", "联系电话"), ("NY-02", "种植股", "罗成", "0888-7654321"), ("NY-01", "畜牧中心", "秦岚", "0888-1234567")  # fmt: skip
MEASURES = ("问题编号", "整改措施", "完成时限"), ("NY-01", "逐场核查", "2026年9月底"), ("NY-02", "建设回收点", "2026年底")  # fmt: skip


@pytest.fixture
def read(tmp_path):
    def reading(**sheets):
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        book.save(tmp_path / "清单.xlsx")
        return read_tables(tmp_path / "清单.xlsx")

    return reading


def test_duties_and_measures_are_those_of_the_problem_with_their_number(read):
    reading = read(问题清单=PROBLEMS, 责任清单=DUTIES, 措施清单=MEASURES)

    first, second = reading.tables[0].records
    assert dict(first.fields) == {
        "number": "NY-01", "description": "粪污设施闲置", "lead_unit": "畜牧中心", "responsible_person": "秦岚",
        "measures": "逐场核查", "deadline": "2026年9月底",
    }  # fmt: skip
    assert second.fields["lead_unit"] == "种植股"
    assert first.extra == {"联系电话": "0888-1234567"}
    assert [table.kind for table in reading.tables] == ["problem", "duty", "measure"]


def test_lists_of_the_problems_of_another_need_no_column_of_problems(read):
    joined = read(问题清单=PROBLEMS, 责任清单=DUTIES, 措施清单=MEASURES)
    alone = read(责任清单=(("问题编号", "整改时限", "牵头单位"), ("NY-01", "2026年9月底", "畜牧中心")))

    assert not [one for table in joined.tables for one in table.faults]
    assert [one.message[:13] for one in alone.tables[0].faults] == ["表里没有写着问题内容的一栏"]


def test_what_may_be_chosen_in_a_sheet_of_its_own_is_not_asked_for_problems(read):
    reading = read(
        问题清单=PROBLEMS, 下拉选项=(("问题来源", "问题类型", "整改状态"), ("省级督察", "水", "已完成"))
    )

    assert not reading.tables[1].faults


def test_the_join_is_told_and_every_cell_names_its_sheet(read):
    reading = read(问题清单=PROBLEMS, 责任清单=DUTIES)

    assert "“责任清单”的 2 条按编号并入了“问题清单”里编号相同的问题，请核对。" in reading.notes
    assert reading.tables[0].records[0].cells["lead_unit"] == "B3（责任清单）"
    assert reading.tables[0].records[0].cells["description"] == "B2"


def test_several_measures_of_a_number_stand_below_one_another_and_are_asked_about(read):
    more = (*MEASURES, ("NY-01", "恢复运行", "2026年10月底"))
    table = read(问题清单=PROBLEMS, 措施清单=more).tables[0]

    told = "逐场核查（时限：2026年9月底）\n恢复运行（时限：2026年10月底）"
    assert table.records[0].fields["measures"] == told
    assert table.records[0].fields["deadline"] == "2026年9月底；2026年10月底"
    assert {one.field for one in table.columns if 0 < one.confidence < 0.75} == {"measures", "deadline"}


def test_a_list_that_tells_the_problems_again_is_joined_where_they_are_the_same(read):
    told = [(number, text, *rest) for (number, *rest), text in zip(MEASURES, ("问题", "粪污设施闲置", "农膜残留较多"), strict=True)]  # fmt: skip
    reading = read(问题清单=PROBLEMS, 整改清单=told)
    other = read(问题清单=PROBLEMS, 整改清单=[*told[:2], ("NY-02", "秸秆焚烧", "巡查", "2026年底")])

    assert [table.kind for table in reading.tables] == ["problem", "measure"]
    assert reading.tables[0].records[1].fields["measures"] == "建设回收点"
    assert [table.kind for table in other.tables] == ["problem", "problem"]
    assert "measures" not in other.tables[0].mapping


def test_a_number_that_no_problem_has_keeps_the_lists_apart_and_that_is_said(read):
    reading = read(问题清单=PROBLEMS, 责任清单=(*DUTIES, ("NY-09", "渔业股", "程波", "")))

    assert "lead_unit" not in reading.tables[0].mapping
    assert any(note.startswith("“责任清单”没有写问题，只供查看，没有读入") for note in reading.notes)


def test_numbers_that_only_count_are_trusted_between_lists_that_count_alike_and_are_asked_about(read):
    counted = {
        "问题清单": (("序号", "存在问题"), ("1", "粪污设施闲置"), ("2", "农膜残留较多")),
        "责任清单": (("序号", "责任单位", "责任人"), ("1", "畜牧中心", "秦岚"), ("2", "种植股", "罗成")),
    }
    alike = read(**counted)
    longer = read(**counted | {"责任清单": (*counted["责任清单"], ("3", "渔业股", "程波"))})
    tables = read(情况表=counted["问题清单"], 责任表=counted["责任清单"])

    assert alike.tables[0].records[1].fields["responsible_unit"] == "种植股"
    assert {one.confidence for one in alike.tables[0].columns if one.field == "responsible_unit"} == {0.74}
    assert "responsible_unit" not in longer.tables[0].mapping
    assert "responsible_unit" not in tables.tables[0].mapping


def test_the_same_list_of_two_months_stays_two_lists(read):
    june = (
        ("问题编号", "问题描述", "整改进展"),
        ("NY-01", "粪污设施闲置", "已排查"),
        ("NY-02", "农膜残留较多", "未启动"),
    )
    july = (("问题编号", "问题描述", "整改进展", "备注"), ("NY-01", "粪污设施闲置", "已完成", ""), ("NY-02", "农膜残留较多", "招标", "急"))  # fmt: skip
    reading = read(六月=june, 七月=july)

    assert [table.kind for table in reading.tables] == ["problem", "problem"]
    assert reading.tables[0].records[0].fields["progress"] == "已排查"


def test_a_number_that_another_list_writes_otherwise_is_the_same_number(read):
    otherwise = [DUTIES[0], ("ny-02", *DUTIES[1][1:]), ("ＮＹ－０１", *DUTIES[2][1:])]
    reading = read(问题清单=PROBLEMS, 责任清单=otherwise)

    assert [one.fields["lead_unit"] for one in reading.tables[0].records] == ["畜牧中心", "种植股"]
    assert [one.fields["number"] for one in reading.tables[0].records] == ["NY-01", "NY-02"]

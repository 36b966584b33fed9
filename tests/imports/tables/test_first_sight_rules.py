"""What strange tables say beside their cells or in cells of another kind: states in names, shares beside words, figures above a list."""

import pytest
from openpyxl import Workbook

from dczg_desktop.domain.vocabulary import status_of
from dczg_desktop.imports.read import read_tables


@pytest.fixture
def read(tmp_path):
    def reading(*rows, name="Sheet1"):
        book = Workbook()
        book.active.title = name
        for row in rows:
            book.active.append([cell or None for cell in row])
        book.save(tmp_path / "来件.xlsx")
        return read_tables(tmp_path / "来件.xlsx").tables

    return reading


HEADS = ("序号", "问题描述", "责任单位", "完成时限")
ROWS = ("1", "公厕污水外溢", "区城管局", "2025年12月"), ("2", "沙场无证经营", "区水利局", "2025年11月")


def said(table):
    return [(one.fields.get("status", ""), one.cells.get("status", "")) for one in table.records]


@pytest.mark.parametrize(
    ("name", "title", "state", "where"),
    [
        ("已销号", "", "已销号", "工作表名"),
        ("Sheet1", "区级问题销号台账（待验收）", "待验收", "表名"),
        ("Sheet1", "表2  未完成整改问题（2个）", "未完成整改", "表名"),
        ("Sheet1", "三、已完成整改的任务清单", "已完成整改", "表名"),
        ("整改中", "", "整改中", "工作表名"),
    ],
)
def test_a_state_that_names_the_whole_table_is_that_of_its_rows_and_asked_about(
    read, name, title, state, where
):
    (table,) = read(*([(title,)] if title else []), HEADS, *ROWS, name=name)

    assert said(table) == [(state, where)] * 2
    (column,) = [one for one in table.columns if one.field == "status"]
    assert (column.header, column.confidence < 0.75) == (f"完成情况（{where}）", True)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("整改台账", "问题整改完成情况表"),
        ("销号台账", "督察反馈问题销号台账"),
        ("验收", "验收销号申请汇总表"),
        ("2月", "关于加快推进未完成整改问题的通知"),
    ],
)
def test_a_name_that_says_no_state_makes_none(read, name, title):
    (table,) = read((title,), HEADS, *ROWS, name=name)

    assert "status" not in table.mapping


def test_a_column_of_states_is_not_outdone_by_the_name_of_the_sheet(read):
    (table,) = read((*HEADS, "完成情况"), *[(*row, "整改中") for row in ROWS], name="已销号")

    assert [one.fields["status"] for one in table.records] == ["整改中", "整改中"]
    assert [one.header for one in table.columns if one.field == "status"] == ["完成情况"]


def test_words_tell_how_it_goes_however_sure_the_header_over_shares_is(read):
    heads = (*HEADS, "整改进度", "整改进展说明")
    (table,) = read(heads, (*ROWS[0], "45%", "设备已到货"), (*ROWS[1], "100%", "已取缔"))

    assert table.mapping["progress"] == "整改进展说明"
    assert table.records[0].fields["progress"] == "设备已到货"
    assert "45%" in {*table.records[0].fields.values(), *table.records[0].extra.values()}


def test_shares_alone_are_still_the_report_there_is(read):
    (table,) = read((*HEADS, "整改进度"), (*ROWS[0], "45%"), (*ROWS[1], "100%"))

    assert "整改进度" in table.mapping.values()


def test_figures_above_a_list_are_no_title_of_it(read):
    figures = [("县区", "来电", "来信", "合计"), ("江城区", "3", "1", "4"), ("临江县", "1", "0", "1")]
    (table,) = read(("情况日报",), *figures, (), ("问题清单",), HEADS, *ROWS)

    assert table.title == "情况日报\n问题清单"
    assert [(row.row, row.why) for row in table.left_out] == [
        (number, "表上方的另一张表（数字），没有读入") for number in (2, 3, 4)
    ]


def test_grave_and_less_grave_is_no_kind_of_problem(read):
    (table,) = read((*HEADS, "问题性质"), (*ROWS[0], "严重"), (*ROWS[1], "较重"))

    assert "category" not in table.mapping
    assert table.records[0].extra["问题性质"] == "严重"


@pytest.mark.parametrize("words", ["无环境问题", "未发现明显问题", "不存在隐患。"])
def test_a_place_where_nothing_was_found_is_asked_about(read, words):
    (table,) = read(HEADS, ROWS[0], ("2", words, "区水利局", "2025年11月"))

    asked = [fault.place for fault in table.faults if "不是问题" in fault.message]
    assert asked == ["Sheet1!B3"]


def test_a_problem_that_begins_with_such_words_is_one(read):
    (table,) = read(
        HEADS,
        ("1", "无危废暂存间", "区城管局", "2025年12月"),
        ("2", "未发现问题线索台账", "区水利局", "2025年11月"),
    )

    assert not [fault for fault in table.faults if "不是问题" in fault.message]


def test_a_batch_with_its_day_and_count_is_that_of_the_petitions_below(read):
    heads = ("序号", "受理编号", "交办问题基本情况", "是否办结")
    (table,) = read(
        heads,
        ("第一批（5月12日交办，共1件）",),
        ("1", "D3JX202605120003", "塑料厂废气", "已办结"),
        ("第二批（5月13日交办，共1件）",),
        ("2", "D3JX202605130005", "机械厂噪声", "未办结"),
    )

    assert [one.fields["batch"] for one in table.records] == ["第一批", "第二批"]


def test_what_was_solved_and_signed_off_is_signed_off(read):
    (table,) = read(
        (*HEADS, "完成情况"), (*ROWS[0], "已完成整改并销号"), (*ROWS[1], "已整改到位并已验收销号")
    )

    assert [status_of(one.fields["status"]) for one in table.records] == ["已销号", "已销号"]
    assert status_of("拟完成整改并销号") != "已销号"


def test_ticks_under_a_heading_of_reports_are_no_reports(read):
    heads = ("序号", "项目名称", "落实情况", "", "", "存在问题", "整改时限")
    under = ("", "", "围挡", "覆盖", "冲洗", "", "")
    rows = (
        ("1", "锦绣华庭", "√", "×", "√", "裸土未覆盖", "2026年3月底"),
        ("2", "滨江路改造", "×", "√", "√", "无", "2026年3月底"),
    )
    (table,) = read(heads, under, *rows)

    assert table.mapping["description"] == "存在问题"


def test_why_somebody_was_punished_is_no_problem_to_be_solved(read):
    heads = ("序号", "信访件编号", "被问责人", "单位及职务", "问责事由", "问责方式")
    rows = (
        ("1", "X3JX202605120011", "杜衡", "某局副局长", "监管不力", "诫勉谈话"),
        ("2", "X3JX202605120012", "方圆", "某镇镇长", "履职不到位", "批评教育"),
    )
    (table,) = read(heads, *rows)

    assert "description" not in table.mapping


def test_the_tasks_a_city_makes_of_a_problem_are_its_measures(read):
    heads = ("省级反馈问题", "市级分解任务", "责任单位", "完成时限")
    (table,) = read(
        heads,
        ("总磷浓度上升", "磷矿雨污分流", "市经信局", "2026年6月底"),
        ("秸秆焚烧", "建立网格", "市农业局", "2026年底"),
    )

    assert table.mapping["measures"] == "市级分解任务"

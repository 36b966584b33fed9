"""What the rules for tables and papers that clerks draw by themselves must leave alone: each case was once read wrong without a question."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.reported import month_of
from dczg_desktop.imports.editing import TableEdits, corrected
from dczg_desktop.imports.tables.reports import is_told
from tests.imports.samples.read_texts import records_of, table_of

HEAD = "序号|问题|整改措施|整改时限|责任单位"
ROW = "1|河道有垃圾|清理|2026年9月底|县水利局"
NEXT = "2|料场未覆盖|覆盖|2026年6月底|县住建局"


def fields(table):
    return {one.header: one.field for one in table.columns}


def test_a_short_label_with_its_content_is_no_last_word_of_a_sentence():
    (record,) = records_of(
        "关于第十二项整改任务完成情况的公示\n"
        "反馈问题：云溪县生活垃圾填埋场渗滤液处理能力严重不足、环境风险隐患突出\n"
        "责任单位：城管局。\n"
        "整改目标：渗滤液全部达标处理，填埋场运行规范，环境风险得到有效防控\n"
        "整改时限：长期坚持。\n"
        "整改完成情况：新建渗滤液处理站一座，已经投入运行。\n"
    )

    assert record.fields["description"].endswith("隐患突出")
    assert record.fields["goal"].endswith("有效防控")
    assert (record.fields["responsible_unit"], record.fields["deadline"]) == ("城管局。", "长期坚持。")


def test_offices_of_streets_under_an_area_stay_the_area(read):
    table = read(f"{HEAD}|行政区域", f"{ROW}|城关街道办事处", f"{NEXT}|高新区管委会")

    assert [one.fields["area"] for one in table.records] == ["城关街道办事处", "高新区管委会"]


def test_governments_under_an_area_are_the_units_where_no_column_is_of_units(read):
    table = read(
        "序号|问题|整改时限|行政区域",
        "1|河道有垃圾|2026年9月底|白石乡人民政府",
        "2|扬尘|2026年9月底|城关街道办事处",
    )

    area = table.columns[3]
    assert area.field == "responsible_unit"
    assert area.confidence < 0.75


def test_governments_under_a_locality_stay_its_area_beside_the_units_and_are_asked_about(read):
    table = read(f"{HEAD}|属地", f"{ROW}|白石乡人民政府", f"{NEXT}|河湾镇人民政府")

    assert table.records[0].fields["area"] == "白石乡人民政府"
    assert next(one.confidence for one in table.columns if one.header == "属地") < 0.75


@pytest.mark.parametrize("merges", ["A2:A3 B2:B3 A4:A5 B4:B5", ""])
def test_codes_of_problems_that_are_there_twice_are_still_numbers(read, merges):
    if merges:
        rows = ["01|河道有垃圾|清理|县水利局", "||巡查|县住建局", "02|扬尘|覆盖|县住建局", "||洒水|县城管局"]
    else:
        rows = ["一、水|||", "1|河道有垃圾|清理|县水利局", "二、大气|||", "1|扬尘|覆盖|县住建局"]

    table = read("问题编码|问题|整改措施|责任单位", *rows, merges=merges or "A2:D2 A4:D4")

    assert [one.fields["number"] for one in table.records] == (
        ["01", "01", "02", "02"] if merges else ["1", "1"]
    )


def test_causes_and_progress_in_one_column_are_no_former_state(read):
    table = read(f"{HEAD}|原因分析及整改进展", f"{ROW}|因汛期停工，已清理一半", f"{NEXT}|已购防尘网")

    assert table.records[0].fields["progress"] == "因汛期停工，已清理一半"


def test_yes_and_no_are_no_unit_that_supervises(read):
    table = read(f"{HEAD}|市级督办", f"{ROW}|是", f"{NEXT}|否")

    assert fields(table)["市级督办"] is None


def test_an_empty_unit_before_the_label_of_a_place_stays_empty(read):
    table = read(
        "反馈问题|河道有垃圾||",
        "责任单位||行政区域|白石镇",
        "整改措施|清理|整改目标|不再有垃圾",
        "整改时限|2026年9月底|责任领导|李强",
    )

    (record,) = table.records
    assert (record.fields["responsible_unit"], record.fields["area"]) == ("", "白石镇")


@pytest.mark.parametrize("row", ["批次|3|4", "整改资金（万元）|300|400", "涉及点位数|2|5"])
def test_figures_behind_a_label_are_no_numbers_of_problems(read, row):
    table = read(
        row,
        "问题|河道有垃圾|料场未覆盖",
        "责任单位|县水利局|县住建局",
        "整改措施|清理|覆盖",
        "整改时限|2026年9月底|2026年6月底",
    )

    assert "number" not in fields(table).values()
    if row.startswith("批次"):
        assert [one.fields["batch"] for one in table.records] == ["3", "4"]


def test_units_and_times_of_several_measures_in_a_form_are_not_those_of_the_problem(read):
    told = "1.建污水厂。责任单位：县水利局；完成时限：2026年6月底。2.清污泥。责任单位：县城管局；完成时限：2026年12月底。"
    table = read("问题编号|12", "反馈问题|河道有垃圾", f"整改措施|{told}", "整改目标|达标", "责任领导|李强")

    (record,) = table.records
    assert record.fields["measures"] == told
    assert not {"deadline", "responsible_unit"} & record.fields.keys()


def test_what_an_acceptance_says_of_the_measures_is_no_measure(read):
    table = read(
        "问题编号|12",
        "反馈问题|河道有垃圾",
        "责任单位|县水利局",
        "整改时限|2026年6月",
        "验收意见|经验收，整改目标：已实现；整改措施：已落实。",
    )

    assert not {"measures", "goal"} & table.records[0].fields.keys()


def test_measures_without_results_are_kept_beside_a_problem_whose_measures_are_told_in_turn():
    first, second = records_of(
        "云岭县整改方案\n"
        "一、云溪河水质超标问题\n整改目标：达标。\n整改时限：2026年6月底\n"
        "整改措施1：新建污水处理厂。\n责任单位：县住建局\n完成时限：2026年3月底\n"
        "整改措施2：封堵排污口。\n责任单位：县水利局\n完成时限：2026年6月底\n"
        "二、填埋场渗滤液积存问题\n整改目标：达标。\n整改时限：2026年9月底\n"
        "整改措施1：新建处理站。\n完成情况：已建成。\n整改措施2：清理渗滤液。\n完成情况：正在清理。\n"
    )

    assert "新建污水处理厂。" in first.fields["measures"]
    assert "封堵排污口。" in first.fields["measures"]
    assert second.fields["progress"] == "1.已建成。\n2.正在清理。"


@pytest.mark.parametrize(
    ("said", "is_asked"),
    [
        ("暂无", False),
        ("现场检查未发现反弹", False),
        ("是，尚未整改", True),
        ("局部反弹", True),
        ("否", False),
    ],
)
def test_only_what_says_that_a_problem_came_back_is_asked_about(read, said, is_asked):
    table = read(f"{HEAD}|状态|是否反弹", f"{ROW}|已完成整改|{said}", f"{NEXT}|已完成整改|否")

    assert any("是否反弹" in one.message for one in table.faults) is is_asked


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("2024年9月份督察反馈问题整改进展情况表", None),
        ("2024年6月警示片披露问题整改进展情况汇总表", None),
        ("2024年5月群众反映问题整改进展情况表", None),
        ("2024年11月底前完成整改任务进展表", None),
        ("2025年9月底重点问题整改进展表", 9),
        ("2025年9月份问题整改进展情况表", 9),
    ],
)
def test_the_month_in_which_problems_were_found_is_not_that_of_the_reports(title, month):
    found = month_of("整改进展", [title], "Sheet1", 2025)

    assert (found.month if found else None) == month


@pytest.mark.parametrize("text", ["同上", "暂无", "暂无进展", "60%"])
def test_what_tells_nothing_of_a_month_is_no_report_of_it(text):
    assert not is_told(text)


def test_a_remark_that_goes_on_joins_no_problems_with_units_and_times_of_their_own(read):
    bare = read(
        "问题|责任单位|整改时限|备注",
        "河道有垃圾|县水利局|2026年9月底|",
        "料场未覆盖|县住建局|2026年6月底|续",
    )
    counted = read(f"{HEAD}|备注", f"{ROW}|", f"{NEXT[1:]}|续前", "3|扬尘|洒水|2026年6月底|县城管局|")

    assert [one.fields["description"] for one in bare.records] == ["河道有垃圾", "料场未覆盖"]
    assert [one.fields["description"] for one in counted.records] == ["河道有垃圾", "料场未覆盖", "扬尘"]


def test_chapters_that_praise_are_no_labels():
    text = (
        "云岭县关于问题整改工作情况的报告\n县委：\n现将有关情况报告如下：\n"
        "一、整改目标全面实现。全县反馈的12个问题已经完成整改10个。\n"
        "二、整改措施扎实推进。各乡镇坚持问题导向，落实整改资金300万元。\n"
        "三、整改成效持续巩固。空气优良率提高到98%。\n"
        "四、下一步工作。继续抓好剩余问题整改。\n"
    )

    with pytest.raises(UserError):
        table_of(text)


def test_a_result_that_praises_is_parted_below_headings_that_are_surely_run_together():
    (record,) = records_of(
        "关于第十二项整改任务完成情况的公示\n"
        "一、整改问题垃圾收运体系运行不畅。\n二、整改目标垃圾日产日清。\n三、整改措施新建转运站。\n四、整改成效明显改善。\n"
    )

    assert (record.fields["measures"], record.fields["progress"]) == ("新建转运站。", "明显改善。")


def test_what_was_told_to_people_who_doubted_is_part_of_the_report():
    told = "对上述整改情况有疑问的群众，镇政府已上门作了解释，电话回访均表示满意。"
    (record,) = records_of(
        f"关于第九项整改任务的公示\n一、整改任务\n云溪河水质超标。\n二、整改完成情况\n建成污水处理厂。\n{told}\n"
    )

    assert record.fields["progress"].endswith(told)


def test_the_day_by_which_to_report_is_no_rival_of_the_deadline(read):
    table = read(f"{HEAD}|报送时限", f"{ROW}|2026年3月底", f"{NEXT}|2026年3月底")

    assert not any("写着时限的不止一栏" in one.message for one in table.faults)


def test_of_weeks_counted_in_words_the_last_is_taken(read):
    table = read(f"{HEAD}|第一周|第二周", f"{ROW}|召开会议|清理完成", f"{NEXT}|入户排查|全部覆盖")

    assert [one.fields["progress"] for one in table.records] == ["清理完成", "全部覆盖"]


def test_a_correction_of_a_problem_counts_for_all_measures_read_below_it(read):
    measures = ["||封堵|2026年6月底|县住建局", "||巡河|2026年8月底|县城管局"]
    table = read(HEAD, ROW, *measures, NEXT)

    mended = corrected(table, TableEdits().with_cell((2, "B"), "河道有淤泥"))

    assert [one.fields["description"] for one in mended.records] == ["河道有淤泥"] * 3 + ["料场未覆盖"]

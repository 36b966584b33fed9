"""Tables and forms that come close to a rule of reading and mean something else: left as they are, asked about, or left out in sight."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.samples.read_texts import asked
from tests.imports.texts_read import one_table

PETITIONS = "受理编号|行政区域|反映问题|调查核实情况|是否属实|处理和整改情况"


@pytest.mark.parametrize(
    "told",
    [
        "噪声问题属实，臭气问题总体不属实",
        "1.噪声属实；2.油烟经综合研判不属实",
        "废水直排部分属实，废气经最终认定不属实",
    ],
)
def test_what_one_point_comes_to_is_not_whether_the_petition_is_true(read, told):
    table = read(PETITIONS, f"D1HB202506110021|青石县|噪声和臭气|经查，…|{told}|已停工")

    assert "请写属实、基本属实、部分属实或不属实" in asked(table)


def test_a_denial_in_front_that_one_point_contradicts_is_no_verdict(read):
    table = read(
        "受理编号|反映问题|调查核实情况及是否属实|处理和整改情况",
        "D1HB202506110021|噪声和异味|不属实。现场无异味。其中噪声超标情况属实。|已停工",
        "D1HB202506110022|异味|不属实。现场无异味，不属实。|加强巡查",
    )

    assert [one.fields["substantiated"] for one in table.records] == ["", "不属实"]


@pytest.mark.parametrize("header", ["批次", "交办批次"])
def test_batches_counted_in_rounds_stay_batches(read, header):
    table = read(f"{header}|{PETITIONS}", "第一轮|D1HB202506110021|青石县|噪声|经查，超标|属实|已停工")

    assert table.records[0].fields["batch"] == "第一轮"


def test_two_tasks_named_in_a_problem_are_not_its_number(read):
    table = read(
        "序号|问题|责任单位|整改时限",
        "1|任务2、3未按时完成|县水利局|2026年6月底",
        "2|任务4、5未按时完成|县住建局|2026年6月底",
    )

    assert [one.fields["number"] for one in table.records] == ["1", "2"]


def test_a_title_over_a_group_that_names_two_batches_is_kept_whole(read):
    head = "序号|受理编号|反映问题|是否属实|处理和整改情况"
    table = read(
        head, "第一批、第二批（1件）", "1|D1HB202506110021|噪声|属实|已停工", "第三批（1件）", "2|D1HB202506110022|异味|属实|已停产",
    )  # fmt: skip

    assert [one.fields["batch"] for one in table.records] == ["第一批、第二批", "第三批"]


def test_whether_it_is_done_below_work_and_acceptance_is_the_state(read):
    table = read(
        "序号|问题|责任单位|整改及验收情况|",
        "|||是否完成|时间",
        "1|河道黑臭|县水利局|是|2026-05-20",
        merges="A1:A2 B1:B2 C1:C2 D1:E1",
    )

    assert table.records[0].fields["status"] == "是"


FIGURES = [
    "序号|问题||责任单位|整改资金（万元）",
    "1|河道黑臭问题突出||县水利局|300",
    "2|扬尘严重||县住建局|200",
    "3|垃圾堆放|||",
]


@pytest.mark.parametrize("merges", ["B1:C1 B2:C2 B3:C3 B4:C4", ""])
def test_units_and_money_behind_a_wide_or_empty_column_are_of_the_list(read, merges):
    table = read(*FIGURES, merges=merges)

    assert table.records[0].fields["responsible_unit"] == "县水利局"
    assert table.records[0].extra["整改资金（万元）"] == "300"


def test_what_some_rows_tell_behind_an_empty_column_is_of_those_rows(read):
    table = read(
        "序号|问题|责任单位|整改时限||点位|面积",
        "1|河道黑臭|县水利局|2026年6月底||青石桥|300",
        "2|扬尘|县住建局|2026年6月底||河湾村|100",
        "3|垃圾堆放|县城管局|2026年6月底|||",
    )

    assert [one.extra["面积"] for one in table.records] == ["300", "100", ""]


def test_figures_with_a_sum_are_apart_though_only_they_name_places(read):
    table = read(
        "序号|问题|责任单位|整改时限||县区|总数",
        "1|河道黑臭|县水利局|2026年6月底||青石县|2",
        "2|扬尘|县住建局|2026年6月底||云溪县|1",
        "3|垃圾|县住建局|2026年6月底||合计|3",
    )

    assert not any(one.extra for one in table.records)


FORM = ["整改任务|城南河黑臭", "责任单位|县水利局", "整改措施|清淤3公里。", "整改时限|2026年6月底前"]


@pytest.mark.parametrize(
    "other",
    [
        "2026年3月5日",
        "青石县人民政府",
        "县水利局（盖章）",
        "联系人：张三 0871-66666666",
        "第二项 扬尘管控不到位",
        "二、扬尘",
    ],
)
@pytest.mark.parametrize("last", [FORM, [FORM[0], FORM[3], FORM[1], FORM[2]]])
def test_a_day_a_seal_or_the_next_heading_is_no_more_of_a_content(read, last, other):
    table = read("整改情况登记|", *last, f"|{other}")

    assert table.records[0].fields["deadline"] == "2026年6月底前"
    assert table.records[0].fields["measures"] == "清淤3公里。"
    assert other in [one.text for one in table.left_out]


@pytest.mark.parametrize("more", ["（县级）", "2026年5月已完成", "可延期"])
def test_a_time_is_whole_on_its_line(read, more):
    table = read("整改情况登记|", *FORM, f"|{more}")

    assert table.records[0].fields["deadline"] == "2026年6月底前"


def test_units_broken_off_at_a_comma_go_on(read):
    table = read("整改情况登记|", FORM[0], "责任单位|县水利局、", "|县住建局", *FORM[2:])

    assert table.records[0].fields["responsible_unit"] == "县水利局、县住建局"


def test_an_article_of_a_law_above_a_form_is_no_number(read):
    table = read("依据《水污染防治法》第八十五条|", *FORM, "依据《大气污染防治法》第一百一十五条|", *FORM)

    assert all("number" not in one.fields for one in table.records)


def test_a_problem_about_legends_is_a_problem(read):
    table = read("问题|责任单位|整改时限", "图例：标识不清|县住建局|2026年6月底", "扬尘|县住建局|2026年6月底")

    assert [one.fields["description"] for one in table.records] == ["图例：标识不清", "扬尘"]


@pytest.mark.parametrize("line", ["新建垃圾收集点（12个）", "二、岸线方面"])
def test_words_like_a_title_at_the_end_of_a_cell_are_of_the_cell(line):
    table = one_table(
        "序号\t问题\t责任单位\t整改时限\t整改情况\n"
        f"1\t河道黑臭\t县水利局\t2026年6月底\t已完成以下工作：\n{line}\n2\t扬尘\t县住建局\t2026年7月底\t已洒水\n"
    )
    first, second = table.records

    assert first.fields["progress"].endswith(line)
    assert not second.extra


def test_names_and_numbers_masked_with_stars_keep_them():
    table = one_table(
        "| 序号 | 受理编号 | 反映问题 | 是否属实 | 处理情况 |\n|---|---|---|---|---|\n"
        "| 1 | X2NM***、X2NM*** | 张**、李**反映噪声 | 属实 | **已停工** |\n"
    )

    assert table.records[0].fields["number"] == "X2NM***、X2NM***"
    assert table.records[0].fields["description"] == "张**、李**反映噪声"
    assert table.records[0].fields["result"] == "已停工"


BATCHES = [
    "序号|受理编号|反映问题|是否属实|处理情况",
    "1|D3HB202506110021|噪声|属实|已停工",
    "第二批（1件）",
    "2|D3HB202506110022|异味|属实|已停产",
    "第三批（1件）",
    "3|D3HB202506110023|污水|属实|已停产",
]


@pytest.mark.parametrize(
    ("title", "batch"),
    [
        ("全县第一批信访件清单", "第1批"),
        ("全县第一至第三批信访件清单", ""),
        ("全县第1、2、3批信访件清单", ""),
    ],
)
def test_several_batches_in_a_title_are_not_that_of_the_first_records(read, title, batch):
    table = read(title, *BATCHES)

    assert table.records[0].fields["batch"] == batch


def test_records_below_a_title_that_says_something_else_are_not_of_the_batch_above(read):
    table = read("全县第八批信访件清单", *BATCHES[:2], "往期未办结：第二批（1件）", *BATCHES[3:])

    assert [one.fields["batch"] for one in table.records] == ["第8批", "", "第三批"]


@pytest.mark.parametrize("text", ["|  ", "| |\n|"])
def test_a_frame_around_nothing_is_no_form(text):
    with pytest.raises(UserError):
        read_text(text)


def test_two_serial_numbers_in_front_of_a_number_leave_the_cell_as_it_is(read):
    head = "序号/受理编号|反映问题|是否属实|处理情况"
    table = read(head, "1、2 D3HB202506110021|噪声|属实|已停工", "3 D3HB202506110023|异味|属实|已停产")

    assert table.records[0].fields["number"] == "1、2 D3HB202506110021"


def test_truth_that_the_rest_of_the_findings_denies_is_left_open(read):
    table = read(
        "受理编号|反映问题|调查核实及是否属实|处理情况",
        "D3HB202506110021|噪声|属实。夜间超标。|已停工",
        "D3HB202506110022|噪声|属实。但所称夜间施工与事实不符。|已停工",
    )

    assert [one.fields["substantiated"] for one in table.records] == ["属实", ""]


def test_a_title_merged_over_list_and_figures_does_not_join_them(read):
    table = read(
        "全县问题整改清单",
        "序号|问题|责任单位|整改时限||责任单位|总数|完成",
        "1|河道黑臭|县水利局|2026年6月底||县水利局|2|1",
        "2|扬尘|县住建局|2026年6月底||县住建局|1|0",
        "3|垃圾|县住建局|2026年6月底||合计|3|1",
        merges="A1:H1",
    )

    assert not any(one.extra for one in table.records)


def test_places_with_figures_of_some_rows_are_of_the_list(read):
    table = read(
        "序号|问题|责任单位|整改时限||乡镇|户数|人数",
        "1|河道黑臭|县水利局|2026年6月底||河湾镇|20|80",
        "2|扬尘|县住建局|2026年6月底||石桥镇|30|90",
        "3|垃圾|县住建局|2026年6月底||||",
    )

    assert [one.fields["area"] for one in table.records] == ["河湾镇", "石桥镇", ""]


def test_a_content_counted_so_goes_on_below_and_a_word_does_not(read):
    table = read(
        "整改情况登记|",
        FORM[0],
        "整改措施|一、清淤。",
        "|二、截污。",
        FORM[1],
        FORM[3],
        "备注|无",
        "|县整改办填写",
    )
    fields = table.records[0].fields

    assert (fields["measures"], fields["remark"]) == ("一、清淤。\n二、截污。", "无")

"""What comes close to a rule of reading and means something else: it is left as it is, asked about, or left out where everybody sees it."""

import time

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.samples.read_texts import asked, left_out, table_of
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


PLAN = """青石县督察整改方案
{opening}
一、河道黑臭问题
整改目标：消除黑臭
整改措施：清淤
整改时限：2025年12月31日{more}
责任单位：县水利局
二、扬尘问题
整改目标：达标
整改措施：洒水
整改时限：2025年12月31日
责任单位：县住建局
"""


@pytest.mark.parametrize(
    "opening",
    [
        "督察反馈：2021年4月，中央第八督察组对我省开展督察，共反馈问题25项，涉及我县2项。",
        "群众投诉举报是发现环境问题的重要线索。经调查研究，现制定如下整改方案。",
    ],
)
def test_an_opening_is_no_part_of_the_first_problem(opening):
    table = table_of(PLAN.format(opening=opening, more=""))

    assert table.kind == "problem"
    assert [one.fields["number"] for one in table.records] == ["一", "二"]
    assert table.records[0].fields["description"] == "河道黑臭问题"
    assert opening in left_out(table)


def test_how_many_are_done_is_no_report_of_the_last_problem():
    table = table_of(PLAN.format(opening="现印发。", more="") + "整改完成：1项；正在整改：1项。\n")

    assert "progress" not in table.records[1].fields


@pytest.mark.parametrize(
    "more", ["。已按程序报省政府同意延期至2026年12月30日", " 已经县政府批准调整为2026年6月30日"]
)
def test_that_a_deadline_was_put_off_stays_with_it(more):
    table = table_of(PLAN.format(opening="现印发。", more=more))

    assert table.records[0].fields["deadline"] == f"2025年12月31日{more}"


def test_names_of_units_below_a_unit_stay_though_they_hold_words_of_orders():
    text = PLAN.format(opening="现印发。", more="").replace(
        "县水利局\n", "县水利局\n县粮食供应保障中心、市加快推进生态文明建设领导小组办公室。\n"
    )

    assert "市加快推进生态文明建设领导小组办公室" in table_of(text).records[0].fields["responsible_unit"]


def test_the_number_of_petitions_in_an_opening_is_no_petition():
    item = "受理编号：D3HB20250611002{}\n反映问题：噪声扰民\n调查核实情况：经查，属实。\n处理情况：已停工\n"
    opening = "群众来信反映的问题共2件。经县生态环境局现场核查，情况如下："
    table = table_of(f"青石县信访件办理情况\n{opening}\n" + item.format(1) + item.format(2))

    assert [one.fields["number"] for one in table.records] == ["D3HB202506110021", "D3HB202506110022"]
    assert [one.fields["description"] for one in table.records] == ["噪声扰民"] * 2


NOTICE = (
    "关于省级督察反馈问题第十二项整改完成情况的公示\n省督察反馈{quoted}的问题，我县高度重视，已完成整改。"
    "关停企业12家，拆除设备，周边地下水监测正常，累计投入3000万元，验收合格。特此公示，公示期5天。\n"
)


def test_firms_named_in_quotes_have_a_problem_and_are_none():
    text = NOTICE.format(quoted="“青石县恒发水泥有限公司”和“青石县昌盛建材有限公司”")

    assert len(table_of(text).records) == 1


def test_the_number_of_the_title_is_of_all_that_is_quoted_without_one():
    text = NOTICE.format(quoted="“青石县垃圾填埋场渗滤液处置不规范”和“河湾镇垃圾填埋场防渗不到位”")

    assert [one.fields["number"] for one in table_of(text).records] == ["第十二项"] * 2


def test_a_letter_that_names_times_of_two_problems_is_not_read_as_one():
    text = (
        "关于整改工作的提醒\n各乡镇：\n上级通报的“部分乡镇整改档案资料不完整不规范”问题，整改时限为2026年3月底。\n"
        "另外，河湾镇还存在畜禽粪污直排入河问题，整改时限为2026年5月底。\n"
    )

    with pytest.raises(UserError):
        read_text(text)


@pytest.mark.parametrize(
    ("measures", "is_deadline"),
    [("清淤3公里", True), ("已清淤3公里", False), ("清淤，目前已安装喷淋", False)],
)
def test_a_day_in_a_plan_that_tells_what_was_done_is_asked_about(measures, is_deadline):
    text = "青石县整改工作方案\n" + "".join(
        f"{count}、{name}\n整改措施：{measures}\n完成时间：2025年6月{count}日\n责任单位：县水利局\n".replace(
            f"月{count}", "月1"
        )
        for count, name in (("一", "河道黑臭"), ("二", "扬尘"))
    )
    table = table_of(text)

    assert ("deadline" in table.records[0].fields) is is_deadline
    assert ("可能是整改时限" in asked(table)) is not is_deadline


def test_boilers_in_the_brackets_of_a_title_are_no_number():
    table = table_of(
        "关于光明电厂燃煤锅炉（1-3号）超标排放问题整改完成情况的公示\n反馈问题：锅炉超标。\n责任单位：县生态环境局\n整改措施：改造。\n"
        "整改情况：完成改造。\n"
    )

    assert "number" not in table.records[0].fields


@pytest.mark.parametrize(
    "found",
    ["信访" * 15_000 + "x，属实。", "经查，" + "群众反映" * 7_500 + "，属实。"],
    ids=["petition", "complaint"],
)
def test_long_findings_are_read_at_once(found):
    begun = time.perf_counter()
    read_text(f"受理编号：D3HB202506110021\n反映问题：噪声\n调查核实情况：{found}\n处理情况：已停工\n")

    assert time.perf_counter() - begun < 2


def test_a_long_line_of_blanks_above_a_marked_table_is_read_at_once():
    begun = time.perf_counter()
    table = one_table(
        " " * 30_000
        + "x\n| 序号 | 问题 | 责任单位 | 整改时限 |\n|---|---|---|---|\n| 1 | 扬尘 | 县住建局 | 2026年6月底 |\n"
    )

    assert table.records[0].fields["description"] == "扬尘"
    assert time.perf_counter() - begun < 2


def test_one_problem_whose_chapters_say_what_it_is_is_no_list_of_tasks():
    text = (
        "青石县城南河问题整改方案\n一、存在问题\n城南河黑臭。\n二、整改目标\n消除黑臭。\n三、整改任务\n整改措施：截污3公里。\n"
        "整改措施：清淤2公里。\n四、整改时限\n2026年6月底前\n五、责任单位\n县水利局\n六、保障措施\n加强领导。\n"
    )

    assert table_of(text).records[0].fields["description"] == "城南河黑臭。"


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


@pytest.mark.parametrize(
    "line",
    ["以下为水环境类，共2项。", "截至6月底，已完成2项。", "责任单位要抓紧落实。", "请各单位按时报送。"],
)
def test_a_sentence_about_the_list_is_no_problem_of_its_measures(read, line):
    table = read("整改措施|责任单位|整改时限", line, "清淤|县水利局|2026年6月底", "截污|县水利局|2026年6月底")

    assert table.kind == "measure"


def test_short_words_before_other_than_units_are_no_labels():
    text = PLAN.format(opening="现印发。", more="；督导：每月一次").replace(
        "县水利局\n", "县水利局；验收：已通过\n"
    )
    fields = table_of(text).records[0].fields

    assert not {"supervising_unit", "accepting_unit"} & fields.keys()
    assert fields["responsible_unit"] == "县水利局；验收：已通过"


def test_short_words_before_persons_are_labels():
    text = PLAN.format(opening="现印发。", more="；领导：张三副县长")

    assert table_of(text).records[0].fields["responsible_leader"] == "张三副县长"


def test_short_words_before_units_are_labels():
    fields = table_of(PLAN.format(opening="现印发。", more="；督导：市住建局、市水利局")).records[0].fields

    assert (fields["deadline"], fields["supervising_unit"]) == ("2025年12月31日", "市住建局、市水利局")


@pytest.mark.parametrize(
    ("chapter", "unit"), [("省生态环境保护督察办公室", ""), ("县水利局", "县水利局"), ("市审计局", "")]
)
def test_who_found_the_problems_of_a_chapter_does_not_put_them_right(chapter, unit):
    table = table_of(
        f"青石县督察反馈问题整改情况报告\n一、{chapter}（2项）\n1.城南河黑臭问题。已清淤3公里。\n2.工地扬尘问题。已洒水。\n"
        "二、县住建局（1项）\n3.垃圾堆放问题。已清运。\n"
    )

    assert table.records[0].fields["responsible_unit"] == unit


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


def test_what_will_be_done_under_a_heading_of_both_is_asked_about_in_a_list_of_problems(read):
    table = read(
        "序号|问题|责任单位|整改措施及处理情况|整改情况",
        "1|河道黑臭|县水利局|清淤|已清淤",
        "2|扬尘|县住建局|洒水|已洒水",
    )
    (both,) = (one for one in table.columns if one.header == "整改措施及处理情况")

    assert [one.fields["measures"] for one in table.records] == ["清淤", "洒水"]
    assert both.confidence < 0.75


@pytest.mark.parametrize(
    "opening",
    [
        "任务完成情况\n截至目前，全县共有整改任务12项，已完成10项。",
        "督察指出：我县对生态环境保护重视不够，压力传导不足。",
        "反馈指出：\n我县对生态环境保护重视不够。",
        "整改完成：河道黑臭等10项问题已完成整改，扬尘等2项问题正在推进。",
    ],
)
def test_a_label_above_counted_problems_that_speaks_of_all_is_of_none(opening):
    table = table_of(PLAN.format(opening=opening, more=""))

    assert [one.fields["number"] for one in table.records] == ["一", "二"]
    assert table.records[0].fields["description"] == "河道黑臭问题"
    assert "progress" not in table.records[0].fields
    assert opening.split("\n")[-1] in left_out(table)


@pytest.mark.parametrize(
    "closing",
    ["三、任务完成情况\n12项任务已完成10项。", "整改完成：以上问题全部完成整改，群众满意度明显提升。"],
)
def test_what_was_done_about_all_of_them_is_no_report_of_the_last_problem(closing):
    table = table_of(PLAN.format(opening="现印发。", more="") + closing)

    assert "progress" not in table.records[1].fields


def test_what_the_inspection_said_above_counted_sections_is_still_the_problem():
    table = table_of(
        "青石县第3项问题整改方案\n督察反馈：城南河黑臭。\n一、整改目标\n消除黑臭。\n二、整改措施\n清淤。\n三、责任单位\n县水利局\n"
    )

    assert table.records[0].fields["description"] == "城南河黑臭。"


def test_letters_with_a_day_in_the_brackets_of_a_title_are_no_number():
    table = table_of(
        "关于城南河问题整改情况（ABC20260513）\n反馈问题：河道黑臭。\n责任单位：县水利局\n整改措施：清淤。\n整改情况：已清淤。\n"
    )

    assert "number" not in table.records[0].fields


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
    begun = time.perf_counter()
    one_table("序号\t问题\t责任单位\t整改时限\n1\t扬尘\t县住建局\t2026年6月底\n第1页" + " " * 30_000 + "x\n")

    assert time.perf_counter() - begun < 2


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

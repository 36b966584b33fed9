"""Which column is which field where offices call it by words of their own: doubts, causes, codes, opinions, those who run a place."""

import pytest

from dczg_desktop.imports.tables.values.rivals import ASKED
from tests.imports.tables.test_rivals import only

HEAD = "序号|问题描述|整改措施|整改时限"
ROW = "1|某砂场扬尘扰民|清理料堆|2026年6月底"


def columns(*rows: str) -> dict[str, tuple[str | None, float]]:
    return {one.header: (one.field, one.confidence) for one in only(*rows).columns}


@pytest.mark.parametrize(
    "heading", ["黑臭成因", "基本情况", "疑点描述", "现状及问题", "现状及存在的主要问题", "涉税疑点"]
)
def test_a_list_of_work_is_about_what_it_calls_a_cause_a_doubt_or_the_state_of_things(heading):
    table = only(
        f"编号|名称|{heading}|核实结果|整治措施|责任单位|完成时限",
        "S-1|东门沟|沿线合流口溢流，底泥淤积|已核实，属实情况清楚|清淤|区住建局|2026年10月",
        "S-2|莲花塘|水系不连通，藻类暴发|已核实，属实情况清楚|补水|区住建局|2026年12月",
    )

    assert table.mapping["description"] == heading
    assert [record.fields["description"] for record in table.records] == [
        "沿线合流口溢流，底泥淤积",
        "水系不连通，藻类暴发",
    ]


@pytest.mark.parametrize(
    "heading", ["排污口编码", "片号", "疑点编号", "点位编码", "排口号", "WTID", "任务ID"]
)
def test_a_code_of_places_is_the_number(heading):
    assert columns(f"{heading}|问题|整改时限", "YJ-1|污水直排|2026年6月底")[heading][0] == "number"


@pytest.mark.parametrize("heading", ["企业编码", "行政区划编码", "信用编码"])
def test_a_code_of_a_firm_or_a_county_is_not(heading):
    assert columns(f"序号|{heading}|问题|整改时限", "1|9141|污水直排|2026年6月底")[heading][0] is None


def test_of_two_numbers_the_one_that_only_counts_is_the_sequence():
    found = columns(
        "交办序号|转办单编号|举报内容|是否属实",
        "1|受理〔2026〕0409003号|喷漆异味|属实",
        "2|受理〔2026〕0409007号|粪水入河|属实",
    )

    assert (found["转办单编号"][0], found["交办序号"][0]) == ("number", "sequence")
    assert found["转办单编号"][1] <= ASKED


def test_what_counts_the_visits_is_the_sequence_beside_the_number_of_the_list():
    found = columns(
        "抽查序号|清单编号|已销号问题|整改时限", "1|CS-03|垃圾堆存|2026年底", "2|CS-05|泵站溢流|2026年底"
    )

    assert (found["抽查序号"][0], found["清单编号"][0]) == ("sequence", "number")


def test_an_opinion_of_the_auditors_is_no_report_of_what_was_done():
    heading = "审计建议/处理意见"
    table = only(f"序号|审计发现的问题|{heading}|整改措施|整改期限", "1|少征补偿费|追缴入库|追缴|2026年6月底")

    assert "progress" not in table.mapping
    assert "追缴入库" in {*table.records[0].extra.values(), table.records[0].fields.get("result")}


def test_who_runs_a_place_does_not_answer_where_others_are_named():
    table = only(
        "序号|企业名称|负责人及联系电话|存在问题|整改措施|包保责任人",
        "1|某石灰窑|刘栓柱 0376-5512208|扬尘|拆除|张根生",
    )

    assert table.mapping["responsible_person"] == "包保责任人"
    assert (
        columns("序号|问题|负责人及联系电话", "1|扬尘|刘栓柱")["负责人及联系电话"][0] == "responsible_person"
    )


def test_the_polluter_is_not_the_office_where_one_is_named():
    head, row = "编号|责任主体|存在问题|整治措施|整治责任单位", "Y-1|大湾村村委会|尾水直排|封堵|沙坪街道办"

    assert columns(head, row)["整治责任单位"] == ("responsible_unit", ASKED)
    assert columns("编号|责任主体|存在问题", "Y-1|大湾村村委会|尾水直排")["责任主体"][0] == "responsible_unit"


def test_what_was_found_on_looking_back_is_the_problem_and_not_the_former_one():
    head = "序号|原督察反馈问题|“回头看”发现的问题|整改措施|整改时限"
    row = "1|雨污分流不彻底|仍有9处混接|改造|2026年底"

    assert columns(head, row)["“回头看”发现的问题"] == ("description", ASKED)
    assert columns(head, row, "2|砖瓦窑未关停||拆除|2026年底")["原督察反馈问题"][0] == "description"


def test_a_state_in_words_is_taken_and_not_the_share_beside_it():
    found = columns("编号|问题|完成进度（%）|进度评价", "C-7|甲问题|65|达到序时进度", "C-8|乙问题|/|滞后")

    assert found["进度评价"][0] == "status"
    assert found["完成进度（%）"][0] is None


def test_a_progress_column_over_no_state_at_all_tells_what_was_done():
    head = "编号|问题|整改措施|修复进度"
    told = columns(head, "1|甲|复绿|灭火完成，覆土过半", "2|乙|复绿|已设围挡、警示牌")
    stated = columns(head, "1|甲|复绿|已完成", "2|乙|复绿|已设围挡、警示牌")

    assert (told["修复进度"][0], stated["修复进度"][0]) == ("progress", "status")


def test_days_among_which_one_is_still_to_come_are_deadlines_and_asked():
    head = "序号|问题|整改措施|完成时间"
    mixed = columns(head, "1|甲|清洗|10月20日", "2|乙|改造|11月15日前", "3|丙|入店|10月25日")
    days = columns(head, "1|甲|清洗|2026年10月20日", "2|乙|改造|2026年11月15日")

    assert mixed["完成时间"][0] == "deadline"
    assert mixed["完成时间"][1] <= ASKED
    assert days["完成时间"][0] is None


def test_no_under_whether_a_petition_is_finished_is_clear():
    head = "受理编号|举报内容|是否属实|是否办结"
    table = only(head, "X3HA202605280013|异味|属实|否")

    assert not [fault for fault in table.faults if fault.value == "否"]


def test_a_list_of_what_petitions_told_is_one_of_petitions_whose_results_are_words():
    table = only(
        "交办编号|信访反映问题|被反映地区|核查结果|办理情况|办理结果",
        "YC-1|夜间异味|江安县|属实|2家企业限产|已办结",
        "YC-2|抛洒滴漏|大坪县|部分属实|查处车辆4台|阶段性办结",
    )

    (first, second) = table.records
    assert table.kind == "petition"
    assert (first.fields["substantiated"], second.fields["completion"]) == ("属实", "阶段性办结")
    assert (first.fields["result"], first.fields["area"]) == ("2家企业限产", "江安县")


def test_lights_under_an_assessment_are_states_and_asked():
    found = columns("编号|问题|村名|整改时限|评价", "1|甲|石桥头|2026年底|绿灯", "2|乙|王家洼|2026年底|红灯")
    other = columns("编号|问题|整改时限|评价", "1|甲|2026年底|满意", "2|乙|2026年底|红灯")

    assert (found["评价"], found["村名"][0]) == (("status", 0.6), "area")
    assert other["评价"][0] is None


@pytest.mark.parametrize("heading", ["审议意见", "代表建议", "审计意见建议", "专家意见"])
def test_what_a_congress_or_auditors_want_done_is_the_matter_of_a_list_that_names_no_other(heading):
    table = only(
        f"编号|{heading}|办理措施|承办部门|办理期限",
        "审1|加快推进污水管网建设|新建管网|县住建局|2026年6月底",
        "审2|加强畜禽养殖监管工作|专项执法|县农业农村局|2026年9月底",
    )

    assert table.mapping["description"] == heading
    assert next(one.confidence for one in table.columns if one.header == heading) <= ASKED


def test_beside_a_problem_what_auditors_advise_is_none(tmp_path):
    assert columns(f"{HEAD}|审计建议", f"{ROW}|加强日常监管工作")["审计建议"][0] is None


@pytest.mark.parametrize("heading", ["复查情况", "复核情况"])
def test_a_second_look_that_says_nothing_but_states_is_the_state(heading):
    found = columns(f"{HEAD}|{heading}", f"{ROW}|已整改到位", f"{ROW}|正在整改")

    assert found[heading][0] == "status"
    assert found[heading][1] <= ASKED


def test_a_second_look_that_tells_what_was_seen_is_no_state():
    assert columns(f"{HEAD}|复查情况", f"{ROW}|现场已覆盖防尘网", f"{ROW}|已整改到位")["复查情况"][0] is None


def test_rows_that_say_nothing_under_the_last_period_are_asked_about_once():
    table = only(
        f"{HEAD}|一季度进展|二季度进展|三季度进展",
        f"{ROW}|立项|开工|主体完工",
        f"{ROW}|拆除|已复绿|",
        f"{ROW}|摸排||",
        f"{ROW}|||",
    )

    (message,) = [one.message for one in table.faults if "前面的" in one.message]
    assert message.startswith("有 2 行“三季度进展”空着，前面的“二季度进展”写着（如第 3 行“已复绿”）")


def test_months_without_another_word_over_what_was_done_are_its_progress_and_asked_about():
    found = columns(f"{HEAD}|1月|2月|3月", f"{ROW}|编制方案|完成招标|已开工", f"{ROW}|排查|整治|完成验收")

    assert (found["3月"][0], found["1月"][0]) == ("progress", None)
    assert found["3月"][1] <= ASKED


def test_months_over_numbers_and_beside_a_column_of_progress_are_none():
    assert columns(f"{HEAD}|1月|2月", f"{ROW}|30%|50%", f"{ROW}|10|20")["2月"][0] is None
    assert (
        columns(f"{HEAD}|分季度工作安排/一季度", f"{ROW}|完成招标", f"{ROW}|完成验收")[
            "分季度工作安排/一季度"
        ][0]
        != "progress"
    )
    assert columns(f"{HEAD}|1月|进展情况", f"{ROW}|排查|已整治", f"{ROW}|排查|已整治")["1月"][0] is None


def test_who_leads_and_who_does_it_in_one_column_are_asked_about():
    found = columns(f"{HEAD}|牵头/责任单位", f"{ROW}|县住建局/县水利局、河湾乡", f"{ROW}|县城管局")

    assert found["牵头/责任单位"] == ("lead_unit", ASKED)


def test_the_few_rows_without_a_number_are_asked_about_once():
    rows = [ROW.replace("1|", f"第{n}项|", 1) for n in (3, 7, 9)]
    table = only("编号|问题描述|整改措施|整改时限", *rows, ROW.replace("1|", "|", 1))

    (message,) = [one.message for one in table.faults if "没有写“编号”" in one.message]
    assert message.startswith("有 1 行没有写“编号”（第 5 行），别的行都有。")
    half = only("编号|问题描述|整改措施|整改时限", rows[0], ROW.replace("1|", "|", 1))
    assert not [one for one in half.faults if "没有写“编号”" in one.message]


def test_what_leaders_want_done_is_no_list_of_petitions_for_its_word_of_being_done():
    table = only(
        "序号|交办事项|交办领导|批示内容|承办单位|办理期限|是否办结",
        "1|整治青石河黑臭水体|王县长|请住建局抓紧|县住建局|2026年6月底|否",
        "2|关停河湾砂场|李副县长|依法取缔|县自然资源局|2026年3月底|是",
    )

    assert (table.kind, table.mapping["status"]) == ("problem", "是否办结")


def test_a_list_of_petitions_beside_remarks_of_leaders_stays_one():
    table = only(
        "序号|信访内容|领导批示|承办单位|是否办结",
        "1|砂场夜间噪声扰民|请核查|县住建局|否",
        "2|料场扬尘扰民严重|请核查|县住建局|是",
    )

    assert table.kind == "petition"


def test_the_words_of_the_report_before_the_tasks_are_the_problem_and_asked_about():
    table = only(
        "序号|督察报告原文|细化问题|整改任务|整改目标|责任单位|完成时限",
        "1|河道淤积严重，行洪不畅|清淤不及时|完成清淤20公里|恢复行洪|县水利局|2026年底",
        "2|扬尘污染严重，覆盖不到位|覆盖率低|全部覆盖防尘网|达标|县住建局|2026年6月底",
    )

    assert (table.mapping["description"], table.mapping["measures"]) == ("督察报告原文", "整改任务")
    assert next(one.confidence for one in table.columns if one.field == "description") <= ASKED


@pytest.mark.parametrize("heading", ["完成整改时间", "整改到位时间", "任务完成时间"])
def test_a_time_of_being_done_is_a_deadline_where_it_is_to_come_and_asked_about_where_it_is_a_day(heading):
    head = "序号|问题描述|整改措施"
    row = ROW.rpartition("|")[0]
    assert columns(f"{head}|{heading}", f"{row}|2026年6月底前", f"{row}|2026年底前")[heading][0] == "deadline"

    table = only(f"{head}|{heading}", f"{row}|2025年3月12日", f"{row}|2025年6月1日")
    assert "deadline" not in table.mapping
    assert any("可能是整改时限，也可能是做完的日子" in one.message for one in table.faults)


def test_a_step_that_is_done_is_not_the_whole_problem(read):
    table = read(
        "序号|整改任务|责任单位|县级自验||市级验收|",
        "|||是否完成|时间|是否完成|时间",
        "1|黑臭水体整治|县水务局|是|2025-11-20|否|",
        merges="A1:A2 B1:B2 C1:C2 D1:E1 F1:G1",
    )

    assert not table.records[0].fields.get("status")
    assert table.records[0].extra["县级自验/是否完成"] == "是"


def test_whether_a_problem_is_done_is_its_state_below_any_other_heading(read):
    table = read(
        "序号|整改任务|责任单位|整改情况|",
        "|||是否完成|时间",
        "1|黑臭水体整治|县水务局|是|2025-11-20",
        merges="A1:A2 B1:B2 C1:C2 D1:E1",
    )

    assert table.records[0].fields["status"] == "是"


def test_whether_a_petition_is_true_below_what_was_found_is_no_step(read):
    table = read(
        "受理编号|举报内容|核查情况||处理情况",
        "||核查结果|是否属实|",
        "D2YN202604190027|噪声扰民|夜间超标2分贝|属实|已停工",
        merges="A1:A2 B1:B2 C1:D1 E1:E2",
    )

    assert table.records[0].fields["substantiated"] == "属实"

"""Petitions and notices as papers and pages publish them: lines lost or cut, places over several petitions, rows that lost a cell."""

import pytest

from dczg_desktop.base.errors import Fault, UserError
from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.reading import RecordReading, Table
from tests.imports.samples.plain_workbooks import workbook
from tests.imports.samples.read_texts import table_of


def records_of(text: str) -> list[RecordReading]:
    return list(table_of(text).records)


def messages(table: Table) -> str:
    return "\n".join(fault.message for fault in table.faults)


LIST = (
    "督察组交办案件办理结果公示（第3批）\n2018年06月30日08:49\n来源：河东网\n"
    "一、云溪市青石县X410000201806150059反映情况：东关河道垃圾漂浮，臭气熏天。\n"
    "调查核实情况：经查，垃圾为周边居民丢弃。反映问题属实。\n处理及整改情况：1.打捞垃圾。2.设置收集点。\n问责情况：无。\n"
    "二、云溪市河湾县X410000201806160104（*）反映情况：河湾村采砂毁坏防护林。\n"
    "调查核实情况：经查，部分属实。\n处理及整改情况：已补种。\n问责情况：约谈1人。\n"
)


@pytest.mark.parametrize("lost", [False, True])
def test_petitions_headed_by_a_place_and_a_number_are_told_apart_with_and_without_line_breaks(lost):
    found = records_of(LIST.replace("\n", "") if lost else LIST)

    assert [one.fields["number"] for one in found] == ["X410000201806150059", "X410000201806160104（*）"]
    assert [one.fields["area"] for one in found] == ["云溪市青石县", "云溪市河湾县"]
    assert [one.fields["description"] for one in found] == [
        "东关河道垃圾漂浮，臭气熏天。",
        "河湾村采砂毁坏防护林。",
    ]
    assert [one.fields["accountability"] for one in found] == ["无。", "约谈1人。"]


def test_where_a_page_is_from_is_no_field_of_the_first_petition():
    table = table_of(LIST)

    assert "source" not in table.mapping
    assert "来源：河东网" in [row.text for row in table.left_out]


PLACES = (
    "督察组交办案件办理结果公示（第4批）\n云溪区\n受理编号：D410000201806210057\n反映情况：春华路养猪场气味难闻。\n调查核实情况：属实。\n"
    "受理编号：D410000201806210058\n反映情况：秋实路烧烤店油烟扰民。\n调查核实情况：属实。\n"
    "青石县\n受理编号：D410000201806210059\n反映情况：北街噪声扰民。\n调查核实情况：不属实。\n"
)


def test_a_place_alone_above_petitions_is_the_area_of_those_below_it_and_asked_about():
    table = table_of(PLACES)

    assert [one.fields["area"] for one in table.records] == ["云溪区", "云溪区", "青石县"]
    assert table.title == "督察组交办案件办理结果公示（第4批）"
    assert "“云溪区”单独写在信访件的上面" in messages(table)


def test_an_area_under_its_own_label_is_not_asked_about():
    table = table_of(
        "受理编号\nX2HA202104270093*\n交办问题基本情况\n河湾村铸造厂无环评手续。\n行政区域\n青石县\n污染类型\n大气\n调查核实情况\n属实。\n"
    )

    assert table.records[0].fields["area"] == "青石县"
    assert "单独写在信访件的上面" not in messages(table)


def test_a_place_above_petitions_that_say_their_own_area_is_no_area_of_theirs():
    table = table_of(PLACES.replace("调查核实", "行政区域：河湾镇\n调查核实"))

    assert {one.fields["area"] for one in table.records} == {"河湾镇"}


def test_a_text_cut_at_a_width_is_no_table_because_of_its_commas():
    text = (
        "督察组向我市转办第三十一批信访件\n9月27日,督察组向我市转办信访件34件,其中云溪区3件,青石县\n5件,河湾镇2件。"
        "按照督察组的要求,该批信访件已于当日全部交办有关县(市、\n区),整改和处理情况将及时向社会公开。\n"
        "1.受理编号:X2GD202109200230\n交办问题基本情况:反映有人在河湾村农田抽沙,村干\n部包庇纵容。\n行政区域:河湾县\n"
        "污染类型:生态\n调查核实情况:经查,地点位于河湾村西南,\n地类属河流水面,\n现场有抽沙船2条,\n已责令离开。\n"
    )
    (record,) = records_of(text)

    assert record.fields["number"] == "X2GD202109200230"
    assert record.fields["area"] == "河湾县"


NOTICE = (
    "第二轮督察第四十七项问题整改公示\n我县已完成督察第四十七项问题整改，现向社会公示：\n一、整改问题\n经开区没有集中供热。\n"
    "二、整改目标\n实现集中供热。\n三、整改措施\n一是新建热源。二是铺设管网。\n四、{section}\n热源已建成。\n五、公示时间：2025年9月28日至2025年10月16日\n"
)


@pytest.mark.parametrize(
    "section", ["整改主要工作及成效：", "整改主要工作及成效；", "整改主要工作及成效", "后续管护安排："]
)
def test_a_section_that_goes_on_counting_is_no_problem_of_its_own(section):
    table = table_of(NOTICE.format(section=section))
    (record,) = table.records
    told = {**record.fields, **record.extra}

    assert "热源已建成。" in told.values()
    assert "文中写的是" not in messages(table)


def test_what_is_said_to_the_public_behind_the_last_sentence_is_nothing_that_was_done():
    (record,) = records_of(
        "突出生态环境问题整改公示\n一、整改问题\n江东路扬尘。\n二、整改措施\n洒水清扫。\n三、整改完成情况\n"
        "经核查，已完成整改。如对该问题整改完成情况有异议，请在公示期间向园区规建部反映。\n"
    )

    assert record.fields["progress"] == "经核查，已完成整改。"


def test_the_number_in_the_opening_of_a_notice_without_line_breaks_is_its_number():
    (record,) = records_of(
        "突出生态环境问题整改验收销号公示2024年督察组交办信访件X3AH202411140048号问题已整改完成，现将整改完成情况公示如下："
        "一、整改问题河东路水沟发臭。二、整改措施清理垃圾。三、整改完成情况已清理完毕。如公众对整改情况有异议，请向市城管局反映。"
        "监督电话：0557-3686068"
    )

    assert record.fields["number"] == "X3AH202411140048"
    assert record.fields["progress"] == "已清理完毕。"


def test_the_problem_quoted_where_a_notice_says_whether_it_is_true_is_the_problem():
    table = table_of(
        "收到交办单后，我县立即组织核查，现将调查处理情况公示如下：\n一、是否属实\n经核实，反映的“河湾村无名养猪场粪水直排”，部分属实。\n"
        "二、调查核实情况\n存栏10头，有异味。\n三、处理整改情况\n生猪已出售。\n四、责任追究情况\n通报批评1人。\n"
    )

    assert table.records[0].fields["description"] == "河湾村无名养猪场粪水直排"
    assert "是否属实写成了" in messages(table)


HEADER = [
    "序号",
    "受理编号",
    "交办问题基本情况",
    "行政区域",
    "调查核实情况",
    "是否属实",
    "处理和整改情况",
    "是否办结",
]
PETITION = [
    "1",
    "D3GS202312200043",
    "河湾村养猪场气味难闻。",
    "青石县",
    "经查，有异味。",
    "属实",
    "已清理。",
    "是",
]


def faults_of(tmp_path, rows: list[list[str]]) -> list[Fault]:
    (table,) = read_tables(workbook(tmp_path / "一览表.xlsx", rows)).tables
    return list(table.faults)


def test_a_row_whose_cells_slipped_one_column_is_asked_about_where_it_begins(tmp_path):
    slipped = [
        "2",
        "D3GS202312200044",
        "青石县",
        "北街噪声大，现场检查时音箱未关。",
        "部分属实",
        "已责令关闭音箱并道歉。",
        "是",
        "",
    ]
    found = [
        fault for fault in faults_of(tmp_path, [HEADER, PETITION, slipped]) if "错开了一栏" in fault.message
    ]

    assert [fault.place.rpartition("!")[2] for fault in found] == ["C3"]


def test_a_verdict_that_is_only_worded_freely_is_no_slip(tmp_path):
    freely = [*PETITION[:5], "经现场核查，养猪场确有异味，其余情况有待进一步核查确认", *PETITION[6:]]

    assert not [one for one in faults_of(tmp_path, [HEADER, freely]) if "错开了一栏" in one.message]


def test_a_list_of_petitions_without_a_column_for_the_problem_is_asked_about_once(tmp_path):
    rows = [[*row[:2], *row[3:]] for row in (HEADER, PETITION, ["2", "D3GS202312200044", *PETITION[2:]])]
    found = [one for one in faults_of(tmp_path, rows) if "没有写着问题内容的一栏" in one.message]

    assert len(found) == 1
    assert not [one for one in faults_of(tmp_path, [HEADER, PETITION]) if "没有写着问题内容" in one.message]


def test_of_two_levels_of_where_something_was_reported_the_one_that_tells_is_the_area(tmp_path):
    rows = [
        ["序号", "举报地市", "举报区县", "受理编号", "举报内容", "是否属实", "调查核实情况"],
        ["1", "云溪市", "青石区", "D2HI201908060026", "柴油发电机冒烟。", "属实", "属实。"],
        ["2", "云溪市", "河湾区", "D2HI201908060008", "加工石材有粉尘。", "属实", "属实。"],
    ]
    (table,) = read_tables(workbook(tmp_path / "举报.xlsx", rows)).tables

    assert [one.fields["area"] for one in table.records] == ["青石区", "河湾区"]


def test_the_year_in_which_the_inspection_was_made_is_not_the_year_of_the_months():
    table = table_of(
        "云溪县整改方案\n2018年11月11日至25日，省委省政府第六环境保护督察组对我市开展了环境保护督察。2019年2月24日，督察组反馈了督察意见，制定本方案。\n"
        "整改任务第1项：思想认识有待提升。\n整改目标：提高认识。\n整改时限：6月底前\n责任单位：县委办\n整改措施：组织学习。\n"
        "整改任务第2项：污水直排。\n整改目标：不再直排。\n整改时限：年底前\n责任单位：县水利局\n整改措施：新建管网。\n"
    )

    assert table.year is None


def test_a_paragraph_below_the_time_for_handling_is_nothing_of_it():
    found = records_of(
        "督察组转办群众举报环境问题2件。现将受理情况公示如下：\n举报事项：1. 受理编号D53250020230620035：观澜路烧烤店油烟直排。\n"
        "2. 受理编号D53250020230620036：振新路餐馆油烟呛人。\n责任单位：云溪市人民政府\n办理时限：2023年6月21日—6月24日\n"
        "云溪市人民政府责成相关单位制定工作方案，明确督办领导和整改措施，立行立改、边查边改，查处情况将适时公开。\n"
    )

    assert [one.fields["number"] for one in found] == ["D53250020230620035", "D53250020230620036"]
    assert found[0].fields["description"] == "观澜路烧烤店油烟直排。"
    assert found[1].fields["deadline"] == "2023年6月21日—6月24日"


def test_a_number_in_brackets_before_the_problem_is_its_number():
    (record,) = records_of(
        "整改任务{编号364(35-11)}整改结果公示\n一、反馈意见整改任务\n{编号364(35-11)}：水源保护不力。\n二、整改目标\n解决违法问题。\n"
        "三、整改结果\n3处厕所已拆除。\n公示时间：2018年4月2日至2018年4月9日\n"
    )

    assert (record.fields["number"], record.fields["description"]) == ("364(35-11)", "水源保护不力。")


def test_what_was_done_and_who_was_called_to_account_in_one_column_is_what_was_done_and_asked_about(tmp_path):
    rows = [
        [
            "序号",
            "交办问题基本情况",
            "涉及区县及部门",
            "调查核实情况",
            "是否属实",
            "处理处罚和问责情况",
            "备注",
        ],
        ["1", "村南可耕地乱倒建筑垃圾。", "青石县", "堆有零星垃圾。", "属实", "村民已将垃圾清理完毕。", ""],
    ]
    (table,) = read_tables(workbook(tmp_path / "通报.xlsx", rows)).tables

    assert table.records[0].fields["result"] == "村民已将垃圾清理完毕。"
    assert next(one for one in table.columns if one.field == "result").confidence < 0.75


def test_who_was_called_to_account_stays_so_beside_a_column_of_what_was_done(tmp_path):
    rows = [
        ["序号", "交办问题基本情况", "行政区域", "调查核实情况", "处理和整改情况", "查处及问责情况"],
        ["1", "村南可耕地乱倒建筑垃圾。", "青石县", "堆有零星垃圾。", "已清理。", "约谈1人"],
    ]
    (table,) = read_tables(workbook(tmp_path / "通报.xlsx", rows)).tables

    assert table.records[0].fields["accountability"] == "约谈1人"


def test_headings_copied_out_of_a_page_over_a_row_without_columns_are_refused():
    text = (
        "公开情况一览表（第二十批）\n序号 受理\n编号\n交办问题基本情况 行政\n区域\n问题\n类型\n调查核实情况 是否\n属实\n办结目标处理和整改情况 是否\n办结\n"
        "责任人被\n处理情况\n1D3YN202405280050会泽县隧道施工，废石随意倾倒，堵塞河沟。曲靖市水1.经查，渣场手续齐全。部分属实1.严格监管。1.架设钢管引水。已办结无\n"
    )

    with pytest.raises(UserError):
        read_text(text)


def test_counts_by_type_under_a_line_that_speaks_of_problems_are_no_problems():
    text = (
        "截至9月21日，我区共收到转办信访件20批次187个问题。\n一、按污染类型分：水污染61件、大气污染47件、噪声污染60件、生态污染12件；\n"
        "二、按行业类别分：工业类12个，矿山类25个，畜禽养殖类23个，城市管理类94个。\n区综合组已及时交办。\n"
    )

    with pytest.raises(UserError):
        read_text(text)


@pytest.mark.parametrize("lost", [False, True])
def test_the_problem_under_the_name_of_the_inspection_is_read_where_all_sections_stand_on_one_line(lost):
    text = (
        "第十四项整改任务整改结果公示\n来源:部门报送浏览:326次'时间:2020年5月29日\n"
        "一、中央环境保护督察反馈意见整改任务 问题编号十四：云溪河水质恶化。 二、整改目标 优良比例达到75%以上。 三、整改措施 开展专项执法。"
        " 四、整改结果 水质已达标。 以上整改情况向社会公示，如有异议，请向区整改办反馈。\n"
    )
    (record,) = records_of(text.replace("\n", "") if lost else text)

    assert record.fields["description"] == "云溪河水质恶化。"
    assert record.fields["goal"] == "优良比例达到75%以上。"
    assert record.fields["progress"] == "水质已达标。"
    assert record.fields["number"] == "十四"
    assert "source" not in record.fields or lost


def test_a_text_without_line_breaks_that_ends_with_the_imprint_of_the_page_is_read():
    (record,) = records_of(
        "整改公示我县已完成整改，现向社会公示：一、整改问题经开区没有集中供热，冬季分散燃煤，群众反映强烈，空气质量下降。二、整改目标实现集中供热。"
        "三、整改措施新建热源，铺设管网，淘汰分散锅炉，完成规划环评修编。四、整改主要工作及成效：热源已建成，分散锅炉已全部拆除。"
        "五、公示时间：2025年9月28日至2025年10月16日主办：云溪县人民政府 ICP备案号：河ICP备202403227"
    )

    assert record.fields["progress"] == "热源已建成，分散锅炉已全部拆除。"


def test_a_section_under_the_number_of_the_one_above_is_a_section_of_its_own():
    (record,) = records_of(
        "收到交办单后我县立即核查，现将调查处理情况公示如下：一、是否属实经核实，反映的“河湾村无名养猪场粪水直排”，部分属实。二、调查核实情况存栏10头，有异味。"
        "三、整改目标不再养殖。三、整改处理情况生猪已出售。四、责任追究情况通报批评1人。责任单位：河湾乡人民政府"
    )

    assert record.fields["goal"] == "不再养殖。"
    assert record.fields["result"] == "生猪已出售。"
    assert record.fields["responsible_unit"] == "河湾乡人民政府"

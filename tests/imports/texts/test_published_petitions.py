"""Petitions as papers and pages publish them: lines lost or cut, places over several petitions."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.samples.read_texts import asked, records_of, table_of

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
    assert "“云溪区”单独写在信访件的上面" in asked(table)


def test_an_area_under_its_own_label_is_not_asked_about():
    table = table_of(
        "受理编号\nX2HA202104270093*\n交办问题基本情况\n河湾村铸造厂无环评手续。\n行政区域\n青石县\n污染类型\n大气\n调查核实情况\n属实。\n"
    )

    assert table.records[0].fields["area"] == "青石县"
    assert "单独写在信访件的上面" not in asked(table)


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


def test_a_paragraph_below_the_time_for_handling_is_nothing_of_it():
    found = records_of(
        "督察组转办群众举报环境问题2件。现将受理情况公示如下：\n举报事项：1. 受理编号D53250020230620035：观澜路烧烤店油烟直排。\n"
        "2. 受理编号D53250020230620036：振新路餐馆油烟呛人。\n责任单位：云溪市人民政府\n办理时限：2023年6月21日—6月24日\n"
        "云溪市人民政府责成相关单位制定工作方案，明确督办领导和整改措施，立行立改、边查边改，查处情况将适时公开。\n"
    )

    assert [one.fields["number"] for one in found] == ["D53250020230620035", "D53250020230620036"]
    assert found[0].fields["description"] == "观澜路烧烤店油烟直排。"
    assert found[1].fields["deadline"] == "2023年6月21日—6月24日"


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

"""Papers that tell of problems in other ways: complaints named up to a colon, a single item of a report, sections of an audit, groups of problems."""

from pathlib import Path

import openpyxl
import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.read_texts import asked, left_out, records_of, table_of

NAMED = """县环境问题举报件核实查处情况通报（三）
我县接到交办举报件9件，现将部分举报件核实查处情况通报如下。
关于群众反映石桥镇养鸡场粪污外排问题：6月3日，县农业农村局现场检查，该场粪污池防渗破损。目前，已责令养殖户清理粪污、修补池壁。
关于举报河湾社区夜市油烟扰民问题：县城管局连续三晚巡查，4家摊位没有安装净化器。县城管局已要求6月底前安装。
关于云溪花园小区臭气问题：接案后县环境局走访周边住户，期间未闻到臭味。现河湾街道、云溪社区已成立夜间巡查组。
县整改工作领导小组办公室
交办举报件受理情况公开
"""


def test_complaints_named_up_to_a_colon_are_petitions_and_asked_about():
    table = table_of(NAMED)

    assert table.kind == "petition"
    assert [one.fields["description"] for one in table.records] == [
        "关于群众反映石桥镇养鸡场粪污外排问题",
        "关于举报河湾社区夜市油烟扰民问题",
        "关于云溪花园小区臭气问题",
    ]
    assert [(one.fields["findings"][-7:], one.fields["result"]) for one in table.records] == [
        ("粪污池防渗破损。"[-7:], "目前，已责令养殖户清理粪污、修补池壁。"),
        ("没有安装净化器。"[-7:], "县城管局已要求6月底前安装。"),
        ("期间未闻到臭味。"[-7:], "现河湾街道、云溪社区已成立夜间巡查组。"),
    ]
    assert asked(table).count("是否属实没有看出来") == 3
    assert left_out(table)[-2:] == ["县整改工作领导小组办公室", "交办举报件受理情况公开"]


@pytest.mark.parametrize(
    "text",
    [
        "审计整改情况报告\n关于审计反映违规发放补贴问题：经核查，已收回资金12万元。\n关于审计反映资产未入账问题：经检查，正在办理入账。\n",
        "关于做好信访工作的通知\n群众反映强烈的噪声问题：各单位要高度重视，认真检查。\n群众举报的扬尘问题：要加强巡查。\n",
    ],
)
def test_points_of_an_audit_and_demands_are_no_petitions(text):
    with pytest.raises(UserError):
        read_text(text)


ITEM = """（三）反馈问题：部分乡镇垃圾池没有密闭。
整改进展情况：基本完成整改，长期坚持。
县城管局更换密闭箱320个。
"""


def test_a_single_item_of_a_report_is_read_with_its_number():
    (one,) = records_of(ITEM)

    assert (one.fields["number"], one.fields["description"]) == ("三", "部分乡镇垃圾池没有密闭。")
    assert one.fields["progress"] == "基本完成整改，长期坚持。\n县城管局更换密闭箱320个。"


def test_two_sections_without_a_number_stay_refused():
    with pytest.raises(UserError):
        read_text(ITEM.replace("（三）反馈问题", "反馈问题"))


def test_what_a_check_found_is_the_problem():
    (one,) = records_of(
        "检查污水处理厂\n检查内容：在线监测是否正常。\n检查发现：一是流量计停用；二是联单缺失3份。\n整改进展情况\n1、流量计已更换。\n2、联单已补齐。\n"
    )

    assert one.fields["description"] == "一是流量计停用；二是联单缺失3份。"
    assert one.fields["progress"] == "1、流量计已更换。\n2、联单已补齐。"
    assert one.extra["检查内容"] == "在线监测是否正常。"


AUDIT = """青石县审计局审计结果公告
一、基本情况
投入资金320万元，用于雨污分流改造。
二、审计评价意见
项目总体规范，但还存在资料不完整问题。
三、审计发现的主要问题
管网竣工资料未移交档案馆，资产没有入账。
四、审计处理情况和建议
要求县住建局尽快移交资料。
五、审计发现问题的整改情况
县住建局已移交竣工图12册。
具体整改结果由县住建局向社会公告。
"""


def test_the_sections_of_an_audit_are_one_problem_and_asked_about():
    table = table_of(AUDIT)
    (one,) = table.records

    assert one.fields["description"] == "管网竣工资料未移交档案馆，资产没有入账。"
    assert one.fields["progress"] == "县住建局已移交竣工图12册。"
    assert "“三、审计发现的主要问题”、整改情况取自“五、审计发现问题的整改情况”" in asked(table)


def test_a_report_on_ones_own_work_is_no_audit():
    with pytest.raises(UserError):
        read_text(AUDIT.replace("审计发现的主要问题", "存在的主要问题"))


GROUPED = """水源地环境问题整改情况
一、存在问题
（一）青石水库清单内问题
1.一级保护区内有农业种植面积约2000平方米。
2.二级保护区内有农户8户，生活污水直排。
（二）清单外问题（2026年5月28日第一轮督查发现新增问题）
1.保护区边界没有设立界标。
2.管护站内新建房子一栋。
二、具体完成情况
青石水库已征收耕地61亩。
"""


@pytest.mark.parametrize(
    "second", ["（二）清单外问题（2026年5月28日第一轮督查发现新增问题）", "（二）云溪水库清单内问题"]
)
def test_problems_counted_under_groups_are_the_problems(second):
    found = records_of(GROUPED.replace("（二）清单外问题（2026年5月28日第一轮督查发现新增问题）", second))

    assert [one.fields["description"] for one in found] == [
        "一级保护区内有农业种植面积约2000平方米。",
        "二级保护区内有农户8户，生活污水直排。",
        "保护区边界没有设立界标。",
        "管护站内新建房子一栋。",
    ]
    assert [one.extra["所在章节"] for one in found][::2] == [
        "一、存在问题 / （一）青石水库清单内问题",
        f"一、存在问题 / {second}",
    ]


PLAN = """一、整改内容
1.专项整改问题
（1）将指标集中安排给当年计划退出村。（牵头单位：县乡村振兴局；责任单位：各村支部）
整改措施：坚持自下而上确定指标。
（2）公示时间不足。（牵头单位：县民政局；责任单位：石桥村支部）
整改措施：按规定公示7天。
2.共性问题
（1）台账更新不及时。（牵头单位：县乡村振兴局；责任单位：石桥村支部）
整改措施：每月核对一次台账。
二、工作要求
各村要高度重视。
"""


def test_a_section_that_holds_problems_with_measures_of_their_own_is_a_chapter():
    found = records_of(PLAN)

    assert [(one.fields["lead_unit"], one.fields["measures"]) for one in found] == [
        ("县乡村振兴局", "坚持自下而上确定指标。"),
        ("县民政局", "按规定公示7天。"),
        ("县乡村振兴局", "每月核对一次台账。"),
    ]
    assert [one.extra["所在章节"] for one in found][1:] == [
        "一、整改内容 / 1.专项整改问题",
        "一、整改内容 / 2.共性问题",
    ]


def test_a_problem_is_not_its_own_chapter():
    first, second = records_of(
        PLAN.replace("（2）公示时间不足。", "（2）公示方面。\n①公示时间不足。").replace(
            "2.共性问题\n（1）台账", "（3）台账方面。\n①台账"
        )
    )[:2]

    assert first.fields["description"].startswith("将指标集中安排")
    assert first.extra["所在章节"] == "一、整改内容 / 1.专项整改问题"
    assert second.extra["所在章节"] == "一、整改内容 / 1.专项整改问题 / （2）公示方面。"


def test_a_notice_whose_contents_are_attached_is_refused_with_that_advice():
    with pytest.raises(UserError, match="请导入附表、附件"):
        read_text(
            "现将省级督察反馈第7项“养护中心院内露天堆放尘土，未采取抑尘措施”问题整改任务落实情况进行公示（详见附表）。公示日期为2026年1月21日至2月8日。"
        )


@pytest.mark.parametrize(("header", "field"), [("水源地\n所在地", "area"), ("水源地名称", None)])
def test_where_a_source_of_water_lies_is_an_area(tmp_path: Path, header: str, field: str | None):
    book = openpyxl.Workbook()
    for cells in (
        ["序号", header, "问题", "责任单位", "整改时限"],
        ["1", "青石县", "界标缺失。", "县水利局", "2026年6月底"],
    ):
        book.active.append(cells)
    book.save(tmp_path / "水源地.xlsx")

    (table,) = read_tables(tmp_path / "水源地.xlsx").tables

    assert table.columns[1].field == field


def test_what_comes_next_and_where_to_object_are_rows_of_a_form(tmp_path: Path):
    book = openpyxl.Workbook()
    for cells in (
        ["任务名称", "采石场生态修复"], ["整改目标", "复绿30亩。"], ["整改措施", "平整覆土。"], ["整改完成情况", "已完成平整。"],
        ["下一步工作", "加强后期管护。"], ["公示时间", "2026年4月7日-2026年4月12日"], ["意见反馈渠道", "县自然资源局"],
    ):  # fmt: skip
        book.active.append(cells)
    book.save(tmp_path / "公示.xlsx")

    (table,) = read_tables(tmp_path / "公示.xlsx").tables

    assert table.records[0].extra["下一步工作"] == "加强后期管护。"
    assert table.records[0].extra["意见反馈渠道"] == "县自然资源局"

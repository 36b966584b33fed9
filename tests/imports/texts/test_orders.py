"""Orders to one unit to put right the one thing that a check found."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table

LAW = "上述行为违反了《中华人民共和国水污染防治法》第三十九条的规定。"
APPEAL = "你公司如对本决定不服，可在收到本决定书之日起60日内申请行政复议。如你公司拒不改正，我局将依法处理。"
END = "青石县生态环境局\n2026年3月9日"
FOUND = "你公司未按要求建设应急池，雨水直排云溪河。"
DEMAND = "现责令你公司于2026年4月30日前建成应急池。"


@pytest.mark.parametrize(
    "told",
    [
        f"我局于2026年3月1日对你公司进行了调查，发现你公司实施了以下环境违法行为：{FOUND}\n以上事实，有照片为凭。\n{LAW}\n根据第八十三条，{DEMAND}",
        f"我局于2026年3月1日对你公司进行了调查，发现你公司存在以下环境违法行为：\n{FOUND}\n以上事实，有下列证据为证：\n1、检查笔录；\n2、现场照片。\n{LAW}\n{DEMAND}",
        f"3月1日，我局依法对你公司进行检查。经查实，{FOUND}\n以上事实，有检查笔录为凭。\n{LAW}\n{DEMAND}",
        f"3月1日，市督查组对你公司现场检查时，发现{FOUND}\n{DEMAND}有关情况请于5月10日前报送我局。",
    ],
)
def test_an_order_is_one_problem_with_a_question(told):
    text = f"责令改正违法行为决定书\n青环责改字〔2026〕5号\n恒发水泥有限公司：\n统一社会信用代码：91220000MA000000XX\n法定代表人：李某\n{told}\n{APPEAL}\n{END}"
    (record,) = (table := one_table(text)).records

    assert record.fields["description"] == FOUND
    assert record.fields["responsible_unit"] == "恒发水泥有限公司"
    assert record.fields["measures"] == DEMAND
    assert record.fields["deadline"] == "2026年4月30日前"
    assert "number" not in record.fields
    assert "法定代表人" not in table.title
    assert any("申请行政复议" in one.text for one in table.left_out)
    assert any("按句子分开的" in one.message for one in table.faults)


def test_lines_that_a_copy_broke_off_are_put_together():
    found = (
        "恒发水泥有限公司在石桥镇柳林村北侧3公里处新建的水泥粉磨站项目，开工建设前未报批环境影响评价文件。"
    )
    demand = "现责令你公司立即停止建设，并依法报批环境影响评价文件，完善厂区雨污分流和防尘设施。"
    told = f"我局于2026年3月1日对你公司进行了现场调查，发现你公司实施了以下环境违法行为：\n{found[:40]}\n{found[40:]}\n以上事实，有照片为凭。\n{demand[:30]}\n{demand[30:]}"
    (record,) = one_table(f"责令改正违法行为决定书\n恒发水泥有限公司：\n{told}\n{APPEAL}\n{END}").records

    assert record.fields["description"] == found
    assert record.fields["measures"] == demand


def test_a_notice_to_an_office_names_the_checked_company_and_asks_for_the_time():
    text = (
        "关于恒发水泥有限公司环境问题的监察通知\n青环察〔2026〕3号\n云溪区生态环境局：\n"
        "3月1日，省检查组对你区恒发水泥有限公司现场检查时，发现该公司废气未收集，粉尘外逸。\n"
        f"现责成你局对该公司的设施进行核实，依法立案查处。有关情况请于3月20日前报送我局。\n联系人：李某\n{END}"
    )
    (record,) = (table := one_table(text)).records

    assert record.fields["description"] == "该公司废气未收集，粉尘外逸。"
    assert record.fields["responsible_unit"] == "云溪区生态环境局"
    assert record.fields["measures"] == "现责成你局对该公司的设施进行核实，依法立案查处。"
    assert record.extra["被检查单位"] == "你区恒发水泥有限公司"
    assert "deadline" not in record.fields
    assert any("整改时限请补填" in one.message for one in table.faults)


def test_what_is_asked_behind_what_was_found_is_the_measure():
    text = "关于限期整改的通知\n柳林镇人民政府：\n经检查，发现你镇存在以下环境问题：垃圾乱倒、污水直排、秸秆焚烧。请于2026年3月底前完成整改。\n县整治办"
    (record,) = one_table(text).records

    assert record.fields["description"] == "垃圾乱倒、污水直排、秸秆焚烧。"
    assert record.fields["measures"] == "请于2026年3月底前完成整改。"
    assert record.fields["deadline"] == "2026年3月底前"


def test_an_answer_to_an_office_is_no_order():
    with pytest.raises(UserError):
        read_text(
            "关于督办通知的回复\n县政府督查室：\n你室督办的砖厂冒烟问题收悉，现回复如下：\n经查，该厂脱硫塔停用，已责令整改。\n青石县生态环境局"
        )


def test_several_things_found_are_read_one_by_one_and_orders_without_any_are_refused():
    several = f"限期整改通知书\n恒发水泥有限公司：\n经检查，你公司存在以下环境问题：\n1.{FOUND}\n2.你公司料场未覆盖，扬尘严重。\n{DEMAND}\n{END}"
    assert [one.fields["description"] for one in one_table(several).records] == [
        FOUND,
        "你公司料场未覆盖，扬尘严重。",
    ]
    with pytest.raises(UserError):
        read_text(f"责令改正通知书\n恒发水泥有限公司：\n{LAW}\n{APPEAL}\n{END}")

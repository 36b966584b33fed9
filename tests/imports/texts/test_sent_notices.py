"""Notices that one office sends another, posts and pasted plans without line breaks: problems behind 一是, all on one line, behind pictures."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.texts.unlabelled.inline_lists import apart
from tests.imports.samples.notice_answers import notices_of
from tests.imports.samples.read_texts import asked, left_out, table_of

CALL = "整改通知书\n安陵区鑫源建材有限公司：\n{}\n现要求你单位于2026年6月30日前完成上述问题整改，并将整改情况书面报送我局。\n安陵区生态环境分局\n2026年5月25日\n"
PIECES = (
    "原料堆场没有封闭料棚，石灰石露天堆放",
    "布袋除尘器破损，颗粒物无组织排放",
    "沉淀池没有防渗，泥浆水外溢",
)
COUNTS = (("一是", "二是", "三是"), ("1.", "2.", "3."), ("（1）", "（2）", "（3）"), ("（一）", "（二）", "（三）"), ("①", "②", "③"))  # fmt: skip


@pytest.mark.parametrize("counts", COUNTS)
def test_problems_counted_in_one_paragraph_are_read_one_by_one(counts):
    items = "；".join(f"{count}{text}" for count, text in zip(counts, PIECES, strict=True))
    table = table_of(CALL.format(f"经查，你单位存在以下环境问题：{items}。"))

    assert [one.fields["description"].rstrip("。") for one in table.records] == list(PIECES)
    assert "现要求你单位" in "".join(left_out(table))


def test_what_is_asked_behind_the_last_of_them_in_the_same_paragraph_is_nothing_of_it():
    text = CALL.format(f"检查发现下列问题：一是{PIECES[0]}；二是{PIECES[1]}。请你公司高度重视，认真整改。")

    assert table_of(text).records[-1].fields["description"] == f"{PIECES[1]}。"


@pytest.mark.parametrize("lead", ["针对上述问题，采取以下措施：", "为解决以下问题：", "以下问题已完成整改："])
def test_what_is_done_about_problems_is_no_list_of_them(lead):
    text = f"某乡工作情况\n{lead}一是加强巡查力度，压实责任；二是开展宣传活动，营造氛围。\n某乡人民政府\n"

    with pytest.raises(UserError):
        read_text(text)


LETTER = """督办函
{whom}：
核查发现以下问题整改进展滞后：
一、取土坑生态修复未启动。
二、污水管网二期进度缓慢，由县住建局牵头，2026年12月底前完成。
{demand}
2026年7月16日
"""
DEMAND = "请你乡高度重视，于2026年8月31日前完成上述问题整改，并于每月25日前报送整改进展。"


def test_the_office_a_letter_is_sent_to_and_its_day_are_those_of_every_problem_that_names_none():
    table = table_of(LETTER.format(whom="柳林乡人民政府", demand=DEMAND))
    first, second = table.records

    assert (first.fields["responsible_unit"], first.fields["deadline"]) == (
        "柳林乡人民政府",
        "2026年8月31日前",
    )
    assert not second.fields.get("responsible_unit")
    assert (second.fields["lead_unit"], second.fields["deadline"]) == ("县住建局", "2026年12月底前完成")
    assert "责任单位取自开头的“柳林乡人民政府”，整改时限取自后面写的“2026年8月31日前”，请核对" in asked(table)


@pytest.mark.parametrize(
    ("whom", "demand", "unit", "when"),
    [
        ("各乡镇人民政府", DEMAND, "", "2026年8月31日前"),
        ("县水利局、县住建局", DEMAND, "", "2026年8月31日前"),
        ("柳林乡人民政府", "请你乡于2026年8月31日前报送整改方案。", "柳林乡人民政府", ""),
        ("柳林乡人民政府", "请你乡8月10日前完成第一项整改，8月31日前完成第二项整改。", "柳林乡人民政府", ""),
        ("柳林乡人民政府", "请高度重视，抓好落实。", "", ""),
    ],
)
def test_nothing_is_taken_where_it_is_not_said_to_one_office_or_of_the_work(whom, demand, unit, when):
    first = table_of(LETTER.format(whom=whom, demand=demand)).records[0]

    assert first.fields.get("responsible_unit", "") == unit
    assert first.fields.get("deadline", "") == when


HANDED = """关于交办暗访发现问题的通知
各乡镇人民政府：
5月12日，县环委办进行了暗访，共发现问题2个，{lead}
1.二道沟沟渠内堆放垃圾（责任单位：白泉乡人民政府，督导单位：县城管局，整改时限：5月25日前）；
2.建材市场露天焚烧垃圾。
请有关乡镇于2026年7月31日前整改到位并报送整改报告。
2026年5月18日
"""


@pytest.mark.parametrize("lead", ["现交办如下：", "现通报如下：", "现移交给你们如下："])
def test_problems_named_before_the_words_that_hand_them_over_are_read(lead):
    first, second = table_of(HANDED.format(lead=lead)).records

    assert (first.fields["responsible_unit"], first.fields["supervising_unit"]) == (
        "白泉乡人民政府",
        "县城管局",
    )
    assert (first.fields["deadline"], second.fields["deadline"]) == ("5月25日前", "2026年7月31日前")


def test_what_was_done_about_problems_is_not_handed_over():
    text = "某县整改\n现将反馈问题整改情况通报如下：\n1.领导重视，全县动员部署到位\n2.措施有力，各项工作有序开展\n"

    with pytest.raises(UserError):
        read_text(text)


@pytest.mark.parametrize("counts", [("问题一：", "问题二："), ("一、", "二、"), ("（一）", "（二）"), ("问题1：", "问题2：")])  # fmt: skip
def test_a_plan_that_lost_all_its_line_breaks_gives_every_problem(counts):
    table = table_of(
        "整改方案（赤岭县） "
        + " ".join(
            f"{count}{text}。整改目标：恢复原状。整改措施：1.拆除设备。2.平整场地。整改时限：2026年8月底前。责任单位：{unit}。配合单位：县公安局。"
            for count, text, unit in zip(
                counts, ("非法采砂破坏河道", "加工点复产"), ("红岩镇政府", "清水镇政府"), strict=True
            )
        )
    )

    assert [one.fields["description"] for one in table.records] == ["非法采砂破坏河道。", "加工点复产。"]
    assert [one.fields["responsible_unit"].rstrip("。") for one in table.records] == [
        "红岩镇政府",
        "清水镇政府",
    ]
    assert [one.fields["measures"] for one in table.records] == ["1.拆除设备。2.平整场地。"] * 2


def test_the_sections_of_one_notice_on_one_line_are_not_problems():
    ((_record, notice),) = notices_of(
        read_text(
            "第九项整改任务完成情况的公示 一、整改任务 城北片区污水直排。 二、整改目标 污水全收集。 三、整改措施 新建管网9.7公里。 四、整改时限 2026年4月底前。 "
            "五、责任单位 安陵区人民政府。 六、整改完成情况 已新建管网9.9公里。 七、公示期限 2026年5月11日至2026年5月22日。"
        )
    )

    assert (notice.description, notice.progress) == ("城北片区污水直排。", "已新建管网9.9公里。")


def test_the_pictures_of_a_post_before_its_labels_are_nothing_of_them():
    table = table_of(
        "柳林乡这样改\n"
        + "".join(
            f"{number}\n{text}\n📌整改措施\n新建收集池。\n📌 责任单位\n乡农业中心\n⏰整改时限\n2026年6月底\n✅整改成效\n异味减轻。\n"
            for number, text in (("01", "粪污外溢"), ("02", "污水横流"))
        )
        + "END\n来源 | 柳林乡环保办\n赞 12 在看 8\n"
    )

    assert [(one.fields["description"], one.fields["progress"]) for one in table.records] == [
        ("粪污外溢", "异味减轻。"),
        ("污水横流", "异味减轻。"),
    ]
    assert {"END", "来源 | 柳林乡环保办", "赞 12 在看 8"} <= set(left_out(table))


def test_a_tick_that_is_no_picture_before_a_label_stays():
    table = table_of(
        "台账\n一、河道堆土\n整改时限：2026年6月底\n责任单位：县水利局\n整改情况：\n✅土方已清运\n二、渠道淤积\n整改时限：2026年6月底\n责任单位：县水利局\n整改情况：\n已清淤\n"
    )

    assert table.records[0].fields["progress"] == "✅土方已清运"


def test_a_notice_in_one_paragraph_gives_what_its_sentences_say_in_so_many_words():
    text = (
        "关于督察反馈问题第31项整改完成情况的公示\n"
        "第31项问题“老旧小区生活污水直排望江渠”，整改责任单位为南渡县人民政府，整改时限为2026年5月底。整改目标为消除污水直排。南渡县改造了14个老旧小区，新建污水支管8.6公里，封堵直排口23处，整改目标已实现。"
        "现予以公示，公示期为2026年6月9日至6月15日，如有异议请向南渡县整改办反映，联系电话0718-6221530，地址南渡县滨江大道12号。\n南渡县人民政府\n2026年6月8日\n"
    )
    ((_record, notice),) = notices_of(read_text(text))

    assert (notice.number, notice.description) == ("第31项", "老旧小区生活污水直排望江渠")
    assert (notice.responsible, notice.deadline, notice.goal) == (
        "南渡县人民政府",
        "2026年5月底",
        "消除污水直排",
    )
    assert (notice.phone, notice.address) == ("0718-6221530", "南渡县滨江大道12号")


def test_a_paragraph_that_calls_for_problems_over_and_over_is_not_looked_through_again_for_every_call():
    """Nothing is timed: read the slow way this takes minutes."""
    line = "检查发现以下问题：一是河道有垃圾。" * 40_000

    assert apart([(0, line)]) == [(0, line)]

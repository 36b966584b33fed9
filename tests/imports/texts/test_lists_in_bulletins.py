"""Bulletins and circulars on one check whose problems are counted 其一，其二 in a paragraph, or below words that call them so."""

import pytest

from tests.imports.texts_read import one_table

CHECK = "3月2日上午，市督导组对柳林镇、石桥镇进行督导检查，"


@pytest.mark.parametrize("count", ["其{}，", "其{}：", "{}是"])
def test_problems_counted_in_a_paragraph_place_by_place(count):
    first, second = count.format("一"), count.format("二")
    text = (
        f"3月2日督导组督导简报\n{CHECK}关于柳林镇发现以下问题：{first}铁路沿线堆放垃圾；{second}砖厂料场未覆盖。"
        f"关于石桥镇发现以下问题：{first}集市污水横流；{second}公厕无人保洁。随后，督导组下发通知单，责令限期整改。\n"
        "在两镇的配合下，我督导组将继续做好下一步工作。\n猜你喜欢\n热点阅读"
    )
    table = one_table(text)

    assert [one.fields["description"].rstrip("。") for one in table.records] == [
        "铁路沿线堆放垃圾",
        "砖厂料场未覆盖",
        "集市污水横流",
        "公厕无人保洁",
    ]
    left = [one.text for one in table.left_out]
    assert any(one.startswith("随后") for one in left)
    assert any("对柳林镇、石桥镇进行督导检查" in one for one in left)
    assert any("将继续做好下一步工作" in one for one in left)


def test_a_list_below_its_words_is_not_run_on_behind_the_check_that_a_circular_tells_of():
    text = (
        "环境整治暗访通报\n2026-03-04 09:13:20 人气：\n3月2日、3日，县督查组暗访了12个村，存在垃圾乱倒、清运不及时等问题，现将督办问题逐村通报如下：\n"
        "1、柳林镇东河村，村北垃圾未清理；\n2、柳林镇西河村，桥下有垃圾；\n3、石桥镇上街，池外有垃圾。\n青石信息港\n返回头条\n精彩推荐"
    )
    table = one_table(text)

    assert [(one.fields["number"], one.fields["description"].rstrip("；。")) for one in table.records] == [
        ("1", "柳林镇东河村，村北垃圾未清理"),
        ("2", "柳林镇西河村，桥下有垃圾"),
        ("3", "石桥镇上街，池外有垃圾"),
    ]
    assert {"青石信息港", "返回头条", "精彩推荐"} <= {one.text for one in table.left_out}


def test_a_record_of_one_day_still_gives_its_day_and_place():
    text = "巡查记录\n3月5日，检查恒发水泥厂，发现以下问题：1.料场未覆盖；2.沉淀池溢流，要求3月20日前整改。\n3月6日，检查东风砖厂，未发现问题。"
    table = one_table(text)

    assert [one.fields["description"] for one in table.records] == ["料场未覆盖", "沉淀池溢流"]
    assert {one.fields["deadline"] for one in table.records} == {"3月20日前"}
    assert {one.extra["检查日期"] for one in table.records} == {"3月5日"}

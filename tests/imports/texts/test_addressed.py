"""What an office writes behind its list to those who get the paper is nothing of the last problem: it is listed, or asked about."""

import pytest

from tests.imports.samples.read_texts import table_of

TOLD = """关于交办突出问题的函
近期检查发现以下问题：
一、关于青溪村沿河倾倒垃圾的问题。堆放垃圾约20方，未清理。
二、关于石桥镇污水管网破损的问题。污水直排沟渠，未修复。{last}"""
LABELLED = """问题清单
1.青溪村沿河倾倒垃圾。
整改措施：立即清理。
责任单位：青溪镇
整改时限：2024年6月底
2.石桥镇污水管网破损。
整改措施：修复管网。
{last}"""
SAID = [
    "以上问题请认真整改，举一反三。",
    "请各单位于2024年6月30日前报送整改情况。",
    "请你镇对照清单逐项整改。",
    "各乡镇、各有关部门要高度重视。",
    "你局要抓紧整改。",
    "收到本通知后三日内反馈。",
    "整改情况于6月30日前书面报送县整改办。",
    "请青溪镇于6月30日前将整改报告报县整改办。",
    "特此函告。",
    "联 系 人：王某某，电话：0000-1234567",
    "县整改办联系人：王某，电话：0000-1234567。",
    "抄送：县政府办公室。",
    "青石县整改工作领导小组办公室",
]


@pytest.mark.parametrize("said", SAID)
def test_words_to_the_offices_are_left_out_of_the_last_problem(said: str):
    table = table_of(TOLD.format(last=f"\n{said}"))

    assert table.records[-1].fields["description"].endswith("污水直排沟渠，未修复。")
    assert said in {one.text for one in table.left_out}


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("label", ["责任单位：石桥镇", "整改时限：2024年9月底", "整改目标：不再漏水。"])
def test_they_are_left_out_of_a_label_too(label: str, said: str):
    table = table_of(LABELLED.format(last=f"{label}\n{said}"))

    assert label.split("：")[1] in table.records[-1].fields.values()
    assert said in {one.text for one in table.left_out}


def test_words_run_on_behind_the_last_problem_are_asked_about():
    table = table_of(TOLD.format(last="以上问题请于6月底前整改到位，并报我办。"))

    (asked,) = [one for one in table.faults if "写给各单位" in one.message]
    assert asked.value.startswith("以上问题请于6月底前")
    assert "progress" not in table.records[-1].fields  # 整改到位 is asked for, not told


def test_what_one_problem_asks_of_its_office_stays_with_it():
    table = table_of(TOLD.format(last="").replace("未清理。", "未清理。\n请青溪镇于5月底前反馈情况。"))

    assert table.records[0].fields["description"].endswith("请青溪镇于5月底前反馈情况。")


@pytest.mark.parametrize("names", ["责任单位：\n石桥镇\n县住建局", "责任单位：石桥镇、\n县住建局"])
def test_an_office_that_ends_a_list_of_names_is_one_of_them(names: str):
    assert table_of(LABELLED.format(last=names)).records[-1].fields["responsible_unit"].endswith("\n县住建局")


@pytest.mark.parametrize(
    "said", ["请青溪镇于5月底前将整改报告报县整改办。", "将整改情况每月25日前报送县整改办。"]
)
def test_what_a_labelled_problem_in_the_middle_asks_of_its_office_is_one_of_its_measures(said: str):
    text = LABELLED.format(last="责任单位：石桥镇").replace("立即清理。", f"\n立即清理。\n{said}")

    assert table_of(text).records[0].fields["measures"] == f"立即清理。\n{said}"

"""Lists without a label that a line calls problems: one record a paragraph, units and day from the end of the sentence, with a question."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.samples.read_texts import table_of

SHORT = """督办通知
河湾乡人民政府：
经现场检查，你乡存在以下问题：
1.垃圾池满溢
2.污水管网破损
3.砂场扬尘
请于5月20日前整改到位并反馈。
"""
TASKS = """督察发现问题整改任务清单
一、东河沿线污水直排，由县住建局牵头，县水利局配合，2024年6月底前完成整改。
二、堆场未覆盖。由县城管局牵头，2024年9月底前覆盖到位。
三、采石场扬尘严重。
"""
AUDIT = """关于审计发现问题的函
某局：
现将审计发现的问题函告如下：
一、审计发现的主要问题
（一）项目推进缓慢。3个项目未开工。
（二）资金闲置。800万元闲置超过一年。
二、审计建议
（一）盘活存量资金。
（二）加快项目进度。
"""
CLASSES = """审计发现的问题
（一）项目管理方面
1.两个项目未批先建。
2.监理日志缺失。
（二）资金管理方面
1.资金闲置。
2.超范围支出12万元。
"""


def problems(text: str) -> list[str]:
    return [one.fields["description"] for one in table_of(text).records]


def test_short_phrases_that_a_line_calls_problems_are_read_with_a_question():
    table = table_of(SHORT)

    assert [one.fields["description"] for one in table.records] == ["垃圾池满溢", "污水管网破损", "砂场扬尘"]
    assert len([one for one in table.faults if "请对照原文核对" in one.message]) == 3
    assert "请于5月20日前整改到位并反馈。" in {one.text for one in table.left_out}


def test_who_does_it_and_until_when_is_taken_from_the_end_of_the_sentence():
    first, second, third = table_of(TASKS).records

    assert (first.fields["lead_unit"], first.fields["supporting_unit"]) == ("县住建局", "县水利局")
    assert first.fields["deadline"] == "2024年6月底前完成整改"
    assert first.fields["description"].startswith("东河沿线污水直排，由县住建局牵头")  # as written
    assert (second.fields["measures"], second.fields["deadline"]) == (
        "由县城管局牵头，2024年9月底前覆盖到位。",
        "2024年9月底前",
    )
    assert not {third.fields.get(name) for name in ("lead_unit", "supporting_unit", "deadline")} - {None, ""}


def test_what_was_taken_is_told():
    asked = [one.message for one in table_of(TASKS).faults if "这里没有" in one.message]

    assert ["已另外取出" in one for one in asked] == [True, True, False]


def test_advice_behind_the_problems_is_none():
    assert problems(AUDIT) == ["项目推进缓慢。3个项目未开工。", "资金闲置。800万元闲置超过一年。"]


def test_problems_below_the_names_of_classes_are_read_one_by_one():
    table = table_of(CLASSES)

    assert problems(CLASSES) == ["两个项目未批先建。", "监理日志缺失。", "资金闲置。", "超范围支出12万元。"]
    assert table.records[2].extra["所在章节"] == "（二）资金管理方面"
    assert not [one for one in table.faults if "重复" in one.message]


REPORT = """调度会情况通报
一、工作成效
（一）组织有力。主要领导部署。
（二）成效明显。水质达标。
二、存在问题
（一）进度不平衡。石桥镇序时进度滞后。
（二）报送不及时。县住建局未按时报送月报。
三、下步要求
（一）压实责任。
"""


def test_problems_listed_in_one_section_of_a_report_are_problems_of_their_own():
    table = table_of(REPORT)

    assert [one.fields["description"] for one in table.records] == [
        "进度不平衡。石桥镇序时进度滞后。",
        "报送不及时。县住建局未按时报送月报。",
    ]
    assert "（二）成效明显。水质达标。" in {one.text for one in table.left_out}


def test_those_that_cannot_be_parted_are_asked_about():
    run_on = "存在问题：1.进度不平衡；2.报送不及时。"
    table = table_of(f"调度会情况通报\n工作进展：全部开工。\n{run_on}\n下一步打算：加快进度。\n")

    assert len(table.records) == 1
    assert any("编号的几条" in one.message for one in table.faults)


@pytest.mark.parametrize(
    "text",
    [
        "整改清单\n存在的问题：\n1.加强巡查\n2.强化执法\n",
        "某县推进整改\n针对存在的问题，采取以下措施：\n一、领导带头。\n二、压实责任。\n",
        "重点任务\n1.清理河道，由县水利局牵头，2024年6月底前完成。\n2.修复管网，由县住建局牵头，2024年9月底前完成。\n",
        "问题解决情况\n近年来群众反映的问题均已整改：\n1.垃圾清理。\n2.管网修复。\n",
        "工作简报\n1.垃圾池满溢\n2.管网破损\n",
    ],
)
def test_what_no_line_calls_problems_is_refused(text: str):
    with pytest.raises(UserError, match="整理成有表头的表格"):
        read_text(text)

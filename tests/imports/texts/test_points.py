"""Reports and notices that say something of several points by name in each of their sections."""

from tests.imports.texts_read import asked, one_table

TEXT = """青石县自然保护地问题点位整改情况的公示
一、点位的基本问题
点位一（ZRBHD2024005）：地块内毁林种植花生。
点位二（ZRBHD2024006）：水面附近摆放看护房。
二、责任单位：青石县人民政府
三、整改目标
点位一（ZRBHD2024005）：退耕还林。
点位二（ZRBHD2024006）：拆除看护房。
四、整改完成情况
点位一（ZRBHD2024005）：已补植。
苗木成活。
点位二（ZRBHD2024006）：看护房已拆除。
五、存在的问题及下步工作要求
县人民政府要加强巡护。
六、验收结论
同意通过验收。"""


def test_every_point_is_a_record_of_its_own_with_its_code_as_its_number():
    table = one_table(TEXT)

    assert [one.fields["number"] for one in table.records] == ["ZRBHD2024005", "ZRBHD2024006"]
    assert [one.fields["description"] for one in table.records] == [
        "地块内毁林种植花生。",
        "水面附近摆放看护房。",
    ]
    assert [one.fields["goal"] for one in table.records] == ["退耕还林。", "拆除看护房。"]
    assert [one.fields["progress"] for one in table.records] == ["已补植。\n苗木成活。", "看护房已拆除。"]


def test_what_is_said_once_is_said_of_every_point_and_a_person_is_asked():
    table = one_table(TEXT)

    assert {one.fields["responsible_unit"] for one in table.records} == {"青石县人民政府"}
    assert asked(table).count("分成2条") == 2


def test_what_is_still_to_be_done_is_no_problem_of_its_own():
    table = one_table(TEXT)

    assert len(table.records) == 2
    assert table.records[0].extra["存在的问题及下步工作要求"] == "县人民政府要加强巡护。"


def test_sections_that_name_other_points_leave_the_report_one_record():
    table = one_table(
        TEXT.replace("点位二（ZRBHD2024006）：看护房已拆除。", "点位三（ZRBHD2024007）：看护房已拆除。")
    )

    assert len(table.records) == 1

"""Labels that stand right behind the unit or the time before them, where the line breaks were lost: parted and asked about."""

from tests.imports.samples.read_texts import table_of

GLUED = """问题一：填埋场渗滤液处理站不能稳定运行。
整改时限：2023年底责任单位：区住建局整改目标：达标排放。
整改情况：更换反渗透膜组件32支。
问题二：沿岸畜禽养殖粪污露天堆放。
整改时限：2023年10月底前责任单位：区农业农村局整改目标：粪污全部清理。
整改情况：清理粪污420立方米。
"""


def test_units_times_and_goals_run_together_are_parted_and_asked_about():
    table = table_of(GLUED)

    assert [
        (one.fields["deadline"], one.fields["responsible_unit"], one.fields["goal"]) for one in table.records
    ] == [
        ("2023年底", "区住建局", "达标排放。"),
        ("2023年10月底前", "区农业农村局", "粪污全部清理。"),
    ]
    assert sum("已经分开" in one.message for one in table.faults) == 4


def test_a_label_that_the_problem_has_elsewhere_is_not_parted_but_asked_about():
    table = table_of(
        "销号公示\n整改问题：危废贮存不规范。\n责任单位：县环境局整改目标：规范贮存。\n整改目标：全部入库。\n整改时限：2024年5月\n整改完成情况：已建成贮存间。\n"
    )

    assert table.records[0].fields["responsible_unit"].endswith("整改目标：规范贮存。")
    assert any("请对照原文分开" in one.message for one in table.faults)


def test_labels_in_brackets_and_behind_signs_are_left():
    table = table_of(
        "整改问题：危废贮存不规范。\n责任单位：县环境局（配合单位：县住建局）\n整改目标：规范贮存。\n整改时限：2024年5月\n整改完成情况：已建成。\n"
    )

    assert table.records[0].fields["responsible_unit"] == "县环境局（配合单位：县住建局）"
    assert not any("丢了换行" in one.message for one in table.faults)


def test_what_was_done_keeps_the_labels_in_its_sentences():
    table = table_of(
        "整改问题：危废贮存不规范。\n责任单位：县环境局\n整改时限：2024年5月\n整改完成情况：已明确县住建局责任单位：由其负责贮存间建设。\n"
    )

    assert "责任单位：由其负责" in table.records[0].fields["progress"]

"""Day-by-day records of patrols: every finding is a problem with all its parts asked about, days without one are listed."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import asked, one_table

LOG = """巡查日志（2026年3月）
3月5日，检查恒发水泥厂，发现料场未覆盖，要求3月20日前整改。
3月6日上午，检查青石砂场，发现沉淀池溢流，责令立即整改。
3月8日，检查东山矿，未发现问题。
3月9日，对宏达化工有限公司进行检查，发现以下问题：1.危废间未上锁；2.台账记录不全。责令3月底前整改到位。
3月10日，召开调度会。
"""


def test_every_finding_is_one_with_who_what_and_until_when():
    table = one_table(LOG)

    assert [
        [one.fields.get(name, "") for name in ("responsible_unit", "description", "goal", "deadline")]
        for one in table.records
    ] == [
        ["恒发水泥厂", "检查恒发水泥厂，发现料场未覆盖", "要求3月20日前整改", "3月20日前"],
        ["青石砂场", "检查青石砂场，发现沉淀池溢流", "责令立即整改", "立即整改"],
        ["宏达化工有限公司", "危废间未上锁", "责令3月底前整改到位", "3月底前"],
        ["宏达化工有限公司", "台账记录不全", "责令3月底前整改到位", "3月底前"],
    ]
    assert [one.extra["检查日期"] for one in table.records] == ["3月5日", "3月6日", "3月9日", "3月9日"]
    assert asked(table).count("从逐日的巡查记录里读出的") == 4
    assert str(table.year) == "2026-01-01"


def test_days_without_a_finding_are_listed():
    left = [(one.text, one.why) for one in one_table(LOG).left_out]

    assert ("3月8日　检查东山矿，未发现问题。", "写着没有发现问题") in left
    assert ("3月10日　召开调度会。", "没有写发现什么问题") in left


def test_a_day_alone_on_its_line_is_that_of_the_lines_below():
    table = one_table(
        "环保巡查记录\n2026年3月5日 星期四 晴\n上午到河湾村巡查，发现河道边堆放垃圾。现场要求河湾村3月10日前清运完毕。\n"
        "2026年3月6日\n夜查振兴砖厂，存在夜间偷排行为。\n巡查人：李某"
    )

    assert [one.fields["responsible_unit"] for one in table.records] == ["河湾村", "振兴砖厂"]
    assert [one.fields.get("deadline", "") for one in table.records] == ["3月10日前", ""]
    assert [one.cells["description"] for one in table.records] == ["第2–3行", "第4–5行"]
    assert "没有写整改到什么时候" in asked(table)
    assert "巡查人：李某" in [one.text for one in table.left_out]


def test_what_is_not_told_is_asked_for():
    table = one_table(
        "巡查日志\n3月5日，例行检查，发现垃圾成堆，要求3月10日前制定方案、3月20日前清运。\n3月6日，检查砂场，发现扬尘，要求3月8日前覆盖、4月1日前硬化到位。"
    )

    assert [one.fields.get("deadline", "") for one in table.records] == ["3月20日前", ""]
    assert "没有看出检查的是哪里，责任单位请补填。" in asked(table)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("巡查日志\n3月5日，检查甲厂，正常。\n3月6日，检查乙厂，未发现问题。", "看不出检查发现了什么问题"),
        (
            "工作日志\n3月5日，县领导调研污水厂。\n3月6日，召开推进会。\n3月7日，报送材料。",
            "看不出检查发现了什么问题",
        ),
    ],
)
def test_a_record_without_findings_is_refused_with_how_to_write_it(text, advice):
    with pytest.raises(UserError, match=f"这份文字像是巡查、检查记录。.*{advice}"):
        read_text(text)


def test_days_until_which_something_is_to_be_done_are_no_days_of_a_patrol():
    with pytest.raises(UserError, match="里面有编号的几条"):
        read_text(
            "检查工作提示单\n1.6月20日前完工并检查，发现问题及时整改。\n2.6月5日前检查泵站，发现渗漏立即修复。"
        )

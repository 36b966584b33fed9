"""Notices whose sections are counted with a dot, or say something on the line of their name behind a full stop."""

import pytest

from tests.imports.texts_read import asked, one_table

PARTS = [
    ("整改问题", "河湾镇污水直排清水河。"),
    ("整改目标", "完成截污，污水不再直排。"),
    ("整改措施", "新建管网2公里。"),
    ("整改主要工作及成效", "已建成管网2公里，排口全部封堵。"),
    ("公示时间", "2025年9月28日至2025年10月14日"),
]
COUNT = "一二三四五"
TITLE = "关于省级生态环境保护督察反馈第12项问题整改情况的公示"


def notice(sign: str, behind: str) -> str:
    return "\n".join([TITLE, *(f"{number}{sign}{name}{behind}{text}" for number, (name, text) in zip(COUNT, PARTS, strict=True))])  # fmt: skip


def told(text: str) -> dict[str, str]:
    (record,) = one_table(text).records
    return {key: record.fields.get(key, "") for key in ("description", "goal", "measures", "progress")}


READ = {"description": PARTS[0][1], "goal": PARTS[1][1], "measures": PARTS[2][1], "progress": PARTS[3][1]}


@pytest.mark.parametrize("sign", [".", "．", ". "])
@pytest.mark.parametrize("behind", ["\n", "：", "：\n"])
def test_sections_counted_with_a_dot_are_sections(sign, behind):
    assert told(notice(sign, behind)) == READ


@pytest.mark.parametrize(
    "name", ["整改主要工作及成效；", "整改目标和整改措施的完成情况。", "整改目标完成情况："]
)
def test_a_section_on_what_was_done_that_goes_on_on_its_line_is_no_problem_of_its_own(name):
    assert told(notice("、", "：").replace("整改主要工作及成效：", name)) == READ


def test_a_plan_of_five_years_at_the_beginning_of_a_line_keeps_its_dot():
    text = notice("、", "\n").replace("新建管网2公里。", "新建管网2公里。\n十三.五规划的管网一并建成。")

    assert told(text)["measures"] == "新建管网2公里。\n十三.五规划的管网一并建成。"


def test_a_number_that_goes_on_as_a_sentence_and_a_kind_of_place_are_asked_about():
    number = "D410000201806100026　　督察组：　　2018年6月10日，我市收到举报件后，立即责成县局查处，现将结果汇报如下："
    table = one_table(
        f"序号\t受理编号\t行政区域\t交办问题基本情况\t调查核实情况\t是否属实\n1\t{number}\t农村地区\t河水发白。\t经查，有排口。\t属实"
    )

    assert "编号后面连着别的文字" in asked(table)
    assert "“农村地区”说的是哪一类地方" in asked(table)


def test_real_numbers_and_places_are_not():
    table = one_table(
        "序号\t受理编号\t行政区域\t交办问题基本情况\t调查核实情况\t是否属实\n1\tD410000201806100026\t城区街道\t河水发白。\t经查，有排口。\t属实"
    )

    assert "编号后面" not in asked(table)
    assert "哪一类地方" not in asked(table)

"""Bulletins in framed sections: the problems of the section that lists them, or a refusal that says what to do; never one problem."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.word_files import document, paragraph

HEAD = "河湾县生态环境问题整改工作简报\n第12期\n县整改办　2026年5月20日\n"
DONE = "【整改进展】\n1.县污水处理厂扩建项目已完成主体工程。\n2.青石镇垃圾填埋场渗滤液处理设施已投入运行。\n"
NEWS = "【工作动态】5月18日，县委书记调研城区黑臭水体整治工作。\n"
NEXT = "【下一步工作】\n继续加大督办力度。\n"
FIRST, SECOND = "云溪镇养殖废水直排问题整改进度滞后。", "东山矿区生态修复未按期完成。"


@pytest.mark.parametrize(
    "section",
    [
        f"【存在问题】\n1.{FIRST}\n2.{SECOND}\n",
        f"【存在问题】1.{FIRST}\n2.{SECOND}\n",
        f"【存在的主要问题】\n（一）{FIRST}\n（二）{SECOND}\n",
        f"【存在问题】一是{FIRST}二是{SECOND}\n",
    ],
)
@pytest.mark.parametrize("news", [NEWS, ""])
def test_every_problem_of_the_section_that_lists_them_is_one_and_the_other_sections_are_listed(section, news):
    (table,) = read_text(HEAD + news + DONE + section + NEXT).tables

    assert [one.fields["description"] for one in table.records] == [FIRST, SECOND]
    assert not any(one.fields.get("progress") for one in table.records)
    others = [one.text for one in table.left_out if one.why == "简报的其他各节"]
    assert "1.县污水处理厂扩建项目已完成主体工程。" in others
    assert others[-1] == "继续加大督办力度。"


@pytest.mark.parametrize(
    "section",
    [
        "【存在问题】云溪镇养殖废水直排问题整改进度滞后；东山矿区生态修复未按期完成。\n",
        f"【存在问题】{FIRST}\n",
        f"【存在问题】\n1.{FIRST}\n2.{SECOND}\n【突出问题】\n1.{FIRST}\n2.{SECOND}\n",
        "",
    ],
)
def test_what_cannot_be_parted_is_refused_with_what_to_do(section):
    with pytest.raises(UserError, match="像是工作简报：各节说的是几个问题"):
        read_text(HEAD + NEWS + DONE + section + NEXT)


def test_a_bulletin_in_word_is_read_so_too(tmp_path):
    lines = (HEAD + DONE + f"【存在问题】\n1.{FIRST}\n2.{SECOND}").split("\n")
    (table,) = read_tables(document(tmp_path / "简报.docx", *map(paragraph, lines))).tables

    assert [one.fields["description"] for one in table.records] == [FIRST, SECOND]


def test_a_monthly_report_that_tells_of_one_problem_after_the_other_is_still_read():
    text = (
        "青石县整改工作月报\n【存在问题】料场未覆盖，扬尘扰民\n【整改措施】覆盖\n【整改进展】已覆盖\n"
        "【存在问题】河道垃圾未清理，影响行洪\n【整改措施】清运\n【整改进展】正在清理"
    )
    (table,) = read_text(text).tables

    assert [one.fields["progress"] for one in table.records] == ["已覆盖", "正在清理"]


def test_a_report_about_one_problem_that_says_what_comes_next_is_still_read():
    text = (
        "关于料场扬尘问题整改情况的报告\n【整改目标】全部覆盖\n【整改进展】已覆盖两处料场\n【存在问题】东山料场未覆盖\n"
        "【下一步打算】继续覆盖"
    )
    (table,) = read_text(text).tables

    assert len(table.records) == 1


def test_a_paper_about_one_problem_in_such_frames_is_still_read():
    text = (
        "青石县整改情况表\n【存在问题】1.料场未覆盖。2.道路未冲洗。\n【整改措施】覆盖、冲洗\n【责任单位】县住建局\n"
        "【整改时限】2026年底前\n【整改进展】正在整改"
    )
    (table,) = read_text(text).tables

    assert len(table.records) == 1
    assert table.records[0].fields["responsible_unit"] == "县住建局"

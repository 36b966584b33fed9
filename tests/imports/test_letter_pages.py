"""Pages that show a letter to an office with its answer, labels and contents parted by blanks only."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table

PAGE = """领导信箱
信件编号 4623 类型 领导信箱 提交日期 2021-04-22
标题 音乐扰民
内容 汗蒸门口露天烧烤广场晚上九点以后还在放音乐，望相关部门调查解决。
回复人 城管局 回复日期 2021-04-25
答复内容
执法人员已前去现场勘察，要求今后不许再播放音响。
感谢您对城管工作的关注。"""


@pytest.mark.parametrize("blank", [" ", "　", "："])
def test_a_letter_with_its_answer_is_a_petition(blank):
    text = PAGE if blank == " " else PAGE.replace(" ", blank).replace(f"{blank}类型", " 类型").replace(f"{blank}提交", " 提交").replace(f"{blank}回复日", " 回复日")  # fmt: skip
    table = one_table(text)
    (record,) = table.records

    assert table.kind == "petition"
    assert record.fields["number"] == "4623"
    assert record.fields["description"] == "汗蒸门口露天烧烤广场晚上九点以后还在放音乐，望相关部门调查解决。"
    assert record.fields["result"].startswith("执法人员已前去现场勘察")
    assert record.fields["responsible_unit"] == "城管局"
    assert "category" not in record.fields
    assert record.extra["标题"] == "音乐扰民"


def test_a_page_without_an_answer_or_with_two_letters_is_left_as_it_is():
    for text in (PAGE[: PAGE.index("回复人")], f"{PAGE}\n{PAGE}"):
        try:
            tables = read_text(text).tables
        except UserError:
            tables = ()
        assert not [
            one
            for table in tables
            for one in table.records
            if one.fields.get("result") and one.fields["number"] == "4623"
        ]


def test_a_petition_under_its_own_labels_keeps_them():
    table = one_table(
        "受理编号：X3GS202312200043\n反映内容：养猪场臭气。\n调查核实情况：经查，有异味。\n处理情况：已清理。\n办理时间：2023年12月"
    )

    assert [one.header for one in table.columns][:4] == ["受理编号", "反映内容", "调查核实情况", "处理情况"]

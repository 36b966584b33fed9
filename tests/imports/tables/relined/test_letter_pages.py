"""Pages that show a letter to an office with its answer, labels and contents parted by blanks only."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables, read_text
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


LETTER = "石桥镇柳林村砖厂夜间冒黑烟，希望领导派人看看。经环境局调查过一次还是老样子。"
ANSWER = "您好，您反映的问题现回复如下：经现场检查，该厂脱硫塔未运行，已责令停产整改。"


@pytest.mark.parametrize(
    "page",
    [
        f"来信人 来信时间 2026-03-02\n信件内容 {LETTER}\n回复状态 已回复 回复时间 2026-03-09\n回复内容\n{ANSWER}　　回复单位：县生态环境局",
        f"举报时间　2026年3月2日\n举报内容　{LETTER}\n答复时间　2026年3月9日\n答复内容　{ANSWER}\n答复单位　县生态环境局",
        f"网友留言\n留言时间：2026-03-02 22:00\n{LETTER}\n部门回复\n回复时间：2026-03-09\n回复单位：县生态环境局\n{ANSWER}",
        f"云岭留言板：{LETTER}\n官方回复：{ANSWER}经办单位：县生态环境局。\n下一篇　　上一篇",
        f"标题：砖厂冒烟\n内容：{LETTER}\n受理回复\n回复部门：县生态环境局\n回复时间：2026-03-09 15:50:00\n回复内容：\n{ANSWER}",
        f"信件公示\n- 标题砖厂冒烟\n- 来信时间2026-03-02 10:11:11\n- 来信人李某\n- 来信内容 {LETTER}\n受理回复\n- 答复单位县生态环境局\n- 答复时间2026-03-09\n- 答复内容{ANSWER}\n- 满意度 无反馈",
        f"提交人 | 李某 |\n提交时间 | 2026-03-02 |\n信件标题 | 砖厂冒烟 |\n信件内容 | {LETTER} |\n回复部门 | 县生态环境局 |\n回复时间 | 2026-03-09 |\n回复内容 |\n{ANSWER} |",
        f"工单编号 2026030200123 诉求类型 投诉 来电时间 2026-03-02\n诉求内容 {LETTER}\n承办单位 县生态环境局 办结时间 2026-03-09\n办理结果 {ANSWER}",
        f"标题： | 砖厂冒烟 | ||\n内容： |\n{LETTER} |\n回复部门： | 县生态环境局 |\n回复时间： | 2026-03-09 |\n回复内容： | {ANSWER} |",
        f"来信人： 李** 来信日期： 2026-03-02 信件编号： 2026****65\n信件内容\n{LETTER}\n办理情况\n{ANSWER}\n处理单位：县生态环境局\n处理时间：2026-03-09\n处理状态：处理完\n• 1\n• 2",
    ],
)
def test_the_letter_the_answer_and_who_answers_are_told_apart_on_pages_of_many_kinds(page):
    (record,) = (table := one_table(page)).records

    assert table.kind == "petition"
    assert record.fields["description"] == LETTER
    assert record.fields["result"] == ANSWER
    assert record.fields["responsible_unit"] == "县生态环境局"
    assert "findings" not in record.fields
    assert not any("李某" in text for text in (*record.extra.values(), *(one.text for one in table.left_out)))


def test_an_empty_letter_is_told_by_its_title():
    page = f"标题： | 砖厂夜间冒黑烟的投诉 |\n内容： |\n|\n回复部门： | 县生态环境局 |\n回复时间： | 2026-03-09 |\n回复内容： | {ANSWER} |"
    (record,) = one_table(page).records

    assert record.fields["description"] == "砖厂夜间冒黑烟的投诉"
    assert record.fields["result"] == ANSWER


def test_the_state_of_a_letter_and_the_day_it_was_done_stand_for_themselves():
    page = (
        f"网友 *** 浏览量 21 问题类型 建议 信件状态 已办结\n标题 砖厂冒烟\n信件内容 {LETTER}\n"
        f"回复情况\n回复单位 县生态环境局 办结日期 2026-03-09\n回复内容 {ANSWER}"
    )
    (record,) = (table := one_table(page)).records

    assert record.fields["completion"] == "已办结"
    assert record.fields["completed_on"] == "2026-03-09"
    assert record.fields["responsible_unit"] == "县生态环境局"
    assert record.fields["description"] == LETTER
    assert "category" not in record.fields
    assert any(one.text == "回复情况" for one in table.left_out)


ROWS = [
    ("标题：", "砖厂冒烟"),
    ("来信人：", "李某"),
    ("来信时间：", "2026-03-02 17:03:16"),
    ("内容：", LETTER),
    ("回复部门：", "县生态环境局"),
    ("回复时间：", "2026-03-09"),
    ("回复内容：", ANSWER),
]


def test_a_saved_page_and_copied_cells_that_show_a_letter_are_read_the_same(tmp_path):
    page = tmp_path / "信件.html"
    cells = "".join(f"<tr><td>{label}</td><td>{text}</td></tr>" for label, text in ROWS)
    page.write_text(f"<html><body><h1>信件回复</h1><table>{cells}</table></body></html>", encoding="utf-8")
    copied = tmp_path / "信件.tsv"
    copied.write_text("\n".join(f"{label}\t{text}" for label, text in ROWS), encoding="utf-8")

    for path in (page, copied):
        (table,) = (one for one in read_tables(path).tables if one.records)
        (record,) = table.records
        assert table.kind == "petition"
        assert record.fields["description"] == LETTER
        assert record.fields["result"] == ANSWER
        assert record.fields["responsible_unit"] == "县生态环境局"
        assert "李某" not in str(record.extra)


@pytest.mark.parametrize("greeting", ["来信人：您好！", "网友：你好，", "留言人: 您好:"])
def test_an_answer_that_greets_the_writer_by_a_label_keeps_its_first_sentence(greeting):
    answer = f"{greeting}接到来信后，县政府立即责成东河镇调查处理。\n经现场核实，风机没有隔声罩。"
    table = one_table(
        f"来信内容：\n水泥厂夜里噪声很大，睡不着觉。\n办理单位：\n青石县政府\n办理结果：\n{answer}"
    )
    (record,) = table.records

    assert record.fields["result"] == answer
    assert record.fields["responsible_unit"] == "青石县政府"

"""Letters to an office and their answers without labels, told apart by how the answer addresses the writer and who signs it."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table

LETTER = "柳林村的砖厂每到夜里就冒黑烟，窗户都不敢开，请领导管管！"
ANSWER = "经现场检查，该厂脱硫塔停用，我局已责令其停产整改，3月底前修好。"


@pytest.mark.parametrize(
    "text",
    [
        f"{LETTER}\n网友：您好！您反映的问题已收悉，现答复如下：{ANSWER}\n青石县生态环境局\n2026年3月9日",
        f"砖厂冒烟\n2026-3-2 10:58\n{LETTER}\n尊敬的“蓝天”网友：\n您好！\n{ANSWER}\n谢谢您的关心！\n青石县生态环境局\n2026年3月9日\n网站简介　联系方式",
        f"原帖\n网友：{LETTER}\n回复\n青石县生态环境局：我局接到投诉后立即处理。{ANSWER}\n",
        f"3月9日，县里就砖厂冒烟进行了回复。 网友留言： {LETTER} 青石县生态环境局回复： 您好，我是工作人员。{ANSWER}",
        f"群众反映：空气污染\n受理时间：2026-03-02\n{LETTER}\n答复时间：2026-03-09\n接到反映后，{ANSWER}　青石县生态环境局",
        f"发表时间：2026-03-02\n砖厂冒烟\n{LETTER}\n回复时间：2026-03-09回复部门：\n谢谢您对热线工作的支持\n青石县生态环境局回复：\n{ANSWER}",
        f"{LETTER}\n青石县生态环境局在2026-03-09回复：您好，感谢关心。{ANSWER}",
        f"砖厂冒烟\n2026-3-2 10:58\n{LETTER}\n你好！这里是县舆情回复员为您回复：\n{ANSWER}\n青石县生态环境局\n2026-3-9 08:05\n关于本站",
        f"青石县人民政府：\n{LETTER}\n柳林村村民李某某\n写 信 人：李某某\n写信时间：2026-03-02\n信件回复：\n接到举报后，{ANSWER}\n回复部门：青石县生态环境局\n回信时间：2026-03-09",
    ],
)
def test_what_was_written_what_was_answered_and_by_whom(text):
    (record,) = (table := one_table(text)).records

    assert table.kind == "petition"
    assert record.fields["description"] == LETTER
    assert record.fields["result"].split("\n谢谢")[0].endswith(ANSWER)
    assert record.fields["responsible_unit"] == "青石县生态环境局"
    assert any("按称呼和落款分开的" in one.message for one in table.faults)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            f"关于《柳林村砖厂夜间冒黑烟》的回复\n{ANSWER}\n青石县生态环境局\n2026年3月9日",
            "柳林村砖厂夜间冒黑烟",
        ),
        (
            f"关于网友反映“柳林村砖厂夜间冒黑烟”的回复\n“小草”网友：\n我局接到你的反映。{ANSWER}\n青石县生态环境局",
            "柳林村砖厂夜间冒黑烟",
        ),
        (f"关于群众反映柳林村砖厂夜间冒黑烟问题的答复\n{ANSWER}\n", "柳林村砖厂夜间冒黑烟"),
        (
            f"3月2日，接到群众投诉，柳林村砖厂夜间冒黑烟，气味难闻。我乡高度重视。{ANSWER}",
            "柳林村砖厂夜间冒黑烟，气味难闻",
        ),
        (
            f"同志：你于3月2日向县局反映“柳林村砖厂夜间冒黑烟”信访件（来访编号：WX20260302001）已收悉。{ANSWER}特此答复。 青石县生态环境局2026年3月9日",
            "柳林村砖厂夜间冒黑烟",
        ),
        (
            f"尊敬的网友： 您好，您反映的情况已收悉。 一、反映的情况 投诉人反映：柳林村砖厂夜间冒黑烟。 二、核实情况 {ANSWER} 青石县生态环境局 2026年3月9日",
            "柳林村砖厂夜间冒黑烟。",
        ),
    ],
)
def test_an_answer_alone_names_the_complaint(text, problem):
    (record,) = one_table(text).records

    assert record.fields["description"] == problem
    assert ANSWER in record.fields["result"]


@pytest.mark.parametrize(
    "text",
    [
        f"投诉事项处理意见书\n李先生：\n您好！您于3月2日通过来电向县局反映柳林村砖厂夜间冒黑烟的问题。我局已受理。\n{ANSWER}\n青石县生态环境局",
        f"小编获悉，有网友在问政栏目留言咨询。官方作出了回复：\n您在问政平台反映的“柳林村砖厂夜间冒黑烟”问题已收悉，现答复如下：\n{ANSWER}\n青石县生态环境局",
        f"信访事项处理意见书\n李某：\n你反映柳林村砖厂夜间冒黑烟的问题收悉。经调查，情况属实。{ANSWER}\n青石县生态环境局\n2026年3月9日",
        f"近日，市民李先生向12345热线反映，称柳林村砖厂夜间冒黑烟。\n接到投诉后，我局派人调查。情况属实。{ANSWER}",
        f"3月2日，有群众反映，柳林村砖厂夜间冒黑烟。接到投诉后，我局派人调查。情况属实。{ANSWER}",
    ],
)
def test_what_the_office_retells_is_the_complaint(text):
    (record,) = one_table(text).records

    assert record.fields["description"].rstrip("。") == "柳林村砖厂夜间冒黑烟"
    assert ANSWER in record.fields["result"]
    assert record.fields.get("substantiated", "") == ("属实" if "属实" in text else "")


def test_the_number_of_the_letter_is_taken_and_what_stands_around_is_listed():
    text = f"{LETTER}\n同志：您反映的问题（来访编号：WX20260302001）已收悉。{ANSWER}\n青石县生态环境局\n返回首页看更多"
    (record,) = (table := one_table(text)).records

    assert record.fields["number"] == "WX20260302001"
    assert "返回首页看更多" not in record.fields["result"]
    assert any("返回首页看更多" in one.text for one in table.left_out)


@pytest.mark.parametrize(
    "text",
    [
        f"关于县人大代表第12号建议的答复\n李代表：\n您好！您反映的问题收悉。{ANSWER}\n青石县生态环境局",
        f"{LETTER}\n网友：您好！{ANSWER}\n{LETTER}\n网友：您好！已转办。\n",
        f"大风厂网友：\n您好，您反映的问题我镇已获悉，现回复如下：\n{ANSWER}\n石桥镇人民政府",
        "致全县人民的一封信\n尊敬的市民朋友：\n您好！请您向我局反映身边的环境污染问题，您可拨打12345投诉乱倒垃圾的问题。\n青石县生态环境局",
        "感谢工作\n尊敬的市民：\n您好！请您通过热线反映周边企业乱排乱放的问题。让我们共同努力！\n青石县生态环境局",
        f"记者获悉，近日，市民李先生向热线反映，称柳林村砖厂夜间冒黑烟。\n接到投诉后，我局派人调查。{ANSWER}",
        "本报讯 近日，有市民来信说河水发臭。记者到现场看到，河面漂着垃圾。县水利局将持续加强管理。",
    ],
)
def test_other_papers_are_still_refused(text):
    with pytest.raises(UserError):
        read_text(text)


def test_a_letter_broken_off_where_the_page_ended_stays_whole():
    letter = "柳林村的砖厂每到夜里就冒黑烟，周围十几户人家的窗户都不敢打开，晾在外面的衣服上全是黑灰，请领导派人来管管，还我们一个干净的家！"
    text = f"砖厂冒烟\n{letter[:36]}\n{letter[36:]}\n网友：您好！{ANSWER}\n青石县生态环境局"
    (record,) = one_table(text).records

    assert record.fields["description"].replace("\n", "") == letter

"""Circulars and bulletins that tell of problems by who has them: read with every part asked about, or refused with what they seem to be."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.word_files import document, paragraph
from tests.imports.texts_read import asked, one_table

SLOW = "县水利局：云溪河清运滞后，仅完成40%。"
DUSTY = "县住建局：料场未覆盖，扬尘扰民，要求2026年6月20日前完成覆盖。"
DONE = "县农业农村局：已全部完成整改任务。"


def told(table, *names):
    return [[one.fields.get(name, "") for name in names] for one in table.records]


@pytest.mark.parametrize(
    "head",
    [
        "工作简报\n第3期\n一、总体情况\n各单位积极推进整改。\n二、存在问题\n",
        "关于整改进展滞后情况的通报\n各有关单位：\n经调度，以下单位整改滞后：\n",
        "督查通报（第5期）\n【进展滞后】\n",
    ],
)
def test_an_entry_of_a_unit_is_a_problem_of_that_unit(head):
    table = one_table(f"{head}{SLOW}\n{DUSTY}\n请各单位抓紧整改。")

    assert told(table, "responsible_unit", "description", "deadline") == [
        ["县水利局", "云溪河清运滞后，仅完成40%。", ""],
        ["县住建局", "料场未覆盖，扬尘扰民", "2026年6月20日前"],
    ]
    assert not any(one.fields.get("status") for one in table.records)
    assert "请各单位抓紧整改。" in [one.text for one in table.left_out]


def test_every_entry_is_asked_about():
    table = one_table(f"整改情况通报\n{SLOW}\n{DUSTY}")

    assert asked(table).split("\n") == [
        "这一条是从通报里的“县水利局：…”读出的：前面的读作责任单位，后面的读作问题，请逐项核对，没有写整改到什么时候的请补填整改时限。",
        "这一条是从通报里的“县住建局：…”读出的：前面的读作责任单位，后面的读作问题，请逐项核对。",
    ]


def test_what_was_done_and_other_sections_are_no_problems_and_are_listed():
    table = one_table(
        f"工作通报\n一、工作亮点\n县林业局：未完工的林地全部复绿。\n二、存在问题\n{SLOW}\n{DUSTY}\n{DONE}\n三、下步要求\n县水利局：要加快清运。"
    )

    assert told(table, "responsible_unit") == [["县水利局"], ["县住建局"]]
    assert [one.text for one in table.left_out if one.why == "看不出是问题的"] == [
        "县林业局：未完工的林地全部复绿。", DONE, "县水利局：要加快清运。",
    ]  # fmt: skip


def test_what_a_line_above_calls_problems_needs_no_word_of_trouble():
    table = one_table(
        "暗访情况通报\n县整改办暗访发现以下问题。\n青石镇人民政府：砂石料场门口成片积灰。\n恒发水泥有限公司：除尘设施停用，责令立即整改。\n"
        "青石县整改办\n2026年5月16日"
    )

    assert told(table, "responsible_unit", "description", "deadline") == [
        ["青石镇人民政府", "砂石料场门口成片积灰。", ""],
        ["恒发水泥有限公司", "除尘设施停用", "立即整改"],
    ]


def test_several_problems_of_a_unit_are_told_one_by_one():
    table = one_table(f"存在问题通报\n{SLOW}\n县住建局：1.料场未覆盖。2.管网破损未修复。")

    assert told(table, "responsible_unit", "description")[1:] == [
        ["县住建局", "1.料场未覆盖。"],
        ["县住建局", "2.管网破损未修复。"],
    ]


def test_it_is_read_out_of_word_too(tmp_path):
    lines = f"整改情况通报\n{SLOW}\n{DUSTY}".split("\n")
    (table,) = read_tables(document(tmp_path / "通报.docx", *map(paragraph, lines))).tables

    assert told(table, "responsible_unit") == [["县水利局"], ["县住建局"]]


@pytest.mark.parametrize(
    ("text", "kind", "advice"),
    [
        ("会议纪要\n会议要求：\n县水利局：要加快清运。\n县住建局：要加强管网建设。", "会议纪要", "只写了成绩或要求的不是"),
        (f"工作简报\n{DONE}\n县林业局：全年造林2万亩。", "工作简报", "一个单位一段写明"),
        ("在大会上的讲话\n同志们：\n要提高站位。", "讲话、发言稿", "存在以下问题"),
        ("全县整改工作方案\n为做好整改工作，制定本方案。", "工作方案", "存在以下问题"),
    ],
)  # fmt: skip
def test_other_papers_are_refused_with_what_they_seem_to_be(text, kind, advice):
    with pytest.raises(UserError, match=f"这份文字像是{kind}。.*{advice}"):
        read_text(text)


@pytest.mark.parametrize("sign", ["；", "。"])
def test_a_sentence_of_a_circular_that_tells_of_several_units_is_parted(sign):
    text = (
        "柳林镇人居环境督查通报\n近日，镇督查组对三个村进行了督查，现通报如下：\n整体情况\n"
        f"从督查情况看，各村村道较为整洁，但仍有一些问题，东河村发现多处杂物乱堆乱放{sign}西河村存在垃圾未清理的现象{sign}上街社区有两处污水直排。希望各村举一反三，抓紧整改。"
    )
    table = one_table(text)

    assert [(one.fields["responsible_unit"], one.fields["description"]) for one in table.records] == [
        ("东河村", "发现多处杂物乱堆乱放"),
        ("西河村", "存在垃圾未清理的现象"),
        ("上街社区", "有两处污水直排"),
    ]
    assert len([one for one in table.faults if "从通报里的" in one.message]) == 3
    assert any("希望各村举一反三" in one.text for one in table.left_out)


def test_units_that_one_check_tells_of_go_before_the_day():
    table = one_table(
        "秸秆禁烧工作通报（第5期）\n3月2日巡查发现：东河村有火点1处，扣0.5分；西河村有火点2处，扣1分；上街社区焚烧垃圾1处。请以上村立即整改。\n镇禁烧办"
    )

    assert [(one.fields["responsible_unit"], one.fields["description"]) for one in table.records] == [
        ("东河村", "有火点1处，扣0.5分"),
        ("西河村", "有火点2处，扣1分"),
        ("上街社区", "焚烧垃圾1处"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "人居环境工作通报\n东河村有农户120户，党员30名；西河村有农户80户。下一步，各村要加强管理，防止垃圾乱倒。",
        "督查通报\n从督查情况看，东河村发现多处杂物乱堆乱放，镇里已安排清理。其余各村情况较好。",
    ],
)
def test_sentences_on_one_unit_or_on_no_trouble_are_not_parted(text):
    with pytest.raises(UserError):
        read_text(text)

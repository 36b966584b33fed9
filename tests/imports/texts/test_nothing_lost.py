"""However badly a document is put together, every word of it arrives in a field, under a label, or among what was left out."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dczg_desktop.base.text import folded
from dczg_desktop.domain.header_words import composed_field
from dczg_desktop.imports.texts.document import document_table, lines_of
from dczg_desktop.imports.texts.labelling.label_words import names_field

NUMBERS = [
    "一、",
    "二、",
    "三、",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "3.",
    "(1)",
    "(2)",
    "①",
    "整改任务第1项：",
    "第三项、",
    "问题1：",
    "【问题二】",
    "第一部分 ",
    "",
]
LABELS = [
    "整改目标",
    "整改时限",
    "责任单位",
    "督导单位",
    "整改措施",
    "问题",
    "反馈问题",
    "整改完成情况",
    "验收情况",
    "公示时间",
    "责任领导",
    "标题",
    "销号标准",
]
SIGNS = ["：", ":", "　", "", "——", "。"]
TEXTS = [
    "清理垃圾。", "2025年底前", "县水利局；责任领导：王强", "河道垃圾未清", "覆盖到位。整改时限：2025年", "1.清理。2.巡查。", "", "督察发现，未覆盖：",
    "2025年6月1日", "如有异议请反映。", "整改措施：1.甲。责任单位：乙局。", "【整改目标】丁【整改时限】戊", "丙（责任单位：己局；时限：2025年底）",
]  # fmt: skip
_HEADS = re.compile(
    r"^(?:[一二三四五六七八九十\d]{1,2}[、.．]|[（(].{1,2}[）)]|[①-⑳]|整改任务第.项|第.{1,2}项、?|(?:反馈)?问题.[.]?|第.部分)|(?<=存在问题|整改措施)[一二]$"
)

line = st.one_of(
    st.builds("{}{}{}{}".format, st.sampled_from(NUMBERS), st.sampled_from(LABELS), st.sampled_from(SIGNS), st.sampled_from(TEXTS)),
    st.builds("【{}】{}".format, st.sampled_from(LABELS), st.sampled_from(TEXTS)),
    st.builds("{}{}".format, st.sampled_from(NUMBERS), st.sampled_from(TEXTS)),
    st.sampled_from([
        "附件：1.整改任务清单", "2.领导小组名单", "附件1", "注：按月报送。", "（牵头单位：县水利局；整改时限：2025年底前）", "存在问题一：河道堆土。",
        "存在问题二：料场扬尘。", "整改措施一：清运。", "整改措施二：覆盖。", "整改措施及成效：已清运。", "自查结论：符合条件", "— 3 —", "以上问题的共性措施：每月调度。",
        "请各单位抓好落实。", "监督电话：0888-123456", "公示期为2025年3月3日至3月7日。", "南坪镇人民政府", "二〇二五年三月三日", "整改前照片",
        "关于整改完成情况的公示", "省督察反馈指出，河道堆土。已清运完成。", "【意见反馈】请向县水利局反映", "扫一扫在手机打开当前页", "反馈问题3项",
    ]),
)  # fmt: skip


def _is_run_on(text: str, kept: str) -> bool:
    """Whether a text is a label and its content without a sign between them, both of which arrived."""
    return any(text.startswith(label) and folded(text[len(label) :]) in kept for label in LABELS if label)


@settings(max_examples=120, deadline=None)
@given(st.lists(line, min_size=3, max_size=25))
@example(
    [
        "【标题】清理垃圾。",
        "第一部分 整改目标：清理垃圾。",
        "【标题】清理垃圾。",
        "（二）清理垃圾。",
        "一、整改目标：清理垃圾。",
        "二、清理垃圾。",
        "一、整改时限：清理垃圾。",
    ]
)
@example(
    [
        "一、问题：清理垃圾。",
        "一、整改目标：清理垃圾。",
        "反馈问题3项",
        "【整改目标】",
        "一、整改目标：清理垃圾。",
    ]
)
@example(
    [
        "一、整改目标：清理垃圾。",
        "一、整改目标：清理垃圾。",
        "一、整改目标清理垃圾。",
        "二、整改措施：清理垃圾。",
    ]
)
def test_no_word_of_a_document_is_lost(lines):
    table = document_table("方案", lines_of("\n".join(lines)))
    if table is None:
        return

    kept = folded("".join([table.title, *(row.text for row in table.left_out), *table.mapping.values()]))
    for record in table.records:
        kept += folded("".join([*record.extra, *record.fields.values(), *record.extra.values()]))
    for text in lines:
        for piece in re.split(r"[：:；。【】—\s，]+", text):
            bare = _HEADS.sub("", _HEADS.sub("", piece)).strip("（）()")  # 一、问题1. counts twice
            is_label = names_field(bare) or composed_field(folded(bare))[0]
            assert folded(bare) in kept or folded(piece) in kept or is_label or _is_run_on(bare, kept), text


@pytest.mark.parametrize(
    "line", ["（牵头单位：县水利局（含河湾乡）", "（牵头单位：县水利局）、（配合单位：南坪镇）"]
)
def test_a_line_with_brackets_that_do_not_stand_around_it_is_whole(line):
    text = f"方案\n一、河道垃圾。\n整改目标：清理。\n{line}\n整改时限：2025年底前\n"
    table = document_table("方案", lines_of(text))

    said = "".join("".join([*one.fields.values(), *one.extra.values()]) for one in table.records)
    assert line.lstrip("（").split("：", 1)[1] in said

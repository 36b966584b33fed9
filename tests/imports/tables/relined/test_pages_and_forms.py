"""Headings that stand once more on a page, forms whose first label nobody knows, labels before a tab or with a bracket in them."""

import pytest

from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import asked, one_table


def _fields(table, *names):
    return [tuple(one.fields.get(name, "") for name in names) for one in table.records]


@pytest.mark.parametrize("first", ["总序号", "河湖名称", "网格", "序 号"])
def test_headings_on_the_next_page_are_no_record_whatever_stands_first(first):
    head = f"{first}\t存在问题\t责任单位\t整改时限"
    rows = ("1\t垃圾乱堆。\t县水利局\t2026年6月底", "2\t污水直排。\t县住建局\t2026年9月底")
    table = one_table("\n".join([head, rows[0], head, rows[1]]))
    assert _fields(table, "description") == [("垃圾乱堆。",), ("污水直排。",)]


@pytest.mark.parametrize("between", ["\t", " | "])
def test_a_first_label_that_nobody_knows_begins_each_record(between):
    labels = ("总序号", "分序号", "问题类别", "具体问题", "责任单位", "整改时限")
    forms = (
        ("41", "1", "共性问题", "秸秆禁烧不力。", "县农业农村局", "2026年6月底"),
        ("42", "2", "个性问题", "湿地内有餐饮店。", "县林草局", "2026年9月底"),
        ("43", "3", "个性问题", "矿山边采边破坏。", "县自然资源局", "2027年6月底"),
    )
    end = " |" if "|" in between else ""
    text = "\n".join(
        f"{label}{between}{cell}{end}" for form in forms for label, cell in zip(labels, form, strict=True)
    )
    assert _fields(one_table(text), "number", "description") == [(one[0], one[3]) for one in forms]


def test_a_label_that_comes_twice_in_every_form_begins_none():
    one = "问题序号\t{0}\n水源地名称\t大豪水厂\n级别\t一级\n水源地名称\t东门水厂\n问题\t{1}\n整改情况\t已清理{0}处。"
    table = one_table("\n".join(one.format(*pair) for pair in ((1, "有堆场。"), (2, "有农家乐。"))))
    assert _fields(table, "number", "description") == [("1", "有堆场。"), ("2", "有农家乐。")]


_FORMS = (
    ("1", "甲村污水外溢", "县水务局", "2026年6月", "已完成"),
    ("2", "乙村垃圾乱堆", "县城管局", "2026年7月", "正在整改"),
)


@pytest.mark.parametrize(
    "labels",
    [("编号", "问题", "责任单位", "时限", "状态"), ("编号", "反馈问题", "责任单位", "整改时限", "整改状态")],
)
@pytest.mark.parametrize("title", ["", "河湾县问题登记表\n"])
@pytest.mark.parametrize("empty", [False, True])
def test_short_labels_before_a_tab_are_labels(labels, title, empty):
    pairs = [
        f"{label}\t{'' if empty and label == '责任单位' else cell}"
        for form in _FORMS
        for label, cell in zip(labels, form, strict=True)
    ]
    table = one_table(title + "\n".join(pairs))
    assert _fields(table, "number", "description", "status") == [(one[0], one[1], one[4]) for one in _FORMS]
    assert [bool(one[0]) for one in _fields(table, "responsible_unit")] == [not empty] * 2


@pytest.mark.parametrize("label", ["村（社区）", "面积（亩）", "面积/长度", "10月进展", "一季度进展"])
def test_a_label_with_a_bracket_a_stroke_or_a_month_in_it_is_no_part_of_the_one_above(label):
    forms = (
        f"序号：{number}\n存在问题：{problem}\n整改时限：2026年6月底\n{label}：王家塘\n责任单位：县水利局"
        for number, problem in ((1, "垃圾乱堆。"), (2, "污水直排。"))
    )
    table = one_table("\n".join(forms))
    assert _fields(table, "deadline", "responsible_unit") == [("2026年6月底", "县水利局")] * 2


def test_words_below_a_number_are_asked_about():
    lines = (
        "序号：1",
        "抽查对象 恒发公司",
        "存在问题：垃圾乱堆。",
        "整改时限：2026年6月底",
        "责任单位：县水利局",
    )
    assert "编号后面连着别的文字" in asked(one_table("\n".join(lines)))


def test_a_text_with_a_few_tabs_is_read_as_it_stands():
    text = "整改方案\n一、问题：垃圾乱堆。\n整改目标：清理。\n责任单位：县水利局\n时限\t6月"
    assert read_text(text).tables[0].records[0].fields["responsible_unit"].startswith("县水利局")


def _lines(*labels):
    cells = {
        "序号": ("1", "2", "3"),
        "点位": ("王家塘", "坝口组", "砖厂"),
        "存在问题": ("垃圾乱堆。", "污水直排。", "秸秆焚烧。"),
        "村（社区）": ("上坝村", "上坝村", "上坝村"),
        "责任单位": ("上坝村委会", "上坝村委会", "县城管局"),
        "整改时限": ("2026年6月底", "2026年9月底", "立行立改"),
        "整改人": ("王某", "王某", "王某"),
    }
    return "\n".join(f"{label}\n{cells[label][form]}" for form in range(3) for label in labels)


@pytest.mark.parametrize(
    "labels",
    [
        ("序号", "点位", "存在问题", "责任单位", "整改时限"),
        ("序号", "点位", "村（社区）", "存在问题", "责任单位", "整改人", "整改时限"),
        ("序号", "存在问题", "村（社区）", "责任单位", "整改时限", "整改人"),
    ],
)
def test_labels_that_nobody_knows_on_lines_of_their_own_are_told_by_coming_again(labels):
    table = one_table(_lines(*labels))
    assert _fields(table, "number", "description", "responsible_unit", "deadline") == [
        ("1", "垃圾乱堆。", "上坝村委会", "2026年6月底"),
        ("2", "污水直排。", "上坝村委会", "2026年9月底"),
        ("3", "秸秆焚烧。", "县城管局", "立行立改"),
    ]


def test_contents_that_come_again_are_no_labels():
    labels = ("编号", "行政区域", "反馈问题", "责任单位", "整改时限")
    forms = (
        ("1", "河湾县", "垃圾乱堆。", "县城管局", "立行立改"),
        ("2", "河湾县", "污水直排。", "县城管局", "立行立改"),
    )
    text = "\n".join(f"{label}\n{cell}" for form in forms for label, cell in zip(labels, form, strict=True))
    assert (
        _fields(one_table(text), "area", "responsible_unit", "deadline")
        == [("河湾县", "县城管局", "立行立改")] * 2
    )

"""Problems that begin with a label or a bullet, measures above the other labels, measures with labels of their own."""

import itertools

import pytest

from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.reading import Table

NUMERALS = "一二三"
PROBLEMS = ("河道垃圾长期未清", "料场扬尘污染严重", "夜间施工噪声扰民")
BEGINNINGS = {
    "序号": "序号：{n}\n反馈问题：{text}", "存在问题一": "存在问题{c}：{text}", "bullet": "●关于{text}问题", "第一项": "第{c}项、{text}",
}  # fmt: skip
ITEMS = {
    "1.": ("1.清理垃圾。", "2.建立队伍。", "3.加强巡查。"),
    "without signs": ("1.清理垃圾", "2.建立队伍", "3.加强巡查"),
    "nested": ("（一）清理垃圾。", "1.沿河清理。", "2.沿路清理。", "（二）建立队伍。", "1.落实人员。", "2.落实经费。"),
    "named": ("措施一：清理垃圾。", "措施二：建立队伍。"),
    "labels": ("1.清理垃圾。", "责任单位：县水利局", "完成时限：2025年底前", "2.巡查。", "责任单位：河湾乡", "完成时限：长期坚持"),
}  # fmt: skip
OTHERS = {
    "goal": "整改目标：清理到位。",
    "deadline": "整改时限：2025年12月底前",
    "supervising_unit": "督导单位：市水利局",
}
ORDERS = (("measures", *OTHERS), ("goal", "measures", "deadline", "supervising_unit"), (*OTHERS, "measures"))


def plan(beginning: str, items: str, order: tuple[str, ...]) -> str:
    lines = []
    for number, text in enumerate(PROBLEMS, start=1):
        lines.append(BEGINNINGS[beginning].format(n=number, c=NUMERALS[number - 1], text=text))
        for name in order:
            lines += ["整改措施：", *ITEMS[items]] if name == "measures" else [OTHERS[name]]
    return "\n".join(lines)


def told(table: Table) -> list[tuple[str, ...]]:
    names = ("description", *OTHERS, "measures")
    return [tuple(record.fields.get(name, "") for name in names) for record in table.records]


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_every_order_of_labels_gives_every_problem_its_own_contents(beginning):
    wrong = []
    for items, order in itertools.product(ITEMS, ORDERS):
        (table,) = read_text(plan(beginning, items, order), "方案").tables
        others = [text.partition("：")[2] for text in OTHERS.values()]
        bullet = "关于{}问题" if beginning == "bullet" else "{}"
        expected = [(bullet.format(text), *others, "\n".join(ITEMS[items])) for text in PROBLEMS]
        if told(table) != expected or table.left_out:
            wrong.append((items, order))

    assert wrong == []


def test_a_label_numbered_like_its_neighbours_is_the_problems_and_not_the_last_measures():
    text = "\n".join(
        f"第{c}项、问题\n（一）整改措施：\n1.清理。\n完成时限：2024年底前\n2.巡查。\n完成时限：长期坚持\n（二）完成时限：2025年底前"
        for c in NUMERALS
    )

    (table,) = read_text(text, "方案").tables

    assert {record.fields["deadline"] for record in table.records} == {"2025年底前"}


def test_a_label_that_comes_again_behind_one_measure_is_the_problems():
    text = "\n".join(
        f"第{c}项、问题\n整改措施：\n1.清理。\n责任单位：县水利局\n2.巡查。\n责任单位：河湾乡\n责任单位：县人民政府"
        for c in NUMERALS
    )

    (table,) = read_text(text, "方案").tables

    assert {record.fields["responsible_unit"] for record in table.records} == {"县人民政府"}


def test_bullets_of_measures_with_their_own_units_are_no_titles():
    measures = "●清理垃圾。\n责任单位：县水利局\n●加强巡查。\n责任单位：河湾乡"
    text = "\n".join(f"第{c}项、问题\n整改目标：到位。\n整改措施：\n{measures}" for c in NUMERALS)

    (table,) = read_text(text, "方案").tables

    assert [record.fields["description"] for record in table.records] == ["问题"] * 3


def test_what_stands_behind_measures_with_units_of_their_own_on_one_line_is_the_problems():
    measures = "1.清理。责任单位：县水利局。2.巡查。责任单位：河湾乡。"
    text = "\n".join(
        f"第{c}项、问题\n整改措施：{measures}督导单位：市水利局；整改目标：到位" for c in NUMERALS
    )

    (table,) = read_text(text, "方案").tables

    assert {
        tuple(record.fields[name] for name in ("measures", "supervising_unit", "goal"))
        for record in table.records
    } == {(measures, "市水利局", "到位")}


def test_the_content_below_the_last_label_of_each_problem_is_no_line_between_them():
    text = "\n".join(
        f"序号：{n}\n反馈问题：河道{n}\n整改措施\n清理\n整改时限\n2025年12月底前" for n in range(1, 4)
    )

    (table,) = read_text(text, "方案").tables

    assert [record.fields["deadline"] for record in table.records] == ["2025年12月底前"] * 3


def test_chapters_beside_labels_without_a_colon_are_chapters():
    problem = "序号：{}\n反馈问题：河道\n整改措施：\n1.清理\n2.巡查\n责任单位　县水利局\n整改时限　2025年底前"
    text = f"方案\n第一部分 共性问题\n{problem.format(1)}\n{problem.format(2)}\n第二部分 保障措施\n加强领导。"

    (table,) = read_text(text, "方案").tables

    assert [record.fields["measures"] for record in table.records] == ["1.清理\n2.巡查"] * 2

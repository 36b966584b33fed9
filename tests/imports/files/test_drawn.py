"""What texts draw around the cells of their tables is nothing of them."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.samples.read_texts import table_of


def test_signs_for_bold_words_and_codes_are_nothing_of_the_cells():
    table = table_of(
        "| **序号** | **受理编号** | **问题** | **是否属实** | **整改情况** |\n|:--:|:--|:--|:--:|:--|\n"
        "| 1 | `D2YN202604190027` | 烧烤店**油烟直排** | 属实 | 已清洗 |\n| 2 | X2YN202604190016* | 王**反映采石场越界 | 属实 | 已立案 |\n"
    )

    first, second = table.records
    assert (first.fields["number"], first.fields["description"]) == ("D2YN202604190027", "烧烤店油烟直排")
    assert (second.fields["number"], second.fields["description"]) == (
        "X2YN202604190016*",
        "王**反映采石场越界",
    )


LINED = """青石县信访举报件公开情况一览表（第三批）
序号 |
受理编号 |
交办问题基本情况 |
行政区域 |
调查核实情况 |
是否属实 |
处理和整改情况 |
责任人被处理情况 |
1 |
X3QS202505300065 |
小区车库没有硬化，扬尘大。 |
青石县 |
经调查部分属实。
1.车库已硬化。
2.工地停工。 |
部分属实 |
已洒水降尘。 |
|
2 | X3QS202505300066 | 夜间施工噪声。 |
青石县 | 属实。 | 属实 | 已停工。 | 无 |
督察组值班电话：
"""


def test_a_line_behind_every_cell_counts_the_cells_off():
    table = table_of(LINED)

    first, second = table.records
    assert first.fields["findings"] == "经调查部分属实。\n1.车库已硬化。\n2.工地停工。"
    assert (first.fields["result"], first.fields["accountability"]) == ("已洒水降尘。", "")
    assert (second.fields["number"], second.fields["accountability"]) == ("X3QS202505300066", "无")
    assert [row.text for row in table.left_out] == ["督察组值班电话："]


def test_a_first_heading_left_empty_still_has_its_column():
    for text in (
        LINED.replace("\n序号 |", "\n |"),
        LINED.split("\n", maxsplit=1)[1].replace("序号 |", " |", 1),
    ):
        first, second = table_of(text).records

        assert (first.fields["number"], first.fields["area"]) == ("X3QS202505300065", "青石县")
        assert (second.fields["description"], second.fields["substantiated"]) == ("夜间施工噪声。", "属实")


def test_a_line_in_brackets_above_the_headings_is_of_the_title():
    table = table_of(LINED.replace("（第三批）\n", "\n（第三批 2025年6月2日）\n"))

    assert table.title.endswith("（第三批 2025年6月2日）")
    assert table.columns[0].header == "序号"


def test_cells_that_do_not_come_out_even_are_refused():
    with pytest.raises(UserError, match="分不清哪些字属于哪一格"):
        read_text(
            LINED.replace("青石县 | 属实。 |", "青石县 |").replace(
                "无 |", "无 |\n3 | X3QS202505300067 | 臭味。 |"
            )
        )

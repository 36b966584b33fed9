"""What texts draw around the cells of their tables is nothing of them."""

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

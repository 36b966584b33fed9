"""Papers whose opening names as many problems as it counts, with what was done about each numbered below."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table

DONE = ["水源地标识牌、界桩已安装到位。", "14艘吸砂船已全部运离河道。"]
NAMED = ["未对全县水源地设置标识牌", "云溪河内有14艘吸砂船未运走，影响行洪"]


def paper(opening: str, results: list[str] = DONE) -> str:
    counted = "\n".join(f"{place}.{text}" for place, text in enumerate(results, start=1))
    return f"县水利局反馈问题整改完成情况公示\n2025年省审计厅对我县进行审计，{opening}经多方配合，均已整改。现公示如下：\n{counted}\n附件：照片\n青石县水利局\n2026年1月5日"


@pytest.mark.parametrize(
    "opening",
    [
        f"反馈问题由县水利局牵头整改2个，分别是{NAMED[0]}；{NAMED[1]}。",
        f"反馈我局2个突出问题，即：1.{NAMED[0]}；2.{NAMED[1]}。",
        f"反馈我局两个问题，分别为一是{NAMED[0]}；二是{NAMED[1]}。",
    ],
)
def test_each_named_problem_has_the_result_of_its_number(opening):
    table = one_table(paper(opening))

    assert [one.fields["description"] for one in table.records] == NAMED
    assert [one.fields["progress"] for one in table.records] == DONE
    assert sum("按先后对上的" in one.message for one in table.faults) == 2
    assert any("均已整改。现公示如下" in one.text for one in table.left_out)


@pytest.mark.parametrize(
    "text",
    [
        paper(f"反馈问题由县水利局牵头整改3个，分别是{NAMED[0]}；{NAMED[1]}。"),
        paper(f"反馈问题由县水利局牵头整改2个，分别是{NAMED[0]}；{NAMED[1]}。", [*DONE, "已建立巡查制度。"]),
        paper(
            f"反馈问题由县水利局牵头整改2个，分别是{NAMED[0]}；{NAMED[1]}。", ["水源地标识牌。", "吸砂船。"]
        ),
    ],
)
def test_counts_that_differ_are_not_put_together(text):
    try:
        told = [one.fields.get("description", "") for one in read_text(text).tables[0].records]
    except UserError:
        told = []
    assert not set(told) & set(NAMED)

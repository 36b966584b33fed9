"""An extension that stands elsewhere than under 整改时限 is asked about: in a column of its own, in a remark."""

import pytest

from tests.imports.samples.merged_workbooks import only, workbook

HEAD = ["序号", "问题", "整改措施", "整改时限", "责任单位"]
ROW = ["1", "河道两岸堆放大量生活垃圾，污染水体", "清理", "2025年6月底", "县水利局"]


def _doubts(folder, heading: str, text: str) -> list[tuple[str, str]]:
    table = only(workbook(folder / "a.xlsx", ([[*HEAD, heading], [*ROW, text]], ())))
    assert table.records[0].fields["deadline"] == "2025年6月底"
    return [(one.place, one.message) for one in table.faults if "整改时限却是" in one.message]


@pytest.mark.parametrize(
    "heading",
    ["延期时限", "延期后时限", "顺延时间", "变更后的期限", "调整至", "整改时限（调整后）", "完成期限调整"],
)
def test_a_later_day_in_a_column_of_extensions_is_asked_about(tmp_path, heading):
    ((place, message),) = _doubts(tmp_path, heading, "2025年12月底")

    assert place == "表1!F2"
    assert f"“{heading}”一栏写着“2025年12月底”，整改时限却是“2025年6月底”" in message


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("延期时限", ""),
        ("延期时限", "2025年6月30日"),
        ("延期次数", "2"),
        ("延期申请时间", "2025年12月"),
        ("调整日期", "2025年3月"),
    ],
)
def test_no_later_day_is_not_asked_about(tmp_path, heading, text):
    assert _doubts(tmp_path, heading, text) == []


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("经县政府批准延期至2025年12月底", True),
        ("因汛期影响，整改时限顺延到2025年9月30日。", True),
        ("已申请延期至2025年12月底", False),
        ("延期至2025年3月", False),
        ("垃圾已转运至2025年新建的填埋场", False),
    ],
)
def test_an_extension_told_in_a_remark_is_asked_about(tmp_path, text, is_asked):
    assert bool(_doubts(tmp_path, "备注", text)) is is_asked


def test_a_level_below_the_deadline_that_holds_some_later_days_is_asked_about_in_each_row(tmp_path):
    rows = [
        ["序号", "问题", "整改时限", "", "责任单位"],
        ["", "", "原定", "调整后", ""],
        ["1", "污水处理厂超负荷", "2025年底", "2026年底", "县住建局"],
        ["2", "砂场违规占地", "2026年6月底", "", "县水利局"],
    ]
    table = only(workbook(tmp_path / "a.xlsx", (rows, ("A1:A2", "B1:B2", "C1:D1", "E1:E2"))))

    assert [one.place for one in table.faults if "整改时限却是" in one.message] == ["表1!D3"]

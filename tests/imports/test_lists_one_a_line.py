"""Lists of petitions copied one cell a line: a batch written once for several rows, findings and result both over several lines."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_text
from tests.imports.texts_read import one_table

_TITLE = "河湾市信访件办理情况一览表"
_HEAD = ("反映问题", "行政区域", "调查核实情况", "是否属实", "处理和整改情况", "是否办结")
_NUMBERS = ("D3HW202605110001", "D3HW202605110002", "D3HW202605120003", "D3HW202605120004")
_CELLS = (
    ("水泥厂粉尘扰民。", "河湾县", "经查，该厂未装除尘器。", "属实", "责令安装除尘器。", "已办结"),
    ("养猪场臭气扰民。", "青石县", "经查，该场粪污外溢。", "属实", "责令清理粪污。", "已办结"),
    ("工地扬尘。", "河湾县", "经查，裸土未覆盖。", "属实", "责令覆盖。", "已办结"),
    ("饭店油烟扰民。", "云溪区", "经查，未装净化器。", "属实", "责令安装。", "阶段性办结"),
)
_BATCHES = ("第三批", "", "第四批", "")


@pytest.mark.parametrize("is_counted", [False, True])
@pytest.mark.parametrize("is_in_front", [False, True])
def test_a_batch_written_once_is_of_every_row_down_to_the_next(is_counted, is_in_front):
    def cells(count, number, batch):
        pair = (batch, number) if is_in_front else (number, batch)
        return filter(None, (count if is_counted else "", *pair))

    lines = [_TITLE, *cells("序号", "受理编号", "批次"), *_HEAD]
    for place, (number, batch) in enumerate(zip(_NUMBERS, _BATCHES, strict=True)):
        lines += [*cells(str(place + 1), number, batch), *_CELLS[place]]
    records = one_table("\n".join(lines)).records

    assert [one.fields["batch"] for one in records] == ["第三批", "第三批", "第四批", "第四批"]
    assert [one.fields["number"] for one in records] == list(_NUMBERS)
    assert [one.fields["completion"] for one in records] == [one[-1] for one in _CELLS]


def _two_over_lines(*between):
    head = [
        "序号",
        "受理编号",
        "反映问题",
        "行政区域",
        "污染类型",
        "调查核实情况",
        "处理和整改情况",
        "是否办结",
    ]
    first = [
        "1", _NUMBERS[0], "水泥厂粉尘扰民。", "河湾县", "大气", "经现场核查，群众反映属实。", "该厂未装除尘器，原料露天堆放。",
        *between, "县环境局已立案查处。", "已办结",
    ]  # fmt: skip
    second = [
        "2",
        _NUMBERS[1],
        "养猪场臭气扰民。",
        "青石县",
        "大气",
        "粪污外溢。",
        "要求清理粪污。",
        "已办结",
    ]
    return "\n".join([_TITLE, *head, *first, *second])


@pytest.mark.parametrize(
    "opening", ["责令该厂立即停产整改。", "县环境局责令该厂停产。", "下一步，加强巡查。"]
)
def test_findings_end_where_the_first_line_says_what_was_demanded(opening):
    fields = one_table(_two_over_lines(opening)).records[0].fields

    assert fields["findings"] == "经现场核查，群众反映属实。\n该厂未装除尘器，原料露天堆放。"
    assert fields["result"] == f"{opening}\n县环境局已立案查处。"


@pytest.mark.parametrize("lines", [["已拆除炉灶。", "责令停产。"], ["厂区未硬化。", "目前该厂已停产。"]])
def test_lines_that_may_be_of_either_are_not_parted(lines):
    text = _two_over_lines(*lines).replace("县环境局已立案查处。\n", "")
    with pytest.raises(UserError, match="丢了分列的位置"):
        read_text(text)

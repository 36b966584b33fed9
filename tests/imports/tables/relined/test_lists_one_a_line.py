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


_LABELS = ("受理编号", "点位", "反映问题", "核查情况", "是否属实", "整改情况", "是否办结")
_SITES = (
    ("D2YN202604210021", "甲砂场", "扬尘", "道路积尘", "属实", "洒水", "已办结"),
    ("D2YN202604210022", "乙砂场", "废水", "无废水外排", "不属实", "无", "已办结"),
)


@pytest.mark.parametrize(
    "lines",
    [
        ("编号", "河湖名称", "整改措施", "完成时限", "整改进展", "清水河", "清运", "2026年9月", "已清运", "龙潭水库", "拆除", "2026年7月"),
        ("网格", "发现问题", "处置结果", "整改时限", "销号日期", "一网格", "堆放家具", "已清理", "9月1日", "9月2日"),
    ],
)  # fmt: skip
def test_headings_one_below_the_other_are_no_labels_over_contents(lines):
    with pytest.raises(UserError, match="丢了分列的位置"):
        read_text("\n".join(lines))


def test_a_list_with_a_heading_that_nobody_knows_keeps_the_number_in_front_of_it():
    records = one_table("\n".join((*_LABELS, *_SITES[0], *_SITES[1]))).records
    assert [(one.fields["number"], one.fields["description"]) for one in records] == [
        (one[0], one[2]) for one in _SITES
    ]


def test_labels_over_contents_that_are_known_as_headings_too_are_read():
    lines = [line for pair in zip(_LABELS, _SITES[0], strict=True) for line in pair if "点位" not in pair]
    (record,) = one_table("\n".join(lines)).records
    assert (record.fields["substantiated"], record.fields["result"]) == ("属实", "洒水")


def test_several_numbers_of_one_petition_stay_in_its_number():
    head = ["序号", "受理编号", *_HEAD]
    text = "\n".join([_TITLE, *head, "1", *_NUMBERS[:2], *_CELLS[0], "2", _NUMBERS[2], *_CELLS[2]])
    first, second = one_table(text).records
    assert first.fields["number"].split() == list(_NUMBERS[:2])
    assert (first.fields["description"], second.fields["number"]) == (_CELLS[0][0], _NUMBERS[2])


def test_running_numbers_begin_a_record_where_they_count_on():
    head = ["序号", "受理编号", *_HEAD]
    text = "\n".join([_TITLE, *head, "1", "2145", *_CELLS[0], "2", "2147", *_CELLS[1][:-1]])
    records = one_table(text).records
    assert [one.fields["number"] for one in records] == ["2145", "2147"]
    assert records[0].fields["result"] == _CELLS[0][4]


def test_a_number_under_another_heading_is_out_of_place():
    head = ["序号", "受理编号", *_HEAD]
    lost = ["1", _NUMBERS[0], "水泥厂粉尘扰民。", "河湾县", "2", _NUMBERS[1], "养猪场臭气扰民。", "青石县"]
    with pytest.raises(UserError, match="丢了分列的位置"):
        read_text("\n".join([_TITLE, *head, *lost]))

"""Columns whose header says two things at once, and columns of rounds."""

from tests.imports.texts_read import asked

HEAD = "序号/受理编号|行政区域|交办问题基本情况|调查核实情况及是否属实|处理和整改情况|办结情况"


def test_the_serial_number_in_the_cell_of_a_petition_is_no_part_of_its_number(read):
    table = read(
        HEAD,
        "1\nD3HB202506110021|青石县|噪声扰民|属实。夜间超标。|已停工|已办结",
        "2\nX3HB202506110004|云溪县|垃圾堆积|不属实。现场整洁。|加强保洁|已办结",
    )

    assert [one.fields["number"] for one in table.records] == ["D3HB202506110021", "X3HB202506110004"]
    assert [one.fields["sequence"] for one in table.records] == ["1", "2"]
    assert "没有受理编号" not in asked(table)


def test_a_cell_with_a_number_alone_keeps_every_cell_as_it_is(read):
    table = read(
        HEAD,
        "1/D3HB202506110021|青石县|噪声扰民|属实。夜间超标。|已停工|已办结",
        "X3HB202506110004|云溪县|垃圾堆积|不属实。现场整洁。|加强保洁|已办结",
    )

    assert [one.fields["number"] for one in table.records] == ["1/D3HB202506110021", "X3HB202506110004"]


def test_the_word_in_front_of_findings_is_whether_a_petition_is_true_and_is_asked_about(read):
    table = read(
        HEAD,
        "1 D3HB202506110021|青石县|噪声扰民|部分属实。夜间超标，白天不超标。|已停工|已办结",
        "2 X3HB202506110004|云溪县|垃圾堆积|经现场核查，未见垃圾。|加强保洁|已办结",
        "3 X3HB202506110005|云溪县|垃圾堆积|属实。其中污水问题不属实。|加强保洁|已办结",
    )
    column = next(one for one in table.columns if one.field == "substantiated")

    assert [one.fields["substantiated"] for one in table.records] == ["部分属实", "", ""]
    assert table.records[0].fields["findings"] == "部分属实。夜间超标，白天不超标。"
    assert column.confidence < 0.75


def test_a_round_of_the_inspections_is_no_batch_of_petitions(read):
    head = "受理编号|轮次|交办问题基本情况|是否属实|处理和整改情况"
    table = read(
        head,
        "D3HB202506110021|第三轮|噪声扰民|属实|已停工",
        "X3HB202506110004|第三轮|垃圾堆积|属实|已清理",
    )

    assert "batch" not in table.records[0].fields
    assert table.records[0].extra["轮次"] == "第三轮"


def test_batches_under_a_heading_of_rounds_stay_batches(read):
    head = "受理编号|轮次|交办问题基本情况|是否属实|处理和整改情况"
    table = read(head, "D3HB202506110021|第三批|噪声扰民|属实|已停工")

    assert table.records[0].fields["batch"] == "第三批"

"""Notices and plans in running text become records, line by line."""

from pathlib import Path

import pytest

from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.reading import ImportReading

NOTICE = """关于信访件（受理编号X3YX202405160020）整改销号情况公示
根据有关要求，现将整改情况公示如下。
一、整改问题
河湾村东侧池塘水体发黑，
周边垃圾未清。
二、整改实施主体
云溪县人民政府
三、重点措施
1.清理垃圾；
2.定期巡查。
四、完成时限
20259月底前
五、整改完成情况：已完成清理。
以上情况向社会公示，如有异议请反映。
联系电话：0730-1234567
云溪县生态环境局
2025年9月4日
"""
COLUMN = """序号24 受理编号
X2YX202104270093*
交办问题基本情况
铸造厂排放烟尘。
行政区域
云溪县
污染类型
其他
污染
是否属实
部分属实
序号25 受理编号
X2YX202104270094
交办问题基本情况
夜间噪声扰民。
"""
PARAGRAPHS = """一、是否属实
部分属实
二、区域分布：云溪县河湾乡
三、调查核实情况
经查，情况基本属实。
三、整改处理情况
已责令整改。
四、责任追究情况
无
"""


def read(folder: Path, text: str) -> ImportReading:
    path = folder / "公示.txt"
    path.write_bytes(text.encode("gbk"))
    return read_tables(path)


def test_a_notice_is_one_record_with_its_number_from_the_title(tmp_path):
    (table,) = read(tmp_path, NOTICE).tables

    (record,) = table.records
    assert record.fields == {
        "number": "X3YX202405160020",
        "description": "河湾村东侧池塘水体发黑，\n周边垃圾未清。",
        "responsible_unit": "云溪县人民政府",
        "measures": "1.清理垃圾；\n2.定期巡查。",
        "deadline": "20259月底前",
        "progress": "已完成清理。",
    }
    assert record.extra == {"联系电话": "0730-1234567"}
    assert record.cells["measures"] == "第8–10行"
    assert table.title == "关于信访件（受理编号X3YX202405160020）整改销号情况公示"
    assert [row.row for row in table.left_out] == [2, 14, 16, 17]
    assert "2025年9月" in table.faults[0].message


def test_labels_alone_on_their_lines_make_several_records(tmp_path):
    reading = read(tmp_path, COLUMN)

    (table,) = reading.tables
    assert (table.kind, reading.encoding, reading.container) == ("petition", "GB18030", "txt")
    assert [record.fields["number"] for record in table.records] == ["X2YX202104270093*", "X2YX202104270094"]
    assert table.records[0].fields["category"] == "其他\n污染"
    assert [record.fields["sequence"] for record in table.records] == ["24", "25"]


def test_paragraphs_with_a_repeated_ordinal_are_read(tmp_path):
    ((record,),) = (table.records for table in read(tmp_path, PARAGRAPHS).tables)

    assert record.fields["findings"] == "经查，情况基本属实。"
    assert record.fields["result"] == "已责令整改。"
    assert record.fields["area"] == "云溪县河湾乡"


@pytest.mark.parametrize("lines", [["整改任务第1项：思想认识不足。", "整改目标：提高认识。", "整改时限：立行立改",
                                    "整改任务第2项：投入不足。", "整改目标：加大投入。", "整改时限：2019年底前"]])  # fmt: skip
def test_a_plan_of_numbered_tasks_is_one_record_a_task(tmp_path, lines):
    (table,) = read(tmp_path, "\n".join(lines)).tables

    assert [record.fields["number"] for record in table.records] == ["第1项", "第2项"]
    assert [record.fields["deadline"] for record in table.records] == ["立行立改", "2019年底前"]


def test_words_to_the_public_or_to_offices_end_a_content_only_where_nothing_of_it_follows():
    text = (
        "方案\n一、河道垃圾未清。\n整改目标：清理。\n整改措施：\n1.建立公示制度，群众提出异议的及时处理。\n2.各单位要每月巡查。\n责任单位：县水利局\n"
        "二、料场扬尘。\n整改目标：覆盖。\n整改措施：\n各单位要按月报送。\n1.覆盖。\n2.洒水。\n责任单位：县住建局\n请各单位抓好落实。\n"
    )
    (table,) = read_text(text).tables

    first, second = (record.fields["measures"] for record in table.records)
    assert first == "1.建立公示制度，群众提出异议的及时处理。\n2.各单位要每月巡查。"
    assert second == "各单位要按月报送。\n1.覆盖。\n2.洒水。"
    assert [row.text for row in table.left_out] == ["请各单位抓好落实。"]


def test_signs_that_no_workbook_carries_are_left_at_the_door():
    (table,) = read_text("反馈问题：河道\x07有\ud800垃圾\n整改目标：清理\n整改措施：清理\t河道\n").tables

    assert table.records[0].fields["description"] == "河道有垃圾"
    assert table.records[0].fields["measures"] == "清理 河道"

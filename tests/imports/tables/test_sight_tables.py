"""Tables and forms as offices publish them: one cell a line with unknown headings, pages of letters, forms parted by lines."""

import pytest
from openpyxl import Workbook

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.reading import ImportReading, Table
from dczg_desktop.imports.tables.columns.private import PRIVATE
from tests.imports.samples.read_texts import table_of

WATERS = ["编号", "水体名称", "（起止）", "水体类型", "长度", "所在区域", "黑臭级别", "水质现状", "责任人"]


def a_line_each(*rows: list[str]) -> str:
    return "\n\n".join(["青石市黑臭水体清单", *WATERS, *(cell for row in rows for cell in row)])


def test_cells_one_a_line_are_counted_off_though_most_headings_are_unknown():
    text = a_line_each(
        ["1", "内河", "（上闸-下闸）", "河流", "1700", "河湾区", "轻度", "无黑臭", "王强"],
        ["2", "清溪", "（五桥-六桥）", "河流", "4916", "云溪区", "中度", "无黑臭", "李伟"],
    )
    table = table_of(text + "\n\n青石市住房和城乡建设局\n\n2020年6月22日\n")

    assert [(one.fields["number"], one.fields["area"]) for one in table.records] == [
        ("1", "河湾区"),
        ("2", "云溪区"),
    ]
    assert table.records[1].extra["水体名称\n（起止）"] == "清溪\n（五桥-六桥）"


LETTER = [
    ["信件办理"],
    ["姓 名：", "赵某", "写信时间：", "2022-09-27"],
    ["类 别：", "投诉", "状 态：", "已回复"],
    ["承办单位：", "青石县生态环境局"],
    ["主 题：", "噪声扰民"],
    ["内 容：", "河湾路一家水泥制品厂从早到晚都有噪声，请有关部门查处。"],
    ["处理意见：", "经调查，反映情况属实，已责令停止作业。"],
]


def a_letter(folder) -> Table:
    book = Workbook()
    for row in LETTER:
        book.active.append(row)
    book.save(folder / "信件.xlsx")
    (table,) = read_tables(folder / "信件.xlsx").tables
    return table


def test_the_page_of_a_letter_is_one_petition_with_its_answer(tmp_path):
    table = a_letter(tmp_path)
    (record,) = table.records

    assert table.kind == "petition"
    assert record.fields["description"].startswith("河湾路一家水泥制品厂")
    assert record.fields["result"] == "经调查，反映情况属实，已责令停止作业。"


def test_who_wrote_a_letter_is_not_read(tmp_path):
    table = a_letter(tmp_path)

    assert "赵某" not in str([(dict(one.fields), one.extra) for one in table.records])
    assert PRIVATE in [one.why for one in table.left_out]


def test_the_same_page_copied_with_lines_between_its_cells_is_read_alike():
    lines = [" | ".join(row) + " | ||" for row in LETTER[:-1]]
    table = table_of("\n".join([*lines, LETTER[-1][0] + " |", LETTER[-1][1] + " | ||"]))

    assert table.records[0].fields["result"] == "经调查，反映情况属实，已责令停止作业。"
    assert table.records[0].fields["responsible_unit"] == "青石县生态环境局"


def test_what_does_not_conform_is_the_problem_and_a_lot_is_no_batch(tmp_path):
    table = table_of(
        "发现日期\t项目名称\t批号\t不符合项\t整改措施\t整改期限\n2024-05-06\t标签打印\tB240506\t标签字迹不清\t更换色带\t2024-05-08\n"
    )

    assert table.records[0].fields["description"] == "标签字迹不清"
    assert "batch" not in table.records[0].fields


def test_cells_with_a_line_behind_each_are_counted_off_without_serial_numbers():
    table = table_of(
        "青石县食堂整治成果\n学校食堂 |\n具体问题 |\n整改情况 |\n青石一小食堂 |\n防蝇帘老旧 |\n已更换 |\n青石二中食堂 |\n粗加工间存在清理不及时问题 |\n已清理 |\n扫一扫\n"
    )

    assert [(one.fields["description"], one.fields["progress"]) for one in table.records] == [
        ("防蝇帘老旧", "已更换"),
        ("粗加工间存在清理不及时问题", "已清理"),
    ]


def test_such_cells_that_do_not_come_out_even_are_refused():
    with pytest.raises(UserError, match="分不清哪些字属于哪一格"):
        read_text(
            "学校食堂 |\n具体问题 |\n整改情况 |\n青石一小食堂 |\n防蝇帘老旧 |\n青石二中食堂 |\n清理不及时 |\n已清理 |\n"
        )


def a_page(folder, *parts: str) -> ImportReading:
    (folder / "页.html").write_text(f"<html><body>{''.join(parts)}</body></html>", encoding="utf-8")
    return read_tables(folder / "页.html")


def rows_of(*rows: tuple[str, ...]) -> str:
    return (
        "<table>"
        + "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in rows)
        + "</table>"
    )


CARD = rows_of(
    ("索引号：", "1134/2024-3", "组配分类：", "人居环境"),
    ("发布机构：", "青石街道", "主题分类：", "环境保护"),
    ("名称：", "公示", "文号：", "无"),
)


def test_the_notice_below_the_card_of_a_saved_page_is_read(tmp_path):
    words = "".join(
        f"<p>{one}</p>"
        for one in (
            "一、整改问题",
            "湿地内有坟墓。",
            "二、整改措施",
            "清理。",
            "三、整改完成情况",
            "坟墓已全部清理。",
        )
    )
    (table,) = a_page(tmp_path, CARD, words).tables

    assert table.records[0].fields["progress"] == "坟墓已全部清理。"


def test_the_list_below_the_card_of_a_saved_page_is_read_alone(tmp_path):
    listed = rows_of(("序号", "受理编号", "交办问题基本情况"), ("1", "D3QS202506010001", "养殖场臭味"))
    (table,) = a_page(tmp_path, CARD, listed).tables

    assert table.records[0].fields["number"] == "D3QS202506010001"


@pytest.mark.parametrize("colon", ["：", ""])
def test_a_letter_of_few_known_labels_is_one_petition_without_its_writer(tmp_path, colon):
    letter = rows_of(
        *(
            (label + colon, text)
            for label, text in (
                ("信件标题", "油烟扰民"),
                ("姓名", "赵某某"),
                ("信件内容", "楼下饭店油烟直排。"),
                ("回复单位", "青石县城管局"),
                ("回复内容", "已责令安装净化器。"),
            )
        )
    )
    reading = a_page(tmp_path, letter)
    (record,) = reading.tables[0].records

    assert (record.fields["description"], record.fields["result"]) == (
        "楼下饭店油烟直排。",
        "已责令安装净化器。",
    )
    assert "赵某某" not in str([dict(record.fields), record.extra, reading.tables[0].left_out])


def test_words_around_figures_are_no_problem(tmp_path):
    figures = rows_of(("类型", "交办情况", "污染类型"), ("移交件数", "水", "大气"), ("青石县", "5", "0"))
    tables = a_page(tmp_path, "<p>青石县收到信访举报件5件。</p>", figures).tables

    assert {table.kind for table in tables} == {"statistics"}

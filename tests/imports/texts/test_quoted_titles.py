"""A paper that only the line 来源：…《…》 above it names: that name is its title, with the batch and the number in it."""

import pytest

from dczg_desktop.imports.furniture import quoted_title
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.corpus import web_page, workbook
from tests.imports.samples.first_sight import Document
from tests.imports.samples.first_sight_files import word_file
from tests.imports.texts_read import asked, one_table

PETITIONS = "序号\t受理编号\t交办问题基本情况\t行政区域\t是否属实\t处理和整改情况\n1\t2145\t砖厂粉尘扰民\t青石县\t属实\t已停产\n"
NOTICE = "一、反馈问题\n河道沿岸垃圾未清理。\n二、整改目标\n全面清理。\n三、整改完成情况\n已清运垃圾30吨。\n"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("来源: www.x.gov.cn《整改情况公示》2024-05-06 | 说明: 全文", "整改情况公示"),
        ("来源：青石新闻网 转载《信访件公开情况一览表（第十八批）》2017-09 说明：节选", "信访件公开情况一览表（第十八批）"),
        ("来源：www.x.gov.cn《推进情况汇总表》(截至2023年底)2024-07-08", "推进情况汇总表(截至2023年底)"),
        ("来源：《青石日报》《青石县整改情况公示》2024年 说明：按《整改清单》编号", "青石县整改情况公示"),
        ("来源：《人民日报》2024年3月1日 记者：李明", ""),
        ("来源：www.x.gov.cn《整改方案》《整改清单》2024年", ""),
    ],
)  # fmt: skip
def test_the_one_paper_a_line_is_from(line, title):
    assert quoted_title([line]) == title


def test_the_batch_in_such_a_title_is_that_of_the_petitions(tmp_path):
    path = tmp_path / "一览.tsv"
    line = "来源: www.x.gov.cn《信访举报转办和边督边改公开情况一览表(第十八批)》2024-05-06 | 说明: 全文\n"
    path.write_text(line + PETITIONS, "utf-8")

    reading = read_tables(path)

    assert reading.tables[0].title == "信访举报转办和边督边改公开情况一览表(第十八批)"
    assert any("各件的批次取表名" in note and "18" in note for note in reading.notes)
    assert [row.text for row in reading.tables[0].left_out] == [line.strip()]


def test_a_title_that_stands_over_the_table_holds(tmp_path):
    path = tmp_path / "一览.tsv"
    line = "来源: www.x.gov.cn《公开情况一览表(第十八批)》2024-05-06 | 说明: 全文\n"
    path.write_text(line + "青石县信访件办理情况（第三批）\n" + PETITIONS, "utf-8")

    assert read_tables(path).tables[0].title == "青石县信访件办理情况（第三批）"


def test_the_number_in_the_title_of_a_notice_is_that_of_its_problem():
    line = "来源: www.x.gov.cn《青石县督察反馈问题第三十二项整改情况公示》2024-05-06 | 说明: 全文\n"

    table = one_table(line + NOTICE)

    assert table.title == "青石县督察反馈问题第三十二项整改情况公示"
    assert [one.fields["number"] for one in table.records] == ["第三十二项"]
    assert not asked(table)


def test_a_notice_with_a_title_keeps_it_and_a_line_below_the_text_gives_none():
    line = "来源: www.x.gov.cn《青石县第三十二项整改情况公示》2024-05-06 | 说明: 全文\n"

    titled = one_table(line + "关于反馈问题第五项整改情况的公示\n" + NOTICE)
    below = one_table(NOTICE + line)

    assert titled.title == "关于反馈问题第五项整改情况的公示"
    assert titled.records[0].fields["number"] == "第五项"
    assert "number" not in below.records[0].fields


LINE = "来源: www.x.gov.cn《信访举报转办和边督边改公开情况一览表(第十八批)》2024-05-06 | 说明: 全文"


@pytest.mark.parametrize("kind", ["docx", "html", "xlsx"])
def test_it_is_the_same_in_documents_pages_and_workbooks(tmp_path, kind):
    rows = [line.split("\t") for line in PETITIONS.splitlines()]
    path = tmp_path / f"一览.{kind}"
    if kind == "docx":
        word_file(path, Document("", [LINE, *("| " + " | ".join(row) + " |" for row in rows)], [], [], {}))
    elif kind == "html":
        web_page(path, rows)
        path.write_bytes(path.read_bytes().replace(b"<table>", f"<p>{LINE}</p><table>".encode("gb18030")))
    else:
        workbook(path, [[LINE], *rows])

    (read,) = read_tables(path).tables

    assert read.title == "信访举报转办和边督边改公开情况一览表(第十八批)"
    assert [row.text for row in read.left_out] == [LINE]

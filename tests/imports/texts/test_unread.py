"""A text of which nothing was read is refused with what a person can do about it."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.word_files import document, paragraph

ITEMS = "工作简报\n1.垃圾池满溢\n2.管网破损\n"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (ITEMS, "加一行“存在以下问题：”"),
        ("办理统计\n共收到信访件126件，其中来电80件、来信46件。\n已办结100件。\n", "统计数字"),
        ("群众反映烧烤店油烟扰民。已责令维修。\n群众反映养猪场臭味。要求加盖。\n", "经查怎样"),
        ("今日天气晴朗。\n", "整理成有表头的表格"),
    ],
)
def test_a_refusal_says_what_to_do(text: str, advice: str):
    with pytest.raises(UserError, match=advice):
        read_text(text)


def test_what_it_says_helps():
    (table,) = read_text(ITEMS.replace("简报\n", "简报\n存在以下问题：\n")).tables

    assert [one.fields["description"] for one in table.records] == ["垃圾池满溢", "管网破损"]


def test_a_document_is_refused_so_too(tmp_path):
    path = document(tmp_path / "简报.docx", *map(paragraph, ITEMS.split("\n")))

    with pytest.raises(UserError, match="加一行“存在以下问题：”"):
        read_tables(path)

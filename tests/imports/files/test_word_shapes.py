"""Words of a document that stand in alternatives, text boxes or parts with other names are read; hidden ones are told; other Word files are refused by name."""

import zipfile
from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.word_files import SPACE, document, paragraph, table

PLAN = [
    "青石县整改方案", "一、河道有垃圾", "整改目标：清洁。", "整改措施：清理。", "责任单位：县水利局",
    "二、管网破损", "整改目标：完好。", "整改措施：修复。", "责任单位：县住建局",
]  # fmt: skip
THIRD = ["三、料场扬尘", "整改目标：达标。", "整改措施：覆盖。", "责任单位：县城管局"]
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def paragraphs(lines: list[str]) -> str:
    return "".join(map(paragraph, lines))


def numbers(path: Path) -> list[str]:
    (found,) = read_tables(path).tables
    return [one.fields["number"] for one in found.records]


def test_of_alternatives_between_paragraphs_the_first_is_read(tmp_path):
    other = f"<mc:AlternateContent {MC}><mc:Choice>{paragraphs(THIRD)}</mc:Choice><mc:Fallback>{paragraph('旧')}</mc:Fallback></mc:AlternateContent>"
    path = document(tmp_path / "方案.docx", paragraphs(PLAN), other)

    assert numbers(path) == ["一", "二", "三"]
    assert "旧" not in {one.text for one in read_tables(path).tables[0].left_out}


def test_a_table_in_a_text_box_is_read(tmp_path):
    rows = table([["序号", "问题", "责任单位"], ["1", "河道有垃圾", "县水利局"]])
    box = f"<w:p><w:r><w:pict><w:txbxContent>{rows}</w:txbxContent></w:pict></w:r></w:p>"
    (found,) = read_tables(document(tmp_path / "通知.docx", paragraph("整改清单"), box)).tables

    assert (found.title, found.records[0].fields["description"]) == ("整改清单", "河道有垃圾")


def boxed(rows):
    return f"<w:p><w:r><w:pict><w:txbxContent>{table(rows)}</w:txbxContent></w:pict></w:r></w:p>"


def with_box_in_cell(rows):
    outer = table(
        [["序号", "问题", "责任单位"], ["1", "河道有垃圾", "县水利局"], ["2", "料场未覆盖", "县住建局"]]
    )
    return outer.replace(paragraph("料场未覆盖"), paragraph("料场未覆盖") + boxed(rows))


def test_a_table_in_a_text_box_in_a_cell_is_read_as_one_of_its_own(tmp_path):
    inner = [["序号", "问题", "整改时限"], ["1", "矿山未复绿，扬尘扰民", "2026年底前"]]
    first, second = read_tables(document(tmp_path / "清单.docx", with_box_in_cell(inner))).tables

    assert [one.fields["description"] for one in first.records] == ["河道有垃圾", "料场未覆盖"]
    assert [one.fields["description"] for one in second.records] == ["矿山未复绿，扬尘扰民"]
    assert second.records[0].cells["deadline"] == "第2行第3列"


def test_a_table_that_goes_on_behind_such_a_box_still_does(tmp_path):
    rows = [["甲断面", "五类", "四类"], ["乙断面", "劣五类", "五类"]]
    goes_on = table([["3", "矿山未复绿，扬尘扰民", "县自然资源局"]])
    first, inner = read_tables(document(tmp_path / "清单.docx", with_box_in_cell(rows), goes_on)).tables

    assert [one.fields["number"] for one in first.records] == ["1", "2", "3"]
    assert (inner.kind, [tuple(one.extra.values()) for one in inner.records]) == (
        "statistics",
        [("乙断面", "劣五类", "五类")],
    )


def test_a_document_whose_main_part_has_another_name_is_read(tmp_path):
    plain = document(tmp_path / "甲.docx", paragraphs(PLAN))
    path = tmp_path / "乙.docx"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        new.writestr("word/document2.xml", old.read("word/document.xml"))
        new.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{OFFICE}/officeDocument" Target="word/document2.xml"/></Relationships>',
        )

    assert numbers(path) == ["一", "二"]


def test_hidden_words_are_read_and_told(tmp_path):
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>见底稿。</w:t></w:r>"
    shown = hidden.replace("<w:vanish/>", '<w:vanish w:val="0"/>')
    made = paragraphs(PLAN)
    secret, plain = (
        read_tables(
            document(
                tmp_path / f"{name}.docx", made.replace("清理。</w:t></w:r>", f"清理。</w:t></w:r>{run}")
            )
        )
        for name, run in (("甲", hidden), ("乙", shown))
    )

    assert secret.tables[0].records[0].fields["measures"] == "清理。见底稿。"
    assert [one.text for one in secret.tables[0].left_out if one.why == "隐藏文字"] == [
        "“见底稿。”（在“整改措施：清理。见底稿。”里）"
    ]
    assert any("隐藏" in note for note in secret.notes)
    assert not any("隐藏" in note for note in plain.notes)


@pytest.mark.parametrize(
    "text",
    [
        f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument {SPACE}/>',
        '<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
    ],
)
def test_a_document_saved_as_xml_is_refused_with_what_to_do(tmp_path, text):
    path = tmp_path / "方案.doc"
    path.write_text(text, "utf-8")

    with pytest.raises(UserError, match=r"Word 另存的 XML.*另存为 \.docx"):
        read_tables(path)


@pytest.mark.parametrize(
    "made",
    [
        lambda lines: "".join(table([[line]]) for line in lines),
        lambda lines: "".join(table([[f"{line}>"]]) for line in lines),
        lambda lines: "".join(table([[line, ""]]) for line in lines),
        lambda lines: table([[f"{line}>"] for line in lines]),
        lambda lines: "".join(
            table([["", line]]) if line[:2] == "整改" else paragraph(line) for line in lines
        ),
    ],
    ids=["one cell", "one wide cell", "an empty cell beside", "one table", "between paragraphs"],
)
def test_paragraphs_that_are_tables_of_their_own_are_the_text(tmp_path, made):
    (found,) = read_tables(document(tmp_path / "方案.docx", made(PLAN))).tables

    assert [one.fields["description"] for one in found.records] == ["河道有垃圾", "管网破损"]
    assert found.records[1].fields["responsible_unit"] == "县住建局"
    assert found.title == "青石县整改方案"


def test_the_next_row_of_a_list_after_a_page_break_is_no_line_of_text(tmp_path):
    rows = [["序号", "问题", "责任单位"], ["1", "河道有垃圾", "县水利局"], ["2", "料场未覆盖", ""]]
    (found,) = read_tables(
        document(tmp_path / "清单.docx", table(rows), table([["", "", "县住建局"]]))
    ).tables

    assert found.kind == "problem"
    assert len(found.grid.rows) == 4

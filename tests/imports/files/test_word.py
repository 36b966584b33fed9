"""Word documents: tables like any other, plans paragraph by paragraph, notices."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files.documents.listing import chinese_number
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.odd_files import with_part
from tests.imports.samples.word_files import document, paragraph, table

HEAD = ["序号", "问题", "整改措施", "责任单位"]


def test_a_table_in_a_document_is_read_with_its_title_and_merged_cells(tmp_path):
    rows = [HEAD, ["1", "河道有垃圾", "清理", "县水利局"], ["^", "^", "保洁", "河湾乡"]]
    path = document(
        tmp_path / "清单.docx", paragraph("云溪县整改清单"), table(rows), paragraph("填表人：王海")
    )

    reading = read_tables(path)

    (found,) = reading.tables
    assert (reading.container, found.sheet, found.title) == ("docx", "表1", "云溪县整改清单")
    assert [record.fields["measures"] for record in found.records] == ["清理", "保洁"]
    assert found.records[1].fields["description"] == "河道有垃圾"
    assert found.records[1].merged_from == found.records[0].row
    assert found.records[1].cells["description"] == "第2行第2列"
    assert found.records[1].cells["measures"] == "第3行第3列"


def test_a_table_that_goes_on_after_the_page_is_one_table(tmp_path):
    path = document(
        tmp_path / "清单.docx",
        table([HEAD, ["1", "河道有垃圾", "清理", "县水利局"]]),
        paragraph(""),
        table([["2", "料场未覆盖", "覆盖", "县住建局"]]),
    )

    (found,) = read_tables(path).tables

    assert [record.fields["number"] for record in found.records] == ["1", "2"]
    assert found.records[1].cells["number"] == "第3行第1列"


@pytest.mark.parametrize("caption", ["续表", "（续）", "续上表", "表1（续）", "整改清单（续表）"])
@pytest.mark.parametrize("head", [[], [HEAD]])
def test_a_table_that_goes_on_under_a_caption_that_says_so_is_one_table(tmp_path, caption, head):
    first, second = ["1", "河道有垃圾", "清理", "县水利局"], ["2", "料场未覆盖", "覆盖", "县住建局"]
    path = document(tmp_path / "清单.docx", table([HEAD, first]), paragraph(caption), table([*head, second]))

    (found,) = read_tables(path).tables

    assert [list(record.fields.values()) for record in found.records] == [first, second]


def test_tables_under_captions_of_their_own_stay_two(tmp_path):
    parts = [table([HEAD, ["1", "河道有垃圾", "清理", "县水利局"]]) for _part in range(2)]

    reading = read_tables(document(tmp_path / "清单.docx", parts[0], paragraph("白石乡清单"), parts[1]))

    assert [one.title for one in reading.tables] == ["", "白石乡清单"]


def test_a_cell_merged_down_in_a_document_is_doubted_once(tmp_path):
    rows = [
        ["序号", "问题", "点位", "整改措施"],
        ["1", "河道有垃圾", "东岸XX处", "清理"],
        ["^", "^", "^", "保洁"],
    ]

    (found,) = read_tables(document(tmp_path / "清单.docx", table(rows))).tables

    assert [fault.place for fault in found.faults if "占位" in fault.message] == ["表1!第2行第3列"]


def test_an_upright_form_in_a_document_is_read(tmp_path):
    rows = [
        ["问题编号", "第3项"],
        ["反馈问题", "河道有垃圾"],
        ["整改时限", "2025年底前"],
        ["责任单位", "县水利局"],
    ]

    (found,) = read_tables(document(tmp_path / "表.docx", table(rows))).tables

    assert found.records[0].fields == {
        "number": "第3项", "description": "河道有垃圾", "deadline": "2025年底前", "responsible_unit": "县水利局",
    }  # fmt: skip
    assert found.records[0].cells["deadline"] == "第3行第2列"


def test_a_plan_with_numbers_counted_by_word_names_the_paragraphs(tmp_path):
    path = document(
        tmp_path / "方案.docx",
        paragraph("云溪县整改方案"),
        paragraph("河道管护不力。", 0),
        paragraph("部分河段水体发黑。"),
        paragraph("整改目标：2025年底前完成清理。"),
        paragraph("责任单位：县水利局；整改时限：2025年底前"),
        paragraph("整改措施："),
        paragraph("清理垃圾。（责任单位：河湾乡；时限：立行立改）", 1),
        paragraph("建立保洁队伍。", 1),
        paragraph("料场未覆盖。", 0),
        paragraph("整改目标：覆盖到位。"),
        paragraph("责任单位：县住建局；整改时限：立行立改"),
        paragraph("整改措施："),
        paragraph("覆盖。", 1),
        paragraph("巡查。", 1),
    )

    (found,) = read_tables(path).tables

    first, second = found.records
    assert first.fields["description"] == "河道管护不力。\n部分河段水体发黑。"
    assert first.fields["measures"] == "1.清理垃圾。（责任单位：河湾乡；时限：立行立改）\n2.建立保洁队伍。"
    assert first.cells["description"] == "第2–3段"
    assert first.cells["measures"] == "第6–8段"
    assert (second.fields["number"], second.fields["measures"]) == ("二", "1.覆盖。\n2.巡查。")


def test_a_table_of_one_cell_is_a_frame_around_text(tmp_path):
    text = "一、河道管护不力。\n整改目标：清理。\n整改时限：2025年底前\n二、料场未覆盖。\n整改目标：覆盖。\n整改时限：立行立改"
    path = document(tmp_path / "方案.docx", paragraph("云溪县整改方案"), table([[text]]))

    (found,) = read_tables(path).tables

    assert [record.fields["goal"] for record in found.records] == ["清理。", "覆盖。"]
    assert found.records[1].cells["goal"] == "第2段"


def test_deleted_and_doubled_text_is_not_read(tmp_path):
    blocks = (paragraph("整改目标：干净。"), paragraph("整改时限：长期坚持"), paragraph("责任单位：县水利局"))
    source = document(tmp_path / "a.docx", *blocks)
    change = (
        "<w:t>整改目标：干净。</w:t>",
        "<w:t>整改目标：</w:t><w:del><w:r><w:delText>脏</w:delText></w:r></w:del><w:t>干净。</w:t>",
    )
    path = with_part(source, tmp_path / "b.docx", "word/document.xml", change)

    assert read_tables(path).tables[0].records[0].fields["goal"] == "干净。"


def test_half_a_document_is_refused(tmp_path):
    source = document(tmp_path / "a.docx", paragraph("整改目标：干净。"))
    path = with_part(source, tmp_path / "方案.docx", "word/document.xml", ("</w:body>", ""))

    with pytest.raises(UserError, match=r"方案\.docx”已损坏"):
        read_tables(path)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (27, "二十七"), (108, "一百零八"), (110, "一百一十")],
)
def test_chinese_numbers_of_lists(number, text):
    assert chinese_number(number) == text


def test_a_text_box_in_a_cell_is_read_once(tmp_path):
    box = f"<w:txbxContent>{paragraph('框内文字')}</w:txbxContent>"
    drawn = f"<w:p><w:r><w:t>料场</w:t><w:AlternateContent><w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback></w:AlternateContent></w:r></w:p>"
    rows = table([HEAD, ["1", "河道", "清理", "县水利局"]]).replace(paragraph("河道"), drawn)

    (found,) = read_tables(document(tmp_path / "清单.docx", rows)).tables

    assert found.records[0].fields["description"] == "料场\n框内文字"

"""A Word document with tracked changes is read as if all of them were accepted, and a person is told that it has some."""

import pytest

from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.reading import ImportReading
from tests.imports.samples.word_files import document, paragraph, table

GONE = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
AWAY = '<w:pPr><w:rPr><w:moveFrom w:id="1" w:author="a"/></w:rPr></w:pPr>'
HEAD = ["序号", "问题", "整改措施", "责任单位"]
REST = (
    paragraph("责任单位：县水利局"),
    paragraph("二、料场未覆盖"),
    paragraph("整改目标：全部覆盖。"),
    paragraph("整改措施：覆盖。"),
    paragraph("责任单位：县住建局"),
)


def run(text: str, wrapper: str = "") -> str:
    inside = f"<w:r><w:{'delText' if wrapper == 'del' else 't'}>{text}</w:{'delText' if wrapper == 'del' else 't'}></w:r>"
    return f'<w:{wrapper} w:id="2" w:author="a">{inside}</w:{wrapper}>' if wrapper else inside


def read(tmp_path, *blocks: str) -> ImportReading:
    return read_tables(document(tmp_path / "方案.docx", paragraph("青石县整改方案"), *blocks))


@pytest.mark.parametrize("mark", [GONE, AWAY])
def test_paragraphs_whose_mark_is_gone_are_one(tmp_path, mark):
    joined = f"<w:p>{mark}{run('整改目标：河道')}</w:p><w:p>{run('没有垃圾。')}</w:p>"
    reading = read(tmp_path, paragraph("一、河道有垃圾"), joined, paragraph("整改措施：清理。"), *REST)

    assert reading.tables[0].records[0].fields["goal"] == "河道没有垃圾。"


def test_inserted_and_moved_words_are_read_and_deleted_ones_are_not(tmp_path):
    words = f"<w:p>{run('整改目标：')}{run('旧', 'del')}{run('从前', 'moveFrom')}{run('新', 'ins')}{run('来', 'moveTo')}{run('的。')}</w:p>"
    reading = read(tmp_path, paragraph("一、河道有垃圾"), words, paragraph("整改措施：清理。"), *REST)

    assert reading.tables[0].records[0].fields["goal"] == "新来的。"


def test_a_person_is_told_of_the_changes(tmp_path):
    changed = f"<w:p>{run('整改目标：')}{run('无垃圾。', 'ins')}</w:p>"
    told = read(tmp_path, paragraph("一、河道有垃圾"), changed, paragraph("整改措施：清理。"), *REST)
    plain = read(
        tmp_path,
        paragraph("一、河道有垃圾"),
        paragraph("整改目标：<无>。"),
        paragraph("整改措施：清理。"),
        *REST,
    )

    assert any("修订" in note for note in told.notes)
    assert not any("修订" in note for note in plain.notes)


def test_an_automatic_number_is_counted_once_for_paragraphs_that_became_one(tmp_path):
    first = paragraph("河道有", 0).replace(
        "</w:pPr>", '<w:rPr><w:del w:id="3" w:author="a"/></w:rPr></w:pPr>'
    )
    blocks = [first, paragraph("垃圾", 0), paragraph("整改目标：无垃圾。"), paragraph("整改措施：清理。")]
    blocks += [paragraph("料场未覆盖", 0), paragraph("整改目标：覆盖。"), paragraph("整改措施：覆盖。")]
    one, two = read(tmp_path, *blocks).tables[0].records

    assert [one.fields["number"], two.fields["number"]] == ["一", "二"]
    assert one.fields["description"] == "河道有垃圾"


def test_cells_that_were_deleted_and_paragraphs_joined_in_a_cell_are_read_as_accepted(tmp_path):
    made = table([HEAD, ["1", "河道有垃圾", "清理", "县水利局"]])
    deleted = f'<w:tc><w:tcPr><w:cellDel w:id="4" w:author="a"/></w:tcPr>{paragraph("旧栏")}</w:tc>'
    rows = made.replace("</w:tr>", f"{deleted}</w:tr>")
    rows = rows.replace(paragraph("清理"), f"<w:p>{GONE}{run('清')}</w:p><w:p>{run('理')}</w:p>")
    (found,) = read_tables(document(tmp_path / "清单.docx", rows)).tables

    assert found.records[0].fields["measures"] == "清理"
    assert "旧栏" not in found.grid.rows[0]


def test_the_last_paragraph_above_a_table_keeps_its_words_though_its_mark_is_gone(tmp_path):
    made = table([HEAD, ["1", "河道有垃圾", "清理", "县水利局"]])
    (found,) = read_tables(
        document(tmp_path / "清单.docx", f"<w:p>{GONE}{run('云溪县整改清单')}</w:p>", made)
    ).tables

    assert found.title == "云溪县整改清单"

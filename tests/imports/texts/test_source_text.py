"""The source beside its records: every passage a field took is found, and what nobody took is exactly what was left out."""

from pathlib import Path

import pytest

from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.reading import ImportReading
from dczg_desktop.imports.source_text import SourceLine, source_lines
from tests.imports.samples.notice_texts import SAMPLES as NOTICES
from tests.imports.samples.plan_corpus import SAMPLES as PLANS
from tests.imports.samples.word_files import document, paragraph, table


def source(path: Path) -> tuple[ImportReading, tuple[SourceLine, ...]]:
    reading = read_tables(path)
    return reading, source_lines(path, reading)


def a_text(folder: Path, text: str) -> Path:
    path = folder / "方案.txt"
    path.write_bytes(text.encode("gb18030"))
    return path


@pytest.mark.parametrize("sample", PLANS, ids=lambda sample: sample.name)
def test_what_nobody_took_is_what_was_left_out(tmp_path, sample):
    reading, lines = source(a_text(tmp_path, sample.text))

    kept_out = [row.text for one in reading.tables for row in one.left_out]
    for line in lines:
        for start, end in line.left:
            assert line.text[start:end] in kept_out


@pytest.mark.parametrize("sample", [*PLANS, *NOTICES], ids=lambda sample: sample.name)
def test_every_field_has_its_passage(tmp_path, sample):
    reading, lines = source(a_text(tmp_path, sample.text))

    marked: dict[tuple[int, str], str] = {}
    for line in lines:
        for one in line.taken:
            marked[one.row, one.name] = marked.get((one.row, one.name), "") + line.text[one.start : one.end]
    for record in reading.tables[0].records:
        for name, text in (record.fields | record.extra).items():
            if text and name == "number":
                assert marked[record.row, name]  # 问题1 for 第1项
            elif text and name != "所在章节":
                assert "".join(marked[record.row, name].split()) == "".join(text.split())


def test_units_of_the_same_name_on_one_line_are_told_apart_by_their_labels(tmp_path):
    text = "一、垃圾。\n整改目标：清理。\n督导单位：市林业局；验收单位：市林业局\n二、扬尘。\n整改目标：覆盖。\n督导单位：甲局；验收单位：乙局"
    _reading, lines = source(a_text(tmp_path, text))

    places = {one.name: (one.start, one.end) for one in lines[2].taken}
    assert places == {"supervising_unit": (5, 9), "accepting_unit": (15, 19)}
    assert lines[2].left == ()


def test_a_document_shows_its_tables_where_they_stand(tmp_path):
    rows = [["序号", "问题", "整改措施", "责任单位"], ["1", "河道有垃圾", "清理", "县水利局"]]
    path = document(
        tmp_path / "清单.docx", paragraph("说明：请尽快办理。"), table(rows), paragraph("填表人：王海")
    )

    _reading, lines = source(path)

    assert [line.text for line in lines] == ["说明：请尽快办理。", *rows[0], *rows[1], "填表人：王海"]
    assert [one.name for one in lines[6].taken] == ["description"]
    assert lines[6].place == "第2行第2列"
    assert [line.text for line in lines if line.left] == ["说明：请尽快办理。", "填表人：王海"]


def test_a_workbook_has_no_source_text(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("编号,问题\n第1项,河道有垃圾\n", "utf-8")

    assert source(path)[1] == ()

"""What stands in one another: tables in cells are words of the cell or tables of their own, never both; no depth ends the program."""

import zipfile
from contextlib import suppress

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.read import read_tables, read_text
from tests.imports.samples.odd_files import open_document
from tests.imports.samples.word_files import document, paragraph, table

HEADER = ["序号", "反馈问题", "整改措施", "责任单位"]
FIRST, SECOND = ["1", "河道有垃圾", "清理", "县水利局"], ["2", "料场未覆盖", "覆盖", "县住建局"]
DEEP = 3_000


def cells(*rows: list[str]) -> str:
    """A table whose cells hold whole blocks."""
    made = ("".join(f"<w:tc>{block}</w:tc>" for block in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def words(row: list[str]) -> list[str]:
    return [paragraph(text) for text in row]


def problems(reading) -> list[tuple[str, str]]:
    return [
        (one.fields["description"], one.fields["measures"])
        for table in reading.tables
        for one in table.records
    ]


def test_a_small_table_in_a_cell_is_no_row_of_the_table_around_it(tmp_path):
    first = words(FIRST)
    first[2] = paragraph("清理", 0) + table([["1 月", "打捞"], ["2 月", "清运"]]) + paragraph("整治", 0)
    second = words(SECOND)
    second[2] = paragraph("覆盖", 0)

    reading = read_tables(document(tmp_path / "台账.docx", cells(words(HEADER), first, second)))

    assert problems(reading) == [
        ("河道有垃圾", "（一）清理\n1 月\n打捞\n2 月\n清运\n（二）整治"),
        ("料场未覆盖", "（三）覆盖"),
    ]


def test_a_frame_around_the_table_is_no_table(tmp_path):
    inside = paragraph("整改台账") + table([HEADER, FIRST, SECOND])

    reading = read_tables(document(tmp_path / "台账.docx", cells([cells([inside])])))

    assert problems(reading) == [("河道有垃圾", "清理"), ("料场未覆盖", "覆盖")]


def page(*rows: list[str]) -> str:
    return f"<table>{''.join('<tr>' + ''.join(f'<td>{text}</td>' for text in row) + '</tr>' for row in rows)}</table>"


def test_a_page_laid_out_by_tables_holds_the_table_it_shows(tmp_path):
    path = tmp_path / "页.html"
    path.write_text(f"<html><body>{page(['首页', page(HEADER, FIRST, SECOND)])}</body></html>", "utf-8")

    reading = read_tables(path)

    assert problems(reading) == [("河道有垃圾", "清理"), ("料场未覆盖", "覆盖")]


def test_a_small_table_in_a_cell_of_a_page_stays_in_its_cell(tmp_path):
    path = tmp_path / "页.html"
    path.write_text(
        page(HEADER, [*FIRST[:2], "清理" + page(["1 月", "打捞"], ["2 月", "清运"]), FIRST[3]]), "utf-8"
    )

    assert problems(read_tables(path)) == [("河道有垃圾", "清理\n1 月 打捞\n2 月 清运")]


def test_a_table_behind_one_that_nobody_closed_is_not_lost(tmp_path):
    path = tmp_path / "页.html"
    path.write_text(
        page(HEADER, FIRST).removesuffix("</table>") + page(["办理人", "王海"], ["日期", "3 月"]), "utf-8"
    )

    first, second = sorted(read_tables(path).tables, key=lambda one: len(one.columns), reverse=True)

    assert first.records[0].fields["description"] == "河道有垃圾"
    assert "王海" in {column.header for column in second.columns}


def test_a_declaration_nobody_knows_ends_no_reading(tmp_path):
    path = tmp_path / "页.html"
    path.write_text(f"<html><![if甲]>{page(HEADER, FIRST)}<![甲]>", "utf-8")

    assert problems(read_tables(path)) == [("河道有垃圾", "清理")]


@pytest.mark.parametrize("around", ["w:sdt", "w:tbl><w:tr><w:tc"])
def test_a_document_in_thousands_of_frames(tmp_path, around):
    end = "><".join(f"/{tag}" for tag in reversed(around.split("><")))
    blocks = [
        f"<{around}>" * DEEP,
        paragraph("反馈问题：河道有垃圾\n整改目标：清理\n整改措施：清理河道"),
        f"<{end}>" * DEEP,
    ]

    assert problems(read_tables(document(tmp_path / "方案.docx", *blocks))) == [("河道有垃圾", "清理河道")]


def test_a_text_in_thousands_of_links(tmp_path):
    text = paragraph("反馈问题：河道有垃圾\n整改目标：清理\n整改措施：清理河道").replace(
        "<w:r>", "<w:hyperlink>" * DEEP + "<w:r>"
    )

    path = document(tmp_path / "方案.docx", text.replace("</w:r>", "</w:r>" + "</w:hyperlink>" * DEEP))

    assert problems(read_tables(path)) == [("河道有垃圾", "清理河道")]


def test_rows_in_thousands_of_groups(tmp_path):
    path = open_document(tmp_path / "台账.ods", [HEADER, FIRST])
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = parts["content.xml"].replace(
        b"</table:table>",
        b"<table:table-row-group>" * DEEP + b"</table:table-row-group>" * DEEP + b"</table:table>",
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (parts | {"content.xml": content}).items():
            archive.writestr(name, data)

    with suppress(UserError):  # the reader behind may refuse what we do not
        assert problems(read_tables(path)) == [("河道有垃圾", "清理")]


def test_pages_of_thousands_of_tables_in_one_another(tmp_path):
    path = tmp_path / "页.html"
    path.write_text("<table><tr><td>甲" * DEEP, "utf-8")

    with pytest.raises(UserError, match=r"页\.html"):
        read_tables(path)


def test_a_thousand_labels_in_one_another_are_one_line():
    text = "反馈问题：河道有垃圾\n整改目标：清理\n整改措施：清理" + "；整改时限：2026年" * DEEP

    assert read_text(text).tables[0].records[0].fields["deadline"].count("\n") == DEEP - 1

"""How far a sheet reaches is told before the reader behind takes memory for it, however its cells are written and wherever it lies."""

import zipfile
from random import Random

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import load_workbook

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files import gate, limits
from dczg_desktop.imports.files.extent import extent_at_most
from dczg_desktop.imports.files.repeats import extents_of_tables
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.odd_files import open_document, with_part

ROWS = (("序号", "问题", "整改措施", "整改时限", "责任单位"), (1, "河道有垃圾", "清运", "2026年底前", "县水利局"))  # fmt: skip
SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
LAST = b'<c r="E2"'
FAR = {
    "blanks around the sign": b'<c r = "XFD1048576"', "a line break": b'<c\nr\n=\n"XFD1048576"', "one quote": b"<c r='XFD1048576'",
    "small letters": b'<c r="xfd1048576"', "a bracket before": b'<c x=">" r="XFD1048576"', "a prefix": b'<x:c r="XFD1048576"',
    "two places": b'<c r="E2" r="XFD1048576"', "two places apart": b'<c r="E2" s=">" r="XFD1048576"', "a row beyond": b'<c r="E100001"',
    "more digits than any row": b'<c r="E99999999999999999999"', "many letters": b'<c r="ABCDEFGHIJKLMN2"',
}  # fmt: skip


def changed(tmp_path, *changes, renamed=None):
    """A small workbook with parts changed (name, old, new) and, after that, renamed."""
    with xlsxwriter.Workbook(tmp_path / "原件.xlsx") as book:
        page = book.add_worksheet()
        for number, row in enumerate(ROWS):
            page.write_row(number, 0, row)
    path = tmp_path / "台账.xlsx"
    with (
        zipfile.ZipFile(tmp_path / "原件.xlsx") as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            data = old.read(name)
            for part, before, after in changes:
                if part == name:
                    assert before in data
                    data = data.replace(before, after)
            new.writestr((renamed or {}).get(name, name), data)
    return path


@pytest.mark.parametrize("cell", FAR.values(), ids=FAR)
def test_a_far_cell_is_refused_however_it_is_written(tmp_path, cell):
    with pytest.raises(UserError, match=r"超出允许范围|已损坏"):
        read_tables(changed(tmp_path, (SHEET, LAST, cell)))


def test_cells_without_a_place_are_counted(tmp_path):
    wide = b"<row>" + b"<c><v>1</v></c>" * 5000 + b"</row>"
    tall = b"<row><c><v>1</v></c></row>" * 2000

    with pytest.raises(UserError, match="超出允许范围"):
        read_tables(changed(tmp_path, (SHEET, b"</sheetData>", wide + tall + b"</sheetData>")))


def test_a_far_row_whose_cells_name_no_place_is_refused(tmp_path):
    row = b'<row r="1048000"><c><v>1</v></c></row></sheetData>'

    with pytest.raises(UserError, match="超出允许范围"):
        read_tables(changed(tmp_path, (SHEET, b"</sheetData>", row)))


@pytest.mark.parametrize(("place", "most"), [("xl/别处/表.xml", 1 << 30), ("xl/表.bin", 0)])
def test_a_sheet_under_another_name_is_looked_at_too(tmp_path, monkeypatch, place, most):
    monkeypatch.setattr(gate, "_MOST_REPACKED", most)
    relations = ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", place.removeprefix("xl/").encode())
    path = changed(tmp_path, (SHEET, LAST, b'<c r="XFD1048576"'), relations, renamed={SHEET: place})

    with pytest.raises(UserError, match="超出允许范围"):
        read_tables(path)


def test_a_sheet_that_its_directory_calls_something_else_is_looked_at_too(tmp_path):
    named = ("xl/_rels/workbook.xml.rels", b"worksheets/sheet1.xml", "表.bin".encode())
    called = ("xl/_rels/workbook.xml.rels", b"relationships/worksheet", b"relationships/theme")
    path = changed(tmp_path, (SHEET, LAST, b'<c r="XFD1048576"'), named, called, renamed={SHEET: "xl/表.bin"})

    with pytest.raises(UserError, match=r"超出允许范围|没有认出|读不出来"):
        read_tables(path)


def test_texts_that_promise_too_many_are_refused_wherever_they_say_so(tmp_path):
    noise = bytes(Random(1).choices(b"0123456789abcdef", k=1_300_000))
    path = changed(
        tmp_path,
        (TEXTS, b"<sst ", b"<!--" + b"-x" * 4000 + b"--><sst "),
        (TEXTS, b'uniqueCount="', b'uniqueCount="99999999'),
        (TEXTS, b"</sst>", b"<!--" + noise + b"--></sst>"),
    )

    with pytest.raises(UserError, match="已损坏"):
        read_tables(path)


@pytest.mark.parametrize(
    "changes",
    [
        [(SHEET, LAST, b"<c")],
        [(SHEET, LAST, b"<c  r='e2'")],
        [(SHEET, b"<c ", b"<x:c "), (SHEET, b"</c>", b"</x:c>")],
        [(SHEET, b"</sheetData>", b'<row r="900000"><c r="XFD900000" s="0"/></row></sheetData>')],
        [(SHEET, b"</row></sheetData>", b'<c r="AD2" s="0"/></row><row r="99999"><c r="ZZ99999"/></row></sheetData>')],
    ],
    ids=["no place", "another spelling", "a prefix", "far and empty", "a wide sheet with empty cells"],
)  # fmt: skip
def test_what_only_looks_odd_is_read(tmp_path, changes):
    (table,) = read_tables(changed(tmp_path, *changes)).tables

    assert [dict(one.fields)["responsible_unit"] for one in table.records] == ["县水利局"]


MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
USUAL = {
    "blanks before the end": b'<row r="1"><c r="A1" t="n" /><c r="Z99" s="3" t="inlineStr" ><is><t>x</t></is></c></row>',
    "marks of pictures": b'<row r="1"><c r="A1" s="1" t="e" vm="2"><v>#VALUE!</v></c><c r="B1" cm="1" t="str"><v>7</v></c></row>',
    "the kind before the place": b'<row r="1"><c t="s" r="A1"><v>0</v></c><c s="2" t="s" r="AA1"><v>0</v></c></row>',
}  # fmt: skip


@pytest.mark.parametrize("rows", USUAL.values(), ids=USUAL)
def test_a_sheet_is_measured_at_a_glance_however_the_usual_libraries_write_it(rows):
    assert extent_at_most(MAIN % rows, 1 << 30).is_usual


def test_a_sheet_with_a_prefix_of_its_own_is_measured_at_a_glance_unless_a_cell_has_another():
    sheet = (
        (MAIN % b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
        .replace(b"<", b"<x:")
        .replace(b"<x:/", b"</x:")
    )

    assert extent_at_most(sheet, 1 << 30).is_usual
    assert not extent_at_most(sheet.replace(b"</x:row>", b'<c r="A2"/></x:row>'), 1 << 30).is_usual
    assert not extent_at_most(sheet.replace(b"</x:row>", b'<y:c r="A2"/></x:row>'), 1 << 30).is_usual


SEVEN = '<table:table-cell office:value-type="float" office:value="7"{}><text:p>7</text:p></table:table-cell>'
WIDE = SEVEN.format(' table:number-columns-repeated="99999"')
END = "</table:table>"
REPEATED = {
    "a sheet of the same name before": ('<table:table table:name="台账">', f'<table:table table:name="台账"><table:table-row>{WIDE}</table:table-row>{END}<table:table table:name="台账">'),
    "a row inside something": (END, f'<x:y xmlns:x="u"><table:table-row table:number-rows-repeated="900000">{SEVEN.format("")}</table:table-row></x:y>{END}'),
    "cells inside something": (END, f'<table:table-row><x:y xmlns:x="u">{WIDE * 50}</x:y></table:table-row>{END}'),
    "a text alone": (END, f"<table:table-row><table:table-cell table:number-columns-repeated='703'>7</table:table-cell></table:table-row>{END}"),
}  # fmt: skip


@pytest.mark.parametrize("change", REPEATED.values(), ids=REPEATED)
def test_repeated_cells_are_counted_wherever_they_lie(tmp_path, change):
    plain = open_document(tmp_path / "原件.ods", [[str(cell) for cell in row] for row in ROWS])

    assert len(read_tables(plain).tables) == 1
    with pytest.raises(UserError, match="超出允许范围"):
        read_tables(with_part(plain, tmp_path / "台账.ods", "content.xml", change))


def test_an_open_document_of_every_day_is_measured_at_a_glance(tmp_path):
    path = open_document(tmp_path / "台账.ods", [[str(cell) for cell in row] for row in ROWS])
    content = zipfile.ZipFile(path).read("content.xml").decode()
    beyond = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'

    (seen,) = extents_of_tables(content.replace("</table:table>", beyond).encode(), limits.fits)
    (exact,) = extents_of_tables(content.encode())

    assert exact <= seen <= (exact[0], 2 * exact[1])


CELLS = (
    "<table:table-cell{}/>", "<table:table-cell{}>7</table:table-cell>", "<table:covered-table-cell{}/>",
    '<table:table-cell office:value="7"{}/>', "<table:table-cell{}><text:p>7</text:p></table:table-cell>", "<!--<table:table -->",
)  # fmt: skip
repeats = st.sampled_from(["", "3", "40", " 5", "x"])
inside = st.lists(st.tuples(st.sampled_from(CELLS), repeats), max_size=4)
pages = st.lists(st.lists(st.tuples(repeats, inside), max_size=4), min_size=1, max_size=3)


def told(word, number):
    return f' table:number-{word}-repeated="{number}"' if number else ""


@given(pages)
def test_a_glance_at_an_open_document_never_sees_less_than_there_is(pages):
    def line(number, cells):
        inner = "".join(cell.format(told("columns", times)) for cell, times in cells)
        return f"<table:table-row{told('rows', number)}>{inner}</table:table-row>"

    tables = "".join(
        f"<table:table table:name='甲'><table:table-column table:number-columns-repeated=\"16384\"/>{''.join(line(*row) for row in rows)}</table:table>"
        for rows in pages
    )
    content = f"<office:body xmlns:office='o' xmlns:table='t' xmlns:text='x'>{tables}</office:body>".encode()

    exact, seen = extents_of_tables(content), extents_of_tables(content, lambda _rows, _columns: True)

    assert max(rows for rows, _columns in exact) <= max(rows for rows, _columns in seen)
    assert max(columns for _rows, columns in exact) <= max(columns for _rows, columns in seen)


places = st.builds("{}{}".format, st.sampled_from(["A", "B", "Z", "AA", "AZ", "a", "bc"]), st.integers(1, 40))
tags = st.one_of(
    st.just("<c{end}"),
    places.map(lambda place: f'<c r="{place}" t="n"{{end}}'),
    places.map(lambda place: f"<c  r = '{place}'{{end}}"),
    places.map(lambda place: f'<x:c s="1" r="{place}"{{end}}'),
)
cells = st.tuples(tags, st.booleans()).map(
    lambda one: one[0].format(end="><v>7</v></" + one[0][1:].split("c")[0] + "c>" if one[1] else "/>")
)
lines = st.tuples(st.sampled_from(["<row>", '<row r="3">', '<row r="17">']), st.lists(cells, max_size=4))


@given(st.lists(lines, min_size=1, max_size=5))
def test_the_reader_behind_never_reaches_farther(tmp_path_factory, rows):
    xml = "".join(f"{row}{''.join(inside)}</row>" for row, inside in rows).encode()
    path = changed(tmp_path_factory.mktemp("表"), (SHEET, b"</sheetData>", xml + b"</sheetData>"))
    with zipfile.ZipFile(path) as archive:
        height, width, _is_usual = extent_at_most(archive.read(SHEET), 1)

    bottom, right = load_workbook(path).get_sheet_by_index(0).end

    assert bottom < height
    assert right < width

"""Texts that cells share are looked through before the cells are read: what is read and asked about is the same as cell by cell."""

import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.imports.files import values
from dczg_desktop.imports.files.excel import xlsx
from dczg_desktop.imports.files.excel.read_ahead import are_shared, shared_texts
from dczg_desktop.imports.files.excel.xlsx import read_xlsx
from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.signs import Sign
from tests.imports.samples.plain_workbooks import ROWS, workbook

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORDS = ("河道有垃圾", "同上", "〃", "XXX", "【待填】", "139-0774-1234", "13907741234", "举报人", "县水利局", " ", "\t", "\n", "　", "&amp;", "|", "\u200b", "２０２６", "a_x", "&#65;", "")  # fmt: skip
WAYS = (
    "<si><t>{}</t></si>",
    '<si><t xml:space="preserve">{}</t></si>',
    "<si><r><t>{}</t></r><r><rPr><b/></rPr><t>　清运 </t></r></si>",
    '<si><r><t xml:space="preserve"> {}</t></r><r><t xml:space="preserve"> 1390 </t></r><r><t>7741234</t></r></si>',
    '<si><t>{}</t><rPh sb="0" eb="1"><t>he</t></rPh></si>',
    "<si><t>{}</t><t>补</t></si>",
    "<si><t/></si>",
)
CELLS = (
    '<c r="{at}" t="s"><v>{n}</v></c>',
    '<c r="{at}" s="1"><v>13907741234</v></c>',
    '<c r="{at}"><v>46022.5</v></c>',
    '<c r="{at}"><v> 同上 </v></c>',
    '<c r="{at}" t="str"><f>A1</f><v> XXX </v></c>',
    '<c r="{at}" t="inlineStr"><is><t xml:space="preserve"> 13907741234 </t></is></c>',
    '<c r="{at}" t="b"><v>1</v></c>',
    '<c r="{at}"/>',
)

text = st.lists(st.sampled_from(WORDS), max_size=3).map("".join)
plain_items = st.lists(st.tuples(st.just(WAYS[0]), text.filter(lambda one: "_x" not in one)), min_size=2)
items = st.lists(st.tuples(st.sampled_from(WAYS), text), min_size=2, max_size=6)
rows = st.lists(st.lists(st.sampled_from(CELLS), min_size=4, max_size=4), min_size=1, max_size=4)
shared_rows = st.lists(st.lists(st.just(CELLS[0]), min_size=4, max_size=4), min_size=1, max_size=4)


def written(folder, items, rows):
    """A workbook of one sheet with these shared texts, named one after the other by the cells that name one."""
    path = workbook(folder / "表.xlsx")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    texts = "".join(way.format(text) for way, text in items)
    parts["xl/sharedStrings.xml"] = f'<?xml version="1.0"?><sst xmlns="{SPACE}">{texts}</sst>'.encode()
    told = [
        f'<row r="{row}">'
        + "".join(
            cell.format(at=f"{'ABCD'[place]}{row}", n=(row * 4 + place) % len(items))
            for place, cell in enumerate(cells)
        )
        + "</row>"
        for row, cells in enumerate(rows, start=1)
    ]
    parts["xl/worksheets/sheet1.xml"] = (
        f'<?xml version="1.0"?><worksheet xmlns="{SPACE}"><sheetData>{"".join(told)}</sheetData></worksheet>'
    ).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def shared(path, rows):
    """A workbook that keeps its texts apart from its cells, as Excel and WPS do."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("台账")
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    return path


def as_read(path):
    (grid,) = read_xlsx(path, None).grids
    return grid.rows, grid.signs


def cell_by_cell(path):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(xlsx, "shared_texts", lambda _xml: None)
        return as_read(path)


def check(path):
    (known_rows, known_signs), (rows, signs) = as_read(path), cell_by_cell(path)
    assert known_rows == rows
    assert known_signs.keys() == signs.keys()
    assert all(known_signs[column] & sign == sign for column, sign in signs.items())


@given(items, rows)
def test_however_texts_are_written_the_same_is_read(tmp_path_factory, items, rows):
    check(written(tmp_path_factory.mktemp("表"), items, rows))


@given(plain_items, shared_rows)
def test_usual_texts_are_known_and_the_same_is_read(tmp_path_factory, items, rows):
    path = written(tmp_path_factory.mktemp("表"), items, rows)
    with zipfile.ZipFile(path) as archive:
        is_told = "&#" in archive.read("xl/sharedStrings.xml").decode()
        assert (shared_texts(archive.read("xl/sharedStrings.xml")) is None) == is_told
        assert are_shared(archive.read("xl/worksheets/sheet1.xml"))

    check(path)


def test_cells_that_only_name_known_texts_are_not_looked_through(tmp_path, monkeypatch):
    looked = []
    monkeypatch.setattr(values, "signs_of", lambda texts, *_others: looked.append(texts))

    (table,) = read_tables(shared(tmp_path / "表.xlsx", ROWS)).tables

    assert len(table.records) == 2
    assert looked == []


def test_a_column_with_a_telephone_among_known_texts_is_the_only_one_with_a_sign(tmp_path):
    head = ["序号", "问题", "整改进展", "责任单位"]
    rows = [
        ["1", "河道有垃圾", "已清运，联系13907741234", "县水利局"],
        ["2", "料场未覆盖", "已覆盖", "县住建局"],
    ]

    (table,) = read_tables(shared(tmp_path / "表.xlsx", [head, *rows])).tables

    assert [table.grid.may_hold(Sign.PERSON, column) for column in range(4)] == [False, False, True, False]


def test_numbers_shown_as_telephones_are_looked_through_though_all_other_texts_are_known(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "表.xlsx")
    sheet, shown = book.add_worksheet("台账"), book.add_format({"num_format": "00000000000"})
    sheet.write_row(0, 0, ["序号", "问题", "联系方式", "责任单位"])
    for row in (1, 2):
        sheet.write_row(row, 0, [str(row), f"第{row}处料场未覆盖"])
        sheet.write_number(row, 2, 13907741230 + row, shown)
        sheet.write_string(row, 3, "县水利局")
    book.close()

    (grid,) = read_xlsx(tmp_path / "表.xlsx", None).grids

    assert grid.rows[1][2] == "13907741231"
    assert Sign.PERSON in grid.signs[2]


@pytest.mark.parametrize(
    "cell", [b"<c><v>abc</v></c>", b'<c t="str"><v>1</v></c>', b'<c t="inlineStr"><is><t>a</t></is></c>', b"<c><is><t>a</t></is></c>", b"<x:c><x:v>a</x:v></x:c>", b"<c t='str'><v>1</v></c>", b'<c t="&#115;tr"><v>1</v></c>', b"<c><v><![CDATA[a]]></v></c>"],
)  # fmt: skip
def test_a_sheet_with_a_text_of_its_own_is_not_taken_for_one_of_shared_texts(cell):
    usual = b'<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>-1.5E-3</v></c>'

    assert are_shared(usual + b"</row></sheetData>")
    assert not are_shared(usual + cell + b"</row></sheetData>")


def test_a_sheet_under_another_prefix_is_not_taken_for_one_of_shared_texts():
    assert not are_shared(b"<x:sheetData><x:row><x:c><x:v>a</x:v></x:c></x:row></x:sheetData>")


@pytest.mark.parametrize("broken", [b"", b"<sst/>", b"<sst><si><t>a</t></si>", b"<sst><si><t>a</si></sst>", b"<sst><si><t>\xff</t></si></sst>", b"<sst></si><si></sst>", b"<sst><si><t>a<!-- b --></t></si></sst>"])  # fmt: skip
def test_texts_written_otherwise_are_not_known(broken):
    assert shared_texts(broken) is None

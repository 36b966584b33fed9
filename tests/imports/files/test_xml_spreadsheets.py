"""XML spreadsheets of 2003 are read as workbooks are, whatever their encoding; harm and damage in them is refused."""

import time

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files.pages.spreadsheetml_styles import value_of_data
from dczg_desktop.imports.read import read_tables

SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
HEAD = ("编号", "存在的问题", "责任单位", "完成比例")


def data(text, kind="String"):
    return f'<Data ss:Type="{kind}">{text}</Data>'


def cell(text, attributes="", kind="String"):
    return f"<Cell {attributes}>{data(text, kind)}</Cell>"


def row(*cells, attributes=""):
    return f"<Row {attributes}>{''.join(cells)}</Row>"


def sheet(*rows, name="台账", before="", after=""):
    return f'<Worksheet ss:Name="{name}"><Table>{before}{"".join(rows)}</Table>{after}</Worksheet>'


TITLES = row(*map(cell, HEAD))
FIRST, SECOND = (
    row(*map(cell, texts)) for texts in (("A1", "料场未覆盖", "县住建局"), ("A2", "河道有垃圾", "县水利局"))
)


def book(*sheets, styles="", head='<?xml version="1.0"?>'):
    return f'{head}<Workbook xmlns="{SPACE}" xmlns:ss="{SPACE}"><Styles>{styles}</Styles>{"".join(sheets)}</Workbook>'


def read(tmp_path, text, encoding="utf-8", name="台账.xls"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return read_tables(path)


def texts(reading):
    return [[*one.fields.values(), *one.extra.values()] for one in reading.tables[0].records]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("gb18030", "GBK"),
        ("gb18030", "gb2312"),
        ("utf-16", "UTF-16"),
        ("utf-8-sig", "UTF-8"),
    ],
)
def test_an_xml_spreadsheet_of_any_encoding_is_read(tmp_path, encoding, said):
    head = f'<?xml version="1.0" encoding="{said}"?><?mso-application progid="Excel.Sheet"?>'

    reading = read(tmp_path, book(sheet(TITLES, FIRST, SECOND), head=head), encoding)

    assert texts(reading) == [["A1", "料场未覆盖", "县住建局", ""], ["A2", "河道有垃圾", "县水利局", ""]]
    assert (reading.container, reading.tables[0].sheet) == ("xml", "台账")


def test_elements_with_another_prefix_are_the_same(tmp_path):
    text = book(sheet(TITLES, FIRST)).replace("<", "<ss:").replace("<ss:/", "</ss:").replace("<ss:?", "<?")

    assert texts(read(tmp_path, text)) == [["A1", "料场未覆盖", "县住建局", ""]]


def test_only_the_named_sheet_is_read(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(book(sheet(TITLES, FIRST), sheet(TITLES, SECOND, name="二月")), "utf-8")

    assert [table.sheet for table in read_tables(path, "二月").tables] == ["二月"]


def test_rich_text_and_line_breaks_stay_in_the_cell(tmp_path):
    rich = '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>料场</B>&#10;<Font>未覆盖</Font></ss:Data></Cell>'

    reading = read(tmp_path, book(sheet(TITLES, row(cell("A1"), rich, cell("县住建局")))))

    assert texts(reading) == [["A1", "料场\n未覆盖", "县住建局", ""]]


def test_rows_cells_and_merges_stand_where_they_say(tmp_path):
    rows = [
        row(cell("整改台账", 'ss:MergeAcross="3"')),
        TITLES,
        row(
            cell("A1", 'ss:MergeDown="1"'),
            cell("料场未覆盖", 'ss:MergeDown="1"'),
            cell("县住建局"),
            attributes='ss:Index="4"',
        ),
        row(cell("县水利局", 'ss:Index="3"')),
    ]

    (table,) = read(tmp_path, book(sheet(*rows))).tables

    assert [(one.row, one.fields["number"], one.fields["responsible_unit"]) for one in table.records] == [
        (4, "A1", "县住建局"), (5, "A1", "县水利局"),
    ]  # fmt: skip
    assert table.records[1].merged_from == 4


def test_hidden_sheets_rows_and_columns_are_told(tmp_path):
    after = "<WorksheetOptions><Visible>SheetVeryHidden</Visible></WorksheetOptions>"
    columns = '<Column ss:Index="3" ss:Hidden="1" ss:Span="1"/>'
    hidden = row(cell("A2"), cell("河道"), attributes='ss:Hidden="1"')

    reading = read(tmp_path, book(sheet(TITLES, FIRST, hidden, before=columns, after=after)))

    assert any("“台账”是隐藏的" in note for note in reading.notes)
    assert (reading.tables[0].grid.hidden_rows, reading.tables[0].grid.hidden_columns) == ({2}, {2, 3})


def test_comments_and_grounds_are_told(tmp_path):
    said = (
        '<Cell ss:StyleID="s1">'
        + data("A1")
        + "<Comment><ss:Data><B>张三:</B>此件延期</ss:Data></Comment></Cell>"
    )
    styles = '<Style ss:ID="s0"><Interior ss:Color="#00B050" ss:Pattern="Solid"/></Style><Style ss:ID="s1" ss:Parent="s0"/>'

    reading = read(tmp_path, book(sheet(TITLES, row(said, cell("料场")), SECOND), styles=styles))

    assert [(one.place, one.why, one.text) for one in reading.tables[0].left_out] == [
        ("A2", "批注", "张三:此件延期")
    ]
    assert any("绿色：第 2 行" in note for note in reading.notes)


@pytest.mark.parametrize(
    ("form", "kind", "value", "shown"),
    [
        ("0%", "Number", "0.6", "60%"),
        ("Percent", "Number", "0.6", "60.00%"),
        ("000000", "Number", "420", "000420"),
        ("Standard", "Number", "1234.5", "1234.5"),
        ("&quot;usd&quot;#,##0", "Number", "7", "7"),
        ("Short Date", "Number", "46387", "2026-12-31"),
        ("yyyy&quot;年&quot;m&quot;月&quot;", "DateTime", "2026-06-01T00:00:00.000", "2026年6月"),
        ("General", "DateTime", "2026-06-01T08:30:00.000", "2026-06-01 08:30"),
        ("h:mm", "Number", "0.354166666666667", "08:30"),
        ("h:mm", "DateTime", "1899-12-31T08:30:00.000", "08:30"),
        ("General", "Boolean", "1", "TRUE"),
        ("General", "Number", "一半", "一半"),
        ("General", "DateTime", "2026-13-01T00:00:00.000", "2026-13-01T00:00:00.000"),
        ("General", "Number", "1e999", "1e999"),
    ],
)
def test_a_value_is_read_as_the_sheet_shows_it(tmp_path, form, kind, value, shown):
    styles = f'<Style ss:ID="s1"><NumberFormat ss:Format="{form}"/></Style>'
    line = row(cell("A1"), cell("料场"), cell("县住建局"), cell(value, 'ss:StyleID="s1"', kind))

    assert texts(read(tmp_path, book(sheet(TITLES, line), styles=styles)))[0][3] == shown


def test_words_that_are_crossed_out_are_told(tmp_path):
    styles = '<Style ss:ID="s1"><Font ss:StrikeThrough="1"/></Style>'
    line = row(cell("A1"), cell("料场未覆盖", 'ss:StyleID="s1"'))

    assert any(
        "删除线的字（B2）" in note for note in read(tmp_path, book(sheet(TITLES, line), styles=styles)).notes
    )


def test_days_of_workbooks_that_count_from_1904_are_theirs(tmp_path):
    styles = '<Style ss:ID="s1"><NumberFormat ss:Format="Short Date"/></Style></Styles><ExcelWorkbook><Date1904/></ExcelWorkbook><Styles>'
    line = row(cell("A1"), cell("料场"), cell("县住建局"), cell("44925", 'ss:StyleID="s1"', "Number"))

    assert texts(read(tmp_path, book(sheet(TITLES, line), styles=styles)))[0][3] == "2026-12-31"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (cell("#N/A", kind="Error"), "错误值 #N/A"),
        ('<Cell ss:Formula="=RC[-1]"/>', "没有存下结果"),
        ('<Cell ss:Formula="=DISPIMG(&quot;ID_1&quot;,1)"/>', "嵌入的图片"),
        (cell("410123199001011234", kind="Number"), "丢失"),
    ],
)
def test_a_cell_without_content_of_its_own_is_doubted(tmp_path, last, words):
    reading = read(tmp_path, book(sheet(TITLES, row(cell("A1"), cell("料场"), cell("县住建局"), last))))

    (fault,) = reading.tables[0].faults
    assert fault.place == "台账!D2"
    assert words in fault.message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (book(sheet(TITLES, FIRST))[:-40], "没有复制完整"),
        (book(sheet(TITLES, FIRST), head='<!DOCTYPE x [<!ENTITY a "b">]>'), "DOCTYPE"),
        (book(sheet(TITLES, row(cell("远"), attributes='ss:Index="100001"'))), "超出允许范围"),
        (book(sheet(TITLES, row(cell("远", 'ss:Index="703"')))), "超出允许范围"),
        (
            book(sheet(row(cell("宽", 'ss:Index="702"')), row(cell("高"), attributes='ss:Index="90000"'))),
            "超出允许范围",
        ),
        (book(sheet(TITLES, row(cell("远"), attributes='ss:Index="999999999"'))), "超出允许范围"),
        (book(sheet(TITLES, row("&nbsp;"))), "没有复制完整"),
        (book(), "都是空的"),
    ],
)
def test_a_spreadsheet_that_is_damaged_harmful_or_too_large_is_refused(tmp_path, text, words):
    with pytest.raises(UserError, match=words):
        read(tmp_path, text)


def test_places_far_away_without_content_hold_nothing_up(tmp_path):
    far = '<Row ss:Index="999999998" ss:Span="999999999" ss:Hidden="1"><Cell ss:MergeDown="999999999" ss:MergeAcross="9999"/></Row>'
    columns = '<Column ss:Span="999999999" ss:Hidden="1"/>'
    started = time.process_time()

    reading = read(tmp_path, book(sheet(TITLES, FIRST, far, before=columns)))

    assert len(reading.tables[0].records) == 1
    assert time.process_time() - started < 2


def test_deep_nesting_holds_nothing_up(tmp_path):
    deep = "<B>" * 100_000 + "料场" + "</B>" * 100_000

    assert texts(read(tmp_path, book(sheet(TITLES, row(cell("A1"), cell(deep))))))[0][1] == "料场"


@pytest.mark.parametrize("kind", ["Number", "DateTime", "Boolean", "String", "Error", "Unknown"])
@pytest.mark.parametrize("text", ["", " ", "9" * 400, "-1", "0000-00-00", "１２", "1e9", "nan"])
def test_no_text_of_any_kind_does_more_than_stay_a_text(kind, text):
    assert isinstance(value_of_data(kind, text, is_date=True, is_1904=True), object)

"""What comments, text boxes and boxes to tick say is listed with its place; grounds and formats are told whatever the file is."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.imports.files import remarks
from dczg_desktop.imports.files.palette import name_of_code
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.beside_cells import (
    HEAD,
    TABLE,
    anchored,
    book,
    comments,
    drawing,
    odf,
    odf_cell,
    shape,
    talk,
    written,
)


def aside(reading, table=0):
    return [(one.place, one.why, one.text) for one in reading.tables[table].left_out]


def share(reading):
    return reading.tables[0].records[0].extra["完成比例"]


def coloured(reading):
    return [note.partition("有底色（")[2].partition("）")[0] for note in reading.notes if "有底色" in note]


def test_comments_are_listed_with_their_cells_and_no_record_changes(tmp_path):
    path = book(
        tmp_path / "a.xlsx", {"xl/comments1.xml": comments(("C3", "已销号"), ("B2", "此件延期\n至2027年"))}
    )

    reading = read_tables(path)

    assert aside(reading) == [("B2", "批注", "此件延期\n至2027年"), ("C3", "批注", "已销号")]
    assert reading.tables[0].records == read_tables(book(tmp_path / "b.xlsx")).tables[0].records


def test_of_a_conversation_every_answer_is_listed_and_not_that_it_is_one(tmp_path):
    told = comments(
        ("B2", "[线程批注]\n\n你的 Excel 版本可读取此线程批注。\n\n注释:\n    延期"), ("C2", "无")
    )
    path = book(
        tmp_path / "a.xlsx",
        {"xl/comments1.xml": told, "xl/threadedComments/t.xml": talk(("B2", "延期"), ("B2", "同意"))},
    )

    assert aside(read_tables(path)) == [
        ("B2", "批注", "同意"), ("B2", "批注", "延期"), ("C2", "批注", "无"),
    ]  # fmt: skip


def test_texts_of_shapes_are_listed_where_they_stand(tmp_path):
    group = "<xdr:grpSp>" + shape("已移交\n市级") + "</xdr:grpSp>"
    twice = f"<mc:AlternateContent><mc:Choice>{shape('延期')}</mc:Choice><mc:Fallback>{shape('延期')}</mc:Fallback></mc:AlternateContent>"
    free = f"<xdr:absoluteAnchor>{shape('内部资料')}</xdr:absoluteAnchor>"
    path = book(
        tmp_path / "a.xlsx",
        {"xl/drawings/d.xml": drawing(anchored(1, 1, group), anchored(2, 5, twice), free)},
    )

    assert aside(read_tables(path)) == [
        ("台账", "文本框", "内部资料"), ("B2", "文本框", "已移交\n市级"), ("F3", "文本框", "延期"),
    ]  # fmt: skip


def test_a_box_says_whether_it_is_ticked(tmp_path):
    whole = drawing(
        f"<mc:AlternateContent><mc:Choice>{anchored(1, 3, shape('已完成', 1025))}</mc:Choice></mc:AlternateContent>",
        anchored(2, 3, shape("已完成", 1026)),
    )
    related = {
        "xl/drawings/d.xml": whole,
        "xl/ctrlProps/1.xml": ("ctrlProp", '<formControlPr objectType="CheckBox" checked="Checked"/>'),
        "xl/ctrlProps/2.xml": ("ctrlProp", '<formControlPr objectType="CheckBox"/>'),
    }
    controls = (
        '<controls><control shapeId="1025" r:id="rId2"/><control shapeId="1026" r:id="rId3"/></controls>'
    )

    assert aside(read_tables(book(tmp_path / "a.xlsx", related, after=controls))) == [
        ("D2", "勾选框", "☑ 已完成"), ("D3", "勾选框", "☐ 已完成"),
    ]  # fmt: skip


def test_of_two_tables_on_a_sheet_the_one_around_the_comment_lists_it(tmp_path):
    lower = "".join(
        written(row, texts)
        for row, texts in (
            (6, ("任务清单",)),
            (7, (*HEAD[:3], "整改时限")),
            (8, ("B1", "管网破损", "县住建局")),
        )
    )
    told = {"xl/comments1.xml": comments(("B8", "下"), ("B2", "上"))}

    reading = read_tables(book(tmp_path / "a.xlsx", told, TABLE + lower))

    listed = [[text for _place, why, text in aside(reading, one) if why == "批注"] for one in (0, 1)]
    assert listed == [["上"], ["下"]]


def test_remarks_on_a_sheet_without_a_table_are_listed_with_its_name(tmp_path):
    path = book(
        tmp_path / "a.xlsx",
        {"xl/comments1.xml": comments(("A1", "以下已销号"))},
        written(1, ("说明",)),
        sheets={"清单": f"<sheetData>{TABLE}</sheetData>"},
    )

    reading = read_tables(path)

    assert [table.sheet for table in reading.tables] == ["清单"]
    assert aside(reading) == [("台账!A1", "批注", "以下已销号")]


def test_a_comment_on_a_petition_shows_nothing_of_who_complained(tmp_path):
    rows = written(1, ("序号", "受理编号", "信访内容", "是否属实")) + written(
        2, ("1", "X3HB202411050035", "料场扬尘", "属实")
    )
    told = {"xl/comments1.xml": comments(("B2", "举报人：张三，13912345678"))}

    (one,) = read_tables(book(tmp_path / "a.xlsx", told, rows)).tables[0].left_out

    assert "13912345678" not in one.text


def test_more_comments_than_are_looked_through_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(remarks, "_MOST_BYTES", 50)
    path = book(tmp_path / "a.xlsx", {"xl/comments1.xml": comments(("B2", "延期"))})

    assert aside(read_tables(path)) == [("台账", "批注", "批注太多，没有逐条列出，请打开原件查看。")]


def test_half_a_part_of_comments_is_refused(tmp_path):
    with pytest.raises(UserError, match="已损坏"):
        read_tables(book(tmp_path / "a.xlsx", {"xl/comments1.xml": ("comments", "<comments><comment>")}))


@pytest.mark.parametrize(
    ("ground", "colour"),
    [
        ('theme="5"', "红色"),
        ('theme="5" tint="-0.249977111117893"', "红色"),
        ('theme="5" tint="0.79998168889431442"', ""),
        ('theme="9"', "橙色"),
        ('indexed="8"', "绿色"),
        ('indexed="13"', "黄色"),
        ('rgb="FFFFC000"', "橙色"),
        ('rgb="FF00B0F0"', ""),
        ('theme="99"', ""),
        ('indexed="64"', ""),
    ],
)
def test_a_strong_ground_is_told_however_its_colour_is_given(tmp_path, ground, colour):
    usual = '<rgbColor rgb="00000000"/>' * 8
    styles = (
        f'<styleSheet xmlns="x"><fills><fill/><fill><patternFill patternType="solid"><fgColor {ground}/></patternFill></fill></fills>'
        '<cellXfs><xf fillId="0"/><xf fillId="1"/></cellXfs>'
        f'<colors><indexedColors>{usual}<rgbColor rgb="0000B050"/></indexedColors></colors></styleSheet>'
    )
    theme = (
        '<a:theme xmlns:a="a"><a:clrScheme><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
        '<a:accent2><a:srgbClr val="C0504D"/></a:accent2><a:accent6><a:srgbClr val="F79646"/></a:accent6></a:clrScheme></a:theme>'
    )
    cells = TABLE.replace('<c r="A2"', '<c r="A2" s="1"')
    others = {"xl/styles.xml": styles, "xl/theme/theme1.xml": theme}

    reading = read_tables(book(tmp_path / "a.xlsx", cells=cells, others=others))

    assert coloured(reading) == ([f"{colour}：第 2 行"] if colour else [])


@pytest.mark.parametrize("code", ["", "12345", "GGGGGG", "１２３４５６"])
def test_what_is_no_colour_has_no_name(code):
    assert name_of_code(code) == ""


SHARE = '<number:percentage-style style:name="N1"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>'
FIXED = '<number:number-style style:name="N1"><number:number number:min-integer-digits="6" number:decimal-places="0"/></number:number-style>'
MONEY = '<number:number-style style:name="N1"><number:text>¥</number:text><number:number number:decimal-places="2"/></number:number-style>'
THOUSANDS = '<number:number-style style:name="N1"><number:number number:decimal-places="2" number:grouping="true"/></number:number-style>'
MONTH = '<number:date-style style:name="N1"><number:year/><number:text>年</number:text><number:month/></number:date-style>'
DAY = '<number:date-style style:name="N1"><number:year/><number:month/><number:day/></number:date-style>'
CELL = '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Own"/>'
OWN = '<style:style style:name="Own" style:family="table-cell" style:data-style-name="N1"><style:table-cell-properties fo:background-color="#00b050"/></style:style>'


def number_cell(kind, value):
    name = "date-value" if kind == "date" else "value"
    return odf_cell(
        "x", attributes=f'table:style-name="ce1" office:value-type="{kind}" office:{name}="{value}"'
    )


@pytest.mark.parametrize(
    ("style", "cell", "shown"),
    [
        (SHARE, number_cell("percentage", "0.6"), "60%"),
        (FIXED, number_cell("float", "420"), "000420"),
        (MONTH, number_cell("date", "2026-06-01"), "2026年6月"),
        (DAY, number_cell("date", "2026-06-01"), "2026-06-01"),
        (MONEY, number_cell("float", "12.5"), "12.5"),
        (THOUSANDS, number_cell("float", "1234.5"), "1234.5"),
    ],
)
def test_a_number_of_an_opendocument_sheet_is_read_as_its_style_shows_it(tmp_path, style, cell, shown):
    reading = read_tables(odf(tmp_path / "a.ods", cell, CELL, style + OWN))

    assert share(reading) == shown
    assert coloured(reading) == ["绿色：第 2 行"]


def test_styles_that_go_back_to_one_another_tell_nothing(tmp_path):
    circle = "".join(
        f'<style:style style:name="{one}" style:family="table-cell" style:parent-style-name="{other}"/>'
        for one, other in (("ce1", "ce2"), ("ce2", "ce1"))
    )

    assert share(read_tables(odf(tmp_path / "a.ods", number_cell("float", "420"), circle))) == "420"


def test_what_lies_over_a_cell_of_an_opendocument_sheet_is_no_part_of_its_text(tmp_path):
    over = (
        "<office:annotation><text:p>此件延期</text:p></office:annotation>"
        "<draw:custom-shape><text:p>已移交</text:p></draw:custom-shape>"
    )

    reading = read_tables(odf(tmp_path / "a.ods", odf_cell("六成<text:line-break/>多", over)))

    assert share(reading) == "六成\n多"
    assert aside(reading) == [("D2", "批注", "此件延期"), ("D2", "文本框", "已移交")]


def test_shapes_and_boxes_of_an_opendocument_sheet_are_listed(tmp_path):
    before = (
        '<office:forms><form:form><form:checkbox form:id="c1" form:label="已完成" form:current-state="checked"/>'
        "</form:form></office:forms><table:shapes><draw:rect><text:p>内部资料</text:p></draw:rect></table:shapes>"
    )
    cell = odf_cell("", '<draw:control draw:control="c1"/>')

    assert aside(read_tables(odf(tmp_path / "a.ods", cell, before=before))) == [
        ("台账", "文本框", "内部资料"), ("D2", "勾选框", "☑ 已完成"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        (odf_cell("#N/A", attributes='table:formula="of:=NA()" office:value-type="string" office:string-value=""'), "#N/A", "错误值"),
        (odf_cell("Err:502", attributes='table:formula="of:=X()" office:value-type="float" office:value="0"'), "#错误", "错误值"),
        (odf_cell("", attributes='table:formula="of:=[.B2]"'), "=[.B2]", "没有存下结果"),
    ],
)  # fmt: skip
def test_errors_and_formulas_without_a_result_of_an_opendocument_sheet_are_doubted(
    tmp_path, cell, value, words
):
    reading = read_tables(odf(tmp_path / "a.ods", cell))

    (fault,) = reading.tables[0].faults
    assert (fault.place, fault.value) == ("台账!D2", value)
    assert words in fault.message

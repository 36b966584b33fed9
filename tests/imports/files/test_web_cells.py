"""What a cell of a web page shows besides its words: comments, a ground, rows that are not shown, room for a picture."""

import pytest

from dczg_desktop.imports.read import read_tables

HEAD = "<tr><td>编号</td><td>存在的问题</td><td>责任单位</td></tr>"


def line(number, text="料场未覆盖", attributes=""):
    return f"<tr {attributes}><td>{number}</td><td>{text}</td><td>县住建局</td></tr>"


def read(tmp_path, rows, head="", before=""):
    path = tmp_path / "台账.xls"
    path.write_text(
        f"<html><head>{head}</head><body>{before}<table>{HEAD}{rows}</table></body></html>", "utf-8"
    )
    return read_tables(path)


@pytest.mark.parametrize("before", ["", "<p>整改台账</p>"])
def test_a_comment_in_a_cell_is_listed_and_no_part_of_it(tmp_path, before):
    cell = '<a class="comment-indicator"></a><comment>此件延期</comment>料场未覆盖'

    (table,) = read(tmp_path, line("A1", cell) + line("A2"), before=before).tables

    assert [one.fields["description"] for one in table.records] == ["料场未覆盖", "料场未覆盖"]
    assert [(one.place, one.why, one.text) for one in table.left_out] == [("B2", "批注", "此件延期")]


def test_the_mark_of_a_comment_in_a_page_of_excel_is_no_part_of_the_cell(tmp_path):
    cell = '料场未覆盖<![if !supportAnnotations]><a class=msocomanchor href="#_msocom_1">[1]</a><![endif]>'

    assert read(tmp_path, line("A1", cell)).tables[0].records[0].fields["description"] == "料场未覆盖"


def test_words_that_a_page_crosses_out_are_told(tmp_path):
    reading = read(tmp_path, line("A1", "<s>料场</s>未覆盖") + line("A2"), before="<p>整改台账</p>")

    assert [note for note in reading.notes if "删除线的字（B2）" in note]


def test_a_comment_that_does_not_end_takes_no_more_than_its_cell(tmp_path):
    (table,) = read(tmp_path, line("A1", "<comment>此件延期") + line("A2")).tables

    assert [one.fields["number"] for one in table.records] == ["A1", "A2"]
    assert table.records[0].fields["responsible_unit"] == "县住建局"


@pytest.mark.parametrize(
    ("head", "attributes", "colour"),
    [
        ("", 'bgcolor="#FF0000"', "红色"),
        ("", "style='background:yellow;color:red'", "黄色"),
        ("", 'style="background-color: rgb(0, 176, 80)"', "绿色"),
        (
            "<style>td{color:red}\n.xl66\n\t{mso-pattern:black none;\n\tbackground:#FFC000;}</style>",
            "class=xl66",
            "橙色",
        ),
        ("", 'bgcolor="#FFFFCC"', ""),
        ("", 'style="color:red"', ""),
    ],
)
def test_a_strong_ground_of_a_page_is_told(tmp_path, head, attributes, colour):
    reading = read(tmp_path, line("A1", attributes=attributes) + line("A2"), head)

    assert ["第 2 行" in note and colour in note for note in reading.notes if "有底色" in note] == (
        [True] if colour else []
    )


def test_rows_and_columns_that_a_page_does_not_show_are_doubted(tmp_path):
    columns = "<col><col span=1><col style='display:none'>"
    rows = columns + line("A1", attributes="style='mso-height:0;display: none'") + line("A2")

    (table,) = read(tmp_path, rows).tables

    assert (table.grid.hidden_rows, table.grid.hidden_columns) == ({1}, {2})


def test_blank_room_for_a_picture_beside_the_headings_does_not_make_records_headings(tmp_path):
    head = HEAD.replace("</tr>", "<td colspan=5 rowspan=9><img src='a.png'></td></tr>")
    path = tmp_path / "台账.xls"
    path.write_text(f"<table>{head}{''.join(line(f'A{n}', f'问题{n}') for n in range(8))}</table>", "utf-8")

    assert [one.fields["number"] for one in read_tables(path).tables[0].records] == [
        f"A{n}" for n in range(8)
    ]

"""Texts, sheets and pages as long as somebody may send them: no line is looked at again for every other line or sign.

Read the slow way each of these takes minutes of the processor; read as it should be, a second.
"""

import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.deadlines import read_deadline
from dczg_desktop.imports.files.excel.colours import telling_fills
from dczg_desktop.imports.files.excel.markup import hidden, oddities
from dczg_desktop.imports.files.gate import opened_parts
from dczg_desktop.imports.files.styles import telling_formats
from dczg_desktop.imports.furniture import parted
from dczg_desktop.imports.merged import MergedDown
from dczg_desktop.imports.read import read_text
from dczg_desktop.imports.reading import Column, Grid, LeftOut, RecordReading, Table
from dczg_desktop.imports.tables.around.captions import with_captions
from dczg_desktop.imports.tables.columns.file_names import files_note
from dczg_desktop.imports.tables.forms.upright_sheets import upright_table
from dczg_desktop.imports.tables.relined.blanks import columns_of_blanks
from dczg_desktop.imports.tables.relined.relined import bracketed
from dczg_desktop.imports.tables.values.unit_doubts import of_other_unit
from dczg_desktop.imports.texts.document import document_table, lines_of
from dczg_desktop.imports.texts.labelling.label_words import is_only_headers
from dczg_desktop.imports.texts.said_once.remarks import without_remarks
from dczg_desktop.imports.texts.unlabelled.told_petitions import told_petitions
from dczg_desktop.imports.web import read_web

BLANKS = " " * 60_000
SECONDS = 15


@pytest.fixture(autouse=True)
def soon():
    """A test that only takes long would be waited for in every run, and nobody would know."""
    started = time.process_time()
    yield
    assert time.process_time() - started < SECONDS


def plan(*lines: str) -> str:
    return "\n".join(["反馈问题：河道有垃圾", "整改目标：清理", "整改措施：清理河道", *lines])


@pytest.mark.parametrize(
    "line",
    [
        f"责任单位{BLANKS}甲",
        f"【责任单位{BLANKS}甲",
        f"序号{BLANKS}甲",
        f"说明{BLANKS}甲",
        f"清理{BLANKS}1",
        f"（编号{BLANKS}甲",
    ],
)
def test_a_line_of_blanks(line):
    assert document_table("方案", lines_of(plan(line))).records


def test_a_number_of_a_petition_behind_blanks_is_looked_for_once():
    assert told_petitions("答复", lines_of(f"受理编号{BLANKS}甲\n受理编号{BLANKS}乙"), "段") is None


def test_a_heading_of_blanks():
    assert document_table("方案", lines_of(plan(f"一、河道有垃圾{BLANKS}完成"))).records


def test_headers_one_after_the_other():
    assert is_only_headers("牵头单位" * 100)
    assert not is_only_headers("牵头单位" * 25_000)  # nobody's headings


@pytest.mark.parametrize("words", ["整改情况（", "”问题整改：", "问题"])
def test_contents_that_only_repeat_words_of_headings(words):
    long = words * (60_000 // len(words))
    text = f"问题：{long}\n责任单位：{long}\n整改情况：甲\n问题：乙\n牵头单位：丙\n目前进度：{long}\n"

    assert read_text(text).tables[0].records


def test_a_text_of_digits_is_refused_soon():
    with pytest.raises(UserError, match="没有认出表格"):
        read_text("1" * 20_000)


def test_a_unit_behind_blanks():
    assert of_other_unit("责任单位", f"县水利局{BLANKS}1") == ()


def test_a_name_of_a_file_of_dots():
    rows = [["问题", "照片"], ["河道有垃圾", "1." * 20_000], ["路面有积水", "2.jpg"]]
    columns = Column("A", "问题", "description", 1.0), Column("B", "照片", None, 0.0)
    records = tuple(RecordReading(row, {}, {}, {}, None) for row in (2, 3))
    grid = Grid("表", rows, [])
    table = Table("表", "", (1,), 2, "problem", {}, columns, (), records, (), (), grid)

    assert "2.jpg" in files_note(table)


def test_a_deadline_of_digits():
    assert read_deadline(f"河道{'1' * 40_000}底").due is None


def test_a_thousand_labels_on_one_line():
    units = "".join(f"；责任单位：县{number}局" for number in range(2_000))

    table = document_table("方案", lines_of(plan(f"整改时限：2026年底前{units}")))

    assert table.records[0].fields["responsible_unit"].count("\n") == 1_999


def test_a_thousand_labels_of_measures_on_one_line():
    again = "责任单位：县水利局；整改措施：1.清理。2.巡查。" * 3_000

    assert document_table("方案", lines_of(f"一、甲。整改目标：乙。{again}")).records


def test_pages_counted_at_the_end_of_each():
    pages = [(number, f"—{number % 900}—") for number in range(40_000)]

    assert parted(pages) == ([], pages)


def test_a_remark_of_digits():
    line = (0, "以上问题均" + "1" * 20_000)

    assert without_remarks([line], frozenset({"deadline"})) == ([line], [])


def test_columns_of_blanks_with_thousands_of_pieces():
    heading = "  ".join(["序号", "反馈问题", "责任单位", *[f"列{number}" for number in range(12_000)]])

    with pytest.raises(ValueError, match="甲"):
        columns_of_blanks(f"{heading}\n{heading}\n{'甲    ' * 4_000}")


def test_a_bracket_of_colons():
    assert bracketed("1.清理河道（" + "：" * 100_000) is None


def test_captions_by_the_thousand():
    grid = Grid(
        "表",
        [[f"问题{number % 999}：垃圾", ""] if number % 2 == 0 else ["", "清理"] for number in range(40_000)],
    )
    above = [LeftOut(number + 1, grid.rows[number][0], "分组标题或说明") for number in range(0, 40_000, 2)]

    columns, _told = with_captions(
        grid, (Column("B", "整改措施", "measures", 1.0),), range(1, 40_000, 2), above, range(0), MergedDown()
    )

    assert columns[-1].field == "description"
    assert grid.rows[-1][-1] == "问题38：垃圾"


def test_a_form_with_many_lines_below_it():
    form = [["整改目标", "清理"], ["整改措施", "清理河道"], ["责任单位", "县局"]]

    table = upright_table(Grid("表", [*form, *[["已清理", ""]] * 25_000]))

    assert len(table.records) == 1


@pytest.mark.parametrize(
    "sign", ["<a ", "<a b='", "<td ", "<!--甲", "<?甲", "</a", "<!--甲-", "<a b=\"<a b='"]
)
@pytest.mark.parametrize("end", ["", ">"])
def test_half_tags_of_a_page(sign, end):
    page = f"<table><tr><td>序号</td><td>甲</td></tr></table>{sign * (60_000 // len(sign))}{end}"

    assert read_web(Path("页.html"), page, "UTF-8").grids[0].rows == [["序号", "甲"]]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("xl/worksheets/sheet1.xml", b'<c r="AB1" ' * 60_000),
        ("xl/worksheets/sheet1.xml", b"<c " + b' r="A1000000"' * 50_000 + b"/>"),
        ("xl/sharedStrings.xml", b"<sst " * 150_000),
        ("content.xml", b"<table:table-cell " * 50_000),
    ],
)
def test_the_gate_itself(tmp_path, name, content):
    path = tmp_path / "甲.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, content)

    with suppress(UserError):
        assert opened_parts(path) == {name: content}


def test_styles_without_an_end():
    assert telling_formats(b"<cellXfs " * 60_000) == {}
    assert telling_fills(b"<fills><cellXfs " + b"<fill>" * 60_000 + b"</fills></cellXfs>") == {}


def test_cells_without_an_end():
    assert oddities(b'<sheetData><c r="A1" t="e"><f>1</f>#' * 10_000, {}) == {}
    assert hidden(b"<row a='" + b' hidden="1"' * 20_000 + b'\' r="3">')[0] == {2}

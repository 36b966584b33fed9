"""What is done quickly for long tables comes out as cell by cell: rows of labels, merged cells, tables that begin further right."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from dczg_desktop.domain.headings import HEADERS, header_field, may_be_header
from dczg_desktop.imports import header
from dczg_desktop.imports.header import confidence
from dczg_desktop.imports.read import read_tables, read_text
from dczg_desktop.imports.tables.around.stated import stated_day
from dczg_desktop.imports.tables.asked.column_rules import rules_of
from dczg_desktop.imports.tables.asked.faults import with_days_doubted
from dczg_desktop.imports.tables.values.oddities import Oddities
from dczg_desktop.services.importing import handing
from dczg_desktop.services.importing.handing import NOBODY_SAID

LABELS = ("NO.", "问题编号", "反馈问题", "整改目标", "整改措施", "整改时限", "责任单位", "责任人", "牵头单位", "完成情况")  # fmt: skip
headers = st.sampled_from([name for names in HEADERS.values() for name in names])
numbers = st.one_of(
    st.integers(0, 10**6).map(str), st.sampled_from(["", "第", "2029年", "截至3月底", "（4）", "7月", "8、"])
)
signs = st.text(alphabet="（）()【】★ 　\n、，。/20２０年2025截至号AＮo一问题整改", max_size=30)


def table_with(*headings):
    names = ("序号", "反馈问题", *headings)
    return read_text(
        "\n".join(["\t".join(names), "\t".join(["1", "河道有垃圾", *("甲县" for _one in headings)])])
    ).tables[0]


def a_row(number):
    return (number, f"SJ2026-{number:03d}", f"第{number}处河道有垃圾堆放", "清理", "1.清运。", "2026年底前", "县水利局", "王某", "县住建局", "已完成")  # fmt: skip


def a_workbook(path, rows, left=1, merges=()):
    book = Workbook()
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=left):
            book.active.cell(row, column, cell)
    for merge in merges:
        book.active.merge_cells(merge)
    book.save(path)
    return path


@given(st.one_of(st.tuples(signs, headers, signs).map("".join), signs))
def test_a_text_passed_over_by_a_quick_look_is_no_header(text):
    assert may_be_header(text) or header_field(text) == (None, 0.0)


@given(st.tuples(numbers, headers, signs, numbers).map("".join))
def test_which_number_stands_in_a_text_does_not_make_it_a_header(text):
    assert confidence(text) == header_field(text)[1]


def test_cells_that_differ_in_a_number_alone_are_looked_at_once_for_headers(tmp_path, monkeypatch):
    looked = []
    monkeypatch.setattr(header, "header_field", lambda text: looked.append(text) or header_field(text))
    names = ("问题编号", "反馈问题", "整改目标", "责任单位", "整改时限")
    rows = [names, *([f"{name}甲{number}" for name in names] for number in range(300, 900))]

    (table,) = read_tables(a_workbook(tmp_path / "台账.xlsx", rows)).tables

    assert len(table.records) == 600
    assert len(looked) < 300


words = st.sampled_from(
    ["县水利局", "13812345678", "0797-5301234", "2026年", "5月", "8日", "等3家", "（4）", "张三", "第7批", "9.5%", "属实", "完成", "河湾", "村", "、",
     "负责人：", "96", "已", "前", "各", "个", "有关单位", "440", "√", "1998"]
)  # fmt: skip


@given(st.lists(words, min_size=1, max_size=4).map("".join))
def test_names_that_differ_in_a_number_alone_are_doubted_alike(text):
    table = table_with("责任单位", "行政区域", "责任人")
    for rules in rules_of(table).values():
        for rule in rules:
            if rule.is_of_words and text in rule.may_doubt([text]):
                assert list(rule.asked_about([text])) == [text] or not rule.of(text)


def test_the_day_above_a_list_of_petitions_is_looked_for_once_for_all_of_them(monkeypatch):
    looked = []
    monkeypatch.setattr(
        handing, "stated_day", lambda table, today: looked.append(today) or stated_day(table, today)
    )
    rows = [f"D3HB2025120300{number:02}|第{number}处河道有垃圾|属实|10日内" for number in range(1, 40)]
    table = read_text("\n".join(["受理编号|反映问题|是否属实|办结时限", *rows]).replace("|", "\t")).tables[0]

    assert len(with_days_doubted(table, NOBODY_SAID.starts, date(2026, 1, 1)).records) == 39
    assert len(looked) == 1


def test_a_header_that_comes_again_is_no_record_though_it_begins_with_latin_letters(tmp_path):
    rows = [LABELS, *map(a_row, range(1, 4)), LABELS, *map(a_row, range(4, 6))]

    (table,) = read_tables(a_workbook(tmp_path / "台账.xlsx", rows)).tables

    assert len(table.records) == 5
    assert [(one.row, one.why) for one in table.left_out] == [(5, "重复的表头")]


def test_a_table_that_begins_further_right_and_down_keeps_the_names_of_its_cells(tmp_path):
    rows = [(), (), LABELS, a_row(1), a_row(2)]

    (table,) = read_tables(a_workbook(tmp_path / "台账.xlsx", rows, left=3)).tables

    first, second = table.records
    assert (first.row, first.cells["description"], first.fields["description"]) == (4, "E4", a_row(1)[2])
    assert (second.row, second.cells["responsible_unit"]) == (5, "I5")


def test_a_formula_without_result_merged_downwards_is_no_content_of_any_of_its_rows(tmp_path):
    rows = [LABELS, a_row(1), a_row(2), a_row(3)]
    rows[1] = (*rows[1][:6], "=VLOOKUP(A2,Z:Z,1,0)", *rows[1][7:])
    source = a_workbook(tmp_path / "台账.xlsx", rows, merges=["G2:G3"])

    (table,) = read_tables(source).tables

    odd = Oddities(table)
    units = [odd.without(record).fields["responsible_unit"] for record in table.records]
    assert units == ["", "", "县水利局"]
    assert [record.cells["responsible_unit"] for record in table.records] == ["G2", "G2", "G4"]


def test_a_cell_at_the_limit_of_the_program_is_told_though_it_has_line_breaks(tmp_path):
    long = ("清运垃圾。\n" * 7000)[:32767]
    row = (
        1,
        "SJ2026-001",
        "河道有垃圾堆放",
        "清理",
        long,
        "2026年底前",
        "县水利局",
        "王某",
        "县住建局",
        "已完成",
    )

    (table,) = read_tables(a_workbook(tmp_path / "台账.xlsx", [LABELS, row])).tables

    assert [one.place for one in table.faults if "32767" in one.message] == ["Sheet!E2"]

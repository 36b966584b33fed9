"""What people do to a workbook before they send it back, done with another program's writer."""

import random
import zipfile
from datetime import date

import openpyxl

from dczg_desktop.exchange.package import write_package
from dczg_desktop.exchange.received import Trust, open_package
from dczg_desktop.exchange.returned import digest_of
from dczg_desktop.exchange.sheets import Sheet, SheetColumn, SheetRow, shown
from dczg_desktop.exchange.workbook import read_workbook
from tests.exchange.builders import KEY, an_outgoing, known
from tests.exchange.hand_edits import edits_of, nothing_found
from tests.re_saving import needs_libreoffice, resaved


def test_resaving_alone_changes_nothing(edited):
    opened = edited(lambda _page, _book: None)

    assert opened.verdict is Trust.ENROLLED
    assert nothing_found(opened)
    assert len(opened.records) == 3


def test_the_canonical_digest_survives_resaving(written, opened_from):
    book = openpyxl.load_workbook(written.path)
    book["问题清单"].column_dimensions["C"].width = 5
    book.save(written.path)
    opened_from(written.path)
    with zipfile.ZipFile(written.path) as archive:
        grid = read_workbook(archive, "a.xlsx").grid("问题清单")

    digest = digest_of(grid, shown(an_outgoing().sheets[0]))

    assert digest == written.manifest.sheets["问题清单"]


def test_a_changed_cell_is_found_with_its_place_and_both_texts(edited):
    def change(page, book):
        page["D5"] = "赵六 局长"
        page["C6"] = "改了别人的格"

    opened = edited(change)

    first, second = opened.hand_edits
    assert (first.sheet, first.cell, first.uid, first.column) == ("问题清单", "D5", "p1", "person")
    assert (first.before, first.after, first.editable, first.is_formula) == ("张三", "赵六 局长", True, False)
    assert (second.cell, second.editable) == ("C6", False)


def test_blank_means_unchanged_and_the_word_clears(edited):
    def change(page, book):
        page["D5"] = None
        page["D7"] = "〔清空〕"
        page["D6"] = "〔清空〕"  # was blank already

    assert edits_of(edited(change)) == {("p3", "person"): ("李四", "")}


def test_width_of_forms_and_ways_of_writing_a_date_are_no_edits(edited):
    def change(page, book):
        page["B5"] = "１"
        page["C5"] = "南河黑臭水体， 雨天溢流"
        page["E5"] = "2026年6月30日"
        page["E7"] = 30

    assert nothing_found(edited(change))


def test_a_date_cell_is_read_as_a_date(edited):
    def change(page, book):
        page["E5"] = date(2026, 6, 30)
        page["E5"].number_format = "yyyy-mm-dd"
        page["E7"] = 46387
        page["E7"].number_format = 'yyyy"年"m"月"d"日"'
        page["D7"] = 0.85
        page["D7"].number_format = "0%"
        page["D5"] = True

    assert edits_of(edited(change)) == {
        ("p3", "due"): ("30", "2026-12-31"),
        ("p3", "person"): ("李四", "85%"),
        ("p1", "person"): ("张三", "是"),
    }


def test_new_rows_are_handed_on_with_their_cells(edited):
    def change(page, book):
        page["C8"], page["D8"] = "新发现的问题", "孙八"
        page["D10"] = "〔清空〕"

    opened = edited(change)

    assert [(row.sheet, row.row, row.cells) for row in opened.new_rows] == [
        ("问题清单", 8, {"description": "新发现的问题", "person": "孙八"})
    ]
    assert opened.missing_rows == []


def test_a_formula_is_shown_as_text_and_never_evaluated(edited):
    def change(page, book):
        page["D5"] = "=1+1"
        page["D8"], page["C8"] = "=A1", "新行"

    opened = edited(change)

    assert [(edit.after, edit.is_formula) for edit in opened.hand_edits] == [("=1+1", True)]
    assert opened.new_rows[0].cells == {"description": "新行"}
    assert "公式" in opened.problems[0].message


def test_an_error_value_is_shown_and_clears_nothing(edited):
    def change(page, book):
        page["D5"].value = "#N/A"
        page["D5"].data_type = "e"

    assert edits_of(edited(change)) == {("p1", "person"): ("张三", "#N/A")}


def test_hyperlinks_typed_by_hand_are_harmless(edited):
    def change(page, book):
        page["D5"] = "张三"
        page["D5"].hyperlink = "https://example.org/"

    assert nothing_found(edited(change))


def test_every_one_of_many_random_edits_is_found(tmp_path):
    chance = random.Random(7)
    columns = [SheetColumn(f"c{index}", f"列{index}", editable=True) for index in range(8)]
    rows = [
        SheetRow(f"r{row}", {f"c{index}": f"文字{row}-{index}" for index in range(8)}) for row in range(60)
    ]
    outgoing = an_outgoing(sheets=[Sheet("表", "t", "h", columns, rows)])
    written = write_package(tmp_path / "a.xlsx", outgoing, KEY.sign)
    book = openpyxl.load_workbook(written.path)
    expected = {}
    for place in chance.sample(range(480), 200):
        row, column = divmod(place, 8)
        text = f"文字{row}-{column}" + chance.choice("改，0。x")
        book["表"].cell(row + 5, column + 2).value = text
        expected[f"r{row}", f"c{column}"] = (f"文字{row}-{column}", text)
    book.save(written.path)

    opened = open_package(written.path, known, tmp_path / "w")

    assert edits_of(opened) == expected


@needs_libreoffice
def test_resaving_by_libreoffice_changes_nothing(written, opened_from, tmp_path):
    [saved] = resaved([written.path], "xlsx", tmp_path / "out")

    assert nothing_found(opened_from(saved))

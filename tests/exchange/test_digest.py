import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.base.text import clean
from dczg_desktop.exchange.cells import Numbers, read_grid, shared_strings
from dczg_desktop.exchange.digest import (
    canonical_number,
    canonical_text,
    plain_text,
    same_meaning,
    sheet_digest,
)

COLUMNS = ["c1", "c2"]
ROWS = [("r1", ["甲", "乙"]), ("r2", ["", "丙"])]


def test_order_of_rows_and_columns_does_not_count():
    turned = [(uid, texts[::-1]) for uid, texts in reversed(ROWS)]

    assert sheet_digest(COLUMNS, ROWS) == sheet_digest(COLUMNS[::-1], turned)


@pytest.mark.parametrize(
    ("columns", "rows"),
    [
        (["c1", "c3"], ROWS),
        (COLUMNS, ROWS[:1]),
        (COLUMNS, [("r1", ["甲乙", ""]), ROWS[1]]),
        (COLUMNS, [("r1", ["乙", "甲"]), ROWS[1]]),
        (COLUMNS, [("r3", ["甲", "乙"]), ROWS[1]]),
        (COLUMNS, [("r1", ["甲", "乙。"]), ROWS[1]]),
    ],
)
def test_every_single_change_counts(columns, rows):
    assert sheet_digest(columns, rows) != sheet_digest(COLUMNS, ROWS)


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("a_x000D_\nb", "a\nb"),
        ("a\r\nb", "a\nb"),
        ("_x005F_x0041_", "_x0041_"),
        ("a_x0007_b\tc", "ab c"),
        (" 甲 ", "甲"),
        ("\u3000甲", "甲"),
    ],
)
def test_what_office_programs_do_to_texts_is_undone(stored, text):
    assert canonical_text(stored) == text


@pytest.mark.parametrize(
    ("number", "text"), [(30.0, "30"), (0.1, "0.1"), (1 / 3, "0.333333333333333"), (1e20, "1e+20")]
)
def test_numbers_are_read_with_fifteen_digits(number, text):
    assert canonical_number(number) == text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("２０２６年６月３０日", "2026-06-30", True),
        ("2026/6/30", "2026.06.30", True),
        ("2026-06-30", "2026-07-30", False),
        ("Ａ b", "ab", True),
        ("达到", "未达到", False),
        ("", "x", False),
    ],
)
def test_edits_are_told_from_ways_of_writing(one, other, same):
    assert same_meaning(one, other) is same


@given(st.text())
def test_the_quick_way_of_cleaning_is_the_same_cleaning(text):
    assert plain_text(text) == clean(text)


def test_all_forms_of_stored_cells_are_read():
    strings = shared_strings(
        '<sst><si><t>甲</t></si><si/><si><r><t>乙</t></r><r><t xml:space="preserve"> 丙&lt;&#x4E01;</t></r>'
        "<rPh><t>yi</t></rPh></si></sst>".encode(),
        "a.xlsx",
    )
    data = (
        '<worksheet><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>'
        '<c r="C2" t="s"><v>2</v></c><c r="D2" s="1"/><c r="E2" s="1"><v>46203</v></c>'
        '<c r="F2" s="1"><v>46203.5</v></c><c r="G2" s="1"><v>0.25</v></c><c r="H2" t="b"><v>0</v></c>'
        '<c r="I2" t="str"><v>值</v></c><c r="J2"><v/></c><c r="K2" t="n"><f>1+1</f><v>2</v></c>'
        '<c r="L2"><f t="shared" si="0"/><v>2</v></c></row></sheetData></worksheet>'
    ).encode()

    grid = read_grid(data, strings, Numbers(dates=frozenset({1})), "a.xlsx")

    assert strings == ["甲", "", "乙 丙<丁"]
    assert list(grid.rows) == [2]
    assert grid.rows[2] == {
        "A": "甲",
        "C": "乙 丙<丁",
        "E": "2026-06-30",
        "F": "2026-06-30 12:00:00",
        "G": "06:00",
        "H": "否",
        "I": "值",
        "K": "=1+1",
        "L": "=（与其他单元格共用的公式）",
    }
    assert grid.formulas == {(2, "K"), (2, "L")}

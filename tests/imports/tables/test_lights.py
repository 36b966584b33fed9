"""Red, yellow and green lights: read by the legend, else asked about once whether they are words, signs or colours of cells."""

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from dczg_desktop.imports.editing import TableEdits, corrected
from dczg_desktop.imports.read import read_tables
from dczg_desktop.imports.tables.values.lights import LIGHTS, light_of

HEADS = ["编号", "存在问题", "责任单位", "亮灯情况"]
COLOURS = {"红": "FF0000", "黄": "FFFF00", "绿": "00B050"}


def lights(folder, states, *below, filled=False, head=HEADS[-1]):
    book = Workbook()
    book.active.append([*HEADS[:-1], head])
    for number, state in enumerate(states, start=1):
        book.active.append([f"A-{number}", f"第{number}处污水直排小河", "县水利局", "" if filled else state])
        if filled and state:
            book.active.cell(number + 1, 4).fill = PatternFill("solid", fgColor=COLOURS[state])
    for line in below:
        book.active.append([line])
    book.save(folder / "a.xlsx")
    reading = read_tables(folder / "a.xlsx")
    return reading.tables[0], reading.notes


def states(table):
    return [one.fields["status"] for one in table.records]


@pytest.mark.parametrize(
    ("words", "filled"),
    [(("红灯", "黄灯", "绿灯"), False), (("红", "黄", "绿"), False), (("🔴", "🟡", "🟢"), False), (("红", "黄", "绿"), True)],
)  # fmt: skip
def test_lights_without_a_legend_are_one_question(tmp_path, words, filled):
    table, notes = lights(tmp_path, (*words, words[2]), filled=filled)

    (fault,) = table.faults
    assert fault.place == "Sheet!D2"
    assert "红灯、黄灯、绿灯，表里没有图例" in fault.message
    assert not any("底色" in note for note in notes)


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize(
    "legend",
    ["注：亮灯栏绿色为已完成，黄色为正常推进，红色为滞后。", "已完成用绿灯，正常推进用黄灯，滞后用红灯"],
)
def test_a_legend_in_words_explains_them(tmp_path, filled, legend):
    table, notes = lights(tmp_path, ("红", "黄", "绿"), legend, filled=filled)

    assert states(table) == ["滞后", "正常推进", "已完成"]
    assert not table.faults
    assert not notes or "底色" not in "".join(notes)


def test_a_long_word_of_a_legend_is_not_cut(tmp_path):
    table, _notes = lights(tmp_path, ("绿灯", "红灯"), "绿灯表示已完成整改并通过验收销号，红灯表示滞后")

    assert states(table)[0] == "已完成整改并通过验收销号"


@pytest.mark.parametrize("filled", [False, True])
@pytest.mark.parametrize(
    ("way", "meant"),
    [
        ("pace", ["未达到序时进度", "达到序时进度", "达到序时进度"]),
        ("done", ["未达到序时进度", "达到序时进度", "完成整改"]),
        ("late", ["未达到序时进度", "未达到序时进度", "达到序时进度"]),
    ],
)
def test_the_answer_reads_all_of_them(tmp_path, way, meant, filled):
    table, _notes = lights(tmp_path, ("红", "黄", "绿"), filled=filled)

    told = corrected(table, TableEdits(fields=table.mapping | {LIGHTS: way}))

    assert states(told) == meant
    assert not told.faults
    assert states(table) != meant


def test_another_light_is_asked_about_still(tmp_path):
    table, _notes = lights(tmp_path, ("红灯", "蓝灯"))

    told = corrected(table, TableEdits(fields=table.mapping | {LIGHTS: "done"}))

    assert states(told) == ["未达到序时进度", "蓝灯"]
    assert [one.value for one in told.faults] == ["蓝灯"]


def test_signs_without_a_legend_are_one_question(tmp_path):
    table, _notes = lights(tmp_path, ("●", "○", "●"))

    (fault,) = table.faults
    assert "只写着符号（●、○）" in fault.message


def test_colours_under_a_heading_of_states_are_told_and_not_read(tmp_path):
    table, notes = lights(tmp_path, ("红", "黄", ""), filled=True, head="整改状态")

    assert states(table) == ["", "", ""]
    assert any("底色" in note for note in notes)


@pytest.mark.parametrize(
    ("text", "light"),
    [("亮红灯", "红灯"), ("黄色预警", "黄灯"), ("绿色", "绿灯"), ("红山", ""), ("红灯3次", ""), ("", "")],
)
def test_what_is_a_light(text, light):
    assert light_of(text) == light

"""Numbers that Word counts itself: several lists, lists begun anew, styles, levels that never restart."""

import sys
import zipfile
from html import escape
from pathlib import Path

import pytest

from dczg_desktop.imports.files.documents.word import read_word
from dczg_desktop.imports.read import read_tables
from tests.imports.samples.word_files import SPACE

LEVELS = (
    ("chineseCountingThousand", "%1、", ""), ("chineseCounting", "（%2）", ""), ("decimal", "%3.", ""), ("decimal", "（%4）", ""),
    ("decimalEnclosedCircle", "%5", '<w:lvlRestart w:val="0"/>'),
)  # fmt: skip


def levels() -> str:
    return "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (kind, pattern, more) in enumerate(LEVELS)
    )


NUMBERING = (
    f'<w:numbering {SPACE}><w:abstractNum w:abstractNumId="0">{levels()}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
    '<w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/></w:lvl></w:lvlOverride></w:num>'
    "</w:numbering>"
)
STYLES = (
    f'<w:styles {SPACE}><w:style w:styleId="Base"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="Own"><w:basedOn w:val="Base"/></w:style></w:styles>'
)


def line(text: str, level: int | None = None, number: int = 1, style: str = "") -> str:
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        inside += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{inside}</w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def document(path: Path, *lines: str, numbering: str = "", styles: str = "") -> Path:
    """A document; `numbering` and `styles` are more lists and styles of its own."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {SPACE}><w:body>{''.join(lines)}</w:body></w:document>"
        )
        archive.writestr(
            "word/numbering.xml", NUMBERING.replace("</w:numbering>", f"{numbering}</w:numbering>")
        )
        archive.writestr("word/styles.xml", STYLES.replace("</w:styles>", f"{styles}</w:styles>"))
    return path


def texts(path: Path) -> list[str]:
    return [text for _number, text in read_word(path).lines]


def test_levels_count_within_each_other(tmp_path):
    path = document(
        tmp_path / "a.docx", line("甲", 0), line("乙", 1), line("丙", 2), line("丁", 2), line("戊", 1), line("己", 2), line("庚", 0),
        line("辛", 1),
    )  # fmt: skip

    assert texts(path) == ["一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚", "（一）辛"]


def test_a_second_list_of_the_same_kind_goes_on_unless_it_says_so(tmp_path):
    path = document(
        tmp_path / "a.docx", line("甲", 2), line("乙", 2), line("丙", 2, 2), line("丁", 2, 2), line("戊", 2)
    )

    assert texts(path) == ["1.甲", "2.乙", "1.丙", "2.丁", "3.戊"]


def test_a_list_may_have_a_level_of_its_own(tmp_path):
    path = document(
        tmp_path / "a.docx",
        line("甲", 0),
        line("乙", 0, 3),
        line("丙", 0, 3),
        line("丁", 1, 3),
        line("戊", 0),
    )

    assert texts(path) == ["一、甲", "C.乙", "D.丙", "（一）丁", "二、戊"]


def test_styles_number_by_what_they_are_based_on(tmp_path):
    path = document(
        tmp_path / "a.docx",
        line("甲", style="Own"),
        line("乙", style="Base"),
        line("丙", 2),
        line("丁", style="Own"),
    )

    assert texts(path) == ["（一）甲", "（二）乙", "1.丙", "（三）丁"]


def test_a_level_that_never_restarts_goes_on(tmp_path):
    path = document(tmp_path / "a.docx", line("甲", 3), line("乙", 4), line("丙", 3), line("丁", 4))

    assert texts(path) == ["（1）甲", "①乙", "（2）丙", "②丁"]


def test_number_zero_takes_the_number_away(tmp_path):
    assert texts(document(tmp_path / "a.docx", line("甲", 0, 0), line("乙", style="None"))) == ["甲", "乙"]


def test_an_empty_paragraph_with_a_number_is_counted_and_a_deleted_one_is_not(tmp_path):
    deleted = line("", 0).replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>")

    assert texts(document(tmp_path / "a.docx", line("甲", 0), line("", 0), deleted, line("乙", 0))) == [
        "一、甲",
        "三、乙",
    ]


def test_a_list_that_links_to_a_style_of_lists_counts_with_its_levels(tmp_path):
    path = document(
        tmp_path / "a.docx", line("甲", 0, 7), line("乙", 1, 7), line("丙", 0),
        numbering='<w:abstractNum w:abstractNumId="6"><w:numStyleLink w:val="List"/></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="6"/></w:num>',
        styles='<w:style w:styleId="List"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )  # fmt: skip

    assert texts(path) == ["一、甲", "（一）乙", "二、丙"]


def test_a_style_stands_on_the_level_that_names_it(tmp_path):
    own = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="{name}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (name, pattern) in enumerate((("First", "%1、"), ("Second", "（%2）")))
    )
    numbered = "<w:pPr><w:numPr><w:numId w:val='8'/></w:numPr></w:pPr>"
    path = document(
        tmp_path / "a.docx", line("甲", style="First"), line("乙", style="Second"), line("丙", style="First"),
        numbering=f'<w:abstractNum w:abstractNumId="7">{own}</w:abstractNum><w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num>',
        styles="".join(f'<w:style w:styleId="{name}">{numbered}</w:style>' for name in ("First", "Second")),
    )  # fmt: skip

    assert texts(path) == ["一、甲", "（一）乙", "二、丙"]


def test_a_level_in_plain_digits_writes_the_higher_numbers_so(tmp_path):
    own = '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
    path = document(
        tmp_path / "a.docx", line("甲", 0, 8), line("乙", 1, 8),
        numbering=f'<w:abstractNum w:abstractNumId="7">{own}</w:abstractNum><w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num>',
    )  # fmt: skip

    assert texts(path) == ["一、甲", "1.1 乙"]


def test_a_column_of_nothing_but_counted_numbers_is_the_serial_number(tmp_path):
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"

    rows = [row(line("", 2), line(text), line("县水利局")) for text in ("河道垃圾", "料场扬尘")]
    path = document(
        tmp_path / "a.docx",
        f"<w:tbl>{row(line('序号'), line('问题'), line('责任单位'))}{''.join(rows)}</w:tbl>",
    )

    assert [cells[0] for cells in read_word(path).grids[0].rows] == ["序号", "1.", "2."]


@pytest.mark.parametrize("chapters", [True, False])
def test_a_plan_numbered_by_word_alone_with_measures_begun_anew(tmp_path, chapters):
    blocks = []
    for chapter, problems in (("水环境", ("河道垃圾", "黑臭水体")), ("大气环境", ("扬尘",))):
        blocks += [line(f"关于{chapter}的问题", 0)] if chapters else []
        for problem in problems:
            blocks += [line(f"{problem}。", 1), line("整改目标：整改到位。"), line("整改时限：2025年底前"), line("整改措施："),
                       line("清理。（责任单位：县水利局）", 2), line("巡查。", 2)]  # fmt: skip

    (table,) = read_tables(document(tmp_path / "方案.docx", *blocks)).tables

    assert [record.fields["description"] for record in table.records] == [
        "河道垃圾。",
        "黑臭水体。",
        "扬尘。",
    ]
    assert {record.fields["measures"] for record in table.records} == {
        "1.清理。（责任单位：县水利局）\n2.巡查。"
    }
    assert [record.fields["number"] for record in table.records] == (
        ["一", "二", "一"] if chapters else ["一", "二", "三"]
    )
    assert table.faults == () or all("责任单位为空" in fault.message for fault in table.faults)


def test_measures_that_go_on_counting_over_the_problems_are_measures_still(tmp_path):
    blocks = []
    for number, problem in enumerate(("河道垃圾", "扬尘")):
        blocks += [line(f"{'一二'[number]}、{problem}。"), line("整改目标：整改到位。"), line("整改时限：2025年底前"), line("责任单位：县水利局"),
                   line("整改措施："), line("清理。", 2), line("巡查。", 2)]  # fmt: skip

    (table,) = read_tables(
        document(tmp_path / "方案.docx", *blocks, line("三、保障措施"), line("加强领导。"))
    ).tables

    assert [record.fields["measures"] for record in table.records] == [
        "1.清理。\n2.巡查。",
        "3.清理。\n4.巡查。",
    ]
    assert [row.text for row in table.left_out] == ["三、保障措施", "加强领导。"]


@pytest.mark.parametrize("number", ["²", "9" * 5_000, "12", "-1"])
@pytest.mark.parametrize("place", ['w:ilvl="0"', '<w:start w:val="1"/>', '<w:startOverride w:val="1"/>'])
def test_numbers_that_are_none_count_nothing_and_break_nothing(tmp_path, monkeypatch, number, place):
    written = place.replace('"0"', f'"{number}"').replace('"1"', f'"{number}"')
    monkeypatch.setattr(sys.modules[__name__], "NUMBERING", NUMBERING.replace(place, written))

    (text,) = texts(document(tmp_path / "a.docx", line("甲", 2, 2)))

    assert text.endswith("甲")

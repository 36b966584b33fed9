"""Petitions without a number and personal data in texts are told in the preview, with their cell and what to write."""

import pytest

from dczg_desktop.domain.personal import OF_PERSON, person_data, personal_data
from dczg_desktop.imports.editing import TableEdits, corrected
from dczg_desktop.imports.read import read_text
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import, revised

PHONE, IDENTITY = "13907741234", "450421198807150031"
HEAD = "序号\t受理编号\t交办问题基本情况\t调查核实情况\t是否属实"
NUMBERLESS = "没有受理编号，请对照原件补写；确实没有的可以照样导入。"
NOTICE = """整改销号公示{number}
反馈问题：南坪镇采石场毁坏林地，废渣冲入河道。
整改目标：复绿到位。
责任单位：青石县自然资源局
整改完成情况：林地已复绿，废渣已清运。
公示时间：2025年5月21日至2025年6月4日
"""


def told(text: str) -> list[tuple[str, str]]:
    (table,) = read_text(text).tables
    return [(one.place.rpartition("!")[2], one.message) for one in table.faults]


@pytest.mark.parametrize("number", ["", "无", "—"])
def test_a_petition_without_a_number_is_told_at_its_cell(number):
    rows = f"1\tX3JX202405240023\t扬尘\t已查\t属实\n2\t{number}\t油烟\t已查\t属实"

    assert told(f"{HEAD}\n{rows}") == [("B3", NUMBERLESS)]


def test_a_list_without_a_column_of_numbers_is_told_once():
    rows = "\n".join(f"{n}\t青石县\t第{n}处扬尘\t大气\t已查\t属实" for n in range(1, 5))

    found = told(f"序号\t行政区域\t交办问题基本情况\t污染类型\t调查核实情况\t是否属实\n{rows}")

    assert found == [("C", "表里没有受理编号一栏，4 件都没有编号，请对照原件补写；确实没有的可以照样导入。")]


def test_petition_numbers_under_the_heading_of_the_rows_are_numbers():
    assert told("序号\t交办问题基本情况\t调查核实情况\nX3JX202405240023\t扬尘\t已查") == []


def test_a_notice_without_a_number_is_told_and_one_with_it_is_not():
    words = [message for _place, message in told(NOTICE.format(number=""))]

    assert "没有问题编号，请对照原件补写；确实没有的可以照样导入。" in words
    assert not any("没有问题编号" in one for _place, one in told(NOTICE.format(number="（序号14）")))


def test_problems_of_a_list_may_have_no_number():
    rows = "1\t扬尘\t已治理\t县住建局\n2\t油烟\t已治理\t县城管局"

    assert told(f"序号\t存在问题\t整改措施\t责任单位\n{rows}") == []


@pytest.mark.parametrize(
    ("text", "kind", "proposal"),
    [
        (f"油烟扰民，电话{PHONE}，请回复", "手机号", "“139****1234”"),
        (f"油烟扰民，身份证{IDENTITY}", "身份证号", "“4504**************”"),
        ("举报人张建国反映夜间施工", "举报人姓名", "“张某某”"),
        (f"举报人张建国（{PHONE}）反映", "举报人姓名、手机号", "“张某某”、“139****1234”"),
    ],
)
def test_personal_data_in_a_text_is_told_masked_and_never_repeated(text, kind, proposal):
    (table,) = read_text(f"{HEAD}\n1\tX3JX202405240023\t扬尘\t{text}\t属实").tables

    (fault,) = table.faults
    assert (fault.place.rpartition("!")[2], kind in fault.message, proposal in fault.message) == (
        "D2",
        True,
        True,
    )
    assert not any(one in fault.message + fault.value for one in (PHONE, IDENTITY, "张建国"))


def test_another_fault_of_the_same_cell_does_not_repeat_it_either():
    (table,) = read_text(f"{HEAD}\n1\tX3JX202405240023\t扬尘\t电话{PHONE}，于XX年办结\t属实").tables

    assert len(table.faults) == 2
    assert PHONE not in repr(table.faults)


def test_the_proposal_taken_leaves_no_fault():
    (table,) = read_text(
        f"{HEAD}\n1\tX3JX202405240023\t扬尘\t举报人张建国，电话{PHONE}、证号{IDENTITY}\t属实"
    ).tables

    mended = corrected(table, TableEdits({(2, "D"): "举报人张某某，电话139****1234、证号4504**************"}))

    assert mended.faults == ()


@pytest.mark.parametrize("text", ["已于**年办结", "投资120**万元", "由***负责", "共***吨"])
def test_asterisks_to_be_filled_in_are_still_told(text):
    assert any(
        "占位" in message for _place, message in told(f"{HEAD}\n1\tX3JX202405240023\t扬尘\t{text}\t属实")
    )


def test_problems_are_looked_at_too_and_telephones_of_offices_are_not(tmp_path):
    rows = f"1\t村民{PHONE}反映扬尘\t已治理\t县住建局（0790-1234567）"

    ((place, message),) = told(f"序号\t存在问题\t整改措施\t责任单位\n{rows}")

    assert (place, "手机号" in message) == ("B2", True)


def test_what_was_corrected_away_is_not_kept_as_provenance(ledger, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"{HEAD}\n1\tX3JX202405240023\t油烟，电话{PHONE}\t已查\t属实".replace("\t", ","), "utf-8")
    preview = preview_import(ledger, path)
    edits = (preview.edits[0].with_cell((2, "C"), "油烟，电话139****1234"),)

    accept_import(ledger, revised(ledger, preview, edits))

    with ledger.engine.connect() as connection:
        kept = str(list(connection.exec_driver_sql("SELECT description, provenance, extra FROM petition")))
    assert "139****1234" in kept
    assert PHONE not in kept


@pytest.mark.parametrize(
    "text",
    [f"电话{PHONE}", "电话139 0774 1234", "１３９０７７４１２３４", "家庭电话2345678", "信访人李明，投诉", "身份证号450421880715003",
     "举报人家庭电话0774-2345678", "139－0774－1234"],
)  # fmt: skip
def test_the_quick_look_overlooks_nothing(text):
    expected = [one for one in personal_data(text) if one.kind in OF_PERSON]

    assert list(person_data(text)) == expected != []

"""Where a value came from is told for every value: of the first import, of a later one, of a corrected cell."""

import pytest
from openpyxl import Workbook

from dczg_desktop.domain.comparison import Choice, Way
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import, revised
from dczg_desktop.services.measures import MeasureDraft, add_measures
from dczg_desktop.services.origins import cells_in
from dczg_desktop.services.problems import find_problem
from tests.offices import COUNTY

HEADINGS = ("问题编号", "问题描述", "整改目标", "整改措施", "整改时限", "责任单位", "核算系数")
FIRST = (
    "YX202600001",
    "某砂场未办理用地手续，长期违规采砂",
    "",
    "1.停止采砂。2.拆除设备。",
    "2026年12月底前",
    COUNTY,
    "0.1",
)
LATER = (
    "YX202600001",
    "某砂场未办理用地手续，长期违规采砂",
    "依法取缔",
    "1.停止采砂。2.拆除设备。3.复垦复绿。",
    "",
    "",
    "0.2",
)


def a_table(folder, row, name):
    book = Workbook()
    book.active.title = "清单"
    for line in (["问题清单"], HEADINGS, row):
        book.active.append(list(line))
    book.save(folder / name)
    return folder / name


@pytest.fixture
def detail(ledger, tmp_path):
    """A problem of a first table with a corrected cell, and then of a second one."""
    preview = preview_import(ledger, a_table(tmp_path, FIRST, "一.xlsx"))
    accept_import(ledger, revised(ledger, preview, (preview.edits[0].with_cell((3, "B"), f"{FIRST[1]}。"),)))
    uid = find_problem(ledger, "YX202600001")
    add_measures(ledger, uid, [MeasureDraft("手工补的措施")])
    preview = preview_import(ledger, a_table(tmp_path, LATER, "二.xlsx"))
    ticks = frozenset({"goal", "measure:+:3", "extra:核算系数"})
    accept_import(ledger, preview, choices={(0, 3): Choice(Way.UPDATE, uid, ticks)})
    return problem_detail(ledger, uid)


def test_fields_say_their_cell_and_what_a_corrected_one_said(detail):
    assert detail.origins["plan"] == "“一.xlsx”工作表“清单” D3"
    assert detail.origins["description"] == f"“一.xlsx”工作表“清单” B3；读入时为“{FIRST[1]}”"
    assert detail.origins["goal"] == "“二.xlsx”工作表“清单” C3"
    assert detail.origins["extra:核算系数"] == "“二.xlsx”工作表“清单” G3"


def test_what_hangs_on_a_problem_says_its_cell_and_hand_work_says_none(detail):
    told = {one.text: detail.origins.get(one.uid) for one in detail.facts.measures}

    assert told == {
        "1.停止采砂。": "“一.xlsx”工作表“清单” D3",
        "2.拆除设备。": "“一.xlsx”工作表“清单” D3",
        "手工补的措施": None,
        "3.复垦复绿。": "“二.xlsx”工作表“清单” D3",
    }
    assert detail.origins[detail.facts.deadlines[0].uid] == "“一.xlsx”工作表“清单” E3"
    assert detail.origins[detail.facts.units()[0].uid] == "“一.xlsx”工作表“清单” F3"


@pytest.fixture
def of_rows(ledger, tmp_path):
    """A problem over two rows; time and helping unit of the second were corrected in the preview."""
    heads = ("问题编号", "问题描述", "整改措施", "整改时限", "责任单位", "配合单位", "核算系数")
    book = Workbook()
    book.active.title = "清单"
    for line in (
        heads,
        (*FIRST[:2], "停止采砂", "2026年6月底前", COUNTY, "县水利局", "0.1"),
        (None, None, "复垦复绿", "明年", None, "县林局", "0.2"),
    ):
        book.active.append(list(line))
    for letter in "ABE":
        book.active.merge_cells(f"{letter}2:{letter}3")
    book.save(tmp_path / "一.xlsx")
    preview = preview_import(ledger, tmp_path / "一.xlsx")
    edits = preview.edits[0].with_cell((3, "D"), "2026年9月底前").with_cell((3, "F"), "县林业局")
    accept_import(ledger, revised(ledger, preview, (edits,)))
    return problem_detail(ledger, find_problem(ledger, "YX202600001"))


def test_every_value_of_a_problem_over_several_rows_says_the_cell_of_its_own_row(of_rows):
    said = of_rows.origins
    one, other = (said[of_rows.facts.measures[place].uid] for place in (0, 1))

    assert (one, other) == ("“一.xlsx”工作表“清单” C2", "“一.xlsx”工作表“清单” C3")
    assert said[of_rows.facts.deadlines[0].uid] == "“一.xlsx”工作表“清单” D3；读入时为“明年”"
    helpers = [said[one.uid] for one in of_rows.facts.duties if one.role == "配合单位"]
    assert helpers == ["“一.xlsx”工作表“清单” F2、F3；读入时为“县林局”"] * 2
    assert said["核算系数"] == "“一.xlsx”工作表“清单” G2、G3"
    assert said["description"] == "“一.xlsx”工作表“清单” B2"
    assert cells_in(of_rows.fields["provenance"])["measures"] == "C2、C3"


def test_units_of_another_role_and_results_taken_as_progress_say_the_column_they_stand_in(ledger, tmp_path):
    heads = ("问题编号", "问题描述", "整改措施", "责任单位", "处理情况")
    measures = "1.清运（配合单位：县城管局）。2.绿化（配合单位：县林业局）。"
    row = ("YX202600002", "某村堆放垃圾", measures, "县水利局（牵头）、县住建局", "已清运一半")
    book = Workbook()
    for line in (heads, row):
        book.active.append(list(line))
    book.save(tmp_path / "三.xlsx")
    accept_import(ledger, preview_import(ledger, tmp_path / "三.xlsx"))

    found = problem_detail(ledger, find_problem(ledger, "YX202600002"))

    told = {one.name: found.origins.get(one.uid, "").rpartition(" ")[2] for one in found.facts.duties}
    assert told == {"县水利局": "D2", "县住建局": "D2", "县城管局": "C2", "县林业局": "C2"}
    assert [found.origins[one.uid].rpartition(" ")[2] for one in found.facts.progress] == ["E2"]

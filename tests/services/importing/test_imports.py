"""Other people's tables into the ledger: preview, acceptance, undo, known numbers, remembered layouts."""

from datetime import date

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from dczg_desktop.base.errors import Cancelled, UserError
from dczg_desktop.domain.entities import Deadline, Problem
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.importing import acceptance
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import correct_mapping, preview_import
from dczg_desktop.services.importing.layouts import remembered_layouts
from dczg_desktop.services.outgoing.scope import scope_for
from dczg_desktop.services.problems import find_problem
from dczg_desktop.services.undo import undo
from dczg_desktop.services.verification import verify
from tests.offices import COUNTY, dump, visible

HEADINGS = ("序号", "问题编号", "问题描述", "整改目标", "整改措施", "整改时限", "责任单位", "责任人")
ROWS = (
    ("1", "YX202600001", "某砂场未办手续违规采砂", "依法取缔", "1.停产。2.拆除设备。", "2026年12月底前", COUNTY, "王某"),
    ("2", "YX202600002", "某养殖场粪污直排入河", "粪污资源化", "1.建设三格池。2.签订协议。", "立行立改", "平江县人民政府", "李某"),
    ("3", "YX202600003", "某渣土场扬尘严重", "抑尘达标", "覆盖防尘网", "看情况", COUNTY, ""),
)  # fmt: skip


def a_table(folder, rows=ROWS, headings=HEADINGS, name="问题清单.xlsx"):
    book = Workbook()
    book.active.append(["云溪市督察反馈问题清单"])
    book.active.append(list(headings))
    for row in rows:
        book.active.append(list(row))
    path = folder / name
    book.save(path)
    return path


def test_a_preview_tells_what_would_come_in_and_writes_nothing(ledger, tmp_path):
    before = dump(ledger)

    preview = preview_import(ledger, a_table(tmp_path))

    assert dump(ledger) == before
    assert preview.count("新增") == 3
    assert preview.reading.tables[0].mapping["description"] == "问题描述"


def test_rows_become_problems_with_everything_that_hangs_on_them(ledger, tmp_path):
    accepted = accept_import(ledger, preview_import(ledger, a_table(tmp_path)), "第三轮督察")

    detail = problem_detail(ledger, find_problem(ledger, "YX202600001"))
    assert (accepted.problems, accepted.measures) == (3, 5)
    assert [measure.text for measure in detail.facts.measures] == ["1.停产。", "2.拆除设备。"]
    assert detail.facts.due() == date(2026, 12, 31)
    assert (detail.source, detail.row.unit) == ("第三轮督察", COUNTY)
    assert detail.facts.units()[0].office_uid
    assert detail.fields["provenance"]["cells"]["description"] == "C3"
    assert verify(ledger).sound


def test_a_deadline_that_cannot_be_read_keeps_its_text_and_no_date(ledger, tmp_path):
    accept_import(ledger, preview_import(ledger, a_table(tmp_path)))

    facts = problem_detail(ledger, find_problem(ledger, "YX202600003")).facts

    assert (facts.deadline().raw, facts.due()) == ("看情况", None)


def test_undoing_an_import_restores_the_ledger_and_it_can_be_taken_again(ledger, tmp_path):
    path = a_table(tmp_path)
    before = visible(ledger)
    accepted = accept_import(ledger, preview_import(ledger, path))

    undo(ledger, accepted.act_uid)

    assert visible(ledger) == before
    assert accept_import(ledger, preview_import(ledger, path)).problems == 3


def test_known_numbers_are_left_as_they_are(ledger, tmp_path):
    accept_import(ledger, preview_import(ledger, a_table(tmp_path)))
    new = ("4", "YX202600004", "新的问题", "", "", "", "", "")
    preview = preview_import(ledger, a_table(tmp_path, (*ROWS, new), name="第二批.xlsx"))

    accepted = accept_import(ledger, preview)

    assert (preview.count("无变动"), accepted.problems, accepted.known) == (3, 1, 3)
    with pytest.raises(UserError, match="没有可以导入的新记录：4 条台账里已有"):
        accept_import(ledger, preview_import(ledger, tmp_path / "第二批.xlsx"))


def test_accepting_the_same_preview_twice_brings_nothing_in_twice(ledger, tmp_path):
    preview = preview_import(ledger, a_table(tmp_path))
    accept_import(ledger, preview)
    before = dump(ledger)

    with pytest.raises(UserError, match="没有可以导入的新记录"):
        accept_import(ledger, preview)

    assert dump(ledger) == before


def test_rows_left_out_stay_out(ledger, tmp_path):
    preview = preview_import(ledger, a_table(tmp_path))

    accepted = accept_import(ledger, preview, leave_out=frozenset({(0, preview.planned[1].row)}))

    assert accepted.problems == 2
    with pytest.raises(UserError, match="没有编号"):
        find_problem(ledger, "YX202600002")


def test_a_corrected_mapping_is_remembered_for_the_next_table_of_that_office(ledger, tmp_path):
    headings = ("序号", "问题编号", "甲栏", "整改目标", "整改措施", "整改时限", "责任单位", "责任人")
    first = preview_import(ledger, a_table(tmp_path, headings=headings))
    wanted = {
        **{k: v for k, v in first.reading.tables[0].mapping.items() if v != "甲栏"},
        "description": "甲栏",
    }
    corrected = correct_mapping(ledger, first, 0, wanted)
    assert corrected.planned[0].text == "某砂场未办手续违规采砂"
    assert remembered_layouts(ledger) == 1

    again = preview_import(ledger, a_table(tmp_path, headings=headings, name="下一批.xlsx"))

    assert again.reading.tables[0].mapping["description"] == "甲栏"
    assert again.planned[0].text == "某砂场未办手续违规采砂"


def test_a_row_merged_under_a_problem_adds_measures_to_that_problem(ledger, tmp_path):
    path = a_table(
        tmp_path,
        (
            ("1", "YX202600011", "两条措施的问题", "目标", "拆除设备", "2026年12月底前", COUNTY, ""),
            ("", "", "", "", "复垦复绿", "2027年3月底前", "平江县人民政府", ""),
            ("", "", "", "", "", "", "", ""),
            ("2", "YX202600012", "另一个问题", "目标", "关停", "2026年12月底前", COUNTY, ""),
        ),
    )
    from openpyxl import load_workbook

    book = load_workbook(path)
    for letter in "ABCD":
        book.active.merge_cells(f"{letter}3:{letter}5")
    book.save(path)

    accepted = accept_import(ledger, preview_import(ledger, path))

    assert accepted.problems == 2
    measures = problem_detail(ledger, find_problem(ledger, "YX202600011")).facts.measures
    assert [(one.text, one.unit, one.due) for one in measures][1:] == [
        ("复垦复绿", "平江县人民政府", date(2027, 3, 31))
    ]
    other = problem_detail(ledger, find_problem(ledger, "YX202600012"))
    assert [one.text for one in other.facts.measures] == ["关停"]


def test_what_a_table_says_of_the_petitioner_is_not_even_kept(ledger, offices, tmp_path):
    headings = ("序号", "受理编号", "交办问题基本情况", "是否属实", "责任单位", "举报人", "手机号")
    rows = (("1", "X3HN202611220001", "群众反映夜间异味扰民", "属实", COUNTY, "周某某", "13800000000"),)
    accepted = accept_import(ledger, preview_import(ledger, a_table(tmp_path, rows, headings, "信访件.xlsx")))
    assert accepted.petitions == 1

    with ledger.reading() as session:
        scope = scope_for(session, offices.county.identity.office_uid, ledger.identity.office_uid)

    assert "夜间异味" in repr(scope.records)
    assert "周某某" not in repr(scope.records)
    assert "13800000000" not in repr(scope.records)
    assert "周某某" not in repr(visible(ledger))
    assert "13800000000" not in repr(visible(ledger))


@pytest.mark.parametrize("late", [False, True], ids=["at once", "while lines and journal are written"])
def test_cancelling_an_import_leaves_nothing(ledger, tmp_path, monkeypatch, late):
    preview = preview_import(ledger, a_table(tmp_path))
    before, written = dump(ledger), []
    monkeypatch.setattr(acceptance, "keep_earlier_items", lambda *_all: written.append(True))

    def stop(_done, _total):
        if written or not late:
            raise Cancelled

    with pytest.raises(Cancelled):
        accept_import(ledger, preview, tick=stop)

    assert dump(ledger) == before


@pytest.mark.parametrize(
    ("above", "due", "faults"),
    [
        ("交办日期：2024年6月3日", date(2024, 6, 18), 0),
        ("填报日期：2024年6月3日", None, 1),
        ("更新时间：2024-06-03", None, 1),
        ("填报单位：青石县", None, 1),
    ],
)
def test_days_from_the_handing_over_count_from_the_day_above_the_table_or_are_asked_about(
    ledger, tmp_path, above, due, faults
):
    book = Workbook()
    for row in (
        [above],
        ["问题编号", "反馈问题", "整改时限", "责任单位"],
        ["第一项", "料场未覆盖", "自交办之日起10个工作日内", "南坪镇"],
    ):
        book.active.append(row)
    book.save(tmp_path / "清单.xlsx")
    preview = preview_import(ledger, tmp_path / "清单.xlsx")
    assert len(preview.reading.tables[0].faults) == faults

    accept_import(ledger, preview)

    with ledger.reading() as session:
        (decided,) = session.scalars(select(Deadline)).all()
        assert (decided.raw, decided.due) == ("自交办之日起10个工作日内", due)


def test_where_every_row_has_its_own_day_of_inspection_no_day_above_the_table_begins_a_count(
    ledger, tmp_path
):
    book = Workbook()
    for row in (
        ["单位：园区安环局", None, None, None, "日期：2025年6月30日"],
        ["序号", "检查时间", "存在的问题或隐患", "整改期限", "责任单位"],
        [1, "2025.6.4", "围堰开裂", "7天", "南坪镇"],
        [2, "2025.6.18", "沉淀池淤积", "2025年9月底", "南坪镇"],
    ):
        book.active.append(row)
    book.save(tmp_path / "隐患.xlsx")

    preview = preview_import(ledger, tmp_path / "隐患.xlsx")

    (fault,) = preview.shown.tables[0].faults
    assert (fault.value, fault.message.startswith("时限没有读懂")) == ("7天", True)
    accept_import(ledger, preview)
    with ledger.reading() as session:
        assert [one.due for one in session.scalars(select(Deadline).order_by(Deadline.id))] == [
            None,
            date(2025, 9, 30),
        ]
        assert [one.assigned_on for one in session.scalars(select(Problem))] == [None, None]


def test_tables_that_are_only_counted_are_from_where_the_first_is_said_to_be(ledger, tmp_path):
    book = Workbook()
    for title, number in (("青石县省级督察反馈问题整改清单", "第一项"), ("表二", "第二项")):
        sheet = book.create_sheet(number)
        for row in (
            [title],
            ["问题编号", "反馈问题", "责任单位"],
            [number, f"{number}的料场未覆盖", "南坪镇"],
        ):
            sheet.append(row)
    book.remove(book.active)
    book.save(tmp_path / "清单.xlsx")

    preview = preview_import(ledger, tmp_path / "清单.xlsx", source=None)

    assert preview.source == "青石县省级督察反馈问题整改清单"

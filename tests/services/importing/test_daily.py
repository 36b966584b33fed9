"""The batch of a day is taken in: one act writes its rows and what the letter says; old numbers with new status are updates."""

from datetime import date

import pytest
from openpyxl import Workbook

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.comparison import Choice, Verdict, Way
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.daily import batch_of_file, last_source
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.petitions.batches import DailyBatch, batches
from dczg_desktop.services.undo import last_undoable, undo
from tests.services.petition_acts import numbers, shown

OLD = "D3GS202606010001"
HEAD = ["序号", "受理编号", "交办问题基本情况", "是否属实", "是否办结"]


def a_list(folder, name: str, *rows, title="青石县信访件一览表（第十七批　2026年6月9日）"):
    book = Workbook()
    for row in ([title], HEAD, *rows):
        book.active.append(row)
    book.active.merge_cells("A1:E1")
    book.save(folder / name)
    return folder / name


@pytest.fixture
def first(ledger, tmp_path):
    path = a_list(tmp_path, "一.xlsx", ["1", OLD, "反映洗砂场噪声", "属实", "未办结"])
    preview = preview_import(ledger, path, source="第三轮督察")
    accept_import(ledger, preview, "第三轮督察", batch=DailyBatch("第1批", date(2026, 6, 1), 2))
    return ledger


def test_batch_day_and_source_are_read_from_the_title(tmp_path):
    path = a_list(tmp_path, "今日.xlsx", ["1", OLD, "反映噪声", "属实", "未办结"])

    found = batch_of_file(path)

    assert (found.name, found.handed_on, found.rows, found.source) == (
        "第17批",
        date(2026, 6, 9),
        1,
        "青石县信访件一览表",
    )


def test_a_title_without_a_batch_leaves_it_to_the_file_name(tmp_path):
    rows = ["1", OLD, "反映噪声", "属实", "未办结"]

    assert batch_of_file(a_list(tmp_path, "第18批.xlsx", rows, title="一览表")).name == "第18批"
    assert batch_of_file(a_list(tmp_path, "今日.xlsx", rows, title="一览表")).name == ""


def test_rows_without_a_batch_get_it_and_the_letter_is_kept_in_the_same_act(first):
    row = batches(first)[0]

    assert (row.name, row.source, row.expected, row.short, row.handed_on) == (
        "第1批",
        "第三轮督察",
        2,
        1,
        date(2026, 6, 1),
    )
    assert last_source(first) == "第三轮督察"

    undo(first, last_undoable(first).uid)
    assert batches(first) == []
    assert numbers(first) == []


def test_an_old_number_with_a_new_status_updates_the_old_item_and_stays_in_its_batch(first, tmp_path):
    path = a_list(
        tmp_path,
        "二.xlsx",
        ["1", "D3GS202606020001", "反映油烟", "属实", "未办结"],
        ["2", OLD, "反映洗砂场噪声", "属实", "已办结"],
    )
    preview = preview_import(first, path, source="第三轮督察")
    changed = next(one for one in preview.planned if one.verdict is Verdict.CHANGED)
    ticks = frozenset(one.key for one in changed.candidate(changed.candidates[0].uid).differences)
    choice = Choice(Way.UPDATE, changed.candidates[0].uid, ticks)

    done = accept_import(
        first,
        preview,
        "第三轮督察",
        choices={(changed.table, changed.row): choice},
        batch=DailyBatch("第2批"),
    )

    assert (done.petitions, done.updated) == (1, 1)
    assert numbers(first, batch="第2批") == ["D3GS202606020001"]
    assert numbers(first, batch="第1批", completion="已办结") == [OLD]
    assert shown(first, changed.candidates[0].uid).completion == "已办结"


def test_the_letter_of_a_batch_is_kept_when_all_its_items_are_known(first, tmp_path):
    path = a_list(tmp_path, "二.xlsx", ["1", OLD, "反映洗砂场噪声", "属实", "已办结"])
    preview = preview_import(first, path, source="第三轮督察")
    choices = {(0, 3): preview.planned[0].proposal}

    accept_import(first, preview, "第三轮督察", choices=choices, batch=DailyBatch("第1批", None, 3))

    assert [(row.name, row.source, row.expected) for row in batches(first)] == [("第1批", "第三轮督察", 3)]


def test_an_item_of_a_former_batch_is_not_missing_in_the_new_one(first, tmp_path):
    new, later = "D3GS202606020001", "D3GS202606020002"
    path = a_list(
        tmp_path,
        "二.xlsx",
        ["1", OLD, "反映洗砂场噪声", "属实", "已办结"],
        ["2", new, "反映油烟", "属实", "未办结"],
        ["4", later, "反映扬尘", "属实", "未办结"],
    )
    preview = preview_import(first, path, source="第三轮督察")
    choices = {(one.table, one.row): one.proposal for one in preview.planned}

    accept_import(first, preview, "第三轮督察", choices=choices, batch=DailyBatch("第2批", None, 4))

    before, row = batches(first)
    assert (row.missing, row.short, row.earlier) == ((3,), 1, 1)
    assert row.gap_words == "应有 4 件，已有 2 件，另有 1 件以前批次已交办，少 1 件，缺序号 3"
    assert (before.name, before.counts.total, before.earlier) == ("第1批", 1, 0)
    assert numbers(first, batch="第2批") == [new, later]

    undo(first, last_undoable(first).uid)
    assert [one.name for one in batches(first)] == ["第1批"]


def test_an_unchanged_item_of_a_former_batch_is_not_missing_whatever_column_names_the_batch(first, tmp_path):
    book = Workbook()
    rows = [[*HEAD, "批次"], ["1", OLD, "反映洗砂场噪声", "属实", "未办结", "第2批"],
            ["2", "D3GS202606020001", "反映油烟", "属实", "未办结", "第2批"]]  # fmt: skip
    for one in rows:
        book.active.append(one)
    book.save(tmp_path / "二.xlsx")
    preview = preview_import(first, tmp_path / "二.xlsx", source="第三轮督察")

    accept_import(first, preview, "第三轮督察")

    assert [(one.name, one.counts.total, one.missing, one.earlier) for one in batches(first)] == [
        ("第1批", 1, (2,), 0),
        ("第2批", 1, (), 1),
    ]


def test_the_same_table_taken_in_again_makes_no_earlier_items_of_its_own(first, tmp_path):
    path = a_list(
        tmp_path,
        "一.xlsx",
        ["1", OLD, "反映洗砂场噪声", "属实", "已办结"],
        ["2", "D3GS202606010002", "反映油烟", "属实", "未办结"],
    )
    preview = preview_import(first, path, source="第三轮督察")

    accept_import(first, preview, "第三轮督察", batch=DailyBatch("第1批", None, 2))

    assert [(one.gap_words, one.earlier) for one in batches(first)] == [("应有 2 件，已有 2 件", 0)]


OF_TWO = ["序号", "受理编号", "问题来源", "交办问题基本情况", "是否办结"]
ONE, OTHER = "中央第三轮督察", "省级第二轮督察"


def a_list_of_two(folder):
    book = Workbook()
    for row in (
        OF_TWO,
        ["1", "D3GS202606010001", ONE, "反映洗砂场噪声", "未办结"],
        ["2", "D2GS202606010002", OTHER, "反映养殖场臭味", "未办结"],
        ["3", "D2GS202606010003", OTHER, "反映河道垃圾", "未办结"],
    ):
        book.active.append(row)
    book.save(folder / "今日.xlsx")
    return folder / "今日.xlsx"


def test_a_list_of_two_inspections_keeps_its_batch_under_each_of_them(ledger, tmp_path):
    day = DailyBatch("第9批", date(2026, 6, 8))
    preview = preview_import(ledger, a_list_of_two(tmp_path), batch=day)

    accept_import(ledger, preview, batch=day)

    assert {(row.source, row.name, row.handed_on, row.counts.total) for row in batches(ledger)} == {
        (ONE, "第9批", date(2026, 6, 8), 1),
        (OTHER, "第9批", date(2026, 6, 8), 2),
    }


def test_the_announced_number_is_shared_out_where_it_is_that_of_the_rows(ledger, tmp_path):
    day = DailyBatch("第9批", date(2026, 6, 8), 3)

    accept_import(ledger, preview_import(ledger, a_list_of_two(tmp_path), batch=day), batch=day)

    assert {row.source: row.expected for row in batches(ledger)} == {ONE: 1, OTHER: 2}


def test_an_announced_number_that_nobody_can_share_out_is_asked_about(ledger, tmp_path):
    day = DailyBatch("第9批", date(2026, 6, 8), 5)
    preview = preview_import(ledger, a_list_of_two(tmp_path), batch=day)

    with pytest.raises(UserError, match=r"来自2个来源.*没有导入.*分别登记"):
        accept_import(ledger, preview, batch=day)

    assert batches(ledger) == []

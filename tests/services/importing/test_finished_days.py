"""办结日期 of lists of petitions: taken into its field, asked where it is no day, compared with what the ledger has."""

from datetime import date

import pytest
from sqlalchemy import select

from dczg_desktop.domain.comparison import Choice, Way
from dczg_desktop.domain.entities import Petition
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.petitions.batches import DailyBatch, announce_batch
from dczg_desktop.services.petitions.items import petition_detail
from tests.services.importing.lists import a_list_of

HEAD = (
    "序号",
    "受理编号",
    "批次",
    "交办问题基本情况",
    "办理时限",
    "是否办结",
    "阶段性办结时间",
    "办结时间",
    "销号时间",
)
SAID = ("反映洗砂场夜间噪声扰民", "反映餐馆油烟直排居民楼", "反映河边堆放建筑垃圾")
ONE, TWO, THREE = "D3GS202606010001", "X3GS202606010002", "D3GS202606010003"


def rows_of(*told, batch=""):
    return [
        (str(n), number, batch, SAID[n - 1], *cells)
        for n, (number, cells) in enumerate(zip((ONE, TWO, THREE), told, strict=False), start=1)
    ]


def taken(ledger):
    with ledger.reading() as session:
        found = {one.number: one for one in session.scalars(select(Petition))}
        session.expunge_all()
        return found


def faults(preview):
    return [fault.message for table in preview.reading.tables for fault in table.faults]


def test_the_day_comes_into_its_field_and_the_file_s_own_words_are_kept(ledger, tmp_path):
    path = a_list_of(
        tmp_path, HEAD,
        *rows_of(("", "已办结", "", "2026年6月8日", "2026-07-01"), ("", "阶段性办结", "2026.6.9", "", ""), ("", "未办结", "", "/", "")),
    )  # fmt: skip
    accept_import(ledger, preview_import(ledger, path))

    found = taken(ledger)
    assert [found[one].completed_on for one in (ONE, TWO, THREE)] == [
        date(2026, 6, 8),
        date(2026, 6, 9),
        None,
    ]
    assert found[ONE].extra == {"销号时间": "2026-07-01"}  # nothing is closed by a column
    assert found[TWO].extra == {"阶段性办结时间": "2026.6.9"}
    origins = [petition_detail(ledger, found[one].id).origins["completed_on"] for one in (ONE, TWO)]
    assert origins[0].endswith("H2；原文写作“2026年6月8日”")
    assert "G3" in origins[1]
    assert "2026.6.9" in origins[1]


def test_what_is_no_day_is_asked_and_its_words_stay(ledger, tmp_path):
    path = a_list_of(
        tmp_path, HEAD, *rows_of(("", "已办结", "", "上月", ""), ("", "未办结", "", "2026-06-08", ""))
    )
    preview = preview_import(ledger, path)

    assert [one for one in faults(preview) if "办结日期" in one] == [
        "办结日期没有读懂：没有从“上月”中读出日期，请写明日期。",
        "写了办结日期，办结情况却是“未办结”（计为未办结），请核对。",
    ]
    accept_import(ledger, preview)
    found = taken(ledger)
    assert (found[ONE].completed_on, found[ONE].extra) == (None, {"办结时间": "上月"})


def test_a_known_petition_is_compared_day_by_day(ledger, tmp_path):
    accept_import(
        ledger, preview_import(ledger, a_list_of(tmp_path, HEAD, *rows_of(("", "未办结", "", "", ""))))
    )
    later = a_list_of(tmp_path, HEAD, *rows_of(("", "已办结", "", "2026年6月8日", "")))
    preview = preview_import(ledger, later)

    found = {one.key: one for one in preview.planned[0].candidates[0].differences}
    assert found["completed_on"].theirs == "2026-06-08（原文“2026年6月8日”）"
    assert (found["completed_on"].ours, found["completed_on"].cell, found["completed_on"].proposed) == (
        "",
        "H2",
        True,
    )
    accept_import(ledger, preview, choices={(0, 2): preview.planned[0].proposal})
    assert taken(ledger)[ONE].completed_on == date(2026, 6, 8)
    again = preview_import(ledger, later)
    assert again.planned[0].verdict == "无变动"


@pytest.mark.parametrize(("told", "why"), [("上月", "没有读懂"), ("2030-01-01", "晚于今天")])
def test_a_doubtful_day_of_a_known_petition_cannot_be_taken(ledger, tmp_path, told, why):
    accept_import(
        ledger, preview_import(ledger, a_list_of(tmp_path, HEAD, *rows_of(("", "已办结", "", "", ""))))
    )
    preview = preview_import(ledger, a_list_of(tmp_path, HEAD, *rows_of(("", "已办结", "", told, ""))))

    (found,) = preview.planned[0].candidates[0].differences
    assert (found.key, found.theirs, found.proposed) == ("completed_on", told, False)
    assert why in found.locked


def test_the_preview_counts_from_the_day_of_the_batch_as_accepting_does(ledger, tmp_path):
    path = a_list_of(
        tmp_path, HEAD,
        *rows_of(("自交办之日起15个工作日", "未办结", "", "", ""), ("", "已办结", "", "2026-06-01", ""), ("", "已办结", "", "6月12日", "")),
    )  # fmt: skip
    blind = preview_import(ledger, path)
    batch = DailyBatch("第3批", date(2026, 6, 8))
    preview = preview_import(ledger, path, batch=batch)

    assert any("从交办之日起算" in one for one in faults(blind))
    assert any("哪一年" in one for one in faults(blind))
    assert [one for one in faults(preview) if "责任单位" not in one] == [
        "办结日期 2026-06-01 早于交办日期 2026-06-08，请核对。"
    ]
    accept_import(ledger, preview, batch=batch)
    found = taken(ledger)
    assert (found[ONE].due, found[ONE].batch) == (date(2026, 6, 30), "第3批")
    assert found[THREE].completed_on == date(2026, 6, 12)


def test_another_batch_named_at_accepting_is_compared_with_first(ledger, tmp_path):
    path = a_list_of(tmp_path, HEAD, *rows_of(("", "已办结", "", "6月12日", "")))

    accept_import(ledger, preview_import(ledger, path), batch=DailyBatch("第3批", date(2026, 6, 8)))

    assert taken(ledger)[ONE].completed_on == date(2026, 6, 12)


def test_a_row_of_a_former_batch_counts_from_the_day_of_that_one(ledger, tmp_path):
    accept_import(
        ledger,
        preview_import(
            ledger, a_list_of(tmp_path, HEAD, *rows_of(("", "未办结", "", "", ""))), source="省督"
        ),
        "省督",
    )
    with ledger.reading() as session:
        source = session.scalar(select(Petition.source_uid))
    announce_batch(ledger, "第2批", source, date(2026, 6, 1))
    told = ("10个工作日内", "未办结", "", "", "")
    path = a_list_of(tmp_path, HEAD, *rows_of(("", "未办结", "", "", ""), told, batch="第二批"))

    preview = preview_import(ledger, path, source="省督", batch=DailyBatch("第3批", date(2026, 6, 8)))
    accept_import(ledger, preview, "省督")

    assert taken(ledger)[TWO].due == date(2026, 6, 15)


def test_a_list_that_sets_a_petition_back_takes_its_day_along(ledger, tmp_path):
    told = a_list_of(tmp_path, HEAD, *rows_of(("", "已办结", "", "2026-06-08", "")))
    accept_import(ledger, preview_import(ledger, told))
    preview = preview_import(ledger, a_list_of(tmp_path, HEAD, *rows_of(("", "未办结", "", "", ""))))

    (found,) = preview.planned[0].candidates[0].differences
    assert (found.key, found.proposed) == ("completion", False)
    assert "办结日期 2026-06-08 一并清空" in found.note
    accept_import(
        ledger,
        preview,
        choices={(0, 2): Choice(Way.UPDATE, preview.planned[0].known_uid, frozenset({"completion"}))},
    )
    assert (taken(ledger)[ONE].completion, taken(ledger)[ONE].completed_on) == ("未办结", None)

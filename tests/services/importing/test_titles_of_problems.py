"""What the title of a list of problems says of the inspection's round and of the batch in which they were handed over."""

import pytest
from sqlalchemy import select

from dczg_desktop.domain.entities import ProblemSource, Source
from dczg_desktop.domain.ordinals import round_in
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.foreseen import foreseen
from dczg_desktop.services.importing.imports import preview_import
from tests.services.importing.lists import a_list_of

HEADS = ("编号", "存在问题", "责任单位")
ROW = ("HW-3", "河湾镇污水直排小河，岸边垃圾成堆", "河湾镇人民政府")


def a_list(ledger, folder, title, heads=HEADS, row=ROW):
    path = a_list_of(folder, (title,), heads, row)
    return preview_import(ledger, path, source=None)


def written(ledger):
    with ledger.reading() as session:
        batches = list(session.scalars(select(ProblemSource.batch)))
        return batches, session.execute(select(Source.name, Source.round)).all()


@pytest.mark.parametrize(
    ("title", "batch", "round_"),
    [
        ("省级督察 第一批 交办问题清单", "第1批", ""),
        ("青禾镇生态环境问题自查自纠整改台账（第三批）", "第3批", ""),
        ("石门县生态环境问题挂牌督办清单（2025年第二批）", "第2批", ""),
        ("第二轮省级督察第一批交办问题清单", "第1批", "第二轮"),
        ("第二轮第三批中央生态环境保护督察反馈问题整改台账", "", "第二轮第三批"),
        ("第二轮 第三批督察反馈问题整改台账", "", "第二轮第三批"),
        ("第三批中央生态环境保护督察反馈问题整改台账", "", ""),
        ("第一批、第二批交办问题清单", "", ""),
        ("第二轮、第三轮督察反馈问题清单", "", ""),
        ("督察反馈问题清单", "", ""),
    ],
)
def test_round_and_batch_of_the_title_are_kept_where_they_belong(ledger, tmp_path, title, batch, round_):
    preview = a_list(ledger, tmp_path, title)
    accept_import(ledger, preview, preview.source)

    batches, sources = written(ledger)
    assert batches == [batch]
    assert sources == [(title, round_)]
    assert any(f"取表名里的“{batch}”" in note for note in preview.reading.notes) == bool(batch)


def test_a_column_of_batches_says_it_better(ledger, tmp_path):
    preview = a_list(ledger, tmp_path, "问题清单（第三批）", (*HEADS, "批次"), (*ROW, "第二批"))
    accept_import(ledger, preview, preview.source)

    assert written(ledger)[0] == ["第二批"]


def test_what_will_be_written_shows_both(ledger, tmp_path):
    preview = a_list(ledger, tmp_path, "第二轮省级督察第一批交办问题清单")

    shown = {one.name: one for one in foreseen(preview, (0, preview.planned[0].row))}

    assert shown["问题来源"].reading == "轮次：第二轮"
    assert shown["编号"].text == "HW-3　第1批"


def test_the_same_list_again_brings_no_other_batch(ledger, tmp_path):
    preview = a_list(ledger, tmp_path, "省级督察第一批交办问题清单")
    accept_import(ledger, preview, preview.source)

    assert not a_list(ledger, tmp_path, "省级督察第一批交办问题清单").planned[0].candidates[0].differences


def test_problems_without_a_number_have_no_batch(ledger, tmp_path):
    preview = a_list(ledger, tmp_path, "交办问题清单（第三批）", HEADS[1:], ROW[1:])
    accept_import(ledger, preview, preview.source)

    assert written(ledger)[0] == []
    assert not any("取表名里的" in note for note in preview.reading.notes)


def test_a_round_is_one_only():
    assert round_in("第三轮督察（第三轮）") == "第三轮"

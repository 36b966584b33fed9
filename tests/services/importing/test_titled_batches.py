"""Petitions whose batch stands only in the title of their list belong to it; what somebody says of the batch comes first."""

from datetime import date

from sqlalchemy import select

from dczg_desktop.domain.entities import Petition
from dczg_desktop.services.importing.acceptance import accept_import
from dczg_desktop.services.importing.imports import preview_import
from dczg_desktop.services.petitions.batches import DailyBatch
from tests.services.importing.lists import a_list_of

HEAD = ("受理编号", "举报内容", "是否属实", "是否办结")
TITLE = "某县群众信访举报件一览表（第十二批 2026年5月29日）"
ROW = ("X3HA202605280013", "石材厂粉尘扰民", "属实", "已办结")


def batches(ledger) -> list[str]:
    with ledger.reading() as session:
        return list(session.scalars(select(Petition.batch)))


def test_the_batch_in_the_title_is_that_of_its_petitions_and_said(ledger, tmp_path):
    preview = preview_import(ledger, a_list_of(tmp_path, (TITLE,), HEAD, ROW))
    accept_import(ledger, preview)

    assert batches(ledger) == ["第12批"]
    assert any("“第12批”" in note and "请核对" in note for note in preview.reading.notes)


def test_a_column_of_batches_and_what_somebody_says_come_first(ledger, tmp_path):
    own = a_list_of(tmp_path, (TITLE,), (*HEAD, "批次"), (*ROW, "第十一批"), name="有批次.xlsx")
    accept_import(ledger, preview_import(ledger, own))
    other = ("D3HA202605280021", "烧烤油烟直排", "属实", "已办结")
    daily = preview_import(
        ledger, a_list_of(tmp_path, (TITLE,), HEAD, other), batch=DailyBatch("第13批", date(2026, 5, 30))
    )
    accept_import(ledger, daily)

    assert batches(ledger) == ["第十一批", "第13批"]

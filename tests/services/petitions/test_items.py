"""The petition grid, one petition, editing by ownership, and the link to a problem."""

from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Petition
from dczg_desktop.domain.versions import write_beside
from dczg_desktop.services.conflicts import list_conflicts, resolve_conflict
from dczg_desktop.services.petitions.batches import announce_batch
from dczg_desktop.services.petitions.cards import petition_counts
from dczg_desktop.services.petitions.items import edit_petition, link_petition, petition_detail
from dczg_desktop.services.petitions.listing import (
    PetitionQuery,
    completion_word,
    petition_choices,
    petition_ids,
    petition_rows,
)
from dczg_desktop.store.bulk import load_records, replace_records
from dczg_desktop.store.journal import verify_chain
from tests.offices import CITY, COUNTY, visible
from tests.services.acts import a_problem


def put(ledger, number: str, **values) -> int:
    """One petition issued by this office, as an import leaves it; returns its id."""
    filled = {
        "description": f"{number} 反映洗砂场噪声扰民",
        "issuer_uid": ledger.identity.office_uid,
    } | values
    with ledger.transaction("导入表格") as (session, _act):
        petition = Petition(number=number, **filled)
        session.add(petition)
        session.flush()
        return petition.id


def numbers(ledger, **parts) -> list[str]:
    """What the grid shows under a query."""
    rows = petition_rows(ledger, petition_ids(ledger, PetitionQuery(**parts)))
    return [row.number for row in rows]


@pytest.fixture
def four(ledger):
    put(ledger, "D1", batch="第1批", area="东河乡", completion="已办结", substantiated="是", starred=True)
    put(
        ledger,
        "D2",
        batch="第1批",
        area="石桥镇",
        completion="阶段办结",
        substantiated="部分属实",
        due=date(2026, 9, 1),
    )
    put(
        ledger,
        "X3",
        batch="第2批",
        area="东河乡",
        completion="正在办理",
        substantiated="不属实",
        due=date(2026, 9, 1),
    )
    put(ledger, "X4", batch="第2批", completion="", findings="现场未见异常", due=date(2026, 12, 31))
    return ledger


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("已办结", "已办结"),
        ("办结", "已办结"),
        ("是", "已办结"),
        ("阶段办结", "阶段性办结"),
        ("阶段性办结", "阶段性办结"),
        ("未办结", "未办结"),
        ("正在办理", "未办结"),
        ("否", "未办结"),
        ("", "未办结"),
        ("☑未办结 □已办结", "未办结"),
    ],
)
def test_spellings_count_as_one_of_three_words(written, word):
    assert completion_word(written) == word


def test_the_cards_add_up_and_overdue_means_unfinished_past_its_day(four):
    counted = petition_counts(four)

    assert (counted.completed, counted.staged, counted.unfinished) == (1, 1, 2)
    assert counted.total == 4
    assert (counted.overdue, counted.starred) == (1, 1)


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({}, ["D1*", "D2", "X3", "X4"]),
        ({"batch": "第1批"}, ["D1*", "D2"]),
        ({"area": "〔空〕"}, ["X4"]),
        ({"completion": "未办结"}, ["X3", "X4"]),
        ({"completion": "阶段性办结"}, ["D2"]),
        ({"truth": "属实"}, ["D1*"]),
        ({"truth": "未写明"}, ["X4"]),
        ({"starred": True}, ["D1*"]),
        ({"overdue": True}, ["X3"]),
        ({"linked": "已关联"}, []),
        ({"words": "未见异常"}, ["X4"]),
        ({"words": "东河 噪声"}, ["D1*", "X3"]),
        ({"words": "d1*"}, ["D1*"]),
        ({"words": "100%"}, []),
        ({"sort": "number", "descending": True}, ["X4", "X3", "D2", "D1*"]),
        ({"sort": "area"}, ["D1*", "X3", "D2", "X4"]),
    ],
)
def test_filters_search_and_order(four, parts, found):
    assert numbers(four, **parts) == found


def test_every_card_opens_exactly_what_it_counted(four):
    counted = petition_counts(four)

    assert len(numbers(four, completion="已办结")) == counted.completed
    assert len(numbers(four, completion="未办结")) == counted.unfinished
    assert len(numbers(four, overdue=True)) == counted.overdue


def test_the_choices_are_what_occurs_the_frequent_first(four):
    assert petition_choices(four).areas == ["东河乡", "〔空〕", "石桥镇"]


def test_an_edit_is_one_journalled_act_and_reads_the_deadline_anew(ledger):
    row = put(ledger, "D1")
    uid = petition_detail(ledger, row).uid

    changed = edit_petition(
        ledger, uid, {"result": " 已扩建沉淀池 ", "deadline": "2026年12月底前", "completion": ""}
    )

    detail = petition_detail(ledger, row)
    assert changed == 2
    assert detail.text("result") == "已扩建沉淀池"
    assert detail.text("due") == "2026-12-31"
    with ledger.reading() as session:
        assert verify_chain(session).broken_at is None


def test_a_count_of_days_begins_with_the_batch_and_is_asked_without_its_day(ledger):
    row = put(ledger, "D1", batch="第2批")
    uid = petition_detail(ledger, row).uid

    with pytest.raises(UserError, match="从交办之日起算，请填写起算日期"):
        edit_petition(ledger, uid, {"deadline": "10个工作日内"})
    announce_batch(ledger, "第2批", handed_on=date(2026, 6, 8))
    edit_petition(ledger, uid, {"deadline": "10个工作日内"})

    assert petition_detail(ledger, row).fields["due"] == "2026-06-23"


def test_the_day_of_finishing_goes_with_the_completion(ledger):
    row = put(ledger, "D1", completion="已办结", completed_on=date(2026, 6, 8))
    uid = petition_detail(ledger, row).uid

    for values in (
        {"completion": "", "completed_on": "2026-06-09"},
        {"completion": "未办结", "completed_on": "2026-06-08"},
    ):
        with pytest.raises(UserError, match="不能有办结日期"):
            edit_petition(ledger, uid, values)
    assert edit_petition(ledger, uid, {"completion": "未办结"}) == 2
    assert petition_detail(ledger, row).text("completed_on") == ""
    with pytest.raises(UserError, match="是“未办结”，不能有办结日期"):
        edit_petition(ledger, uid, {"completed_on": "2026-06-08"})
    assert edit_petition(ledger, uid, {"completion": "阶段性办结", "completed_on": "2026-06-08"}) == 2


def test_an_emptied_deadline_has_no_day_and_an_unreadable_one_is_refused(ledger):
    row = put(ledger, "D1", deadline="2026-09-01", due=date(2026, 9, 1))
    uid = petition_detail(ledger, row).uid

    edit_petition(ledger, uid, {"deadline": ""})
    assert petition_detail(ledger, row).fields["due"] is None
    with pytest.raises(UserError, match="无法识别"):
        edit_petition(ledger, uid, {"deadline": "尽快"})
    assert petition_detail(ledger, row).text("deadline") == ""


def test_a_unit_of_the_directory_is_linked_by_name(ledger):
    row = put(ledger, "D1")

    edit_petition(ledger, petition_detail(ledger, row).uid, {"responsible_unit": "430623"})

    detail = petition_detail(ledger, row)
    assert detail.text("responsible_unit") == COUNTY
    assert detail.text("office_uid")


def test_what_the_issuer_owns_is_refused_to_the_receiver(offices):
    row = put(offices.city, "D1", responsible_unit=COUNTY)
    uid = petition_detail(offices.city, row).uid
    edit_petition(offices.city, uid, {"responsible_unit": "江南县整改办", "remark": "转办"})
    with offices.city.transaction("登记单位") as (session, _act):
        petition = session.get(Petition, row)
        petition.office_uid = offices.county.identity.office_uid
    offices.deliver(CITY, COUNTY)
    mine = petition_detail(offices.county, petition_ids(offices.county, PetitionQuery())[0])
    before = visible(offices.county)

    for name in ("description", "number", "batch", "deadline"):
        assert name in mine.foreign
        with pytest.raises(UserError, match="由交办单位掌握"):
            edit_petition(offices.county, mine.uid, {name: "另写"})
    assert visible(offices.county) == before
    assert edit_petition(offices.county, mine.uid, {"findings": "基本属实"}) == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"description": " "}, "不能清空"),
        ({"issuer_uid": "x"}, "没有可修改的字段"),
        ({"due": "2026-01-01"}, "没有可修改的字段"),
    ],
)
def test_impossible_edits_are_refused(ledger, values, words):
    uid = petition_detail(ledger, put(ledger, "D1")).uid

    with pytest.raises(UserError, match=words):
        edit_petition(ledger, uid, values)


def test_a_petition_is_linked_to_a_problem_and_released_again(ledger):
    row, problem = put(ledger, "D1"), a_problem(ledger)
    uid = petition_detail(ledger, row).uid

    link_petition(ledger, uid, problem)
    assert "某河段污水直排" in petition_detail(ledger, row).problem
    assert numbers(ledger, linked="已关联") == ["D1"]
    link_petition(ledger, uid, "")
    assert petition_detail(ledger, row).problem_uid == ""


def test_links_to_nothing_and_void_petitions_are_refused(ledger):
    row = put(ledger, "D1")
    gone = put(ledger, "D2", voided="重复")
    uid = petition_detail(ledger, row).uid

    with pytest.raises(UserError, match="找不到要关联的问题"):
        link_petition(ledger, uid, "0" * 32)
    with pytest.raises(UserError, match="已作废"):
        edit_petition(ledger, petition_detail(ledger, gone).uid, {"remark": "改"})
    assert numbers(ledger) == ["D1"]


def disputed(ledger, row, **theirs):
    """Another office has written these fields at the same time; returns the petition's uid."""
    uid = petition_detail(ledger, row).uid
    with ledger.transaction("接收数据包") as (session, act):
        record = load_records(session, KINDS["petition"], [uid])[uid]
        both = write_beside(record, theirs, "f" * 32, lambda _field, values: max(values))
        replace_records(session, act, [(record, both)])
    return uid


def test_a_completion_that_is_decided_to_be_none_takes_its_day_along(ledger):
    row = put(ledger, "D1", completion="已办结", completed_on=date(2026, 6, 9))
    uid = disputed(ledger, row, completion="未办结")

    resolve_conflict(ledger, "petition", uid, "completion", "未办结")

    assert petition_detail(ledger, row).text("completed_on") == ""


@pytest.mark.parametrize(
    ("taken", "due"),
    [
        ("自交办之日起15个工作日内", date(2026, 6, 25)),  # the day that was written with it
        ("自交办之日起20个工作日内", date(2026, 7, 8)),  # from the day on which the batch was handed over
    ],
)
def test_a_deadline_that_was_decided_keeps_its_day_and_counts_from_the_handing_over(ledger, taken, due):
    announce_batch(ledger, "第17批", handed_on=date(2026, 6, 9))
    row = put(ledger, "D1", batch="第17批", deadline="2026年7月底前", due=date(2026, 7, 31))
    uid = disputed(ledger, row, deadline="自交办之日起15个工作日内", due="2026-06-25")

    resolve_conflict(ledger, "petition", uid, "deadline", taken)

    assert petition_rows(ledger, [row])[0].due == due
    assert list_conflicts(ledger) == []

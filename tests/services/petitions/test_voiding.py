"""Voided petitions count nowhere and stay on record; the issuing office voids and takes back, each with a reason."""

import pytest
from sqlalchemy import select

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import ChangeSet, Petition
from dczg_desktop.services.petitions.cards import petition_counts
from dczg_desktop.services.petitions.closure import apply_petition
from dczg_desktop.services.petitions.items import edit_petition, petition_detail
from dczg_desktop.services.petitions.listing import PetitionQuery
from dczg_desktop.services.petitions.repeats import repeats_of
from dczg_desktop.services.petitions.voiding import restore_petition, void_petition, voided_ids, voided_rows
from dczg_desktop.services.undo import undo
from tests.services.petition_acts import numbers, put

FIRST, SECOND = "D3GS202606070006", "D3GS202606090011"


@pytest.fixture
def two(ledger):
    first = put(
        ledger,
        FIRST,
        batch="第1批",
        area="南坪镇",
        completion="已办结",
        substantiated="属实",
        category="大气、噪声",
    )
    second = put(ledger, SECOND, batch="第2批", area="石桥镇", description=f"与{FIRST}号相同", category="水")
    return first, second


def voided(ledger, **parts):
    query = PetitionQuery(voided=True, **parts)
    return [row.number for row in voided_rows(ledger, voided_ids(ledger, query))]


def test_a_voided_petition_counts_nowhere_and_is_found_with_its_reason(ledger, two):
    first, second = two
    assert repeats_of(ledger, second).count == 2

    void_petition(ledger, first, " 重复登记 ")

    assert numbers(ledger) == [SECOND]
    assert petition_counts(ledger).total == 1
    assert repeats_of(ledger, second).count == 1
    (row,) = voided_rows(ledger, voided_ids(ledger, PetitionQuery(voided=True)))
    assert (row.number, row.marks, row.closure) == (FIRST, "作废：重复登记", "已作废")
    detail = petition_detail(ledger, row.id)
    assert (detail.voided, detail.completion) == ("重复登记", "已办结")
    assert numbers(ledger, voided=True) == []  # the lines know no voided ones


def test_a_reason_is_needed_and_a_voided_one_is_not_worked_on(ledger, two):
    first, _second = two
    with pytest.raises(UserError, match="作废必须写明理由"):
        void_petition(ledger, first, "  ")
    void_petition(ledger, first, "重复登记")

    for act in (
        lambda: void_petition(ledger, first, "再次"),
        lambda: edit_petition(ledger, first, {"remark": "x"}),
        lambda: apply_petition(ledger, first),
    ):
        with pytest.raises(UserError, match="已作废（重复登记）"):
            act()


def test_it_comes_back_with_a_reason_as_it_was(ledger, two):
    first, second = two
    void_petition(ledger, first, "重复登记")

    with pytest.raises(UserError, match="恢复作废的信访件必须写明理由"):
        restore_petition(ledger, first, "")
    restore_petition(ledger, first, "核对后不是重复件")

    assert numbers(ledger) == [FIRST, SECOND]
    assert repeats_of(ledger, second).count == 2
    with ledger.reading() as session:
        titles = session.scalars(select(ChangeSet.title).order_by(ChangeSet.id.desc()).limit(2)).all()
    assert titles == [f"{FIRST}：核对后不是重复件", f"{FIRST}：重复登记"]
    with pytest.raises(UserError, match="没有作废，不需要恢复"):
        restore_petition(ledger, first, "再来")


def test_voiding_is_undone_like_any_act(ledger, two):
    void_petition(ledger, two[0], "重复登记")
    with ledger.reading() as session:
        act = session.scalars(select(ChangeSet.uid).order_by(ChangeSet.id.desc())).first()

    undo(ledger, act)

    assert numbers(ledger) == [FIRST, SECOND]


def test_what_another_office_issued_is_not_voided_here(ledger):
    uid = put(ledger, "D9", issuer_uid="f" * 32)

    with pytest.raises(UserError, match="由交办单位掌握"):
        void_petition(ledger, uid, "不归我们")

    with ledger.reading() as session:
        assert session.scalar(select(Petition.voided).where(Petition.uid == uid)) == ""


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        ({}, [FIRST, SECOND]),
        ({"batch": "第1批"}, [FIRST]),
        ({"area": "石桥镇"}, [SECOND]),
        ({"category": "噪声"}, [FIRST]),
        ({"completion": "未办结"}, [SECOND]),
        ({"truth": "属实"}, [FIRST]),
        ({"words": "相同 登记"}, [SECOND]),
        ({"unit": "〔空〕"}, [FIRST, SECOND]),
        ({"unit": "南坪镇"}, []),
    ],
)
def test_the_filters_hold_for_voided_ones_too(ledger, two, parts, found):
    for uid in two:
        void_petition(ledger, uid, "重复登记")

    assert voided(ledger, **parts) == found

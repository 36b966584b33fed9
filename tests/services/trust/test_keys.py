"""Keys change hands of time: a new key is announced, an old one counts no longer, and everybody in the tree hears of it."""

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import ChangeSet, Revocation
from dczg_desktop.domain.words import Relation, RevocationCause
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.incoming.receiving import preview_package, receive
from dczg_desktop.services.offices import counterparts, enrol, export_card, withdraw_enrolment
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.trust.cards import card_news
from dczg_desktop.services.trust.installation import renew_installation, renew_key
from dczg_desktop.services.trust.keys import RevokedKey, resume_key, stop_key
from dczg_desktop.services.trust.partners import partners
from dczg_desktop.services.undo import undo
from tests.offices import CITY, COUNTY, TOWNSHIP, dump, visible


@pytest.fixture
def card(offices, tmp_path):
    """`card(ledger, name)` writes the office's card as it is now."""
    return lambda ledger, name: export_card(ledger, tmp_path / f"{name}.dczgcard")[0]


def replica_of(ledger):
    return ledger.identity.replica


def standing(ledger, name):
    return {one.enrolled.replica: one.state for one in partners(ledger) if one.enrolled.name == name}


def test_a_key_changed_in_good_order_is_vouched_for_by_the_old_one(offices, given, card):
    old = replica_of(offices.county)
    before = offices.package(COUNTY, CITY)
    renew_key(offices.county, RevocationCause.REPLACED, "换了新电脑")
    path = card(offices.county, "新")

    news = card_news(offices.city, path)
    done = enrol(offices.city, path, Relation.SUBORDINATE)

    assert news.endorsed
    assert done.endorsed
    assert done.replaced == (old,)
    assert any("由原来的密钥签字确认" in words for words in news.words)
    assert "已更换" in standing(offices.city, COUNTY)[old]
    assert receive(offices.city, before).accepted  # signed before the change, only late
    offices.deliver(COUNTY, CITY)


def test_after_a_change_the_old_key_signs_nothing_more(offices, given, card, tmp_path):
    thief = offices.copy_of(COUNTY, tmp_path / "旧钥匙.dczg")
    renew_key(offices.county, RevocationCause.REPLACED, "换了新电脑")
    enrol(offices.city, card(offices.county, "新"), Relation.SUBORDINATE)
    new = offices.copy_of(COUNTY, tmp_path / "新钥匙.dczg")
    offices.put_back(COUNTY, thief)
    edit_problem(offices.county, given, {"accountability": "旧密钥写的"})
    report_progress(offices.county, given, Report("2026-11", "旧密钥报的"))
    forged = offices.package(COUNTY, CITY)
    before = dump(offices.city)

    with pytest.raises(RevokedKey, match=r"自第 .* 条起不再有效"):
        receive(offices.city, forged)

    assert dump(offices.city) == before
    offices.put_back(COUNTY, new)
    assert offices.deliver(COUNTY, CITY).accepted


def test_a_lost_computer_is_stopped_by_its_superior_and_nothing_new_of_it_is_taken(offices, given):
    offices.deliver(COUNTY, CITY)
    replica = replica_of(offices.county)
    report_progress(offices.county, given, Report("2026-11", "停用以前做好的"))
    late = offices.package(COUNTY, CITY)
    accepted = visible(offices.city)

    first = stop_key(offices.city, replica, "电脑被盗")

    assert first > 1
    with pytest.raises(RevokedKey, match=r"电脑被盗.*以前已经接收的内容不受影响"):
        preview_package(offices.city, late)
    assert visible(offices.city) == accepted
    assert standing(offices.city, COUNTY)[replica].startswith(f"已停用：自第 {first} 条起")


def test_a_card_of_a_lost_computer_is_not_vouched_for_and_asks_for_the_telephone(offices, given, card):
    old = replica_of(offices.county)
    renew_key(offices.county, RevocationCause.DOUBTFUL, "密钥可能泄露")
    path = card(offices.county, "新")

    news = card_news(offices.city, path)
    enrol(offices.city, path, Relation.SUBORDINATE)

    assert not news.endorsed
    assert any("必须电话核对指纹" in words for words in news.words)
    assert "已停用" in standing(offices.city, COUNTY)[old]
    assert offices.deliver(COUNTY, CITY).accepted


def test_the_stop_travels_down_to_the_office_itself_and_on_to_those_below_it(offices, given, card):
    """The city stops the county's key; the county hears it from the city, and the township from the county's new key."""
    old = replica_of(offices.county)
    stop_key(offices.city, old, "电脑被盗")

    told = offices.deliver(CITY, COUNTY)

    assert any("本机的密钥" in warning for warning in told.warnings)
    with pytest.raises(RevokedKey, match="请在“数据交换—往来单位”里更换本机密钥"):
        offices.package(COUNTY, TOWNSHIP)
    renew_key(offices.county, RevocationCause.DOUBTFUL, "电脑被盗")
    enrol(offices.township, card(offices.county, "新"), Relation.SUPERIOR)
    assert "已停用" in standing(offices.township, COUNTY)[old]


def test_the_stop_travels_up(offices, given, tmp_path, card):
    """The county stops the township's key; the city, which also enrolled the township, hears it from the county."""
    enrol(offices.city, card(offices.township, "镇"), Relation.SUBORDINATE)
    replica = replica_of(offices.township)
    stop_key(offices.county, replica, "电脑丢失")

    told = offices.deliver(COUNTY, CITY)

    assert any(TOWNSHIP in warning and "不再有效" in warning for warning in told.warnings)
    assert "已停用" in standing(offices.city, TOWNSHIP)[replica]


def test_an_office_may_not_stop_the_key_of_one_that_is_not_below_it(offices, given, card):
    """The township declares the city's key stopped; the county does not believe it."""
    enrol(offices.township, card(offices.city, "市"), Relation.SUPERIOR)
    stop_key(offices.township, replica_of(offices.city), "乱写的")

    offices.deliver(TOWNSHIP, COUNTY)

    assert offices.deliver(CITY, COUNTY).accepted


def test_undoing_the_receipt_that_brought_a_stop_does_not_trust_the_key_again(offices, given, card):
    enrol(offices.city, card(offices.township, "镇"), Relation.SUBORDINATE)
    stop_key(offices.county, replica_of(offices.township), "电脑丢失")
    receipt = offices.deliver(COUNTY, CITY)

    undo(offices.city, receipt.act_uid)

    assert "已停用" in standing(offices.city, TOWNSHIP)[replica_of(offices.township)]


def test_an_old_card_is_refused_once_a_newer_one_is_known(offices, given, card):
    old = card(offices.county, "旧")
    renew_key(offices.county, RevocationCause.REPLACED, "换了新电脑")
    enrol(offices.city, card(offices.county, "新"), Relation.SUBORDINATE)
    before = dump(offices.city)

    with pytest.raises(RevokedKey, match="已被更新的卡片取代"):
        enrol(offices.city, old, Relation.SUBORDINATE)

    assert dump(offices.city) == before
    assert "已被更新的卡片取代" in card_news(offices.city, old).refusal


def test_a_stop_by_mistake_can_be_taken_back_until_somebody_was_told(offices, given):
    replica = replica_of(offices.county)
    stop_key(offices.city, replica, "看错了")

    resume_key(offices.city, replica)

    assert offices.deliver(COUNTY, CITY).accepted
    stop_key(offices.city, replica, "又看错了")
    offices.watch.pass_days(1)
    offices.package(CITY, COUNTY)
    with pytest.raises(UserError, match="已告知往来单位"):
        resume_key(offices.city, replica)


def test_an_enrolment_by_mistake_can_be_taken_back_before_anything_came(offices, card):
    path = card(offices.township, "镇")
    enrol(offices.city, path, Relation.SUBORDINATE)

    withdraw_enrolment(offices.city, replica_of(offices.township))

    assert TOWNSHIP not in {one.name for one in counterparts(offices.city)}
    with pytest.raises(UserError, match="没有登记过"):
        withdraw_enrolment(offices.city, replica_of(offices.township))


def test_an_enrolment_from_which_packages_came_stays(offices, given):
    offices.deliver(COUNTY, CITY)

    with pytest.raises(UserError, match="停用密钥"):
        withdraw_enrolment(offices.city, replica_of(offices.county))


def test_every_change_of_trust_stands_in_the_journal_with_its_reason(offices, given):
    stop_key(offices.city, replica_of(offices.county), "电脑被盗")
    renew_key(offices.county, RevocationCause.DOUBTFUL, "密钥可能泄露")

    for ledger, act, words in (
        (offices.city, "停用密钥", "电脑被盗"),
        (offices.county, "更换密钥", "密钥可能泄露"),
    ):
        with ledger.reading() as session:
            titles = [row.title for row in session.query(ChangeSet).filter(ChangeSet.act == act)]
            assert session.query(Revocation).count() == 1
        assert any(words in title for title in titles)


def test_a_reason_is_asked_for(offices):
    with pytest.raises(UserError, match="原因"):
        stop_key(offices.city, replica_of(offices.county), "  ")
    with pytest.raises(UserError, match="原因"):
        renew_key(offices.county, RevocationCause.REPLACED, "")


def test_a_second_computer_of_an_office_replaces_nothing(offices, given, card):
    """A restored or copied ledger takes an id of its own; the old installation may live on."""
    old = replica_of(offices.county)
    renew_installation(offices.county)

    news = card_news(offices.city, card(offices.county, "第二台"))
    enrol(offices.city, card(offices.county, "第二台"), Relation.SUBORDINATE)

    assert any("另外一台" in words for words in news.words)
    assert set(standing(offices.city, COUNTY)) == {old, replica_of(offices.county)}
    assert not any("不再有效" in state for state in standing(offices.city, COUNTY).values())


def test_silence_is_shown_by_days(offices, given):
    offices.deliver(COUNTY, CITY)
    offices.watch.pass_days(34)

    (county,) = [one for one in partners(offices.city) if one.enrolled.name == COUNTY]

    assert (county.silent_days, county.sound) == (34, False)
    assert county.state == "已 34 天未收到来文"


def test_a_hand_filled_sheet_of_before_is_still_ours_after_our_key_was_changed(offices, given):
    path = offices.package(CITY, COUNTY)
    renew_key(offices.city, RevocationCause.DOUBTFUL, "密钥可能泄露")

    assert preview_package(offices.city, path).sender == CITY
    assert problem_detail(offices.city, given)

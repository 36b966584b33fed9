"""Packages and cards meant to stop the exchange: stopped computers, numbers and times beyond counting, old ones played again; silence stands with the keys."""

from dataclasses import replace

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.entities import Deadline
from dczg_desktop.domain.words import Relation
from dczg_desktop.exchange.manifest import RevocationNote
from dczg_desktop.services.chain import chains
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.offices import enrol, export_card
from dczg_desktop.services.outgoing import contents as outgoing
from dczg_desktop.services.outgoing import shipments
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.staffing import staffing
from dczg_desktop.services.trust.installation import renew_installation
from tests.offices import CITY, COUNTY, TOWNSHIP, dump, shared
from tests.services.attacks.refusal import refused


def test_attack_rollback_an_old_package_played_again_changes_nothing_newer(offices, given):
    old = offices.package(CITY, COUNTY)
    edit_problem(offices.city, given, {"goal": "新的目标"})
    offices.deliver(CITY, COUNTY)
    newer = shared(offices.county)

    receipt = receive(offices.county, old)

    assert "较旧" in receipt.sequence
    assert shared(offices.county) == newer
    assert problem_detail(offices.county, given).facts.goal == "新的目标"


def test_attack_fast_forward_a_number_of_two_to_the_63_blocks_nobody(offices, given, forging):
    path = forging(CITY, COUNTY, lambda m: replace(m, sequence=2**63))
    receipt = receive(offices.county, path)
    edit_problem(offices.city, given, {"goal": "下一包照收"})

    after = offices.deliver(CITY, COUNTY)

    assert "编号异常大" in receipt.sequence
    assert after.accepted
    assert "较旧" not in after.sequence
    assert problem_detail(offices.county, given).facts.goal == "下一包照收"


def test_attack_fast_forward_of_the_journal_head_is_refused(offices, given, forging):
    path = forging(CITY, COUNTY, lambda m: replace(m, head=replace(m.head, count=2**63)))

    refused(offices.county, lambda: receive(offices.county, path), UserError, "清单残缺或格式不对")


def stop_of(victim, liar):
    """Our replica is one of the liar's computers, it says, and lost."""
    return RevocationNote(
        victim.identity.replica, liar.identity.office_uid, "00" * 32, "停用", 1, "", 0, "", "乱写的"
    )


def test_attack_lock_out_an_office_claims_the_computers_of_others_and_stops_them(offices, given, forging):
    county, township = offices.county, offices.township
    notes = tuple(stop_of(victim, township) for victim in (offices.city, county))
    path = forging(TOWNSHIP, COUNTY, lambda m: replace(m, revocations=notes, serial=99))

    assert receive(county, path).accepted

    assert offices.deliver(CITY, COUNTY).accepted
    assert offices.deliver(COUNTY, CITY).accepted


def test_attack_lock_out_by_a_card_that_names_the_computers_of_others(offices, given, monkeypatch, tmp_path):
    city, county, township = offices.city, offices.county, offices.township
    notes = tuple(stop_of(victim, township) for victim in (city, county))
    monkeypatch.setattr("dczg_desktop.services.offices.known_revocations", lambda *_: notes)
    path, _ = export_card(township, tmp_path / "镇.dczgcard")

    enrol(county, path, Relation.SUBORDINATE)

    assert offices.deliver(CITY, COUNTY).accepted
    assert offices.deliver(COUNTY, CITY).accepted


def test_attack_lock_out_beforehand_of_a_computer_not_enrolled_yet(offices, given, forging, tmp_path):
    county, township = offices.county, offices.township
    renew_installation(offices.city)
    note = stop_of(offices.city, township)
    receive(county, forging(TOWNSHIP, COUNTY, lambda m: replace(m, revocations=(note,))))

    enrol(county, export_card(offices.city, tmp_path / "市.dczgcard")[0], Relation.SUPERIOR)

    assert offices.deliver(CITY, COUNTY).accepted


def test_attack_a_thousand_million_volumes_are_refused(offices, given, forging):
    path = forging(CITY, COUNTY, lambda m: replace(m, volumes=10**9, volume=5, series="5" * 32))

    refused(offices.county, lambda: receive(offices.county, path), UserError, "清单残缺或格式不对")


def test_attack_a_trail_of_numbers_beyond_counting_is_passed_over(offices, given, forging):
    path = forging(CITY, COUNTY, lambda m: replace(m, trail={"1" * 5000: "y", "９": "x", "²": "z"}))

    assert receive(offices.county, path).accepted


@pytest.mark.parametrize("at", ["昨天", "9999-12-31T23:59:59", "0001-01-01T00:00:00", "2026-11-22"])
def test_attack_lock_out_by_a_time_that_is_none(offices, given, at, monkeypatch):
    """A deadline decided "yesterday" would make every later decision about it fail: it is not taken, the rest is."""
    with offices.city.transaction("确定时限") as (session, _act):
        session.add(Deadline(problem_uid=given, raw="2027年6月底前", made_at=at))
    edit_problem(offices.city, given, {"goal": "其余照收"})

    receipt = receive(offices.county, offices.package(CITY, COUNTY))

    (fault,) = receipt.refused
    assert "不是时间" in fault.value
    assert problem_detail(offices.county, given).facts.goal == "其余照收"
    before = dump(offices.county)
    assert decide_again(offices.county, given)
    assert dump(offices.county) != before


def decide_again(ledger, uid):
    """The county's own journal goes on deciding."""
    report_progress(ledger, uid, Report("2026-11", "照常填报", 10))
    return problem_detail(ledger, uid).facts.progress


def test_attack_an_act_at_no_time_is_taken_without_its_time(offices, given, monkeypatch):
    """Times of acts come relayed: no office is locked out for what another one wrote, and the chain of duties still reads."""
    notes = outgoing.acts_behind

    def forged(session, scope):
        return {uid: replace(note, at="昨天" * 9) for uid, note in notes(session, scope).items()}

    assign(offices.city, [given], "平江县人民政府")
    monkeypatch.setattr(shipments, "acts_behind", forged)
    receive(offices.county, offices.package(CITY, COUNTY))

    assert chains(offices.county, [given])[given].links
    assert staffing(offices.county)


def test_attack_a_package_made_at_no_time_is_refused(offices, given, forging):
    path = forging(CITY, COUNTY, lambda m: replace(m, made_at="2300-01-01T00:00:00"))

    refused(offices.county, lambda: receive(offices.county, path), UserError, "清单残缺或格式不对")

"""A package taken back days later, with work done in between."""

import pytest

from dczg_desktop.base.errors import Cancelled, GateClosed
from dczg_desktop.services import undo as undoing
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.incoming.receiving import receive
from dczg_desktop.services.measures import MeasureDraft, edit_measure
from dczg_desktop.services.problems import ProblemDraft, add_problem, edit_problem
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.undo import last_undoable, undo
from dczg_desktop.services.verification import verify
from dczg_desktop.store import journal
from tests.offices import CITY, COUNTY, dump, shared, visible
from tests.services.acts import a_problem, measures_of


@pytest.fixture
def received(offices, given, watch):
    """The city has taken in a report and a reworded measure; three days pass with other work."""
    first, _ = measures_of(offices.county, given)
    edit_measure(offices.county, first, MeasureDraft("封堵全部排口"))
    report_progress(offices.county, given, Report("2026-11", "完成一半", 50))
    before = visible(offices.city)
    receipt = offices.deliver(COUNTY, CITY)
    watch.pass_days(3)
    add_problem(offices.city, ProblemDraft("后来新增的问题"))
    edit_problem(offices.city, given, {"remark": "三天以后写的"})
    return before, receipt


def test_it_goes_back_whole_while_later_work_elsewhere_stays(offices, given, received):
    before, receipt = received

    undo(offices.city, receipt.act_uid)

    facts = problem_detail(offices.city, given).facts
    assert facts.progress == ()
    assert visible(offices.city)["measure"] == before["measure"]
    assert problem_detail(offices.city, given).fields["remark"] == "三天以后写的"
    assert len(visible(offices.city)["problem"]) == 2


def test_what_was_built_upon_it_is_named_and_nothing_is_taken_back(offices, given, received):
    _, receipt = received
    first, _ = measures_of(offices.city, given)
    edit_measure(offices.city, first, MeasureDraft("市里又改"))
    now = visible(offices.city)

    with pytest.raises(GateClosed) as refused:
        undo(offices.city, receipt.act_uid)

    assert refused.value.reasons == ["措施“市里又改”后来又有改动"]
    assert visible(offices.city) == now
    undo(offices.city, last_undoable(offices.city).uid)
    undo(offices.city, receipt.act_uid)
    assert problem_detail(offices.city, given).facts.progress == ()


def test_the_next_package_brings_it_all_again(offices, given, received):
    _, receipt = received
    undo(offices.city, receipt.act_uid)

    receive(offices.city, offices.package(COUNTY, CITY))
    offices.deliver(CITY, COUNTY)

    assert shared(offices.city)["progress"] == shared(offices.county)["progress"]
    assert problem_detail(offices.city, given).facts.measures[0].text == "封堵全部排口"


@pytest.mark.parametrize("share", [5, 40, 55, 60, 72, 88, 98])
def test_an_undo_that_is_stopped_leaves_the_ledger_as_it_was(ledger, share, monkeypatch):
    monkeypatch.setattr(undoing, "_AT_ONCE", 1)
    monkeypatch.setattr(journal, "_AT_ONCE", 1)
    for number in range(3):
        a_problem(ledger, f"第{number}个问题", number=f"D3HN100{number}", plan="1.甲。2.乙。")
    last = last_undoable(ledger)
    before = dump(ledger)

    told = []

    def stop(done, total):
        told.append(done * 100 // total)
        if told[-1] >= share:
            raise Cancelled

    with pytest.raises(Cancelled):
        undo(ledger, last.uid, stop)

    assert told == sorted(told)
    assert dump(ledger) == before
    undo(ledger, last.uid)
    assert verify(ledger).sound

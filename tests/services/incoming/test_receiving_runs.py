"""Packages received one after the other share one safety copy; anything else between makes another."""

import sqlite3
from contextlib import closing

import pytest

from dczg_desktop.base.errors import Cancelled
from dczg_desktop.services.copies import list_copies
from dczg_desktop.services.incoming import receiving
from dczg_desktop.services.problems import edit_problem
from tests.offices import CITY, COUNTY, dump


def before_receiving(ledger):
    return [copy for copy in list_copies(ledger) if copy.reason == "接收前"]


@pytest.fixture
def received(offices, given):
    """The county has received once more after `given`; its copies so far."""
    edit_problem(offices.city, given, {"goal": "第一次"})
    offices.deliver(CITY, COUNTY)
    return before_receiving(offices.county)


def test_one_copy_holds_what_was_before_the_first_of_them(offices, given, received):
    edit_problem(offices.city, given, {"goal": "第二次"})
    offices.deliver(CITY, COUNTY)

    assert [copy.path for copy in before_receiving(offices.county)] == [copy.path for copy in received]
    with closing(sqlite3.connect(received[0].path)) as raw:
        assert raw.execute("SELECT goal FROM problem").fetchall() == [("消除直排",)]


def test_receiving_may_still_be_left_while_the_lines_and_the_journal_are_written(offices, given, monkeypatch):
    edit_problem(offices.city, given, {"goal": "第二次"})
    path, before = offices.package(CITY, COUNTY), dump(offices.county)
    registered = []
    whole = receiving._register

    def registering(*everything):
        whole(*everything)
        registered.append(True)

    def stopped(_done, _total):
        if registered:
            raise Cancelled

    monkeypatch.setattr(receiving, "_register", registering)
    with pytest.raises(Cancelled):
        receiving.receive(offices.county, path, tick=stopped)

    assert dump(offices.county) == before


def test_an_act_between_makes_another_copy(offices, given, received):
    edit_problem(offices.county, given, {"plan": "县里改的"})
    edit_problem(offices.city, given, {"goal": "第二次"})

    offices.deliver(CITY, COUNTY)

    assert len(before_receiving(offices.county)) == len(received) + 1


def test_a_copy_that_is_old_or_gone_is_made_again(offices, given, received, monkeypatch):
    edit_problem(offices.city, given, {"goal": "第二次"})
    received[0].path.unlink()
    offices.deliver(CITY, COUNTY)
    assert len(before_receiving(offices.county)) == len(received)

    monkeypatch.setattr(receiving, "RUN_SECONDS", -1)
    edit_problem(offices.city, given, {"goal": "第三次"})
    offices.deliver(CITY, COUNTY)
    assert len(before_receiving(offices.county)) == len(received) + 1

"""Closing a ledger is final: what is under way ends whole, what was waiting is refused and never opens the file again."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, text

from dczg_desktop.store.door import Door, LedgerClosed


@pytest.fixture
def held(ledger):
    """The connections to the ledger's file that are open now."""
    with ledger.reading():
        pass
    ledger.engine.dispose()
    found = set()
    event.listen(ledger.engine, "connect", lambda raw, _record: found.add(raw))
    event.listen(ledger.engine, "close", lambda raw, _record: found.discard(raw))
    return found


def test_a_read_that_was_queued_when_the_ledger_closed_is_refused_and_opens_nothing(ledger, held):
    gate = threading.Event()
    with ThreadPoolExecutor(max_workers=1) as reader:
        reader.submit(gate.wait, 5)
        queued = [reader.submit(ledger.meta, "office_uid"), reader.submit(ledger.set_meta, "x", "y")]
        ledger.close()
        gate.set()
        for one in queued:
            with pytest.raises(LedgerClosed, match="台账已经关闭"):
                one.result(5)

    with pytest.raises(LedgerClosed), ledger.transaction("试"):
        raise AssertionError
    assert held == set()


def test_closing_waits_for_the_read_that_is_under_way_and_lets_it_go_further_in(ledger, held):
    entered, gate = threading.Event(), threading.Event()

    def read():
        with ledger.reading() as session:
            entered.set()
            gate.wait(5)
            return session.scalar(text("SELECT count(*) FROM meta")), ledger.meta("office_uid")

    with ThreadPoolExecutor(max_workers=2) as threads:
        under_way = threads.submit(read)
        entered.wait(5)
        closing = threads.submit(ledger.close)
        while not ledger._door._is_closing:
            pass
        gate.set()
        count, office = under_way.result(5)
        closing.result(5)

    assert (count > 0, bool(office)) == (True, True)
    assert held == set()


def test_a_connection_that_comes_back_after_the_closing_is_dropped(ledger, held):
    with ledger.reading() as session:
        session.scalar(text("SELECT count(*) FROM meta"))
        ledger.close()
        assert len(held) == 1

    assert held == set()


def test_a_ledger_may_be_closed_twice(ledger, held):
    ledger.close()
    ledger.close()

    assert held == set()


def test_closing_does_not_wait_for_ever():
    door, entered, gate = Door(), threading.Event(), threading.Event()

    def work():
        with door.inside():
            entered.set()
            gate.wait(5)
            with pytest.raises(LedgerClosed), door.inside():
                raise AssertionError

    with ThreadPoolExecutor(max_workers=1) as threads:
        late = threads.submit(work)
        entered.wait(5)
        door.shut(0.01)
        gate.set()
        late.result(5)

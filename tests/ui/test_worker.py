"""The one worker thread: one work after the other; a work that is stuck can be left, and nobody waits for it."""

import threading

import pytest

from ui.worker import Worker


@pytest.fixture
def gate():
    made = threading.Event()
    yield made
    made.set()


def stuck(worker, gate):
    """A work that hangs until the gate opens; returns its future once it has begun, and its thread."""
    begun, threads = threading.Event(), []

    def work():
        threads.append(threading.current_thread())
        begun.set()
        gate.wait(20)

    future = worker.submit(work)
    assert begun.wait(5)
    return future, threads[0]


def test_works_are_done_in_their_order_on_one_thread_that_is_not_the_callers():
    worker = Worker()

    idents = [worker.submit(threading.get_ident) for _number in range(5)]

    assert len({one.result(5) for one in idents}) == 1
    assert idents[0].result() != threading.get_ident()
    worker.shutdown()


def test_what_waits_behind_a_work_that_was_left_goes_on_at_once(gate):
    worker = Worker()
    future, thread = stuck(worker, gate)
    behind = worker.submit(lambda: "went on")

    worker.leave(future)

    assert behind.result(5) == "went on"
    assert thread.is_alive()
    gate.set()
    thread.join(5)
    assert not thread.is_alive()
    assert worker.submit(lambda: "still one").result(5) == "still one"
    worker.shutdown()


def test_closing_does_not_wait_for_a_work_that_was_left(gate):
    worker = Worker()
    future, thread = stuck(worker, gate)
    worker.leave(future)

    worker.shutdown(wait=True)

    assert thread.is_alive()
    assert thread.daemon
    with pytest.raises(RuntimeError):
        worker.submit(print)


def test_a_work_left_before_it_began_never_begins(gate):
    worker, done = Worker(), []
    _future, _thread = stuck(worker, gate)
    waiting = worker.submit(done.append, 1)

    worker.leave(waiting)
    gate.set()
    worker.submit(print).result(5)

    assert waiting.cancelled()
    assert done == []
    worker.shutdown()


def test_an_error_is_told_to_whoever_asked():
    worker = Worker()

    with pytest.raises(KeyError):
        worker.submit({}.__getitem__, "x").result(5)

    worker.shutdown()

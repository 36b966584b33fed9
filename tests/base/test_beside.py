"""Work done beside what the caller does meanwhile."""

from threading import Event

import pytest

from dczg_desktop.base.beside import begun


def test_work_is_done_while_the_caller_goes_on() -> None:
    go_on = Event()
    answer = begun(lambda: go_on.wait(20))

    go_on.set()

    assert answer()


def test_what_the_work_raised_is_raised_where_the_answer_is_asked_for() -> None:
    answer = begun(lambda: 1 // 0)

    with pytest.raises(ZeroDivisionError):
        answer()


def test_an_answer_may_be_asked_for_again() -> None:
    answer = begun(lambda: "一")

    assert (answer(), answer()) == ("一", "一")

"""Reads off the window's thread: only the newest answer is shown, none after the ledger was left."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtWidgets import QWidget

from dczg_desktop.base.errors import UserError
from tests.offices import CITY, CLERK
from ui.pages.exchange.page import ExchangePage
from ui.reading import Reading, reading


@pytest.fixture
def at_city(context, offices):
    context.open_ledger(offices.city, offices.city.user_uid, CLERK, CITY)
    context.reader = ThreadPoolExecutor(max_workers=1)
    return context


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_work_is_done_elsewhere_and_the_answer_comes_here(qtbot, at_city, owner):
    threads, answers = [], []
    one = Reading(owner, at_city)

    one.ask(
        reading(threading.get_ident, lambda: 7),
        lambda answer: (answers.append(answer), threads.append(threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(answers))

    assert answers[0][1] == 7
    assert answers[0][0] != threads[0] == threading.get_ident()


def test_only_the_newest_answer_is_shown(qtbot, at_city, owner):
    gate, answers = threading.Event(), []
    one = Reading(owner, at_city)
    one.ask(lambda: gate.wait(5) and "旧", answers.append)
    one.ask(lambda: "新", answers.append)
    gate.set()

    qtbot.waitUntil(lambda: bool(answers))

    assert answers == ["新"]


def test_an_answer_that_comes_while_the_window_closes_asks_for_nothing_more(qtbot, at_city, owner):
    first, second = Reading(owner, at_city), Reading(owner, at_city)
    answers = []
    first.ask(lambda: 1, lambda _one: second.ask(lambda: 2, answers.append))
    at_city.close()

    qtbot.waitUntil(lambda: not first.is_running)
    qtbot.wait(40)

    assert answers == []


def test_nothing_is_shown_of_a_ledger_that_was_left(qtbot, at_city, owner, shown_errors):
    gate, answers = threading.Event(), []
    one = Reading(owner, at_city)
    one.ask(lambda: gate.wait(5) and "旧", answers.append)
    at_city.leave_ledger()
    gate.set()

    qtbot.waitUntil(lambda: not one.is_running)

    assert (answers, shown_errors) == ([], [])


def test_a_refusal_is_shown(qtbot, at_city, owner, shown_errors):
    def refuse():
        raise UserError("磁盘满了")

    Reading(owner, at_city).ask(refuse, lambda _answer: None)

    one = Reading(owner, at_city)
    one.ask(refuse, lambda _answer: None)
    qtbot.waitUntil(lambda: bool(shown_errors))


def test_no_tab_of_the_exchange_reads_on_the_windows_thread(qtbot, at_city, offices, monkeypatch):
    readers = []
    original = type(offices.city).reading

    def watched(ledger):
        readers.append(threading.get_ident())
        return original(ledger)

    page = ExchangePage(at_city)
    qtbot.addWidget(page)
    page.show()
    monkeypatch.setattr(type(offices.city), "reading", watched)
    for name in page.panels:
        page.show_tab(name)
    page.reload()
    at_city.reader.submit(int).result(10)

    assert readers
    assert threading.get_ident() not in readers

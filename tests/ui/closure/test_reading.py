"""The closure page reads beside the window: what is shown stays, no act upon a case that is not there yet."""

import pytest

from dczg_desktop.domain.words import ClosureStatus
from dczg_desktop.services.cases import CaseAct
from dczg_desktop.services.closure import apply_for_closure, decide
from dczg_desktop.services.detail import problem_detail
from tests.services.acts import SecondPerson, a_problem, make_ready
from tests.ui.held import Held
from ui.pages.closure.page import ClosurePage


@pytest.fixture
def both(ledger, tmp_path) -> tuple[str, str]:
    """Two problems that are ready to be applied for."""
    found = []
    for words in ("养殖场粪污外排", "洗砂场扬尘"):
        found.append(a_problem(ledger, words))
        make_ready(ledger, found[-1], tmp_path)
    return found[0], found[1]


@pytest.fixture
def page(page, both):
    """With the queue of those in sight; asks are noted and cancelled."""
    page.titles = []
    page.ask_words = lambda _parent, title, *_words, **_more: page.titles.append(title)
    page.queue.show_tab("可申请")
    return page


@pytest.fixture
def held(context) -> Held:
    context.reader = Held()
    return context.reader


def arrive(held, page) -> None:
    """All that is read arrives, also what is asked for because of it."""
    while held.asked:
        held.answer_all()
        for one in (page.queue._reading, page.queue._closed_reading, page._reading):
            one._look()


def shown_and_other(page, both) -> tuple[str, str]:
    return (both[0], both[1]) if page.panel.case.uid == both[0] else (both[1], both[0])


def test_a_queue_that_is_not_read_yet_does_not_say_that_it_is_empty(page, held):
    page.reload()
    assert page.queue.ready._empty == "正在读取……"

    arrive(held, page)

    assert page.queue.tabs.tabText(1) == "可申请 2"
    assert page.queue.review._empty.startswith("没有待审核的销号申请")


def test_an_act_asked_for_while_the_case_is_read_is_about_the_case_that_was_chosen(page, held, both):
    page.reload()
    arrive(held, page)
    _first, other = shown_and_other(page, both)
    page.queue.ready.choose_uid(other)

    page.panel.acts[CaseAct.APPLY].click()
    assert page.titles == []
    arrive(held, page)

    assert page.titles == ["申请销号"]
    assert page.panel.case.uid == other


def test_an_act_asked_for_is_dropped_when_another_case_is_chosen_before_it_could_begin(page, held, both):
    page.reload()
    arrive(held, page)
    first, other = shown_and_other(page, both)
    page.queue.ready.choose_uid(other)
    page.panel.acts[CaseAct.APPLY].click()

    page.queue.ready.choose_uid(first)
    arrive(held, page)

    assert page.titles == []
    assert page.panel.case.uid == first


def test_a_second_click_asks_nothing_once_the_first_has_closed_the_problem(page, held, ledger, both):
    apply_for_closure(ledger, both[0], "")
    with SecondPerson(ledger):
        page.show_filter(both[0])
        page.reload()
        arrive(held, page)
        decide(ledger, both[0], agree=True, opinion="同意")
        page.context.ledger_changed.emit()

        page.panel.acts[CaseAct.AGREE].click()
        arrive(held, page)

    assert problem_detail(ledger, both[0]).closure_status is ClosureStatus.CLOSED
    assert page.titles == []
    assert page.panel.chip.word == "已销号"


def test_an_older_answer_about_a_case_is_not_shown_when_it_comes_last(page, held, both):
    page.reload()
    arrive(held, page)
    first, other = shown_and_other(page, both)
    page.queue.ready.choose_uid(other)
    page.queue.ready.choose_uid(first)

    held.answer()
    page._reading._look()
    arrive(held, page)

    assert page.panel.case.uid == first


def test_words_typed_while_the_queues_are_read_narrow_the_rows_that_come(page, held):
    page.reload()
    page.search("养殖场")
    arrive(held, page)

    assert page.queue.tabs.tabText(1) == "可申请 1"
    assert page.panel.case.description == "养殖场粪污外排"


def test_a_case_that_went_with_its_import_is_told_and_leaves_the_panel_empty(page, held):
    page.show_filter("0" * 32)

    page.reload()
    arrive(held, page)

    assert page.said[0][0].startswith("找不到这个问题")
    assert page.panel.case is None


def test_a_page_that_is_closed_before_the_answer_shows_nothing(qtbot, context, ledger, held):
    context.open_ledger(ledger, ledger.user_uid, "张录入", "云溪市整改办")
    closed = ClosurePage(context)
    closed.reload()
    closed.deleteLater()
    qtbot.wait(1)

    held.answer_all()
    qtbot.wait(40)  # an answer shown on a page that is gone would raise

    assert held.asked == []

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dczg_desktop.domain.facts import DeadlineFacts, MilestoneFacts, ProgressFacts
from dczg_desktop.domain.schedule import percent_done, percent_expected, progress_status
from dczg_desktop.domain.words import ProgressStatus
from tests.domain.builders import a_measure, a_problem

TODAY = date(2026, 7, 2)
PAST, FUTURE = date(2026, 6, 30), date(2026, 9, 30)


def measures(*states):
    """Measures as (due, done?) pairs."""
    return tuple(
        a_measure(f"措施{n}", due=due, done_on=PAST if done else None) for n, (due, done) in enumerate(states)
    )


def reports(*percents):
    return tuple(ProgressFacts("2026-06", "进展", percent) for percent in percents)


def test_percent_is_the_share_of_finished_measures_whatever_was_reported():
    problem = a_problem(measures=measures((None, True), (None, False), (None, False)), progress=reports(90))

    assert percent_done(problem) == 33


@pytest.mark.parametrize(("percents", "expected"), [((), 0), ((20, 60), 60), ((60, None), 60), ((130,), 100)])
def test_without_measures_the_last_reported_figure_counts(percents, expected):
    assert percent_done(a_problem(measures=(), progress=reports(*percents))) == expected


@pytest.mark.parametrize(
    ("states", "status"),
    [
        (((FUTURE, False), (FUTURE, False)), ProgressStatus.NOT_STARTED),
        (((PAST, False), (FUTURE, False)), ProgressStatus.BEHIND),
        (((PAST, True), (FUTURE, False)), ProgressStatus.ON_SCHEDULE),
        (((PAST, True), (FUTURE, True), (FUTURE, False)), ProgressStatus.AHEAD),
        (((PAST, True), (FUTURE, True)), ProgressStatus.COMPLETED),
        (((TODAY, False), (FUTURE, True)), ProgressStatus.AHEAD),
    ],
)
def test_dated_measures_give_the_word(states, status):
    assert progress_status(a_problem(measures=measures(*states)), TODAY) is status


def test_a_passed_deadline_is_behind_even_when_every_dated_measure_is_done():
    late = (DeadlineFacts("2026年6月底前", due=PAST),)
    problem = a_problem(measures=measures((FUTURE, True), (None, False)), deadlines=late)

    assert progress_status(problem, PAST) is ProgressStatus.AHEAD
    assert progress_status(problem, TODAY) is ProgressStatus.BEHIND


def test_a_missed_milestone_is_behind():
    problem = a_problem(
        measures=measures((None, True), (None, False)), milestones=(MilestoneFacts("完成招标", due=PAST),)
    )

    assert progress_status(problem, TODAY) is ProgressStatus.BEHIND


@pytest.mark.parametrize(
    ("reported", "status"),
    [
        (80, ProgressStatus.AHEAD),
        (50, ProgressStatus.ON_SCHEDULE),
        (42, ProgressStatus.ON_SCHEDULE),
        (30, ProgressStatus.BEHIND),
    ],
)
def test_without_dated_steps_time_gone_is_the_measure(reported, status):
    problem = a_problem(measures=(), progress=reports(reported))

    assert percent_expected(problem, TODAY) == 50
    assert progress_status(problem, TODAY) is status


def test_a_long_term_task_is_on_schedule_once_reported():
    task = a_problem(measures=(), deadlines=(DeadlineFacts("长期坚持", long_term=True),))

    assert progress_status(task, TODAY) is ProgressStatus.NOT_STARTED
    reported = a_problem(measures=(), deadlines=task.deadlines, progress=reports(None))
    assert progress_status(reported, TODAY) is ProgressStatus.ON_SCHEDULE


SOME_DAY = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(SOME_DAY, st.booleans()), max_size=6), st.dates(date(2026, 1, 1), date(2027, 6, 1)))
def test_the_word_never_contradicts_the_facts(states, today):
    problem = a_problem(measures=measures(*states))
    status = progress_status(problem, today)
    overdue = any(due and due < today and not done for due, done in states)

    assert (status is ProgressStatus.COMPLETED) == (bool(states) and all(done for _, done in states))
    if overdue:
        assert status is ProgressStatus.BEHIND
    if status is ProgressStatus.NOT_STARTED:
        assert not any(done for _, done in states)


def test_work_reported_in_words_alone_is_on_schedule_until_the_deadline_passes():
    due = (DeadlineFacts("2026年9月底前", due=FUTURE),)
    problem = a_problem(
        measures=measures((None, False), (None, False)),
        progress=reports(None),
        deadlines=due,
        assigned_on=date(2026, 1, 1),
    )

    assert progress_status(problem, TODAY) is ProgressStatus.ON_SCHEDULE
    assert progress_status(problem, date(2026, 10, 1)) is ProgressStatus.BEHIND

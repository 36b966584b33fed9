"""The board is what recomputing would give, after any acts and on any day."""

import random
from datetime import date

import pytest

from dczg_desktop.base.errors import UserError
from dczg_desktop.domain.words import DutyRole, EvidenceRole, ProgressStatus
from dczg_desktop.services.closure import (
    apply_for_closure,
    choose_procedure,
    closure_objections,
    decide,
    raise_objection,
)
from dczg_desktop.services.detail import problem_detail
from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files, withdraw_evidence
from dczg_desktop.services.grid import GridQuery, problem_ids, problem_rows, summarise
from dczg_desktop.services.measures import (
    MeasureDraft,
    add_measures,
    add_milestone,
    finish_measures,
    void_measure,
)
from dczg_desktop.services.problems import adjust_deadline, edit_problem, void_problems
from dczg_desktop.services.progress import Report, report_progress
from dczg_desktop.services.undo import last_undoable, undo
from dczg_desktop.store import board
from dczg_desktop.store.search import refresh as refresh_search
from tests.offices import CITY, Watch, board_lines, visible
from tests.services.acts import DONE, SecondPerson, a_photo, a_problem, make_ready, measures_of


def recomputed(ledger):
    """The board computed anew from nothing."""
    with ledger.housekeeping() as session:
        uids = [row[0] for row in board_lines(session)]
        session.connection().exec_driver_sql("DELETE FROM board")
        board.refresh(session, uids, ledger.today())
        session.flush()
        return board_lines(session)


def lines(ledger):
    return visible(ledger)["board"]


def some_act(dice, ledger, uid, folder):
    """One act drawn by lot; refusals are part of life."""
    measures = measures_of(ledger, uid)
    evidence = [one.uid for one in problem_detail(ledger, uid).facts.evidence]
    acts = [
        lambda: edit_problem(ledger, uid, {"area": dice.choice("甲乙"), "category": dice.choice("水气")}),
        lambda: adjust_deadline(
            ledger, uid, dice.choice(["2026年6月底前", "2027年3月底前", "长期坚持"]), "调整"
        ),
        lambda: assign(ledger, [uid], dice.choice(["甲单位", "乙单位"]), dice.choice(list(DutyRole))),
        lambda: add_measures(
            ledger,
            uid,
            [MeasureDraft("措施", deadline=dice.choice(["", "2026年10月底前", "2026年12月底前"]))],
        ),
        lambda: finish_measures(ledger, [dice.choice(measures)], dice.choice([DONE, None])),
        lambda: void_measure(ledger, dice.choice(measures), "合并"),
        lambda: add_milestone(ledger, uid, "节点", "2026年11月底前"),
        lambda: report_progress(ledger, uid, Report("2026-11", "进展", dice.randint(0, 100))),
        lambda: attach_files(
            ledger, uid, [a_photo(folder, "图.jpg", str(dice.random()))], dice.choice(list(EvidenceRole))
        ),
        lambda: withdraw_evidence(ledger, dice.choice(evidence), "拍错"),
        lambda: raise_objection(ledger, uid, "异议"),
        lambda: void_problems(ledger, [uid], "重复") if dice.random() < 0.1 else None,
        lambda: apply_for_closure(ledger, uid),
        lambda: undo(ledger, last_undoable(ledger).uid),
    ]
    try:
        dice.choice(acts)()
    except (UserError, IndexError):
        return


@pytest.mark.parametrize("seed", range(4))
def test_the_board_equals_recomputation_after_random_acts(ledger, tmp_path, seed):
    dice = random.Random(seed)
    uids = [a_problem(ledger, f"问题{number}", plan="1.甲。2.乙。") for number in range(3)]
    make_ready(ledger, uids[0], tmp_path)
    for _ in range(25):
        some_act(dice, ledger, dice.choice(uids), tmp_path)

    assert lines(ledger) == recomputed(ledger)


@pytest.mark.parametrize(
    ("deadline", "plan", "report"),
    [
        ("2026年11月底前", "", 50),
        ("2026年12月底前", "", 60),
        ("2026年12月底前", "1.甲。2.乙。", None),
        ("2026年11月底前", "1.甲。2.乙。", None),
        ("长期坚持", "", 30),
    ],
)
def test_the_board_of_a_new_day_equals_recomputation(offices, watch, deadline, plan, report):
    ledger = offices.city
    uid = a_problem(ledger, plan=plan, deadline=deadline)
    if plan:
        finish_measures(ledger, measures_of(ledger, uid)[:1], DONE)
    else:
        report_progress(ledger, uid, Report("2026-11", "进展", report))
    statuses = []
    for _ in range(6):
        watch.pass_days(9)
        ledger = offices.reopen(CITY)
        statuses.append(problem_detail(ledger, uid).row.progress_status)
        assert lines(ledger) == recomputed(ledger)
    if "长期" not in deadline:
        assert statuses[-1] is ProgressStatus.BEHIND


def test_overdue_ends_when_the_problem_is_closed(ledger, tmp_path):
    uid = a_problem(ledger, deadline="2026年6月底前")
    make_ready(ledger, uid, tmp_path)
    choose_procedure(ledger, "通用")
    assert closure_objections(ledger, uid) == []
    (row,) = problem_rows(ledger, problem_ids(ledger, GridQuery(due="已逾期")))
    assert row.overdue_days == (date(2026, 11, 22) - date(2026, 6, 30)).days

    apply_for_closure(ledger, uid)
    with SecondPerson(ledger):
        decide(ledger, uid, agree=True, opinion="同意")

    assert problem_ids(ledger, GridQuery(due="已逾期")) == []
    counts = summarise(ledger, GridQuery())
    assert (counts.total, counts.closed, counts.overdue) == (1, 1, 0)


def test_counts_and_rows_agree_for_every_filter(ledger):
    for number, deadline in enumerate(["2026年6月底前", "2026年12月10日前", "长期坚持", ""]):
        a_problem(ledger, f"问题{number}", deadline=deadline, area="甲县" if number % 2 else "")
    counts = summarise(ledger, GridQuery())

    assert len(problem_ids(ledger, GridQuery(due="已逾期"))) == counts.overdue == 1
    assert len(problem_ids(ledger, GridQuery(due="即将到期"))) == counts.due_soon == 1
    assert len(problem_ids(ledger, GridQuery(due="长期坚持"))) == 1
    assert len(problem_ids(ledger, GridQuery(due="无时限"))) == 1
    assert len(problem_ids(ledger, GridQuery(area="〔空〕"))) == 2
    assert len(problem_ids(ledger, GridQuery(gap=True))) == counts.gaps == 4


def test_sorting_by_deadline_puts_what_has_none_last(ledger):
    for deadline in ("", "2026年12月底前", "2026年6月底前"):
        a_problem(ledger, "问题", deadline=deadline)
    for descending, expected in ((False, [6, 12, None]), (True, [12, 6, None])):
        rows = problem_rows(ledger, problem_ids(ledger, GridQuery(sort="due", descending=descending)))
        assert [row.due.month if row.due else None for row in rows] == expected


def test_refreshing_the_index_twice_changes_nothing(ledger):
    uid = a_problem(ledger)
    with ledger.housekeeping() as session:
        refresh_search(session.connection(), [uid])
        refresh_search(session.connection(), [uid])

    assert len(problem_ids(ledger, GridQuery(words="污水"))) == 1


def test_a_watch_moves_on():
    watch = Watch()

    assert watch() < watch()

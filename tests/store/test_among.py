"""Statements that are built once: the list goes in as one text, and what is compiled for one ledger serves all."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.sql.compiler import SQLCompiler

from dczg_desktop.domain.entities import Duty, Measure, Problem
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.duties import assign
from dczg_desktop.services.measures import finish_measures
from dczg_desktop.services.problems import ProblemDraft, add_problem
from dczg_desktop.store.among import UIDS, Question, among, listed
from tests.services.acts import measures_of

UID_OF = select(Problem.__table__.c.uid).where(among(Problem.__table__.c.uid))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_exactly_the_listed_records_are_found(ledger, count):
    uids = [add_problem(ledger, ProblemDraft(f"第 {number} 处排口")) for number in range(3)]

    with ledger.reading() as session:
        found = set(session.scalars(UID_OF, {UIDS: listed(uids[:count])}))

    assert found == set(uids[:count])


def test_more_values_than_sqlite_binds_and_odd_ones_are_one_list(ledger):
    uid = add_problem(ledger, ProblemDraft("一处排口"))
    odd = [f"{number:032x}" for number in range(300_000)] + ["引号'\"\\", "", uid]

    with ledger.reading() as session:
        assert list(session.scalars(UID_OF, {UIDS: listed(odd)})) == [uid]


def test_a_question_answers_with_the_same_dates_flags_and_words_as_the_session(ledger):
    measures, duties = Measure.__table__.c, Duty.__table__.c
    uid = add_problem(ledger, ProblemDraft("一处排口", plan="1.甲。2.乙。", deadline="2027年12月底前"))
    assign(ledger, [uid], "南坪镇", DutyRole.LEAD_UNIT)
    finish_measures(ledger, measures_of(ledger, uid)[:1], date(2026, 11, 20), "已完成")
    statements = (
        select(measures.uid, measures.done_on, measures.hidden).where(among(measures.problem_uid)),
        select(duties.role, duties.since, duties.disputed).where(
            among(duties.problem_uid), duties.role == DutyRole.LEAD_UNIT
        ),
    )

    with ledger.reading() as session:
        for statement in statements:
            asked = [tuple(row) for row in Question(statement).rows(session, listed([uid]))]
            told = [tuple(row) for row in session.execute(statement, {UIDS: listed([uid])})]
            assert asked == told != []
            assert [list(map(type, row)) for row in asked] == [list(map(type, row)) for row in told]


def test_a_second_ledger_compiles_nothing_that_the_first_has_asked(offices, monkeypatch):
    for one in (offices.city, offices.county):
        one.meta("replica")
    asked = select(Problem.uid).where(Problem.code == "只在这里问")
    compiled = []
    compile_select = SQLCompiler.visit_select

    def counted(self, statement, *arguments, **named):
        compiled.append(statement)
        return compile_select(self, statement, *arguments, **named)

    monkeypatch.setattr(SQLCompiler, "visit_select", counted)

    for one in (offices.city, offices.county):
        with one.reading() as session:
            session.execute(asked)

    assert len(compiled) == 1

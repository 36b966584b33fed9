"""Statements that are built once: the list goes in as one text, and what is compiled for one ledger serves all."""

import pytest
from sqlalchemy import select
from sqlalchemy.sql.compiler import SQLCompiler

from dczg_desktop.domain.entities import Problem
from dczg_desktop.services.problems import ProblemDraft, add_problem
from dczg_desktop.store.among import UIDS, among, listed

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

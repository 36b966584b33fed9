"""The bulk writer leaves the same rows as a session that writes one object."""

from datetime import date

import pytest
from sqlalchemy import select, text

from dczg_desktop.domain.dictionary import KINDS
from dczg_desktop.domain.entities import Deadline, Measure, Problem, new_uid
from dczg_desktop.domain.words import DeadlineKind
from dczg_desktop.services.problems import ProblemDraft, add_problem
from dczg_desktop.store.bulk import add_records, load_children, load_records
from dczg_desktop.store.versions import record_of

ONES = {
    "problem": lambda _parent: Problem(code="甲", description='引号"与\\', extra={"乙": "丙"}, confidential=True, assigned_on=date(2026, 1, 2)),
    "measure": lambda uid: Measure(problem_uid=uid, text="封堵", position=3, due=date(2026, 10, 31)),
    "deadline": lambda uid: Deadline(problem_uid=uid, raw="2026年10月", kind=DeadlineKind.ORIGINAL, dates=["2026-10-31"], long_term=True),
}  # fmt: skip


def raw_row(session, table, uid):
    """The row as SQLite holds it, with the types it stores."""
    row = session.execute(text(f"SELECT * FROM {table} WHERE uid = :uid"), {"uid": uid}).mappings().one()
    return {name: value for name, value in row.items() if name not in {"id", "uid", "origin", "code"}}


@pytest.mark.parametrize("name", ONES)
def test_a_record_written_in_bulk_lies_in_the_file_as_one_written_by_a_session(ledger, name):
    kind = KINDS[name]
    parent = add_problem(ledger, ProblemDraft("一处排口"))
    with ledger.transaction("单条") as (session, _act):
        one = ONES[name](parent)
        session.add(one)
        session.flush()
        uid = one.uid
    with ledger.reading() as session:
        table = kind.entity.__table__
        row = session.execute(table.select().where(table.c.uid == uid)).mappings().one()
        record = record_of(kind, dict(row))
    again = new_uid()
    with ledger.transaction("成批") as (session, act):
        fields = dict(record.fields) | ({"code": "乙"} if name == "problem" else {})
        add_records(session, act, [type(record)(name, again, fields, act.uid)])

    with ledger.reading() as session:
        assert raw_row(session, table.name, again) == raw_row(session, table.name, uid)
        assert load_records(session, kind, [again])[again].fields == fields


def test_children_come_in_the_order_of_their_making(ledger):
    uid = add_problem(ledger, ProblemDraft("一处排口", plan="1.封堵。2.铺管。3.监测。"))

    with ledger.reading() as session:
        found = load_children(session, KINDS["measure"], [uid, "没有"])

    assert [record.fields["text"] for record in found] == ["1.封堵。", "2.铺管。", "3.监测。"]


def test_records_are_read_as_the_session_reads_the_same_rows(offices, given):
    """Both ways to a record, over everything that a ledger of three offices holds, with values that stand beside others."""
    beside = {"goal": {"甲" * 32: "新目标", "乙" * 32: "旧目标"}}
    with offices.county.transaction("并存") as (session, _act):
        problem = session.scalar(select(Problem).where(Problem.uid == given))
        problem.living, problem.seen, problem.beyond = beside, ["甲" * 32, "乙" * 32], {"新字段": [1, None]}

    met = set()
    with offices.county.reading() as session:
        for name, kind in KINDS.items():
            rows = session.execute(kind.entity.__table__.select()).mappings().all()
            wanted = {row["uid"]: record_of(kind, dict(row)) for row in rows}
            found = load_records(session, kind, wanted)
            assert {uid: repr(one) for uid, one in found.items()} == {
                uid: repr(one) for uid, one in wanted.items()
            }
            met |= {name} if wanted else set()

    assert {"office", "problem", "duty", "measure", "deadline"} <= met

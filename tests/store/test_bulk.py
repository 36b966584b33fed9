"""The bulk writer leaves the same rows as a session that writes one object."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, text

from dczg_desktop.domain.dictionary import KINDS, held_type
from dczg_desktop.domain.entities import Deadline, Measure, Problem, new_uid
from dczg_desktop.domain.records import Record
from dczg_desktop.domain.words import DeadlineKind
from dczg_desktop.services.problems import ProblemDraft, add_problem
from dczg_desktop.store.bulk import add_records, load_children, load_records
from dczg_desktop.store.versions import insertion, record_of

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


@pytest.mark.parametrize("name", KINDS)
def test_a_record_of_any_kind_is_stored_as_its_columns_say(name):
    """The quick way for usual records and the careful one for all others leave the same values."""
    kind = KINDS[name]
    usual = {str: "文字", bool: True, int: 3, date: "2026-11-22", dict: {"乙": ["丙"]}, list: ["2026-10-31"]}
    fields = {
        field: usual.get(held_type(kind, field)) or next(iter(held_type(kind, field)))
        for field in kind.columns()
    }
    living = {next(iter(fields)): {"甲": "一", "乙": "二"}} if kind.mutable else {}
    record = Record(name, "f" * 32, fields, "甲", living, ("乙",) if kind.mutable else ())
    into = insertion(kind)
    columns = re.findall(r'"(\w+)"', into.statement.partition("VALUES")[0])[1:]

    stored = dict(zip(columns, into.stored(record), strict=True))
    careful = dict(zip(columns, into.stored(replace(record, fields={**fields, "新字段": 1})), strict=True))

    assert json.loads(careful.pop("beyond")) == {"新字段": 1}
    assert stored.pop("beyond") == "{}"
    assert {field: (type(value), value) for field, value in stored.items()} == {
        field: (type(value), value) for field, value in careful.items()
    }
    assert {*columns, "id"} == set(kind.entity.__table__.columns.keys())


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("measure", "due", "2026-13-01"), ("measure", "due", ["2026-10-31"]), ("measure", "position", True),
        ("measure", "text", None), ("duty", "role", "没有的职责"), ("duty", "role", {}), ("problem", "extra", "文字"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused_the_quick_way_too(ledger, name, field, value):
    uid = add_problem(ledger, ProblemDraft("一处排口", plan="1.封堵。", deadline="2026年10月底前"))
    with ledger.reading() as session:
        children = load_children(session, KINDS[name], [uid], "uid" if name == "problem" else "problem_uid")
        fields = (
            dict(children[0].fields) if children else {"problem_uid": uid, "role": "责任单位", "name": "某镇"}
        )

    with pytest.raises(ValueError, match=r"内容不对|不能为空|isoformat|month|is not a valid"):
        insertion(KINDS[name]).stored(Record(name, new_uid(), fields | {field: value}, "甲"))

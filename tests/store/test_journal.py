"""The journal: whole or not at all, chained, sealed, and honest about tampering."""

import hashlib
import json
import re
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, strategies
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from dczg_desktop.domain.entities import Deadline, Problem
from dczg_desktop.domain.words import DutyRole
from dczg_desktop.services.duties import assign
from dczg_desktop.services.problems import edit_problem
from dczg_desktop.services.verification import verify
from dczg_desktop.store.journal import ZERO, Act, canonical, changes_hash, journal_head
from tests.offices import dump
from tests.services.acts import a_problem


@pytest.fixture
def worked(ledger):
    """A ledger with a dozen acts."""
    for number in range(4):
        uid = a_problem(ledger, f"问题{number}", plan="1.甲。2.乙。")
        assign(ledger, [uid], "甲单位", DutyRole.RESPONSIBLE_UNIT)
        edit_problem(ledger, uid, {"goal": f"目标{number}"})
    return ledger


def test_the_chain_of_an_honest_ledger_holds(worked):
    found = verify(worked)

    assert (found.sound, found.broken_at, found.database) == (True, None, ())
    assert found.acts >= 12
    with worked.reading() as session:
        assert journal_head(session) == (found.acts, found.head)


def test_an_act_is_written_with_who_when_and_every_field(ledger):
    uid = a_problem(ledger)
    edit_problem(ledger, uid, {"goal": "新目标"})
    with closing(sqlite3.connect(ledger.path)) as raw:
        act = raw.execute("SELECT uid, who, act, at FROM change_set ORDER BY counter DESC").fetchone()
        changes = raw.execute("SELECT field, old, new FROM change WHERE set_uid = ?", act[:1]).fetchall()

    assert act[1:3] == ("张录入", "修改问题")
    assert act[3].startswith("2026-11-22T09:")
    assert [(name, json.loads(old), json.loads(new)) for name, old, new in changes] == [
        ("goal", "消除直排", "新目标")
    ]


@pytest.mark.parametrize("table", ["change_set", "change"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_the_journal(worked, table, statement):
    before = dump(worked)

    with pytest.raises(IntegrityError, match="操作日志只能追加"), worked.housekeeping() as session:
        session.connection().exec_driver_sql(statement.format(table))

    assert dump(worked) == before


def tampered(ledger, *statements):
    """What somebody with a database tool does after removing the triggers."""
    with closing(sqlite3.connect(ledger.path)) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert raw.execute(statement).rowcount > 0
        raw.commit()
    return verify(ledger)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE change SET new = '\"假\"' WHERE set_uid = (SELECT uid FROM change_set WHERE counter = 7)", "第 7 次操作.*变更内容被改动"),
        ("DELETE FROM change WHERE set_uid = (SELECT uid FROM change_set WHERE counter = 7)", "第 7 次操作.*变更内容被改动"),
        ("UPDATE change_set SET who = '别人' WHERE counter = 7", "第 7 次操作.*登记被改动"),
        ("UPDATE change_set SET at = '2020-01-01T00:00:00' WHERE counter = 7", "第 7 次操作.*登记被改动"),
        ("UPDATE change_set SET hash = previous WHERE counter = 7", "第 7 次操作.*登记被改动"),
        ("UPDATE change_set SET previous = hash WHERE counter = 7", "第 7 次操作没有接在前一次之后"),
        ("DELETE FROM change_set WHERE counter = 7", "第 7 次操作缺失"),
        ("INSERT INTO change (set_uid, position, kind, record_uid, field, old, new) VALUES ('无', 0, 'problem', 'x', 'goal', 'null', 'null')",
         "1 条变更不属于任何一次操作"),
    ],
)  # fmt: skip
def test_tampering_is_named(worked, statement, words):
    found = tampered(worked, statement)

    assert not found.sound
    assert found.broken_at is not None
    assert re.search(words, found.reason)


def test_an_act_moved_to_another_record_breaks_the_chain(worked):
    found = tampered(
        worked,
        "UPDATE change SET record_uid = 'x' WHERE set_uid = (SELECT uid FROM change_set WHERE counter = 9)",
    )

    assert found.broken_at == 9


def test_a_removed_last_act_is_seen_against_a_known_head(worked):
    known = verify(worked)
    found = tampered(
        worked,
        f"DELETE FROM change WHERE set_uid = (SELECT uid FROM change_set WHERE counter = {known.acts})",
        f"DELETE FROM change_set WHERE counter = {known.acts}",
    )

    assert found.head != known.head


def test_a_refused_act_leaves_no_trace(worked):
    before = dump(worked)

    def half_done():
        with worked.transaction("坏的操作") as (session, _act):
            session.scalars(select(Problem)).first().goal = "改了一半"
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()

    assert dump(worked) == before


def test_nothing_is_deleted_and_what_was_made_once_is_not_changed(worked):
    with pytest.raises(AssertionError, match="void the record"), worked.transaction("删") as (session, _act):
        session.delete(session.scalars(select(Problem)).first())
    with pytest.raises(AssertionError, match="append-only"), worked.transaction("改") as (session, _act):
        session.scalars(select(Deadline)).first().raw = "改期"


def test_an_empty_journal_has_a_head_of_zeros(tmp_path):
    from dczg_desktop.store.opening import create

    ledger = create(tmp_path / "新.dczg", "o" * 32, "k", "甲")
    with ledger.reading() as session:
        assert journal_head(session) == (0, ZERO)
    ledger.close()


def test_one_content_has_one_text():
    assert canonical({"乙": 1, "甲": [True, None]}) == canonical(
        dict(reversed(list({"乙": 1, "甲": [True, None]}.items())))
    )


texts = strategies.text(max_size=6)
values = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | texts,
    lambda inner: strategies.lists(inner, max_size=3) | strategies.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


@given(strategies.lists(strategies.tuples(texts, texts, texts, values, values), max_size=4))
def test_the_hash_of_an_act_is_that_of_the_canonical_text_of_its_changes(changes):
    lines = b"".join(canonical(list(change)) + b"\n" for change in changes)

    assert changes_hash(changes) == hashlib.sha256(lines).hexdigest()


def test_a_field_written_twice_in_one_act_keeps_its_first_old_value():
    act = Act("试")
    act.note("problem", "p", "goal", "一", "二")
    act.note("problem", "p", "goal", "二", "三")

    assert act.changes == {("problem", "p", "goal"): ("一", "三")}


def test_writing_the_same_value_again_is_no_change(ledger):
    uid = a_problem(ledger)
    changes = verify(ledger).changes

    assert edit_problem(ledger, uid, {"goal": "消除直排"}) == 0

    assert verify(ledger).changes == changes

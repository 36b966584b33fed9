"""Search finds exactly what LIKE finds."""

import re
import sqlite3
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text
from sqlalchemy.pool import StaticPool

from dczg_desktop.services.duties import assign
from dczg_desktop.services.evidence import attach_files
from dczg_desktop.services.grid import GridQuery, problem_ids, uids_of
from dczg_desktop.services.problems import void_problems
from dczg_desktop.services.undo import last_undoable, undo
from dczg_desktop.store.search import expression, find, lowered, tokens
from tests.services.acts import a_photo, a_problem

ALPHABET = "污水直排整改aAbZ019%_-*\"'()（）。，·ⅠéÉßſ〇㐂𠮷𪚥\u0301🏭中"
TEXTS = st.text(ALPHABET, max_size=14)
TERMS = st.text(ALPHABET, min_size=1, max_size=6)


def indexed(bodies):
    """A connection to the two search tables alone, with these texts."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    connection = engine.connect()
    connection.execute(text("CREATE TABLE search_text (id INTEGER PRIMARY KEY, uid TEXT, body TEXT)"))
    connection.execute(
        text("CREATE VIRTUAL TABLE search_index USING fts5(body, content='', tokenize='unicode61')")
    )
    for number, body in enumerate(bodies, 1):
        bound = {"id": number, "uid": str(number), "body": lowered(body), "tokens": tokens(body)}
        connection.execute(text("INSERT INTO search_text VALUES (:id, :uid, :body)"), bound)
        connection.execute(text("INSERT INTO search_index (rowid, body) VALUES (:id, :tokens)"), bound)
    return engine, connection


def liked(bodies, term):
    """What LIKE says, asked of SQLite itself."""
    pattern = "%" + "".join(f"\\{char}" if char in "%_\\" else char for char in term) + "%"
    with sqlite3.connect(":memory:") as raw:
        found = {
            str(number)
            for number, body in enumerate(bodies, 1)
            if raw.execute("SELECT ? LIKE ? ESCAPE '\\'", (body, pattern)).fetchone()[0]
        }
    raw.close()
    return found


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=8), TERMS, st.integers(0, 7), st.integers(0, 13))
def test_search_finds_exactly_what_like_finds(bodies, term, which, where):
    body = bodies[which % len(bodies)]
    bodies = [*bodies, body[:where] + term + body[where:]]
    engine, connection = indexed(bodies)

    assert set(find(connection, term)) == liked(bodies, term)

    connection.close()
    engine.dispose()


@settings(max_examples=300, deadline=None)
@given(st.one_of(TEXTS, st.text(ALPHABET.replace("𠮷", "").replace("𪚥", "") + "\n", max_size=40)))
def test_words_of_the_index_are_those_that_ledgers_have_always_had(body):
    """The index holds no text of its own: a word is taken out of it by making it again, to the letter."""
    wanted = []
    for run in re.findall(r"[^\W_]+", lowered(body)):
        codes = [f"{ord(char):05x}" for char in run]
        wanted += [*map("".join, pairwise(codes)), codes[-1]]

    assert tokens(body) == " ".join(wanted)


def test_every_word_must_occur_and_the_newest_stands_first():
    engine, connection = indexed(["污水 直排", "直排入河 污水处理厂", "污水"])

    assert find(connection, " 污水　直排 ") == ["2", "1"]
    assert find(connection, "污水", limit=1) == ["3"]
    connection.close()
    engine.dispose()


def test_punctuation_alone_is_searched_without_the_index():
    engine, connection = indexed(["污水，直排。", "污水", "。，"])

    assert expression("，。") == ""
    assert find(connection, "，") == ["3", "1"]
    connection.close()
    engine.dispose()


def found(ledger, words):
    return set(uids_of(ledger, problem_ids(ledger, GridQuery(words=words))))


def test_a_problem_is_found_by_everything_that_hangs_on_it(ledger, tmp_path):
    uid = a_problem(
        ledger,
        "某河段污水直排",
        number="D3HN0007",
        plan="1.封堵排口。2.铺设管网。",
        area="江南县",
        remark="备注字",
    )
    assign(ledger, [uid], "县住建局")
    attach_files(ledger, uid, [a_photo(tmp_path, "航拍图.jpg")], "整改前")
    a_problem(ledger, "另一处扬尘")

    for words in (
        "河段",
        "d3hn",
        "铺设管网",
        "江南县",
        "备注字",
        "住建局",
        "航拍",
        "430600-2026-0001",
        "污水 封堵",
    ):
        assert found(ledger, words) == {uid}, words


def test_the_index_follows_edits_voids_and_undo(ledger):
    from dczg_desktop.services.problems import edit_problem

    uid = a_problem(ledger, "原来的描述")
    edit_problem(ledger, uid, {"description": "改后的描述"})
    assert found(ledger, "原来") == set()
    assert found(ledger, "改后") == {uid}
    undo(ledger, last_undoable(ledger).uid)
    assert found(ledger, "原来") == {uid}
    void_problems(ledger, [uid], "重复")
    assert found(ledger, "原来") == set()


@pytest.mark.parametrize(
    "words", ['"', "*", "污水 OR 直排", "NEAR(", "a* b", "%", "_", "'; DROP TABLE problem;--"]
)
def test_operators_are_ordinary_text(ledger, words):
    a_problem(ledger, "污水直排")

    assert found(ledger, words) == set()

"""The grid at 100,000 lines, and the first page of a search at stress size, against the same question in plain SQL."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing

from benchmarks.bench import Bench
from benchmarks.measuring import Line, alternating, cpu_seconds, limit_line
from dczg_desktop.services.grid import GridQuery, problem_ids, problem_rows
from dczg_desktop.store.ledger import Ledger

VISIBLE = 50
"""Lines a large screen shows at once."""

TERMS = ("洗砂场", "青河县 渗滤液", "河", "监测", "X3JX000000000", "氨氮")
"""Words as people type them: a trade, two words, one character, a number's beginning, a common word."""


def measure_grid(bench: Bench) -> list[Line]:
    """A page in the usual order; a filter and an order without an index; the order of all lines anew."""
    ledger, runs = bench.board, 5 if bench.quick else 21
    ids = problem_ids(ledger, GridQuery())
    middle = ids[len(ids) // 2 : len(ids) // 2 + VISIBLE]
    some = GridQuery(category="水环境", sort="leader")
    every = GridQuery(sort="leader")
    with closing(sqlite3.connect(ledger.path)) as raw:
        page = _rows_sql(raw, middle)
        filtered = _ids_sql(raw, "WHERE NOT voided AND category = '水环境' ORDER BY leader, id")
        ordered = _ids_sql(raw, "WHERE NOT voided ORDER BY leader, id")
        return [
            _compared(
                "台账翻页（有索引，50 行；基线 裸 SQL）",
                lambda: problem_rows(ledger, middle),
                page,
                runs,
                0.001,
            ),
            _compared(
                "筛选并排序（首页；基线 裸 SQL）", lambda: _first_page(ledger, some), filtered, runs, 0.020
            ),
            _compared(
                "全部行重新排序（首页；基线 裸 SQL）", lambda: _first_page(ledger, every), ordered, runs, None
            ),
        ]


def _compared(
    name: str, ours: Callable[[], object], raw: Callable[[], object], runs: int, most: float | None
) -> Line:
    return limit_line(name, *alternating(lambda: cpu_seconds(ours), lambda: cpu_seconds(raw), runs), most)


def _first_page(ledger: Ledger, query: GridQuery) -> object:
    return problem_rows(ledger, problem_ids(ledger, query)[:VISIBLE])


def _rows_sql(raw: sqlite3.Connection, ids: Sequence[int]) -> Callable[[], object]:
    question = f"SELECT * FROM board WHERE id IN ({','.join(map(str, ids))})"
    return lambda: raw.execute(question).fetchall()


def _ids_sql(raw: sqlite3.Connection, rest: str) -> Callable[[], object]:
    question = f"SELECT id FROM board {rest}"
    return lambda: raw.execute(question).fetchall()


def measure_search(bench: Bench) -> list[Line]:
    """All words in turn, first page each; the hits must be exactly those of LIKE, or the run ends."""
    ledger, runs = bench.stress, 3 if bench.quick else 7
    with closing(sqlite3.connect(ledger.path)) as raw:
        for words in TERMS:
            found = problem_ids(ledger, GridQuery(words=words))
            wanted = sorted(_like(raw, words))
            if sorted(found) != wanted:
                raise AssertionError(
                    f"搜索“{words}”得到 {len(found)} 条，LIKE 得到 {len(wanted)} 条，应当完全一致"
                )
        return [_search_line(ledger, raw, words, runs) for words in TERMS]


def _search_line(ledger: Ledger, raw: sqlite3.Connection, words: str, runs: int) -> Line:
    query = GridQuery(words=words)
    times = alternating(
        lambda: cpu_seconds(lambda: _first_page(ledger, query)),
        lambda: cpu_seconds(lambda: _like(raw, words)),
        runs,
    )
    return limit_line(f"搜索“{words}”首页（{len(_like(raw, words))} 条命中；基线 LIKE）", *times, 0.005)


def _like(raw: sqlite3.Connection, words: str) -> list[int]:
    """Board ids of the problems whose searched text is LIKE every word."""
    terms = words.split()
    clause = " AND ".join("s.body LIKE ?" for _ in terms)
    question = f"SELECT b.id FROM search_text s JOIN board b ON b.uid = s.uid WHERE {clause}"
    return [row[0] for row in raw.execute(question, [f"%{term}%" for term in terms])]
